"""A bead in the picture: a bar or a dot, its label above it."""

from __future__ import annotations

from dataclasses import dataclass

from clew.export.common.clean import one_line
from clew.export.common.story import Span, dated, label, people
from clew.export.thread_svg.measure import fit, text_width
from clew.export.thread_svg.scale import Scale
from clew.model import Bead

TITLE, META = 13, 11  # font sizes
LINE, META_LINE = 17, 15
DOT = 5  # radius
BAR = 9  # height
INSET = 14  # room left of the first mark, so that links can reach it
UNDATED = 196  # a column for what has no date

_LABEL, _LONG_LABEL = 236, 360
_BOLD = 1.09
_SHORTEST = 8

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass
class Mark:
    """Where a bead stands: from ``x0`` to ``x1``, its middle at ``y`` once the rows are known.

    ``runs_on`` says on which side the end is not known: -1 before, 1 after, 0 neither.
    """

    bead: Bead
    x0: float
    x1: float
    label_x: float
    title: list[str]
    meta: list[str]
    root: bool
    dot: bool
    dated: bool = True
    runs_on: int = 0
    y: float = 0.0

    @property
    def label_height(self) -> float:
        """How tall the label is."""
        return LINE * len(self.title) + META_LINE * len(self.meta)

    @property
    def label_width(self) -> float:
        """How wide the label may get."""
        size = TITLE * _BOLD if self.root else TITLE
        titles = [text_width(line, size) for line in self.title]
        return max([*titles, *(text_width(line, META) for line in self.meta)])

    @property
    def label_box(self) -> Box:
        """What the label takes up."""
        bottom = self.y - BAR
        right = self.label_x + self.label_width
        return self.label_x, bottom - self.label_height, right, bottom

    @property
    def shape_box(self) -> Box:
        """What the bar or dot takes up."""
        half = max(BAR / 2, DOT)
        return self.x0, self.y - half, self.x1, self.y + half

    @property
    def box(self) -> Box:
        """What label and shape take up together."""
        (left, top, right, _), (x0, _, x1, bottom) = self.label_box, self.shape_box
        return min(left, x0), top, max(right, x1), bottom


def dated_mark(bead: Bead, span: Span, scale: Scale, *, root: bool) -> Mark:
    """Place a bead in time.

    A period is a bar; a date is a dot, in the middle of the days it may mean. Where one end of a
    period is not known the dot stands at the other.
    """
    ends = [scale.x(day) for day in (span.first, span.last) if day]
    point = len(ends) == 1 or span.first == span.last or span.point
    middle = (min(ends) + max(ends)) / 2
    width = 2 * DOT if point else max(max(ends) - min(ends), _SHORTEST)
    x0 = min(middle - DOT if point else min(ends), scale.right - width)
    mark = _mark(bead, x0, x0 + width, root=root, dot=point)
    mark.runs_on = 0 if len(ends) == 2 else (1 if span.first else -1)
    mark.label_x = max(min(mark.x0, scale.right - mark.label_width), scale.left - INSET)
    return mark


def undated_mark(bead: Bead, left: float, *, root: bool) -> Mark:
    """Place a bead of which no date is known at the left of its column."""
    mark = _mark(bead, left, left + 2 * DOT, root=root, dot=True, room=UNDATED - INSET)
    mark.dated = False
    return mark


def _mark(bead: Bead, x0: float, x1: float, *, root: bool, dot: bool, room: float = _LABEL) -> Mark:
    width = room if dot else min(max(x1 - x0, _LABEL), _LONG_LABEL)
    title = fit(label(bead), width / (_BOLD if root else 1), TITLE, lines=2)
    return Mark(bead, x0, x1, x0, title, _meta(bead, width), root, dot)


def _meta(bead: Bead, width: float) -> list[str]:
    """Return date and identifier, on one line if there is room, and below who led or wrote it."""
    facts = [one_line(fact) for fact in (dated(bead), *bead.identifiers[:1]) if fact]
    joined = " · ".join(facts)
    lines = [joined] if text_width(joined, META) <= width else facts
    who = people(bead, most=2).partition("; ")[0]
    return [fitted for line in [*lines, who] for fitted in fit(line, width, META, lines=1)]
