"""Whether women or men were studied."""

from __future__ import annotations

import pytest

from clew.design.reading import read_design
from clew.model import Section


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We study 6 boys and girls.", ["Female", "Male"]),
        ("The sample has equal numbers of men and women.", ["Female", "Male"]),
        ("We interviewed twelve women.", ["Female"]),
        ("A group of pregnant women who participated.", ["Female"]),
        ("Male participants were asked.", ["Male"]),
        ("Interviews with fathers were held.", ["Male"]),
        ("Both men and women gain from it.", []),
        ("It asks about the rights of women.", []),
        ("A previous study interviewed women.", []),
    ],
)
def test_sexes(text: str, found: list[str]) -> None:
    design = read_design(None, [Section(name="abstract", text=text)])
    assert [one.code for one in design.sexes] == found
