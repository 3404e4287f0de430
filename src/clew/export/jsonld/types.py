"""Which schema.org type a thing is of."""

from __future__ import annotations

from clew.model import Kind, Record, Reference, Role, Scheme, fold

_TYPES = {
    Kind.DATASET: "Dataset",
    Kind.THESIS: "Thesis",
    Kind.COURSE: "Course",
    Kind.SOFTWARE: "SoftwareSourceCode",
    Kind.VARIABLE: "PropertyValue",
    Kind.PERSON: "Person",
    Kind.ORGANISATION: "Organization",
    Kind.CATALOGUE: "DataCatalog",
}
# The first whose words a publication's subtype holds; "book chapter" before "book".
_SUBTYPES = (
    ("Thesis", ("thesis", "dissertation")),
    ("Chapter", ("chapter", "book section", "book part")),
    ("Report", ("report", "working paper", "policy brief", "white paper", "briefing", "guidance")),
    ("ScholarlyArticle", ("article", "journal", "conference", "proceeding", "preprint", "paper")),
    ("ScholarlyArticle", ("review", "letter", "editorial")),
    ("Book", ("book", "monograph", "edited collection", "edited volume")),
)


def schema_type(record: Record) -> str:
    """Return the schema.org type of what a record describes."""
    if record.kind == Kind.AWARD:
        return "MonetaryGrant" if _is_grant(record) else "ResearchProject"
    return _TYPES.get(record.kind) or publication_type(record)


def publication_type(record: Record) -> str:
    """Tell article, book, chapter and report apart by what the source calls it, else by its parts.

    ``CreativeWork`` where nothing tells: a text of which no more than the title is known.
    """
    subtype = f" {fold(record.subtype or '')} "
    for type, words in _SUBTYPES:
        if any(f" {word}" in subtype for word in words):
            return type
    schemes = {identifier.scheme for identifier in record.identifiers}
    if Scheme.ISBN in schemes:
        return "Chapter" if record.container else "Book"
    article = {Scheme.DOI, Scheme.ISSN, Scheme.ARXIV} & schemes
    return "ScholarlyArticle" if article or record.container or record.volume else "CreativeWork"


def reference_type(reference: Reference) -> str:
    """Tell what sort of work an entry of a bibliography is by the parts it has."""
    if reference.volume or reference.issue:
        return "ScholarlyArticle"
    if reference.container:
        return "Chapter" if reference.publisher or reference.editors else "ScholarlyArticle"
    return "Book" if reference.publisher else "CreativeWork"


def _is_grant(record: Record) -> bool:
    """Say whether anything speaks of money: an amount, a funder or an award reference.

    What a funder's registry lists is the grant, so that is what the node is about; the project
    it pays for hangs below it as ``fundedItem``. A ``ResearchProject``, which schema.org counts
    as an organisation, stands alone only where no source names money at all.
    """
    funded = any(part.role in (Role.FUNDER, Role.SPONSOR) for part in record.contributions)
    referenced = any(identifier.scheme == Scheme.AWARD for identifier in record.identifiers)
    return bool(record.amount or funded or referenced)
