"""What sort of thing a resource is."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of resource that Clew knows."""

    DATASET = "dataset"
    AWARD = "award"
    THESIS = "thesis"
    COURSE = "course"
    PUBLICATION = "publication"
    SOFTWARE = "software"
    VARIABLE = "variable"
    PERSON = "person"
    ORGANISATION = "organisation"
    CATALOGUE = "catalogue"
