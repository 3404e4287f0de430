"""The reference desk: the few verbs that an assistant has, each with a small answer."""

from __future__ import annotations

from threading import Lock
from typing import Any

from clew.app import Clew
from clew.assistants.brief import bead_of, found, line, quotation, whole, without_gaps
from clew.errors import QueryError
from clew.export import Item, choose
from clew.exporting import by_number
from clew.model import Link
from clew.search import Options, PassageHit

MOST = 20  # results of one answer
TOGETHER = 6  # things compared at once
_BEADS = 40
_LINKS = 60
_TEXT = 6_000  # characters of passages in one answer
_COMPARED = (
    *("kind", "people", "period", "published", "places", "access", "licence", "amount"),
    *("variables", "keywords", "described_by"),
)


class Desk:
    """Answers assistants from a catalogue, which it only reads; one at a time.

    Parameters
    ----------
    catalogue: what it knows.
    site: where its pages are, for links; without it links lead to the things themselves.
    """

    def __init__(self, catalogue: Clew, site: str | None = None) -> None:
        self._catalogue = catalogue
        self._site = site
        self._turn = Lock()

    def search(
        self, words: str, kind: str | None = None, years: str | None = None, limit: int = 8
    ) -> dict[str, Any]:
        """Find resources; see the tool of this name."""
        filters = {"period": years} if years else {}
        options = Options(kind=kind, filters=filters, limit=_most(limit))
        with self._turn:
            answer = self._catalogue.search(words, **options)
            described = by_number(self._catalogue.catalogue, [hit.number for hit in answer.hits])
        return without_gaps(
            {
                "total": answer.total,
                "ranked_by": answer.mode,
                "results": [
                    found(hit, described[hit.number], self._site)
                    for hit in answer.hits
                    if hit.number in described
                ],
                "searched_instead": answer.correction.showing if answer.correction else None,
                "to_loosen": [f"without {one.without}: {one.count}" for one in answer.loosen],
                "credits": [str(credit) for credit in answer.credits],
            }
        )

    def get(self, name: str) -> dict[str, Any]:
        """Return one resource."""
        with self._turn:
            return whole(self._catalogue.item(name), self._site)

    def passages(self, words: str, name: str | None = None, limit: int = 5) -> dict[str, Any]:
        """Return passages to quote, of one resource or of all."""
        with self._turn:
            if name:
                item = self._catalogue.item(name)
                found = [
                    (item, one) for one in self._catalogue.search_in(name, words, _most(limit))
                ]
            else:
                found = self._everywhere(words, limit)
        quoted = [
            {"title": item.record.title or item.record.label} | quotation(one, item, self._site)
            for item, one in found
        ]
        return {"passages": _fitting(quoted)[: _most(limit)]}

    def _everywhere(self, words: str, limit: int) -> list[tuple[Item, PassageHit]]:
        options = Options(limit=MOST, settings={"passages": _most(limit), "snippet": 600})
        hits = [hit for hit in self._catalogue.search(words, **options).hits if hit.passages]
        described = by_number(self._catalogue.catalogue, [hit.number for hit in hits])
        return [
            (described[hit.number], passage)
            for hit in hits
            if hit.number in described
            for passage in hit.passages
        ]

    def thread(self, name: str, depth: int = 1) -> dict[str, Any]:
        """Return what a resource is joined to, with the evidence."""
        with self._turn:
            thread = self._catalogue.thread(name, max(0, min(depth, 3)))
        return without_gaps(
            {
                "of": thread.root,
                "resources": [bead_of(bead, self._site) for bead in thread.beads[:_BEADS]],
                "links": [_link(link) for link in thread.links[:_LINKS]],
                "left_out": max(0, len(thread.beads) - _BEADS) or None,
                "credits": [str(credit) for credit in thread.credits],
            }
        )

    def compare(self, names: list[str]) -> dict[str, Any]:
        """Return resources side by side."""
        if not 2 <= len(names) <= TOGETHER:
            raise QueryError(
                f"{len(names)} things cannot be compared.", hint=f"Name 2 to {TOGETHER}."
            )
        with self._turn:
            shown = [whole(self._catalogue.item(name), self._site) for name in names]
        rows = {
            name: {one["id"]: one.get(name, "not stated") for one in shown}
            for name in _COMPARED
            if any(name in one for one in shown)
        }
        differing = [name for name, row in rows.items() if len({str(v) for v in row.values()}) > 1]
        links = {one["id"]: one.get("url") for one in shown}
        titles = {one["id"]: one["title"] for one in shown}
        return {"titles": titles, "facts": rows, "differing": differing, "urls": links}

    def cite(self, names: list[str], style: str = "apa") -> dict[str, Any]:
        """Return citations in a style, or in BibTeX or RIS."""
        if not 1 <= len(names) <= MOST:
            raise QueryError(f"{len(names)} things cannot be cited at once.", hint=f"1 to {MOST}.")
        form = choose(style)
        with self._turn:
            cited = [self._catalogue.item(name) for name in names]
        return {
            "style": form.name,
            "citations": [
                without_gaps({"id": item.slug, "citation": form.render(item).strip(), "url": url})
                for item in cited
                for url in [line(item, self._site).get("url")]
            ],
        }


def _most(limit: int) -> int:
    return max(1, min(limit, MOST))


def _link(link: Link) -> dict[str, Any]:
    return without_gaps(
        {
            "from": link.subject,
            "type": str(link.type),
            "to": link.object,
            "state": str(link.state),
            "confidence": link.confidence,
            "because": [one.reason for one in link.evidence][:2],
            "quote": next((one.quote for one in link.evidence if one.quote), None),
        }
    )


def _fitting(quoted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept, length = [], 0
    for one in quoted:
        length += len(one["text"])
        if length > _TEXT:
            break
        kept.append(one)
    return kept
