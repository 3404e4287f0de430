"""Every thing of the example site, checked as ``clew check fair`` does.

What a source does not say is not made up: such a check is failed, with the reason. What is in the
site's own hands is passed by all.
"""

from __future__ import annotations

from pathlib import Path

import clew
from clew.export.fair import Check, assess
from clew.export.registry import WORKS
from clew.exporting import everything

# What only a source can give: identifiers, addresses, terms, licences, words, where it is from.
GIVEN = frozenset(
    {
        *("F1-01MD", "F1-02MD", "F2-01M", "F3-01M", "A1-01M", "I2-01M", "I3-01M"),
        *("R1.1-01M", "R1.2-01M"),
    }
)
OWN = frozenset({"F4-01M", "A1-02MD", "I1-01M", "R1-01M", "R1.3-01M"})


def checked(filled: Path) -> dict[str, tuple[Check, ...]]:
    with clew.open(filled) as catalogue:
        found = (item for item in everything(catalogue.catalogue) if item.kind in WORKS)
        return {item.slug: assess(item) for item in found}


def test_what_is_in_our_hands_is_passed_by_all(filled: Path) -> None:
    found = checked(filled)
    assert len(found) > 50
    for slug, checks in found.items():
        assert {one.metric for one in checks} == GIVEN | OWN
        failed = {one.metric for one in checks if not one.passed}
        assert failed <= GIVEN, slug


def test_what_is_failed_has_its_reason(filled: Path) -> None:
    for slug, checks in checked(filled).items():
        assert all(one.missing for one in checks if not one.passed), slug
        assert not any(one.missing for one in checks if one.passed), slug


def test_each_check_is_passed_by_something(filled: Path) -> None:
    passed = {one.asks for checks in checked(filled).values() for one in checks if one.passed}
    asked = {one.asks for checks in checked(filled).values() for one in checks}
    assert asked - passed == set()
