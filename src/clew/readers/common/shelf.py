"""The records of a document that holds many: each under a key of its own, none lost."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from clew.errors import BrokenDocument
from clew.model import Document, Identifier, Kind, Notice, Reading, Record, Scheme, title_key

# Surest first; an ISSN or ISBN may be that of a container, which many records share.
_NAMING = (Scheme.DOI, Scheme.AWARD, Scheme.UKDA, Scheme.ARXIV, Scheme.HANDLE)
_CONTAINERS = (Scheme.ISSN, Scheme.ISBN)


def key_for(
    kind: Kind,
    title: str | None,
    identifiers: Iterable[Identifier] = (),
    *also: str | None,
) -> str:
    """Name a record by what is least likely to change: a number, what else there is, its title.

    Parameters
    ----------
    also: further names in order of trust, such as the source's own number or an address.
    """
    known = [one for one in identifiers if one.scheme not in _CONTAINERS]
    surest = sorted(known, key=lambda one: _rank(one.scheme))
    named = (str(one) for one in surest)
    folded = title_key(title)
    titled = f"{kind}:{folded}" if folded else str(kind)
    return next(iter([*named, *filter(None, also), titled]))


class Shelf:
    """Gathers records; one that says again what another says is left out, with a notice."""

    def __init__(self, notices: list[Notice]) -> None:
        self.notices = notices
        self._records: dict[str, Record] = {}
        self._places: dict[str, str] = {}
        self._named: dict[str, int] = {}

    def add(self, record: Record, place: str) -> str:
        """Keep a record under its key, or under that key with a number when it is taken."""
        wanted = record.key
        taken = self._named.get(wanted, 0)
        for number in range(1, taken + 1):
            key = _numbered(wanted, number)
            if self._records[key] == msgspec.structs.replace(record, key=key):
                self._note(place, f"It repeats {self._places[key]} word for word and is left out.")
                return key
        self._named[wanted] = taken + 1
        key = _numbered(wanted, taken + 1)
        if taken:
            self._note(place, f"{self._places[wanted]} has the same key, {wanted}; both are kept.")
            record = msgspec.structs.replace(record, key=key)
        self._records[key] = record
        self._places[key] = place[:1].upper() + place[1:]
        return key

    def offer(self, record: Record, place: str) -> None:
        """Keep a record that has a title, an identifier or a description, or note its want."""
        if record.title or record.identifiers or record.description:
            self.add(record, place)
        else:
            self.skip(place, "It has no title, identifier or description, and is left out.")

    def skip(self, place: str, fault: str) -> None:
        """Note an entry of which no record can be made."""
        self._note(place, fault)

    def reading(self, document: Document, what: str) -> Reading:
        """Return all records with what is to be known of them.

        Raises
        ------
        BrokenDocument: when there is none.
        """
        if not self._records:
            first = f" ({self.notices[0].place}: {self.notices[0].message})" if self.notices else ""
            raise BrokenDocument(
                f"{document.location} holds no {what} that can be read{first}.",
                hint="Export or fetch it again.",
            )
        return Reading(records=tuple(self._records.values()), notices=tuple(self.notices))

    def _note(self, place: str, message: str) -> None:
        self.notices.append(Notice(message=message, place=place))


def _numbered(key: str, number: int) -> str:
    return key if number == 1 else f"{key}#{number}"


def _rank(scheme: str) -> int:
    return _NAMING.index(Scheme(scheme)) if scheme in _NAMING else len(_NAMING)
