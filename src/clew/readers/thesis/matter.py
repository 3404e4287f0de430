"""The names under which front and back matter stand: "Acknowledgements", "List of tables"."""

from __future__ import annotations

import re
from enum import StrEnum

from clew.model.folding import fold

_LONGEST = 90
_LEADING_NUMBER = re.compile(r"^(?:\d{1,2}|[ivxlIVXL]{1,5})[.)]?\s+(?=\D)")


class Matter(StrEnum):
    """A kind of part that is not a chapter."""

    ABSTRACT = "abstract"
    CONTENTS = "contents"
    FIGURES = "figures"
    TABLES = "tables"
    APPENDIX_LIST = "list of appendices"
    ACRONYMS = "acronyms"
    BIBLIOGRAPHY = "bibliography"
    APPENDICES = "appendices"
    THANKS = "thanks"
    OTHER = "other"


_NAMES: dict[Matter, str] = {
    Matter.ABSTRACT: "abstract|thesis abstract|summary|summary of thesis|executive summary",
    Matter.CONTENTS: "contents|table of contents|list of contents|contents page",
    Matter.FIGURES: "list of figures|figures|list of illustrations|list of figures and tables|"
    "list of tables and figures|tables and figures|figures and tables|table of figures",
    Matter.TABLES: "list of tables|tables",
    Matter.APPENDIX_LIST: "list of appendices|table of appendices",
    Matter.ACRONYMS: "acronyms|abbreviations|list of abbreviations|list of acronyms|"
    "abbreviations and acronyms|acronyms and abbreviations|glossary of acronyms|"
    "list of acronyms and abbreviations|list of abbreviations and acronyms|"
    "glossary of abbreviations|glossary|glossary of terms",
    Matter.BIBLIOGRAPHY: "bibliography|references|works cited|reference list|list of references|"
    "literature cited|references and bibliography|bibliography and references|list of works cited",
    Matter.APPENDICES: "appendices",
    Matter.THANKS: "acknowledgements|acknowledgments|acknowledgement|acknowledgment|thanks|"
    "acknowledgements and thanks",
    Matter.OTHER: "declaration|author s declaration|candidate s declaration|copyright|"
    "copyright declaration|copyright statement|copyright notice|declaration of authorship|"
    "declaration of originality|statement of originality|statement of authorship|dedication|"
    "dedications|preface|foreword|epigraph|publications|list of publications|vita|"
    "curriculum vitae|biography|impact statement|covid 19 impact statement|lay summary|"
    "word count|certificate|approval|statement of copyright|research outputs|notes",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split("|")}

LISTS = frozenset({Matter.CONTENTS, Matter.FIGURES, Matter.TABLES, Matter.APPENDIX_LIST})

# What stands before the first chapter and nowhere else.
FRONT = LISTS | {Matter.ABSTRACT}


def matter_of(line: str) -> Matter | None:
    """Return what kind of part a line is the heading of, if it is one.

    Examples: ``"REFERENCES"``, ``"8. References"`` → the bibliography; ``"References 212"`` → none
    """
    if len(line) > _LONGEST:
        return None
    plain = fold(_LEADING_NUMBER.sub("", line))
    if plain in _KINDS:
        return _KINDS[plain]
    # "UNIVERSITY OF NORTHMARSH ABSTRACT"
    if plain.endswith(" abstract") and line == line.upper():
        return Matter.ABSTRACT
    return None
