"""Invented things to export: one study from its award to the classroom."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from clew.model import (
    Agent,
    Bead,
    Catalogued,
    Contribution,
    Evidence,
    Footnote,
    FullText,
    Heading,
    Held,
    Identifier,
    Kind,
    Link,
    LinkState,
    LinkType,
    Money,
    Period,
    Place,
    Record,
    Reference,
    Relation,
    Resource,
    Role,
    Scheme,
    Section,
    Target,
    Thread,
    Variable,
)

LINDQVIST = Agent.person(
    given="Pia",
    family="Lindqvist",
    identifiers=(Identifier(scheme=Scheme.ORCID, value="0000-0002-1825-0097"),),
)
WEXMOOR = Agent.organisation(
    "University of Wexmoor", identifiers=(Identifier(scheme=Scheme.ROR, value="05xd31h22"),)
)
COUNCIL = Agent.organisation("Council for Everyday Life")
ARCHIVE = Agent.organisation("Meridian Archive")


def part(agent: Agent, role: Role, **more: str) -> Contribution:
    return Contribution(agent=agent, role=role, **more)


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Record:
    """Return the fixture that a test's parameter names."""
    found: Record = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def dataset() -> Record:
    return Record(
        key="mra-4471",
        kind=Kind.DATASET,
        title="Kettle on: first minutes of a home visit",
        subtitle="Audio and field notes",
        alternative_titles=("Kettle study",),
        identifiers=(Identifier(scheme=Scheme.DOI, value="10.99999/mra-4471"),),
        description=(
            Section(
                name="abstract",
                text="Forty visits were recorded from the pavement to the first question asked.",
            ),
            Section(name="methods", text="Two observers, one recorder, no camera."),
        ),
        contributions=(
            part(LINDQVIST, Role.CREATOR, affiliation="University of Wexmoor"),
            part(Agent.person("Bo Ansah"), Role.RESEARCHER),
            part(ARCHIVE, Role.PUBLISHER),
            part(COUNCIL, Role.FUNDER),
        ),
        keywords=("home visits", "doorways"),
        subjects=("Social welfare",),
        period=Period(start="2031-10-01", end="2033-01-31"),
        published="2033-06",
        places=(Place(name="Wexmoor", code="GB"),),
        language="en",
        access="Open",
        licence="https://creativecommons.org/licenses/by/4.0/",
        catalogues=(Catalogued(name="Meridian Archive", url="https://archive.example.org"),),
        urls=("https://archive.example.org/studies/4471",),
        variables=(
            Variable(
                name="wait",
                label="Seconds until the door opens",
                question="How long did you wait?",
                options=("under a minute", "longer"),
            ),
        ),
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme=Scheme.AWARD, value="ZZ/K00417X/1")),
                quote="Grant ZZ/K00417X/1",
            ),
        ),
    )


@pytest.fixture
def award() -> Record:
    return Record(
        key="zz-k00417x-1",
        kind=Kind.AWARD,
        title="Kettle on: how home visits begin",
        subtype="Research Grant",
        identifiers=(Identifier(scheme=Scheme.AWARD, value="ZZ/K00417X/1"),),
        description=(
            Section(name="abstract", text="What happens between knock and greeting?"),
            Section(name="planned impact", text="Training for those who knock."),
        ),
        contributions=(
            part(WEXMOOR, Role.LEAD_ORGANISATION, department="School of Doors"),
            part(LINDQVIST, Role.PRINCIPAL_INVESTIGATOR),
            part(COUNCIL, Role.FUNDER),
        ),
        period=Period(start="2030-09-01", end="2031-09-30"),
        amount=Money(amount=Decimal("412305"), currency="GBP"),
        status="Closed",
        relations=(
            Relation(
                type=LinkType.TRANSFER_OF,
                target=Target(identifier=Identifier(scheme=Scheme.AWARD, value="ZZ/K00417X/2")),
                quote="Transfer ZZ/K00417X/2",
                term="Transfer",
                inverse=True,
            ),
            Relation(
                type=LinkType.OUTPUT_OF, target=Target(key="article"), quote="Output", inverse=True
            ),
        ),
    )


@pytest.fixture
def thesis() -> Record:
    return Record(
        key="thesis",
        kind=Kind.THESIS,
        title="The unopened door",
        contributions=(
            part(Agent.person("Tomasz Wren"), Role.AUTHOR),
            part(LINDQVIST, Role.SUPERVISOR),
            part(WEXMOOR, Role.AWARDING_INSTITUTION),
        ),
        published="2034-09",
        degree="Doctor of Philosophy",
        pages="212",
        fulltext=FullText(
            contents=(
                Heading(
                    number="1",
                    title="Setting out",
                    page=9,
                    children=(Heading(number="1.1", title="Why doors", page=11),),
                ),
                Heading(title="References", page=198),
            ),
            footnotes=(Footnote(mark="1", text="A door is also a wall.", start=40),),
            references=(
                Reference(
                    raw="Lindqvist, P. (2032a) What the hallway knows. J. Thresholds, 3(2), 18–37.",
                    authors=(Agent.person(given="P.", family="Lindqvist"),),
                    year="2032a",
                    title="What the hallway knows",
                    container="J. Thresholds",
                    volume="3",
                    issue="2",
                    pages="18–37",
                ),
                Reference(raw="Somebody, no date, on latches."),
            ),
        ),
    )


@pytest.fixture
def course() -> Record:
    return Record(
        key="course",
        kind=Kind.COURSE,
        title="Knocking, waiting, going in",
        subtitle="A day on home visits",
        description=(Section(name="description", text="We practise the first minute."),),
        contributions=(
            part(LINDQVIST, Role.INSTRUCTOR),
            part(WEXMOOR, Role.LEAD_ORGANISATION),
        ),
        period=Period(start="2036-03-04", end="2036-03-04"),
        places=(Place(name="Wexmoor"),),
        testimonials=("“I knock differently now.” Duty worker",),
    )


@pytest.fixture
def article() -> Record:
    return Record(
        key="article",
        kind=Kind.PUBLICATION,
        title="What the hallway knows",
        subtype="Journal Article",
        identifiers=(
            Identifier(scheme=Scheme.DOI, value="10.99999/jt.2032.18"),
            Identifier(scheme=Scheme.ISSN, value="2049-3630"),
        ),
        contributions=(part(LINDQVIST, Role.AUTHOR),),
        published="2032-06-14",
        container="Journal of Thresholds",
        volume="3",
        issue="2",
        pages="18-37",
        access="embargoed",
        licence="All rights reserved",
    )


@pytest.fixture
def resource(dataset: Record) -> Resource:
    other = Record(
        key="row-9",
        kind=Kind.DATASET,
        title="Kettle On: First Minutes of a Home Visit.",
        identifiers=(
            Identifier(scheme=Scheme.DOI, value="10.99999/mra-4471"),
            Identifier(scheme=Scheme.LOCAL, value="row-9"),
        ),
        description=(Section(name="Abstract", text="Recordings of forty visits."),),
        contributions=(
            Contribution(agent=Agent.person("Pia Lindqvist"), role=Role.CREATOR),
            Contribution(agent=Agent.person("Mo Field"), role=Role.CREATOR),
        ),
        keywords=("Home visits", "thresholds"),
        period=Period(start="2031-10-01", end="2032-12-31"),
        urls=("https://finder.example.net/kettle",),
    )
    return Resource(
        number=7,
        slug="kettle-on",
        kind=Kind.DATASET,
        revision=12,
        held=(
            held(1, "Meridian Archive", "https://archive.example.org/studies/4471", dataset),
            held(2, "Finder", "rows/9.json", other, joined_by="same DOI 10.99999/mra-4471"),
        ),
    )


def held(
    number: int, source: str, location: str, record: Record, joined_by: str | None = None
) -> Held:
    return Held(
        number=number,
        source=source,
        location=location,
        document="ab" * 32,
        reader="web_page",
        version=1,
        read_at="2036-05-02T10:00:00Z",
        record=record,
        joined_by=joined_by,
    )


def bead(id: str, kind: Kind, title: str, **more: object) -> Bead:
    return Bead(id=id, kind=kind, title=title, **{"depth": 1, **more})  # type: ignore[arg-type]


def link(
    subject: str,
    type: LinkType,
    object: str,
    state: LinkState = LinkState.STATED,
    *,
    confidence: float | None = None,
    **evidence: str,
) -> Link:
    told = {"rule": "stated", "reason": "The source states it.", **evidence}
    return Link(
        subject=subject,
        type=type,
        object=object,
        state=state,
        confidence=confidence,
        evidence=(msgspec.convert(told, Evidence),),
    )


@pytest.fixture
def thread() -> Thread:
    return Thread(
        root="kettle-data",
        beads=(
            bead(
                "kettle-data",
                Kind.DATASET,
                "Kettle on: first minutes of a home visit",
                depth=0,
                identifiers=("10.99999/mra-4471",),
                period=Period(start="2031-10-01", end="2033-01-31"),
            ),
            bead("day", Kind.COURSE, "Knocking, waiting, going in"),
            bead("hallway", Kind.PUBLICATION, "What the hallway knows", published="2032-06-14"),
            bead("door", Kind.THESIS, "The unopened door", published="2034"),
            bead(
                "kettle-award-2",
                Kind.AWARD,
                "Kettle on",
                identifiers=("ZZ/K00417X/2",),
                period=Period(start="2031-10-01"),
            ),
            bead(
                "kettle-award",
                Kind.AWARD,
                "Kettle on",
                identifiers=("ZZ/K00417X/1",),
                period=Period(start="2030-09-01", end="2031-09-30"),
            ),
        ),
        links=(
            link(
                "kettle-award-2",
                LinkType.TRANSFER_OF,
                "kettle-award",
                quote="Transfer: ZZ/K00417X/1",
                place="Related awards",
                location="gtr.html",
            ),
            link(
                "kettle-data",
                LinkType.FUNDED_BY,
                "kettle-award-2",
                LinkState.SUGGESTED,
                confidence=0.83,
                reason="Same title, and both begin on 2031-10-01.",
            ),
            link("hallway", LinkType.BASED_ON, "kettle-data", LinkState.CONFIRMED),
            link("door", LinkType.BASED_ON, "kettle-data", LinkState.REJECTED),
            link("day", LinkType.TEACHES, "hallway"),
        ),
    )
