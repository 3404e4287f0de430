"""Ids are readable, never change and never clash."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clew.catalogue import Catalogue
from clew.catalogue.slugs import LENGTH, slug_stem
from clew.model import Kind


@pytest.mark.parametrize(
    ("label", "stem"),
    [
        ("Home visits: a diary study, 2011–2013", "home-visits-a-diary-study-2011-2013"),
        ("Children’s Rights in São Paulo", "children-s-rights-in-sao-paulo"),
        ("ES/Z900001/1", "es-z900001-1"),
        ("Дети и семья", "deti-i-sem-ya"),
        ("!!!", "untitled"),
        ("", "untitled"),
        ("word " * 40, "word-" * 15 + "word"),
        ("x" * 200, "x" * LENGTH),
    ],
)
def test_stems(label: str, stem: str) -> None:
    assert slug_stem(label) == stem


def test_a_clash_gets_the_next_number(catalogue: Catalogue) -> None:
    with catalogue.transaction():
        numbers = [catalogue.resources.make(Kind.DATASET, "Annual report") for _ in range(3)]
    assert [catalogue.resources.slug(n) for n in numbers] == [
        "annual-report",
        "annual-report-2",
        "annual-report-3",
    ]


def test_a_title_that_looks_like_a_suffix_takes_nobodys_id(catalogue: Catalogue) -> None:
    with catalogue.transaction():
        labels = ["Report", "Report 2", "Report", "Report"]
        numbers = [catalogue.resources.make(Kind.DATASET, label) for label in labels]
    assert [catalogue.resources.slug(n) for n in numbers] == [
        "report",
        "report-2",
        "report-3",
        "report-4",
    ]


@given(labels=st.lists(st.text(max_size=30), max_size=12))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_two_are_alike(catalogue: Catalogue, labels: list[str]) -> None:
    with catalogue.transaction():
        numbers = [catalogue.resources.make(Kind.DATASET, label) for label in labels]
    slugs = [catalogue.resources.slug(number) for number in numbers]
    assert len(set(slugs)) == len(slugs)
    assert all(slug and slug == slug.lower() and " " not in slug for slug in slugs)
