"""Render the flight payloads of the example corpus from the facts in ``make/flight/*.json``.

A flight payload is what a Next.js page streams to the browser: one row per line, except for long
texts, which stand on a row that counts their bytes and ends without a line break::

    1a:T1f0,<496 bytes of text>1b:["$","$L1c",null,{"study":…,"description":"$1a"}]

Run ``python examples/make/flight.py`` after changing a fact; ``examples/corpus/flight`` follows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FACTS = Path(__file__).parent / "flight"
CORPUS = Path(__file__).parent.parent / "corpus" / "flight"
SITE = "https://discovery.example/search"
# Shorter texts stay inside the row that needs them.
LONG = 1024
CHUNKS = '["2201","static/js/2201.9c1d0a7e.js","77","static/js/app/layout.51b0c3fd.js"]'


def render(facts: dict[str, Any]) -> bytes:
    """Return the document for one study: a bare payload, or a page that pushes it in pieces."""
    payload = _Payload(facts).rows()
    return _page(facts, payload) if facts.get("page") else payload.encode()


class _Payload:
    """The rows of one page, in the order in which a server would stream them."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts
        self.last = 0x10

    def rows(self) -> str:
        return "".join([*self._frame(), *self._item(), *self._head()])

    def _frame(self) -> Iterator[str]:
        yield '1:"$Sreact.fragment"\n'
        for row, name in (("2", "default"), ("3", "SearchProvider"), ("5", ""), ("d", "default")):
            yield f'{row}:I[40{ord(row)},{CHUNKS},"{name}"]\n'
        yield '4:"$Sreact.suspense"\n'
        yield ':HL["/search/_next/static/css/0d9e7714aa31c5f2.css","style"]\n'
        tree = ["items", ["slug", self.facts["slug"], "d"], "__PAGE__"]
        shell = ["$", "$L2", None, {"children": ["$", "$L3", None, {"children": "$Lc"}]}]
        yield f"0:{_json({'P': None, 'b': 'Kq2-ropewalk', 'c': tree, 'f': shell, 'S': True})}\n"

    def _item(self) -> Iterator[str]:
        structured: list[str] = []
        script = {
            "strategy": "beforeInteractive",
            "id": "structured-data",
            "type": "application/ld+json",
            "dangerouslySetInnerHTML": {"__html": self._text(_json(self._jsonld()), structured)},
        }
        yield from structured
        described: list[str] = []
        description = self._text(self.facts["description"], described)
        yield from described
        item = (
            self._study(description) if self.facts["layout"] == "A" else self._dataset(description)
        )
        body = [["$", "$L5", None, script], ["$", "$Ld", None, item]]
        yield f"c:{_json(['$', '$4', None, {'fallback': 'Loading...', 'children': body}])}\n"

    def _head(self) -> Iterator[str]:
        described: list[str] = []
        description = self._text(self.facts["description"], described)
        yield from described
        tags = [
            {"property": "og:title", "content": self.facts["name"]},
            {"property": "og:description", "content": description},
            {"property": "og:url", "content": self._url()},
            {"property": "og:site_name", "content": "Study Finder"},
        ]
        meta = [["$", "meta", str(n), tag] for n, tag in enumerate(tags, 1)]
        title = ["$", "title", "0", {"children": self.facts["name"]}]
        yield f"e:{_json({'metadata': [title, *meta], 'error': None, 'digest': '$undefined'})}\n"

    def _text(self, text: str, rows: list[str]) -> str:
        """Return the text, or a reference to a row of its own (put on ``rows``) when it is long."""
        size = len(text.encode())
        if size < LONG:
            return "$" + text if text.startswith("$") else text
        self.last += 1
        rows.append(f"{self.last:x}:T{size:x},{text}")
        return f"${self.last:x}"

    def _url(self) -> str:
        return f"{SITE}/items/{self.facts['slug']}"

    def _jsonld(self) -> dict[str, Any]:
        facts = self.facts
        whole = {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "name": facts["name"],
            "description": facts["description"],
            "url": self._url(),
            "identifier": facts["identifier"],
            "keywords": facts["keywords"],
            "temporalCoverage": facts.get("period"),
            "publisher": _organisations(facts, "publisher"),
            "creator": _organisations(facts, "creator"),
        }
        return {name: value for name, value in whole.items() if value is not None}

    def _study(self, description: str) -> dict[str, Any]:
        facts = self.facts
        schema = {
            **self._jsonld(),
            "description": description,
            "url": facts["urls"],
            "variableMeasured": [
                {"name": v["name"], "description": v["description"]}
                for v in facts.get("variables", [])
            ]
            or None,
            "includedInDataCatalog": [
                {"@type": "DataCatalog", **catalogue} for catalogue in facts["catalogues"]
            ],
            "sponsor": _organisations(facts, "sponsor"),
            "funder": _organisations(facts, "funder"),
        }
        schema = {name: value for name, value in schema.items() if value is not None}
        extra = {"slug": facts["slug"], "name": facts["name"], "resource_type": "dataset"}
        extra |= {"urls": facts["urls"], "dois": facts["identifier"], **facts.get("extra", {})}
        return {
            "study": {
                "dataset_schema": schema,
                "extra_data": extra,
                "distance": 0,
                "score": 0,
                "parent": {},
                "ancestors": [],
            }
        }

    def _dataset(self, description: str) -> dict[str, Any]:
        facts = self.facts
        absent = "$undefined"
        publisher = facts.get("publisher")
        return {
            "dataset": {
                "title": facts["name"],
                "description": description,
                "image": absent,
                "publisher": {"name": publisher[0], "url": absent} if publisher else absent,
                "funders": _organisations(facts, "funder") or absent,
                "geographicCoverage": facts.get("extra", {}).get("geographic_coverage", absent),
                "temporalCoverage": facts.get("period", absent),
                "ageCoverage": facts.get("ages", absent),
                "studyDesign": facts.get("extra", {}).get("study_design", []),
                "resourceType": "dataset",
                "topics": facts["keywords"],
                "instruments": facts.get("extra", {}).get("instruments", []),
                "dataCatalogs": [
                    {**catalogue, "logo": absent} for catalogue in facts["catalogues"]
                ],
                "matchedVariables": [],
                "allVariables": facts.get("variables", []),
                "additionalLinks": [*facts["urls"], *facts["identifier"]],
                "child_datasets": [],
                "aiSummary": None,
            }
        }


def _organisations(facts: dict[str, Any], role: str) -> list[dict[str, str]] | None:
    names = facts.get(role)
    return [{"@type": "Organization", "name": name} for name in names] if names else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _page(facts: dict[str, Any], payload: str) -> bytes:
    """Put a payload into a page, cut without regard to its rows, as a server's buffers cut it."""
    pieces = [payload[start : start + 1500] for start in range(0, len(payload), 1500)]
    pushes = "".join(
        f"<script>self.__next_f.push([1,{_script(piece)}])</script>" for piece in pieces
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/>'
        f"<title>{facts['name'].strip()}</title></head><body><div>Loading...</div>"
        f"<script>(self.__next_f=self.__next_f||[]).push([0])</script>{pushes}</body></html>\n"
    ).encode()


def _script(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")


def main() -> None:
    """Write every payload of the corpus."""
    for path in sorted(FACTS.glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        suffix = ".html" if facts.get("page") else ".rsc.txt"
        (CORPUS / f"{path.stem}{suffix}").write_bytes(render(facts))


if __name__ == "__main__":
    main()
