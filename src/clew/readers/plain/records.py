"""A text as a publication."""

from __future__ import annotations

import re
from itertools import pairwise

from clew.model import Contribution, FullText, Kind, Record, Reference, Role, Section, title_key
from clew.model.folding import fold
from clew.readers.common import names
from clew.readers.common.bibliography import parse_bibliography
from clew.readers.common.merge import united_references
from clew.readers.common.numbers import own_identifiers
from clew.readers.common.passages import ABSTRACT, Title, section, split_under
from clew.readers.common.stated import links_stated
from clew.readers.common.terms import stated_terms
from clew.readers.common.works import works_named
from clew.readers.plain.front import byline, published
from clew.readers.plain.parse import Work

_BIBLIOGRAPHY = re.compile(r"references|bibliography|works cited|literature", re.I)
_NO_AUTHOR = re.compile(r".*\d.*|(?:admin\w*|user|author|owner|unknown|microsoft.*)", re.I)
# Named works are looked for in texts of the length of a book, not beyond.
_MOST_TEXT = 2_000_000


def record_of(work: Work) -> Record:
    """Turn a text into a record with passages, each under the headings above it."""
    identifiers = own_identifiers(work.opening)
    own_title = fold(work.title)
    headings = [
        one._replace(text="") if fold(one.text) == own_title else one for one in work.headings
    ]
    abstract = section(work.text, headings, ABSTRACT)
    keywords = re.split(r"\s*[,;]\s*", work.said.get("Keywords") or work.said.get("keywords", ""))
    number = next((str(one) for one in identifiers), None)
    terms = stated_terms(work.opening)
    left = {n: v for n, v in work.said.items() if n.lower() not in ("author", "keywords")}
    return Record(
        key=number or f"{Kind.PUBLICATION}:{title_key(work.title)}",
        kind=Kind.PUBLICATION,
        title=work.title,
        identifiers=identifiers,
        description=(Section(name="abstract", text=abstract),) if abstract else (),
        contributions=_authors(work),
        keywords=tuple(dict.fromkeys(filter(None, keywords))),
        published=published(work.opening),
        language=work.language,
        access=terms.access,
        licence=terms.licence,
        relations=links_stated(work.text, identifiers),
        fulltext=FullText(
            references=_references(work, headings),
            passages=tuple(split_under(work.text, headings, work.page_at)),
        ),
        extra={"file": left} if left else {},
    )


def _authors(work: Work) -> tuple[Contribution, ...]:
    said = work.said.get("Author") or work.said.get("author") or ""
    if " " in said and not _NO_AUTHOR.fullmatch(said):
        return tuple(Contribution(agent=one, role=Role.AUTHOR) for one in names.people(said))
    return tuple(dict.fromkeys(byline(work.opening)))


def _references(work: Work, headings: list[Title]) -> tuple[Reference, ...]:
    """Return the entries of the bibliography, and the works that the text names."""
    end = Title("", len(work.text), len(work.text), 0)
    listed = [
        entry
        for title, following in pairwise([*headings, end])
        if _BIBLIOGRAPHY.fullmatch(title.text.strip(" :.0123456789"))
        for entry in parse_bibliography(work.text[title.end : following.start])
    ]
    return united_references(tuple(listed), works_named(work.text[:_MOST_TEXT]))
