"""The same words in any encoding, with any line ends and any prefix: each reader reads the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from clew.model import Document, Record
from clew.readers.registry import choose

DC = """<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title>Teatime in Kårby</dc:title>
  <dc:creator>Okafor, Ngozi</dc:creator>
  <dc:type>Dataset</dc:type>
  <dc:identifier>https://tarn.example/study/7</dc:identifier>
</oai_dc:dc>"""
DDI = """<codeBook xmlns="ddi:codebook:2_5" version="2.5"><stdyDscr><citation><titlStmt>
  <titl>Teatime in Kårby</titl><IDNo agency="Tarn">T7</IDNo></titlStmt></citation></stdyDscr>
  <dataDscr><var ID="V1" name="cups"><labl>Cups a day</labl></var></dataDscr></codeBook>"""
DATACITE = """<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">10.99999/tea</identifier>
  <creators><creator><creatorName>Okafor, Ngozi</creatorName></creator></creators>
  <titles><title>Teatime in Kårby</title></titles><publisher>Tarn</publisher>
  <publicationYear>2031</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Survey</resourceType></resource>"""
MODS = """<mods xmlns="http://www.loc.gov/mods/v3" version="3.7">
  <titleInfo><title>Teatime in Kårby</title></titleInfo>
  <typeOfResource>text</typeOfResource></mods>"""
CROSSREF = """<crossref_result xmlns="http://www.crossref.org/qrschema/3.0" version="3.0">
  <query_result><body><query status="resolved"><doi type="journal_article">10.99999/tea</doi>
  <doi_record><crossref xmlns="http://www.crossref.org/xschema/1.1"><journal>
  <journal_metadata><full_title>Kettles</full_title></journal_metadata>
  <journal_article publication_type="full_text"><titles><title>Teatime in Kårby</title></titles>
  <publication_date><year>2031</year></publication_date>
  <doi_data><doi>10.99999/tea</doi></doi_data></journal_article></journal></crossref></doi_record>
  </query></body></query_result></crossref_result>"""
SCHEMAS = {"dc": DC, "ddi": DDI, "datacite": DATACITE, "mods": MODS, "crossref": CROSSREF}

CSL = json.dumps([{"id": "t", "type": "dataset", "title": "Teatime in Kårby", "DOI": "10.9999/t"}])
SCHEMA_ORG = json.dumps(
    {"@context": "https://schema.org", "@type": "Dataset", "name": "Teatime in Kårby"}
)
SKG = json.dumps(
    {
        "@context": "https://w3id.org/skg-if/context/skg-if.json",
        "@graph": [
            {
                "entity_type": "product",
                "local_identifier": "tea",
                "product_type": "research data",
                "titles": {"en": ["Teatime in Kårby"]},
            }
        ],
    }
)
JSONS = {"csl": CSL, "schema.org": SCHEMA_ORG, "skg-if": SKG}

RIS = "TY  - DATA\nTI  - Teatime in Kårby\nAU  - Okafor, Ngozi\nPY  - 2031\nER  - \n"
BIBTEX = "@misc{tea,\n  title = {Teatime in Kårby},\n  author = {Okafor, Ngozi}\n}\n"
TABLE = "title,doi,year\nTeatime in Kårby,10.99999/tea,2031\nNight shifts,10.99999/nights,2030\n"
TEXTS = {"ris": RIS, "bibtex": BIBTEX, "table": TABLE}


def read(content: bytes) -> tuple[str, tuple[Record, ...]]:
    document = Document(content, "somewhere")
    reader = choose(document)
    return reader.name, reader.read(document).records


def declared(text: str, encoding: str, before: str = "") -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{before}{text}'


def prefixed(text: str) -> str:
    """Write each element of the default namespace with a prefix."""
    named = re.sub(r'xmlns="', 'xmlns:q="', text, count=1)
    return re.sub(r"<(/?)(\w)", r"<\1q:\2", named)


Write = Callable[[str], bytes]
XML: dict[str, Write] = {
    "utf-16": lambda text: declared(text, "UTF-16").encode("utf-16"),
    "utf-16 big end": lambda text: b"\xfe\xff" + declared(text, "UTF-16").encode("utf-16-be"),
    "utf-16 little end, no mark": lambda text: declared(text, "UTF-16LE").encode("utf-16-le"),
    "utf-16 big end, no mark": lambda text: declared(text, "UTF-16BE").encode("utf-16-be"),
    "latin-1": lambda text: declared(text, "ISO-8859-1").encode("latin-1"),
    "windows": lambda text: declared(text, "windows-1252").encode("cp1252"),
    "ascii": lambda text: declared(text, "us-ascii").encode("ascii", "xmlcharrefreplace"),
    "mark": lambda text: b"\xef\xbb\xbf" + declared(text, "UTF-8").encode(),
    "no declaration": lambda text: text.encode(),
    "blank lines before": lambda text: b"\n\n  " + text.encode(),
    "line ends": lambda text: declared(text, "UTF-8").replace("\n", "\r\n").encode(),
    "stylesheet": lambda text: declared(
        text, "UTF-8", '<?xml-stylesheet type="text/xsl" href="oai2.xsl"?>\n'
    ).encode(),
    "long comment": lambda text: declared(text, "UTF-8", f"<!-- {'by hand ' * 900}-->").encode(),
}
JSON: dict[str, Write] = {
    "mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16, no mark": lambda text: text.encode("utf-16-le"),
    "spread out": lambda text: json.dumps(json.loads(text), indent=4, ensure_ascii=False).encode(),
    "line ends": lambda text: json.dumps(json.loads(text), indent=1).replace("\n", "\r\n").encode(),
    "in a list": lambda text: text.encode() if text[0] == "[" else f"[{text}]".encode(),
    "blank lines around": lambda text: f"\n \n{text}\n\n".encode(),
}
TEXT: dict[str, Write] = {
    "line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old line ends": lambda text: text.replace("\n", "\r").encode(),
    "mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16, no mark": lambda text: text.encode("utf-16-le"),
    "windows": lambda text: text.encode("cp1252"),
    "no last line end": lambda text: text.rstrip("\n").encode(),
}


@pytest.mark.parametrize("variant", XML)
@pytest.mark.parametrize("schema", SCHEMAS)
def test_xml_is_read_however_it_is_written(schema: str, variant: str) -> None:
    name, records = read(SCHEMAS[schema].encode())
    assert records[0].title == "Teatime in Kårby"
    assert read(XML[variant](SCHEMAS[schema])) == (name, records)


@pytest.mark.parametrize("schema", ["ddi", "datacite", "mods"])
def test_a_prefix_makes_no_difference(schema: str) -> None:
    assert read(prefixed(SCHEMAS[schema]).encode()) == read(SCHEMAS[schema].encode())


@pytest.mark.parametrize("variant", JSON)
@pytest.mark.parametrize("schema", JSONS)
def test_json_is_read_however_it_is_written(schema: str, variant: str) -> None:
    name, records = read(JSONS[schema].encode())
    assert records[0].title == "Teatime in Kårby"
    assert read(JSON[variant](JSONS[schema])) == (name, records)


@pytest.mark.parametrize("variant", TEXT)
@pytest.mark.parametrize("form", TEXTS)
def test_text_is_read_however_it_is_written(form: str, variant: str) -> None:
    name, records = read(TEXTS[form].encode())
    assert records[0].title == "Teatime in Kårby"
    assert read(TEXT[variant](TEXTS[form])) == (name, records)
