"""Who an author named by initials is: only where one person fits, and more than the name speaks."""

from __future__ import annotations

from itertools import permutations

import pytest
from support import Weave

from clew.catalogue import Catalogue
from clew.linking import Deciding, link
from clew.linking.subjects import telling_pairs
from clew.model import (
    Agent,
    Contribution,
    Evidence,
    FullText,
    Identifier,
    Kind,
    LinkState,
    LinkType,
    Record,
    Reference,
    Role,
    Scheme,
    Section,
)


def person(name: str, number: str | None = None) -> Agent:
    identifiers = (Identifier(scheme=Scheme.GTR, value=number),) if number else ()
    return Agent.person(name, identifiers=identifiers)


ADA, BEN, ABEL = person("Ada Moss", "ADA"), person("Ben Okoro", "BEN"), person("Abel Moss", "ABEL")


def award(*people: Agent, title: str = "Stairs, landings and home visiting") -> Record:
    return Record(
        key="a",
        kind=Kind.AWARD,
        title=title,
        description=(Section(name="abstract", text="How a doorstep visit is made, and by whom."),),
        contributions=tuple(Contribution(agent=one, role=Role.CO_INVESTIGATOR) for one in people),
    )


def paper(title: str, *authors: str, container: str | None = None, key: str = "p") -> Record:
    people = tuple(Contribution(agent=Agent.person(a), role=Role.AUTHOR) for a in authors)
    return Record(
        key=key, kind=Kind.PUBLICATION, title=title, contributions=people, container=container
    )


def thesis(*references: Reference) -> Record:
    return Record(
        key="t", kind=Kind.THESIS, title="On kettles", fulltext=FullText(references=references)
    )


def written(catalogue: Catalogue) -> list[tuple[str, str, str | None]]:
    """Return (person, work, rule) of what is suggested to be somebody's."""
    everything = catalogue.resources.changed_since(0)
    return [
        (one.subject, one.object, one.evidence[0].rule)
        for one in catalogue.links.of(everything)
        if (one.type, one.state) == (LinkType.AUTHOR_OF, LinkState.SUGGESTED)
    ]


def test_a_work_in_a_bibliography_is_a_persons(catalogue: Catalogue, weave: Weave) -> None:
    entry = Reference(
        raw="Moss, A. (2009) Performing home visits. London: Mill.",
        title="Performing home visits",
        year="2009",
        authors=(Agent.person("A. Moss"),),
    )
    weave(thesis(entry), at="thesis")
    weave(award(ADA, BEN), at="award")
    link(catalogue)
    assert written(catalogue) == []  # "home visiting" is not "home visits"
    weave(award(ADA, BEN, title="Stairs and home visits"), at="award")
    link(catalogue)
    (found,) = (
        one
        for one in catalogue.links.of([catalogue.resources.number("ada-moss")])
        if one.type == LinkType.AUTHOR_OF
    )
    assert (found.subject, found.object) == ("ada-moss", "performing-home-visits")
    assert found.evidence == (
        Evidence(
            rule="author-on-subject",
            reason="“A. Moss” fits Ada Moss and nobody else known; its title has “home visit”,"
            " which their work is about.",
            quote="Moss, A. (2009) Performing home visits. London: Mill.",
            document=catalogue.resources.get("on-kettles").held[0].document,
            location="thesis",
            confidence=found.confidence,
        ),
    )


@pytest.mark.parametrize(
    ("work", "rules"),
    [
        (paper("Kettles", "Moss, A.", "Okoro, B."), ["author-with-colleague"] * 2),
        (paper("The doorstep visit", "Moss, A."), ["author-on-subject"]),
        (paper("Kettles", "Moss, A.", container="Journal of Doors"), ["author-in-venue"]),
        (paper("Kettles", "Moss, A."), []),
        (paper("The doorstep visit", "Moss"), []),
        (paper("The doorstep visit", "Moss, E."), []),
        (paper("Young people at work in Europe", "Moss, A."), []),
    ],
    ids=["colleague", "subject", "venue", "name alone", "no initial", "another", "commonplace"],
)
def test_what_speaks_for_it(
    catalogue: Catalogue, weave: Weave, work: Record, rules: list[str]
) -> None:
    beside = paper("Carpets", "Moss, A.", container="Journal of doors", key="own")
    people = award(ADA, BEN)
    weave(people, beside, at="award")
    weave(work, at="elsewhere")
    link(catalogue)
    made = [rule for _, title, rule in written(catalogue) if title != "carpets"]
    assert made == rules


WHOLE = {
    "ada": award(ADA, BEN),
    "abel": award(ABEL, title="Doorstep visits at night"),
    "work": paper("The doorstep visit", "Moss, A."),
}


@pytest.mark.parametrize("order", list(permutations(WHOLE)))
def test_a_name_that_fits_two_is_left_alone_whoever_comes_first(
    catalogue: Catalogue, weave: Weave, order: tuple[str, ...]
) -> None:
    for place in order:
        weave(WHOLE[place], at=place)
        link(catalogue)
    assert written(catalogue) == []


def test_it_is_told_again_when_the_other_has_gone(catalogue: Catalogue, weave: Weave) -> None:
    for place, record in WHOLE.items():
        weave(record, at=place)
    link(catalogue)
    assert written(catalogue) == []
    weave(award(BEN, title="Doorstep visits at night"), at="abel")
    link(catalogue)
    assert written(catalogue) == [("ada-moss", "the-doorstep-visit", "author-on-subject")]


def test_it_is_told_again_when_two_turn_out_to_be_one(catalogue: Catalogue, weave: Weave) -> None:
    weave(award(ADA), at="one")
    weave(award(person("Ada Moss", "ADA-2"), title="Kettles"), at="two")
    weave(WHOLE["work"], at="work")
    link(catalogue)
    assert written(catalogue) == []
    decision = Deciding(catalogue, "Rosa").join("ada-moss", "ada-moss-2")
    link(catalogue)
    assert written(catalogue) == [("ada-moss", "the-doorstep-visit", "author-on-subject")]
    Deciding(catalogue, "Rosa").undo(decision)
    link(catalogue)
    assert written(catalogue) == []


def test_pairs_of_words_that_tell_something() -> None:
    assert telling_pairs("Home visits: young people, and children's services in 2 years") == {
        "home visit"
    }
    assert telling_pairs("") == set()
