"""What a title page says in passing: the awarding institution, the degree, the date."""

from __future__ import annotations

import re

from clew.readers.common.dates import parse_date

_NAME = r"[^\W\d_a-z][\w’'.-]*"
_OF = rf"{_NAME}(?:(?:,? (?:and|of|the|for|at)(?: the)?)? {_NAME}){{0,4}}"
_INSTITUTIONS = (
    re.compile(rf"\b(?:{_NAME} ){{0,4}}University\b(?: of {_OF}| College(?: {_NAME})?)?"),
    re.compile(rf"\b(?:{_NAME} ){{0,3}}(?:Universit[^\W\d_]+|Polytechnic)\b(?: {_OF})?"),
    re.compile(rf"\b(?:{_NAME} ){{1,3}}(?:College|Institute|Academy)\b(?: of {_OF}| London)?"),
    re.compile(rf"\b(?:{_NAME} ){{0,3}}(?:School|Institute|College) of {_OF}"),
)
_DEGREE = re.compile(
    r"\b(?:[Dd]octor(?:ate)?|[Mm]aster|[Bb]achelor)(?: [Dd]egree)? (?:of|in) [^\W\d_][\w’'-]*"
    r"(?: (?:psychology|work|science|health|administration|theology|education)\b"
    r"|(?:,| and| of)? [^\W\d_a-z][\w’'-]*){0,4}"
)
_SHORT = re.compile(
    r"\b(Ph\.? ?D|D\.? ?Phil|Ed\.? ?D|D\.? ?Clin\.? ?Psy(?:ch)?|D\.?S\.?W|M\.? ?Phil|M\.? ?Res|"
    r"M\.? ?Sc|M\.?Ed|M\.?S\.?W|M\.?B\.?A|MA|M\.A)\b"
)
_SPELT_OUT = {
    "phd": "Doctor of Philosophy",
    "dphil": "Doctor of Philosophy",
    "edd": "Doctor of Education",
    "dclinpsy": "Doctor of Clinical Psychology",
    "dclinpsych": "Doctor of Clinical Psychology",
    "dsw": "Doctor of Social Work",
    "mphil": "Master of Philosophy",
    "mres": "Master of Research",
    "msc": "Master of Science",
    "ma": "Master of Arts",
    "med": "Master of Education",
    "msw": "Master of Social Work",
    "mba": "Master of Business Administration",
}
_SMALL = ("of", "in", "and", "the")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATES = (
    re.compile(rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)? )?\b{_MONTH},? (?:19|20)\d\d\b", re.I),
    re.compile(r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b"),
    re.compile(r"\b(?:19|20)\d\d\b"),
)


def find_institution(*texts: str) -> str | None:
    """Find the name of a university in the first text that has one; else of a college or school.

    Example: ``"submitted to the University of Northmarsh for …"`` → ``"University of Northmarsh"``
    """
    tries = (pattern.search(text) for pattern in _INSTITUTIONS for text in texts)
    found = next(filter(None, tries), None)
    return re.sub(r"^The (?=\w)", "", found[0]).strip(" .,") if found else None


def find_degree(text: str) -> str | None:
    """Find the degree, spelt out.

    Examples: ``"for the degree of doctor of philosophy"`` → ``"Doctor of Philosophy"``;
    ``"MSc in Tides"`` → ``"Master of Science"``
    """
    found = _DEGREE.search(text)
    if found:
        words = found[0].split()
        return " ".join(w.lower() if w.lower() in _SMALL else w[:1].upper() + w[1:] for w in words)
    short = _SHORT.search(text)
    return _SPELT_OUT[re.sub(r"[. ]", "", short[1]).lower()] if short else None


def find_date(text: str) -> str | None:
    """Find the most exact date in a text, as ISO 8601 has it."""
    for pattern in _DATES:
        dates = filter(None, (parse_date(match[0]) for match in pattern.finditer(text)))
        found = next(dates, None)
        if found:
            return found
    return None
