"""Pages that say what they are about, in one vocabulary or several."""

from __future__ import annotations

import json
import time
from html import escape
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.errors import BrokenDocument, NoText
from clew.model import (
    Agent,
    Contribution,
    Document,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Notice,
    Passage,
    Period,
    Place,
    Reading,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
)
from clew.readers.web_page import reader
from clew.readers.web_page.dates import meta_date

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
ORCID = "0000-0002-1825-0097"


def made(
    *metas: tuple[str, str], structured: Any = None, body: str = "", title: str = "", lang: str = ""
) -> bytes:
    head = "".join(f'<meta name="{name}" content="{content}">' for name, content in metas)
    if structured is not None:
        text = structured if isinstance(structured, str) else json.dumps(structured)
        head += f'<script type="application/ld+json">{text}</script>'
    named = f"<title>{title}</title>" if title else ""
    language = f' lang="{lang}"' if lang else ""
    page = f"<!DOCTYPE html><html{language}><head>{named}{head}</head><body>{body}</body></html>"
    return page.encode("utf-8", "replace")


def read(page: bytes) -> Reading:
    return reader.read(Document(page, "quay.html"))


def only(page: bytes) -> Record:
    (record,) = read(page).records
    return record


def doi(value: str) -> Identifier:
    return Identifier(scheme=Scheme.DOI, value=value)


def author(name: str, **parts: Any) -> Contribution:
    affiliation = parts.pop("affiliation", None)
    return Contribution(
        agent=Agent.person(name, **parts), role=Role.AUTHOR, affiliation=affiliation
    )


def test_an_article_in_highwire_words() -> None:
    page = made(
        ("citation_title", "On ebb: a &amp;amp; b"),
        ("citation_author", "Öberg, Ada"),
        ("citation_author_institution", "University of Wick"),
        ("citation_author_orcid", f"https://orcid.org/{ORCID}"),
        ("citation_author", "Anders Lindqvist"),
        ("citation_publication_date", "2019/9/14"),
        ("citation_online_date", "2019/08/01"),
        ("citation_journal_title", "Journal of Tides"),
        ("citation_issn", "2049-3630"),
        ("citation_volume", "12"),
        ("citation_issue", "3"),
        ("citation_firstpage", "41"),
        ("citation_lastpage", "59"),
        ("citation_doi", "10.5555/Ebb.3"),
        ("citation_publisher", "Elm Press"),
        ("citation_abstract", "&lt;p&gt;Low.&lt;/p&gt;&lt;p&gt;Lower.&lt;/p&gt;"),
        ("citation_keywords", "tides; quays"),
        ("citation_language", "English"),
        ("citation_abstract_html_url", "https://tides.example/3"),
        ("citation_pdf_url", "https://tides.example/3.pdf"),
        ("citation_journal_abbrev", "J Tides"),
        ("citation_reference", "Moss, A., 2004. Tide tables. Leeds: Quay Press."),
        (
            "citation_reference",
            "citation_title=Flow; citation_author=N Kern; citation_publication_date=1999; "
            "citation_journal_title=Water; citation_firstpage=1; citation_lastpage=9; "
            "citation_doi=10.5555/flow",
        ),
        (
            "citation_funding_source",
            "citation_funder=Council for Tides;citation_grant_number=ES/Z123456/1",
        ),
    )
    record = only(page)
    assert record.fulltext
    moss, flow = record.fulltext.references
    assert (moss.title, moss.publisher) == ("Tide tables", "Quay Press")
    assert flow == Reference(
        raw="citation_title=Flow; citation_author=N Kern; citation_publication_date=1999; "
        "citation_journal_title=Water; citation_firstpage=1; citation_lastpage=9; "
        "citation_doi=10.5555/flow",
        authors=(Agent.person("N Kern"),),
        year="1999",
        title="Flow",
        container="Water",
        pages="1-9",
        identifiers=(doi("10.5555/flow"),),
    )
    assert msgspec.structs.replace(record, fulltext=None) == Record(
        key="10.5555/ebb.3",
        kind=Kind.PUBLICATION,
        title="On ebb: a & b",
        identifiers=(doi("10.5555/ebb.3"), Identifier(scheme=Scheme.ISSN, value="2049-3630")),
        description=(Section(name="abstract", text="Low.\n\nLower."),),
        contributions=(
            author(
                "Öberg, Ada",
                given="Ada",
                family="Öberg",
                identifiers=(Identifier(scheme=Scheme.ORCID, value=ORCID),),
                affiliation="University of Wick",
            ),
            author("Anders Lindqvist"),
            Contribution(agent=Agent.organisation("Elm Press"), role=Role.PUBLISHER),
            Contribution(agent=Agent.organisation("Council for Tides"), role=Role.FUNDER),
        ),
        keywords=("tides", "quays"),
        published="2019-09-14",
        language="en",
        container="Journal of Tides",
        volume="12",
        issue="3",
        pages="41-59",
        urls=("https://tides.example/3", "https://tides.example/3.pdf"),
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme=Scheme.AWARD, value="ES/Z123456/1")),
                quote="citation_funder=Council for Tides;citation_grant_number=ES/Z123456/1",
                place="meta",
                term="citation_funding_source",
            ),
            Relation(
                type=LinkType.CITES,
                target=Target(identifier=doi("10.5555/flow")),
                quote=flow.raw,
                place="meta",
                term="citation_reference",
            ),
        ),
        extra={"citation_journal_abbrev": "J Tides"},
    )


def test_a_chapter_is_part_of_the_book_whose_number_it_carries() -> None:
    record = only(
        made(
            ("citation_title", "Ebb"),
            ("citation_inbook_title", "Water"),
            ("citation_isbn", "978-0-306-40615-7"),
        )
    )
    isbn = Identifier(scheme=Scheme.ISBN, value="9780306406157")
    assert (record.container, record.identifiers) == ("Water", (isbn,))
    assert record.relations == (
        Relation(
            type=LinkType.PART_OF,
            target=Target(identifier=isbn),
            quote="Water, ISBN 978-0-306-40615-7",
            place="meta",
            term="citation_inbook_title",
        ),
    )


def test_a_thesis_by_its_institution() -> None:
    record = only(
        made(
            ("citation_title", "Ebb"),
            ("citation_author", "Ada Öberg"),
            ("citation_dissertation_institution", "University of Wick"),
            ("citation_dissertation_name", "Doctor of Philosophy"),
            ("citation_date", "2015-09"),
            lang="cy",
        )
    )
    assert record == Record(
        key="thesis:ebb",
        kind=Kind.THESIS,
        title="Ebb",
        contributions=(
            author("Ada Öberg"),
            Contribution(
                agent=Agent.organisation("University of Wick"), role=Role.AWARDING_INSTITUTION
            ),
        ),
        published="2015-09",
        degree="Doctor of Philosophy",
    )


def test_a_dataset_in_dublin_core() -> None:
    page = made(
        ("DC.title", "Tide tables"),
        ("DC.title.alternative", "Heights"),
        ("DC.creator", "Öberg, Ada; Lindqvist, Anders"),
        ("DC.contributor", "Harbour Board"),
        ("DC.publisher", "Sea Archive"),
        ("DC.date", "2018-02-12"),
        ("DC.type", "http://purl.org/dc/dcmitype/Dataset"),
        ("DC.identifier", "doi:10.5255/UKDA-SN-990001"),
        ("DC.identifier", "https://archive.example/990001"),
        ("DC.subject", "tides; quays"),
        ("DC.subject", "TIDES"),
        ("DC.description", "Heights."),
        ("DCTERMS.abstract", "By hand."),
        ("DC.coverage", "1990/1999"),
        ("DC.coverage", "Nine quays"),
        ("DCTERMS.license", "CC BY 4.0"),
        ("DC.rights", "Ask the clerk"),
        ("DC.language", "eng"),
        ("DC.relation", "ES/Z123456/1"),
        ("DC.relation", "the other shelf"),
        ("DCTERMS.isReferencedBy", "https://doi.org/10.5555/ebb"),
        ("DCTERMS.isPartOf", "Papers of the Board"),
        ("DC.format", "text/csv"),
        ("viewport", "width=device-width"),
    )
    assert only(page) == Record(
        key="10.5255/UKDA-SN-990001",
        kind=Kind.DATASET,
        title="Tide tables",
        alternative_titles=("Heights",),
        identifiers=(
            doi("10.5255/UKDA-SN-990001"),
            Identifier(scheme=Scheme.UKDA, value="990001"),
        ),
        description=(
            Section(name="abstract", text="By hand."),
            Section(name="description", text="Heights."),
        ),
        contributions=(
            Contribution(
                agent=Agent.person("Öberg, Ada", given="Ada", family="Öberg"), role=Role.CREATOR
            ),
            Contribution(
                agent=Agent.person("Lindqvist, Anders", given="Anders", family="Lindqvist"),
                role=Role.CREATOR,
            ),
            Contribution(agent=Agent.organisation("Harbour Board"), role=Role.CONTRIBUTOR),
            Contribution(agent=Agent.organisation("Sea Archive"), role=Role.PUBLISHER),
        ),
        keywords=("tides", "quays", "TIDES"),
        period=Period(start="1990", end="1999"),
        published="2018-02-12",
        places=(Place(name="Nine quays"),),
        language="en",
        access="Ask the clerk",
        licence="CC BY 4.0",
        urls=("https://archive.example/990001",),
        relations=(
            Relation(
                type=LinkType.CITES,
                target=Target(identifier=doi("10.5555/ebb")),
                quote="https://doi.org/10.5555/ebb",
                place="meta",
                term="DC.isreferencedby",
                inverse=True,
            ),
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme=Scheme.AWARD, value="ES/Z123456/1")),
                quote="ES/Z123456/1",
                place="meta",
                term="DC.relation",
            ),
        ),
        extra={
            "dc.format": ["text/csv"],
            "dc.ispartof": ["Papers of the Board"],
            "dc.relation": ["the other shelf"],
        },
    )


@pytest.mark.parametrize(
    ("type", "kind", "subtype"),
    [
        ("Dataset", Kind.DATASET, None),
        ("Survey data", Kind.DATASET, None),
        ("Thesis or Dissertation", Kind.THESIS, "Thesis or Dissertation"),
        ("Software", Kind.SOFTWARE, None),
        ("BookChapter", Kind.PUBLICATION, "Book Chapter"),
        ("Text.Serial.Journal", Kind.PUBLICATION, "Text Serial Journal"),
        ("Text", Kind.PUBLICATION, None),
        ("Image", Kind.PUBLICATION, None),
    ],
)
def test_kinds_in_dublin_core(type: str, kind: Kind, subtype: str | None) -> None:
    record = only(made(("DC.title", "Tide tables"), ("DC.type", type)))
    assert (record.kind, record.subtype) == (kind, subtype)


def test_an_article_shared_with_opengraph_and_its_text() -> None:
    body = (
        "<article><h1>Ninety tides</h1><p>We waited for the ebb.</p><h2>The second day</h2>"
        "<p>" + "It came in, and it went out, as it does. " * 8 + "</p>"
        "<p>Thanks to the Council, who paid for the tea (ES/Z123456/1).</p></article>"
    )
    page = made(
        ("og:title", "Ninety tides"),
        ("og:type", "article"),
        ("og:description", "What can a clerk see?"),
        ("og:url", "https://blog.example/ninety"),
        ("og:site_name", "The Quay"),
        ("og:image", "https://blog.example/a.png"),
        ("article:published_time", "2015-02-20T21:40:00+00:00"),
        ("article:author", "Ada Öberg"),
        ("article:author", "https://blog.example/ada"),
        ("article:tag", "tides"),
        ("article:section", "Work"),
        body=body,
        title="Ninety tides – The Quay",
        lang="en-GB",
    )
    record = only(page)
    assert record.fulltext
    assert [(one.heading, one.text[:22]) for one in record.fulltext.passages] == [
        ((), "We waited for the ebb."),
        (("The second day",), "It came in, and it wen"),
    ]
    assert msgspec.structs.replace(record, fulltext=None) == Record(
        key="https://blog.example/ninety",
        kind=Kind.PUBLICATION,
        title="Ninety tides",
        subtype="Article",
        description=(Section(name="description", text="What can a clerk see?"),),
        contributions=(author("Ada Öberg"),),
        keywords=("tides",),
        subjects=("Work",),
        published="2015-02-20",
        language="en-GB",
        urls=("https://blog.example/ninety",),
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme=Scheme.AWARD, value="ES/Z123456/1")),
                quote="Thanks to the Council, who paid for the tea (ES/Z123456/1).",
                place="text of the page",
            ),
        ),
        extra={"og:site_name": "The Quay"},
    )


def test_a_book_shared_with_opengraph() -> None:
    record = only(
        made(
            ("og:title", "Flow"),
            ("og:type", "book"),
            ("book:author", "Ada Öberg"),
            ("book:isbn", "0-306-40615-2"),
            ("book:release_date", "1999-05-01"),
        )
    )
    assert record == Record(
        key="9780306406157",
        kind=Kind.PUBLICATION,
        title="Flow",
        subtype="Book",
        identifiers=(Identifier(scheme=Scheme.ISBN, value="9780306406157"),),
        contributions=(author("Ada Öberg"),),
        published="1999-05-01",
    )


def test_a_plain_head_is_better_than_nothing() -> None:
    page = made(
        ("description", "Heights of the tide."),
        ("author", "Ada Öberg"),
        ("keywords", "tides, quays"),
        title="Tide tables | Sea Archive",
    )
    assert only(page) == Record(
        key="publication:tide tables",
        kind=Kind.PUBLICATION,
        title="Tide tables",
        description=(Section(name="description", text="Heights of the tide."),),
        contributions=(author("Ada Öberg"),),
        keywords=("tides", "quays"),
    )


@pytest.mark.parametrize(
    ("said", "keywords"),
    [
        (["tides, quays"], ("tides", "quays")),
        (["tides; quays"], ("tides", "quays")),
        (["tides", "quays, old"], ("tides", "quays, old")),
        (["tides", "tides"], ("tides",)),
    ],
)
def test_keywords_in_one_line_or_several(said: list[str], keywords: tuple[str, ...]) -> None:
    metas = [("citation_keywords", text) for text in said]
    assert only(made(("citation_title", "Ebb"), *metas)).keywords == keywords


def test_authors_in_one_line_and_editors() -> None:
    page = made(
        ("citation_title", "Ebb"),
        ("citation_authors", "Öberg, Ada; Lindqvist, Anders"),
        ("citation_author_institution", "University of Wick"),
        ("citation_author_institution", "Another one"),
        ("citation_editor", "N. Kern"),
        ("citation_technical_report_institution", "Harbour Board"),
    )
    assert [(one.agent.name, one.role, one.affiliation) for one in only(page).contributions] == [
        ("Öberg, Ada", Role.AUTHOR, None),
        ("Lindqvist, Anders", Role.AUTHOR, "University of Wick"),
        ("N. Kern", Role.EDITOR, None),
        ("Harbour Board", Role.PUBLISHER, None),
    ]


# Several vocabularies


DATASET = {
    "@context": "https://schema.org",
    "@type": "Dataset",
    "@id": "https://doi.org/10.5555/tides",
    "name": "Tide tables",
    "creator": {"@type": "Person", "name": "Ada Öberg"},
}


def test_vocabularies_complete_one_another_structured_data_first() -> None:
    page = made(
        ("citation_title", "Tide tables (dataset)"),
        ("citation_author", "Öberg, A."),
        ("citation_doi", "10.5555/tides"),
        ("citation_publication_date", "2001"),
        ("DC.title", "TIDE TABLES"),
        ("DC.description", "Heights of the tide."),
        ("DC.publisher", "Sea Archive"),
        ("DC.identifier", "hdl:2027/x.1"),
        ("og:title", "Tide tables | Sea Archive"),
        ("og:description", "Heights of the …"),
        ("og:url", "https://archive.example/tides"),
        structured=DATASET,
    )
    assert only(page) == Record(
        key="10.5555/tides",
        kind=Kind.DATASET,
        title="Tide tables",
        identifiers=(
            doi("10.5555/tides"),
            Identifier(scheme=Scheme.HANDLE, value="2027/x.1"),
        ),
        description=(Section(name="description", text="Heights of the tide."),),
        contributions=(
            Contribution(agent=Agent.person("Ada Öberg"), role=Role.CREATOR),
            Contribution(agent=Agent.organisation("Sea Archive"), role=Role.PUBLISHER),
        ),
        published="2001",
        urls=("https://archive.example/tides",),
    )


def test_the_vocabulary_that_tells_the_kind_decides_it() -> None:
    metas = [("citation_title", "Tide tables"), ("DC.title", "Tide tables"), ("DC.type", "Dataset")]
    assert only(made(*metas)).kind == Kind.DATASET
    assert only(made(*metas, ("citation_journal_title", "Tides"))).kind == Kind.PUBLICATION


def test_metadata_complete_the_thing_that_they_are_about() -> None:
    structured = [{"@type": "Book", "name": "Flow"}, DATASET]
    page = made(("citation_title", "Tide tables"), ("citation_year", "2001"), structured=structured)
    assert [(one.title, one.published) for one in read(page).records] == [
        ("Tide tables", "2001"),
        ("Flow", None),
    ]


def test_a_course_in_structured_data_takes_works_and_remarks_from_its_text() -> None:
    structured = {
        "@type": "Course",
        "name": "Reading water",
        "description": "Cold.",
        "citation": {"@type": "Book", "name": "Ebb and Flow: Notes", "author": "Ada Öberg"},
    }
    body = (
        "<h1>Reading water</h1><h2>An evening</h2><h3>Course description</h3>"
        "<p>Cold. Made from <cite>Ebb and Flow</cite> (Elm Press, 2011).</p>"
        "<h3>Participants said</h3><blockquote>&ldquo;Worth it.&rdquo; Clerk</blockquote>"
    )
    record = only(made(structured=structured, body=body))
    assert (record.subtitle, record.testimonials) == ("An evening", ("“Worth it.” Clerk",))
    assert record.fulltext
    (work,) = record.fulltext.references
    assert (work.title, work.publisher, work.year, len(work.mentions)) == (
        "Ebb and Flow: Notes",
        "Elm Press",
        "2011",
        1,
    )
    assert [agent.name for agent in work.authors] == ["Ada Öberg"]


def test_an_abstract_on_the_page_stands_in_for_one_in_its_head() -> None:
    body = f"<article><h1>Ebb</h1><h2>Abstract</h2><p>{'Low tide. ' * 40}</p></article>"
    record = only(made(("citation_title", "Ebb"), body=body))
    assert record.description == (Section(name="abstract", text=("Low tide. " * 40).strip()),)
    assert record.fulltext == FullText(
        passages=(
            Passage(
                text=("Low tide. " * 40).strip(), heading=("Abstract",), start=15, end=15 + 399
            ),
        )
    )


def test_a_page_that_shows_little_has_no_passages() -> None:
    body = "<main><h1>Ebb</h1><p>" + "Low tide. " * 100 + "</p></main>"
    assert only(made(("citation_title", "Ebb"), body=body)).fulltext is None


@pytest.mark.parametrize(
    ("rights", "access", "licence"),
    [
        (CC_BY, None, CC_BY),
        ("https://archive.example/rules", "https://archive.example/rules", None),
        ("Open access", "Open access", None),
    ],
)
def test_rights_that_are_the_address_of_a_licence(
    rights: str, access: str | None, licence: str | None
) -> None:
    record = only(made(("DC.title", "Tide tables"), ("DC.rights", rights)))
    assert (record.access, record.licence) == (access, licence)


# Dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019/9/4", "2019-09-04"),
        ("2019/09", "2019-09"),
        ("2019.09.04", "2019-09-04"),
        ("2015-02-20T21:40:00+00:00", "2015-02-20"),
        ("2019", "2019"),
        ("4 September 2019", "2019-09-04"),
        ("2019/13/01", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_as_pages_write_them(text: str, date: str | None) -> None:
    assert meta_date(text) == date


# Broken and hostile


def test_structured_data_that_are_no_json_are_noted() -> None:
    page = made(("citation_title", "Ebb"), structured='{"@type": "Dataset", "name": "Ti')
    assert read(page) == Reading(
        records=(Record(key="publication:ebb", kind=Kind.PUBLICATION, title="Ebb"),),
        notices=(
            Notice(
                message="Script 1 of JSON-LD is no JSON (Unterminated string starting at "
                "character 29) and was left out.",
                place="JSON-LD, script 1",
            ),
        ),
    )


def test_a_page_that_says_nothing() -> None:
    with pytest.raises(NoText) as caught:
        read(made(body="<p>Hello</p>"))
    assert str(caught.value) == (
        "quay.html is a page without title or metadata. Check its address."
    )


def test_a_page_nested_without_end() -> None:
    with pytest.raises(BrokenDocument):
        read(made(("citation_title", "Ebb"), body="<div>" * 5_000))


def test_scripts_in_metadata_stay_text() -> None:
    page = made(("citation_title", "&lt;script&gt;alert(1)&lt;/script&gt;Ebb"))
    assert only(page).title == "alert(1)Ebb"


def test_hostile_metadata_take_no_long_time() -> None:
    begin = time.process_time()
    for content in ("a" * 300_000, "10.1/" * 60_000, "citation_title=" * 20_000, "; " * 150_000):
        for name in ("citation_title", "citation_reference", "citation_author", "DC.coverage"):
            read(made(("DC.title", "Ebb"), (name, content)))
    assert time.process_time() - begin < 30


NAMES = st.sampled_from([
    "citation_title", "citation_author", "citation_author_orcid", "citation_date",
    "citation_isbn", "citation_reference", "citation_funding_source", "citation_firstpage",
    "dc.title", "dc.type", "dc.identifier", "dc.coverage", "dc.relation", "dcterms.isPartOf",
    "dc.creator", "dc.rights", "og:title", "og:type", "og:url", "article:author", "book:isbn",
    "keywords", "author",
])  # fmt: skip


@given(st.lists(st.tuples(NAMES, st.text(max_size=40).map(escape)), max_size=12))
@settings(max_examples=150)
def test_no_metadata_whatever_break_the_reader(metas: list[tuple[str, str]]) -> None:
    page = made(("og:title", "Ebb"), *metas)
    record = only(page)
    assert record.title
    assert "\n" not in record.title


# Sniffing


@pytest.mark.parametrize(
    ("page", "sure"),
    [
        (made(structured=DATASET), 0.9),
        (made(structured={"@type": ["Dataset", "Thing"]}), 0.9),
        (made(structured={"@type": "http://schema.org/Course"}), 0.9),
        (made(("citation_title", "Ebb")), 0.85),
        (made(("DCTERMS.title", "Ebb")), 0.8),
        (made(("og:title", "Ebb"), ("og:type", "article")), 0.6),
        (made(structured={"@type": "Person"}), 0.45),
        (made(("og:title", "Ebb")), 0.4),
        (made(structured={"@type": "WebSite"}), 0.0),
        (made(title="Ebb"), 0.0),
        (b'{"@type": "Dataset"}', 0.0),
        (b"A text about citation_title", 0.0),
        (b"", 0.0),
    ],
)
def test_pages_are_wanted_by_their_best_vocabulary(page: bytes, sure: float) -> None:
    assert reader.sniff(Document(page, "quay.html")) == sure


def test_a_real_page_with_highwire_metadata(shared: Path) -> None:
    page = (shared / "data" / "metadata" / "commonmeta" / "arxiv.html").read_bytes()
    record = only(page)
    assert [str(one) for one in record.identifiers] == ["1902.02534"]
    assert [part.agent.family for part in record.contributions] == ["Heibi", "Peroni", "Shotton"]
    assert record.published == "2019-02-07"
