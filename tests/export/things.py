"""Records made at random, of words that are hard to write down in one format or another."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from hypothesis import strategies as st

from clew.model import (
    Agent,
    Amount,
    Category,
    Contribution,
    Design,
    Document,
    Identifier,
    Kind,
    Money,
    Period,
    Place,
    Record,
    Role,
    Scheme,
    Section,
    Term,
    Variable,
)
from clew.readers import registry

# A test of it is made for each of these, as the fixture `record`.
KINDS = ("dataset", "award", "thesis", "course", "article")
all_kinds = pytest.mark.parametrize("record", KINDS, indirect=True)

# Each trips some format: braces, percent signs, ampersands, quotes, hyphens, scripts, dots.
TOKENS = (
    "doors", "Stairs", "NHS", "iPhone", "naïve", "Ångström", "O’Brien", "“kettle”", "R&D", "50%",
    "#1", "a_b", "$5", "half~way", "back\\slash", "{both}", "x=y", "@home", "'til", "日本語",
    "it's", '"said"', "e.g.", "(pair)", "[sic]", "über", "Łódź", "plus+", "*star*", "a|b", "`tick`",
)  # fmt: skip
_NAMES = ("Pia", "Bo", "Tomasz", "Åsa", "José", "Mary-Ann", "Zoë")
_FAMILIES = ("Lindqvist", "Ansah", "Wren", "O’Neil", "Müller", "Ng", "Fitz-Roy")
_HOUSES = ("Meridian Archive", "University of Wexmoor", "Council for Everyday Life", "Oak & Co Ltd")

words = st.lists(st.sampled_from(TOKENS), min_size=2, max_size=6).map(" ".join)
# A title that begins and ends with letters; marks at its edges are tidied by readers.
titles = words.map(lambda text: f"On {text} today")
_others = words.map(lambda text: f"Of {text} elsewhere")
_short = st.sampled_from(("lamps", "Rivers", "tide", "Été", "日本", "moss"))
plain = st.lists(_short, min_size=1, max_size=4).map(" ".join)
terms = st.lists(plain, max_size=3, unique_by=str.casefold).map(tuple)
dates = st.builds(
    lambda year, month, day, fine: "-".join((f"{year}", f"{month:02}", f"{day:02}")[:fine]),
    st.integers(1850, 2040),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(1, 3),
)
people = st.builds(
    lambda given, family: Agent.person(given=given, family=family),
    st.sampled_from(_NAMES),
    st.sampled_from(_FAMILIES),
)
houses = st.sampled_from(_HOUSES).map(Agent.organisation)
urls = st.sampled_from(("https://archive.example.org/s/1?a=1&b=2", "https://other.example.net/x_y"))
dois = st.from_regex(r"10\.9999/[a-z]{3}\.[0-9]{2,4}", fullmatch=True).map(
    lambda value: Identifier(scheme=Scheme.DOI, value=value)
)
SUBTYPES = {
    Kind.DATASET: ("Survey data", "Data set of interviews"),
    Kind.THESIS: ("Doctoral thesis", "Dissertation"),
    Kind.PUBLICATION: ("Journal article", "Book section", "Book", "Report"),
    Kind.SOFTWARE: ("Software package",),
    Kind.AWARD: ("Research Grant",),
    Kind.COURSE: ("Course",),
}
_places = st.sampled_from(
    (Place(name="Wexmoor"), Place(name="Norway", code="NO"), Place(name="Ghana", code="GH"))
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = sorted((draw(dates), draw(dates)))
    if start[:4] == end[:4]:
        return Period(start=start[:4], end=start[:4])
    return draw(st.sampled_from((Period(start=start, end=end), Period(start=start))))


@st.composite
def records(draw: st.DrawFn, kind: Kind) -> Record:
    """Make a record of a kind with every field that some format holds."""
    role = Role.AUTHOR if kind in (Kind.PUBLICATION, Kind.THESIS) else Role.CREATOR
    house = Role.AWARDING_INSTITUTION if kind == Kind.THESIS else Role.PUBLISHER
    makers = draw(st.lists(people, min_size=1, max_size=3, unique_by=lambda one: one.name))
    subtype = draw(st.sampled_from(SUBTYPES[kind]))
    published, article = kind == Kind.PUBLICATION, subtype == "Journal article"
    period = draw(st.none() | periods())
    return Record(
        key="k",
        kind=kind,
        title=draw(titles),
        subtitle=draw(st.none() | plain),
        alternative_titles=draw(st.lists(_others, max_size=2, unique=True).map(tuple)),
        subtype=subtype,
        identifiers=(draw(dois),),
        description=draw(
            st.just(()) | words.map(lambda text: (Section(name="abstract", text=f"We {text} go"),))
        ),
        contributions=(
            *(Contribution(agent=one, role=role) for one in makers),
            Contribution(agent=draw(houses), role=house),
        ),
        keywords=draw(terms),
        subjects=(),
        period=period,
        published=draw(dates),
        # DDI writes countries before other places.
        places=draw(
            st.lists(_places, max_size=2, unique=True).map(
                lambda found: tuple(sorted(found, key=lambda one: one.code is None))
            )
        ),
        language=draw(st.sampled_from((None, "en", "de", "cy"))),
        access=draw(st.sampled_from((None, "Open access", "Restricted to registered users"))),
        licence=draw(st.sampled_from((None, "https://creativecommons.org/licenses/by/4.0/"))),
        amount=Money(amount=draw(st.decimals(1, 10**7, places=2)), currency="GBP")
        if kind == Kind.AWARD
        else None,
        container=draw(plain.map(lambda text: f"Journal of {text}")) if published else None,
        volume=draw(st.sampled_from((None, "3", "12a"))) if article else None,
        issue=draw(st.sampled_from((None, "2", "1–2"))) if article else None,
        pages=draw(st.sampled_from((None, "18-37", "e12"))) if published else None,
        urls=(draw(urls),),
        variables=draw(st.lists(_variables(), max_size=3, unique_by=lambda v: v.name).map(tuple))
        if kind == Kind.DATASET
        else (),
        design=draw(st.none() | _designs(period)) if kind == Kind.DATASET else None,
    )


@st.composite
def _variables(draw: st.DrawFn) -> Variable:
    categories = draw(
        st.lists(
            st.builds(
                Category,
                code=st.integers(-9, 99).map(str),
                label=plain,
                frequency=st.none() | st.integers(0, 9999),
                missing=st.booleans(),
            ),
            max_size=3,
        ).map(tuple)
    )
    return Variable(
        name=draw(st.from_regex(r"[a-z]{1,3}[0-9]{1,3}", fullmatch=True)),
        label=draw(st.none() | words),
        question=draw(st.none() | words),
        options=tuple(str(one.label) for one in categories),
        categories=categories,
        wave=draw(st.sampled_from((None, "Wave 1"))),
        file=draw(st.sampled_from((None, "main.tab", "visits.tab"))),
    )


@st.composite
def _designs(draw: st.DrawFn, period: Period | None) -> Design:
    # The time of collection is read as the time covered where no other is told.
    term = plain.map(lambda text: (Term(text=f"Own {text}"),))
    return Design(
        time_method=draw(term),
        modes_of_collection=draw(term),
        sampling=draw(term),
        universe=draw(term),
        excluded=draw(st.just(()) | term),
        sample_size=draw(
            st.integers(1, 99999).map(
                lambda n: (Amount(text=f"{n} cases", least=n, most=n, unit="cases"),)
            )
        ),
        collected=draw(st.none() | periods()) if period else None,
    )


def read_back(text: str, reader: str) -> Record:
    """Read the first record of a document."""
    chosen = next(one for one in registry.registered() if one.name == reader)
    return chosen.read(Document(text.encode(), "there.and.back")).records[0]


def said(record: Record, *fields: str) -> dict[str, Any]:
    """Return some fields in a form that no format's habits touch.

    White space is not told apart, and a person is a whole name: formats part names, or do not.
    """
    told = {name: _plain(getattr(record, name)) for name in fields}
    if record.amount and "amount" in fields:
        told["amount"] = (float(record.amount.amount), record.amount.currency)
    if "contributions" in fields:
        told["contributions"] = [
            (str(part.role), whole_name(part.agent)) for part in record.contributions
        ]
    if "description" in fields:
        told["description"] = [" ".join(one.text.split()) for one in record.description]
    return told


def whole_name(agent: Agent) -> str:
    """Return a name in one piece, its parts in order where they are told apart."""
    return " ".join(part for part in (agent.given, agent.family) if part) or agent.name


def _plain(value: Any) -> Any:
    builtin = msgspec.to_builtins(value)
    if isinstance(builtin, str):
        return re.sub(r"\s+", " ", builtin).strip()
    if isinstance(builtin, list | tuple):
        return [_plain(one) for one in builtin]
    return {n: _plain(v) for n, v in builtin.items()} if isinstance(builtin, dict) else builtin
