"""MODS 3.8: the Metadata Object Description Schema of the Library of Congress."""

from clew.export.common.xml import DECLARATION
from clew.export.mods.render import LOCATION, SPACE, element
from clew.export.registry import WORKS, Format, Frame
from clew.model import Kind

format = Format(
    name="mods",
    media_type="application/mods+xml",
    extension="xml",
    profile=SPACE,
    prefix="mods",
    schema=LOCATION,
    kinds=WORKS - {Kind.AWARD},
    piece=element,
    frame=Frame(
        before=f'{DECLARATION}<modsCollection xmlns="{SPACE}">\n',
        after="</modsCollection>\n",
        alone=DECLARATION,
    ),
    keeps=frozenset(
        {
            *("kind", "title", "subtitle", "alternative_titles", "subtype", "subjects", "period"),
            *("published", "places", "language", "container", "volume", "issue", "pages", "urls"),
        }
    ),
)
