"""What each entry type of BibTeX and BibLaTeX stands for: a kind, and in words."""

from __future__ import annotations

from clew.model import Kind
from clew.readers.common.kind_words import kind_named

TYPES: dict[str, str | None] = {
    "article": "Journal article", "artwork": "Artwork", "audio": "Audio recording",
    "bibnote": None, "book": "Book", "bookinbook": "Book in a book", "booklet": "Booklet",
    "collection": "Collection", "commentary": "Commentary", "conference": "Conference paper",
    "data": "Dataset", "dataset": "Dataset", "dissertation": "Dissertation",
    "electronic": "Web page", "image": "Image", "inbook": "Book section",
    "incollection": "Book section", "inproceedings": "Conference paper",
    "inreference": "Reference work entry", "jurisdiction": "Case", "legislation": "Statute",
    "letter": "Letter", "manual": "Manual", "mastersthesis": "Master's thesis", "misc": None,
    "movie": "Film", "music": "Music", "mvbook": "Book", "mvcollection": "Collection",
    "mvproceedings": "Conference proceedings", "mvreference": "Reference work",
    "online": "Web page", "patent": "Patent", "performance": "Performance",
    "periodical": "Periodical", "phdthesis": "PhD thesis", "proceedings": "Conference proceedings",
    "reference": "Reference work", "report": "Report", "review": "Review", "software": "Software",
    "standard": "Standard", "suppbook": "Book supplement",
    "suppcollection": "Collection supplement", "suppperiodical": "Periodical supplement",
    "techreport": "Report", "thesis": "Thesis", "unpublished": "Unpublished work",
    "video": "Video recording", "www": "Web page",
}  # fmt: skip
# BibLaTeX's words for types of thesis and report.
_TYPE_FIELD = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
    "software": "Software",
}
_VAGUE = frozenset({"misc", "online", "electronic", "www", "unpublished", "bibnote"})


def kind_and_subtype(type: str, word: str | None) -> tuple[Kind, str | None]:
    """Return the kind of an entry, with the finer word for it.

    Parameters
    ----------
    type: the entry type, in lower case.
    word: what the ``type`` field says.
    """
    said = _TYPE_FIELD.get((word or "").lower(), word)
    known = TYPES.get(type, type)
    kind = kind_named(known) or (kind_named(said) if type in _VAGUE or type not in TYPES else None)
    return kind or Kind.PUBLICATION, said or known
