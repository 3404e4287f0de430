"""Every thing of the example site, checked as ``clew check fair`` does.

What a source does not say is not made up: such a check is failed, with the reason. What is in the
site's own hands is passed by all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import clew
from clew.export.fair import Check, assess, score
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
# A grant is nothing that could be had: nobody asks on what terms.
OF_WHAT_CAN_BE_HAD = frozenset({"A1-01M", "R1.1-01M"})
# Of each sort, one whose source says all that there is to say.
WHOLE = {
    "award": "ES/Z913390/1",
    "course": "10.5555/hallowmoor.course.77",
    "dataset": "10.5555/nsr.4410",
    "publication": "10.5555/ttc.2021.0077",
    "thesis": "10.5555/hallowmoor.thesis.2022.118",
}


def checked(filled: Path) -> dict[str, tuple[Check, ...]]:
    with clew.open(filled) as catalogue:
        found = (item for item in everything(catalogue.catalogue) if item.kind in WORKS)
        return {item.slug: assess(item) for item in found}


def test_what_is_in_our_hands_is_passed_by_all(filled: Path) -> None:
    found = checked(filled)
    assert len(found) > 50
    for slug, checks in found.items():
        asked = {one.metric for one in checks}
        assert asked | OF_WHAT_CAN_BE_HAD == GIVEN | OWN
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


@pytest.mark.parametrize(("kind", "name"), WHOLE.items())
def test_what_a_source_describes_wholly_passes_all(filled: Path, kind: str, name: str) -> None:
    with clew.open(filled) as catalogue:
        item = catalogue.item(name)
        checks = assess(item)
    assert item.kind == kind
    assert [one for one in checks if not one.passed] == []
    assert score(checks) == 1


def test_of_a_grant_no_terms_are_asked(filled: Path) -> None:
    with clew.open(filled) as catalogue:
        asked = {
            kind: {one.metric for one in assess(catalogue.item(name))}
            for kind, name in WHOLE.items()
        }
    assert asked.pop("award") & OF_WHAT_CAN_BE_HAD == set()
    assert all(metrics >= OF_WHAT_CAN_BE_HAD for metrics in asked.values())
