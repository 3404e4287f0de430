"""RIS: references as reference managers exchange them (Research Information Systems, 2011)."""

from clew.export.registry import WORKS, Format, Frame
from clew.export.ris.render import reference

format = Format(
    name="ris",
    media_type="application/x-research-info-systems",
    extension="ris",
    kinds=WORKS,
    piece=reference,
    frame=Frame(between="\r\n"),
    keeps=frozenset(
        {
            *("kind", "title", "subtype", "keywords", "published", "language", "container"),
            *("volume", "issue", "pages", "urls", "alternative_titles"),
        }
    ),
)
