"""Controlled vocabularies as data: terms that sources share, with their codes and addresses."""

from clew.vocabularies.countries import country_code, country_name
from clew.vocabularies.ddi import VOCABULARIES, Concept, find, matched

__all__ = ["VOCABULARIES", "Concept", "country_code", "country_name", "find", "matched"]
