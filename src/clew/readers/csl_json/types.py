"""What each item type of CSL stands for: a kind, and in words."""

from __future__ import annotations

from clew.model import Kind
from clew.readers.common.kind_words import kind_named

# Source: CSL 1.0.2, appendix III; the last line is from earlier versions and other programs.
TYPES: dict[str, str | None] = {
    "article": "Preprint", "article-journal": "Journal article",
    "article-magazine": "Magazine article", "article-newspaper": "Newspaper article",
    "bill": "Bill", "book": "Book", "broadcast": "Broadcast", "chapter": "Book section",
    "classic": "Classical work", "collection": "Collection", "dataset": "Dataset",
    "document": None, "entry": "Reference work entry", "entry-dictionary": "Dictionary entry",
    "entry-encyclopedia": "Encyclopaedia entry", "event": "Event", "figure": "Figure",
    "graphic": "Graphic", "hearing": "Hearing", "interview": "Interview",
    "legal_case": "Case", "legislation": "Legislation", "manuscript": "Manuscript", "map": "Map",
    "motion_picture": "Film", "musical_score": "Musical score", "pamphlet": "Pamphlet",
    "paper-conference": "Conference paper", "patent": "Patent", "performance": "Performance",
    "periodical": "Periodical", "personal_communication": "Personal communication",
    "post": "Post", "post-weblog": "Blog post", "regulation": "Regulation", "report": "Report",
    "review": "Review", "review-book": "Book review", "software": "Software", "song": "Song",
    "speech": "Speech", "standard": "Standard", "thesis": "Thesis", "treaty": "Treaty",
    "webpage": "Web page",
    "journal-article": "Journal article", "book-chapter": "Book section", "other": None,
}  # fmt: skip
_KINDS = {"dataset": Kind.DATASET, "software": Kind.SOFTWARE, "thesis": Kind.THESIS}
_VAGUE = frozenset({"", "article", "document", "other", "webpage", "collection"})


def kind_and_subtype(type: str, genre: str | None) -> tuple[Kind, str | None]:
    """Return the kind of an item, with the finer word for it: its genre, else its type."""
    kind = _KINDS.get(type) or (kind_named(genre) if type in _VAGUE or type not in TYPES else None)
    return kind or Kind.PUBLICATION, genre or TYPES.get(type, type) or None
