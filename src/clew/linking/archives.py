"""Addresses under which archives show things that have an identifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from clew.model import Identifier, Scheme, parse_identifier

# What follows is matched only where a known host stands, and has no repetition without a limit.
_HOST = r"(?:https?://)?(?:www\.)?"
_ADDRESSES = (
    # An archive's page and the DOI that it registers for what is shown there.
    (Scheme.DOI, rf"{_HOST}zenodo\.org/(?:records?|deposit)/(\d{{1,12}})\b", "10.5281/zenodo.{}"),
    (Scheme.DOI, rf"{_HOST}osf\.io/([a-z0-9]{{5}})(?![\w-])", "10.17605/osf.io/{}"),
    (
        Scheme.DOI,
        rf"{_HOST}figshare\.com/articles/(?:[\w%-]{{1,200}}/){{0,2}}(\d{{5,12}})\b",
        "10.6084/m9.figshare.{}",
    ),
    (
        Scheme.DOI,
        rf"{_HOST}openicpsr\.org/openicpsr/project/(\d{{1,9}})\b",
        "10.3886/e{}",
    ),
    (
        Scheme.DOI,
        rf"{_HOST}icpsr\.umich\.edu/(?:web/)?(?:[\w-]{{1,40}}/){{0,3}}studies/(\d{{1,6}})\b",
        "10.3886/icpsr{:0>5}",
    ),
    (
        Scheme.AWARD,
        rf"{_HOST}gtr\.(?:ukri|rcuk)\.(?:org|ac\.uk)/projects\?ref=([\w%/.-]{{4,60}})",
        "{}",
    ),
    (
        Scheme.GTR,
        rf"{_HOST}gtr\.(?:ukri|rcuk)\.(?:org|ac\.uk)/(?:gtr/api/)?projects?/"
        r"([0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})\b",
        "{}",
    ),
    (
        Scheme.HANDLE,
        r"(?:https?://)?\bhdl(?:\.handle\.net/|:\s?)(\d[\d.]{0,20}/[^\s\"'<>]{1,200})",
        "{}",
    ),
)
_PATTERNS = [
    (scheme, re.compile(pattern, re.I | re.A), form) for scheme, pattern, form in _ADDRESSES
]


def find_addresses(text: str) -> Iterator[tuple[Identifier, int, int]]:
    """Find addresses of known archives in running text, as the identifier of what is there."""
    for scheme, pattern, form in _PATTERNS:
        for match in pattern.finditer(text):
            told = match[1].upper() if scheme == Scheme.GTR else unquote(match[1])
            identifier = parse_identifier(form.format(told), scheme)
            if identifier:
                yield identifier, *match.span()
