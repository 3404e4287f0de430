"""Choices that people send by name."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from clew.errors import MemberError

Choice = TypeVar("Choice", bound=StrEnum)


def one_of(choices: type[Choice], name: str) -> Choice:
    """Return the choice of a name.

    Raises
    ------
    MemberError: when there is none of that name; it says which there are.
    """
    try:
        return choices(name)
    except ValueError as error:
        raise MemberError(
            f"There is no {choices.__name__.lower()} {name[:40]!r}.",
            hint=f"There are: {', '.join(choices)}.",
        ) from error
