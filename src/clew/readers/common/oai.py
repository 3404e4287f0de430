"""Envelopes in which repositories deliver records: OAI-PMH 2.0 answers, collections, bare ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from lxml import etree

from clew.errors import NoText, UnknownFormat
from clew.model import Document, Notice
from clew.readers.common.xml import local_name, parse_xml

_ROOT = re.compile(r"<(?:[\w.-]{1,20}:)?OAI-PMH[\s>]")
_HEAD = 4_000
# How much of an envelope is looked at: five thousand deleted records.
_LOOKED_AT = 1024 * 1024
_MOST_NOTICES = 1_000
# Verbs that ask for something else than records (OAI-PMH 2.0, section 4).
_OTHER_VERBS = ("Identify", "ListSets", "ListMetadataFormats", "ListIdentifiers")


class Delivered(NamedTuple):
    """A record's root element and what the header around it says."""

    payload: etree._Element
    identifier: str | None = None
    datestamp: str | None = None
    sets: tuple[str, ...] = ()

    @property
    def extra(self) -> dict[str, Any]:
        """The header, as a record keeps it."""
        told = {"identifier": self.identifier, "datestamp": self.datestamp, "sets": [*self.sets]}
        said = {name: value for name, value in told.items() if value}
        return {"oai": said} if said else {}


class Envelope(NamedTuple):
    """The records of a document in one format, and what to know of the others."""

    delivered: tuple[Delivered, ...]
    notices: tuple[Notice, ...]


def is_envelope(document: Document) -> bool:
    """Say whether the content begins as an OAI-PMH answer does."""
    head = document.sample[:_HEAD]
    return "OAI-PMH" in head and bool(_ROOT.search(head))


def holds(document: Document, sign: re.Pattern[str], word: str) -> bool:
    """Say whether a sign of some format stands in a document's beginning, or in its envelope.

    A page of a harvest may begin with more deleted records than a sample holds.

    Parameters
    ----------
    document: what is looked at.
    sign: what to look for.
    word: what every such sign holds; looking for it takes a fiftieth of the time.
    """
    if word in document.sample and sign.search(document.sample):
        return True
    if not is_envelope(document):
        return False
    return bool(sign.search(document.content[:_LOOKED_AT].decode(document.encoding, "replace")))


def unwrap(document: Document, names: Collection[str]) -> Envelope:
    """Return the records in a document whose root elements have one of some local names.

    Raises
    ------
    BrokenDocument, TooLarge: when the XML cannot be parsed.
    NoText: when it answers with an error, or a request for something else than records.
    UnknownFormat: when all its records are in other formats.
    """
    root = parse_xml(document)
    _refuse_answers(root, document.location)
    delivered = tuple(_found(root, names))
    deleted = _deleted(root)
    notices = [*deleted, *_others(root, names, delivered)]
    if not delivered and not deleted:
        inner = notices[0].message if notices else f"Its root is <{local_name(root)}>."
        raise UnknownFormat(
            f"{document.location} holds no record of the format asked for. {inner}",
            hint="Ask the repository for another metadataPrefix.",
        )
    return Envelope(delivered, tuple(notices[:_MOST_NOTICES]))


def _refuse_answers(root: etree._Element, location: str) -> None:
    if local_name(root) != "OAI-PMH":
        return
    for child in root:
        name = local_name(child)
        if name == "error":
            said = " ".join("".join(map(str, child.itertext())).split())
            words = ": ".join(part for part in (child.get("code"), said) if part)
            raise NoText(
                f"{location} is an OAI-PMH answer that reports an error ({words or 'no code'}).",
                hint="Ask the repository again.",
            )
        if name in _OTHER_VERBS:
            raise NoText(
                f"{location} is an OAI-PMH answer to {name}, which brings no records.",
                hint="Fetch it with the verb ListRecords or GetRecord.",
            )


def _found(root: etree._Element, names: Collection[str]) -> Iterator[Delivered]:
    """Yield the outermost elements of the wanted names, each with the header above it."""
    wanted = [f"{{*}}{name}" for name in names]
    outer: etree._Element | None = None
    for element in root.iter(*wanted) if wanted else ():
        # What lies within an element comes right after it.
        if outer is None or all(above is not outer for above in element.iterancestors()):
            outer = element
            yield _with_header(element)


def _with_header(payload: etree._Element) -> Delivered:
    record = next(payload.iterancestors("{*}record"), None)
    header = _child(record, "header") if record is not None else None
    if header is None:
        return Delivered(payload)
    sets = map(_text, header.iterchildren("{*}setSpec"))
    return Delivered(
        payload,
        _text(_child(header, "identifier")),
        _text(_child(header, "datestamp")),
        tuple(text for text in sets if text),
    )


def _deleted(root: etree._Element) -> list[Notice]:
    headers = [one for one in root.iter("{*}header") if one.get("status") == "deleted"]
    return [
        Notice(message="The repository has deleted this record.", place=_name(h)) for h in headers
    ]


def _others(
    root: etree._Element, names: Collection[str], delivered: Sequence[Delivered]
) -> list[Notice]:
    """Return a notice for each record that is in another format, or holds nothing."""
    notices: list[Notice] = []
    if len(delivered) == 1 and local_name(root) in ("record", *names):
        return notices
    for record in root.iter("{*}record"):
        metadata = _child(record, "metadata")
        if metadata is None or any(True for _ in _found(metadata, names)):
            continue
        inner = ", ".join(f"<{local_name(child)}>" for child in metadata) or "nothing"
        message = f"A record was left out: it holds {inner}."
        notices.append(Notice(message=message, place=_name(_child(record, "header"))))
    return notices


def _name(header: etree._Element | None) -> str | None:
    return _text(_child(header, "identifier")) if header is not None else None


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(element.iterchildren(f"{{*}}{name}"), None) if element is not None else None


def _text(element: etree._Element | None) -> str | None:
    text = "".join(map(str, element.itertext())) if element is not None else ""
    return " ".join(text.split()) or None
