"""The page of an award on Gateway to Research, as text and as HTML."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest

from clew.errors import BrokenDocument, TooLarge
from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    LinkType,
    Money,
    Period,
    Reading,
    Record,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.gtr_page import reader
from clew.readers.gtr_page.projects import Project

TEXT = """Lamps on the stairs: a count, repeated

Lead Research Organisation: University of Wickmere
Department Name: Sch of Light & Shade


Stairs are dark. Who lit them, and for whom?

We count lamps, twice.

Planned Impact

Fewer falls. Landlords will be told.

Related Projects

Project Reference Relationship Related To Start End Award Value
ES/Z000001/1 01/09/2014 31/08/2016 £120,500
ES/Z000001/2 Transfer ES/Z000001/1 01/09/2016 28/02/2018 £75,520"""

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>GtR</title>
<link rel="stylesheet" href="x.css">
<link rel="canonical" href="https://gtr.ukri.org/projects?ref=ES%2FZ000001%2F2">
<script>var a = "Lead Research Organisation: nobody";</script></head>
<body><nav><a href="/">Home</a> <a href="/search">Search</a></nav>
<aside>Funded Value: £1</aside>
<h1 id="detail-title">Lamps on   the stairs &amp; landings</h1>
<h2>Lead Research Organisation: <a href="/o">University of Wickmere</a></h2>
<h4>Department Name: Sch of Light &amp; Shade</h4>
<ul><li><a href="#1">Overview</a></li><li><a href="#2">Organisations</a></li></ul>
<h3>Abstract</h3><div><p>Stairs are dark.</p><p>Who lit &quot;them&quot;?</p></div>
<h3>Planned Impact</h3><p>Fewer falls.</p>
<h3>Organisations</h3><ul><li>University of Wickmere (Lead Research Organisation)</li>
<li>Lantern Society (Collaboration)</li></ul>
<h3>People</h3><table><tr><th>People</th><th>ORCID iD</th></tr>
<tr><td>Zoë Tân-Harker (Principal Investigator)</td>
<td><a href="#">https://orcid.org/0000-0002-1825-0097</a></td></tr>
<tr><td>Odd Lie (Co-Investigator)</td><td></td></tr></table>
<h3>Publications</h3>
<div><span>Tân-Harker Z</span> (2019) <i>Doors in mist</i> in Journal of Visits</div>
<h3>Related Projects</h3>
<table><tr><th>Project Reference</th><th>Relationship</th><th>Related To</th><th>Start</th>
<th>End</th><th>Award Value</th></tr>
<tr><td>ES/Z000001/1</td><td></td><td></td><td>01/09/2014</td><td>31/08/2016</td><td>£120,500</td></tr>
<tr><td>ES/Z000001/2</td><td>Transfer</td><td>ES/Z000001/1</td><td>01/09/2016</td>
<td>28/02/2018</td><td>£75,520</td></tr></table>
<div><h5>Funded Value:</h5><h4>&pound;75,520</h4><h5>Funded Period:</h5><p>Sep 16 - Feb 18</p>
<h5>Funder:</h5><p>ESRC</p><h5>Project Status:</h5><p>Closed</p>
<h5>Project Category:</h5><p>Research Grant</p>
<h5>Principal Investigator:</h5><p>Zoë Tân-Harker</p>
<h5>Research Subject:</h5><p>Sociology (50%)</p><p>Housing &amp; home (50%)</p>
<h5>Research Topic:</h5><p>Housing</p></div>
<footer>Lead Research Organisation: of the footer</footer></body></html>"""


def read(content: str) -> Reading:
    return reader.read(Document(content.encode(), "lamps.txt"))


def award(content: str) -> Record:
    return read(content).records[0]


def page(*lines: str) -> str:
    """Put lines below a title and an organisation."""
    return "\n".join(["Lamps", "Lead Research Organisation: Wickmere", *lines])


def identifier(reference: str) -> Identifier:
    return Identifier(scheme="award", value=reference)


def pounds(amount: int) -> Money:
    return Money(amount=Decimal(amount), currency="GBP")


TRANSFER = Relation(
    type=LinkType.TRANSFER_OF,
    target=Target(key="ES/Z000001/1"),
    quote="ES/Z000001/2 Transfer ES/Z000001/1 01/09/2016 28/02/2018 £75,520",
    place="Related Projects",
    term="Transfer",
)


def test_reads_the_text_of_a_page() -> None:
    assert read(TEXT) == Reading(
        records=(
            Record(
                key="ES/Z000001/1",
                kind=Kind.AWARD,
                title="Lamps on the stairs: a count, repeated",
                identifiers=(identifier("ES/Z000001/1"),),
                description=(
                    Section(
                        name="abstract",
                        text="Stairs are dark. Who lit them, and for whom?\n\n"
                        "We count lamps, twice.",
                    ),
                    Section(name="planned impact", text="Fewer falls. Landlords will be told."),
                ),
                contributions=(
                    Contribution(
                        agent=Agent.organisation("University of Wickmere"),
                        role=Role.LEAD_ORGANISATION,
                        department="Sch of Light & Shade",
                    ),
                ),
                period=Period(start="2014-09-01", end="2016-08-31"),
                amount=pounds(120500),
            ),
            Record(
                key="ES/Z000001/2",
                kind=Kind.AWARD,
                identifiers=(identifier("ES/Z000001/2"),),
                period=Period(start="2016-09-01", end="2018-02-28"),
                amount=pounds(75520),
                relations=(TRANSFER,),
            ),
        )
    )


def test_reads_the_page_itself() -> None:
    zoë = Agent.person(
        "Zoë Tân-Harker", identifiers=(Identifier(scheme="orcid", value="0000-0002-1825-0097"),)
    )
    assert read(PAGE) == Reading(
        records=(
            Record(
                key="ES/Z000001/2",
                kind=Kind.AWARD,
                title="Lamps on the stairs & landings",
                subtype="Research Grant",
                identifiers=(identifier("ES/Z000001/2"),),
                description=(
                    Section(name="abstract", text='Stairs are dark.\n\nWho lit "them"?'),
                    Section(name="planned impact", text="Fewer falls."),
                ),
                contributions=(
                    Contribution(agent=zoë, role=Role.PRINCIPAL_INVESTIGATOR),
                    Contribution(agent=Agent.person("Odd Lie"), role=Role.CO_INVESTIGATOR),
                    Contribution(
                        agent=Agent.organisation("University of Wickmere"),
                        role=Role.LEAD_ORGANISATION,
                        department="Sch of Light & Shade",
                    ),
                    Contribution(agent=Agent.organisation("ESRC"), role=Role.FUNDER),
                    Contribution(
                        agent=Agent.organisation("Lantern Society"),
                        role=Role.PARTNER,
                        note="Collaboration",
                    ),
                ),
                keywords=("Housing",),
                subjects=("Sociology", "Housing & home"),
                period=Period(start="2016-09-01", end="2018-02-28"),
                amount=pounds(75520),
                status="Closed",
                urls=("https://gtr.ukri.org/projects?ref=ES%2FZ000001%2F2",),
                relations=(TRANSFER,),
                extra={"Research Subject": "Sociology (50%)\nHousing & home (50%)"},
            ),
            Record(
                key="ES/Z000001/1",
                kind=Kind.AWARD,
                identifiers=(identifier("ES/Z000001/1"),),
                period=Period(start="2014-09-01", end="2016-08-31"),
                amount=pounds(120500),
            ),
            Record(
                key="2019 doors in mist",
                kind=Kind.PUBLICATION,
                title="Doors in mist",
                contributions=(
                    Contribution(
                        agent=Agent.person("Tân-Harker Z", given="Z", family="Tân-Harker"),
                        role=Role.AUTHOR,
                    ),
                ),
                published="2019",
                container="Journal of Visits",
                relations=(
                    Relation(
                        type=LinkType.OUTPUT_OF,
                        target=Target(key="ES/Z000001/2"),
                        quote="Tân-Harker Z (2019) Doors in mist in Journal of Visits",
                        place="Publications",
                    ),
                ),
            ),
        )
    )


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    content = ("\ufeff" + TEXT.replace("\n", "\r\n")).encode()
    assert reader.read(Document(content, "x")) == read(TEXT)


def test_a_table_copied_with_tabs() -> None:
    row = "ES/Z000001/2\tTransfer\tES/Z000001/1\t01/09/2016\t28/02/2018\t£75,520"
    assert read(TEXT.replace(TEXT.splitlines()[-1], row)) == read(TEXT)


@pytest.mark.parametrize(
    "lines",
    [
        ("Department Name: Sch of Light", "", "It is dark."),
        ("Abstract", "It is dark."),
        ("Department Name: Sch of Light", "Overview", "It is dark."),
        ("Overview", "Organisations", "People", "Publications", "Outcomes", "", "It is dark."),
        ("ABSTRACT:", "", "It is dark."),
    ],
)
def test_the_abstract_with_and_without_a_heading(lines: tuple[str, ...]) -> None:
    found = award(page(*lines, "Planned Impact", "Fewer falls."))
    overview = {"Overview": "It is dark."} if lines[1:2] == ("Overview",) else {}
    abstract = () if overview else (Section(name="abstract", text="It is dark."),)
    assert found.description == (*abstract, Section(name="planned impact", text="Fewer falls."))
    assert found.extra == overview


def test_every_section_keeps_its_name() -> None:
    found = award(
        page(
            "Technical Summary", "Twice.", "Description", "Lamps help.", "Exploitation Route",
            "Fit them.", "Impact Summary", "They did.", "Sectors", "Energy", "URL",
            "http://lamps.example",
        )
    )  # fmt: skip
    assert [(s.name, s.text) for s in found.description] == [
        ("technical summary", "Twice."),
        ("key findings", "Lamps help."),
        ("exploitation pathways", "Fit them."),
        ("impact summary", "They did."),
    ]
    assert found.urls == ("http://lamps.example",)
    assert found.extra == {"Sectors": "Energy", "URL": "http://lamps.example"}


@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
def test_a_fact_may_stand_beside_or_below_its_label(between: str) -> None:
    facts = {
        "Funded Value": "£1,234",
        "Funded Period": "Sep 16 - Jul 17",
        "Funder": "ESRC",
        "Project Status": "Active",
        "Grant Category": "Fellowship",
        "Grant Reference": "ES/Z000001/3",
    }
    found = award(page(*(f"{label}:{between}{value}" for label, value in facts.items())))
    assert (found.amount, found.period) == (pounds(1234), Period(start="2016-09", end="2017-07"))
    assert (found.status, found.subtype, found.key) == ("Active", "Fellowship", "ES/Z000001/3")
    assert found.contributions[1].agent == Agent.organisation("ESRC")
    assert found.extra == {}


def test_facts_above_the_title_count_too() -> None:
    found = award("Project Status: Active\nShare this\nLamps\nLead Research Organisation: Wickmere")
    assert (found.title, found.status) == ("Lamps", "Active")
    assert found.extra == {"Elsewhere": "Share this"}


def test_what_stands_above_the_title_is_kept() -> None:
    found = award("Home\nLamps\nLead Research Organisation: Wickmere")
    assert (found.title, found.extra) == ("Lamps", {"Above the title": "Home"})


def test_words_below_the_facts_are_not_the_abstract() -> None:
    found = award(page("Dark.", "Funder: ESRC", "About this site"))
    assert found.description == (Section(name="abstract", text="Dark."),)
    assert found.extra == {"Elsewhere": "About this site"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("Principal Investigator: Zoë Tân", "Co-Investigators: Odd Lie, Bo Moe"),
            [
                ("Zoë Tân", Role.PRINCIPAL_INVESTIGATOR, None),
                ("Odd Lie", Role.CO_INVESTIGATOR, None),
                ("Bo Moe", Role.CO_INVESTIGATOR, None),
            ],
        ),
        (
            ("People", "Zoë Tân (Principal Investigator)", "Odd Lie (Researcher Co-Investigator)"),
            [
                ("Zoë Tân", Role.PRINCIPAL_INVESTIGATOR, None),
                ("Odd Lie", Role.CO_INVESTIGATOR, "Researcher Co-Investigator"),
            ],
        ),
        (
            ("Supervisor: Zoë Tân", "People", "Odd Lie (Student)", "Bo Moe (Caretaker)"),
            [
                ("Zoë Tân", Role.SUPERVISOR, None),
                ("Odd Lie", Role.STUDENT, None),
                ("Bo Moe", Role.CONTRIBUTOR, "Caretaker"),
            ],
        ),
        (
            ("Principal Investigator: Zoë Tân", "People", "Zoe TAN (Principal Investigator)"),
            [("Zoë Tân", Role.PRINCIPAL_INVESTIGATOR, None)],
        ),
    ],
)
def test_people(lines: tuple[str, ...], expected: list[tuple[str, Role, str | None]]) -> None:
    people = award(page(*lines)).contributions[:-1]
    assert [(c.agent.name, c.role, c.note) for c in people] == expected


def test_an_orcid_on_a_line_of_its_own_belongs_to_the_name_above() -> None:
    found = award(page("People", "Zoë Tân (Fellow)", "https://orcid.org/0000-0002-1825-0097"))
    (orcid,) = found.contributions[0].agent.identifiers
    assert orcid == Identifier(scheme="orcid", value="0000-0002-1825-0097")


def test_a_line_that_names_nobody_is_kept() -> None:
    assert award(page("People", "see the project's site")).extra == {
        "People": ["see the project's site"]
    }


@pytest.mark.parametrize(
    ("line", "title", "container"),
    [
        ("Tân Z (2019) Doors in mist in Journal of Visits", "Doors in mist", "Journal of Visits"),
        ("Tân Z (2019) Doors in mist. in Stairs", "Doors in mist.", "Stairs"),
        ("Tân Z (2019) Home visits in New Zealand", "Home visits in New Zealand", None),
        ("Tân Z (2019) Doors", "Doors", None),
        ("Tân Z (Author) (2019) Doors", "Doors", None),
    ],
)
def test_publications(line: str, title: str, container: str | None) -> None:
    found = read(page("Publications", line)).records[1]
    assert (found.title, found.container, found.published) == (title, container, "2019")
    assert [c.agent.name for c in found.contributions] == ["Tân Z"]


def test_a_publication_with_its_doi() -> None:
    line = "Tân Z (2019) Doors. https://doi.org/10.5555/doors.1"
    found = read(page("Publications", line)).records[1]
    assert found.identifiers == (Identifier(scheme="doi", value="10.5555/doors.1"),)


def test_lines_that_are_no_publications_are_kept() -> None:
    reading = read(page("Publications", "None reported yet", "Tân Z (2019) A", "Tân Z (2019) A"))
    assert len(reading.records) == 2
    assert reading.records[0].extra == {"Publications": "None reported yet"}


HEADER = ("Related Projects", "Project Reference Relationship Related To Start End Award Value")


def test_a_studentship_names_the_student() -> None:
    reading = read(
        page(
            "Project Reference: ES/Z000001/1",
            "Related Projects",
            "Project Reference Relationship Related To Start End Student Name",
            "ES/Z000001/1 01/10/2017 30/09/2027",
            "2345678 Studentship ES/Z000001/1 01/10/2018 30/09/2021 Odd Even Lie",
        )
    )
    assert reading.records[1] == Record(
        key="2345678",
        kind=Kind.AWARD,
        identifiers=(Identifier(scheme="local", value="2345678"),),
        contributions=(Contribution(agent=Agent.person("Odd Even Lie"), role=Role.STUDENT),),
        period=Period(start="2018-10-01", end="2021-09-30"),
        relations=(
            Relation(
                type=LinkType.PART_OF,
                target=Target(key="ES/Z000001/1"),
                quote="2345678 Studentship ES/Z000001/1 01/10/2018 30/09/2021 Odd Even Lie",
                place="Related Projects",
                term="Studentship",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("line", "term", "related", "period", "amount"),
    [
        ("ES/Z000001/1 01/09/2016 31/07/2017 £536", None, None, ("2016-09-01", "2017-07-31"), 536),
        (
            "ES/Z000001/2 Follow On ES/Z000001/1 1/9/2016 31/7/2017 £1,536",
            "Follow On",
            "ES/Z000001/1",
            ("2016-09-01", "2017-07-31"),
            1536,
        ),
        ("ES/Z000001/2 Transfer ES/Z000001/1", "Transfer", "ES/Z000001/1", None, None),
        ("ES/Z000001/2 Transfer ES/Z000001/1 £9", "Transfer", "ES/Z000001/1", None, 9),
        ("ES/Z000001/2 01/09/2016", None, None, ("2016-09-01", None), None),
    ],
)
def test_rows_of_related_projects(
    line: str,
    term: str | None,
    related: str | None,
    period: tuple[str, str | None] | None,
    amount: int | None,
) -> None:
    row = Project(line, [])
    assert (row.term, row.related and row.related.value) == (term, related)
    assert row.period == (Period(start=period[0], end=period[1]) if period else None)
    assert row.amount == (pounds(amount) if amount else None)
    assert (row.extra, row.quote) == ({}, line)


def test_nonsense_in_the_table_is_noticed_and_the_rest_kept() -> None:
    reading = read(
        page(*HEADER, "ES/Z000001/1 01/09/2014 31/08/2016 £1", "ES/Z000001/2 Transfer "
             "ES/Z000001/1 32/13/2016 28/02/2018 £lots")
    )  # fmt: skip
    assert [(n.place, n.message.partition(";")[0]) for n in reading.notices] == [
        ("Related Projects, ES/Z000001/2/Start", "“32/13/2016” is no date"),
        ("Related Projects, ES/Z000001/2/Award Value", "“£lots” is no amount of money"),
    ]
    later = reading.records[1]
    assert (later.period, later.amount) == (Period(end="2018-02-28"), None)
    assert later.extra == {"Start": "32/13/2016", "Award Value": "£lots"}
    assert later.relations[0].type == LinkType.TRANSFER_OF


def test_nonsense_in_the_facts_is_noticed_and_kept() -> None:
    reading = read(
        page("Funded Value: lots", "Funded Period: a while", "Project Reference: ES/Z000001/1")
    )
    assert [(n.place, n.message.partition(";")[0]) for n in reading.notices] == [
        ("page/Funded Period", "“a while” is no period"),
        ("page/Funded Value", "“lots” is no amount of money"),
    ]
    assert reading.records[0].extra == {"Funded Value": "lots", "Funded Period": "a while"}


def test_an_award_that_is_only_referred_to_becomes_a_record() -> None:
    reading = read(page(*HEADER, "ES/Z000001/2 Transfer ES/Z000001/1 01/09/2016 28/02/2018 £9"))
    assert [record.key for record in reading.records] == ["ES/Z000001/2", "ES/Z000001/1"]
    assert reading.records[0].relations[0].target == Target(key="ES/Z000001/1")


def test_remarks_in_the_table_are_kept() -> None:
    found = award(page(*HEADER, "ES/Z000001/1 01/09/2014 31/08/2016 £1", "No more are known."))
    assert found.extra == {"Related Projects": "No more are known."}


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("Project Reference: ES/Z000001/2", "ES/Z000001/2"),
        ("Funded Value: £75,520", "ES/Z000001/2"),
        ("Funded Value: £1", "ES/Z000001/1"),
    ],
)
def test_which_of_the_related_projects_the_page_is_about(fact: str, expected: str) -> None:
    assert award(TEXT.replace("\n\n\n", f"\n{fact}\nAbstract\n")).key == expected


def test_without_a_reference_the_title_is_the_key() -> None:
    reading = read(page("Dark."))
    assert (reading.records[0].key, reading.records[0].identifiers) == ("lamps", ())
    assert [notice.message for notice in reading.notices] == [
        "The page states no reference; the award is known by its title alone."
    ]


def test_without_a_title() -> None:
    found = award("Lead Research Organisation: Wickmere\nFunder: ESRC")
    assert (found.title, found.key) == (None, "award")


def test_without_its_organisation_it_is_not_such_a_page() -> None:
    with pytest.raises(BrokenDocument) as caught:
        read("Lamps\n\nPlanned Impact\n\nFewer falls.")
    assert str(caught.value) == (
        "lamps.txt looks like the page of an award, but no line of it begins with “Lead Research "
        "Organisation”. Save the whole page, or copy its text from the title on."
    )


def test_one_endless_line_is_refused() -> None:
    with pytest.raises(TooLarge):
        read(page("lamp " * 2_000_000))


@pytest.mark.parametrize(
    "piece",
    ["(", "Tân Z (2019) ", " ", "ES/Z000001/1 ", "01/01/2001 ", "(50%)", "a in ", "Funder:"],
)
@pytest.mark.parametrize(
    "heading", ["Abstract", "People", "Publications", "Related Projects", "Research Topic:"]
)
def test_a_very_long_line_takes_no_long_time(heading: str, piece: str) -> None:
    start = time.process_time()
    read(page(heading, f"ES/Z000001/1 {piece * (200_000 // len(piece))}x"))
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("content", "sure"),
    [
        (TEXT, True),
        (PAGE, True),
        ("Lamps\nLead Research Organisation: Wickmere\nFunded Value: £1", True),
        ("Lamps\n  Lead Research Organisation:\nWickmere\nPlanned Impact\n", True),
        ("Lamps\nLead Research Organisation: Wickmere\nA blog about lamps.", False),
        ("We asked the Lead Research Organisation: nobody knew.\nPlanned Impact\n", False),
        ("Planned Impact\n\nFewer falls.", False),
        ("<gtr:projectOverview>", False),
        ("", False),
    ],
)
def test_sniffs_content(content: str, sure: bool) -> None:
    assert reader.sniff(Document(content.encode(), "x")) == (0.95 if sure else 0.0)


def test_sniffing_white_space_takes_no_long_time() -> None:
    start = time.process_time()
    reader.sniff(Document(b"Lead Research Organisation" + b"\n" * 70_000, "x"))
    reader.sniff(Document(b"Lead Research Organisation" + b"> \n" * 25_000, "x"))
    assert time.process_time() - start < 2


def test_the_real_seed(seeds: Path) -> None:
    path = seeds / "gtr-project-ES-N012453-1.txt"
    document = Document(path.read_bytes(), str(path))
    assert reader.sniff(document) == 0.95
    reading = reader.read(document)
    first, later = reading.records
    assert reading.notices == ()
    assert first.identifiers == (identifier("ES/N012453/1"),)
    assert first.amount == pounds(536196)
    assert first.period == Period(start="2016-09-01", end="2017-07-31")
    assert first.contributions == (
        Contribution(
            agent=Agent.organisation("University of Nottingham"),
            role=Role.LEAD_ORGANISATION,
            department="Sch of Sociology & Social Policy",
        ),
    )
    assert [section.name for section in first.description] == ["abstract", "planned impact"]
    assert [len(section.text.split("\n\n")) for section in first.description] == [2, 4]
    assert first.extra == {}
    assert later.identifiers == (identifier("ES/N012453/2"),)
    assert later.amount == pounds(375520)
    assert later.period == Period(start="2017-08-01", end="2018-11-16")
    (relation,) = later.relations
    assert (relation.type, relation.term) == (LinkType.TRANSFER_OF, "Transfer")
    assert relation.target == Target(key="ES/N012453/1")
