"""Every thing of the example site, checked as ``clew check fair`` does, and on its page.

What a source does not say is not made up: such a check is failed, with the reason. Of the documents
that imitate sources hardly one says all; with what the register adds, every thing passes all.
"""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import extruct
import msgspec
import pytest
from fastapi.testclient import TestClient

import clew
from clew.export import Item
from clew.export.fair import Check, assess, score, survey
from clew.export.jsonld.render import render_item
from clew.export.registry import WORKS
from clew.exporting import everything
from clew.model import Identifier, Kind, Record, Scheme
from clew.web.application import application

ROOT = Path(__file__).resolve().parents[2]
# What only a source can give: identifiers, addresses, terms, licences, words, where it is from.
GIVEN = frozenset(
    {
        *("F1-01MD", "F1-02MD", "F2-01M", "F3-01M", "A1-01M", "I2-01M", "I3-01M"),
        *("R1-01M", "R1.1-01M", "R1.2-01M", "R1.3-02D"),
    }
)
OWN = frozenset({"F4-01M", "A1-02MD", "A1.1-01MD", "A1.2-01MD", "I1-01M", "R1.3-01M"})
# A grant is nothing that could be had: nobody asks on what terms. Only data come in files.
OF_WHAT_CAN_BE_HAD = frozenset({"A1-01M", "R1.1-01M"})
OF_DATA = frozenset({"R1.3-02D"})


def works(home: Path) -> list[Item]:
    with clew.open(home) as catalogue:
        return [item for item in everything(catalogue.catalogue) if item.kind in WORKS]


@pytest.fixture(scope="module")
def poor(filled: Path) -> list[Item]:
    """Return what the documents that imitate sources describe."""
    return works(filled)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of the example site: what the demonstration adds."""
    made = tmp_path_factory.mktemp("example-site")
    added = runpy.run_path(str(ROOT / "examples" / "demo.py"))["ADDED"]
    with clew.open(made) as catalogue:
        catalogue.add(*(str(ROOT / folder) for folder in added))
    return made


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[TestClient]:
    with TestClient(application(home)) as asking:
        yield asking


@pytest.fixture(scope="module")
def whole(home: Path) -> list[Item]:
    return works(home)


def failed(item: Item) -> list[tuple[str, str]]:
    return [(one.metric, one.asks) for one in assess(item) if not one.passed]


def test_every_thing_of_the_example_site_passes_every_check(whole: list[Item]) -> None:
    assert {item.slug: missed for item in whole if (missed := failed(item))} == {}
    assert {item.kind for item in whole} == WORKS
    assert len(whole) > 90
    assert all(score(assess(item)) == 1 for item in whole)
    assert (survey(whole).checked, survey(whole).passing) == (len(whole), len(whole))


def test_each_is_asked_what_can_be_asked_of_its_kind(whole: list[Item]) -> None:
    for item in whole:
        asked = {one.metric for one in assess(item)}
        spared = OF_WHAT_CAN_BE_HAD if item.kind == Kind.AWARD else frozenset()
        spared |= frozenset() if item.kind == Kind.DATASET else OF_DATA
        assert asked == (GIVEN | OWN) - spared


def test_what_is_in_our_hands_is_passed_by_all(poor: list[Item]) -> None:
    assert len(poor) > 50
    for item in poor:
        assert {metric for metric, _ in failed(item)} <= GIVEN, item.slug


def test_what_is_failed_has_its_reason(poor: list[Item]) -> None:
    for item in poor:
        checks = assess(item)
        assert all(one.missing for one in checks if not one.passed), item.slug
        assert not any(one.missing for one in checks if one.passed), item.slug


def test_sources_that_say_little_fail_what_they_leave_out(poor: list[Item]) -> None:
    found = survey(poor)
    assert found.checked == len(poor)
    assert found.passing < 10
    most = {one.metric: one.number for one in found.failing}
    assert {"F1-02MD", "A1-01M", "R1.1-01M", "I2-01M", "R1.3-02D"} <= most.keys()
    numbers = [one.number for one in found.failing]
    assert numbers == sorted(numbers, reverse=True)
    assert all(len(one.first) == min(one.number, 5) for one in found.failing)


DATA = Record(
    key="k",
    kind=Kind.DATASET,
    title="Doors",
    identifiers=(Identifier(scheme=Scheme.DOI, value="10.5555/doors"),),
    licence="CC BY 4.0",
    access="Open access",
    urls=("https://archive.example/doors", "https://archive.example/doors.csv"),
)


@pytest.mark.parametrize(
    ("taken", "missed"),
    [
        ({}, set()),
        ({"licence": None}, {"a licence by its address"}),
        ({"licence": "Ask us"}, {"a licence by its address"}),
        ({"licence": "https://archive.example/terms"}, {"a licence by its address"}),
        ({"access": None}, {"the terms of access", "terms of a registered vocabulary"}),
        ({"identifiers": ()}, {"a persistent identifier"}),
        (
            {"urls": DATA.urls[:1]},
            {"the sort of its files", "files in an open format"},
        ),
        ({"urls": ("https://archive.example/doors.sav",)}, {"files in an open format"}),
        ({"title": None}, {"title"}),
    ],
)
def test_what_is_taken_away_is_missed(taken: dict[str, Any], missed: set[str]) -> None:
    unsaid = {asks for _, asks in failed(Item.of(DATA))}
    poorer = msgspec.structs.replace(DATA, **taken)
    assert {asks for _, asks in failed(Item.of(poorer))} == unsaid | missed


def test_the_identifier_of_something_else_is_none_of_its_own(poor: list[Item]) -> None:
    award = next(item for item in poor if item.slug == "es-z900017-2")
    assert "https://doi.org/10.5555/" in render_item(award)
    assert ("F1-02MD", "a persistent identifier") in failed(award)


def test_people_organisations_and_variables_are_no_works(home: Path, whole: list[Item]) -> None:
    with clew.open(home) as catalogue:
        found = list(everything(catalogue.catalogue))
    assert {item.kind for item in found} > WORKS
    assert survey(found) == survey(whole)


def test_pages_hold_what_was_checked(site: TestClient, whole: list[Item]) -> None:
    """F4-01M, I1-01M: without script, in the page and by content negotiation, one description."""
    for item in whole:
        page = site.get(f"/r/{item.slug}", headers={"Accept": "text/html"})
        told = extruct.extract(page.text, syntaxes=["json-ld"])["json-ld"]
        asked = site.get(f"/r/{item.slug}", headers={"Accept": "application/ld+json"})
        assert page.status_code == asked.status_code == 200
        assert told == [asked.json()]
        mine = json.loads(render_item(item))
        for name in ("@id", "name", "license", "conditionsOfAccess", "identifier", "keywords"):
            assert asked.json().get(name) == mine.get(name), item.slug


def test_what_pages_lead_to_within_the_site_is_there(site: TestClient, whole: list[Item]) -> None:
    """A1-02MD: of each kind one, each of its links by the header."""
    for kind in WORKS:
        item = next(item for item in whole if item.kind == kind)
        page = site.get(f"/r/{item.slug}", headers={"Accept": "text/html"})
        led = re.findall(r"<([^>]+)>", page.headers["Link"])
        inside = {url for url in led if url.startswith(("/", "http://testserver/"))}
        assert len(inside) > 5
        assert {url for url in inside if site.get(url).status_code != 200} == set()


def test_checks_of_one_thing_add_up() -> None:
    checks = assess(Item.of(DATA))
    assert all(isinstance(one, Check) for one in checks)
    points = sum(one.points for one in checks if one.passed)
    assert score(checks) == points / sum(one.points for one in checks)
