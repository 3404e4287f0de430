"""``clew variables`` and ``clew show --variables``."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.conftest import Run

STUDY = """<codeBook xmlns="ddi:codebook:2_5">
  <stdyDscr><citation><titlStmt><titl>{title}</titl></titlStmt></citation></stdyDscr>
  <fileDscr ID="F1"><fileTxt><fileName>bells.sav</fileName></fileTxt></fileDscr>
  <dataDscr>
    <var ID="V1" name="ringtime" files="F1">
      <labl>Hour of the first ring</labl>
      <qstn><qstnLit>At what hour did the bell ring first?</qstnLit></qstn>
      <catgry><catValu>1</catValu><labl>early</labl><catStat type="freq">12</catStat></catgry>
      <catgry><catValu>2</catValu><labl>late</labl><catStat type="freq">1</catStat></catgry>
      <catgry missing="Y"><catValu>99</catValu><labl>refused</labl></catgry>
    </var>
    <var ID="V2" name="sex"><labl>Sex</labl></var>
  </dataDscr>
</codeBook>
"""


@pytest.fixture
def rung(run: Run, tmp_path: Path) -> Run:
    """Return a way to run commands on a catalogue of two waves of a study."""
    for year in (2014, 2016):
        path = tmp_path / f"{year}.xml"
        path.write_text(STUDY.format(title=f"Bells and stairs {year}"), "utf-8")
        assert run("add", path).code == 0
    return run


def test_the_variables_of_a_dataset(rung: Run) -> None:
    said = rung("variables", "bells-and-stairs-2014")
    assert said.out.splitlines() == [
        "Bells and stairs 2014: 2 variables",
        "ringtime: Hour of the first ring",
        "    bells-and-stairs-2014--ringtime",
        "sex: Sex",
        "    bells-and-stairs-2014--sex",
    ]


def test_as_json(rung: Run) -> None:
    said = rung("variables", "bells-and-stairs-2014", "--limit", "1", "--json")
    assert said.json == {
        "id": "bells-and-stairs-2014",
        "total": 2,
        "variables": [
            {
                "id": "bells-and-stairs-2014--ringtime",
                "name": "ringtime",
                "label": "Hour of the first ring",
                "question": "At what hour did the bell ring first?",
                "options": ["early", "late", "refused"],
                "categories": [
                    {"code": "1", "label": "early", "frequency": 12},
                    {"code": "2", "label": "late", "frequency": 1},
                    {"code": "99", "label": "refused", "missing": True},
                ],
                "file": "bells.sav",
            }
        ],
    }


def test_the_rest_is_counted(rung: Run) -> None:
    said = rung("variables", "bells-and-stairs-2014", "--limit", "1")
    assert said.out.splitlines()[-1] == "… and 1 more (--limit)"


def test_the_same_variable_in_another_wave(rung: Run) -> None:
    said = rung("variables", "bells-and-stairs-2014--ringtime")
    assert said.out.splitlines() == [
        "Hour of the first ring, elsewhere:",
        "",
        "ringtime: Hour of the first ring  (95%)",
        "    in Bells and stairs 2016",
        "    question same; label same; name same; answers same; title of the dataset alike",
        "    bells-and-stairs-2016--ringtime",
    ]


def test_the_same_variable_as_json(rung: Run) -> None:
    said = rung("variables", "bells-and-stairs-2014--ringtime", "--json")
    (same,) = said.json["same"]
    assert (said.json["total"], same["id"], same["dataset"], same["confidence"]) == (
        1,
        "bells-and-stairs-2016--ringtime",
        "bells-and-stairs-2016",
        0.95,
    )
    assert same["compared"][0] == {"field": "question", "level": "same", "bits": 6.0}


def test_nothing_like_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.xml"
    path.write_text(STUDY.format(title="Bells"), "utf-8")
    run("add", path)
    assert run("variables", "bells--sex").out == "Sex: nothing like it in other datasets.\n"


def test_no_such_thing(run: Run) -> None:
    said = run("variables", "nothing", "--json")
    assert (said.code, "NotFound" in said.err) == (1, True)


def test_a_variable_shown(rung: Run) -> None:
    said = rung("show", "bells-and-stairs-2014--ringtime")
    assert (
        said.out.split("Source\n")[0]
        == """Hour of the first ring
======================
variable · bells-and-stairs-2014--ringtime

Also called  ringtime
In           Bells and stairs 2014
File         bells.sav
Stated       1 link to what the same document tells of

Question
--------
At what hour did the bell ring first?

Answers (3)
-----------
– 1: early – 12 answers
– 2: late – 1 answer
– 99: refused (missing)

"""
    )


def test_a_variable_as_jsonld(rung: Run) -> None:
    form = rung("show", "bells-and-stairs-2014--ringtime", "--as", "jsonld").json
    told = {name: form[name] for name in form if not name.startswith(("sd", "prov:"))}
    assert told == {
        "@context": "https://schema.org/",
        "@type": "PropertyValue",
        "name": "ringtime",
        "alternateName": "Hour of the first ring",
        "description": "At what hour did the bell ring first?",
        "valueReference": ["early", "late", "refused"],
        "subjectOf": [{"@type": "Dataset", "name": "Bells and stairs 2014"}],
        "isPartOf": [{"@type": "Dataset", "name": "Bells and stairs 2014"}],
    }


def test_all_variables_of_a_dataset_in_full(rung: Run) -> None:
    said = rung("show", "bells-and-stairs-2014", "--variables")
    assert (
        said.out
        == """ringtime: Hour of the first ring
--------------------------------
bells-and-stairs-2014--ringtime

At what hour did the bell ring first?
  1: early – 12 answers
  2: late – 1 answer
  99: refused (missing)

sex: Sex
--------
bells-and-stairs-2014--sex
"""
    )


def test_all_variables_as_json(rung: Run) -> None:
    said = rung("show", "bells-and-stairs-2014", "--variables", "--json")
    assert [one["name"] for one in said.json["variables"]] == ["ringtime", "sex"]


def test_variables_are_found_inside_their_datasets(rung: Run) -> None:
    said = rung("search", "first ring", "--kind", "variable", "--json")
    found = [(one["id"], [hit["id"] for hit in one["inside"]]) for one in said.json["results"]]
    assert found == [
        ("bells-and-stairs-2014", ["bells-and-stairs-2014--ringtime"]),
        ("bells-and-stairs-2016", ["bells-and-stairs-2016--ringtime"]),
    ]


def test_a_dataset_is_found_by_its_variables(rung: Run) -> None:
    said = rung("search", "what hour did the bell ring 2016", "--kind", "dataset", "--json")
    assert said.json["results"][0]["id"] == "bells-and-stairs-2016"
