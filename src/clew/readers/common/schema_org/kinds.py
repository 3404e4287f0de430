"""Which kind of resource a schema.org type stands for (schema.org 29.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clew.model import Kind

_KINDS = {
    Kind.DATASET: "Dataset DataFeed DataCollection",
    Kind.THESIS: "Thesis",
    Kind.COURSE: "Course EducationEvent CourseInstance EducationalOccupationalProgram",
    Kind.AWARD: "MonetaryGrant Grant ResearchProject Project",
    Kind.SOFTWARE: "SoftwareSourceCode SoftwareApplication ComputerProgram",
    Kind.CATALOGUE: "DataCatalog",
    Kind.VARIABLE: "StatisticalVariable",
    Kind.PERSON: "Person",
    Kind.ORGANISATION: "Organization CollegeOrUniversity EducationalOrganization NGO FundingAgency"
    " GovernmentOrganization Corporation ResearchOrganization Consortium LibrarySystem",
    Kind.PUBLICATION: "ScholarlyArticle MedicalScholarlyArticle Article TechArticle NewsArticle"
    " BlogPosting Report Book Chapter CreativeWork DigitalDocument PresentationDigitalDocument"
    " TextDigitalDocument LearningResource Manuscript",
}
_KIND_OF = {type: kind for kind, types in _KINDS.items() for type in types.split()}
# The types that a page may be about.
WORKS = tuple(
    type
    for type, kind in _KIND_OF.items()
    if kind not in (Kind.PERSON, Kind.ORGANISATION, Kind.CATALOGUE)
)
# Pages are about something, and lead to it.
PAGES = frozenset(
    ["WebPage", "ItemPage", "AboutPage", "CollectionPage", "ProfilePage", "ItemList", "ListItem"]
)
# What a publication appears in; no resource of its own.
CONTAINERS = {
    "Periodical", "PublicationVolume", "PublicationIssue", "BookSeries", "CreativeWorkSeries",
    "Blog", "Newspaper", "WebSite", "WebPage", "Collection",
}  # fmt: skip
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kind_of(types: Iterable[str]) -> Kind | None:
    """Return the kind of the first type that Clew knows."""
    return next((_KIND_OF[type] for type in types if type in _KIND_OF), None)


def in_words(type: str) -> str:
    """Write a type's name as words.

    Example: ``"ScholarlyArticle"`` → ``"Scholarly article"``
    """
    return _WORD.sub(" ", type).capitalize()
