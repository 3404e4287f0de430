"""``clew search``, ``suggest`` and ``facet``: what can be chosen, and what is printed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli.conftest import EXAMPLES, Run

import clew
from clew.cli.answers import as_json, text_of
from clew.search import (
    Answer,
    Choice,
    Correction,
    Expansion,
    FacetCounts,
    Hit,
    Loosening,
    Marked,
    PassageHit,
    Why,
    YearCounts,
)
from clew.search.choosing import CHOOSABLE


@pytest.fixture(scope="module")
def woven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that holds the doorstep thread."""
    home = tmp_path_factory.mktemp("woven") / "home"
    with clew.open(home) as catalogue:
        catalogue.add(*(str(path) for path in sorted((EXAMPLES / "corpus").glob("*/doorstep-*"))))
    return home


@pytest.fixture
def doorstep(run: Run, woven: Path, tmp_path: Path) -> Run:
    """Return a way to run commands on a catalogue of the doorstep thread."""
    shutil.copytree(woven, tmp_path / "home")
    return run


def test_values_of_one_facet_widen_and_facets_narrow(doorstep: Run) -> None:
    def total(*filters: str) -> int:
        chosen = [part for one in filters for part in ("--filter", one)]
        return int(doorstep("search", "home", *chosen, "--json").json["total"])

    theses, awards = total("kind=thesis"), total("kind=award")
    assert (theses > 0, awards > 0) == (True, True)
    assert total("kind=thesis", "kind=award") == theses + awards
    assert total("kind=thesis", "year=1900..1901") == 0


def test_facets_and_years_are_counted(doorstep: Run) -> None:
    form = doorstep(
        "search", "home", "--facets", "kind, has", "--years", "period,published", "--json"
    ).json
    assert [facet["facet"] for facet in form["facets"]] == ["kind", "has"]
    assert sum(choice["count"] for choice in form["facets"][0]["choices"]) == form["total"]
    assert [years["span"] for years in form["years"]] == ["period", "published"]


def test_pages_follow_by_cursor(doorstep: Run) -> None:
    whole = doorstep("search", "home", "--order", "title", "--limit", "1000", "--json").json
    seen: list[str] = []
    more: list[str] = []
    while True:
        form = doorstep("search", "home", "--order", "title", "--limit", "4", "--json", *more).json
        seen += [result["id"] for result in form["results"]]
        if "next" not in form:
            break
        more = ["--cursor", form["next"]]
    assert seen == [result["id"] for result in whole["results"]]


def test_like_a_resource_and_like_a_text(doorstep: Run) -> None:
    first = doorstep("search", "doorstep", "--limit", "1", "--json").json["results"][0]["id"]
    like = doorstep("search", "--like", first, "--json").json
    assert like["total"] > 0
    assert first not in [result["id"] for result in like["results"]]
    text = doorstep("search", "--like", "Why workers call again at a shut door", "--json").json
    assert text["total"] > 0


def test_why_and_settings(doorstep: Run) -> None:
    said = doorstep("search", "doorstep", "--why", "--limit", "1", "--set", "passages=0")
    assert "Why: " in said.out
    assert "Score " in said.out
    assert "    — " not in said.out


def test_a_slip_is_mended_and_exact_is_obeyed(doorstep: Run) -> None:
    said = doorstep("search", "doorstpe")
    assert "Showing results for: doorstep\nSearch instead for: doorstpe (with --exact)" in said.out
    exact = doorstep("search", "doorstpe", "--exact", "--json").json
    assert (exact["total"], "correction" in exact) == (0, False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--filter", "colour=red"), "Nothing can be filtered by 'colour'. There are: kind,"),
        (("--filter", "year=soon"), "'year' cannot be 'soon'. Write a year or a range"),
        (("--filter", "colour"), "'colour' is not of the form NAME=VALUE, such as access=open"),
        (("--order", "beauty"), "There is no order 'beauty'. There are: score, newest,"),
        (("--facets", "colour"), "There is no facet 'colour'. There are: kind,"),
        (("--years", "moon"), "Years are not counted by 'moon'. By period, or published."),
        (("--cursor", "12"), "'12' is no cursor. Take the one of the page before as it is."),
        (("--set", "meaning_weight=much"), "The setting 'meaning_weight' cannot be 'much'"),
        (("--set", "fields.titel=1"), "No field 'titel' has a weight. There are: text, title,"),
        (("--set", "taste=1"), "There is no setting 'taste'. There are: depth,"),
        (("--limit", "0"), "0 is not in the range x>=1."),
        (("--limit", "1001"), "1001 is no number of results; it is from 1 to 1,000."),
        (("--like", "x"), "Give words or --like, not both"),
    ],
)
def test_what_makes_no_sense_says_what_would(
    doorstep: Run, arguments: tuple[str, ...], message: str
) -> None:
    said = doorstep("search", "home", *arguments)
    assert (said.code, said.out) == (2, "")
    assert message in " ".join(said.err.split())


def test_nothing_asked_is_said(doorstep: Run) -> None:
    said = doorstep("search")
    assert said.code == 2
    assert "Say what to look for" in said.err
    assert doorstep("search", "--filter", "kind=thesis", "--json").json["total"] == 1


def test_suggestions(doorstep: Run) -> None:
    found = doorstep("suggest", "door", "--json").json["suggestions"]
    assert found[0]["of"] == "title"
    assert "id" in found[0]
    assert doorstep("suggest", "qqqq").out == "Nothing begins like that.\n"
    assert doorstep("suggest", "door").out.startswith("title")


def test_inside_a_facet(doorstep: Run) -> None:
    form = doorstep("facet", "kind", "--json").json
    assert form["facet"] == "kind"
    thesis = doorstep("facet", "kind", "thes", "--words", "home", "--json").json
    assert thesis["choices"] == [{"value": "thesis", "count": 1}]
    assert doorstep("facet", "kind", "qq").out == "There is none.\n"
    assert json.loads(doorstep("facet", "colour", "--json").err)["error"] == "QueryError"


ANSWER = Answer(
    query="hmoe",
    total=2,
    mode="words and meaning",
    hits=(
        Hit(
            number=1,
            id="a-home",
            kind="thesis",
            title="A home",
            score=0.75,
            title_marks=((2, 6),),
            snippet=Marked("At <home>.", ((4, 8),)),
            passages=(
                PassageHit(ordinal=1, place="2 Method", page=7, snippet=Marked("home", ((0, 4),))),
            ),
            why=Why(sentence="Has “home” in its title.", words_share=0.5, meaning_share=0.25),
        ),
    ),
    next="1-9",
    facets=(FacetCounts(facet="kind", choices=(Choice(value="thesis", count=2, chosen=True),)),),
    years=(YearCounts(span="period", counts={1990: 1}, not_stated=1),),
    correction=Correction(showing="home", instead="hmoe"),
    expansions=(Expansion(word="home", also=("house",), reason="other spelling"),),
    notes=("A note.",),
)


def test_an_answer_as_text() -> None:
    assert text_of(ANSWER, why=True) == "\n".join(
        [
            "2 results, ranked by words and meaning.",
            "Showing results for: home",
            "Search instead for: hmoe (with --exact)",
            "Also searched: house (other spelling of home)",
            "A note.",
            "",
            " 1  A **home**",
            "    thesis · a-home",
            "    At <**home**>.",
            "    — 2 Method, p. 7",
            "      **home**",
            "    Why: Has “home” in its title.",
            "    Score 0.750 = words 0.500 + meaning 0.250",
            "",
            "kind",
            "       2  thesis ✓",
            "",
            "period",
            "       1  1990",
            "       1  not stated",
            "",
            "More: --cursor 1-9",
        ]
    )


def test_an_answer_that_found_nothing_as_text() -> None:
    nothing = Answer(
        query="x",
        total=0,
        hits=(),
        mode="words alone, because …",
        order="title",
        loosen=(Loosening(without="kind is course", count=12),),
    )
    assert text_of(nothing) == "\n".join(
        ["0 results, in order: title.", "To find more, give up:", "    kind is course (12)"]
    )


def test_an_answer_as_json_is_escaped_and_marked() -> None:
    form = as_json(ANSWER)
    assert form["results"][0] == {
        "number": 1,
        "id": "a-home",
        "kind": "thesis",
        "title": "A home",
        "score": 0.75,
        "snippet": "At &lt;<mark>home</mark>&gt;.",
        "passages": [
            {"ordinal": 1, "place": "2 Method", "page": 7, "snippet": "<mark>home</mark>"}
        ],
        "why": {
            "sentence": "Has “home” in its title.",
            "words_share": 0.5,
            "meaning_share": 0.25,
        },
    }
    assert {"facets", "years", "correction", "expansions", "notes", "next"} <= set(form)


INSIDE = Hit(
    number=2,
    id="b",
    kind="publication",
    title="B <b>",
    score=0.5,
    title_marks=((0, 1),),
    snippet=Marked("In & out", ((0, 2),)),
)
PARENT = Hit(number=1, id="a", kind="award", title="A", score=1, inside=(INSIDE,), inside_total=3)


def test_what_is_inside_is_shown_below() -> None:
    answer = Answer(query="x", total=4, hits=(PARENT,), mode="words and meaning")
    assert text_of(answer) == "\n".join(
        [
            "4 results, those shown inside others counted, ranked by words and meaning.",
            "",
            " 1  A",
            "    award · a",
            "    ▸ **B** <b>",
            "      publication · b",
            "      **In** & out",
            "    ▸ and 2 more of it",
        ]
    )
    (result,) = as_json(answer)["results"]
    assert result["inside_total"] == 3
    assert result["inside"] == [
        {
            "number": 2,
            "id": "b",
            "kind": "publication",
            "title": "B <b>",
            "score": 0.5,
            "snippet": "<mark>In</mark> &amp; out",
            "passages": [],
        }
    ]


def test_the_doorstep_outputs_are_inside_their_award(doorstep: Run) -> None:
    form = doorstep("search", "doorstep", "--json", "--limit", "1000").json
    inside = [(one["kind"], r["kind"]) for r in form["results"] for one in r.get("inside", ())]
    assert ("publication", "award") in inside
    ids = [r["id"] for r in form["results"]]
    ids += [one["id"] for r in form["results"] for one in r.get("inside", ())]
    assert len(ids) == len(set(ids)) == form["total"]


def test_a_variable_that_only_repeats_its_question_says_it_once() -> None:
    same = Hit(number=2, id="b", kind="variable", title="[q1] Age", score=1, snippet=Marked("Age"))
    parent = Hit(
        number=1, id="a", kind="dataset", title="A", score=1, inside=(same,), inside_total=1
    )
    text = text_of(Answer(query="x", total=1, hits=(parent,), mode="words and meaning"))
    assert text.splitlines()[-2:] == ["    ▸ [q1] Age", "      variable · b"]


def test_the_guide_names_all_that_can_be_chosen_from() -> None:
    guide = (EXAMPLES.parent / "docs" / "command-line.md").read_text("utf-8")
    section = guide.split("## `clew search", 1)[1].split("\n## ", 1)[0]
    assert [name for name in CHOOSABLE if f"`{name}`" not in section] == []


def test_the_text_of_one_resource_is_searched(doorstep: Run, woven: Path) -> None:
    with clew.open(woven) as catalogue:
        thesis = catalogue.search("home", kind="thesis").hits[0].id
        expected = catalogue.search_in(thesis, "the door", limit=2)
    form = doorstep("search", "the", "door", "--in", thesis, "--limit", "2", "--json").json
    assert [one["ordinal"] for one in form["passages"]] == [one.ordinal for one in expected]
    said = doorstep("search", "the", "door", "--in", thesis, "--limit", "2").out
    assert said.count("    — ") == 2
    assert expected[0].place.split(",")[0] in said


def test_a_search_in_a_text_says_what_is_missing(doorstep: Run, woven: Path) -> None:
    with clew.open(woven) as catalogue:
        thesis = catalogue.search("home", kind="thesis").hits[0].id
    assert doorstep("search", '"brass trombone"', "--in", thesis).out.strip() == (
        "Nothing in its text says that."
    )
    unsaid = doorstep("search", "--in", thesis)
    assert (unsaid.code, unsaid.out) == (2, "")
    assert "Say what to look for in it: words." in unsaid.err
    missing = doorstep("search", "door", "--in", "no-such-thing")
    assert missing.code == 1
    assert "no-such-thing" in missing.err


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--kind", "thesis"), "--kind"),
        (("--filter", "access=open"), "--filter"),
        (("--facets", "kind", "--years", "period"), "--facets, --years"),
        (("--like", "a text"), "--like"),
        (("--order", "score"), "--order"),  # given, though it is what holds without
        (("--cursor", "10-1", "--why"), "--cursor, --why"),
        (("--exact", "--set", "passages=1"), "--exact, --set"),
    ],
)
def test_a_search_in_a_text_refuses_what_does_not_apply(
    run: Run, options: tuple[str, ...], named: str
) -> None:
    said = run("search", "door", "--in", "any", "--limit", "2", *options)
    assert (said.code, said.out) == (2, "")
    assert " ".join(said.err.split()).endswith(
        f"--in searches one text, to which {named} cannot apply; "
        "words, --limit, --json and --home do."
    )
