"""Controlled vocabularies as data: terms that sources share, with their codes and addresses."""

from clew.vocabularies.added import Vocabularies
from clew.vocabularies.countries import country_code, country_name
from clew.vocabularies.ddi import VOCABULARIES, Concept, find, matched
from clew.vocabularies.files import read_vocabulary
from clew.vocabularies.heading import Heading, Vocabulary
from clew.vocabularies.languages import language_code, language_name
from clew.vocabularies.peoples import country_of

__all__ = [
    "VOCABULARIES",
    "Concept",
    "Heading",
    "Vocabularies",
    "Vocabulary",
    "country_code",
    "country_name",
    "country_of",
    "find",
    "language_code",
    "language_name",
    "matched",
    "read_vocabulary",
]
