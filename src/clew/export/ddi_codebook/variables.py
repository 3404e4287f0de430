"""Files and variables, each variable with its question and its answers."""

from __future__ import annotations

from clew.export.common.xml import Element, add, add_text, leaf
from clew.model import Category, Record, Variable


def files(book: Element, record: Record) -> dict[str, str]:
    """Write the files that variables are kept in; return their ids by their names."""
    names = dict.fromkeys(one.file for one in record.variables if one.file)
    ids = {name: f"F{number}" for number, name in enumerate(names, 1)}
    for name, id in ids.items():
        held = add(book, "fileDscr", ID=id)
        leaf(add(held, "fileTxt"), "fileName", name)
    return ids


def variables(book: Element, record: Record, files: dict[str, str]) -> None:
    """Write the variables in order.

    Parameters
    ----------
    files: the files' ids by their names.
    """
    if not record.variables:
        return
    held = add(book, "dataDscr")
    for number, one in enumerate(record.variables, 1):
        id = files.get(one.file or "")
        made = add(held, "var", ID=f"V{number}", name=one.name, files=id)
        add_text(made, "labl", one.label)
        if one.question:
            add_text(add(made, "qstn"), "qstnLit", one.question)
        for category in _categories(one):
            _category(made, category)
        add_text(made, "notes", one.wave, subject="wave")


def _categories(one: Variable) -> tuple[Category, ...]:
    return one.categories or tuple(Category(label=option) for option in one.options)


def _category(held: Element, category: Category) -> None:
    made = add(held, "catgry", missing="Y" if category.missing else None)
    add_text(made, "catValu", category.code)
    add_text(made, "labl", category.label)
    if category.frequency is not None:
        leaf(made, "catStat", str(category.frequency), type="freq")
