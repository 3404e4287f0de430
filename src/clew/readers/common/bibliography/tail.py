"""Where to find it: the address, identifiers and date of access that end an entry."""

from __future__ import annotations

import re
from typing import NamedTuple

from clew.model import Identifier, Scheme, find_identifiers, parse_identifier

_BEGINS = re.compile(
    r"[\[(]?\b(?:Available|Retrieved|Accessed|Last accessed|Viewed)(?= ?:| \w)|[\[(]accessed\b"
    r"|<?\bhttps?:|<?\bwww\.|\b(?:doi|DOI)(?::| ?10\.)|\bISBN\b|\bSN: ?\d{3,6}\b"
)
# Words that lead to the address, also when they are misspelt: "Avialable at:".
_LEAD = re.compile(r"[.,]? ?\b[A-Z]\w+ (?:at|from|via):? ?<?$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,}", re.I)
# An address that runs on after a space, up to where the writer closed it.
_CLOSED = re.compile(r"((?:https?://|www\.)[^<>\[\]]{3,600}?)\s?(?:>|\[accessed|\(accessed)", re.I)
_KEPT = (Scheme.ARXIV, Scheme.ISBN, Scheme.UKDA, Scheme.AWARD)


class Tail(NamedTuple):
    """What ends an entry: its address and identifiers."""

    url: str | None
    identifiers: tuple[Identifier, ...]


def cut_tail(entry: str) -> tuple[str, Tail]:
    """Part an entry from the words about where it is to be found.

    Example: ``"… York: Moss Press. Available at: <www.moss.example/a> [Accessed 2 May 2014]."`` →
    ``"… York: Moss Press."`` and the address ``http://www.moss.example/a``
    """
    match = _BEGINS.search(entry)
    body = _LEAD.sub("", entry[: match.start()]) if match else entry
    url = _address(entry)
    return body.rstrip(" ,;:<(["), Tail(url, _identifiers(entry, url))


def _address(entry: str) -> str | None:
    """Return the address, mended where a line end or a lost underscore left a space in it."""
    match = _ADDRESS.search(entry)
    if not match:
        return None
    closed = _CLOSED.match(entry, match.start())
    address = closed[1] if closed and "://" not in closed[1][8:].split(" ", 1)[-1] else match[0]
    address = re.sub(r"(?<=[/&=?-]) +", "", address.strip())
    address = re.sub(r" (?=[0-9A-F]{2}(?:[a-z ]|$))", "%", address).replace(" ", "_")
    address = re.split(r"[<>\[\]]", address)[0].rstrip(".,;")
    if address.endswith(")") and "(" not in address:
        address = address.rstrip(").,;")
    return address if "://" in address[:8] else f"http://{address}"


def _identifiers(entry: str, url: str | None) -> tuple[Identifier, ...]:
    """Collect identifiers; a DOI counts unless it is only a piece of some other address."""
    found = [parse_identifier(url, scheme) for scheme in (Scheme.HANDLE, Scheme.ARXIV) if url]
    plain = _ADDRESS.sub(lambda match: match[0] if "doi.org/" in match[0] else " ", entry)
    kept = (Scheme.DOI, *_KEPT)
    found += [
        identifier for identifier, _, _ in find_identifiers(plain) if identifier.scheme in kept
    ]
    return tuple(dict.fromkeys(identifier for identifier in found if identifier))
