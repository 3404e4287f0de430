"""Front matter: the abstract, the keywords and the list of acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clew.model.folding import fold
from clew.readers.thesis.casing import shouts
from clew.readers.thesis.source import Line
from clew.readers.thesis.title_page import TitlePage

_KEYWORDS = re.compile(
    r"(?:key ?words?(?: and phrases)?|index terms)\s*[:.–—-]?\s*(?P<words>.*)", re.I
)
_LONGEST_KEYWORD = 100
_HEADER = re.compile(r"\b(?:19|20)\d\d$|^(?:faculty|school|department|doctor|master)\b", re.I)
_LONGEST_HEADER = 90
_SHORT_FORM = re.compile(r"[^\W_]*[^\W\d_a-z][^\W_]*[^\W\d_a-z]\w*(?:[&/.-]\w+)*\.?")
_LONGEST_SHORT_FORM = 20
_SEPARATOR = re.compile(r"\t+|\s{2,}|\s+[–—=-]\s+|\s*:\s+")


def abstract_lines(lines: Sequence[Line], page: TitlePage) -> tuple[list[Line], list[Line]]:
    """Part the lines under "Abstract" into the abstract and the header it may repeat.

    Keywords, and what follows them, are neither.
    """
    told = fold(" ".join(filter(None, (page.title, page.author, page.institution, page.degree))))
    header = 0
    while header < len(lines) and _is_header(lines[header].text, told):
        header += 1
    end = next(
        (i for i in range(header, len(lines)) if _KEYWORDS.fullmatch(lines[i].text)), len(lines)
    )
    return list(lines[header:end]), list(lines[:header])


def keywords(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the keywords that lines name after "Keywords:"."""
    for index, line in enumerate(lines):
        match = _KEYWORDS.fullmatch(line.text)
        if match:
            more = _until_gap(lines[index + 1 :], begun=bool(match["words"]))
            return _listed([match["words"], *(other.text for other in more)])
    return ()


def acronyms(lines: Sequence[Line]) -> dict[str, str]:
    """Read a list of acronyms, one to a line.

    Examples: ``"LHB Local Harbour Board"``, ``"HP plan  Harbour Protection Plan"``
    """
    found: dict[str, str] = {}
    last = ""
    for line in lines:
        short, full = _acronym(line.text)
        if short and full:
            found[short] = full
            last = short
        elif last and not line.gap and not short:
            # An expansion that runs on.
            found[last] = f"{found[last]} {line.text}".rstrip(". ")
    return found


def _is_header(text: str, told: str) -> bool:
    """Say whether a line above an abstract only repeats the title page."""
    words = fold(text)
    if shouts(text) or words in told or words in ("by", "abstract"):
        return True
    return len(text) < _LONGEST_HEADER and text[-1] not in ".!?" and bool(_HEADER.search(text))


def _until_gap(lines: Sequence[Line], *, begun: bool) -> Iterator[Line]:
    for line in lines:
        if begun and line.gap:
            return
        begun = True
        yield line


def _listed(texts: Sequence[str]) -> tuple[str, ...]:
    whole = " ".join(filter(None, texts))
    for separator in (";", "•", "·", "|", ","):
        if separator in whole:
            break
    else:
        return tuple(filter(None, (text.strip(" .") for text in texts)))
    words = (word.strip(" .") for word in whole.split(separator))
    return tuple(word for word in words if 0 < len(word) <= _LONGEST_KEYWORD)


def _acronym(text: str) -> tuple[str, str]:
    parts = _SEPARATOR.split(text, maxsplit=1)
    if len(parts) == 2 and len(parts[0]) <= _LONGEST_SHORT_FORM:
        return parts[0].strip(), parts[1].strip(" .")
    words = text.split()
    if len(words) < 2 or not _SHORT_FORM.fullmatch(words[0]):
        return "", ""
    # "HP plan Harbour Protection Plan": small words before the expansion belong to the short form.
    count = 1
    while count < len(words) - 1 and words[count].islower() and words[count + 1][0].isupper():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:]).strip(" .")
