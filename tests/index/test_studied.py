"""How studies were made: what facets and ranges take from a design, and what they then match."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.index import Engine, Entry, Facet, Filters, Span, Unit, entry_of, memory_engine
from clew.index.query import Everything, Is, Query, Unstated, Within
from clew.index.studied import OTHERWISE, Studied, studied
from clew.model import Amount, Design, Held, Kind, Place, Record, Resource, Term
from clew.vocabularies import matched


def record(design: Design | None = None, **more: object) -> Record:
    return Record(key="r", kind=Kind.DATASET, design=design, **more)  # type: ignore[arg-type]


def test_a_design_as_facets_and_ranges() -> None:
    design = Design(
        time_method=(matched("TimeMethod", "Longitudinal.Panel"),),
        modes_of_collection=(
            matched("ModeOfCollection", "Interview.FaceToFace"),
            Term(text="By post"),
            Term(text="By whoever in the team had a key to the building on the day in question"),
        ),
        sampling=(Term(text="Everybody"),),
        analysis_units=(Term(text="Household"),),
        kinds_of_data=(Term(text="Sound"),),
        instruments=(Term(text="Diary"),),
        sexes=(Term(text="girls", code="Female", term="Female", vocabulary="Sex"),),
        consent=(
            matched("Consent", "Limited.SharingRefused"),
            Term(text="Whoever was asked agreed to what the second page of the form has to say"),
        ),
        access=(Term(text="after registration", term="Safeguarded"),),
        ages=(
            Amount(text="5 to 7", least=5, most=7),
            Amount(text="18-30 months", least=18, most=30, unit="months"),
        ),
        waves=(Amount(text="three", least=3, most=3),),
        sample_size=(Amount(text="40 homes", least=40, most=40), Amount(text="over 90", least=90)),
    )
    places = (Place(name="Leeds", code="GB-ENG"), Place(name="France", code="FR"), Place(name="X"))
    found = studied([record(design, places=places), record()])
    assert found == Studied(
        time_methods=("Longitudinal", "Longitudinal: Panel"),
        modes=("Interview", "Face-to-face interview", "By post", OTHERWISE),
        sampling=("Everybody",),
        analysis_units=("Household",),
        data_kinds=("Sound",),
        instruments=("Diary",),
        sexes=("Female",),
        countries=("United Kingdom", "France"),
        consent=("Consent has limits", "Some did not consent to sharing", OTHERWISE),
        access=("Safeguarded",),
        ages=(1, 2, 5, 6, 7),
        waves=(3, 3),
        sample=(40, None),
    )


@pytest.mark.parametrize(
    ("amount", "ages"),
    [
        (Amount(text="?"), ()),
        (Amount(text="up to 3", most=3), (0, 1, 2, 3)),
        (Amount(text="118 and over", least=118), (118, 119, 120)),
        (Amount(text="6 weeks", least=6, most=6, unit="weeks"), (0,)),
        (Amount(text="about 9.5", least=9.5, most=9.5, unit="years"), (9,)),
        (Amount(text="nonsense", least=400, most=3), ()),
    ],
)
def test_ages_are_years_of_age(amount: Amount, ages: tuple[int, ...]) -> None:
    assert studied([record(Design(ages=(amount,)))]).ages == ages


def test_no_design_says_nothing() -> None:
    assert studied([record(), record(Design())]) == Studied()


def resource(told: Record) -> Resource:
    held = Held(
        number=1,
        source="s",
        location="l",
        document="d",
        reader="r",
        version=1,
        read_at="2031",
        record=told,
    )
    return Resource(number=1, slug="one", kind=Kind.DATASET, revision=1, held=(held,))


def test_access_may_come_from_the_design() -> None:
    design = Design(access=(Term(text="Open"),))
    assert entry_of(resource(record(design))).access == "Open"


@pytest.mark.parametrize(
    ("access", "design", "value"),
    [
        (None, None, "not stated"),
        ("By appointment", None, "By appointment"),
        ("https://fen.example/how", None, OTHERWISE),
        ("Write to the office, which will write to the keeper, who has the key.", None, OTHERWISE),
        ("On registration.", Design(access=(matched("AccessLevel", "Open"),)), "Open"),
    ],
)
def test_access_is_chosen_by_its_level_or_in_few_words(
    access: str | None, design: Design | None, value: str
) -> None:
    made = memory_engine()
    made.replace([entry_of(resource(record(design, access=access)))])
    made.commit(1)
    counts = made.facets([Facet.ACCESS], Everything(), Filters(), 9)
    assert counts[Facet.ACCESS] == [(value, 1)]


def test_consent_is_chosen_by_what_it_limits() -> None:
    limited = Design(consent=(matched("Consent", "Limited.NoSharing"),))
    made = memory_engine()
    made.replace([entry_of(resource(record(limited)))])
    made.commit(1)
    for value, found in {
        "Consent has limits": 1,
        "No consent to sharing": 1,
        "not stated": 0,
    }.items():
        assert made.count(Is(Facet.CONSENT, value), Filters()) == found


def entry(number: int, made: Studied) -> Entry:
    unit = Unit(ordinal=1, text="bells")
    title = f"Study {number}"
    return Entry(
        number=number,
        slug=f"s{number}",
        revision=1,
        kind="dataset",
        title=title,
        text=title,
        units=(unit,),
        studied=made,
    )


STUDIES = (
    Studied(modes=("Interview",), ages=(5, 6, 7), waves=(1, 4), sample=(100, 100)),
    Studied(modes=("Interview", "Diary"), ages=(5, 15), waves=(6, None), sample=(None, 50)),
    Studied(sample=(1000, 5000)),
    Studied(),
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    made = memory_engine()
    made.replace(entry(number, one) for number, one in enumerate(STUDIES, 1))
    made.commit(1)
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Is(Facet.MODE, "Interview"), [1, 2]),
        (Is(Facet.MODE, "not stated"), [3, 4]),
        (Within(Span.AGE, 6, 10), [1]),
        (Within(Span.AGE, None, 5), [1, 2]),
        (Within(Span.AGE, 8, 14), []),
        (Within(Span.WAVES, 3, None), [1, 2]),
        (Within(Span.WAVES, 5, None), [2]),
        (Within(Span.WAVES, None, None), [1, 2]),
        (Within(Span.SAMPLE, 40, 60), [2]),
        (Within(Span.SAMPLE, 2000, 3000), [3]),
        (Within(Span.SAMPLE, 100, 1000), [1, 3]),
        (Unstated(Span.AGE), [3, 4]),
        (Unstated(Span.SAMPLE), [4]),
        (Unstated(Span.WAVES), [3, 4]),
    ],
)
def test_ranges_match_by_overlap_and_not_stated_is_a_value(
    engine: Engine, query: Query, found: list[int]
) -> None:
    assert engine.numbers(query, Filters()).tolist() == found
    units = engine.rank_units({"bell": 1.0}, query, Filters(), 9)
    assert sorted(number for (number, _), _ in units) == found


def test_counts_add_up(engine: Engine) -> None:
    counts = engine.facets([Facet.MODE], Everything(), Filters(), 9)[Facet.MODE]
    assert counts == [("Interview", 2), ("not stated", 2), ("Diary", 1)]


_END = st.one_of(st.none(), st.integers(0, 12))
_LENGTH = st.one_of(st.none(), st.integers(0, 5))
RANGES = st.builds(
    lambda low, more: (low, None if more is None else (low or 0) + more), _END, _LENGTH
)


@given(RANGES, RANGES)
@settings(max_examples=30, deadline=None)
def test_a_range_is_found_exactly_by_those_it_overlaps(
    has: tuple[int | None, int | None], asked: tuple[int | None, int | None]
) -> None:
    made = memory_engine()
    made.replace([entry(1, Studied(sample=has))])
    made.commit(1)
    starts = has[0] is None or asked[1] is None or has[0] <= asked[1]
    ends = has[1] is None or asked[0] is None or has[1] >= asked[0]
    assert made.count(Within(Span.SAMPLE, *asked), Filters()) == int(starts and ends)
