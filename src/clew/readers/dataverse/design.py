"""How the study was made, from the social science block."""

from __future__ import annotations

from clew.model import Amount, Design, Period, Term
from clew.model.coverage import iso_date
from clew.readers.common.fields import Fields
from clew.vocabularies import matched


def design(fields: Fields) -> Design | None:
    """Take what the source says of how the data were made, ``None`` when it says nothing."""

    def terms(name: str, vocabulary: str) -> tuple[Term, ...]:
        return tuple(matched(vocabulary, text) for text in fields.lines(name))

    made = Design(
        time_method=terms("timeMethod", "TimeMethod"),
        modes_of_collection=terms("collectionMode", "ModeOfCollection"),
        sampling=terms("samplingProcedure", "SamplingProcedure"),
        analysis_units=terms("unitOfAnalysis", "AnalysisUnit"),
        kinds_of_data=terms("kindOfData", "GeneralDataFormat"),
        instruments=terms("researchInstrument", "TypeOfInstrument"),
        universe=tuple(Term(text=text) for text in fields.lines("universe")),
        sample_size=tuple(_sizes(fields)),
        collected=period(fields, "dateOfCollection"),
    )
    return made if made != Design() else None


def period(fields: Fields, name: str) -> Period | None:
    """Take a span of time; where several are told, from the first beginning to the last end."""
    entries = fields.entries(name)
    starts: list[str] = []
    ends: list[str] = []
    for entry in entries:
        for side, found in (("Start", starts), ("End", ends)):
            said = entry.raw(f"{name}{side}")
            date = iso_date(said) if isinstance(said, str) else None
            if date:
                found.append(date)
                # Of several spans, the single ones are kept.
                if len(entries) == 1:
                    entry.take(f"{name}{side}")
            elif said:
                entry.complain(f"{name}{side}", f"“{str(said)[:80]}” is no date")
    start, end = min(starts, default=None), max(ends, default=None)
    return Period(start=start, end=end) if start or end else None


def _sizes(fields: Fields) -> list[Amount]:
    found = []
    for entry in fields.entries("targetSampleSize"):
        said = entry.text("targetSampleActualSize")
        if said:
            number = int(said) if said.isdecimal() and len(said) < 13 else None
            found.append(Amount(text=said, least=number, most=number))
    return found
