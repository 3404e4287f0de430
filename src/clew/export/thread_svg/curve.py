"""Links as curves from mark to mark, each with its arrow and a place for its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import hypot

import numpy as np
from numpy.typing import NDArray

from clew.export.thread_svg.layout import Picture
from clew.export.thread_svg.mark import BAR, Box, Mark
from clew.model import Link

BADGE = 8.5  # radius

_NEAR = 6  # between a curve's end and a mark
_ARROW = 8
_FEET = 5  # places below a mark that are tried
_REACHES = (0, 30, 80, 150)  # how far out of the side; 0: as far as the other end is away
_DIPS = (0, 20)
_SWAYS = (0, -40, 40, 90)
_COVERS = 10_000  # the cost of a label or mark that is crossed
_HOPELESS = 4 * _COVERS  # what no winding mends
_CAREFUL = 120  # links; with more, the first way is taken
_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_SAMPLES = 20
_CLEAR, _APART = 5, 9  # pixels to keep from labels and from other links

Point = tuple[float, float]
_Array = NDArray[np.float64]

# What each corner of a cubic curve has to do with each of the points along it.
_T = np.linspace(0, 1, _SAMPLES + 1)
_BLEND = np.stack([(1 - _T) ** 3, 3 * (1 - _T) ** 2 * _T, 3 * (1 - _T) * _T**2, _T**3], axis=1)


@dataclass
class Curve:
    """A cubic Bézier curve for a link, and where its number stands."""

    link: Link
    points: tuple[Point, Point, Point, Point]
    badge: Point = (0.0, 0.0)

    def at(self, t: float) -> Point:
        """Return the point a share ``t`` along the curve."""
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self.points
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3

    @property
    def arrow(self) -> tuple[Point, Point, Point]:
        """The corners of a triangle at the end, pointing the way the curve goes."""
        (bend_x, bend_y), (x, y) = self.points[2:]
        length = hypot(x - bend_x, y - bend_y) or 1.0
        dx, dy = (x - bend_x) / length, (y - bend_y) / length
        tip = (x + dx * 3, y + dy * 3)
        back, half = (tip[0] - dx * _ARROW, tip[1] - dy * _ARROW), _ARROW * 0.48
        return (
            tip,
            (back[0] - dy * half, back[1] + dx * half),
            (back[0] + dy * half, back[1] - dx * half),
        )


def curves(picture: Picture, links: Sequence[Link]) -> list[Curve]:
    """Return a curve for each link whose ends are both drawn; numbers keep clear of labels."""
    marks = {mark.bead.id: mark for mark in picture.marks}
    joined = [
        (link, marks[link.subject], marks[link.object])
        for link in links
        if link.subject in marks and link.object in marks and link.subject != link.object
    ]
    boxes = [box for mark in marks.values() for box in (mark.label_box, mark.shape_box)]
    taken = np.array(boxes)
    drawn: list[Curve] = []
    for link, subject, object in joined:
        if len(joined) > _CAREFUL:
            drawn.append(next(_ways(link, subject, object)))
        else:
            drawn.append(_best(link, subject, object, taken, _paths(drawn)))
    _number(drawn, boxes)
    return drawn


def _best(link: Link, subject: Mark, object: Mark, boxes: _Array, drawn: _Array) -> Curve:
    """Return the least bad of the plain ways, or of the winding ones if that covers something."""
    plain = list(_ways(link, subject, object))
    costs = _costs(plain, boxes, drawn)
    best, least = plain[int(costs.argmin())], costs.min()
    if not _COVERS <= least < _HOPELESS:
        return best
    winding = list(_ways(link, subject, object, _DIPS, _SWAYS))
    costs = _costs(winding, boxes, drawn)
    return winding[int(costs.argmin())] if costs.min() < least else best


def _ways(
    link: Link,
    subject: Mark,
    object: Mark,
    dips: Sequence[float] = (0,),
    sways: Sequence[float] = (0,),
) -> Iterator[Curve]:
    """Yield ways to join two marks: the lower at a side, the upper from below, off its label.

    ``dips`` are how far down a curve may go first, ``sways`` how far aside of its upper end.
    """
    if subject.y == object.y:
        yield _level(link, subject, object)
        return
    upper, lower = (subject, object) if subject.y < object.y else (object, subject)
    rise = max((lower.y - upper.y) * 0.45, 24)
    bottom = upper.y + BAR / 2 + _NEAR
    for x, out in ((lower.x0 - _NEAR, -1), (lower.x1 + _NEAR, 1)):
        for foot, reach, dip, sway in product(_feet(upper, x), _REACHES, dips, sways):
            aside = (x + out * (reach or min(max(abs(foot - x), 30), 240)), lower.y + dip)
            points = ((x, lower.y), aside, (foot + sway, bottom + rise), (foot, bottom))
            yield Curve(link, points if subject is lower else points[::-1])


def _level(link: Link, subject: Mark, object: Mark) -> Curve:
    """Join two marks of one row, bending below them."""
    right = object.x0 > subject.x0
    start = (subject.x1 + _NEAR if right else subject.x0 - _NEAR, subject.y)
    end = (object.x0 - _NEAR if right else object.x1 + _NEAR, object.y)
    bend = (end[0] - start[0]) / 3
    return Curve(link, (start, (start[0] + bend, start[1] + 14), (end[0] - bend, end[1] + 14), end))


def _feet(upper: Mark, x: float) -> list[float]:
    """Return places below a mark, the one nearest to where the curve comes from first."""
    low, high = upper.x0 + 4, max(upper.x1 - 4, upper.x0 + 4)
    feet = {low + (high - low) * n / (_FEET - 1) for n in range(_FEET)}
    wanted = min(max(x - 24, low), high)
    return sorted({wanted, *feet}, key=lambda foot: (abs(foot - wanted), foot))


def _paths(curves: Sequence[Curve]) -> _Array:
    """Return points along each curve, close enough to see what it crosses."""
    corners = np.array([curve.points for curve in curves]).reshape(-1, 4, 2)
    return np.asarray(np.einsum("pc,wcd->wpd", _BLEND, corners))


def _costs(ways: Sequence[Curve], boxes: _Array, drawn: _Array) -> _Array:
    """Say how bad each way is: what it covers counts most, then other links, then its length.

    Parameters
    ----------
    boxes: what labels and marks take up, one row each.
    drawn: points along the links that are there already.
    """
    paths = _paths(ways)
    crossed = _crossed(paths, boxes)
    covered = _COVERS * (crossed > 0).sum(axis=1) + 80 * crossed.sum(axis=1)
    near = np.abs(paths[:, None] - drawn[None]) < _APART
    crowded = near.all(axis=-1).sum(axis=(1, 2))
    length = np.hypot(*np.moveaxis(np.diff(paths, axis=1), -1, 0)).sum(axis=1)
    winding = 3 * np.array([_bent(way) for way in ways]) + length
    return np.asarray(
        covered + np.minimum(45 * crowded, _COVERS / 2) + np.minimum(winding, _COVERS / 2 - 1)
    )


def _crossed(paths: _Array, boxes: _Array) -> _Array:
    """Count the points of each path that lie in, or too near to, each box that it comes by."""
    least, most = paths.min(axis=1)[:, None], paths.max(axis=1)[:, None]
    low, high = boxes[:, :2], boxes[:, 2:]
    by = ((least < high) & (most > low)).all(axis=-1)
    inner = paths[:, 1:-1, None]
    inside = ((low - _CLEAR < inner) & (inner < high + _CLEAR)).all(axis=-1)
    return np.asarray(inside.sum(axis=1) * by)


def _bent(way: Curve) -> float:
    """Say how far a curve's first stretch leads away from where it goes."""
    (x0, y0), (x1, y1), _, (x3, y3) = way.points
    return max(-((x1 - x0) * (x3 - x0) + (y1 - y0) * (y3 - y0)) / (hypot(x3 - x0, y3 - y0) or 1), 0)


def _number(drawn: Sequence[Curve], boxes: Sequence[Box]) -> None:
    """Place each curve's number on it where it covers neither a label nor another number."""
    taken: list[Point] = []
    room = BADGE + 2
    for curve in drawn:
        free = (
            point
            for point in map(curve.at, _ALONG)
            if not any(_inside(point, box, room) for box in boxes)
            and all(hypot(point[0] - x, point[1] - y) > 2 * room for x, y in taken)
        )
        curve.badge = next(free, curve.at(0.5))
        taken.append(curve.badge)


def _inside(point: Point, box: Box, room: float) -> bool:
    left, top, right, bottom = box
    return left - room < point[0] < right + room and top - room < point[1] < bottom + room
