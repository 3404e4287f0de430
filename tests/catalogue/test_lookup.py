"""Looking up records by what they share with another."""

from __future__ import annotations

import pytest
from support import Weave

from clew.catalogue import Catalogue
from clew.model import Identifier, Kind, LinkType, Record, Relation, Scheme, Target

DOI = Identifier(scheme=Scheme.DOI, value="10.5555/tea")
ISSN = Identifier(scheme=Scheme.ISSN, value="2049-3630")
NOBODY_S = Identifier(scheme=Scheme.DOI, value="10.5555/nobody")
DATA = Identifier(scheme=Scheme.DOI, value="10.5555/data")


def record(key: str, title: str | None = None, *identifiers: Identifier, **more: object) -> Record:
    return Record(key=key, title=title, identifiers=identifiers, **({"kind": Kind.DATASET} | more))  # type: ignore[arg-type]


def numbers(catalogue: Catalogue, at: str = "page.html") -> dict[str, int]:
    """Return the numbers of a place's records by their keys."""
    place = catalogue.places.find("files", at)
    assert place
    return {key: known.number for key, known in catalogue.records.at(place.number).items()}


def test_a_record_and_where_it_stands(catalogue: Catalogue, weave: Weave) -> None:
    tea = record("tea", "Tea", DOI)
    weave(tea)
    number = numbers(catalogue)["tea"]
    assert catalogue.lookup.record(number) == tea
    found = catalogue.lookup.found(number)
    resource = catalogue.resources.get("tea")
    assert found == (
        number,
        resource.number,
        Kind.DATASET,
        resource.held[0].document,
        "page.html",
    )


def test_who_carries_an_identifier_earliest_first(catalogue: Catalogue, weave: Weave) -> None:
    weave(record("a", "Tea", DOI), at="1.html")
    weave(record("b", "Tea", DOI), at="2.html")
    found = catalogue.lookup.with_identifier(DOI)
    assert [one.location for one in found] == ["1.html", "2.html"]
    assert catalogue.lookup.with_identifier(NOBODY_S) == []


def test_a_value_in_another_scheme_is_another_identifier(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(record("a", "Tea", DOI))
    other = Identifier(scheme=Scheme.LOCAL, value=DOI.value)
    assert catalogue.lookup.with_identifier(other) == []


def test_who_shares_any_of_some_identifiers_and_which(catalogue: Catalogue, weave: Weave) -> None:
    weave(record("a", "Tea", DOI), at="1.html")
    weave(record("b", "Journal of Kettles", ISSN, kind=Kind.PUBLICATION), at="2.html")
    found = catalogue.lookup.sharing([ISSN, DOI, NOBODY_S])
    assert [(identifier, one.location) for identifier, one in found] == [
        (DOI, "1.html"),
        (ISSN, "2.html"),
    ]


def test_identifiers_that_begin_alike(catalogue: Catalogue, weave: Weave) -> None:
    for number in ("ES/Z900001/1", "ES/Z900001/2", "ES/Z900002/1"):
        award = Identifier(scheme=Scheme.AWARD, value=number)
        weave(record(number, f"Award {number}", award, kind=Kind.AWARD), at=number)
    found = catalogue.lookup.with_identifier_prefix(Scheme.AWARD, "ES/Z900001/")
    assert [(value, one.location) for value, one in found] == [
        ("ES/Z900001/1", "ES/Z900001/1"),
        ("ES/Z900001/2", "ES/Z900001/2"),
    ]
    assert catalogue.lookup.with_identifier_prefix(Scheme.AWARD, "%") == []
    assert catalogue.lookup.with_identifier_prefix(Scheme.DOI, "ES/") == []


@pytest.mark.parametrize(
    ("kinds", "keys"),
    [
        ([Kind.DATASET], ["a.html"]),
        ([Kind.DATASET, Kind.THESIS], ["a.html", "b.html"]),
        ([Kind.COURSE], []),
        ([], []),
    ],
)
def test_equal_titles_of_some_kinds(
    catalogue: Catalogue, weave: Weave, kinds: list[Kind], keys: list[str]
) -> None:
    weave(record("a", "Kettle talk: a study, 2017"), at="a.html")
    weave(record("b", "KETTLE TALK – A Study", kind=Kind.THESIS), at="b.html")
    weave(record("c", "Kettle talks: a study"), at="c.html")
    found = catalogue.lookup.with_title("kettle talk a study", kinds)
    assert [one.location for one in found] == keys


def test_equal_titles_of_which_one_is_cited(catalogue: Catalogue, weave: Weave) -> None:
    weave(record("a", "Kettle talk"), at="a.html")
    assert catalogue.lookup.cited("kettle talk", "b") == []
    asked = catalogue.lookup.cited("kettle talk", "cited:okoro")
    assert [one.location for one in asked] == ["a.html"]


def test_withdrawn_records_are_found_by_nothing(catalogue: Catalogue, weave: Weave) -> None:
    relation = Relation(type=LinkType.CITES, target=Target(identifier=DATA), quote="see")
    weave(record("a", "Tea", DOI, relations=(relation,)), record("b", "Milk"))
    weave(record("b", "Milk"))
    assert catalogue.lookup.with_identifier(DOI) == []
    assert catalogue.lookup.sharing([DOI]) == []
    assert catalogue.lookup.with_title("tea", [Kind.DATASET]) == []
    assert catalogue.lookup.stating([DATA]) == []
    assert catalogue.lookup.with_identifier_prefix(Scheme.DOI, "10.") == []


def test_relations_that_point_at_identifiers(catalogue: Catalogue, weave: Weave) -> None:
    relations = tuple(
        Relation(type=LinkType.CITES, target=Target(identifier=target), quote="see")
        for target in (NOBODY_S, DATA)
    )
    weave(record("a", "Tea", relations=relations))
    number = numbers(catalogue)["a"]
    assert catalogue.lookup.stating([DATA]) == [(number, 1)]
    assert catalogue.lookup.stating([DATA, NOBODY_S]) == [(number, 0), (number, 1)]
    assert catalogue.lookup.stating([ISSN]) == []
    assert catalogue.lookup.stating([]) == []


def test_what_a_resource_s_records_carry_together(catalogue: Catalogue, weave: Weave) -> None:
    local = Identifier(scheme=Scheme.LOCAL, value="row 1")
    weave(record("a", "Tea", DOI, local), at="1.html")
    weave(record("b", "Tea", DOI), at="2.html")
    resource = catalogue.resources.get("tea").number
    assert catalogue.lookup.identifiers(resource, Scheme.DOI) == {"10.5555/tea"}
    assert catalogue.lookup.identifiers(resource, Scheme.LOCAL) == {"row 1"}
    assert catalogue.lookup.identifiers(resource, Scheme.ISBN) == set()


def test_a_study_number_inside_a_doi_is_carried_too(catalogue: Catalogue, weave: Weave) -> None:
    doi = Identifier(scheme=Scheme.DOI, value="10.5255/UKDA-SN-999991-2")
    weave(record("a", "Tea", doi))
    study = Identifier(scheme=Scheme.UKDA, value="999991")
    assert [one.number for one in catalogue.lookup.with_identifier(study)] == [
        numbers(catalogue)["a"]
    ]


def test_the_records_of_a_resource(catalogue: Catalogue, weave: Weave) -> None:
    weave(record("a", "Tea", DOI), at="1.html")
    weave(record("b", "Tea", DOI), at="2.html")
    resource = catalogue.resources.get("tea").number
    found = catalogue.lookup.records_of(resource)
    assert [one.location for one in found] == ["1.html", "2.html"]
    assert {one.resource for one in found} == {resource}
    assert catalogue.lookup.records_of(resource + 100) == []
