"""How the identifiers of each scheme are written, and the one form they are brought to.

Texts come with plain hyphens and spaces (:func:`plain_characters`); a pattern must not take more
than linear time, so every repetition has a limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from clew.model.scheme import Scheme

_Normaliser = Callable[[str], str | None]

_PLAIN = str.maketrans("‐‑‒–−\u00a0\u2007\u2009\u202f", "-----    ")
_DOI = re.compile(
    r"\b(10\.5255/UKD[AS]-SN-\s?[0-9]{1,6}(?:-[0-9]{1,2})?(?![\w-])"
    r"|10\.[0-9]{4,9}(?:/|%2F)"
    r"(?:\(SICI\)[^\s\"']{1,150}|[^\s\"'<>{}|\\^`“”‘’«»]{1,200}+(?!\w)))",
    re.I,
)
# What the address of a page adds to the DOI inside it.
_PAGE_PART = re.compile(r"/(?:full|abstract|epdf|pdf|meta|html)$|\.pdf$", re.I)
# The addresses under which the UK Data Service and its forerunners show one study.
UKDA_ADDRESS = re.compile(
    r"(?:\bUKD[AS]-SN-\s?"
    r"|\breshare\.ukdataservice\.ac\.uk/(?:id/eprint/)?"
    r"|\b(?:ukdataservice|data-archive|esds)\.ac\.uk/[^\s#?]{0,80}\?"
    r"(?:[^\s#]{0,80}&)?(?:sn|eprintid)="
    r"|\bukdataservice\.ac\.uk/[^\s#?]{0,80}(?:studies/study/?(?:\?id=)?|doi/?\?id=|outputxml\?id=)"
    r"|\bdiscover\.ukdataservice\.ac\.uk/[^\s#]{0,80}#)0*([1-9]\d{0,5})\b",
    re.I | re.A,
)
_UKDA = re.compile(
    rf"{UKDA_ADDRESS.pattern}"
    r"|(?-i:\bSN)(?:\s?[:#]\s?|\s)?([1-9]\d{3,5})\b"
    r"|\bReShare\b[^.\d\n]{0,40}\b(8\d{5})\b",
    re.I | re.A,
)
# UK research councils: ES/N012453/1, AH/I022074/2, RES-062-23-1234, RES-348-25-0008-01.
_AWARD = re.compile(
    r"\b([A-Z]{2}/[A-Z]\d{5}[\dX]/\d{1,2}"
    r"|(?:RES|PTA)-\d{3}-\d{2,3}-\d{4}(?:-(?:[A-Z]|\d\d)\b){0,2})(?![\w/])",
    re.A,
)
_ISBN_13 = r"97[89](?:[\s-]?\d){10}(?!\w)"
_ISBN_10 = r"\d(?:[\s-]?\d){8}[\s-]?[\dXx](?!\w)"
_ISBN = tuple(re.compile(rf"(?<!\d){form}", re.A) for form in (_ISBN_13, _ISBN_10))
_ISSN = re.compile(r"\b(\d{4})-?(\d{3}[\dXx])\b", re.A)
_ORCID = re.compile(r"\b(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])\b", re.A)
_ROR = re.compile(r"\bror\.org/(0[a-z0-9]{6}\d{2})\b", re.I | re.A)
_ARXIV_NUMBER = r"(\d{4}\.\d{4,5}|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ARXIV = re.compile(rf"\barxiv(?:\.org/(?:abs|pdf)/|:\s?){_ARXIV_NUMBER}\b", re.I | re.A)
_HANDLE = re.compile(r"\bhdl(?:\.handle\.net/|:\s?)(\d[\d.]{0,20}/[^\s\"'<>]{1,200})", re.I | re.A)
_URL = re.compile(r"(https?)://([^/?#\s]+)([^\s#]*)", re.I)

# What may stand alone where the scheme is known.
BARE: dict[str, re.Pattern[str]] = {
    Scheme.UKDA: re.compile(r"(?:SN[\s:#-]{0,2})?0*([1-9]\d{0,5})", re.I | re.A),
    # Medical Research Council: G0801418, MC_EX_MR/J013498/1.
    Scheme.AWARD: re.compile(r"([A-Z]\d{7}|MC_[A-Z0-9_/]{1,40})", re.A),
    Scheme.ROR: re.compile(r"(0[a-z0-9]{6}\d{2})", re.A),
    Scheme.ARXIV: re.compile(_ARXIV_NUMBER, re.I | re.A),
    Scheme.HANDLE: re.compile(r"(\d[\d.]{0,20}/[^\s\"'<>]{1,200})", re.A),
}


def plain_characters(text: str) -> str:
    """Replace typographic hyphens and spaces by plain ones, character for character."""
    return text.translate(_PLAIN)


def trimmed(text: str) -> str:
    """Cut off the punctuation that follows an identifier in a sentence.

    Example: ``"10.1016/S0140-6736(05)66545-7)."`` → ``"10.1016/S0140-6736(05)66545-7"``
    """
    before = ""
    while text != before:
        before = text
        text = text.rstrip(".,;:!?#*'\"…")
        opener = {")": "(", "]": "[", ">": "<"}.get(text[-1:])
        if opener and text.count(opener) < text.count(text[-1]):
            text = text[:-1]
    return text


def _doi(text: str) -> str | None:
    match = _DOI.search(text)
    if match and "/" not in match[1].partition("%")[0]:
        match = _DOI.search(unquote(match[1]))
    if not match:
        return None
    value, before = re.sub(r"\s|[#?].*", "", match[1]).lower(), ""
    while value != before:
        before, value = value, _PAGE_PART.sub("", trimmed(value))
    if value.endswith(("-", "/")) or "/" not in value:
        return None
    return value.upper() if value.startswith("10.5255/ukd") else value


def _award(text: str) -> str | None:
    match = _AWARD.search(text.upper())
    return match[1] if match else None


def _ukda(text: str) -> str | None:
    match = _UKDA.search(text)
    return next(filter(None, match.groups())) if match else None


def _isbn(text: str) -> str | None:
    """Return the first valid ISBN as its thirteen digits (ISO 2108)."""
    for pattern in _ISBN:
        for match in pattern.finditer(text):
            digits = re.sub(r"[\s-]", "", match[0]).upper()
            body = digits[:12] if len(digits) == 13 else "978" + digits[:9]
            whole = body + _mod10(body)
            if digits == whole or (len(digits) == 10 and digits[9] == _mod11(digits[:9])):
                return whole
    return None


def _issn(text: str) -> str | None:
    """Return the first valid ISSN with its hyphen (ISO 3297)."""
    valid = (m for m in _ISSN.finditer(text) if _mod11(m[1] + m[2][:3]) == m[2][3].upper())
    return next((f"{match[1]}-{match[2].upper()}" for match in valid), None)


def _orcid(text: str) -> str | None:
    """Return the first ORCID iD whose check digit is right (ISO 7064, MOD 11-2)."""
    for match in _ORCID.finditer(text):
        digits = match[1].replace("-", "").upper()
        total = 0
        for digit in digits[:-1]:
            total = (total + int(digit)) * 2
        if digits[-1] == "0123456789X"[(1 - total) % 11]:
            return match[1].upper()
    return None


def _mod10(body: str) -> str:
    return str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body)) % 10)


def _mod11(body: str) -> str:
    """Return the check digit of an ISBN-10 or an ISSN: weights fall to 2 at the last digit."""
    weights = range(len(body) + 1, 1, -1)
    return "0123456789X"[-sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


def _ror(text: str) -> str | None:
    match = _ROR.search(text)
    return match[1].lower() if match else None


def _arxiv(text: str) -> str | None:
    match = _ARXIV.search(text)
    return match[1] if match else None


def _handle(text: str) -> str | None:
    match = _HANDLE.search(text)
    value = trimmed(match[1]) if match else ""
    return value if BARE[Scheme.HANDLE].fullmatch(value) else None


def _url(text: str) -> str | None:
    match = _URL.match(text)
    # http and https, a usual port and a trailing slash make no difference to what is meant.
    host = re.sub(r"(?::(?:80|443))+$", "", match[2].lower()) if match else ""
    return f"https://{host}{match[3]}".rstrip("/") if match and host else None


NORMALISERS: dict[str, _Normaliser] = {
    Scheme.DOI: _doi,
    Scheme.AWARD: _award,
    Scheme.UKDA: _ukda,
    Scheme.ISBN: _isbn,
    Scheme.ISSN: _issn,
    Scheme.ORCID: _orcid,
    Scheme.ROR: _ror,
    Scheme.ARXIV: _arxiv,
    Scheme.HANDLE: _handle,
    Scheme.URL: _url,
}

# The schemes that a text tells by itself, surest first.
TOLD_APART = (
    Scheme.DOI,
    Scheme.ORCID,
    Scheme.ROR,
    Scheme.ARXIV,
    Scheme.HANDLE,
    Scheme.AWARD,
    Scheme.URL,
    Scheme.ISBN,
)

# What a text must hold, in any case or in capitals as here, for an identifier to be in it.
SIGNS: dict[str, tuple[str, ...]] = {
    Scheme.DOI: ("10.",),
    Scheme.AWARD: ("/", "res-", "pta-"),
    Scheme.UKDA: ("ukd", "data-archive", "esds", "reshare", "SN"),
    Scheme.ARXIV: ("arxiv",),
    Scheme.ORCID: ("-",),
    Scheme.ISBN: ("isbn",),
}

# The schemes to be found in running text.
IN_TEXT: dict[str, re.Pattern[str]] = {
    Scheme.DOI: _DOI,
    Scheme.AWARD: _AWARD,
    Scheme.UKDA: _UKDA,
    Scheme.ARXIV: _ARXIV,
    Scheme.ORCID: _ORCID,
    Scheme.ISBN: re.compile(
        rf"\bISBN(?:[\s-]1[03])?\s?:?\s?(?:{_ISBN_13}|{_ISBN_10})", re.I | re.A
    ),
}
