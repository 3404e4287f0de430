"""What the picture shows, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clew.export.common.story import dated, sentence, summary, told
from clew.model import Bead, Link, Thread


def description(thread: Thread, links: Sequence[Link], called: Mapping[str, str]) -> str:
    """Tell the thread for those who do not see it: what lies on it, in order, and how it is joined.

    Example: ``2 resources, 1 link (1 stated). Awards: Doors ajar, 2031 to 2033. …``
    """
    stages = [
        f"{stage.title}: {'; '.join(_called(bead, called) for bead in beads)}."
        for stage, beads in told(thread)
    ]
    joined = [f"{sentence(link, called)}." for link in links]
    return " ".join([f"{summary(thread)}.", *stages, *joined])


def _called(bead: Bead, called: Mapping[str, str]) -> str:
    return f"{called[bead.id]}, {dated(bead) or 'undated'}"
