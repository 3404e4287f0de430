"""Entries as Tantivy documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from clew.index.engine import Card, UnitCard
from clew.index.entry import Entry
from clew.index.query import NOT_STATED, OF_DESIGN, Facet, Span
from clew.index.studied import Range, in_few_words
from clew.index.tantivy_engine.schema import FACETS, HIGHS, LOWS, NEVER, WITHIN
from clew.model.folding import fold, in_one_case

Fields = dict[str, Any]

pack = msgspec.msgpack.Encoder().encode
unpack_card = msgspec.msgpack.Decoder(Card).decode
unpack_unit = msgspec.msgpack.Decoder(UnitCard).decode

# A facet is for choosing from; a name longer than this is a sentence gone astray.
_LONGEST_VALUE = 500
_MOST_BEGINNINGS = 8  # words of a name that it can be asked for by
APART = "\x1f"  # stands in no name


def resource_fields(entry: Entry) -> Fields:
    """Return the fields of a resource."""
    body = "\n".join([*(unit.text for unit in entry.units), entry.inside]).strip()
    fields = _shared(entry) | {
        "card": pack(_card(entry)),
        "text": entry.text,
        "body": body,
        "as_written": f"{entry.text}\n{body}",
        "title": "\n".join(entry.titles),
        "person": "\n".join(entry.people),
        "organisation": "\n".join(entry.organisations),
        "funder": "\n".join(entry.funders),
        "keyword": "\n".join(entry.keywords),
        "acronym": [*_acronyms(entry)],
        "begins": [*dict.fromkeys(_beginnings(entry))],
        "identifier": [identifier.casefold() for identifier in entry.identifiers],
        "by_title": entry.title.casefold()[:100],
        "published": entry.published,
        **dict(zip(WITHIN, entry.within, strict=False)),
        "since": entry.since,
    }
    # What is absent or empty goes; a number that is 0 says something.
    return {name: value for name, value in fields.items() if value or value == 0}


def unit_fields(entry: Entry) -> Iterator[Fields]:
    """Yield the fields of each passage."""
    if not entry.units:
        return
    # Most passages are of resources that say nothing of a design, and there are many passages.
    unstated = {FACETS[facet] for facet in OF_DESIGN}
    shared = {
        name: value
        for name, value in _shared(entry).items()
        if not (name in unstated and value == [NOT_STATED])
    }
    for unit in entry.units:
        card = UnitCard(
            number=entry.number,
            ordinal=unit.ordinal,
            text=unit.text,
            place=unit.place,
            page=unit.page,
            start=unit.start,
            end=unit.end,
        )
        yield shared | {
            "card": pack(card),
            "ordinal": unit.ordinal,
            "text": unit.text,
            "as_written": unit.text,
        }


def beginning(facet: Facet, words: str) -> str:
    """What the term of a name that begins with some folded words begins with."""
    return f"{facet}{APART}{words}"


def _beginnings(entry: Entry) -> Iterator[str]:
    """Yield each name once for every word it can be asked for by: "okoro nia" for "Nia Okoro"."""
    names = {
        Facet.PERSON: entry.people,
        Facet.ORGANISATION: entry.organisations,
        Facet.KEYWORD: map(in_one_case, entry.keywords),
    }
    for facet, values in names.items():
        for value in values:
            words = fold(value).split()
            for at in range(min(len(words), _MOST_BEGINNINGS)):
                turned = " ".join([*words[at:], *words[:at]])
                yield f"{beginning(facet, turned)}{APART}{value[:_LONGEST_VALUE]}"


def _acronyms(entry: Entry) -> Iterator[str]:
    """``nvp=Night Visiting Panel`` and ``night visiting panel=NVP``: looked up from both ends."""
    for short, long in entry.acronyms.items():
        yield f"{short.casefold()}={long}"
        if short.casefold() != long.casefold():
            yield f"{long.casefold()}={short}"


def _card(entry: Entry) -> Card:
    return Card(
        number=entry.number,
        slug=entry.slug,
        kind=entry.kind,
        title=entry.title,
        titles=entry.titles if entry.titles != (entry.title,) else (),
        description=entry.description,
        people=entry.people,
        organisations=entry.organisations,
        funders=entry.funders,
        keywords=entry.keywords,
        sources=entry.sources,
        since=entry.since,
        until=entry.until,
        published=entry.published,
        amount=entry.amount,
        currency=entry.currency,
        access=entry.access,
        parent=entry.parent,
    )


def _shared(entry: Entry) -> Fields:
    """The fields to filter by; what is not known is left out, save in facets, where it counts."""
    fields: Fields = {"number": entry.number, "covers": _covers(entry.since, entry.until)}
    if entry.year is not None:
        fields["published_year"] = entry.year
    if entry.amount is not None:
        fields["amount"] = entry.amount
    if entry.studied.ages:
        fields["age"] = list(entry.studied.ages)
    fields |= _ends(Span.WAVES, entry.studied.waves) | _ends(Span.SAMPLE, entry.studied.sample)
    for facet, values in _facets(entry).items():
        # Most facets of most resources have nothing, and there are many of both.
        fields[FACETS[facet]] = _chosen_by(values) if values else [NOT_STATED]
    return fields


def _chosen_by(values: tuple[str, ...]) -> list[str]:
    """The values of a facet, each once."""
    kept = [one[:_LONGEST_VALUE] for one in values if one] or [NOT_STATED]
    return kept if len(kept) == 1 else list(dict.fromkeys(kept))


def _facets(entry: Entry) -> dict[Facet, tuple[str, ...]]:
    made = entry.studied
    return {
        Facet.KIND: (entry.kind,),
        Facet.SOURCE: entry.sources,
        Facet.CATALOGUE: entry.catalogues,
        Facet.KEYWORD: tuple(map(in_one_case, entry.keywords)),
        Facet.PERSON: entry.people,
        Facet.ORGANISATION: entry.organisations,
        Facet.FUNDER: entry.funders,
        Facet.ACCESS: made.access or ((in_few_words(entry.access),) if entry.access else ()),
        Facet.LANGUAGE: (entry.language or "",),
        Facet.HAS: entry.has,
        Facet.COUNTRY: made.countries,
        Facet.TIME_METHOD: made.time_methods,
        Facet.MODE: made.modes,
        Facet.SAMPLING: made.sampling,
        Facet.ANALYSIS_UNIT: made.analysis_units,
        Facet.DATA_KIND: made.data_kinds,
        Facet.INSTRUMENT: made.instruments,
        Facet.SEX: made.sexes,
        Facet.CONSENT: made.consent,
    }


def _ends(span: Span, found: Range | None) -> Fields:
    """The columns of a range; an end that is open lies further than any number asked for."""
    if found is None:
        return {}
    low, high = found
    return {
        LOWS[span]: -NEVER if low is None else float(low),
        HIGHS[span]: NEVER if high is None else float(high),
    }


def _covers(since: int | None, until: int | None) -> list[int]:
    """The years from the first to the last day; an end that is unknown is open until now."""
    if since is None and until is None:
        return []
    last = date.fromordinal(until).year if until else date.today().year
    first = date.fromordinal(since).year if since else last
    return list(range(min(first, last), max(first, last) + 1))
