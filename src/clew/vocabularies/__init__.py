"""Controlled vocabularies as data: terms that sources share, with their codes and addresses."""

from clew.vocabularies.countries import country_code, country_name
from clew.vocabularies.ddi import VOCABULARIES, Concept, find, matched
from clew.vocabularies.languages import language_code

__all__ = [
    "VOCABULARIES",
    "Concept",
    "country_code",
    "country_name",
    "find",
    "language_code",
    "matched",
]
