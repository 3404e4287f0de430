"""The list below the picture: each link by its number, in words, with what speaks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clew.export.common.words import count, state, verb
from clew.export.thread_svg.curve import BADGE, Curve
from clew.export.thread_svg.element import Element, element, points
from clew.export.thread_svg.layout import MARGIN, WIDTH
from clew.export.thread_svg.measure import fit
from clew.model import Evidence, Link

MOST = 24  # entries; links beyond carry no number

_SIZE, _SMALL = 13, 11.5
_LINE, _SMALL_LINE = 18, 16
_GAP = 12
_TEXT_X = MARGIN + 30
_TEXT_WIDTH = WIDTH - MARGIN - 150 - _TEXT_X
_STATE_X = WIDTH - MARGIN - 124


def add_caption(
    root: Element, curves: Sequence[Curve], called: Mapping[str, str], left_out: int, y: float
) -> float:
    """Write the list of links from ``y`` down, and return where it ends.

    Parameters
    ----------
    root: the document.
    curves: the links that are drawn; the first ones are listed.
    called: what to call each resource.
    left_out: how many links are not drawn.
    y: where the list begins.
    """
    listed = curves[:MOST]
    if listed:
        y += 34
        element(
            root, "text", "Links", class_="clew-text", x=MARGIN, y=y, font_size=14, font_weight=600
        )
        y += 10
        group = element(root, "g", role="list", aria_label="Links")
        for index, curve in enumerate(listed, start=1):
            y = _entry(group, index, curve.link, called, y + _GAP)
    untold = len(curves) - len(listed) + left_out
    if untold:
        y += _GAP + _LINE
        words = f"and {count(untold, 'more link')}, told in the thread’s text"
        element(root, "text", words, class_="clew-quiet", x=_TEXT_X, y=y, font_size=_SMALL)
    return y


def add_number(parent: Element, index: int, x: float, y: float) -> None:
    """Write a number in a circle."""
    element(parent, "circle", class_="clew-badge", cx=x, cy=y, r=BADGE, stroke_width=1)
    element(
        parent,
        "text",
        str(index),
        class_="clew-text",
        x=x,
        y=y + 3.6,
        font_size=10,
        font_weight=600,
        text_anchor="middle",
    )


def add_line(parent: Element, link: Link, path: str) -> None:
    """Draw a line in the style of a link's state."""
    element(parent, "path", class_=f"clew-link clew-{link.state}", d=path)


def _entry(group: Element, index: int, link: Link, called: Mapping[str, str], y: float) -> float:
    entry = element(group, "g", role="listitem")
    y += _LINE - 4
    add_number(entry, index, MARGIN + BADGE, y - 4.5)
    said = f"{called[link.subject]} {verb(link.type)} {called[link.object]}"
    add_line(entry, link, f"M{points((_STATE_X, y - 4.5))} L{points((_STATE_X + 30, y - 4.5))}")
    words = state(link.state, link.confidence)
    element(entry, "text", words, class_="clew-quiet", x=_STATE_X + 38, y=y, font_size=_SMALL)
    for line in fit(said, _TEXT_WIDTH, _SIZE, lines=2):
        element(entry, "text", line, class_="clew-text", x=_TEXT_X, y=y, font_size=_SIZE)
        y += _LINE
    for line in _reasons(link.evidence):
        element(entry, "text", line, class_="clew-quiet", x=_TEXT_X, y=y - 1, font_size=_SMALL)
        y += _SMALL_LINE
    return y - _LINE + 4


def _reasons(evidence: Sequence[Evidence]) -> list[str]:
    """Return the first two pieces of evidence, each in two lines at most."""
    told = [
        " ".join([one.reason, *([f"“{one.quote}”"] if one.quote else [])]) for one in evidence[:2]
    ]
    return [line for words in told for line in fit(words, _TEXT_WIDTH, _SMALL, lines=2)]
