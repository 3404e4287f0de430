"""The parts of the picture: axis, lanes, marks with their labels, links."""

from __future__ import annotations

from collections.abc import Mapping

from clew.export.common.story import dated, people, sentence
from clew.export.thread_svg.caption import add_line
from clew.export.thread_svg.curve import Curve
from clew.export.thread_svg.element import Element, element, points
from clew.export.thread_svg.layout import LEFT, MARGIN, TOP, WIDTH, Lane, Picture
from clew.export.thread_svg.mark import BAR, DOT, LINE, META, META_LINE, TITLE, Mark

_RUN_ON = 30  # the dotted line that says a period goes on
_RING = 4  # between a mark and the ring around it


def add_axis(drawing: Element, picture: Picture) -> None:
    """Draw a line for each round year, and name the column of what has no date."""
    top = TOP - 8
    for year, x in picture.scale.ticks() if picture.scale else ():
        _rule(drawing, (x, top), (x, picture.bottom))
        _small(drawing, str(year), x, top - 8, text_anchor="middle")
    if picture.undated_x is not None:
        right = WIDTH - MARGIN
        element(
            drawing,
            "rect",
            class_="clew-band",
            x=picture.undated_x,
            y=top,
            width=right - picture.undated_x,
            height=picture.bottom - top,
            rx=6,
        )
        _small(drawing, "undated", picture.undated_x + 14, top - 8)


def add_lane(drawing: Element, lane: Lane) -> None:
    """Draw a lane's upper edge and name, and say how many marks it leaves out."""
    _rule(drawing, (MARGIN, lane.top), (WIDTH - MARGIN, lane.top))
    element(
        drawing,
        "text",
        lane.title,
        class_=f"clew-{lane.kind}",
        x=MARGIN,
        y=lane.top + 30,
        font_size=13,
        font_weight=600,
    )
    if lane.left_out:
        _small(drawing, f"and {lane.left_out:,} more", LEFT + 14, lane.bottom - 12)


def add_link(drawing: Element, curve: Curve, called: Mapping[str, str]) -> None:
    """Draw a link with its arrow; pointing at it shows it in words."""
    group = element(drawing, "g")
    element(group, "title", sentence(curve.link, called))
    start, *bend = curve.points
    add_line(group, curve.link, f"M{points(start)} C{points(*bend)}")
    element(group, "path", class_="clew-arrow", d=f"M{points(*curve.arrow)}Z")


def add_mark(drawing: Element, mark: Mark, kind: str) -> None:
    """Draw a bar or dot and its label; pointing at it shows the whole title."""
    group = element(drawing, "g")
    about = (mark.bead.title, dated(mark.bead), *mark.bead.identifiers, people(mark.bead))
    element(group, "title", " · ".join(part for part in about if part))
    if mark.runs_on:
        end = mark.x1 + _RUN_ON if mark.runs_on > 0 else mark.x0 - _RUN_ON
        start = mark.x1 if mark.runs_on > 0 else mark.x0
        path = f"M{points((start, mark.y))} L{points((end, mark.y))}"
        element(group, "path", class_=f"clew-open clew-line-{kind}", d=path)
    _shape(group, mark, kind)
    _label(group, mark)


def _shape(group: Element, mark: Mark, kind: str) -> None:
    middle = (mark.x0 + mark.x1) / 2
    if mark.dot:
        element(group, "circle", class_=f"clew-{kind}", cx=middle, cy=mark.y, r=DOT)
    else:
        _bar(group, mark, f"clew-{kind}", 0)
    if mark.root and mark.dot:
        ring = f"clew-root clew-line-{kind}"
        element(group, "circle", class_=ring, cx=middle, cy=mark.y, r=DOT + _RING)
    elif mark.root:
        _bar(group, mark, f"clew-root clew-line-{kind}", _RING)


def _bar(group: Element, mark: Mark, classes: str, around: float) -> None:
    element(
        group,
        "rect",
        class_=classes,
        x=mark.x0 - around,
        y=mark.y - BAR / 2 - around,
        width=mark.x1 - mark.x0 + 2 * around,
        height=BAR + 2 * around,
        rx=BAR / 2 + around,
    )


def _label(group: Element, mark: Mark) -> None:
    y = mark.y - BAR - mark.label_height + TITLE - 3
    halo = "clew-halo" if mark.dated else "clew-halo clew-undated"
    weight = {"font_weight": 600} if mark.root else {}
    for line in mark.title:
        element(
            group,
            "text",
            line,
            class_=f"clew-text {halo}",
            x=mark.label_x,
            y=y,
            font_size=TITLE,
            **weight,
        )
        y += LINE
    for line in mark.meta:
        _small(group, line, mark.label_x, y - 1.5, halo=halo)
        y += META_LINE


def _small(
    parent: Element, text: str, x: float, y: float, *, halo: str = "", **more: object
) -> None:
    classes = f"clew-quiet {halo}".strip()
    element(parent, "text", text, class_=classes, x=x, y=y, font_size=META, **more)


def _rule(parent: Element, start: tuple[float, float], end: tuple[float, float]) -> None:
    element(parent, "path", class_="clew-rule", d=f"M{points(start)} L{points(end)}", fill="none")
