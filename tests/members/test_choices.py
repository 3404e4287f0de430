"""Choices by name: the right one, or which there are."""

from __future__ import annotations

import pytest

from clew.errors import MemberError
from clew.members import Alert, Role, Verdict, one_of


def test_a_choice_by_its_name() -> None:
    assert one_of(Role, "curator") is Role.CURATOR


@pytest.mark.parametrize(
    ("choices", "name", "message"),
    [
        (Role, "king", "There is no role 'king'."),
        (Alert, "", "There is no alert ''."),
        (Verdict, "x" * 99, f"There is no verdict '{'x' * 40}'."),
    ],
)
def test_none_of_that_name(choices: type[Role], name: str, message: str) -> None:
    with pytest.raises(MemberError) as caught:
        one_of(choices, name)
    assert str(caught.value).startswith(message)
    assert caught.value.hint == f"There are: {', '.join(choices)}."
