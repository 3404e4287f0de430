"""Whatever is wrong with a document costs that document at most: every reader, all kinds of damage.

Each reader is given a whole document of its format, with one thing wrong at a time: a value of
another type, an element missing, empty or twice, an end cut off, bytes turned. It may refuse the
document, with a reason; it must neither break nor make records without a key.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from clew.errors import DocumentError
from clew.model import Document
from clew.readers import registered

DOI = "10.5555/stairs.1"
PERSON = {"given": "Ada", "family": "Moss", "ORCID": "https://orcid.org/0000-0002-1825-0097"}
JSON: dict[str, Any] = {
    "crossref": {
        "message-type": "work",
        "message-version": "1.0.0",
        "message": {
            "DOI": DOI,
            "type": "journal-article",
            "title": ["Stairs"],
            "author": [PERSON | {"affiliation": [{"name": "Mill College"}]}],
            "funder": [{"name": "Elm Trust", "DOI": DOI, "award": ["ES/Z000017/1"]}],
            "issued": {"date-parts": [[2031, 5, 2]]},
            "container-title": ["Steps"],
            "reference": [{"key": "a", "unstructured": "Lie, O. (2020). Up.", "year": "2020"}],
            "relation": {"is-supplement-to": [{"id": DOI, "id-type": "doi"}]},
            "license": [{"URL": "https://a.example/by", "content-version": "vor"}],
            "page": "1-9",
            "is-referenced-by-count": 3,
            "reference-count": 1,
        },
    },
    "datacite-json": {
        "data": {
            "id": DOI,
            "type": "dois",
            "attributes": {
                "doi": DOI,
                "creators": [{"name": "Moss, Ada", "nameType": "Personal", "affiliation": ["M"]}],
                "titles": [{"title": "Stairs", "lang": "en"}],
                "publisher": "Steps",
                "publicationYear": 2031,
                "types": {"resourceTypeGeneral": "Dataset"},
                "dates": [{"date": "2030/2031", "dateType": "Collected"}],
                "relatedIdentifiers": [
                    {
                        "relatedIdentifier": DOI,
                        "relatedIdentifierType": "DOI",
                        "relationType": "Cites",
                    }
                ],
                "fundingReferences": [{"funderName": "Elm", "awardNumber": "ES/Z000017/1"}],
                "geoLocations": [{"geoLocationPlace": "Ashby"}],
                "container": {"title": "Steps", "volume": "3"},
            },
        }
    },
    "csl-json": [
        {
            "id": "a",
            "type": "article-journal",
            "title": "Stairs",
            "author": [PERSON],
            "issued": {"date-parts": [["2031", 5]]},
            "container-title": "Steps",
            "DOI": DOI,
            "page": "1-9",
            "keyword": "stairs, rails",
        }
    ],
    "json-feed": {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Steps",
        "items": [{"id": "1", "url": "https://a.example/1", "title": "T", "content_html": "<p>x"}],
    },
    "json-ld": {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"https://doi.org/{DOI}",
        "name": "Stairs",
        "creator": [{"@type": "Person", "name": "Ada Moss"}],
        "variableMeasured": [{"@type": "PropertyValue", "name": "steps"}, "rails"],
        "temporalCoverage": "2030/2031",
        "spatialCoverage": {"@type": "Place", "name": "Ashby"},
        "funding": {"@type": "Grant", "identifier": "ES/Z000017/1"},
        "distribution": [{"@type": "DataDownload", "contentUrl": "https://a.example/x"}],
    },
    "openalex": {
        "id": "https://openalex.org/W1",
        "doi": f"https://doi.org/{DOI}",
        "display_name": "Stairs",
        "publication_date": "2031-05-02",
        "type": "article",
        "authorships": [
            {
                "author": {"id": "https://openalex.org/A1", "display_name": "Ada Moss"},
                "institutions": [{"display_name": "Mill", "ror": "https://ror.org/05xd31h22"}],
            }
        ],
        "primary_location": {"source": {"display_name": "Steps", "issn_l": "2049-3630"}},
        "abstract_inverted_index": {"Two": [0], "steps": [1]},
        "referenced_works": ["https://openalex.org/W2"],
        "biblio": {"volume": "1", "issue": None, "first_page": "1", "last_page": "2"},
    },
    "frictionless": {
        "name": "stairs",
        "title": "Stairs",
        "resources": [
            {
                "name": "steps",
                "path": "steps.csv",
                "schema": {"fields": [{"name": "step", "type": "integer", "title": "Step"}]},
            }
        ],
        "contributors": [{"title": "Ada Moss", "role": "author"}],
        "licenses": [{"name": "CC0", "path": "https://a.example"}],
        "sources": [{"title": "Steps"}],
    },
    "dcat": {
        "id": "a",
        "name": "stairs",
        "title": "Stairs",
        "notes": "Counted.",
        "metadata_created": "2031-05-02T00:00:00",
        "organization": {"title": "Ashby"},
        "resources": [{"url": "https://a.example/x.csv", "format": "CSV"}],
        "tags": [{"name": "stairs"}],
        "extras": [{"key": "issued", "value": "2031"}],
    },
}
XML = {
    "crossref-xml": f"""<crossref xmlns="http://www.crossref.org/xschema/1.1"><journal>
     <journal_metadata language="en"><full_title>Steps</full_title></journal_metadata>
     <journal_issue><publication_date><year>2031</year></publication_date></journal_issue>
     <journal_article><titles><title>Stairs</title></titles><contributors>
      <person_name contributor_role="author"><given_name>Ada</given_name><surname>Moss</surname>
      </person_name></contributors><pages><first_page>1</first_page></pages>
     <program name="fundref"><assertion name="funder_name">Elm</assertion></program>
     <doi_data><doi>{DOI}</doi></doi_data></journal_article></journal></crossref>""",
    "datacite-xml": f"""<resource xmlns="http://datacite.org/schema/kernel-4">
     <identifier identifierType="DOI">{DOI}</identifier>
     <creators><creator><creatorName nameType="Personal">Moss, Ada</creatorName></creator>
     </creators>
     <titles><title xml:lang="en">Stairs</title></titles><publisher>Steps</publisher>
     <publicationYear>2031</publicationYear>
     <resourceType resourceTypeGeneral="Dataset">Diary</resourceType>
     <dates><date dateType="Collected">2030/2031</date></dates>
     <geoLocations><geoLocation><geoLocationPlace>Ashby</geoLocationPlace></geoLocation>
     </geoLocations></resource>""",
    "dublin-core": f"""<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Stairs</dc:title>
     <dc:creator>Moss, Ada</dc:creator><dc:date>2031</dc:date><dc:type>Dataset</dc:type>
     <dc:identifier>https://doi.org/{DOI}</dc:identifier><dc:coverage>1990-2000</dc:coverage>
     <dc:language>en</dc:language><dc:relation>ES/Z000017/1</dc:relation></oai_dc:dc>""",
    "ddi-codebook": """<codeBook xmlns="ddi:codebook:2_5"><stdyDscr><citation><titlStmt>
     <titl>Stairs</titl><IDNo agency="A">7</IDNo></titlStmt>
     <rspStmt><AuthEnty affiliation="Mill">Moss, Ada</AuthEnty></rspStmt></citation>
     <stdyInfo><abstract>Counted.</abstract><sumDscr><timePrd date="2030" event="start"/>
     <nation abbr="GB">UK</nation><universe>Adults</universe></sumDscr></stdyInfo>
     <method><dataColl><timeMeth>Panel</timeMeth></dataColl></method></stdyDscr>
     <dataDscr><var name="a" files="F"><labl>A</labl><qstn><qstnLit>Why?</qstnLit></qstn>
     <catgry missing="Y"><catValu>1</catValu><labl>yes</labl><catStat type="freq">3</catStat>
     </catgry></var></dataDscr></codeBook>""",
    "mods": f"""<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Stairs</title></titleInfo>
     <name type="personal"><namePart type="family">Moss</namePart><role><roleTerm>author</roleTerm>
     </role></name><originInfo><dateIssued encoding="w3cdtf">2031</dateIssued></originInfo>
     <identifier type="doi">{DOI}</identifier><relatedItem type="host"><titleInfo>
     <title>Steps</title></titleInfo></relatedItem></mods>""",
    "pubmed-xml": f"""<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article>
     <Journal><ISSN>2049-3630</ISSN><JournalIssue><Volume>1</Volume><PubDate><Year>2031</Year>
     </PubDate></JournalIssue><Title>Steps</Title></Journal><ArticleTitle>Stairs</ArticleTitle>
     <AuthorList><Author><LastName>Moss</LastName><ForeName>Ada</ForeName></Author></AuthorList>
     <ELocationID EIdType="doi">{DOI}</ELocationID></Article></MedlineCitation></PubmedArticle>
     </PubmedArticleSet>""",
    "endnote-xml": f"""<xml><records><record><ref-type name="Journal Article">17</ref-type>
     <contributors><authors><author>Moss, Ada</author></authors></contributors>
     <titles><title>Stairs</title><secondary-title>Steps</secondary-title></titles>
     <dates><year>2031</year></dates><electronic-resource-num>{DOI}</electronic-resource-num>
     </record></records></xml>""",
}
TEXT = {
    "ris": f"TY  - JOUR\nTI  - Stairs\nAU  - Moss, Ada\nPY  - 2031/05/02\nDO  - {DOI}\nER  - \n",
    "bibtex": f"@article{{a, title={{Stairs}}, author={{Moss, Ada}}, year=2031, doi={{{DOI}}}}}\n",
    "nbib": "PMID- 7\nTI  - Stairs\n      up\nFAU - Moss, Ada\nDP  - 2031 May 2\nJT  - Steps\n\n",
    "table": 'title,authors,year,doi\nStairs,"Moss, Ada",2031,10.5555/a\n,,,\nUp,,soon,x\n',
}
READERS = {reader.name: reader for reader in registered()}
ODD: tuple[Any, ...] = (
    None, True, -1, 1e308, 10**400, "", " ", "\0", "x" * 9_999, "<b>&amp;</b>", [], {}, [[]],
    [None],
    {"": None}, [{"a": 1}, "b", 3], {"@value": []}, "9999-99-99",
)  # fmt: skip


def take(name: str, content: bytes) -> None:
    """Read a document with a reader, which may refuse it and nothing worse."""
    document = Document(content, "hostile")
    assert 0 <= READERS[name].sniff(document) <= 1
    try:
        reading = READERS[name].read(document)
    except DocumentError:
        return
    assert all(record.key and record.kind for record in reading.records)
    assert all(notice.message for notice in reading.notices)


def paths(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where every value in a JSON document stands."""
    yield above
    if isinstance(value, dict | list):
        for name, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(one, (*above, name))


def replaced(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """Return a JSON document with another value in one place."""
    if not path:
        return odd
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(copy[path[0]], path[1:], odd)
    return copy


@pytest.mark.parametrize("name", JSON)
def test_a_whole_document_is_read(name: str) -> None:
    document = Document(json.dumps(JSON[name]).encode(), "whole")
    assert READERS[name].sniff(document) > 0.5
    assert READERS[name].read(document).records[0].title in ("Stairs", "T")


@pytest.mark.parametrize("name", JSON)
def test_a_value_of_another_type(name: str) -> None:
    for path in paths(JSON[name]):
        for odd in ODD:
            take(name, json.dumps(replaced(JSON[name], path, odd)).encode())


@pytest.mark.parametrize("name", XML)
def test_whole_xml_is_read(name: str) -> None:
    document = Document(XML[name].encode(), "whole")
    assert READERS[name].sniff(document) > 0.5
    assert READERS[name].read(document).records[0].title == "Stairs"


@pytest.mark.parametrize("name", XML)
def test_an_element_missing_empty_odd_or_twice(name: str) -> None:
    for number in range(sum(1 for _ in etree.fromstring(XML[name]).iter())):
        for damage in (_drop, _empty, _odd, _twice, _rename, _bare):
            root = etree.fromstring(XML[name])
            element = list(root.iter())[number]
            if element is not root or damage is not _drop:
                damage(element)
                take(name, etree.tostring(root))


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _empty(element: etree._Element) -> None:
    element.clear()


def _odd(element: etree._Element) -> None:
    element.text = "9999-99-99 \u202e <&> 😀 " + "x" * 2_000


def _twice(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.append(etree.fromstring(etree.tostring(element, with_tail=False)))


def _rename(element: etree._Element) -> None:
    element.tag = "{http://other.example/}unheard-of"


def _bare(element: etree._Element) -> None:
    for name in list(element.attrib):
        element.attrib[name] = ""


WHOLE = {
    **{name: json.dumps(value).encode() for name, value in JSON.items()},
    **{name: text.encode() for name, text in (XML | TEXT).items()},
}


@pytest.mark.parametrize("name", WHOLE)
@given(data=st.data())
def test_an_end_cut_off_and_bytes_turned(name: str, data: st.DataObject) -> None:
    whole = WHOLE[name]
    cut = data.draw(st.integers(0, len(whole)))
    dirt = data.draw(st.binary(max_size=6))
    take(name, whole[:cut])
    take(name, whole[:cut] + dirt + whole[cut:])
    take(name, dirt + whole)


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_other_encodings(name: str, encoding: str) -> None:
    take(name, WHOLE[name].decode().encode(encoding))


@pytest.mark.parametrize("name", sorted(READERS))
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" ",
        b"\0" * 99,
        b"\xff\xfe",
        b"{" * 9_999,
        b"<a>" * 9_999,
        b"[1,2",
        b'"',
        b"%PDF-1.7\n",
    ],
    ids=["nothing", "blank", "zeros", "mark", "braces", "tags", "half", "quote", "pdf"],
)
def test_what_is_nothing_at_all(name: str, content: bytes) -> None:
    take(name, content)
