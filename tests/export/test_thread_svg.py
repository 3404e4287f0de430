from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.export.thread_svg import format
from clew.export.thread_svg.layout import LEFT, MARGIN, WIDTH, lay_out
from clew.model import (
    Bead,
    Evidence,
    Kind,
    Link,
    LinkState,
    LinkType,
    Named,
    Period,
    Role,
    Thread,
)

SVG = "{http://www.w3.org/2000/svg}"


def parsed(thread: Thread) -> ElementTree.Element:
    return ElementTree.fromstring(format.render_thread(thread))


def classed(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (one for one in root.iter() if name in one.get("class", "").split())


def texts(root: ElementTree.Element, name: str) -> list[str | None]:
    return [one.text for one in classed(root, name) if one.tag == f"{SVG}text"]


def bead(id: str, kind: Kind = Kind.DATASET, title: str = "Doors", **more: object) -> Bead:
    return Bead(id=id, kind=kind, title=title, depth=1, **more)  # type: ignore[arg-type]


def link(subject: str, object: str, state: LinkState = LinkState.STATED) -> Link:
    return Link(subject=subject, type=LinkType.CITES, object=object, state=state)


def test_what_is_written(thread: Thread) -> None:
    root = parsed(thread)
    assert texts(root, "clew-text") == [
        "Thread of Kettle on: first minutes of a home visit",
        "Kettle on",
        "Kettle on",
        "Kettle on: first minutes of a home",
        "visit",
        "The unopened door",
        "What the hallway knows",
        "Knocking, waiting, going in",
        *"1234",
        "Links",
        "1",
        "Kettle on (ZZ/K00417X/2) is a transfer of Kettle on (ZZ/K00417X/1)",
        "2",
        "Kettle on: first minutes of a home visit is funded by Kettle on (ZZ/K00417X/2)",
        "3",
        "What the hallway knows is based on Kettle on: first minutes of a home visit",
        "4",
        "Knocking, waiting, going in teaches What the hallway knows",
    ]
    assert texts(root, "clew-quiet") == [
        "6 resources, 5 links (2 stated, 1 suggested, 1 confirmed, 1 rejected)",
        *("2030", "2031", "2032", "2033", "2034", "2035"),
        "undated",
        "2030-09-01 to 2031-09-30 · ZZ/K00417X/1",
        "from 2031-10-01 · ZZ/K00417X/2",
        "2031-10-01 to 2033-01-31",
        "10.99999/mra-4471",
        "2034",
        "2032-06-14",
        "stated",
        "The source states it. “Transfer: ZZ/K00417X/1”",
        "suggested, 83%",
        "Same title, and both begin on 2031-10-01.",
        "confirmed",
        "The source states it.",
        "stated",
        "The source states it.",
    ]
    lanes = ("award", "dataset", "thesis", "publication", "course")
    assert [texts(root, f"clew-{lane}") for lane in lanes] == [
        ["Awards"],
        ["Data"],
        ["Theses"],
        ["Publications"],
        ["Courses"],
    ]


def test_it_says_in_words_what_it_shows(thread: Thread) -> None:
    root = parsed(thread)
    title, desc = root[0], root[1]
    assert (title.tag, title.text) == (
        f"{SVG}title",
        "Thread of Kettle on: first minutes of a home visit",
    )
    assert (desc.tag, desc.text) == (
        f"{SVG}desc",
        "6 resources, 5 links (2 stated, 1 suggested, 1 confirmed, 1 rejected)."
        " Awards: Kettle on (ZZ/K00417X/1), 2030-09-01 to 2031-09-30;"
        " Kettle on (ZZ/K00417X/2), from 2031-10-01."
        " Fieldwork and data: Kettle on: first minutes of a home visit, 2031-10-01 to 2033-01-31."
        " Publications: What the hallway knows, 2032-06-14; The unopened door, 2034."
        " Teaching: Knocking, waiting, going in, undated."
        " Kettle on (ZZ/K00417X/2) is a transfer of Kettle on (ZZ/K00417X/1) (stated)."
        " Kettle on: first minutes of a home visit is funded by Kettle on (ZZ/K00417X/2)"
        " (suggested, 83%)."
        " What the hallway knows is based on Kettle on: first minutes of a home visit (confirmed)."
        " Knocking, waiting, going in teaches What the hallway knows (stated).",
    )


def test_names_and_roles_for_screen_readers(thread: Thread) -> None:
    root = parsed(thread)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids)) == 2
    assert (root.get("role"), root.get("aria-labelledby")) == ("group", ids[0])
    (image,) = (one for one in root.iter() if one.get("role") == "img")
    assert (image.get("aria-labelledby"), image.get("aria-describedby")) == tuple(ids)
    (links,) = (one for one in root.iter() if one.get("role") == "list")
    assert links.get("aria-label") == "Links"
    assert [one.get("role") for one in links] == ["listitem"] * 4
    # A list inside an image would not be read as a list.
    assert links not in image.iter()


def test_two_pictures_on_one_page_do_not_share_ids(thread: Thread) -> None:
    other = msgspec.structs.replace(thread, root="day")
    ids = [one.get("id") for t in (thread, other) for one in parsed(t).iter() if one.get("id")]
    assert len(set(ids)) == 4


def test_pointing_at_a_mark_shows_its_whole_title() -> None:
    long = "A title that goes on and on about doors, latches, hinges, thresholds, mats and bells"
    thread = Thread(
        root="a",
        beads=(bead("a", title=long, published="2031", identifiers=("10.9/a", "10.9/b")),),
        links=(),
    )
    root = parsed(thread)
    assert f"{long} · 2031 · 10.9/a · 10.9/b" in [one.text for one in root.iter(f"{SVG}title")]
    shown = texts(root, "clew-halo")
    assert len(shown) == 3
    assert str(shown[1]).endswith("…")


def test_lines_tell_the_state(thread: Thread) -> None:
    drawn = Counter(one.get("class") for one in classed(parsed(thread), "clew-link"))
    # Each link is drawn in the picture and once more in the list.
    assert drawn == {
        "clew-link clew-stated": 4,
        "clew-link clew-suggested": 2,
        "clew-link clew-confirmed": 2,
    }
    assert len([*classed(parsed(thread), "clew-arrow")]) == 4


def test_bars_for_periods_dots_for_dates_dotted_lines_where_an_end_is_not_known() -> None:
    thread = Thread(
        root="",
        beads=(
            bead("bar", period=Period(start="2030", end="2032")),
            bead("point", period=Period(start="2031-05-05", end="2031-05-05")),
            bead("open", period=Period(start="2031")),
            bead("begun before", period=Period(end="2031")),
            bead("published", published="2033"),
            bead("undated"),
        ),
        links=(),
    )
    marks = {mark.bead.id: mark for mark in lay_out(thread).marks}
    assert {id: (mark.dot, mark.runs_on, mark.dated) for id, mark in marks.items()} == {
        "bar": (False, 0, True),
        "point": (True, 0, True),
        "open": (True, 1, True),
        "begun before": (True, -1, True),
        "published": (True, 0, True),
        "undated": (True, 0, False),
    }
    assert marks["bar"].x0 < marks["begun before"].x0 < marks["published"].x0
    assert marks["undated"].x0 > marks["published"].x1
    root = parsed(thread)
    assert len([*classed(root, "clew-open")]) == 2
    shapes = Counter(one.tag.removeprefix(SVG) for one in classed(root, "clew-dataset"))
    assert shapes == {"text": 1, "rect": 1, "circle": 5}


def test_the_start_is_marked(thread: Thread) -> None:
    (ring,) = classed(parsed(thread), "clew-root")
    assert ring.get("class") == "clew-root clew-line-dataset"
    bold = [one.text for one in classed(parsed(thread), "clew-halo") if one.get("font-weight")]
    assert bold == ["Kettle on: first minutes of a home", "visit"]


def test_light_dark_and_paper(thread: Thread) -> None:
    written = format.render_thread(thread)
    assert "@media screen and (prefers-color-scheme:dark)" in written
    assert ".clew-text{fill:#1d2329;fill:var(--clew-ink)}" in written
    assert "<script" not in written
    assert not re.search(r"(?:href|src)=|url\(|@import", written)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1])
def test_letters_stand_out_from_both_grounds(thread: Thread, scheme: int) -> None:
    schemes = re.findall(r"\.clew-thread\{(--[^}]*)\}", format.render_thread(thread))
    colours = dict(re.findall(r"--clew-(\w+):(#\w{6})", schemes[scheme]))
    inks = colours.keys() - {"ground", "band", "rule"}
    for ground in ("ground", "band"):
        for ink in inks:
            light, dark = sorted(
                (luminance(colours[ground]), luminance(colours[ink])), reverse=True
            )
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_the_size_is_that_of_what_it_holds(thread: Thread) -> None:
    root = parsed(thread)
    height = float(root.get("height", "0"))
    assert (root.get("width"), root.get("viewBox")) == ("960", f"0 0 960 {root.get('height')}")
    lowest = max(float(one.get("y", "0")) for one in root.iter(f"{SVG}text"))
    assert 0 < height - lowest <= 40


def test_an_empty_thread() -> None:
    root = parsed(Thread(root="x", beads=(), links=(link("x", "y"),)))
    assert texts(root, "clew-text") == ["Thread of x"]
    assert texts(root, "clew-quiet") == ["0 resources, 1 link (1 stated)"]


def test_without_any_date_there_is_no_axis() -> None:
    beads = tuple(bead(f"b{n}", Kind.COURSE) for n in range(5))
    root = parsed(Thread(root="b0", beads=beads, links=(link("b1", "b0"), link("b4", "b2"))))
    assert texts(root, "clew-quiet")[:2] == [
        "5 resources, 2 links (2 stated)",
        "undated",
    ]
    assert len([*classed(root, "clew-arrow")]) == 2


def test_a_crowded_lane_shows_the_nearest_and_counts_the_others() -> None:
    near = [bead(f"near{n}", title=f"Near {n}", published=f"20{n + 10}") for n in range(10)]
    far = [
        Bead(id=f"far{n}", kind=Kind.DATASET, title=f"Far {n}", depth=2, published=f"20{n + 10}")
        for n in range(20)
    ]
    links = tuple(link("near0", one.id) for one in [*near[1:], *far])
    thread = Thread(root="near0", beads=(*far, *near), links=links)
    picture = lay_out(thread)
    assert [mark.bead.id for mark in picture.marks][:4] == ["far0", "near0", "far1", "near1"]
    assert (len([*picture.marks]), picture.lanes[0].left_out) == (18, 12)
    words = texts(parsed(thread), "clew-quiet")
    assert "and 12 more" in words
    assert words[-1] == "and 12 more links, told in the thread’s text"


def test_the_list_ends_somewhere() -> None:
    beads = tuple(bead(f"b{n}", kind, f"Doors {n}") for n, kind in enumerate([*Kind] * 3))
    links = tuple(link(one.id, other.id) for one, other in combinations(beads[:9], 2))
    root = parsed(Thread(root="b0", beads=beads, links=links))
    assert len([one for one in root.iter() if one.get("role") == "listitem"]) == 24
    assert texts(root, "clew-quiet")[-1] == "and 12 more links, told in the thread’s text"
    assert len([*classed(root, "clew-arrow")]) == 36


def test_hostile_words_stay_words() -> None:
    nasty = '</title><script>alert("1")</script>&lt;\x00\x1b\ud800\ufffe'
    thread = Thread(
        root=nasty,
        beads=(bead(nasty, title=nasty, identifiers=(nasty,)), bead("b", title="\x00")),
        links=(
            Link(
                subject=nasty,
                type=LinkType.SAME_AS,
                object="b",
                state=LinkState.STATED,
                evidence=(Evidence(rule="r", reason=nasty, quote=nasty),),
            ),
        ),
    )
    assert "<script" not in format.render_thread(thread)
    assert parsed(thread)[0].text == 'Thread of </title><script>alert("1")</script>&lt;'


DATES = st.none() | st.dates().map(str) | st.integers(0, 9999).map("{:04}".format) | st.text()
PERIODS = st.none() | st.builds(Period, start=DATES, end=DATES)
BEADS = st.builds(
    Bead,
    id=st.text(max_size=6),
    kind=st.sampled_from(Kind),
    title=st.text(max_size=120) | st.text("abc 戸M", min_size=40, max_size=200),
    depth=st.integers(0, 3),
    identifiers=st.lists(st.text(max_size=40), max_size=2).map(tuple),
    period=PERIODS,
    published=DATES,
)


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    beads = draw(st.lists(BEADS, max_size=14))
    ids = st.sampled_from([one.id for one in beads] or [""]) | st.text(max_size=3)
    evidence = st.builds(
        Evidence, rule=st.just("r"), reason=st.text(), quote=st.none() | st.text(), place=st.text()
    )
    links = st.builds(
        Link,
        subject=ids,
        type=st.sampled_from(LinkType),
        object=ids,
        state=st.sampled_from(LinkState),
        evidence=st.lists(evidence, max_size=2).map(tuple),
        confidence=st.none() | st.floats(0, 1),
    )
    return Thread(
        root=draw(ids), beads=tuple(beads), links=tuple(draw(st.lists(links, max_size=12)))
    )


@settings(max_examples=50, deadline=None)
@given(threads())
def test_any_thread_is_well_formed_and_always_the_same(thread: Thread) -> None:
    written = format.render_thread(thread)
    assert ElementTree.fromstring(written).tag == f"{SVG}svg"
    assert format.render_thread(thread) == written


@settings(max_examples=150, deadline=None)
@given(threads())
def test_no_two_labels_of_a_lane_meet_and_all_stay_inside(thread: Thread) -> None:
    picture = lay_out(thread)
    for lane in picture.lanes:
        for one, other in combinations(lane.marks, 2):
            (l0, t0, r0, b0), (l1, t1, r1, b1) = one.box, other.box
            assert r0 <= l1 or r1 <= l0 or b0 <= t1 or b1 <= t0
        for mark in lane.marks:
            left, top, right, bottom = mark.box
            assert left >= LEFT
            assert right <= WIDTH - MARGIN + 1
            assert lane.top < top
            assert bottom < lane.bottom
    for upper, lower in zip(picture.lanes, picture.lanes[1:], strict=False):
        assert upper.bottom <= lower.top


def test_a_mark_says_who_led_or_wrote_it(thread: Thread) -> None:
    people = (
        Named(name="Ada Moss", role=Role.PRINCIPAL_INVESTIGATOR),
        Named(name="Mill College", role=Role.LEAD_ORGANISATION),
    )
    beads = [
        msgspec.structs.replace(one, people=people) if one.id == "kettle-award" else one
        for one in thread.beads
    ]
    written = format.render_thread(msgspec.structs.replace(thread, beads=tuple(beads)))
    assert ">led by Ada Moss</text>" in written
    assert "led by Ada Moss; at Mill College</title>" in written
