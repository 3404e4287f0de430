"""Draws a thread as SVG."""

from __future__ import annotations

from hashlib import sha256

from clew.export.common.story import drawn, names, summary
from clew.export.thread_svg.caption import MOST, add_caption, add_number
from clew.export.thread_svg.curve import curves
from clew.export.thread_svg.drawing import add_axis, add_lane, add_link, add_mark
from clew.export.thread_svg.element import Element, element, number, write
from clew.export.thread_svg.layout import MARGIN, WIDTH, lay_out
from clew.export.thread_svg.measure import fit
from clew.export.thread_svg.style import stylesheet
from clew.export.thread_svg.words import description
from clew.model import Thread


def render_thread(thread: Thread) -> str:
    """Draw a thread: lanes by kind, bars for periods, dots for dates, curves for links.

    Stated links are solid, suggested ones dashed, confirmed ones thick; rejected ones are not
    drawn. A lane shows the 18 resources nearest to where the thread starts and counts the others.
    """
    links = drawn(thread)
    called = names(thread)
    picture = lay_out(thread)
    lines = curves(picture, links)
    root, drawing = _document(thread, description(thread, links, called))
    add_axis(drawing, picture)
    for lane in picture.lanes:
        add_lane(drawing, lane)
    for line in lines:
        add_link(drawing, line, called)
    for lane in picture.lanes:
        for mark in lane.marks:
            add_mark(drawing, mark, lane.kind)
    for index, line in enumerate(lines[:MOST], start=1):
        add_number(drawing, index, *line.badge)
    bottom = add_caption(root, lines, called, len(links) - len(lines), picture.bottom)
    return write(_sized(root, bottom + MARGIN))


def _document(thread: Thread, words: str) -> tuple[Element, Element]:
    """Return the document with its title and description, and the group that is the picture.

    The picture is one image with a text equivalent; the list below it stays a list, which it
    could not if the whole document were an image.
    """
    id = f"clew-{sha256(thread.root.encode('utf-8', 'replace')).hexdigest()[:8]}"
    title = f"Thread of {names(thread, 200).get(thread.root, thread.root)}"
    root = element(None, "svg", xmlns="http://www.w3.org/2000/svg", class_="clew-thread")
    root.attrib |= {"role": "group", "aria-labelledby": f"{id}-title"}
    element(root, "title", title, id=f"{id}-title")
    element(root, "desc", words, id=f"{id}-desc")
    element(root, "style", stylesheet())
    element(root, "rect", class_="clew-ground", width="100%", height="100%")
    drawing = element(
        root, "g", role="img", aria_labelledby=f"{id}-title", aria_describedby=f"{id}-desc"
    )
    _heading(drawing, title, summary(thread))
    return root, drawing


def _heading(drawing: Element, title: str, below: str) -> None:
    (line,) = fit(title, WIDTH - 2 * MARGIN, 20, lines=1)
    element(
        drawing, "text", line, class_="clew-text", x=MARGIN, y=46, font_size=19, font_weight=600
    )
    element(drawing, "text", below, class_="clew-quiet", x=MARGIN, y=69, font_size=13)


def _sized(root: Element, height: float) -> Element:
    root.attrib |= {
        "width": number(WIDTH),
        "height": number(height),
        "viewBox": f"0 0 {number(WIDTH)} {number(height)}",
    }
    return root
