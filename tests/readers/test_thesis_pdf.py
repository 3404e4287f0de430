"""A thesis as a PDF: pages as printed, running heads gone, headings where they are listed."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from clew.errors import BrokenDocument, LockedDocument, NoText
from clew.model import (
    Agent,
    Appendix,
    Contribution,
    Document,
    Figure,
    Heading,
    Mention,
    Record,
    Reference,
    Role,
    Section,
    Table,
)
from clew.readers.thesis import reader

HEAD = "Lamps at the Landing"
# A page's printed number and its lines.
PAGES = (
    (
        "",
        "Lamps at the Landing: Night Work in\nTwo Hostels\nFfion Gwladys Marrable\n"
        "Thesis submitted in accordance with the requirements of the University of\n"
        "Westmere for the degree of Doctor of Education\nJune 2011",
    ),
    (
        "i",
        "Summary\nNights in hostels are long. This study kept a lamp lit on the landing of two of\n"
        "them, and asked who came to sit under it.\nKeywords: hostels; night work; lamps",
    ),
    (
        "ii",
        "Contents\nSummary ........ i\n1 The landing ........ 1\n1.1 Two hostels ........ 1\n"
        "1.2 A lamp ........ 2\n2 Who sat there ........ 3\nBibliography ........ 5\n"
        "Appendix 1 Questions ........ 6\nList of figures\nFigure 1. The lamp ........ 2\n"
        "List of tables\nTable 1. Sitters by hour ........ 3",
    ),
    (
        "1",
        "1 The landing\n1.1 Two hostels\nBoth hostels were named for admirals. Ottery and Sloane "
        "(2004) had worked in\none of them, and said so. Their landing had no lamp, and at the end "
        "of each shift",
    ),
    (
        "2",
        "they left it dark. Darkness is a policy (Sloane, 2006).\n1.2 A lamp\nI brought a lamp.\n"
        "Figure 1. The lamp",
    ),
    (
        "3",
        "2 Who sat there\nTable 1. Sitters by hour\nEverybody sat there, sooner or later.",
    ),
    (
        "4",
        "Sloane's remark on policy (2006) holds after midnight only.",
    ),
    (
        "5",
        "Bibliography\nOttery, P. and Sloane, M. (2004) 'A winter indoors: two years on the "
        "stairs', Hostel\nReview, 3(2), pp. 11-19.\nSloane, M. (2006) Dark Policies. Leeds: Elm "
        "Press.",
    ),
    ("6", "Appendix 1 Questions\nWho is awake? Who would like the lamp moved?"),
)  # fmt: skip


def made(pages: tuple[tuple[str, str], ...] = PAGES, **options: str) -> bytes:
    pdf = FPDF()
    pdf.set_author("F. G. Marrable")
    if "password" in options:
        pdf.set_encryption(owner_password="the owner's", user_password=options["password"])
    pdf.set_font("helvetica", size=11)
    for number, text in pages:
        pdf.add_page()
        if number.isdigit():
            pdf.cell(text=HEAD, new_x="LMARGIN", new_y="NEXT")
        for line in filter(None, text.split("\n")):
            pdf.cell(text=line, new_x="LMARGIN", new_y="NEXT")
        if number:
            pdf.cell(text=number)
    return bytes(pdf.output())


@pytest.fixture(scope="module")
def record() -> Record:
    [found] = reader.read(Document(made(), "lamps.pdf")).records
    return found


def test_its_first_pages_tell_it(record: Record) -> None:
    assert reader.sniff(Document(made(), "lamps.pdf")) == 0.9
    assert record.title == "Lamps at the Landing: Night Work in Two Hostels"
    assert (record.degree, record.published) == ("Doctor of Education", "2011-06")
    assert record.keywords == ("hostels", "night work", "lamps")
    assert record.contributions == (
        Contribution(
            agent=Agent.person("Ffion Gwladys Marrable"),
            role=Role.AUTHOR,
            affiliation="University of Westmere",
        ),
        Contribution(
            agent=Agent.organisation("University of Westmere"), role=Role.AWARDING_INSTITUTION
        ),
    )
    assert record.description == (
        Section(
            name="abstract",
            text="Nights in hostels are long. This study kept a lamp lit on the landing of two of "
            "them, and asked who came to sit under it.",
        ),
    )


def test_its_lists_have_pages(record: Record) -> None:
    full = record.fulltext
    assert full
    assert full.contents == (
        Heading(
            number="1",
            title="The landing",
            page=1,
            children=(
                Heading(number="1.1", title="Two hostels", page=1),
                Heading(number="1.2", title="A lamp", page=2),
            ),
        ),
        Heading(number="2", title="Who sat there", page=3),
    )
    assert full.figures == (Figure(number="1", caption="The lamp", page=2),)
    assert full.tables == (Table(number="1", caption="Sitters by hour", page=3),)
    assert full.appendices == (Appendix(number="1", title="Questions", page=6),)


def test_its_passages_know_their_printed_page_and_read_on_over_page_breaks(record: Record) -> None:
    full = record.fulltext
    assert full
    landing = "1 The landing"
    assert [(p.place, p.text) for p in full.passages] == [
        ("Abstract", record.abstract),
        (
            f"{landing} › 1.1 Two hostels, p. 1",
            "Both hostels were named for admirals. Ottery and Sloane (2004) had worked in one of "
            "them, and said so. Their landing had no lamp, and at the end of each shift they left "
            "it dark. Darkness is a policy (Sloane, 2006).",
        ),
        (f"{landing} › 1.2 A lamp, p. 2", "I brought a lamp. Figure 1. The lamp"),
        ("2 Who sat there, p. 3", "Table 1. Sitters by hour"),
        (
            "2 Who sat there, p. 3",
            "Everybody sat there, sooner or later.\n\nSloane's remark on policy (2006) holds after "
            "midnight only.",
        ),
        ("Appendix 1 Questions, p. 6", "Who is awake? Who would like the lamp moved?"),
    ]


def test_its_bibliography_is_cited_by_page(record: Record) -> None:
    full = record.fulltext
    assert full
    first, second = full.references
    landing = ("1 The landing", "1.1 Two hostels")
    assert first == Reference(
        raw="Ottery, P. and Sloane, M. (2004) 'A winter indoors: two years on the stairs', Hostel "
        "Review, 3(2), pp. 11-19.",
        authors=(
            Agent.person(given="P.", family="Ottery"),
            Agent.person(given="M.", family="Sloane"),
        ),
        year="2004",
        title="A winter indoors: two years on the stairs",
        container="Hostel Review",
        volume="3",
        issue="2",
        pages="11-19",
        mentions=(
            Mention(
                quote="Ottery and Sloane (2004) had worked in one of them, and said so.",
                start=first.mentions[0].start,
                heading=landing,
                page=1,
            ),
        ),
    )
    assert [(m.quote, m.heading, m.page) for m in second.mentions] == [
        ("Darkness is a policy (Sloane, 2006).", landing, 2),
        (
            "Sloane's remark on policy (2006) holds after midnight only.",
            ("2 Who sat there",),
            4,
        ),
    ]


def test_without_printed_numbers_pages_are_counted() -> None:
    pages = tuple(("", text) for _, text in PAGES)
    [record] = reader.read(Document(made(pages), "lamps.pdf")).records
    assert record.fulltext
    assert record.fulltext.passages[1].page == 4


def test_what_the_title_page_lacks_the_file_may_tell() -> None:
    pages = (("", "A Lamp of My Own\nDoctor of Education thesis\n2011"), *PAGES[3:])
    [record] = reader.read(Document(made(pages), "lamps.pdf")).records
    assert (record.title, record.contributions[0].agent.name) == (
        "A Lamp of My Own",
        "F. G. Marrable",
    )


def test_bad_pdfs_give_one_sentence() -> None:
    whole = made()
    with pytest.raises(BrokenDocument):
        reader.read(Document(whole[: len(whole) // 2], "half.pdf"))
    with pytest.raises(LockedDocument):
        reader.read(Document(made(password="seven"), "locked.pdf"))
    with pytest.raises(NoText):
        reader.read(Document(made((("", ""),)), "pictures.pdf"))
    assert reader.sniff(Document(whole[: len(whole) // 2], "half.pdf")) == 0


def test_the_sheet_that_a_repository_puts_before_it_is_not_its_title_page() -> None:
    sheet = (
        "",
        "Westmere Research Repository\nMarrable, Ffion (2011) Lamps. EdD thesis.\n"
        "https://doi.org/10.5555/wrr.2011.7\nDownloaded on 3 May 2020",
    )
    [record] = reader.read(Document(made((sheet, *PAGES)), "lamps.pdf")).records
    assert record.title == "Lamps at the Landing: Night Work in Two Hostels"
    assert [str(identifier) for identifier in record.identifiers] == ["10.5555/wrr.2011.7"]
