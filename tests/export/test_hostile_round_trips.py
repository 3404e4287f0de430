"""Text of any sort comes back from each format as it was, but for what no reader should see.

Half surrogate pairs, control characters and marks that turn the reading direction go; entities,
markup and white space are tidied as readers tidy what others write. ``CLEW_FUZZ=1000`` asks far
more than the suite has time for.
"""

from __future__ import annotations

import os
from typing import Any

import msgspec
import pytest
from export.test_round_trips import READERS
from export.things import SUBTYPES, read_back, records
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clew.export import choose
from clew.export.common.clean import printable
from clew.export.registry import WORKS
from clew.model import Agent, Contribution, Kind, Place, Record, Role, Section
from clew.readers.common.text import one_line

PIECES = (
    "<b>",
    "</x>",
    "&",
    "&amp;",
    "&amp;amp;",
    "&lt;",
    "]]>",
    "<!--",
    "-->",
    "<?xml?>",
    "\n",
    "\r\n",
    "\t",
    "\x00",
    "\x0b",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\ud800",
    "\udfff",
    "\ufeff",
    "\ufffe",
    "\u202e",
    "\u200f",
    "\u2066",
    "עברית",
    "مرحبا",
    "🧶",
    "👩‍👧",
    "e\u0301",
    "\u00a0",
    "日本",
    "{",
    "}",
    "\\",
    "\\textbf{x}",
    "$",
    "%",
    "#",
    "_",
    "^",
    "~",
    "@",
    "=",
    "+",
    "-",
    "--",
    "---",
    "'",
    "''",
    '"',
    "`",
    "``",
    "|",
    "*",
    "[",
    "]",
    "(",
    ")",
    "TY  - ",
    "ER  - ",
    ",",
    ":",
    "/",
    "..",
    "…",
    "“",
    "”",
    "‘",
    "’",
    " and ",
    "0",
    "Ω",
    "ß",
    "İ",
    "ﬁ",
    "x" * 3_000,
)
ANY = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=6).map("".join)
LAW = settings(
    max_examples=int(os.environ.get("CLEW_FUZZ", "0")) or 3,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
CASES = [
    (name, kind) for name in READERS for kind in sorted(choose(name).kinds & WORKS & set(SUBTYPES))
]


@st.composite
def hostile(draw: st.DrawFn, kind: Kind) -> Record:
    """Make a record whose texts hold anything, between words that say where they begin and end."""
    record = draw(records(kind))
    house = Agent.organisation(f"Archive {draw(ANY)} Press")
    makers = tuple(one for one in record.contributions if one.role != Role.PUBLISHER)
    return msgspec.structs.replace(
        record,
        title=f"On {draw(ANY)} today",
        description=(Section(name="abstract", text=f"We {draw(ANY)} go"),),
        container=f"Journal of {draw(ANY)} things" if record.container else None,
        places=(Place(name=f"Near {draw(ANY)} town"),),
        contributions=(*makers, Contribution(agent=house, role=Role.PUBLISHER)),
        alternative_titles=(),
        # Two that are no lists: one alone may be, in formats that have a list in one text.
        keywords=(f"word {draw(ANY)} one", "lamps"),
        licence=f"Under {draw(ANY)} terms",
        access=f"Ask {draw(ANY)} first",
    )


@pytest.mark.parametrize(("name", "kind"), CASES)
@given(data=st.data())
@LAW
def test_any_text_comes_back(name: str, kind: Kind, data: st.DataObject) -> None:
    record = data.draw(hostile(kind))
    one = choose(name)
    back = read_back(one.render(record), READERS[name])
    # DDI says under what terms in a line on the copyright: only a public licence is read from it.
    keeps = one.keeps - {"licence"} if name == "ddi" else one.keeps
    assert said_of(back, keeps) == said_of(record, keeps)


def said_of(record: Record, keeps: frozenset[str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": record.title,
        "description": [section.text for section in record.description],
    }
    if "container" in keeps:
        told["container"] = record.container
    if "places" in keeps:
        told["places"] = sorted(place.name for place in record.places)
    if "keywords" in keeps:
        told["keywords"] = sorted(record.keywords)
    for name in keeps & {"licence", "access"}:
        told[name] = getattr(record, name)
    return {name: tidy(value) for name, value in told.items()}


def tidy(value: Any) -> Any:
    if isinstance(value, list):
        return [tidy(one) for one in value]
    return one_line(printable(value)) if value else value


@pytest.mark.parametrize("sign", ["\ue000", "\ue001\ue003", "\uf8ff", "{\ue000}", "\ufdd0"])
def test_signs_for_private_use_are_signs_like_others_in_latex(sign: str) -> None:
    record = Record(key="k", kind=Kind.PUBLICATION, title=f"On {sign} and on", keywords=(sign,))
    back = read_back(choose("bibtex").render(record), "bibtex")
    assert (back.title, back.keywords) == (printable(record.title or ""), (printable(sign),))


@pytest.mark.parametrize("sign", ["--", "---", "``", "''", "-`'-", "----"])
def test_what_latex_would_join_stays_apart(sign: str) -> None:
    record = Record(key="k", kind=Kind.PUBLICATION, title=f"On {sign} and on", keywords=(sign,))
    back = read_back(choose("bibtex").render(record), "bibtex")
    assert (back.title, back.keywords) == (record.title, record.keywords)


@pytest.mark.parametrize(
    "keywords",
    [
        ("doors; stairs",),
        ("doors, stairs",),
        ("a|b",),
        ("doors", "stairs, lifts"),
        ("R&D",),
        ("R;",),
    ],
)
def test_a_keyword_of_several_words_is_one_in_json_ld(keywords: tuple[str, ...]) -> None:
    record = Record(key="k", kind=Kind.DATASET, title="Doors", keywords=keywords)
    assert read_back(choose("jsonld").render(record), "json-ld").keywords == keywords


@pytest.mark.parametrize("name", ["Near = town", "a=b", "Étang / mer", "x;y"])
def test_a_place_with_a_sign_is_a_place_in_dublin_core(name: str) -> None:
    record = Record(key="k", kind=Kind.COURSE, title="Doors", places=(Place(name=name),))
    back = read_back(choose("dublin-core").render(record), "dublin-core")
    assert (back.places, back.extra) == (record.places, {})


@pytest.mark.parametrize("name", ["bibtex", "ris"])
@pytest.mark.parametrize(
    "keywords",
    [
        ("doors; stairs", "lamps"),
        ("doors, stairs", "R; and S", "{both}, braces"),
        ("stairs, lifts",),
    ],
)
def test_a_keyword_with_a_separator_in_it_comes_back_whole(
    name: str, keywords: tuple[str, ...]
) -> None:
    record = Record(key="k", kind=Kind.PUBLICATION, title="Doors", keywords=keywords)
    assert read_back(choose(name).render(record), READERS[name]).keywords == keywords


def test_other_programs_find_a_list_of_keywords_in_bibtex() -> None:
    record = Record(
        key="k", kind=Kind.PUBLICATION, title="Doors", keywords=("a, b",), subjects=("c",)
    )
    assert "  keywords = {{a, b}, c},\n" in choose("bibtex").render(record)
    alone = msgspec.structs.replace(record, subjects=())
    assert "  keywords = {{a, b},},\n" in choose("bibtex").render(alone)


@pytest.mark.parametrize("sign", [*PIECES, ",", ";", " and ", " And ", "{,", "},", "\\,", "(", "/"])
def test_a_name_comes_back_from_bibtex_whole_whatever_is_in_it(sign: str) -> None:
    told = [(f"Mc{sign}Fen", "Ada"), ("Rope", f"B{sign}o"), ("Tide", "Cy")]
    authors = (Agent.person(given=given, family=family) for family, given in told)
    record = Record(
        key="k",
        kind=Kind.PUBLICATION,
        title="On doors",
        contributions=tuple(Contribution(agent=agent, role=Role.AUTHOR) for agent in authors),
    )
    back = read_back(choose("bibtex").render(record), "bibtex")
    found = [(part.agent.family, part.agent.given) for part in back.contributions]
    assert [tuple(map(tidy, pair)) for pair in found] == [tuple(map(tidy, pair)) for pair in told]
