"""The seam of matchers: another engine weighs, the gate judges all the same."""

from __future__ import annotations

import json
import random
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest
from linking.matching.test_matcher import library
from support import Weave

import clew
from clew import plugins
from clew.catalogue import Catalogue
from clew.errors import MatcherError, MatcherMissing
from clew.linking import explain, link
from clew.linking.matching import registry
from clew.linking.matching.blocking import keys_of, pairs
from clew.linking.matching.comparison import compare
from clew.linking.matching.matcher import clusters, match
from clew.linking.matching.scoring import ENOUGH, Candidates, Matcher, Own, Scored
from clew.linking.matching.verdict import Verdict
from clew.linking.matching.weights import Bits
from clew.linking.matching.work import Work, work
from clew.linking.names import person_name
from clew.model import Agent, Compared, Contribution, Kind, Record, Role


class Fixed:
    """Weighs every pair alike, and remembers how many it was given."""

    name = "fixed"
    batch = 3

    def __init__(self, bits: float) -> None:
        self._bits = bits
        self.given: list[int] = []

    def score(self, candidates: Candidates) -> Scored:
        self.given.append(len(candidates.pairs))
        weight = (Bits("everything", "as it is", self._bits),)
        return Scored(np.full(len(candidates.pairs), self._bits), lambda place: weight)


def candidates(works: list[Work]) -> Candidates:
    found = pairs(keys_of(works))
    return Candidates(works, found, compare(works, found).levels)


def paper(key: str, title: str) -> Record:
    author = Contribution(agent=Agent.person("Okoro, Sam"), role=Role.AUTHOR)
    return Record(
        key=key, kind=Kind.PUBLICATION, title=title, contributions=(author,), published="2015"
    )


def test_the_bits_are_the_matcher_s_and_the_verdict_is_the_gate_s() -> None:
    assert {one.verdict for one in match(library(), Fixed(-9)).judged} == {Verdict.DIFFERENT}
    sure = match(library(), Fixed(20))
    assert set(sure.bits) == {20.0}
    # However sure a matcher is, the gate lets no titles through that are not alike.
    assert clusters(sure) == clusters(match(library()))


def test_the_catalogue_is_linked_by_the_matcher_it_is_given(
    catalogue: Catalogue, weave: Weave
) -> None:
    for place in ("one", "two"):
        weave(paper("p", "Kettles and what they say of a house"), at=place)
    matcher = Fixed(7.5)
    link(catalogue, matcher=matcher)
    assert matcher.given == [1]
    told = explain(
        catalogue, "kettles-and-what-they-say-of-a-house", "kettles-and-what-they-say-of-a-house-2"
    )
    assert told.joined
    assert told.compared == (Compared(field="everything", level="as it is", bits=7.5),)


def test_a_matcher_that_doubts_joins_nothing(catalogue: Catalogue, weave: Weave) -> None:
    for place in ("one", "two"):
        weave(paper("p", "Kettles and what they say of a house"), at=place)
    assert link(catalogue, matcher=Fixed(-5)).pairs == 0
    assert catalogue.counts()["publication"] == 2


def test_a_matcher_says_how_many_records_it_gets_at_once(
    catalogue: Catalogue, weave: Weave
) -> None:
    for number in range(7):
        weave(paper("p", f"Doors of house {number}"), at=str(number))
    steps: list[int] = []
    link(catalogue, steps.append, Fixed(0))
    assert [after - before for before, after in zip([0, *steps], steps, strict=False)] == [3, 3, 1]


def test_our_own_is_the_default() -> None:
    matcher = registry.load()
    assert isinstance(matcher, Own)
    assert (matcher.name, matcher.batch) == ("own", 1_000)
    assert registry.names() == ("own", "splink")


def test_a_plug_in_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("fixed", f"{__name__}:plugged", registry.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point])
    matcher = registry.load("fixed: 2.5")
    assert isinstance(matcher, Fixed)
    assert matcher.score(candidates(library())).bits[0] == 2.5
    assert registry.names() == ("own", "splink", "fixed")


def plugged(more: str) -> Matcher:
    return Fixed(float(more))


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(MatcherError) as refused:
        registry.load("magic")
    assert str(refused.value) == "There is no matcher 'magic'. There are: own, splink."


def test_a_catalogue_s_settings_name_its_matcher(tmp_path: Path) -> None:
    (tmp_path / "clew.toml").write_text('[linking]\nmatcher = "magic"\n')
    with clew.open(tmp_path) as opened, pytest.raises(MatcherError, match="no matcher 'magic'"):
        opened.links.run()


def test_splink_that_is_not_installed_is_missed_in_plain_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(MatcherMissing) as missed:
        registry.load("splink")
    assert missed.value.message.startswith(
        "The matcher splink needs Splink 5, which is not installed ("
    )
    assert missed.value.hint == "Run: pip install 'clew[splink]'"


@pytest.fixture
def splink() -> Matcher:
    """Load Splink where it is installed."""
    pytest.importorskip("splink", reason="Splink is not installed: pip install 'clew[splink]'")
    return registry.load("splink")


def many() -> list[Work]:
    """Return works whose pairs teach something: by chance fields agree, or are mistyped."""
    draw = random.Random(1)
    made = []
    for one in library()[::2] * 5:
        year, person = str(draw.randrange(2000, 2004)), person_name(f"Okoro{draw.choice('ab')} S")
        venue = draw.choice(["Close Practice", "Doors and Stairs"])
        for _ in range(2):
            noise = [draw.random() < 0.15 for _ in range(4)]
            made.append(
                work(
                    one.title[:-8] if noise[0] else one.title,
                    [person_name("Tallow R") if noise[1] else person],
                    "1999" if noise[2] else year,
                    "Elsewhere" if noise[3] else venue,
                )
            )
    return made


def test_splink_weighs_by_what_it_has_learned(splink: Matcher) -> None:
    given = candidates(many())
    scored = splink.score(given)
    assert len(scored.bits) == len(given.pairs) >= ENOUGH
    parts = [scored.explain(row) for row in range(len(scored.bits))]
    rest = scored.bits - [sum(part.bits for part in some) for some in parts]
    assert rest == pytest.approx(np.log2(0.2 / 0.8), abs=0.01)  # the odds to begin with
    assert {part.field for some in parts for part in some} == {"title", "people", "year", "venue"}
    assert "exact match on year" in {part.level for part in parts[0]}


def test_splink_leaves_few_pairs_to_our_own(splink: Matcher) -> None:
    given = candidates(library()[:4])
    assert splink.score(given).bits.tolist() == Own().score(given).bits.tolist()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_what_is_no_model_is_refused(splink: Matcher, tmp_path: Path, text: str) -> None:
    file = tmp_path / "model.json"
    file.write_text(text)
    with pytest.raises(MatcherError, match="is no model of Splink's"):
        registry.load(f"splink:{file}")


def test_a_model_weighs_a_pair_alike_whatever_else_there_is(
    splink: Matcher, tmp_path: Path
) -> None:
    level = {"sql_condition": "title_l = title_r", "m_probability": 0.8, "u_probability": 0.1}
    rest = {"sql_condition": "ELSE", "m_probability": 0.2, "u_probability": 0.9}
    levels = [one | {"label_for_charts": name} for one, name in ((level, "Equal"), (rest, "Other"))]
    model = {
        "link_type": "link_only",
        "sql_dialect": "duckdb",
        "probability_two_random_records_match": 0.5,
        "comparisons": [{"output_column_name": "title", "comparison_levels": levels}],
    }
    file = tmp_path / "model.json"
    file.write_text(json.dumps(model))
    matcher = registry.load(f"splink:{file}")
    whole = candidates(library())
    few = Candidates(whole.works, whole.pairs[:3], whole.levels[:3])
    assert matcher.score(few).bits.tolist() == matcher.score(whole).bits[:3].tolist()
    assert matcher.score(few).explain(0) == (Bits("title", "equal", 3.0),)
    none = Candidates(whole.works, whole.pairs[:0], whole.levels[:0])
    assert matcher.score(none).bits.tolist() == []


def test_a_model_that_does_not_fit_says_what_is_wrong(splink: Matcher, tmp_path: Path) -> None:
    level = {"sql_condition": "colour_l = colour_r", "m_probability": 0.8, "u_probability": 0.1}
    rest = {"sql_condition": "ELSE", "m_probability": 0.2, "u_probability": 0.9}
    comparison = {"output_column_name": "colour", "comparison_levels": [level, rest]}
    file = tmp_path / "model.json"
    file.write_text(json.dumps({"sql_dialect": "duckdb", "comparisons": [comparison]}))
    with pytest.raises(MatcherError, match="Splink cannot compare these works"):
        registry.load(f"splink:{file}").score(candidates(library()))
