"""What a node is called by: identifiers proper, and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import Identifier, Kind, Scheme, parse_identifier, study_number
from clew.readers.common.schema_org.node import Node

# What sources write in `propertyID`, folded to letters.
_SCHEMES = {
    "doi": Scheme.DOI,
    "orcid": Scheme.ORCID,
    "ror": Scheme.ROR,
    "isbn": Scheme.ISBN,
    "issn": Scheme.ISSN,
    "arxiv": Scheme.ARXIV,
    "handle": Scheme.HANDLE,
    "hdl": Scheme.HANDLE,
    "ukda": Scheme.UKDA,
    "ukdataservicestudynumber": Scheme.UKDA,
    "award": Scheme.AWARD,
    "awardnumber": Scheme.AWARD,
    "grantnumber": Scheme.AWARD,
    "gtr": Scheme.GTR,
    "gtroutcome": Scheme.GTR_OUTCOME,
}
_PERSISTENT = (Scheme.DOI, Scheme.ARXIV, Scheme.HANDLE, Scheme.ORCID, Scheme.ROR)
_NO_LETTER = re.compile(r"[^a-z]")


def identifiers(node: Node, kind: Kind | None = None) -> tuple[Identifier, ...]:
    """Take all that names the node itself, each once.

    An address counts where it is a persistent identifier (``https://doi.org/…``); other addresses
    are for :func:`addresses`.
    """
    found = [*_addressed(node), *_stated(node, kind), *_numbered(node)]
    numbers = filter(None, map(study_number, found))
    return tuple(dict.fromkeys([*found, *numbers]))


def addresses(node: Node) -> tuple[str, ...]:
    """Take the web addresses of a node that are no persistent identifiers."""
    texts = [*node.texts("url", "mainEntityOfPage", "sameAs"), node.id or ""]
    texts += (text for one in node.nodes("identifier") if (text := one.id or one.text("value")))
    pages = (text for text in texts if _is_address(text) and not _persistent(text))
    return tuple(dict.fromkeys(pages))


def one_identifier(text: str, kind: Kind | None = None) -> Identifier | None:
    """Read a bare text that stands where an identifier is expected, else as an address."""
    if kind == Kind.AWARD and (award := parse_identifier(text, Scheme.AWARD)):
        return award
    return _persistent(text) or parse_identifier(text)


def _addressed(node: Node) -> Iterator[Identifier]:
    for text in [node.id or "", *node.texts("sameAs"), *node.texts("url")]:
        found = _persistent(text)
        if found:
            yield found


def _stated(node: Node, kind: Kind | None) -> Iterator[Identifier]:
    for one in node.nodes("identifier", "doi"):
        text = one.text("value") or one.text("name") or one.id or one.text("url")
        if text:
            yield from _told(text, one.text("propertyID") or "", kind)


def _told(text: str, written: str, kind: Kind | None) -> Iterator[Identifier]:
    """Read an identifier of the scheme that the source names, if any."""
    # "https://registry.identifiers.org/registry/doi" is one way to say "doi".
    name = written.rstrip("/").rpartition("/")[2].lower()
    scheme = _SCHEMES.get(_NO_LETTER.sub("", name))
    found = (scheme and parse_identifier(text, scheme)) or one_identifier(text, kind)
    if found and found.scheme != Scheme.URL:
        yield found
    elif not found and not _is_address(text):
        # An archive's own number: "minid:ark:/99999/x1".
        yield Identifier(scheme=Scheme.LOCAL, value=f"{name}:{text}" if name else text)


def _numbered(node: Node) -> Iterator[Identifier]:
    for name, scheme in (("isbn", Scheme.ISBN), ("issn", Scheme.ISSN)):
        for text in node.texts(name):
            found = parse_identifier(text, scheme)
            if found:
                yield found


def _persistent(text: str) -> Identifier | None:
    if not text:
        return None
    return next((found for scheme in _PERSISTENT if (found := _whole(text, scheme))), None)


def _whole(text: str, scheme: Scheme) -> Identifier | None:
    """Read an identifier that makes up the whole text, not one that is mentioned in it."""
    found = parse_identifier(text, scheme) if len(text) < 500 and " " not in text.strip() else None
    # https://ors.example/doi:/10.1/x is some page about 10.1/x, https://doi.org/10.1/x is its name.
    if found and _is_address(text) and found.url:
        host = found.url.split("/")[2]
        return found if host in text.lower() else None
    return found


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))
