"""References in PubMed's XML. All are invented."""

from __future__ import annotations

import pytest

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Contribution,
    Document,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Reading,
    Record,
    Reference,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.pubmed_xml import reader
from clew.readers.registry import choose

ARTICLE = """<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
<PMID Version="1">12345</PMID><DateRevised><Year>2032</Year></DateRevised>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">0378-5955</ISSN>
<JournalIssue CitedMedium="Print"><Volume>7</Volume><Issue>2</Issue>
<PubDate><Year>2031</Year><Month>Apr</Month></PubDate></JournalIssue>
<Title>Journal of dim places</Title></Journal>
<ArticleTitle>Lamps on the <i>stairs</i>.</ArticleTitle>
<Pagination><StartPage>101</StartPage><EndPage>119</EndPage></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.5072/lamps.7</ELocationID>
<Abstract><AbstractText Label="BACKGROUND">Stairs are dark.</AbstractText>
<AbstractText Label="METHODS">We counted.</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Moss</LastName><ForeName>Ada</ForeName>
<Initials>A</Initials><Identifier Source="ORCID">0000-0002-1825-0097</Identifier>
<AffiliationInfo><Affiliation>Fen College.</Affiliation></AffiliationInfo></Author>
<Author><CollectiveName>Tide Data Consortium</CollectiveName></Author></AuthorList>
<Language>eng</Language>
<GrantList><Grant><GrantID>ES/Z000001/1</GrantID><Agency>Lamp Council</Agency>
<Country>United Kingdom</Country></Grant></GrantList>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
</PublicationTypeList></Article>
<MeshHeadingList><MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Lamps</DescriptorName>
<QualifierName UI="Q1">standards</QualifierName></MeshHeading></MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">stairs</Keyword></KeywordList>
</MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus>
<ArticleIdList><ArticleId IdType="pubmed">12345</ArticleId>
<ArticleId IdType="pmc">PMC987</ArticleId><ArticleId IdType="pii">S01</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Lind B. Dim. 2019.</Citation>
<ArticleIdList><ArticleId IdType="doi">10.5072/lind</ArticleId></ArticleIdList></Reference>
</ReferenceList></PubmedData></PubmedArticle>"""


def article_set(*articles: str) -> str:
    inner = "".join(articles)
    return (
        '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" '
        f'"https://dtd.example/pubmed.dtd"><PubmedArticleSet>{inner}</PubmedArticleSet>'
    )


def read(text: str) -> Reading:
    return reader.read(Document(text.encode(), "lamps.xml"))


def small(body: str) -> str:
    citation = f"<MedlineCitation><Article>{body}</Article></MedlineCitation>"
    return f"<PubmedArticle>{citation}</PubmedArticle>"


def test_reads_an_article_in_full() -> None:
    orcid = Identifier(scheme="orcid", value="0000-0002-1825-0097")
    expected = Record(
        key="10.5072/lamps.7",
        kind=Kind.PUBLICATION,
        title="Lamps on the stairs.",
        subtype="Journal Article",
        identifiers=(
            Identifier(scheme="pmid", value="12345"),
            Identifier(scheme="doi", value="10.5072/lamps.7"),
            Identifier(scheme="pmcid", value="PMC987"),
            Identifier(scheme="issn", value="0378-5955"),
        ),
        description=(
            Section(name="background", text="Stairs are dark."),
            Section(name="methods", text="We counted."),
        ),
        contributions=(
            Contribution(
                agent=Agent.person(given="Ada", family="Moss", identifiers=(orcid,)),
                role=Role.AUTHOR,
                affiliation="Fen College",
            ),
            Contribution(agent=Agent.organisation("Tide Data Consortium"), role=Role.AUTHOR),
        ),
        keywords=("stairs",),
        subjects=("Lamps/standards",),
        published="2031-04",
        language="en",
        status="ppublish",
        container="Journal of dim places",
        volume="7",
        issue="2",
        pages="101-119",
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
                quote="Lamp Council, ES/Z000001/1",
                term="Grant",
            ),
        ),
        fulltext=FullText(
            references=(
                Reference(
                    raw="Lind B. Dim. 2019.",
                    identifiers=(Identifier(scheme="doi", value="10.5072/lind"),),
                ),
            )
        ),
        extra={
            "MedlineCitation": {
                "DateRevised": {"Year": "2032"},
                "Article": {
                    "@PubModel": "Print",
                    "Journal": {"JournalIssue": {"@CitedMedium": "Print"}},
                    "GrantList": {"Grant": {"Country": "United Kingdom"}},
                },
            },
            "PubmedData": {"ArticleIdList": {"ArticleId": {"@IdType": "pii", "text": "S01"}}},
        },
    )
    assert read(article_set(ARTICLE)) == Reading(records=(expected,))
    assert read(ARTICLE) == read(article_set(ARTICLE))


def test_reads_a_book() -> None:
    text = """<PubmedBookArticle><BookDocument><PMID>7</PMID><Book><Publisher>
    <PublisherName>Wickmere Press</PublisherName></Publisher><BookTitle>The lamp book</BookTitle>
    <PubDate><Year>2030</Year></PubDate><Isbn>0306406152</Isbn>
    <AuthorList Type="editors"><Author><LastName>Lie</LastName><ForeName>Odd</ForeName></Author>
    </AuthorList></Book></BookDocument></PubmedBookArticle>"""
    (record,) = read(article_set(text)).records
    assert (record.title, record.published, record.container) == ("The lamp book", "2030", None)
    assert record.identifiers == (
        Identifier(scheme="pmid", value="7"),
        Identifier(scheme="isbn", value="9780306406157"),
    )
    assert [(one.agent.name, one.role) for one in record.contributions] == [
        ("Odd Lie", Role.EDITOR),
        ("Wickmere Press", Role.PUBLISHER),
    ]


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("<MedlineDate>2031 Jan-Feb</MedlineDate>", "2031-01"),
        ("<MedlineDate>2031 Spring</MedlineDate>", "2031"),
        ("<MedlineDate>2031-2032</MedlineDate>", "2031"),
        ("<Year>2031</Year><Month>04</Month><Day>9</Day>", "2031-04-09"),
        ("<Year>2031</Year><Season>Fall</Season>", "2031"),
    ],
)
def test_dates(date: str, published: str) -> None:
    journal = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
    (record,) = read(small(f"<ArticleTitle>Lamps</ArticleTitle>{journal}")).records
    assert record.published == published


def test_a_faulty_article_loses_no_other() -> None:
    odd = "<Journal><JournalIssue><PubDate><Year>soon</Year></PubDate></JournalIssue></Journal>"
    faulty = small(f"<ArticleTitle>Lamps</ArticleTitle>{odd}")
    reading = read(article_set(faulty, small(""), small("<ArticleTitle>Stairs</ArticleTitle>")))
    assert [record.title for record in reading.records] == ["Lamps", "Stairs"]
    assert [(notice.place, notice.message) for notice in reading.notices] == [
        ("article 1", "“soon” is no date; it is kept under “extra” as it stands."),
        ("article 2", "It has no title, identifier or description, and is left out."),
    ]


def test_what_is_broken_or_empty_is_told() -> None:
    with pytest.raises(BrokenDocument, match="not well-formed"):
        read("<PubmedArticleSet><PubmedArticle>")
    with pytest.raises(BrokenDocument, match="holds no article"):
        read("<PubmedArticleSet/>")


def test_is_told_from_other_formats() -> None:
    assert choose(Document(article_set(ARTICLE).encode(), "x")).name == "pubmed-xml"
    assert reader.sniff(Document(b"<articles><article/></articles>", "x")) == 0
