"""From what was typed to what is asked, knowing what the index holds."""

from __future__ import annotations

import msgspec

from clew.index import NOT_STATED, Engine, Facet, Filters
from clew.index.query import And, Everything, Is, Known, Nothing, Or, Query, both, rebuilt
from clew.model.folding import fold
from clew.search.identified import only_identifier
from clew.search.language import Parsed, parse
from clew.search.typos import Correction, correct
from clew.vocabularies import country_code, country_name

_MANY = 10_000
_SHOWN = 5  # values that a note names
_CITATION = 5  # words beside an identifier: pasted whole, and no formula


def understand(
    words: str, engine: Engine, *, plain: bool, mend: bool
) -> tuple[Parsed, Correction | None]:
    """Understand a query; tell what was mended in it.

    An identifier alone goes straight to its resource; one that nothing has, within a citation, does
    not stand in the way of its words.

    Parameters
    ----------
    plain: take all of it as words.
    mend: whether slips of the key may be mended.
    """
    known = None if plain else only_identifier(words, engine)
    if known is not None:
        return Parsed(text=words, require=known), None
    parsed = parse(words, plain=plain)
    correction = correct(parsed.text, parsed.words, engine) if mend else None
    if correction:
        # What is wrong with a value is told of what was typed, not of what it was mended to.
        notes = parsed.notes
        parsed = msgspec.structs.replace(parse(correction.showing, plain=plain), notes=notes)
    return _fitted(parsed, engine), correction


def as_held(filters: Filters, engine: Engine) -> Filters:
    """Return filters with the values that the index has, for values in small letters or plain."""
    chosen = {
        facet: tuple(dict.fromkeys(v for value in values for v in _values(facet, value, engine)))
        for facet, values in filters.chosen.items()
    }
    return Filters(chosen=chosen, spans=filters.spans, among=filters.among)


def _fitted(parsed: Parsed, engine: Engine) -> Parsed:
    if parsed.text.strip() and not parsed.words and isinstance(parsed.require, Everything):
        note = f"“{parsed.text.strip()[:40]}” has no words to search for."
        return msgspec.structs.replace(parsed, require=Nothing(), notes=(*parsed.notes, note))
    parsed = _without_unknown(parsed, engine) if len(parsed.words) >= _CITATION else parsed
    notes = list(parsed.notes)
    require = rebuilt(parsed.require, lambda leaf: _leaf_as_held(leaf, engine, notes))
    return msgspec.structs.replace(parsed, require=require, notes=tuple(notes))


def _without_unknown(parsed: Parsed, engine: Engine) -> Parsed:
    parts = parsed.require.parts if isinstance(parsed.require, And) else (parsed.require,)
    unknown = [p for p in parts if isinstance(p, Known) and not engine.count(p, Filters())]
    notes = tuple(
        f"Nothing here has the identifier {one.identifier}; the rest was searched as words."
        for one in unknown
    )
    kept = both(*(part for part in parts if part not in unknown))
    return msgspec.structs.replace(parsed, require=kept, notes=(*parsed.notes, *notes))


def _leaf_as_held(leaf: Query, engine: Engine, notes: list[str]) -> Query:
    if not isinstance(leaf, Is):
        return leaf
    choices = tuple(Is(leaf.facet, value) for value in _values(leaf.facet, leaf.value, engine))
    if choices == (leaf,) and leaf.value != NOT_STATED and not engine.count(leaf, Filters()):
        notes.append(_unheld(leaf, engine))
    return Or(choices) if len(choices) > 1 else choices[0]


def _unheld(leaf: Is, engine: Engine) -> str:
    """Say that nothing has a value, and which values there are."""
    said = f"Nothing here has “{leaf.value}” for {leaf.facet}"
    pairs = engine.facets([leaf.facet], Everything(), Filters(), _SHOWN)[leaf.facet]
    there = ", ".join(held for held, _ in pairs)
    return f"{said}; there are {there}." if there else f"{said}."


def _values(facet: Facet, value: str, engine: Engine) -> tuple[str, ...]:
    """The values that the index has for one as a person writes it; itself if there is none."""
    if value == NOT_STATED or engine.count(Is(facet, value), Filters()):
        return (value,)
    pairs = engine.facets([facet], Everything(), Filters(), _MANY)[facet]
    code = country_code(value) if facet == Facet.COUNTRY else None
    wanted = fold((country_name(code) if code else None) or value)
    return tuple(held for held, _ in pairs if fold(held) == wanted) or (value,)
