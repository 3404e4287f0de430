"""How the study was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clew.model import Amount, Design, Period, Term
from clew.model.coverage import iso_date
from clew.readers.common.branch import Branch
from clew.readers.common.languages import Languages
from clew.readers.ddi_lifecycle.parse import Instance
from clew.vocabularies import find, matched

# Where the words for a thing may stand, the fullest first.
_WORDS = ("Description/Content", "Label/Content", "UniverseName/String", "InstrumentName/String")


def design(instance: Instance, study: Branch, languages: Languages) -> Design | None:
    """Take what an instance says of how a study was made, or ``None`` when it says nothing."""
    collections = list(instance.linked(study, "DataCollection"))
    methods = [
        one
        for each in collections
        for one in instance.linked(each, "Methodology", "DataCollectionMethodology")
    ]
    events = [one for each in collections for one in instance.linked(each, "CollectionEvent")]

    def terms(
        parents: Iterable[Branch], name: str, vocabulary: str, field: str
    ) -> tuple[Term, ...]:
        found = (one for parent in parents for one in parent.all(name))
        told = (term for one in found for term in _typed(one, name, vocabulary, languages, field))
        return tuple(dict.fromkeys(told))

    made = Design(
        time_method=terms(methods, "TimeMethod", "TimeMethod", "time_method"),
        sampling=terms(methods, "SamplingProcedure", "SamplingProcedure", "sampling"),
        modes_of_collection=terms(
            events, "ModeOfCollection", "ModeOfCollection", "modes_of_collection"
        ),
        instruments=tuple(_instruments(instance, collections, languages)),
        analysis_units=tuple(_plain(study.all("AnalysisUnit"), "AnalysisUnit")),
        kinds_of_data=tuple(_plain(study.all("KindOfData"), "GeneralDataFormat")),
        universe=tuple(_universe(instance, study, languages)),
        sample_size=tuple(_cases(instance, study)),
        collected=_collected(events),
    )
    return made if made != Design() else None


def period(branch: Branch) -> Period | None:
    """Take a date or a span from its elements, in ISO 8601."""
    start = _date(branch, "StartDate", "SimpleDate")
    end = _date(branch, "EndDate") or (_date(branch, "SimpleDate") if not start else None)
    single = branch.first("SimpleDate") is not None
    found = Period(start=start, end=end or (start if single else None))
    return found if found != Period() else None


def _date(branch: Branch, *names: str) -> str | None:
    for one in branch.all(*names):
        found = iso_date(one.peek())
        if found:
            one.line()
            return found
    return None


def _typed(
    one: Branch, name: str, vocabulary: str, languages: Languages, field: str
) -> Iterator[Term]:
    """Take a term with its description: ``TypeOfTimeMethod`` beside ``Description/Content``.

    Where the type is a concept it stands for the description, else each is a term.
    """
    types = _types(one.all(f"TypeOf{name}"), vocabulary)
    words = languages.texts(field, one.all(*_WORDS))
    known = next((each for each in types if find(vocabulary, each)), None)
    if known and words:
        yield matched(vocabulary, "\n".join(words), known)
        types.remove(known)
    else:
        types += words
    yield from (matched(vocabulary, each) for each in types)


def _types(branches: list[Branch], vocabulary: str) -> list[str]:
    found = []
    for one in branches:
        words = one.line()
        if words:
            found.append(words)
            if find(vocabulary, words):
                one.clear()
    return list(dict.fromkeys(found))


def _plain(branches: list[Branch], vocabulary: str) -> Iterator[Term]:
    for one in branches:
        kind = one.attribute("type")
        for words in (*_types([one], vocabulary), *([kind] if kind else [])):
            yield matched(vocabulary, words)


def _instruments(
    instance: Instance, collections: list[Branch], languages: Languages
) -> Iterator[Term]:
    for collection in collections:
        schemes = list(instance.linked(collection, "InstrumentScheme"))
        for parent in (collection, *schemes):
            for one in instance.linked(parent, "Instrument"):
                yield from _typed(one, "Instrument", "TypeOfInstrument", languages, "instruments")


def _universe(instance: Instance, study: Branch, languages: Languages) -> Iterator[Term]:
    """Yield the study's universe: the one it refers to, else those it holds."""
    referred = list(instance.linked(study, "Universe"))
    held = [one for part in study.all("ConceptualComponent") for one in part.inside("Universe")]
    for one in referred or held:
        for words in languages.texts("universe", _fullest(one)):
            yield Term(text=words)


def _fullest(one: Branch) -> list[Branch]:
    said = (one.all(path) for path in _WORDS)
    return next((texts for texts in said if any(text.peek() for text in texts)), [])


def _cases(instance: Instance, study: Branch) -> Iterator[Amount]:
    files = list(study.inside("PhysicalInstance")) or [
        one for part in study.all("PhysicalInstanceReference") if (one := instance.follow(part))
    ]
    counts = [one for each in files for one in each.all("GrossFileStructure/CaseQuantity")]
    numbers = {one.peek() for one in counts}
    if len(numbers) == 1 and (text := numbers.pop()).isdigit() and int(text):
        yield Amount(text=text, least=int(text), most=int(text), unit="cases")


def _collected(events: list[Branch]) -> Period | None:
    spans = [
        span for one in events for each in one.all("DataCollectionDate") if (span := period(each))
    ]
    starts = [span.start for span in spans if span.start]
    ends = [span.end for span in spans if span.end]
    found = Period(start=min(starts, default=None), end=max(ends, default=None))
    return found if spans else None
