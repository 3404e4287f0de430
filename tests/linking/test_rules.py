"""Each rule proposes what its evidence says, whichever side arrives first, and nothing more."""

from __future__ import annotations

from itertools import permutations

import pytest
from support import Weave

from clew.catalogue import Catalogue
from clew.linking import thread
from clew.model import (
    Agent,
    Contribution,
    Evidence,
    FullText,
    Identifier,
    Kind,
    Link,
    LinkState,
    LinkType,
    Mention,
    Period,
    Record,
    Reference,
    Relation,
    Resource,
    Role,
    Scheme,
    Target,
)


def name(scheme: Scheme, value: str) -> Identifier:
    return Identifier(scheme=scheme, value=value)


def award(number: str, title: str | None = None, period: Period | None = None) -> Record:
    reference = name(Scheme.AWARD, f"ES/Z900001/{number}")
    return Record(
        key=str(reference), kind=Kind.AWARD, title=title, identifiers=(reference,), period=period
    )


def links(catalogue: Catalogue, start: str) -> list[tuple[str, str, str, str]]:
    found = thread(catalogue, start).links
    return sorted((link.subject, link.type, link.object, link.state) for link in found)


def _placed(catalogue: Catalogue, location: str) -> Resource:
    """Return the resource of the record at a place."""
    everything = catalogue.resources.many(catalogue.resources.changed_since(0))
    return next(r for r in everything if any(h.location == location for h in r.held))


def one(catalogue: Catalogue, start: str) -> Link:
    (link,) = thread(catalogue, start).links
    return link


def test_a_stated_relation_is_a_link_with_its_words(catalogue: Catalogue, weave: Weave) -> None:
    paper = Record(
        key="p",
        kind=Kind.PUBLICATION,
        title="At the door",
        relations=(
            Relation(
                type=LinkType.OUTPUT_OF,
                target=Target(key="ES/Z900001/1"),
                quote="At the door, Journal of Close Practice",
                place="publications",
                term="publication",
            ),
        ),
    )
    weave(award("1", "Doorsteps"), paper)
    assert one(catalogue, "doorsteps") == Link(
        subject="at-the-door",
        type=LinkType.OUTPUT_OF,
        object="doorsteps",
        state=LinkState.STATED,
        evidence=(
            Evidence(
                rule="stated-relation",
                reason="The source states it, in its words “publication”.",
                quote="At the door, Journal of Close Practice",
                document=catalogue.resources.get("doorsteps").held[0].document,
                location="page.html",
                place="publications",
            ),
        ),
    )


def test_a_relation_waits_for_what_it_points_at(catalogue: Catalogue, weave: Weave) -> None:
    doi = name(Scheme.DOI, "10.5555/d")
    funded = Relation(type=LinkType.DOCUMENTS, target=Target(identifier=doi), quote="see the data")
    weave(Record(key="p", kind=Kind.PUBLICATION, title="Paper", relations=(funded,)), at="paper")
    assert links(catalogue, "paper") == []
    weave(Record(key="d", kind=Kind.DATASET, title="Data", identifiers=(doi,)), at="data")
    assert links(catalogue, "paper") == [("paper", "documents", "data", "stated")]


def test_an_inverse_relation_is_turned_round(catalogue: Catalogue, weave: Weave) -> None:
    relation = Relation(
        type=LinkType.OUTPUT_OF, target=Target(key="d"), quote="deposited", inverse=True
    )
    weave(
        Record(key="a", kind=Kind.AWARD, title="Award", relations=(relation,)),
        Record(key="d", kind=Kind.DATASET, title="Data"),
    )
    assert links(catalogue, "award") == [("data", "output-of", "award", "stated")]


def test_a_study_number_that_nobody_describes_becomes_a_bare_dataset(
    catalogue: Catalogue, weave: Weave
) -> None:
    number = name(Scheme.UKDA, "999991")
    relation = Relation(
        type=LinkType.OUTPUT_OF, target=Target(identifier=number), quote="SN 999991", inverse=True
    )
    weave(Record(key="a", kind=Kind.AWARD, title="Award", relations=(relation,)))
    assert links(catalogue, "award") == [("999991", "output-of", "award", "stated")]
    weave(Record(key="d", kind=Kind.DATASET, title="Data", identifiers=(number,)), at="data")
    assert catalogue.resources.get("999991").label == "Data"


def test_references_that_differ_in_their_last_part_continue_one_another(
    catalogue: Catalogue, weave: Weave
) -> None:
    for number in ("3", "1", "2"):
        weave(award(number, f"Doorsteps {number}0"), at=number)
    weave(
        Record(
            key="x",
            kind=Kind.AWARD,
            title="Other",
            identifiers=(name(Scheme.AWARD, "ES/Z900002/1"),),
        ),
        at="x",
    )
    assert links(catalogue, "ES/Z900001/1") == [
        ("doorsteps-20", "continues", "doorsteps-10", "suggested"),
        ("doorsteps-30", "continues", "doorsteps-10", "suggested"),
        ("doorsteps-30", "continues", "doorsteps-20", "suggested"),
    ]


BOOK = Record(
    key="b",
    kind=Kind.PUBLICATION,
    title="Knocking Twice: Doorsteps and Decisions",
    published="2014-03",
    contributions=(Contribution(agent=Agent.person("Rosa Delgado-Finch"), role=Role.AUTHOR),),
)


def citing(reference: Reference, kind: Kind = Kind.THESIS) -> Record:
    return Record(
        key="t", kind=kind, title="A thesis on doors", fulltext=FullText(references=(reference,))
    )


def entry(**fields: object) -> Reference:
    given = {
        "raw": "Delgado-Finch, R., 2014. Knocking twice: doorsteps and decisions. Northmere.",
        "authors": (Agent.person(given="R.", family="Delgado-Finch"),),
        "year": "2014a",
        "title": "Knocking twice: doorsteps and decisions",
        "mentions": (Mention(quote="(Delgado-Finch, 2014a)", start=5, heading=("2 Doors",)),),
    }
    return Reference(**{**given, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize("thesis_first", [True, False])
def test_a_bibliography_entry_cites_the_work_it_names(
    catalogue: Catalogue, weave: Weave, thesis_first: bool
) -> None:
    both = [(citing(entry()), "thesis"), (BOOK, "book")]
    for record, place in both if thesis_first else reversed(both):
        weave(record, at=place)
    link = one(catalogue, "a-thesis-on-doors")
    assert (link.subject, link.type, link.object, link.state) == (
        "a-thesis-on-doors",
        LinkType.CITES,
        "knocking-twice-doorsteps-and-decisions",
        LinkState.STATED,
    )
    assert link.evidence[0].quote == entry().raw
    assert link.evidence[0].place == "2 Doors"


@pytest.mark.parametrize(
    "reference",
    [
        entry(year="2009"),
        entry(authors=(Agent.person(given="S.", family="Okoro"),)),
        entry(title="Knocking once: doorsteps and decisions"),
    ],
    ids=["another year", "another author", "another title"],
)
@pytest.mark.parametrize("thesis_first", [True, False])
def test_an_entry_that_disagrees_cites_another_work(
    catalogue: Catalogue, weave: Weave, reference: Reference, thesis_first: bool
) -> None:
    both = [(citing(reference), "thesis"), (BOOK, "book")]
    for record, place in both if thesis_first else reversed(both):
        weave(record, at=place)
    link = one(catalogue, "a-thesis-on-doors")
    cited, book = catalogue.resources.get(link.object), _placed(catalogue, "book")
    assert [held.record.key[:6] for held in cited.held] == ["cited:"]
    assert [held.location for held in book.held] == ["book"]


def test_an_entry_without_a_title_cites_nothing(catalogue: Catalogue, weave: Weave) -> None:
    weave(citing(entry(title=None)), at="thesis")
    weave(BOOK, at="book")
    assert links(catalogue, "a-thesis-on-doors") == []


def test_a_work_that_nobody_catalogued_is_known_from_its_citations(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(citing(entry()), at="thesis")
    weave(citing(entry(authors=()), Kind.COURSE), at="course")
    work = catalogue.resources.get("knocking-twice-doorsteps-and-decisions")
    assert [(held.location, held.joined_by) for held in work.held] == [
        ("thesis", None),
        ("course", "cited: same title, year"),
    ]
    assert links(catalogue, work.slug) == [
        ("a-thesis-on-doors", "cites", work.slug, "stated"),
        ("a-thesis-on-doors-2", "teaches", work.slug, "stated"),
    ]


def test_what_describes_a_cited_work_leads_it(catalogue: Catalogue, weave: Weave) -> None:
    weave(citing(entry()), at="thesis")
    weave(BOOK, at="book")
    work = catalogue.resources.get("knocking-twice-doorsteps-and-decisions")
    assert [held.location for held in work.held] == ["book", "thesis"]
    assert work.label == BOOK.title


def test_a_short_title_tells_too_little(catalogue: Catalogue, weave: Weave) -> None:
    weave(citing(Reference(raw="Introduction.", title="Introduction")), at="thesis")
    weave(Record(key="i", kind=Kind.PUBLICATION, title="Introduction"), at="intro")
    assert links(catalogue, "a-thesis-on-doors") == []


def test_a_course_teaches_the_book_it_names(catalogue: Catalogue, weave: Weave) -> None:
    weave(BOOK, at="book")
    weave(citing(entry(authors=()), Kind.COURSE), at="course")
    assert links(catalogue, "a-thesis-on-doors") == [
        (
            "a-thesis-on-doors",
            "teaches",
            "knocking-twice-doorsteps-and-decisions",
            "stated",
        )
    ]


TITLE = "Doorsteps: a longitudinal study"
FIRST = award("1", TITLE, Period(start="2012-01-01", end="2013-06-30"))
SECOND = award("2", None, Period(start="2013-07-01", end="2014-12-31"))
DATA = Record(
    key="d",
    kind=Kind.DATASET,
    title="DOORSTEPS, a longitudinal study, 2013-2014.",
    period=Period(start="2013-07-01", end="2014-12-31"),
)


@pytest.mark.parametrize("order", list(permutations([FIRST, SECOND, DATA])))
def test_a_dataset_goes_to_the_award_of_its_title_whose_period_it_shares(
    catalogue: Catalogue, weave: Weave, order: tuple[Record, ...]
) -> None:
    for position, record in enumerate(order):
        weave(record, at=str(position))
    data = catalogue.lookup.with_title("doorsteps a longitudinal study", [Kind.DATASET])[0].resource
    slug = catalogue.resources.slug(data)
    found = [link for link in thread(catalogue, slug).links if link.type == LinkType.FUNDED_BY]
    assert [(link.subject, link.object, link.state) for link in found] == [
        (slug, "es-z900001-2", LinkState.SUGGESTED)
    ]
    assert [e.reason for e in found[0].evidence] == [
        "The dataset has the title of award ES/Z900001/1, which ES/Z900001/2 continues, "
        "and its period 2013-07-01/2014-12-31 is the award's to the day."
    ]


@pytest.mark.parametrize(
    "dataset",
    [
        Record(key="d", kind=Kind.DATASET, title=TITLE, period=Period(start="2016", end="2017")),
        Record(key="d", kind=Kind.DATASET, title=TITLE),
        Record(
            key="d",
            kind=Kind.DATASET,
            title="Doorsteps: a cross-sectional study",
            period=Period(start="2012", end="2013"),
        ),
    ],
    ids=["other years", "no period", "other title"],
)
def test_a_title_alone_pays_for_nothing(
    catalogue: Catalogue, weave: Weave, dataset: Record
) -> None:
    weave(FIRST, at="award")
    weave(dataset, at="data")
    assert links(catalogue, "doorsteps-a-longitudinal-study") == []


def test_links_fall_with_the_words_they_rest_on(catalogue: Catalogue, weave: Weave) -> None:
    weave(BOOK, at="book")
    weave(citing(entry()), at="thesis")
    weave(Record(key="t", kind=Kind.THESIS, title="A thesis on doors"), at="thesis")
    assert links(catalogue, "a-thesis-on-doors") == []
    weave(citing(entry()), at="thesis")
    assert len(links(catalogue, "a-thesis-on-doors")) == 1
