"""The variables of a study with their questions and answers, and the files that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clew.model import Category, Variable
from clew.readers.common.branch import Branch
from clew.readers.common.languages import Languages

_YES = ("y", "yes", "true")
_FILE_FACTS = {
    "cases": "fileTxt/dimensns/caseQnty",
    "variables": "fileTxt/dimensns/varQnty",
    "format": "fileTxt/fileType",
}


def files(book: Branch) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Take the data files: what is said of each, and their names by the id variables use."""
    told: list[dict[str, Any]] = []
    names: dict[str, str] = {}
    for one in book.all("fileDscr"):
        spellings = one.all("fileTxt/fileName")
        ids = [branch.attribute("ID") for branch in (one, *one.all("fileTxt"), *spellings)]
        lines = one.lines("fileTxt/fileName")
        facts: dict[str, Any] = {"name": lines[0] if len(lines) == 1 else lines}
        facts |= {name: one.line(path) for name, path in _FILE_FACTS.items()}
        facts["uri"] = one.attribute("URI")
        names |= {id: lines[0] for id in ids if id and lines}
        told.append({name: fact for name, fact in facts.items() if fact})
    return [one for one in told if one], names


def variables(book: Branch, main: str | None, names: dict[str, str]) -> tuple[Variable, ...]:
    """Take the variables in order.

    Parameters
    ----------
    main: the language that leads in the record.
    names: the files' names by their ids.
    """
    found = (_variable(one, main, names) for one in book.all("dataDscr/var"))
    return tuple(one for one in found if one)


def _variable(one: Branch, main: str | None, files: dict[str, str]) -> Variable | None:
    languages = _Spoken(one, main)
    label = _first(languages.lines("label", one.all("labl")))
    question = "\n".join(languages.lines("question", one.all("qstn/qstnLit")))
    name = one.attribute("name") or one.attributes.get("ID") or label
    if not name:
        return None
    categories = tuple(filter(None, (_category(each, languages) for each in one.all("catgry"))))
    options = (each.label or each.code for each in categories)
    wave = one.attribute("wave") or _noted_wave(one)
    ids = dict.fromkeys((one.attribute("files") or "").split() or _located(one, files))
    rest = one.rest
    one.clear()
    return Variable(
        name=name,
        label=label,
        question=question or None,
        options=tuple(option for option in options if option),
        categories=categories,
        wave=wave,
        file=", ".join(files.get(id, id) for id in ids) or None,
        extra=(rest if isinstance(rest, dict) else {}) | languages.extra,
    )


def _located(one: Branch, files: dict[str, str]) -> Iterator[str]:
    """Take the file from where a variable stands in it, as Dataverse and ICPSR say it."""
    for place in one.all("location"):
        if place.attributes.get("fileid") in files:
            yield str(place.attribute("fileid"))


def _noted_wave(one: Branch) -> str | None:
    """Take the wave from a note, since the schema has no other place for it."""
    for note in one.all("notes"):
        if note.attributes.get("subject") == "wave":
            note.attribute("subject")
            return note.line()
    return None


def _category(one: Branch, languages: Languages) -> Category | None:
    label = _first(languages.lines("categories", one.all("labl")))
    label = label or _first(languages.lines("categories", one.all("txt")))
    made = Category(
        code=one.line("catValu"),
        label=label,
        frequency=_frequency(one),
        missing=(one.attribute("missing") or "").lower() in _YES,
    )
    one.attribute("ID")
    return made if made != Category() else None


def _frequency(one: Branch) -> int | float | None:
    """Take how often a category was chosen, unweighted."""
    for count in one.all("catStat"):
        attributes = count.attributes
        if attributes.get("type", "freq") != "freq" or attributes.get("wgtd") == "wgtd":
            continue
        number = _number(count.peek())
        if number is not None:
            count.line()
            count.attributes.clear()
            return number
    return None


def _number(text: str) -> int | float | None:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return None
    if not 0 <= number < 1e15:
        return None
    return int(number) if number.is_integer() else number


class _Spoken(Languages):
    """The languages of a variable, led by that of its record where it has a label in it."""

    def __init__(self, one: Branch, main: str | None) -> None:
        super().__init__(one.all("labl", "qstn/qstnLit"))
        self.main = main or self.main


def _first(lines: list[str]) -> str | None:
    return lines[0] if lines else None
