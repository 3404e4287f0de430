"""A variable as text: where it stands, its question, its answers and how often each was given."""

from __future__ import annotations

from collections.abc import Iterable

from clew.export.common.page import Page
from clew.export.common.said import Statement, statement
from clew.export.common.words import count
from clew.model import Category, Variable


def variable_line(one: Variable) -> str:
    """Name a variable in a list: ``Q7: Hour of call``."""
    return ": ".join(part for part in (one.name, one.label or one.question) if part)


def variable_facts(one: Variable) -> list[Statement]:
    """Return where a variable was asked and where it is kept."""
    return [*statement("Wave", one.wave), *statement("File", one.file)]


def write_answers(page: Page, one: Variable) -> None:
    """List the answers with their codes and frequencies."""
    lines = _answers(one)
    if lines:
        page.heading(f"Answers ({len(lines):,})")
        page.items(lines)


def render_variables(variables: Iterable[tuple[str, Variable]], width: int = 80) -> str:
    """Write variables in full, each with its id, question and answers."""
    page = Page(width)
    for slug, one in variables:
        page.heading(variable_line(one))
        page.prose(slug)
        if one.question and one.question != one.label:
            page.gap()
            page.prose(one.question)
        page.items(_answers(one), "  ")
    return str(page).strip("\n")


def _answers(one: Variable) -> list[str]:
    return [_answer(category) for category in one.categories] or list(one.options)


def _answer(one: Category) -> str:
    """Write an answer: ``1: never – 34 answers``, ``9: refused – 2 answers (missing)``."""
    named = ": ".join(part for part in (one.code, one.label) if part)
    often = f" – {_often(one.frequency)}" if one.frequency is not None else ""
    return f"{named}{often}{' (missing)' if one.missing else ''}"


def _often(frequency: int | float) -> str:
    """Say how often an answer was given; a weighted number has a fraction."""
    if isinstance(frequency, int):
        return count(frequency, "answer")
    return f"{frequency:,} answers"
