"""Why two things are not one, where no field of theirs was compared."""

from __future__ import annotations

from linking.made import bring, name, work

from clew.catalogue import Catalogue
from clew.linking import explain, link
from clew.model import Kind, Scheme


def test_two_kinds_of_thing_are_not_one(catalogue: Catalogue) -> None:
    bring(catalogue, "award", work("Doors and stairs", kind=Kind.AWARD))
    bring(catalogue, "dataset", work("Doors and stairs", kind=Kind.DATASET))
    link(catalogue)
    told = explain(catalogue, "doors-and-stairs", "doors-and-stairs-2")
    assert (told.joined, told.reasons) == (
        False,
        (
            "They are of two kinds: award, dataset.",
            "No two of their records are alike enough to be compared.",
        ),
    )


def test_two_of_a_kind_say_what_their_identifiers_are(catalogue: Catalogue) -> None:
    for number in ("1", "2"):
        award = name(Scheme.AWARD, f"ES/A012345/{number}")
        bring(catalogue, number, work("Doors", kind=Kind.AWARD, identifiers=(award,)))
    told = explain(catalogue, "ES/A012345/1", "ES/A012345/2")
    assert told.reasons == (
        "Their award differ: ES/A012345/1 and ES/A012345/2.",
        "No two of their records are alike enough to be compared.",
    )
