"""What a resource may be called: its id, an identifier, or a number as people write it."""

from __future__ import annotations

import pytest
from support import Weave

from clew.catalogue import Catalogue
from clew.errors import NotFound
from clew.model import Identifier, Kind, Record, Scheme


def identifier(scheme: Scheme, value: str) -> Identifier:
    return Identifier(scheme=scheme, value=value)


def dataset(key: str, title: str, *identifiers: Identifier) -> Record:
    return Record(key=key, kind=Kind.DATASET, title=title, identifiers=identifiers)


STAIRS = dataset("stairs", "Stairs", identifier(Scheme.DOI, "10.5255/UKDA-SN-999931-2"))
GRANT = Record(
    key="grant",
    kind=Kind.AWARD,
    title="Kettles",
    identifiers=(identifier(Scheme.AWARD, "G0899931"),),
)
NUMBER = identifier(Scheme.UKDA, "999932")


@pytest.mark.parametrize(
    "name",
    [
        *("stairs", "10.5255/UKDA-SN-999931-2", "https://doi.org/10.5255/ukda-sn-999931-2"),
        *("999931", "SN 999931", "SN999931", "sn-999931", "SN: 999931", "UKDA-SN-999931"),
        *("10.5255/UKDA-SN-999931-1", "https://reshare.ukdataservice.ac.uk/999931/"),
    ],
)
def test_a_study_by_its_number(catalogue: Catalogue, weave: Weave, name: str) -> None:
    weave(STAIRS, GRANT)
    assert catalogue.resources.get(name).slug == "stairs"


@pytest.mark.parametrize("name", ["G0899931", "kettles"])
def test_an_award_by_its_bare_reference(catalogue: Catalogue, weave: Weave, name: str) -> None:
    weave(STAIRS, GRANT)
    assert catalogue.resources.get(name).slug == "kettles"


def test_an_id_comes_before_a_number(catalogue: Catalogue, weave: Weave) -> None:
    weave(STAIRS, dataset("year", "999931"))
    assert catalogue.resources.get("999931").label == "999931"
    assert catalogue.resources.get("SN 999931").label == "Stairs"


def test_a_number_that_several_carry_names_none_of_them(catalogue: Catalogue, weave: Weave) -> None:
    award = Record(key="award", kind=Kind.AWARD, title="Paid for doors", identifiers=(NUMBER,))
    weave(dataset("doors", "Doors", NUMBER), award)
    with pytest.raises(NotFound) as caught:
        catalogue.resources.get("SN 999932")
    assert caught.value.as_json() == {
        "error": "NotFound",
        "message": "'SN 999932' may be doors, paid-for-doors.",
        "hint": "Ask for the one you mean by its id.",
    }


def test_records_of_one_study_are_one_thing(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("a", "Doors", NUMBER), at="1.html")
    weave(dataset("b", "Doors", NUMBER), at="2.html")
    assert len(catalogue.resources.get("999932").held) == 2


@pytest.mark.parametrize("name", ["999930", "SN 0", "SN", "", "99993", "9999310", "G0899930"])
def test_a_number_that_nothing_carries(catalogue: Catalogue, weave: Weave, name: str) -> None:
    weave(STAIRS, GRANT)
    with pytest.raises(NotFound, match="No resource is called"):
        catalogue.resources.get(name)
