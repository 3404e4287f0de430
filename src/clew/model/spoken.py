"""Descriptions in the reader's language, where a source gives them in several.

A record leads in one language; what is said in others stands beside it in ``extra["languages"]``,
by language and field, as its source put it::

    {"fi": {"title": ["Ovien takana"], "keywords": [{"term": "lapset"}], "description": "Kuka …"}}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from clew.model.record import Record, Section
from clew.model.resource import Resource

_LEADING = "en"  # leads wherever a source has an English title
_TITLES = ("title", "titles")
_TEXTS = ("description", "abstract", "abstracts")
_WORDS = ("term", "title", "name", "value", "content", "text")


def spoken(resource: Resource) -> tuple[str, ...]:
    """Return the languages that a thing has a title or description in, the leading one first."""
    others = {
        language
        for record in resource.records
        for language, said in _others(record).items()
        if language and any(_said(said, _TITLES + _TEXTS))
    }
    # A source may state the language of the thing itself, and tell of it in another.
    stated = (base_language(one.language) for one in resource.records if one.language)
    leading = next((one for one in stated if one not in others), _LEADING)
    return (leading, *sorted(others - {leading}))


def told_in(resource: Resource, languages: Sequence[str]) -> Resource:
    """Return a thing with title, description and keywords in the first language there is.

    What a source does not say in it stays as it leads; nothing is lost, for the title that gives
    way becomes another title.

    Parameters
    ----------
    languages: codes, the preferred one first, with or without a region.
    """
    language = chosen(resource, languages)
    if language is None:
        return resource
    held = tuple(
        msgspec.structs.replace(one, record=_told(one.record, _others(one.record).get(language)))
        for one in resource.held
    )
    return msgspec.structs.replace(resource, held=held)


def chosen(resource: Resource, languages: Sequence[str]) -> str | None:
    """Return which language a reader is told in, if it is another than the leading one."""
    leading, *others = spoken(resource)
    for language in map(base_language, languages):
        if language == leading:
            return None
        if language in others:
            return language
    return None


def _others(record: Record) -> Mapping[str, Any]:
    found = record.extra.get("languages")
    return found if isinstance(found, dict) else {}


def _told(record: Record, said: Any) -> Record:
    """Return a record with what is said in another language in place of what leads."""
    title = next(_said(said, _TITLES), record.title)
    texts = list(_said(said, _TEXTS))
    titles = (record.title, *record.alternative_titles)
    return msgspec.structs.replace(
        record,
        title=title,
        alternative_titles=tuple(dict.fromkeys(one for one in titles if one and one != title)),
        description=tuple(_sections(record, texts)) or record.description,
        keywords=tuple(_said(said, ("keywords", "keyword"))) or record.keywords,
        subjects=tuple(_said(said, ("subjects",))) or record.subjects,
        access="\n".join(_said(said, ("access",))) or record.access,
    )


def _sections(record: Record, texts: Sequence[str]) -> Iterator[Section]:
    """Yield texts under the names that the leading ones have, in their order."""
    names = [section.name for section in record.description]
    for place, text in enumerate(texts):
        yield Section(name=names[place] if place < len(names) else "description", text=text)


def _said(said: Any, names: Iterable[str]) -> Iterator[str]:
    """Yield the texts under some names, whether they are strings, lists or nodes with words."""
    if not isinstance(said, dict):
        return
    for name in names:
        value = said.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                one = next((one[word] for word in _WORDS if one.get(word)), None)
            if isinstance(one, str) and one.strip():
                yield one


def base_language(language: str) -> str:
    """Return a language without its region: ``en-GB`` → ``en``."""
    return language.replace("_", "-").split("-")[0].casefold()
