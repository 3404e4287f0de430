"""What the guide says of the query language is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clew.index.query import Everything
from clew.search import parse
from clew.search.fields import WORD_FIELDS, value_fields

GUIDE = (Path(__file__).parents[2] / "docs" / "query-language.md").read_text(encoding="utf-8")
ROWS = [line.strip("| ").split(" | ") for line in GUIDE.splitlines() if line.startswith("| `")]
EXAMPLES = [re.findall(r"`([^`]+)`", row[0])[0] for row in ROWS if len(row) == 2]
FIELD_EXAMPLES = [re.findall(r"`([^`]+)`", row[2])[0] for row in ROWS if len(row) == 3]


def test_the_guide_names_every_field() -> None:
    named = set(re.findall(r"`([\w-]+):`", GUIDE))
    assert named == set(WORD_FIELDS) | set(value_fields())


@pytest.mark.parametrize("example", FIELD_EXAMPLES)
def test_every_example_of_a_field_is_a_condition(example: str) -> None:
    parsed = parse(example)
    assert (parsed.words, parsed.notes) == ((), ())
    assert parsed.require != Everything()


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_a_formula_is_understood(example: str) -> None:
    parsed = parse(example)
    assert parsed.notes == ()
    assert (parsed.require == Everything()) == (example == "home visits")
