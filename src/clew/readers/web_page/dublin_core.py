"""Metadata in Dublin Core: ``DC.title``, ``DCTERMS.issued``, and the refinements archives add.

Source: DCMI Metadata Terms; *Expressing Dublin Core metadata using HTML/XHTML meta and link
elements* (DCMI, 2008).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import (
    Contribution,
    Identifier,
    Kind,
    LinkType,
    Period,
    Place,
    Record,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
    parse_identifier,
    study_number,
)
from clew.readers.common.names import agent
from clew.readers.common.schema_org.facts import coverage
from clew.readers.common.schema_org.identifiers import one_identifier
from clew.readers.common.text import one_line, paragraphs
from clew.readers.web_page.claim import Claim, key_of
from clew.readers.web_page.dates import meta_date
from clew.readers.web_page.parse import Page
from clew.vocabularies import language_code

_PREFIX = re.compile(r"(?:dc|dcterms|dct)[.:](?=\w)")
# dc.date.issued → issued, dc.identifier.doi → doi: the refinement says more than the element.
_REFINEMENTS = {
    "title.alternative": "alternative",
    "date.issued": "issued",
    "date.created": "created",
    "description.abstract": "abstract",
    "identifier.doi": "identifier",
    "identifier.uri": "identifier",
    "coverage.temporal": "temporal",
    "coverage.spatial": "spatial",
    "contributor.author": "creator",
    "rights.license": "license",
    "rights.accessrights": "accessrights",
    "contributor.advisor": "advisor",
    "contributor.supervisor": "advisor",
    "relation.ispartof": "ispartof",
    "relation.references": "references",
}
_KINDS = (
    (Kind.DATASET, r"\bdata ?sets?\b|\bdata\b"),
    (Kind.THESIS, r"\bthes[ie]s\b|\bdissertation\b"),
    (Kind.SOFTWARE, r"\bsoftware\b"),
    (Kind.COURSE, r"\bcourse\b|\blearning\b"),
    (Kind.PUBLICATION, r"\b(?:text|article|book|chapter|report|paper|preprint|journal)\b"),
)
_RELATIONS = {
    "ispartof": (LinkType.PART_OF, False),
    "haspart": (LinkType.PART_OF, True),
    "isversionof": (LinkType.VERSION_OF, False),
    "hasversion": (LinkType.VERSION_OF, True),
    "references": (LinkType.CITES, False),
    "isreferencedby": (LinkType.CITES, True),
    "source": (LinkType.BASED_ON, False),
}
_ROLES = {
    "creator": Role.CREATOR,
    "contributor": Role.CONTRIBUTOR,
    "advisor": Role.SUPERVISOR,
    "publisher": Role.PUBLISHER,
}
_PLACED = {
    "title", "alternative", "identifier", "description", "abstract", "tableofcontents", "subject",
    "issued", "date", "available", "created", "temporal", "spatial", "coverage", "language",
    "accessrights", "rights", "license", "type", "relation", *_RELATIONS, *_ROLES,
}  # fmt: skip
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|[./_-]")


class _Terms:
    """The Dublin Core metadata of a page by term, prefixes and refinements resolved."""

    def __init__(self, page: Page) -> None:
        self.found: dict[str, list[str]] = {}
        for name, content in page.metas:
            prefix = _PREFIX.match(name)
            if prefix:
                term = name[prefix.end() :]
                self.found.setdefault(_REFINEMENTS.get(term, term), []).append(content)

    def all(self, *names: str) -> list[str]:
        return [text for name in names for text in self.found.get(name, [])]

    def first(self, *names: str) -> str | None:
        return next(iter(self.all(*names)), None)


def dublin_core(page: Page) -> Claim | None:
    """Read the Dublin Core metadata of a page, ``None`` if it has no title in it."""
    terms = _Terms(page)
    title, *others = [one_line(text) for text in terms.all("title", "alternative")] or [""]
    if not title:
        return None
    type = _type(terms)
    kind = _kind(type)
    identifiers = tuple(dict.fromkeys(_identifiers(terms)))
    language = terms.first("language")
    rights = [one_line(text) for text in terms.all("accessrights", "rights")]
    licences = [*terms.all("license"), *filter(_is_licence, rights)]
    rest = {f"dc.{name}": texts for name, texts in terms.found.items() if name not in _PLACED}
    record = Record(
        key=key_of(kind or Kind.PUBLICATION, identifiers, page.address, title),
        kind=kind or Kind.PUBLICATION,
        title=title,
        alternative_titles=tuple(dict.fromkeys(others)),
        subtype=type if kind in (Kind.PUBLICATION, Kind.THESIS) else None,
        identifiers=identifiers,
        description=tuple(_sections(terms)),
        contributions=tuple(dict.fromkeys(_contributions(terms, kind))),
        keywords=_keywords(terms),
        period=_period(terms),
        published=_published(terms),
        places=tuple(_places(terms)),
        language=language_code(language) if language else None,
        access=next((one for one in rights if not _is_licence(one)), None),
        licence=next(map(one_line, licences), None),
        urls=tuple(url for url in terms.all("identifier") if _is_page(url)),
        relations=tuple(dict.fromkeys(_relations(terms))),
        extra=rest | _untold(terms),
    )
    return Claim(record, kind is not None)


def _type(terms: _Terms) -> str | None:
    """Return the type in words.

    Examples: ``"http://purl.org/dc/dcmitype/Dataset"`` → ``"Dataset"``; ``"BookChapter"`` →
    ``"Book Chapter"``
    """
    text = terms.first("type")
    last = text.rstrip("/").rpartition("/")[2] if text and "://" in text else text
    # "Text" tells no more than that it is no picture.
    return one_line(_WORD.sub(" ", last)) if last and last.lower() != "text" else None


def _kind(type: str | None) -> Kind | None:
    return next((kind for kind, word in _KINDS if type and re.search(word, type, re.I)), None)


def _identifiers(terms: _Terms) -> Iterator[Identifier]:
    for text in terms.all("identifier"):
        found = one_identifier(text) or parse_identifier(text)
        if found and found.scheme != Scheme.URL:
            yield found
            number = study_number(found)
            yield from [number] if number else []


def _contributions(terms: _Terms, kind: Kind | None) -> Iterator[Contribution]:
    by_authors = kind in (Kind.PUBLICATION, Kind.THESIS, None)
    for term, role in _ROLES.items():
        if term == "creator" and by_authors:
            role = Role.AUTHOR
        for text in terms.all(term):
            names = text.split(";") if term != "publisher" else [text]
            found = (agent(name) for name in names if name.strip())
            yield from (Contribution(agent=one, role=role) for one in found)


def _sections(terms: _Terms) -> Iterator[Section]:
    for name in ("abstract", "description"):
        texts = (paragraphs(text) for text in terms.all(name))
        text = "\n\n".join(dict.fromkeys(text for text in texts if text))
        if text:
            yield Section(name=name, text=text)


def _keywords(terms: _Terms) -> tuple[str, ...]:
    said = [part for text in terms.all("subject") for part in text.split(";")]
    return tuple(dict.fromkeys(line for part in said if (line := one_line(part))))


def _published(terms: _Terms) -> str | None:
    dates = map(meta_date, terms.all("issued", "date", "available"))
    return next(filter(None, dates), None)


def _period(terms: _Terms) -> Period | None:
    return next(filter(None, map(coverage, terms.all("temporal", "coverage"))), None)


def _places(terms: _Terms) -> Iterator[Place]:
    """Yield places; ``coverage`` may hold a time as well."""
    places = [*terms.all("spatial"), *(c for c in terms.all("coverage") if not coverage(c))]
    yield from (Place(name=one_line(text)) for text in dict.fromkeys(places))


def _relations(terms: _Terms) -> Iterator[Relation]:
    for term, (type, inverse) in _RELATIONS.items():
        for text in terms.all(term):
            target = _target(text)
            if target:
                yield _relation(type, target, text, term, inverse=inverse)
    for text in terms.all("relation"):
        # Archives give the award here; what else is related, the bare term does not tell.
        award = parse_identifier(text, Scheme.AWARD)
        if award:
            yield _relation(LinkType.FUNDED_BY, award, text, "relation")


def _untold(terms: _Terms) -> dict[str, list[str]]:
    """Return relations that name no identifier, or do not say what they are."""
    left = {term: [t for t in terms.all(term) if not _target(t)] for term in _RELATIONS}
    left["relation"] = [
        text for text in terms.all("relation") if not parse_identifier(text, Scheme.AWARD)
    ]
    return {f"dc.{term}": texts for term, texts in left.items() if texts}


def _target(text: str) -> Identifier | None:
    found = one_identifier(text) or parse_identifier(text)
    return found if found and found.scheme != Scheme.URL else None


def _relation(
    type: LinkType, target: Identifier, quote: str, term: str, *, inverse: bool = False
) -> Relation:
    return Relation(
        type=type,
        target=Target(identifier=target),
        quote=one_line(quote),
        place="meta",
        term=f"DC.{term}",
        inverse=inverse,
    )


def _is_page(text: str) -> bool:
    return text.startswith(("http://", "https://")) and _target(text) is None


def _is_licence(rights: str) -> bool:
    """Say whether a statement of rights is the address of a licence."""
    return rights.startswith("http") and bool(re.search(r"licen[cs]e|creativecommons", rights))
