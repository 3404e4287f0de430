"""What several formats ask: names in parts, sorts of work, licences, access, what is related."""

from __future__ import annotations

import msgspec
import pytest

from clew.export import Item, Tie
from clew.export.common.access import access_right
from clew.export.common.files import file_type
from clew.export.common.licences import licence_address
from clew.export.common.people import family_first, house, makers, name_parts
from clew.export.common.works import Day, address, issued, pages, sort_of
from clew.export.fair import assess, score
from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Kind,
    LinkState,
    LinkType,
    Record,
    Resource,
    Role,
    Scheme,
)


@pytest.mark.parametrize(
    ("agent", "parts"),
    [
        (Agent.person("Ada Moss"), ("Ada", "Moss")),
        (Agent.person("Moss, Ada B."), ("Ada B.", "Moss")),
        (Agent.person("Jan van der Berg"), ("Jan", "van der Berg")),
        (Agent.person("Plato"), (None, "Plato")),
        (Agent.person(""), (None, "")),
        (Agent.person("Ada Moss", given="A.", family="Moss-Rope"), ("A.", "Moss-Rope")),
        (Agent.organisation("Oak and Ash"), (None, "Oak and Ash")),
    ],
)
def test_name_parts(agent: Agent, parts: tuple[str | None, str]) -> None:
    assert name_parts(agent) == parts
    assert family_first(agent) == ", ".join(part for part in reversed(parts) if part)


def test_who_stands_first(dataset: Record, award: Record, thesis: Record, course: Record) -> None:
    told = [(makers(one)[0].agent.name, house(one)) for one in (dataset, award, thesis, course)]
    assert told == [
        ("Pia Lindqvist", "Meridian Archive"),
        ("Pia Lindqvist", "Council for Everyday Life"),
        ("Tomasz Wren", "University of Wexmoor"),
        ("Pia Lindqvist", "University of Wexmoor"),
    ]


@pytest.mark.parametrize(
    ("subtype", "sort"),
    [
        ("Journal article", "article"),
        ("Conference Proceeding/Abstract", "conference paper"),
        ("Book chapter", "chapter"),
        ("Edited volume", "book"),
        ("Working paper", "report"),
        (None, "text"),
    ],
)
def test_sorts_of_publication(subtype: str | None, sort: str) -> None:
    assert sort_of(Record(key="k", kind=Kind.PUBLICATION, subtype=subtype)) == sort


def test_dates_pages_and_address(award: Record, article: Record, dataset: Record) -> None:
    assert issued(award) == Day("2030", "09", "01")
    assert issued(article) == Day("2032", "06", "14")
    assert issued(Record(key="k", kind=Kind.DATASET, period=award.period)) is None
    assert pages(article) == ("18", "37")
    assert pages(msgspec.structs.replace(article, pages="e12")) == ("e12", None)
    assert pages(dataset) is None
    assert address(dataset) == "https://doi.org/10.99999/mra-4471"
    assert address(Record(key="k", kind=Kind.DATASET)) is None


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC BY-NC-SA 3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        (
            "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International License",
            "https://creativecommons.org/licenses/by-nc-nd/4.0/",
        ),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://a.example/licence", "https://a.example/licence"),
        ("CC BY", None),
        ("All rights reserved", None),
        ("a " * 5000, None),
        (None, None),
    ],
)
def test_licences(licence: str | None, expected: str | None) -> None:
    assert licence_address(licence) == expected


@pytest.mark.parametrize(
    ("access", "code"),
    [
        ("Open access", "c_abf2"),
        ("Safeguarded: registration required", "c_16ec"),
        ("Embargoed until 2040, then open", "c_f1cf"),
        ("metadata only", "c_14cb"),
        ("Ask at the desk", None),
        (None, None),
    ],
)
def test_access_rights(access: str | None, code: str | None) -> None:
    assert access_right(access) == (f"http://purl.org/coar/access_right/{code}" if code else None)


def test_files_and_pages() -> None:
    assert file_type("https://a.example/data.CSV?version=2#top") == "text/csv"
    assert file_type("https://a.example/data.html") is None
    assert file_type("https://a.example/studies/1") is None


def tie(type: LinkType, number: str, state: LinkState = LinkState.STATED) -> Tie:
    return Tie(
        type=type,
        state=state,
        slug=number,
        kind=Kind.AWARD,
        title=f"Award {number}",
        identifiers=(Identifier(scheme=Scheme.AWARD, value=number),),
    )


def test_what_a_thing_is_related_to_for_certain(resource: Resource) -> None:
    ties = (
        tie(LinkType.FUNDED_BY, "ZZ/K00417X/1"),
        tie(LinkType.CONTINUES, "ZZ/K00417X/2", LinkState.CONFIRMED),
        tie(LinkType.FUNDED_BY, "ZZ/K00417X/3", LinkState.SUGGESTED),
    )
    told = [
        (str(one.type), str(one.identifier), one.title)
        for one in Item(resource=resource, ties=ties).related
    ]
    assert told == [
        ("funded-by", "ZZ/K00417X/1", "Award ZZ/K00417X/1"),
        ("continues", "ZZ/K00417X/2", "Award ZZ/K00417X/2"),
    ]


def test_an_item_is_made_of_something() -> None:
    with pytest.raises(TypeError, match="of a resource or of a record"):
        _ = Item().record


def with_files(resource: Resource, *files: str) -> Resource:
    first, *others = resource.held
    record = msgspec.structs.replace(first.record, urls=(*first.record.urls, *files))
    held = (msgspec.structs.replace(first, record=record), *others)
    return msgspec.structs.replace(resource, held=held)


def test_a_full_description_passes_every_check(resource: Resource) -> None:
    whole = with_files(resource, "https://archive.example.org/studies/4471/visits.tab")
    checks = assess(Item(resource=whole, ties=(tie(LinkType.FUNDED_BY, "ZZ/K00417X/1"),)))
    assert [one for one in checks if not one.passed] == []
    assert score(checks) == 1


@pytest.mark.parametrize(
    ("files", "missed"),
    [
        ((), ["the sort of its files", "files in an open format"]),
        (("https://a.example/visits.sav",), ["files in an open format"]),
        (("https://a.example/visits.sav", "https://a.example/visits.csv"), []),
    ],
)
def test_data_come_in_files_that_anybody_can_open(
    resource: Resource, files: tuple[str, ...], missed: list[str]
) -> None:
    given = with_files(resource, *files)
    checks = assess(Item(resource=given, ties=(tie(LinkType.FUNDED_BY, "ZZ/K00417X/1"),)))
    assert [one.asks for one in checks if not one.passed] == missed


def test_what_is_missing_is_told(award: Record) -> None:
    bare = Record(key="k", kind=Kind.DATASET, title="Latches")
    missing = {one.metric: one.missing for one in assess(Item.of(bare)) if not one.passed}
    assert missing == {
        "F1-01MD": "No source states it.",
        "F1-02MD": "No source gives a DOI.",
        "F2-01M": "No source states keywords.",
        "F3-01M": "No source gives an address.",
        "A1-01M": "No source states it.",
        "I2-01M": "No term has an address.",
        "I3-01M": "No link is stated.",
        "R1.1-01M": "No source states a licence.",
        "R1.2-01M": "No source holds it.",
        "R1-01M": "No source names a file.",
        "R1.3-02D": "No file is known to be.",
    }
    assert 0 < score(assess(Item.of(bare))) < score(assess(Item.of(award))) < 1


def test_everyone_is_named_once(dataset: Record, resource: Resource) -> None:
    def with_makers(*names: Agent) -> Resource:
        held = [
            msgspec.structs.replace(
                resource.held[0],
                record=msgspec.structs.replace(
                    dataset, contributions=(Contribution(agent=one, role=Role.CREATOR),)
                ),
            )
            for one in names
        ]
        return msgspec.structs.replace(resource, held=tuple(held))

    def told(*names: Agent) -> list[str]:
        whole = Item(resource=with_makers(*names)).record
        return [part.agent.name for part in whole.contributions]

    ada = Agent.person(given="Ada", family="Moss")
    assert told(ada, Agent.person("Moss, A."), Agent.person("A. Moss")) == ["Ada Moss"]
    assert told(Agent.person("A. Moss"), Agent.person("Anna Moss"), ada) == [
        "Anna Moss",
        "Ada Moss",
    ]
    assert told(ada, Agent.person("Ava Moss")) == ["Ada Moss", "Ava Moss"]
