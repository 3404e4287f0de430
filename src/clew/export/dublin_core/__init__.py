"""Dublin Core in XML: the fifteen elements that every OAI-PMH repository has to offer."""

from clew.export.common.xml import DECLARATION
from clew.export.dublin_core.render import LOCATION, SPACE, element
from clew.export.registry import Format, Frame
from clew.model import Kind

format = Format(
    name="dublin-core",
    media_type="application/xml",
    extension="xml",
    profile=SPACE,
    prefix="oai_dc",
    schema=LOCATION,
    kinds=frozenset(Kind),
    piece=element,
    frame=Frame(before=f"{DECLARATION}<records>\n", after="</records>\n", alone=DECLARATION),
    keeps=frozenset(
        {
            *("kind", "title", "alternative_titles", "subtype", "subjects", "period", "published"),
            *("places", "language", "urls"),
        }
    ),
)
