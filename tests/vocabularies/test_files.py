"""Vocabularies are read from SKOS in its three forms, from tables, and from CESSDA's service."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clew.errors import VocabularyError
from clew.vocabularies import Heading, Vocabulary, read_vocabulary
from clew.vocabularies.heading import Draft, settled

EXAMPLES = Path(__file__).parents[2] / "examples" / "vocabularies"

VISITING = (
    Heading(label="paired visits", broader=(3,)),
    Heading(label="doorstep", also=("threshold",), broader=(3,)),
    Heading(label="unannounced calls", also=("dropping in",), broader=(3,)),
    Heading(label="home visits", also=("domiciliary visits", "house calls"), narrower=(0, 1, 2)),
)

TREES = """\
<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="https://trees.example/oak">
    <skos:prefLabel xml:lang="fr">chêne</skos:prefLabel>
    <skos:prefLabel xml:lang="en">oak</skos:prefLabel>
    <skos:hiddenLabel xml:lang="en">oke</skos:hiddenLabel>
    <skos:broader rdf:resource="https://trees.example/tree"/>
    <skos:broader rdf:resource="https://elsewhere.example/plant"/>
    <skos:broader rdf:resource="https://trees.example/oak"/>
  </skos:Concept>
  <skos:Concept rdf:about="https://trees.example/tree">
    <skos:prefLabel xml:lang="fr">arbre</skos:prefLabel>
  </skos:Concept>
  <skos:Concept rdf:about="https://trees.example/unnamed"/>
</rdf:RDF>
"""


def written(tmp_path: Path, text: str | bytes, name: str = "words.txt") -> Path:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_turtle() -> None:
    assert read_vocabulary(EXAMPLES / "visiting.ttl") == Vocabulary(
        name="visiting", title="Terms for visiting", headings=VISITING
    )


def test_rdf_xml_with_several_languages_and_ends_that_lead_nowhere(tmp_path: Path) -> None:
    assert read_vocabulary(written(tmp_path, TREES), "trees").headings == (
        Heading(label="oak", also=("oke",), broader=(1,)),
        Heading(label="arbre", narrower=(0,)),
    )


def test_json_ld(tmp_path: Path) -> None:
    value = {
        "@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "uri": "@id"},
        "@graph": [
            {
                "uri": "https://trees.example/oak",
                "skos:prefLabel": {"@value": "oak", "@language": "en-GB"},
                "skos:broader": {"uri": "https://trees.example/tree"},
            },
            {"uri": "https://trees.example/tree", "skos:prefLabel": "tree",
             "skos:narrower": {"uri": "https://trees.example/oak"}},
        ],
    }  # fmt: skip
    assert read_vocabulary(written(tmp_path, json.dumps(value))).headings == (
        Heading(label="oak", broader=(1,)),
        Heading(label="tree", narrower=(0,)),
    )


def test_a_table() -> None:
    assert read_vocabulary(EXAMPLES / "helplines.csv").headings == (
        Heading(label="night line", broader=(2,)),
        Heading(label="text counselling", also=("chat counselling",), broader=(2,)),
        Heading(label="helpline", also=("crisis line", "listening service"), narrower=(0, 1)),
        Heading(label="silence", also=("wordlessness", "long pauses")),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_other_shapes(tmp_path: Path, delimiter: str) -> None:
    rows = [["Note", "TERM", "Broader"], ["1", "oak", "tree"], ["2", "", "tree"], ["3", "Oak"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    assert read_vocabulary(written(tmp_path, b"\xef\xbb\xbf" + text.encode())).headings == (
        Heading(label="tree", narrower=(1,)),
        Heading(label="Oak", broader=(0,)),
    )


def cessda(**changes: object) -> str:
    concepts = [
        {"notation": "Interview", "title": "Interview", "parent": None},
        {"notation": "Interview.Door", "title": "At the door (DOOR)", "parent": "Interview"},
    ]
    german = {"language": "de", "title": "Weisen", "concepts": concepts[:1]}
    english = {"language": "en", "title": "Ways of asking", "concepts": concepts}
    return json.dumps({"sourceLanguage": "en", "versions": [german, english]} | changes)


def test_an_export_of_cessdas_service(tmp_path: Path) -> None:
    assert read_vocabulary(written(tmp_path, cessda()), "ways") == Vocabulary(
        name="ways",
        title="Ways of asking",
        headings=(
            Heading(label="Interview", narrower=(1,)),
            Heading(label="At the door", broader=(0,)),
        ),
    )
    other = read_vocabulary(written(tmp_path, cessda(sourceLanguage="fi")))
    assert other.title == "Weisen"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There are no terms in"),
        ("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", "There are no terms in"),
        ("term,alternative\n,x\n", "There are no terms in"),
        ("some words that are nothing", "cannot be read"),
        ("<?xml version='1.0'?><a><b></a>", "cannot be read"),
        ("{", "cannot be read"),
        ('{"versions": []}', "cannot be read"),
        (b"\xff\xfe\xff", "UTF-8"),
    ],
)
def test_what_is_no_vocabulary_is_told(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(VocabularyError) as told:
        read_vocabulary(written(tmp_path, text))
    assert said in str(told.value)
    assert "words.txt" in str(told.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="cannot be read"):
        read_vocabulary(tmp_path / "missing.ttl")


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("hidden words")
    entity = f'<!DOCTYPE rdf:RDF [<!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    text = TREES.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{entity}')
    with pytest.raises(VocabularyError) as told:
        read_vocabulary(written(tmp_path, text.replace(">oke<", ">&s;<")))
    assert "hidden" not in str(told.value)
    remote = {"@context": "http://127.0.0.1:9/context", "@graph": []}
    with pytest.raises(VocabularyError, match="no terms"):
        read_vocabulary(written(tmp_path, json.dumps(remote)))


@pytest.mark.parametrize(("name", "kept"), [("my words!", "my-words"), ("../x", "x"), ("ß", "ß")])
def test_names_are_fit_for_files(tmp_path: Path, name: str, kept: str) -> None:
    file = written(tmp_path, "term\noak\n")
    assert read_vocabulary(file, name).name == kept
    with pytest.raises(VocabularyError, match="is no name"):
        read_vocabulary(file, "...")


def test_relations_hold_both_ways_and_other_names_once() -> None:
    drafts = {
        "a": Draft("A", also=["x", "X", "a", ""], narrower=["b", "gone"]),
        "b": Draft("B", broader=["a", "b"]),
    }
    assert settled(drafts) == (
        Heading(label="A", also=("x",), narrower=(1,)),
        Heading(label="B", broader=(0,)),
    )


@pytest.mark.parametrize(
    ("name", "terms", "label", "narrower"),
    [
        ("ModeOfCollection", 51, "Face-to-face interview", 2),
        ("TopicClassification", 95, "DEMOGRAPHY", 3),
        ("TimeMethod", 12, "Longitudinal", 3),
    ],
)
def test_the_real_ddi_vocabularies(
    shared: Path, name: str, terms: int, label: str, narrower: int
) -> None:
    found = read_vocabulary(shared / "data" / "vocabularies" / "ddi-cv" / f"{name}.json")
    assert len(found.headings) == terms
    heading = next(one for one in found.headings if one.label == label)
    assert len(heading.narrower) == narrower


def test_real_skos_of_a_thesaurus(shared: Path) -> None:
    folder = shared / "data" / "vocabularies" / "elsst"
    found = read_vocabulary(folder / "dataverse-elsstClassification.json")
    assert (found.title, len(found.headings)) == ("ELSST Thesaurus", 7)
    assert {heading.label for heading in found.headings} >= {"EDUCATIONAL ASSESSMENT", "ABILITY"}
