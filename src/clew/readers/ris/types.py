"""What each reference type of RIS stands for: a kind, and in words."""

from __future__ import annotations

from clew.model import Kind
from clew.readers.common.kind_words import kind_named

# Source: RIS format specification (2011), reference types.
_WORDS = {
    "ABST": "Abstract", "ADVS": "Audiovisual material", "AGGR": "Aggregated database",
    "ANCIENT": "Ancient text", "ART": "Artwork", "BILL": "Bill", "BLOG": "Blog", "BOOK": "Book",
    "CASE": "Case", "CHAP": "Book section", "CHART": "Chart", "CLSWK": "Classical work",
    "COMP": "Computer program", "CONF": "Conference proceedings", "CPAPER": "Conference paper",
    "CTLG": "Catalogue", "DATA": "Dataset", "DBASE": "Online database", "DICT": "Dictionary",
    "EBOOK": "Electronic book", "ECHAP": "Electronic book section", "EDBOOK": "Edited book",
    "EJOUR": "Electronic article", "ELEC": "Web page", "ENCYC": "Encyclopaedia",
    "EQUA": "Equation", "FIGURE": "Figure", "GOVDOC": "Government document", "GRNT": "Grant",
    "HEAR": "Hearing", "ICOMM": "Internet communication", "INPR": "In press",
    "INTV": "Interview", "JFULL": "Journal", "JOUR": "Journal article",
    "LEGAL": "Legal rule or regulation", "MANSCPT": "Manuscript", "MAP": "Map",
    "MGZN": "Magazine article", "MPCT": "Film or broadcast", "MULTI": "Online multimedia",
    "MUSIC": "Music", "NEWS": "Newspaper article", "PAMP": "Pamphlet", "PAT": "Patent",
    "PCOMM": "Personal communication", "POD": "Podcast", "PRESS": "Press release",
    "RPRT": "Report", "SER": "Serial", "SLIDE": "Slide", "SOUND": "Sound recording",
    "STAND": "Standard", "STAT": "Statute", "THES": "Thesis", "UNBILL": "Unenacted bill",
    "UNPB": "Unpublished work", "UNPD": "Unpublished work", "VIDEO": "Video recording",
    "WEB": "Web page",
}  # fmt: skip
_KINDS = {
    "AGGR": Kind.DATASET,
    "COMP": Kind.SOFTWARE,
    "DATA": Kind.DATASET,
    "DBASE": Kind.DATASET,
    "GRNT": Kind.AWARD,
    "THES": Kind.THESIS,
}
# Types that do not say what a thing is.
_VAGUE = frozenset({"", "GEN", "UNPB", "UNPD"})


def kind_and_subtype(code: str | None, word: str | None) -> tuple[Kind, str | None]:
    """Return the kind of a reference, with the finer word for it.

    Parameters
    ----------
    code: what stands under ``TY``: a code, or a word where programs write one.
    word: what stands under ``M3``, the type of work.

    Example: ``THES`` and ``Master's thesis`` → thesis, ``"Master's thesis"``
    """
    code = (code or "").strip()
    known = _WORDS.get(code.upper())
    kind = _KINDS.get(code.upper())
    if kind is None and (code.upper() in _VAGUE or not known):
        kind = kind_named(word) or kind_named(code)
    said = known or (code if code.upper() not in _VAGUE else None)
    return kind or Kind.PUBLICATION, word or said
