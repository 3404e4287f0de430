"""The title page: title, author, awarding institution, degree, date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import Enum, auto

from clew.readers.common.dates import parse_date
from clew.readers.thesis.casing import Casing
from clew.readers.thesis.degree import find_date, find_degree, find_institution
from clew.readers.thesis.source import Line

_SUPERVISED = re.compile(r"(?:\w+ )?(?:supervis|advis[eo]r|director of studies)\w*", re.I)
_BY = re.compile(
    r"(?:(?:submitted|presented|written)\s+)?(?:by\b|author\b|candidate\b)\s*:?\s*(?P<name>.*)",
    re.I,
)
_SMALL_PRINT = re.compile(
    r"\b(?:student|registration|candidate|matriculation) (?:number|no|id)\b|\bword count|\bwords$|"
    r"©|\bcopyright\b|^volume (?:\d|[ivx])|https?:|\bdoi:|@",
    re.I,
)
_STATEMENT = re.compile(
    r"\b(?:thesis|dissertation|submitted|fulfil\w*)\b|\b(?:degree|award|requirements) (?:of|for)\b",
    re.I,
)
_SUBMITTED = re.compile(r"\b(?:submitted|fulfil\w*|degree of|requirements (?:of|for))\b", re.I)
_SUBMITTED_BY = re.compile(
    r"\bby (?P<name>[^\W\d_a-z][\w’'.-]*(?: [^\W\d_a-z][\w’'.-]*){1,3})"
    r"(?= (?:to|in|for|at)\b|[,.]|$)",
    re.M,
)
_UNFINISHED = re.compile(r"(?:\b(?:of|the|in|for|to|at|and|by|a)|,)$", re.I)
_DEPARTMENT = re.compile(
    r"(?:(?:faculty|school|department|dept|division|centre|center|institute|college) (?:of|for)\b"
    r"|[^:]{1,40} (?:faculty|school|department)(?: of\b|,|$)).*",
    re.I,
)
_IN_STATEMENT = re.compile(
    r"\b(?:Faculty|School|Department|Institute|Centre) (?:of|for) [^\W\d_a-z][\w’'-]*"
    r"(?:(?:,? and)?(?: the)? [^\W\d_a-z][\w’'-]*){0,6}"
)
_NOMINALS = re.compile(
    r",?\s+(?:B\.?A|B\.?Sc|M\.?A|M\.?Sc|M\.?Phil|LL\.?B|Dip\w*|PG\w+|R\.?N)\b.*$"
)
_TITLE_LABEL = re.compile(r"^(?:thesis )?title\s*:\s*", re.I)
_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?)\.?\s+")
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w’'.-]*")
_LINKING = frozenset({"de", "da", "van", "von", "der", "den", "di", "del", "la", "le", "bin", "al"})
_LONGEST = 60  # lines


class _Kind(Enum):
    FREE = auto()
    BY = auto()
    STATEMENT = auto()
    INSTITUTION = auto()
    DEPARTMENT = auto()
    DEGREE = auto()
    DATE = auto()
    SUPERVISOR = auto()
    SMALL_PRINT = auto()


@dataclass(frozen=True)
class TitlePage:
    """What a title page tells; ``rest`` are lines that found no place."""

    title: str | None = None
    author: str | None = None
    institution: str | None = None
    department: str | None = None
    degree: str | None = None
    published: str | None = None
    statement: str | None = None
    supervisors: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    def or_else(self, other: TitlePage) -> TitlePage:
        """Fill what is missing from another page."""
        names = [field.name for field in fields(self)]
        return TitlePage(**{name: getattr(self, name) or getattr(other, name) for name in names})


def title_page_of(pages: Sequence[list[Line]]) -> list[Line]:
    """Choose the title page among the first ones: a repository may have put its own before it."""
    stated = (page for page in pages if _SUBMITTED.search(" ".join(line.text for line in page)))
    return next(stated, pages[0] if pages else [])


def read_title_page(lines: Sequence[Line], casing: Casing) -> TitlePage:
    """Read a title page from its lines, whatever their order."""
    lines = lines[:_LONGEST]
    named = [line._replace(text=casing.name(line.text)) for line in lines]
    kinds = _kinds(named)

    def texts(*wanted: _Kind) -> list[str]:
        return [line.text for line, kind in zip(named, kinds, strict=True) if kind in wanted]

    stated = _joined(named, kinds)
    title, author, rest = _title_and_author(lines, kinds, casing)
    departments = texts(_Kind.DEPARTMENT)
    return TitlePage(
        title=title,
        author=author or _author_in(stated),
        institution=find_institution(*texts(_Kind.INSTITUTION), stated, *departments),
        department=_department(departments, stated),
        degree=find_degree("\n".join((*texts(_Kind.DEGREE), stated))),
        published=find_date("\n".join((*texts(_Kind.DATE), stated))),
        statement=" ".join(texts(_Kind.STATEMENT)) or None,
        supervisors=tuple(texts(_Kind.SUPERVISOR)),
        rest=(*rest, *texts(_Kind.SMALL_PRINT)),
    )


def _author_in(stated: str) -> str | None:
    """Return the name in "a dissertation submitted by Ada Moss to the University of …"."""
    match = _SUBMITTED_BY.search(stated)
    return match["name"] if match else None


def _kinds(lines: Sequence[Line]) -> list[_Kind]:
    kinds: list[_Kind] = []
    for index, line in enumerate(lines):
        before = lines[index - 1].text if index else ""
        kind = _kind(line.text)
        last = kinds[-1] if kinds else None
        # A statement runs on: "… for the degree of" / "Doctor of Philosophy" / "in the Faculty …".
        if last in (_Kind.STATEMENT, _Kind.DEGREE) and not line.gap:
            runs_on = line.text[:1].islower() or _UNFINISHED.search(before)
            kind = _Kind.STATEMENT if runs_on else kind
        if last == _Kind.BY and not _named_by(before):
            kind = _Kind.FREE
        kinds.append(kind)
    return kinds


def _kind(text: str) -> _Kind:
    if _SUPERVISED.match(text):
        return _Kind.SUPERVISOR
    if _BY.fullmatch(text):
        return _Kind.BY
    if _SMALL_PRINT.search(text):
        return _Kind.SMALL_PRINT
    if _STATEMENT.search(text):
        return _Kind.STATEMENT
    if parse_date(text):
        return _Kind.DATE
    degree, institution = find_degree(text), find_institution(text)
    if degree and len(text) <= len(degree) + 30 and ":" not in text:
        return _Kind.DEGREE
    if _DEPARTMENT.fullmatch(text):
        return _Kind.DEPARTMENT
    named = institution and 3 * len(institution) >= 2 * len(text)
    return _Kind.INSTITUTION if named else _Kind.FREE


def _named_by(text: str) -> str:
    """Return the name after "by" or "Author:" on the same line, if there is one."""
    match = _BY.fullmatch(text)
    return match["name"] if match else ""


def _department(lines: Sequence[str], stated: str) -> str | None:
    """Return the first department, without the university that may follow it."""
    if lines:
        # "Department of Psychology, University of …", "Faculty of Health Doctor of Philosophy"
        degree = find_degree(lines[0]) or ""
        return re.split(r",\s*(?=.*Universit)", lines[0].replace(degree, ""))[0].strip()
    match = _IN_STATEMENT.search(stated)
    return match[0] if match else None


def _joined(lines: Sequence[Line], kinds: Sequence[_Kind]) -> str:
    """Put the statement's lines together, paragraph by paragraph."""
    text = ""
    for line, kind in zip(lines, kinds, strict=True):
        if kind == _Kind.STATEMENT:
            text += ("\n" if line.gap else " ") + line.text
    return text.strip()


def _title_and_author(
    lines: Sequence[Line], kinds: Sequence[_Kind], casing: Casing
) -> tuple[str | None, str | None, tuple[str, ...]]:
    author, free = _author_by(lines, kinds)
    runs = _runs(free)
    if not author:
        author, runs = _author_among(runs, casing)
    title = _whole_title(runs, casing)
    words = title.casefold() if title else ""
    left = (line.text for run in runs for line in run)
    rest = tuple(text for text in left if _TITLE_LABEL.sub("", text).casefold() not in words)
    return title, author and casing.name(author), rest


def _author_by(
    lines: Sequence[Line], kinds: Sequence[_Kind]
) -> tuple[str | None, list[tuple[int, Line]]]:
    """Return the name after "by", and the lines that nothing else claims."""
    free = [(i, line) for i, line in enumerate(lines) if kinds[i] == _Kind.FREE]
    for index, kind in enumerate(kinds):
        if kind != _Kind.BY:
            continue
        name = _named_by(lines[index].text)
        following = [pair for pair in free if pair[0] == index + 1]
        if not name and following:
            name = following[0][1].text
            free.remove(following[0])
        if name:
            return _bare_name(name), free
    return None, free


def _runs(free: Iterable[tuple[int, Line]]) -> list[list[Line]]:
    """Group lines that follow each other without a gap."""
    runs: list[list[Line]] = []
    last = -2
    for index, line in free:
        if index == last + 1 and not line.gap:
            runs[-1].append(line)
        else:
            runs.append([line])
        last = index
    return runs


def _author_among(runs: list[list[Line]], casing: Casing) -> tuple[str | None, list[list[Line]]]:
    """Take out the line that looks like a person's name, the last one first."""
    for run in reversed(runs):
        alone = len(run) == 1 and len(runs) > 1
        if (alone or len(run) > 1) and _is_name(run[-1].text, casing):
            left = [lines for r in runs if (lines := [line for line in r if line is not run[-1]])]
            return _bare_name(run[-1].text), left
    return None, runs


def _is_name(text: str, casing: Casing) -> bool:
    words = [word for word in _bare_name(casing.name(text)).split() if word not in _LINKING]
    named = all(_NAME_WORD.fullmatch(word) for word in words)
    return named and 2 <= len(words) <= 5 and not all(casing.is_common(word) for word in words)


def _bare_name(text: str) -> str:
    return _HONORIFIC.sub("", _NOMINALS.sub("", text)).strip(" .,")


def _whole_title(runs: Sequence[list[Line]], casing: Casing) -> str | None:
    """Return the first run of lines, with the one after it where that is its subtitle."""
    titles = [casing.title(" ".join(line.text for line in run)) for run in runs]
    titles = [_TITLE_LABEL.sub("", title) for title in titles]
    if not titles:
        return None
    first, *others = titles
    if others and len(others[0].split()) > 2:
        glue = " " if first[-1] in ":?!–—-" else ": "
        return f"{first}{glue}{others[0]}"
    return first
