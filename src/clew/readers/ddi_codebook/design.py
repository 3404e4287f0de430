"""How the study was made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clew.model import Amount, Design, Term
from clew.readers.common.branch import Branch
from clew.readers.common.languages import Languages
from clew.readers.ddi_codebook.coverage import collected
from clew.vocabularies import find, matched

_SUMMARY = "stdyDscr/stdyInfo/sumDscr"
_COLLECTION = "stdyDscr/method/dataColl"
_SIZES = (
    f"{_COLLECTION}/targetSampleSize/sampleSize",
    f"{_COLLECTION}/deviat",
    "stdyDscr/dataAccs/setAvail/collSize",
)
_BULLET = re.compile(r"[-*•–]\s+")
# "6,708 cases", "1 024"
_COUNT = re.compile(r"(\d{1,3}(?:[ ,]\d{3}){0,4}|\d{1,12})(?: ([^\W\d_][\w -]{1,40}))?")
_OF_FILES = re.compile(r"\b(?:files?|documents?|[kmgt]b|\w*bytes?|variables|tables)\b", re.I)


def design(book: Branch, languages: Languages) -> Design | None:
    """Take what the source says of how the study was made, or ``None`` when it says nothing."""

    def terms(field: str, path: str, vocabulary: str) -> tuple[Term, ...]:
        picked = languages.pick(field, book.all(path), _words)
        return tuple(dict.fromkeys(one for each in picked for one in _terms(each, vocabulary)))

    inside, outside = _universe(languages.pick("universe", book.all(f"{_SUMMARY}/universe")))
    made = Design(
        time_method=terms("time_method", f"{_COLLECTION}/timeMeth", "TimeMethod"),
        modes_of_collection=terms(
            "modes_of_collection", f"{_COLLECTION}/collMode", "ModeOfCollection"
        ),
        sampling=terms("sampling", f"{_COLLECTION}/sampProc", "SamplingProcedure"),
        analysis_units=terms("analysis_units", f"{_SUMMARY}/anlyUnit", "AnalysisUnit"),
        kinds_of_data=terms("kinds_of_data", f"{_SUMMARY}/dataKind", "GeneralDataFormat"),
        instruments=terms("instruments", f"{_COLLECTION}/resInstru", "TypeOfInstrument"),
        universe=inside,
        excluded=outside,
        sample_size=tuple(dict.fromkeys(_sizes(book))),
        collected=collected(book),
    )
    return made if made != Design() else None


def _words(one: Branch) -> str | None:
    concepts = one.all("concept")
    return one.own() or next((concept.line() for concept in concepts), None)


def _listed(words: str) -> list[str]:
    """Part a list that stands in one element, as NADA writes it: ``- Household - Individual``."""
    lines = words.split("\n")
    bulleted = len(lines) > 1 and all(map(_BULLET.match, lines))
    return [_BULLET.sub("", line) for line in lines] if bulleted else [words] if words else []


def _terms(one: Branch, vocabulary: str) -> Iterator[Term]:
    """Take a term with the concept beside it; a concept of some other vocabulary stays.

    ``<timeMeth>Panelstudie<concept vocab="…">Longitudinal.Panel</concept></timeMeth>``
    """
    concepts = [concept.peek() for concept in one.all("concept")]
    for concept in one.all("concept"):
        if find(vocabulary, concept.peek()):
            concept.clear()
    kind = one.attribute("type")
    words = one.own() or next(iter(concepts), None)
    for line in _listed(words or ""):
        yield matched(vocabulary, line, *concepts)
    if kind and kind != words:
        yield matched(vocabulary, kind)


def _universe(picked: Iterable[Branch]) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Part who was studied from who was left out (``clusion="E"``)."""
    sides: dict[bool, list[Term]] = {True: [], False: []}
    for one in picked:
        excluded = (one.attribute("clusion") or "I").upper().startswith("E")
        words = one.prose()
        if words:
            sides[excluded].append(Term(text=words))
    return tuple(dict.fromkeys(sides[False])), tuple(dict.fromkeys(sides[True]))


def _sizes(book: Branch) -> Iterator[Amount]:
    """Take counts of cases; what says more than a number stays."""
    for one in book.all(*_SIZES):
        text = one.peek()
        match = _COUNT.fullmatch(text) if len(text) < 60 else None
        # The size of a collection may be that of its files: "3 files", "14 MB".
        if match and not _OF_FILES.search(match[2] or ""):
            one.line()
            number = int(re.sub(r"\D", "", match[1]))
            yield Amount(text=text, least=number, most=number, unit=match[2])
