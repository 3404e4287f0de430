"""Addresses under which archives show things that have an identifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from clew.model import Identifier, Scheme, parse_identifier

# For each archive: a word that its addresses have, what they name and how, and the form of it that
# the archive registers. A pattern is tried only where the word stands; every repetition is limited.
_ADDRESSES = (
    (
        "zenodo.org",
        Scheme.DOI,
        r"zenodo\.org/(?:records?|deposit)/(\d{1,12})\b",
        "10.5281/zenodo.{}",
    ),
    ("osf.io", Scheme.DOI, r"osf\.io/([a-z0-9]{5})(?![\w-])", "10.17605/osf.io/{}"),
    (
        "figshare.com",
        Scheme.DOI,
        r"figshare\.com/articles/(?:[\w%-]{1,200}/){0,2}(\d{5,12})\b",
        "10.6084/m9.figshare.{}",
    ),
    (
        "openicpsr.org",
        Scheme.DOI,
        r"openicpsr\.org/openicpsr/project/(\d{1,9})\b",
        "10.3886/e{}",
    ),
    (
        "icpsr.umich.edu",
        Scheme.DOI,
        r"icpsr\.umich\.edu/(?:web/)?(?:[\w-]{1,40}/){0,3}studies/(\d{1,6})\b",
        "10.3886/icpsr{:0>5}",
    ),
    (
        "gtr.",
        Scheme.AWARD,
        r"gtr\.(?:ukri|rcuk)\.(?:org|ac\.uk)/projects\?ref=([\w%/.-]{4,60})",
        "{}",
    ),
    (
        "gtr.",
        Scheme.GTR,
        r"gtr\.(?:ukri|rcuk)\.(?:org|ac\.uk)/(?:gtr/api/)?projects?/"
        r"([0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})\b",
        "{}",
    ),
    ("hdl", Scheme.HANDLE, r"hdl(?:\.handle\.net/|:\s?)(\d[\d.]{0,20}/[^\s\"'<>]{1,200})", "{}"),
)
_PATTERNS = [
    (word, scheme, re.compile(rf"(?:https?://)?(?<!\w)(?:www\.)?{pattern}", re.I | re.A), form)
    for word, scheme, pattern, form in _ADDRESSES
]


def find_addresses(text: str) -> Iterator[tuple[Identifier, int, int]]:
    """Find addresses of known archives in running text, as the identifier of what is there."""
    lowered = text.lower()
    for word, scheme, pattern, form in _PATTERNS:
        for match in pattern.finditer(text) if word in lowered else ():
            told = match[1].upper() if scheme == Scheme.GTR else unquote(match[1])
            identifier = parse_identifier(form.format(told), scheme)
            if identifier:
                yield identifier, *match.span()
