"""Writes a thread as text for a terminal."""

from __future__ import annotations

from clew.export.common.credits import write_credits
from clew.export.common.page import Page
from clew.export.common.story import dated, drawn, label, names, people, sentence, summary, told
from clew.export.common.words import state, verb
from clew.model import Bead, Evidence, Link, Thread

WIDTH = 80


def render_thread(thread: Thread, width: int = WIDTH) -> str:
    """Write a thread in the order of its story; each link stands below the thing it starts from.

    Parameters
    ----------
    thread: what to tell.
    width: how many columns the terminal has; narrower than 40 is taken as 40.
    """
    page = Page(width)
    called = names(thread)
    page.title(f"Thread of {called.get(thread.root, thread.root)}", summary(thread))
    links = drawn(thread)
    for stage, beads in told(thread):
        page.heading(stage.title)
        for bead in beads:
            page.gap()
            _bead(page, bead, root=bead.id == thread.root)
            for link in links:
                if link.subject == bead.id:
                    _link(page, link, called)
    _others(page, [link for link in thread.links if link not in set(links)], called)
    write_credits(page, thread.credits)
    return str(page)


def _bead(page: Page, bead: Bead, *, root: bool) -> None:
    about = [str(bead.kind), dated(bead), *bead.identifiers[:1], bead.id]
    page.items([label(bead)], "● " if root else "○ ")
    page.items([" · ".join(part for part in about if part)], "  ")
    page.items(list(filter(None, [people(bead)])), "  ")


def _link(page: Page, link: Link, called: dict[str, str]) -> None:
    object = called[link.object]
    page.items([f"{verb(link.type)} {object} – {state(link.state, link.confidence)}"], "  → ")
    for evidence in link.evidence:
        page.items(_evidence(evidence), "      ")


def _evidence(evidence: Evidence) -> list[str]:
    """Return why a link is believed, then the words that say so and where they stand."""
    where = ", ".join(part for part in (evidence.place, evidence.location) if part)
    quote = f"“{evidence.quote}”" if evidence.quote else ""
    return [evidence.reason, *filter(None, [" – ".join(filter(None, [quote, where]))])]


def _others(page: Page, links: list[Link], called: dict[str, str]) -> None:
    if links:
        page.heading("Not part of the story")
        page.items([sentence(link, called) for link in links])
