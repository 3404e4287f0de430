"""A work whose parts are known, written as one line."""

from __future__ import annotations

from clew.model import Reference


def written(work: Reference) -> str:
    """Write a cited work as one line, from what is known of it."""
    names = ", ".join(agent.name for agent in work.authors)
    year = f"({work.year})" if work.year else ""
    opening = " ".join(part for part in (names, year) if part)
    number = f"({work.issue})" if work.issue else ""
    within = ", ".join(
        part for part in (work.container, f"{work.volume or ''}{number}", work.pages) if part
    )
    address = work.identifiers[0].url if work.identifiers else None
    parts = (opening, work.title, within, work.publisher)
    sentences = " ".join(f"{part.rstrip('.')}." for part in parts if part)
    return " ".join(part for part in (sentences, address or work.url) if part)
