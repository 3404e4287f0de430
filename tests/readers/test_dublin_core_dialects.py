"""Dublin Core as EPrints, Pure, Open Journal Systems, DSpace and EThOS write it; all invented."""

from __future__ import annotations

import pytest

from clew.model import Document, Identifier, Kind, LinkType, Record, Role, Target
from clew.readers.dublin_core import reader
from clew.readers.registry import choose

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
TITLE = "<dc:title>Lamplight: an article</dc:title>"


def read(text: str) -> Record:
    document = Document(text.encode(), "x.xml")
    assert reader.sniff(document) > 0
    return reader.read(document).records[0]


def simple(inside: str, title: str = TITLE) -> Record:
    space = "http://www.openarchives.org/OAI/2.0/oai_dc/"
    return read(f'<oai_dc:dc xmlns:oai_dc="{space}" {SPACES}>{title}{inside}</oai_dc:dc>')


def test_eprints_repeats_the_doi_and_names_files_and_the_page_above_them() -> None:
    told = simple(
        "<dc:identifier>https://eprints.example/101/1/lamps.pdf</dc:identifier>"
        "<dc:identifier>10.99999/jl.12</dc:identifier>"
        "<dc:relation>https://doi.org/10.99999/jl.12</dc:relation>"
        "<dc:relation>https://eprints.example/101/</dc:relation>"
        "<dc:rights>cc_by_4</dc:rights>"
    )
    assert told.identifiers == (Identifier(scheme="doi", value="10.99999/jl.12"),)
    assert told.urls == (
        "https://eprints.example/101/",
        "https://eprints.example/101/1/lamps.pdf",
    )
    assert (told.relations, told.licence, told.access) == ((), "cc_by_4", None)
    assert told.extra == {}


CITATION = "Tarn, I. (2018) Lamplight: an article. Journal of Lamps, 12 (3). pp. 45-67."
PURE = (
    "Tarn , I 2018 , ' Lamplight: an article ' , Journal of Lamps , vol. 12 , no. 3 , pp. 45-67 ."
)
STANDS = ("Journal of Lamps", "12", "3", "45-67")
NOWHERE = (None, None, None, None)
ATTRIBUTION = "Creative Commons Attribution 4.0 International"
DEED = "https://creativecommons.org/licenses/by-nc/4.0/"


@pytest.mark.parametrize(
    ("inside", "stands"),
    [
        (f"<dc:identifier>{CITATION}</dc:identifier>", STANDS),
        (f"<dc:source>{PURE}</dc:source>", STANDS),
        ("<dc:source>Journal of Lamps; Vol 12 No 3 (2018): Winter; 45-67</dc:source>", STANDS),
        ("<dc:source>Journal of Lamps; Vol. 12, No. 3 (2018); 45-67</dc:source>", STANDS),
        ("<dc:source>Lamps; Vol. 4 (2018)</dc:source>", ("Lamps", "4", None, None)),
        ("<dc:source>0317-8471</dc:source>", NOWHERE),
        ("<dc:source>Journal of Lamps</dc:source>", ("Journal of Lamps", None, None, None)),
        # Of something else: whose journal it is, nobody knows.
        ("<dc:identifier>Elm, B. (2017) Doors and stairs. Door, 3.</dc:identifier>", NOWHERE),
    ],
)
def test_where_a_publication_stands(inside: str, stands: tuple[str | None, ...]) -> None:
    told = simple(inside)
    assert (told.container, told.volume, told.issue, told.pages) == stands


def test_a_part_in_brackets_and_a_classification() -> None:
    told = simple(
        "<dc:creator>Gate, Una</dc:creator>"
        "<dc:contributor>Pike, Jo (Supervisor)</dc:contributor>"
        "<dc:contributor>Rook, Al (Data curator)</dc:contributor>"
        "<dc:subject>info:eu-repo/classification/ddc/300</dc:subject><dc:subject>gates</dc:subject>"
        "<dc:type>info:eu-repo/semantics/doctoralThesis</dc:type>"
    )
    assert [(one.agent.name, one.role, one.note) for one in told.contributions] == [
        ("Gate, Una", Role.AUTHOR, None),
        ("Pike, Jo", Role.SUPERVISOR, None),
        ("Rook, Al", Role.CONTRIBUTOR, "Data curator"),
    ]
    assert told.subjects == ("300", "gates")
    assert told.extra == {"vocabularies": {"subjects": [{"vocabulary": "ddc", "term": "300"}]}}


@pytest.mark.parametrize(
    ("rights", "licence", "access"),
    [
        ((ATTRIBUTION,), ATTRIBUTION, None),
        (
            ("info:eu-repo/semantics/openAccess", "CC BY-NC 4.0", DEED),
            DEED,
            "openAccess",
        ),
        (("Copyright (c) 2018 Elm",), None, "Copyright (c) 2018 Elm"),
    ],
)
def test_a_licence_is_not_a_condition_of_access(
    rights: tuple[str, ...], licence: str | None, access: str | None
) -> None:
    told = simple("".join(f"<dc:rights>{one}</dc:rights>" for one in rights))
    assert (told.licence, told.access) == (licence, access)


def test_ethos_tells_the_number_and_department_of_the_author() -> None:
    told = read(
        f'<u:uketddc xmlns:u="http://naca.central.cranfield.ac.uk/ethos-oai/2.0/" {SPACES}>{TITLE}'
        "<dc:creator>Still, Quincy</dc:creator><u:advisor>Pike, Jo</u:advisor>"
        "<u:authoridentifier>0000-0002-1825-0097</u:authoridentifier>"
        "<u:department>Department of Quiet</u:department>"
        "<dcterms:isReferencedBy>https://etheses.example/44/</dcterms:isReferencedBy></u:uketddc>"
    )
    author = told.contributions[0]
    assert author.agent.identifiers == (Identifier(scheme="orcid", value="0000-0002-1825-0097"),)
    assert author.department == "Department of Quiet"
    assert (told.urls, told.relations, told.extra) == (("https://etheses.example/44/",), (), {})


def test_of_two_authors_nobody_knows_whose_number_it_is() -> None:
    told = read(
        f'<u:uketddc xmlns:u="http://naca.central.cranfield.ac.uk/ethos-oai/2.0/" {SPACES}>{TITLE}'
        "<dc:creator>Still, Quincy</dc:creator><dc:creator>Loud, Una</dc:creator>"
        "<u:authoridentifier>0000-0002-1825-0097</u:authoridentifier></u:uketddc>"
    )
    assert all(not one.agent.identifiers for one in told.contributions)
    assert told.extra == {"authoridentifier": ["0000-0002-1825-0097"]}


def test_parts_as_etd_ms_tells_them() -> None:
    told = read(
        '<o:thesis xmlns:o="http://www.ndltd.org/standards/metadata/etdms/1.0/" '
        'xmlns="http://www.ndltd.org/standards/metadata/etdms/1.0/"><title>Bells in fog</title>'
        '<description role="abstract">On bells.</description>'
        '<contributor role="advisor">Pike, Jo</contributor>'
        '<contributor role="committee member">Rook, Al</contributor></o:thesis>'
    )
    assert [(one.agent.name, one.role, one.note) for one in told.contributions] == [
        ("Pike, Jo", Role.SUPERVISOR, None),
        ("Rook, Al", Role.CONTRIBUTOR, "committee member"),
    ]
    assert [one.name for one in told.description] == ["abstract"]
    assert told.extra == {}


def field(element: str, qualifier: str, text: str, schema: str = "dc") -> str:
    names = f'mdschema="{schema}" element="{element}" qualifier="{qualifier}" lang="en"'
    return f"<dim:field {names}>{text}</dim:field>"


def test_the_format_of_dspace_itself() -> None:
    told = read(
        '<dim:dim xmlns:dim="http://www.dspace.org/xmlns/dspace/dim">'
        '<dim:field mdschema="dc" element="title">Hedges and their keepers</dim:field>'
        + field("contributor", "author", "Hedge, Nan")
        + field("contributor", "advisor", "Pike, Jo")
        + field("date", "accessioned", "2017-01-01T10:00:00Z")
        + field("date", "issued", "2016-11-28")
        + field("identifier", "uri", "http://hdl.handle.net/99999/333")
        + field("description", "abstract", "A study of hedges.")
        + field("description", "sponsorship", "Elm Trust (grant ES/Z000001/1)")
        + field("degree", "name", "Doctor of Philosophy", "thesis")
        + "</dim:dim>"
    )
    assert (told.kind, told.title) == (Kind.THESIS, "Hedges and their keepers")
    assert told.identifiers == (Identifier(scheme="handle", value="99999/333"),)
    assert (told.published, told.degree) == ("2016-11-28", "Doctor of Philosophy")
    assert [one.role for one in told.contributions] == [Role.AUTHOR, Role.SUPERVISOR]
    (funded,) = told.relations
    assert (funded.type, funded.target) == (
        LinkType.FUNDED_BY,
        Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
    )
    assert told.extra == {
        "dateAccessioned": ["2017-01-01T10:00:00Z"],
        "sponsorship": ["Elm Trust (grant ES/Z000001/1)"],
    }


def element(name: str, *parts: str) -> str:
    return f'<element name="{name}">{"".join(parts)}</element>'


def value(text: str, name: str = "value") -> str:
    return f'<field name="{name}">{text}</field>'


def xoai(*parts: str) -> str:
    return f'<metadata xmlns="http://www.lyncode.com/xoai">{"".join(parts)}</metadata>'


HEDGES = xoai(
    element(
        "dc",
        element("title", element("en", value("Hedges and their keepers"))),
        element(
            "contributor",
            element("author", element("none", value("Hedge, Nan"), value("77", "authority"))),
            element("advisor", element("none", value("Pike, Jo"), value("600", "confidence"))),
        ),
        element("date", element("issued", element("none", value("2016-11-28")))),
        element("identifier", element("uri", element("none", value("http://hdl.handle.net/9/3")))),
        element("description", element("abstract", element("en", value("A study of hedges.")))),
        element("subject", element("none", value("hedges"), value("keepers"), value(" "))),
    ),
    element("thesis", element("degree", element("name", element("none", value("PhD"))))),
    element("bundles", element("bundle", value("ORIGINAL", "name"))),
    element("others", value("9/3", "handle")),
)


def test_the_elements_in_elements_of_dspace() -> None:
    told = read(HEDGES)
    assert (told.kind, told.title) == (Kind.THESIS, "Hedges and their keepers")
    assert told.identifiers == (Identifier(scheme="handle", value="9/3"),)
    assert (told.published, told.degree) == ("2016-11-28", "PhD")
    assert [(one.agent.name, one.role) for one in told.contributions] == [
        ("Hedge, Nan", Role.AUTHOR),
        ("Pike, Jo", Role.SUPERVISOR),
    ]
    assert [(one.name, one.text) for one in told.description] == [
        ("abstract", "A study of hedges."),
    ]
    assert told.subjects == ("hedges", "keepers")
    assert told.extra == {"bundles.bundle.name": ["ORIGINAL"], "others.handle": ["9/3"]}


def test_the_elements_of_dspace_in_an_envelope() -> None:
    header = "<header><identifier>oai:lib.example:9/3</identifier></header>"
    other = "<identifier>oai:lib.example:9/4</identifier>"
    gone = f'<record><header status="deleted">{other}</header></record>'
    content = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>'
        f"<record>{header}<metadata>{HEDGES}</metadata></record>{gone}</ListRecords></OAI-PMH>"
    ).encode()
    document = Document(content, "page.xml")
    assert choose(document).name == "dublin-core"
    told = choose(document).read(document)
    (record,) = told.records
    assert (record.key, record.title) == ("oai:lib.example:9/3", "Hedges and their keepers")
    assert [(one.message, one.place) for one in told.notices] == [
        ("The repository has deleted this record.", "oai:lib.example:9/4"),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        xoai(element("dc", element("title", value("Hedges")))),
        xoai(element("dc", element("title", element("none", value("Hedges"), "words")))),
        xoai(
            value("1"), element("dc", value("2"), element("title", element("en", value("Hedges"))))
        ),
        xoai("<element/><!-- kept --><field/>", element("dc", element("title", value("Hedges")))),
    ],
)
def test_what_dspace_says_in_other_shapes(broken: str) -> None:
    assert read(broken).title == "Hedges"


def test_terms_in_rdf() -> None:
    told = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'{SPACES}><rdf:Description rdf:about="https://lib.example/item/7">'
        "<dcterms:title>Orchard diaries</dcterms:title>"
        '<dcterms:license rdf:resource="https://creativecommons.org/publicdomain/zero/1.0/"/>'
        '<dcterms:type rdf:resource="http://purl.org/dc/dcmitype/Dataset"/>'
        '<dcterms:references rdf:resource="https://doi.org/10.99999/prune"/>'
        "</rdf:Description></rdf:RDF>"
    )
    assert (told.kind, told.title) == (Kind.DATASET, "Orchard diaries")
    assert told.urls == ("https://lib.example/item/7",)
    assert told.licence == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert [(one.type, str(one.target.identifier)) for one in told.relations] == [
        (LinkType.CITES, "10.99999/prune")
    ]
    assert told.extra == {}
