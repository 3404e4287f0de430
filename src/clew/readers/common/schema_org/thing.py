"""A node of schema.org as a record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from clew.model import (
    Contribution,
    FullText,
    Identifier,
    Kind,
    Period,
    Place,
    Record,
    Scheme,
    title_key,
)
from clew.readers.common.passages import split
from clew.readers.common.schema_org import facts
from clew.readers.common.schema_org.agents import contributions
from clew.readers.common.schema_org.design import design
from clew.readers.common.schema_org.identifiers import addresses, identifiers
from clew.readers.common.schema_org.kinds import in_words, kind_of
from clew.readers.common.schema_org.node import Graph, Node
from clew.readers.common.schema_org.references import Container, pages, references
from clew.readers.common.schema_org.relations import (
    Bring,
    related,
    relations,
    unnumbered_project,
)
from clew.readers.common.text import one_line, paragraphs

_DESCRIPTIONS = (
    "abstract",
    "description",
    "teaches",
    "coursePrerequisites",
    "competencyRequired",
)
# How far from the page's own thing others are taken along.
_DEEPEST = 3


def records(documents: Iterable[Any]) -> tuple[Record, ...]:
    """Read JSON-LD documents: the things they are about first, then those described along.

    People, organisations and catalogues count only where no work stands beside them: on a page
    about a work they are its author, its publisher, or whose page it is.

    Source: schema.org 29.0, in JSON-LD 1.1 compacted, expanded or flattened.
    """
    graph = Graph(documents)
    kinds = [(node, kind) for node in graph.things if (kind := kind_of(node.types))]
    works = [(node, kind) for node, kind in kinds if related(node) and kind != Kind.CATALOGUE]
    shelf = _Shelf()
    for node, kind in works or kinds:
        shelf.add(node, kind)
    return shelf.records


class _Shelf:
    """The records made so far, each under its key."""

    def __init__(self) -> None:
        self._records: dict[str, Record | None] = {}
        self._keys: dict[str, str] = {}
        self._depth = 0

    @property
    def records(self) -> tuple[Record, ...]:
        return tuple(record for record in self._records.values() if record)

    def add(self, node: Node, kind: Kind) -> str:
        """Make a record of a node, unless there is one, and return its key."""
        name = node.id or json.dumps(node.raw, sort_keys=True, default=str)
        if name not in self._keys:
            key = self._keys[name] = self._free(_key(node, kind))
            # The place is kept before its parts are read: they may lead back here.
            self._records[key] = None
            self._records[key] = _record(node, kind, key, self._bring)
        return self._keys[name]

    def _bring(self, node: Node, kind: Kind) -> str | None:
        if self._depth == _DEEPEST:
            return None
        self._depth += 1
        try:
            return self.add(node, kind)
        finally:
            self._depth -= 1

    def _free(self, key: str) -> str:
        taken = sum(one == key or one.startswith(f"{key}#") for one in self._records)
        return f"{key}#{taken + 1}" if taken else key


def _key(node: Node, kind: Kind) -> str:
    """Name a record by what is least likely to change: a number, an address, a title."""
    numbers = [str(one) for one in identifiers(node, kind)]
    title = title_key(node.text("name", "headline"))
    named = f"{kind}:{title}" if title else str(kind)
    return next(iter([*numbers, *addresses(node)]), named)


def _record(node: Node, kind: Kind, key: str, bring: Bring) -> Record:
    title, others = _titles(node)
    container = Container(node)
    body = node.text("articleBody", "text")
    cited = references(node)
    instances = node.nodes("hasCourseInstance") if kind == Kind.COURSE else []
    inner = [*instances, *_project(node, kind)]
    passages = tuple(split(paragraphs(body))) if body else ()
    return Record(
        key=key,
        kind=kind,
        title=title,
        subtitle=_line(node.text("alternativeHeadline")),
        alternative_titles=others,
        subtype=_subtype(node, kind),
        identifiers=_identifiers(node, kind, container),
        description=facts.sections(node, *_DESCRIPTIONS),
        contributions=_parts(node, inner, kind),
        keywords=facts.terms(node, "keywords"),
        subjects=_subjects(node),
        period=_period(node, inner, kind),
        published=facts.date(node, "datePublished", "dateIssued"),
        places=_places(node, inner),
        language=facts.language(node),
        access=_access(node),
        licence=_licence(node),
        amount=facts.money(node) if kind == Kind.AWARD else None,
        status=_line(node.text("creativeWorkStatus", "eventStatus")),
        container=container.name,
        volume=container.volume,
        issue=container.issue,
        pages=pages(node),
        degree=_line(node.text("inSupportOf", "educationalCredentialAwarded")),
        testimonials=_remarks(node),
        catalogues=facts.catalogues(node),
        urls=tuple(dict.fromkeys([*addresses(node), *_files(node)])),
        variables=facts.variables(node),
        design=design(node),
        relations=relations(node, kind, bring),
        fulltext=FullText(references=cited, passages=passages) if cited or passages else None,
        extra=_extra(node, instances),
    )


def _titles(node: Node) -> tuple[str | None, tuple[str, ...]]:
    found = [*node.texts("name"), *node.texts("headline"), *node.texts("legalName")]
    lines = dict.fromkeys(map(one_line, [*found, *node.texts("alternateName")]))
    titles = [line for line in lines if line]
    return next(iter(titles), None), tuple(titles[1:])


def _line(text: str | None) -> str | None:
    return one_line(text) if text else None


def _subtype(node: Node, kind: Kind) -> str | None:
    """Return the source's finer word, or that of schema.org for a publication."""
    said = next((one for one in node.texts("additionalType") if not _is_address(one)), None)
    if said or kind != Kind.PUBLICATION:
        return _line(said or node.text("genre"))
    known = (type for type in node.types if kind_of((type,)) == kind and type != "CreativeWork")
    return next(map(in_words, known), None)


def _identifiers(node: Node, kind: Kind, container: Container) -> tuple[Identifier, ...]:
    """Return a work's own identifiers, with the ISSN or ISBN of what it appeared in."""
    serial = (one for one in container.identifiers if one.scheme in (Scheme.ISSN, Scheme.ISBN))
    return tuple(dict.fromkeys([*identifiers(node, kind), *serial]))


def _parts(node: Node, inner: list[Node], kind: Kind) -> tuple[Contribution, ...]:
    found = [part for one in [node, *inner] for part in contributions(one, kind)]
    return tuple(dict.fromkeys(found))


def _project(node: Node, kind: Kind) -> list[Node]:
    """Return the project that a grant pays for, where it is no thing of its own."""
    return [one for one in node.nodes("fundedItem") if unnumbered_project(one)] * (
        kind == Kind.AWARD
    )


def _subjects(node: Node) -> tuple[str, ...]:
    names = (one.text("name") for one in node.nodes("about") if not related(one))
    return tuple(dict.fromkeys(one_line(name) for name in names if name))


def _period(node: Node, inner: list[Node], kind: Kind) -> Period | None:
    """Return the time a thing covers; of awards and courses, when they run."""
    covered = facts.period(node, "temporalCoverage", "temporal")
    if kind not in (Kind.AWARD, Kind.COURSE):
        return covered
    return covered or next(filter(None, map(facts.run, [node, *inner])), None)


def _places(node: Node, inner: list[Node]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(place for one in [node, *inner] for place in facts.places(one)))


def _access(node: Node) -> str | None:
    said = node.text("conditionsOfAccess", "usageInfo", "accessRights")
    if said:
        return paragraphs(said)
    free = node.values("isAccessibleForFree")
    if free and str(free[0]).lower() == "true":
        return "free"
    node.put_back("isAccessibleForFree")
    return None


def _licence(node: Node) -> str | None:
    for one in node.nodes("license"):
        said = one.id or one.text("url", "name")
        if said:
            return one_line(said)
    return None


def _files(node: Node) -> tuple[str, ...]:
    """Return where the files of a dataset are; what more is said of them stays in the rest."""
    found = [text for one in node.nodes("distribution") for text in one.texts("contentUrl")]
    node.put_back("distribution")
    return tuple(filter(_is_address, found))


def _remarks(node: Node) -> tuple[str, ...]:
    """Return what people said, each remark followed by its author.

    Example: ``“It changed how I knock.” Duty worker, Ashby``
    """
    remarks = []
    for one in node.nodes("review"):
        said, author = one.text("reviewBody", "description", "text"), one.text("author")
        if said:
            quoted = f"“{one_line(said)}” {one_line(author)}" if author else one_line(said)
            remarks.append(quoted)
    return tuple(dict.fromkeys(remarks))


def _extra(node: Node, instances: list[Node]) -> dict[str, Any]:
    left = [one.rest for one in instances if one.rest]
    types = {"@type": list(node.types)} if len(node.types) > 1 else {}
    return types | node.rest | ({"hasCourseInstance": left} if left else {})


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))
