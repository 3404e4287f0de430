"""Where the vocabularies are kept that the terms of a study's design come from."""

from __future__ import annotations

from clew.model import Term

_SPACE = "https://vocabularies.cessda.eu/vocabulary/"
# Those of the DDI Alliance and CESSDA; others have no address.
_PUBLISHED = frozenset(
    {
        *("AnalysisUnit", "GeneralDataFormat", "ModeOfCollection", "SamplingProcedure"),
        *("TimeMethod", "TopicClassification", "TypeOfInstrument"),
    }
)


def vocabulary_address(term: Term) -> str | None:
    """Return where the vocabulary of a term is kept, if it is a published one.

    Example: ``ModeOfCollection`` → ``https://vocabularies.cessda.eu/vocabulary/ModeOfCollection``
    """
    return _SPACE + term.vocabulary if term.vocabulary in _PUBLISHED else None
