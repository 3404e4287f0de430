"""Draws the pictures of the documentation from the invented documents; run it from anywhere.

`thread.svg` shows the spine of the doorstep thread: the awards, the data, the thesis, the book
and the course, without the other publications that hang on it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import clew
from clew.export import choose
from clew.model import Thread

ROOT = Path(__file__).resolve().parents[2]
START = "10.5555/NDA-SN-900412"
SPINE = (
    "ES/Z900017/1",
    "ES/Z900017/2",
    START,
    "waiting-to-be-let-in-time-thresholds-and-attention-in-child-protection-home",
    "crossing-the-doorstep-attentive-child-protection-practice",
    "a-second-look-keeping-children-in-view-on-home-visits",
)


def spine(catalogue: clew.Clew) -> Thread:
    """Return the thread with nothing but its spine."""
    whole = catalogue.thread(START)
    kept = {catalogue.get(name).slug for name in SPINE}
    return Thread(
        root=whole.root,
        beads=tuple(bead for bead in whole.beads if bead.id in kept),
        links=tuple(link for link in whole.links if {link.subject, link.object} <= kept),
    )


def main() -> None:
    """Draw the pictures."""
    with tempfile.TemporaryDirectory() as home, clew.open(home) as catalogue:
        corpus = (ROOT / "examples" / "corpus").glob("*/doorstep-*")
        catalogue.add(*(str(path) for path in sorted(corpus)))
        picture = choose("svg", of=Thread).render(spine(catalogue))
    (ROOT / "docs" / "pictures" / "thread.svg").write_text(picture, "utf-8")


if __name__ == "__main__":
    main()
