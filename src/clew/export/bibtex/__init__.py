"""BibTeX: entries for LaTeX, in UTF-8, with the fields that BibLaTeX added where they say more."""

from clew.export.bibtex.render import entry
from clew.export.registry import WORKS, Format, Frame

format = Format(
    name="bibtex",
    media_type="application/x-bibtex",
    extension="bib",
    kinds=WORKS,
    piece=entry,
    frame=Frame(between="\n"),
    keeps=frozenset(
        {
            *("kind", "title", "subtitle", "subtype", "keywords", "published", "language"),
            *("licence", "container", "volume", "issue", "pages"),
        }
    ),
)
