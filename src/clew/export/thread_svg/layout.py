"""Where everything stands: lanes one below the other, rows in them, so that no labels meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from clew.export.common.story import Span, order, when
from clew.export.thread_svg.mark import (
    BAR,
    INSET,
    UNDATED,
    Mark,
    dated_mark,
    undated_mark,
)
from clew.export.thread_svg.scale import Scale
from clew.model import Bead, Kind, Thread

WIDTH = 960
MARGIN = 28
LEFT = 132  # where the lanes' names end
TOP = 128  # where the first lane begins

_PAD = 20  # above and below the rows of a lane
_ROW_GAP = 22
_GAP = 24  # between two labels of a row
_MOST = 18  # marks in a lane
_COLUMNS = 3

_LANES = (
    ("award", "Awards", frozenset({Kind.AWARD})),
    ("dataset", "Data", frozenset({Kind.DATASET})),
    ("thesis", "Theses", frozenset({Kind.THESIS})),
    ("publication", "Publications", frozenset({Kind.PUBLICATION})),
    ("course", "Courses", frozenset({Kind.COURSE})),
    (
        "other",
        "Others",
        frozenset({Kind.SOFTWARE, Kind.VARIABLE, Kind.PERSON, Kind.ORGANISATION, Kind.CATALOGUE}),
    ),
)


@dataclass
class Lane:
    """A lane with its marks; ``left_out`` counts the beads that are too many to draw."""

    kind: str
    title: str
    marks: list[Mark]
    left_out: int = 0
    top: float = 0.0
    bottom: float = 0.0


@dataclass
class Picture:
    """All lanes, the time axis where anything has a date, and where undated things begin."""

    lanes: list[Lane] = field(default_factory=list)
    scale: Scale | None = None
    undated_x: float | None = None
    bottom: float = TOP

    @property
    def marks(self) -> Iterator[Mark]:
        """The marks of all lanes."""
        return (mark for lane in self.lanes for mark in lane.marks)


def lay_out(thread: Thread) -> Picture:
    """Place every bead of a thread: by time from left to right, by kind from top to bottom."""
    picture = Picture()
    shown = [(kind, title, *_nearest(beads)) for kind, title, beads in _by_kind(thread)]
    spans = {bead: when(bead) for _, _, beads, _ in shown for bead in beads}
    _divide(picture, list(spans.values()))
    for kind, title, beads, left_out in shown:
        marks = [
            _mark(picture, bead, spans[bead], column, thread.root)
            for column, bead in enumerate(beads)
        ]
        picture.lanes.append(Lane(kind, title, marks, left_out))
    _stack(picture)
    return picture


def _by_kind(thread: Thread) -> Iterator[tuple[str, str, list[Bead]]]:
    for kind, title, kinds in _LANES:
        beads = [bead for bead in thread.beads if bead.kind in kinds]
        if beads:
            yield kind, title, beads


def _nearest(beads: list[Bead]) -> tuple[list[Bead], int]:
    """Keep the beads nearest to where the thread starts, in order of time; count the others."""
    nearest = sorted(beads, key=lambda bead: (bead.depth, *order(bead)))[:_MOST]
    return sorted(nearest, key=order), len(beads) - len(nearest)


def _divide(picture: Picture, spans: list[Span | None]) -> None:
    """Share the width out between the time axis and the column of undated things."""
    known = [span for span in spans if span]
    right = float(WIDTH - MARGIN)
    if len(known) < len(spans):
        picture.undated_x = right - UNDATED if known else float(LEFT)
        right = picture.undated_x - _GAP
    if known:
        picture.scale = Scale.of(known, LEFT + INSET, right)


def _mark(picture: Picture, bead: Bead, span: Span | None, place: int, root: str) -> Mark:
    if span and picture.scale:
        return dated_mark(bead, span, picture.scale, root=bead.id == root)
    # Where nothing at all has a date, there is room for several columns.
    column = 0 if picture.scale else place % _COLUMNS
    left = (picture.undated_x or LEFT) + INSET + column * UNDATED * 1.3
    return undated_mark(bead, left, root=bead.id == root)


def _stack(picture: Picture) -> None:
    """Give every lane its rows, and every mark its height, from top to bottom."""
    y = float(TOP)
    for lane in picture.lanes:
        lane.top = y
        y += _PAD
        for row in _rows(lane.marks):
            y += max(mark.label_height for mark in row) + BAR
            for mark in row:
                mark.y = y
            y += _ROW_GAP
        y += (_PAD - _ROW_GAP + BAR) + (_ROW_GAP if lane.left_out else 0)
        lane.bottom = y
    picture.bottom = y


def _rows(marks: list[Mark]) -> list[list[Mark]]:
    """Put each mark into the first row where it meets no other."""
    rows: list[list[Mark]] = []
    for mark in marks:
        free = (row for row in rows if not any(_meet(mark, other) for other in row))
        row = next(free, None)
        if row is None:
            rows.append([mark])
        else:
            row.append(mark)
    return rows


def _meet(one: Mark, other: Mark) -> bool:
    left, _, right, _ = one.box
    other_left, _, other_right, _ = other.box
    return left < other_right + _GAP and other_left < right + _GAP
