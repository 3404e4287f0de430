"""Crossref's XML: deposits of journals, books, proceedings, theses, reports, data; and answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument, DocumentError
from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    LinkType,
    Record,
    Role,
    Scheme,
)
from clew.readers import choose
from clew.readers.crossref_xml import reader

ANSWER = """<?xml version="1.0"?>
<crossref_result xmlns="http://www.crossref.org/qrschema/3.0"><query_result>
 <head><doi_batch_id>none</doi_batch_id></head>
 <body><query status="resolved"><doi_record>
  <crossref xmlns="http://www.crossref.org/xschema/1.1">{}</crossref>
 </doi_record></query></body>
</query_result></crossref_result>"""
DEPOSIT = """<doi_batch xmlns="http://www.crossref.org/schema/5.3.1" version="5.3.1">
 <head><doi_batch_id>7</doi_batch_id><timestamp>20310502</timestamp></head>
 <body>{}</body></doi_batch>"""
ARTICLE = """
<journal>
 <journal_metadata language="en">
  <full_title>Journal of Narrow Stairs</full_title><abbrev_title>J Nar St</abbrev_title>
  <issn media_type="print">2049-3630</issn>
 </journal_metadata>
 <journal_issue>
  <publication_date media_type="print"><month>05</month><year>2031</year></publication_date>
  <journal_volume><volume>4</volume></journal_volume><issue>2</issue>
 </journal_issue>
 <journal_article publication_type="full_text">
  <titles><title>Climbing in <i>pairs</i></title><subtitle>A diary study</subtitle></titles>
  <contributors>
   <person_name contributor_role="author" sequence="first">
    <given_name>Ada</given_name><surname>Moss</surname>
    <affiliations><institution><institution_name>Mill College</institution_name></institution>
    </affiliations>
    <ORCID authenticated="true">https://orcid.org/0000-0002-1825-0097</ORCID>
   </person_name>
   <organization contributor_role="author" sequence="additional">Stairs Group</organization>
   <person_name contributor_role="translator" sequence="additional">
    <given_name>Odd</given_name><surname>Lie</surname>
   </person_name>
  </contributors>
  <jats:abstract xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1">
   <jats:p>Two by two they climbed.</jats:p><jats:p>Nobody fell.</jats:p>
  </jats:abstract>
  <publication_date media_type="online">
   <month>06</month><day>03</day><year>2031</year>
  </publication_date>
  <pages><first_page>11</first_page><last_page>19</last_page></pages>
  <fr:program xmlns:fr="http://www.crossref.org/fundref.xsd" name="fundref">
   <fr:assertion name="fundgroup">
    <fr:assertion name="funder_name">Stair Council
     <fr:assertion name="funder_identifier">10.13039/501100000269</fr:assertion>
    </fr:assertion>
    <fr:assertion name="award_number">ES/Z000017/1</fr:assertion>
   </fr:assertion>
  </fr:program>
  <ai:program xmlns:ai="http://www.crossref.org/AccessIndicators.xsd" name="AccessIndicators">
   <ai:license_ref applies_to="vor">https://licences.example/by</ai:license_ref>
  </ai:program>
  <rel:program xmlns:rel="http://www.crossref.org/relations.xsd"><rel:related_item>
   <rel:description>The diaries</rel:description>
   <rel:inter_work_relation relationship-type="isSupplementedBy" identifier-type="doi"
    >10.5555/diaries.1</rel:inter_work_relation>
  </rel:related_item></rel:program>
  <doi_data><doi>10.5555/stairs.11</doi><resource>https://stairs.example/11</resource></doi_data>
  <citation_list>
   <citation key="a"><journal_title>Steps</journal_title><author>Lie</author><volume>1</volume>
    <first_page>3</first_page><cYear>2019</cYear><article_title>Down</article_title>
    <doi>10.5555/steps.3</doi></citation>
   <citation key="b"><unstructured_citation>Moss, A. (2020). Up. Hill Press.</unstructured_citation>
   </citation>
  </citation_list>
 </journal_article>
</journal>"""
DATA = """<doi_data><doi>10.5555/{0}</doi><resource>https://x.example/{0}</resource></doi_data>"""
PERSON = """<contributors><person_name contributor_role="{}" sequence="first">
 <given_name>Ada</given_name><surname>Moss</surname></person_name></contributors>"""
WHEN = "<{0}><month>5</month><day>2</day><year>2031</year></{0}>"


def read(inner: str, frame: str = DEPOSIT) -> tuple[Record, ...]:
    document = Document(frame.format(inner).encode(), "deposit.xml")
    assert choose(document).name == "crossref-xml"
    reading = reader.read(document)
    assert reading.notices == ()
    return reading.records


@pytest.mark.parametrize("frame", [ANSWER, DEPOSIT])
def test_an_article_whole(frame: str) -> None:
    (article,) = read(ARTICLE, frame)
    assert (article.kind, article.subtype, article.title, article.subtitle) == (
        Kind.PUBLICATION,
        "Journal article",
        "Climbing in pairs",
        "A diary study",
    )
    assert article.identifiers == (
        Identifier(scheme=Scheme.DOI, value="10.5555/stairs.11"),
        Identifier(scheme=Scheme.ISSN, value="2049-3630"),
    )
    assert [section.text for section in article.description] == [
        "Two by two they climbed.\n\nNobody fell."
    ]
    assert (article.container, article.volume, article.issue, article.pages) == (
        "Journal of Narrow Stairs",
        "4",
        "2",
        "11-19",
    )
    assert (article.published, article.language, article.licence, article.urls) == (
        "2031-06-03",
        "en",
        "https://licences.example/by",
        ("https://stairs.example/11",),
    )


def test_the_people_of_an_article() -> None:
    (article,) = read(ARTICLE)
    orcid = Identifier(scheme=Scheme.ORCID, value="0000-0002-1825-0097")
    ada = Agent.person(given="Ada", family="Moss", identifiers=(orcid,))
    council = Agent.organisation(
        "Stair Council",
        identifiers=(Identifier(scheme=Scheme.DOI, value="10.13039/501100000269"),),
    )
    assert article.contributions == (
        Contribution(agent=ada, role=Role.AUTHOR, affiliation="Mill College"),
        Contribution(agent=Agent.organisation("Stairs Group"), role=Role.AUTHOR),
        Contribution(
            agent=Agent.person(given="Odd", family="Lie"), role=Role.CONTRIBUTOR, note="translator"
        ),
        Contribution(agent=council, role=Role.FUNDER),
    )


def test_what_paid_and_what_belongs_to_it() -> None:
    (article,) = read(ARTICLE)
    said = [(one.type, str(one.target.identifier)) for one in article.relations]
    assert said == [
        (LinkType.FUNDED_BY, "ES/Z000017/1"),
        (LinkType.BASED_ON, "10.5555/diaries.1"),
    ]


def test_the_works_it_cites() -> None:
    (article,) = read(ARTICLE)
    assert article.fulltext
    one, other = article.fulltext.references
    assert (one.title, one.container, one.year, one.pages) == ("Down", "Steps", "2019", "3")
    assert [str(number) for number in one.identifiers] == ["10.5555/steps.3"]
    assert (other.raw, other.year) == ("Moss, A. (2020). Up. Hill Press.", "2020")


def test_a_book_with_its_chapters() -> None:
    book = f"""<book book_type="edited_book"><book_metadata language="en">
      {PERSON.format("editor")}<titles><title>Houses of many floors</title></titles>
      {WHEN.format("publication_date")}<isbn media_type="print">9780306406157</isbn>
      <publisher><publisher_name>Hill Press</publisher_name></publisher>{DATA.format("book")}
     </book_metadata>
     <content_item component_type="chapter">{PERSON.format("author")}
      <titles><title>The third floor</title></titles>
      <pages><first_page>31</first_page></pages>{DATA.format("book.3")}</content_item></book>"""
    chapter, whole = read(book)
    assert (chapter.title, chapter.subtype, chapter.container, chapter.pages) == (
        "The third floor",
        "Book chapter",
        "Houses of many floors",
        "31",
    )
    assert (whole.title, whole.subtype, whole.published) == (
        "Houses of many floors",
        "Edited book",
        "2031-05-02",
    )
    assert [str(c.role) for c in whole.contributions] == ["editor", "publisher"]
    assert Identifier(scheme=Scheme.ISBN, value="9780306406157") in whole.identifiers


def test_a_paper_in_proceedings() -> None:
    paper = f"""<conference><event_metadata><conference_name>Steps 31</conference_name>
      </event_metadata><proceedings_metadata>
      <proceedings_title>Proceedings of Steps</proceedings_title>
      <publisher><publisher_name>Hill Press</publisher_name></publisher>
      {WHEN.format("publication_date")}</proceedings_metadata>
      <conference_paper>{PERSON.format("author")}<titles><title>Landing</title></titles>
      {DATA.format("steps.9")}</conference_paper></conference>"""
    (found,) = read(paper)
    assert (found.title, found.container, found.published, found.subtype) == (
        "Landing",
        "Proceedings of Steps",
        "2031-05-02",
        "Proceedings article",
    )


def test_a_thesis() -> None:
    thesis = f"""<dissertation language="en">
      <person_name contributor_role="author" sequence="first">
      <given_name>Ada</given_name><surname>Moss</surname></person_name>
      <titles><title>On rails</title></titles>{WHEN.format("approval_date")}
      <institution><institution_name>Mill College</institution_name></institution>
      <degree>PhD</degree>{DATA.format("rails")}</dissertation>"""
    (found,) = read(thesis)
    assert (found.kind, found.title, found.degree, found.published) == (
        Kind.THESIS,
        "On rails",
        "PhD",
        "2031-05-02",
    )
    roles = [(c.agent.name, str(c.role)) for c in found.contributions]
    assert roles == [("Ada Moss", "author"), ("Mill College", "awarding institution")]


@pytest.mark.parametrize(
    ("inner", "kind", "subtype", "published"),
    [
        (
            "<database><database_metadata><titles><title>Steps</title></titles></database_metadata>"
            "<dataset><titles><title>Found</title></titles><database_date>"
            f"{WHEN.format('publication_date')}</database_date>{DATA.format('x')}</dataset>"
            "</database>",
            Kind.DATASET,
            "Dataset",
            "2031-05-02",
        ),
        (
            f"<posted_content type='preprint'>{WHEN.format('posted_date')}"
            f"<titles><title>Found</title></titles>{DATA.format('x')}</posted_content>",
            Kind.PUBLICATION,
            "Posted content",
            "2031-05-02",
        ),
        (
            "<report-paper><report-paper_metadata><titles><title>Found</title></titles>"
            f"{WHEN.format('publication_date')}{DATA.format('x')}</report-paper_metadata>"
            "</report-paper>",
            Kind.PUBLICATION,
            "Report",
            "2031-05-02",
        ),
        (
            f"<peer_review><titles><title>Found</title></titles>{WHEN.format('review_date')}"
            f"{DATA.format('x')}</peer_review>",
            Kind.PUBLICATION,
            "Peer review",
            "2031-05-02",
        ),
        (
            f"<journal><journal_metadata><full_title>Found</full_title>{DATA.format('x')}"
            "</journal_metadata></journal>",
            Kind.PUBLICATION,
            "Journal",
            None,
        ),
    ],
)
def test_other_deposits(inner: str, kind: Kind, subtype: str, published: str | None) -> None:
    (found,) = read(inner)
    assert (found.title, found.kind, found.subtype, found.published) == (
        "Found",
        kind,
        subtype,
        published,
    )


def test_two_articles_of_one_issue() -> None:
    first = ARTICLE.index("<journal_article")
    second = ARTICLE[first:].replace("10.5555/stairs.11", "10.5555/stairs.20")
    one, other = read(ARTICLE.replace("</journal>", "") + second)
    assert (one.container, one.volume) == (other.container, other.volume)
    assert one.key != other.key


def test_a_season_is_no_month() -> None:
    (found,) = read(ARTICLE.replace("<month>06</month>", "<month>22</month>"))
    assert found.published == "2031"


def test_what_has_no_place_is_kept() -> None:
    odd = ARTICLE.replace("<pages>", "<colour shade='3'>blue</colour><pages>")
    (found,) = read(odd)
    assert found.extra["deposited"]["colour"] == {"@shade": "3", "text": "blue"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ANSWER.format("<error>DOI not found</error>"), "describes no work: DOI not found"),
        (DEPOSIT.format(""), "describes no work"),
        (DEPOSIT.format("<journal>"), "not well-formed XML"),
        (
            '<!DOCTYPE x [<!ENTITY e "boom">]>' + DEPOSIT.format("<journal>&e;</journal>"),
            "declares entities",
        ),
    ],
)
def test_what_is_no_work_is_refused(text: str, said: str) -> None:
    with pytest.raises(BrokenDocument, match=said):
        reader.read(Document(text.encode(), "deposit.xml"))


@pytest.mark.parametrize("text", ["", "<a/>", '<crossref xmlns="http://other.example/"/>', "DOI"])
def test_other_documents_are_left_to_others(text: str) -> None:
    assert reader.sniff(Document(text.encode(), "x.xml")) == 0


@given(st.integers(0, len(ARTICLE)), st.text(max_size=8))
def test_damage_costs_the_document_at_most(at: int, dirt: str) -> None:
    text = DEPOSIT.format(ARTICLE[:at] + dirt + ARTICLE[at:])
    try:
        records = reader.read(Document(text.encode("utf-8", "replace"), "deposit.xml")).records
    except DocumentError:
        return
    assert all(record.key for record in records)


def test_real_answers(shared: Path) -> None:
    folder = shared / "data" / "metadata" / "bolognese"
    (article,) = reader.read(_document(folder / "crossref.xml")).records
    assert [str(number) for number in article.identifiers][:1] == ["10.7554/elife.01567"]
    assert article.fulltext
    assert len(article.fulltext.references) == 27
    assert sum(c.role == Role.AUTHOR for c in article.contributions) == 5
    (other,) = reader.read(_document(folder / "crossref_schema_4.6_values.xml")).records
    assert (other.volume, other.issue, other.pages) == ("5", "11", "1-3")


def _document(path: Path) -> Document:
    return Document(path.read_bytes(), path.name)
