"""The record of a flight payload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from clew.errors import BrokenDocument, NoText
from clew.model import (
    Identifier,
    Kind,
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Scheme,
    fold,
    parse_identifier,
    study_number,
)
from clew.readers.common import schema_org
from clew.readers.common.json_text import parse_json
from clew.readers.common.merge import merged
from clew.readers.common.stated import with_described_links
from clew.readers.common.text import one_line, paragraphs
from clew.readers.flight.design import design, placed
from clew.readers.flight.layouts import Found, laid, records_in, structured_data_in
from clew.readers.flight.parse import Payload
from clew.readers.flight.resolve import Resolver, dangling
from clew.vocabularies import country_name

_Item = TypeVar("_Item")

_KINDS = {"variable": Kind.VARIABLE, "source": Kind.CATALOGUE}
# What the record says in its own fields.
_PLACED = {
    "data_access", "urls", "dois", "name", "geographic_coverage", "geographicCoverage",
    "country_codes", "resource_type", "resourceType",
}  # fmt: skip
_HINT = "Fetch it again and keep it byte for byte."
_MOST_NOTICES = 20


def records_of(payload: Payload, location: str) -> Reading:
    """Turn a payload into records.

    Raises
    ------
    BrokenDocument: when damage touches the record, or no record is left.
    NoText: when there is no damage and no record.
    """
    resolver = Resolver(payload)
    described = [
        record for found in structured_data_in(payload) for record in _said(resolver, found)
    ]
    records = [_record(resolver, found, described, location) for found in records_in(payload)]
    damages = [str(damage) for damage in payload.damages.values()]
    damages += [lost for lost in [dangling(payload)] if lost]
    if not records and damages:
        raise BrokenDocument(
            f"{location} is a flight payload without a whole record: {damages[0]}.", hint=_HINT
        )
    if not records and not described:
        raise NoText(
            f"{location} is a flight payload without a record of a study or dataset.",
            hint="Add the page of a single item.",
        )
    kept = _apart(records or described)
    notices = (
        Notice(message=f"The payload is damaged beside its record: {damage}.")
        for damage in damages[:_MOST_NOTICES]
    )
    return Reading(records=tuple(map(with_described_links, kept)), notices=tuple(notices))


def _record(resolver: Resolver, found: Found, described: list[Record], location: str) -> Record:
    value, troubles = resolver.resolve(found.value)
    whole = laid(value)
    if not troubles and not isinstance(whole.schema.get("name"), str):
        troubles = ("it has no name",)
    if troubles:
        raise BrokenDocument(
            f"{location} is a flight payload whose record, in row {found.row} "
            f"at byte {found.offset:,}, is not whole: {troubles[0]}.",
            hint=_HINT,
        )
    told = schema_org.records([{"@type": "Dataset"} | whole.schema])[0]
    record = _completed(told, whole.facts)
    same = [one for one in described if fold(one.label) == fold(record.label)]
    return _keyed(merged(record, *same), whole.facts)


def _said(resolver: Resolver, found: Found) -> tuple[Record, ...]:
    """Read a script of JSON-LD; one that is damaged says nothing that the record does not."""
    element, _ = resolver.resolve(found.value)
    inner = element.get("dangerouslySetInnerHTML")
    text = inner.get("__html") if isinstance(inner, dict) else element.get("children")
    try:
        return schema_org.records([parse_json(text)]) if isinstance(text, str) else ()
    except ValueError:
        return ()


def _completed(record: Record, facts: dict[str, Any]) -> Record:
    """Add the site's own facts to what the schema.org node says."""
    type = _text(facts, "resource_type") or _text(facts, "resourceType")
    kind = _KINDS.get(type or "", record.kind)
    access, years = _text(facts, "data_access"), _years(facts)
    languages = _texts(facts, "language_codes")
    language = languages[0] if len(languages) == 1 else None
    period = record.period or years
    urls = (url for url in _texts(facts, "urls") if not parse_identifier(url, Scheme.DOI))
    taken = _PLACED | placed(facts)
    taken |= {"language_codes"} if language else set()
    taken |= {"start_year", "end_year"} if _within_years(period) == years else set()
    left = {n: v for n, v in facts.items() if n not in taken and v not in (None, "", [], {})}
    return msgspec.structs.replace(
        record,
        kind=kind,
        subtype=type if type != kind else record.subtype,
        access=paragraphs(access) if access else record.access,
        identifiers=_united(record.identifiers, _identifiers(facts)),
        places=record.places or tuple(_places(facts)),
        period=period,
        language=record.language or language,
        urls=_united(record.urls, urls),
        design=record.design or design(facts),
        extra=record.extra | left,
    )


def _keyed(record: Record, facts: dict[str, Any]) -> Record:
    """Call a record by the site's own number, else by its page, else by its identifier."""
    pages = (url.rstrip("/").rpartition("/")[2] for url in record.urls if "/items/" in url)
    key = _text(facts, "harmony_id") or _text(facts, "slug") or next(pages, record.key)
    return msgspec.structs.replace(record, key=key)


def _apart(records: Iterable[Record]) -> Iterator[Record]:
    """Yield one record of each key: a page may hold the same item twice."""
    taken: set[str] = set()
    for record in records:
        if record.key not in taken:
            taken.add(record.key)
            yield record


def _identifiers(facts: dict[str, Any]) -> Iterator[Identifier]:
    for text in _texts(facts, "dois"):
        doi = parse_identifier(text, Scheme.DOI)
        number = study_number(doi) if doi else None
        yield from (one for one in (doi, number) if one)


def _places(facts: dict[str, Any]) -> Iterator[Place]:
    """Yield the place in words, under the country's code if there is but one, or the codes."""
    words = _text(facts, "geographic_coverage") or _text(facts, "geographicCoverage")
    codes = _texts(facts, "country_codes")
    if words and len(words) == 2 and words.isupper():
        codes, words = [words, *codes], None
    if words:
        yield Place(name=one_line(words), code=codes[0] if len(codes) == 1 else None)
    if not words or len(codes) > 1:
        for code in dict.fromkeys(codes):
            yield Place(name=country_name(code) or code, code=code)


def _years(facts: dict[str, Any]) -> Period | None:
    """Return the first and last year; no source means the year 0."""
    years = [facts.get(name) for name in ("start_year", "end_year")]
    start, end = (f"{year:04}" if isinstance(year, int) and year > 0 else None for year in years)
    return Period(start=start, end=end) if start or end else None


def _within_years(period: Period | None) -> Period | None:
    if period is None:
        return None
    return Period(start=period.start and period.start[:4], end=period.end and period.end[:4])


def _text(facts: dict[str, Any], name: str) -> str | None:
    value = facts.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _texts(facts: dict[str, Any], name: str) -> list[str]:
    values = facts.get(name)
    return [one for one in values if isinstance(one, str)] if isinstance(values, list) else []


def _united(first: Iterable[_Item], second: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys([*first, *second]))
