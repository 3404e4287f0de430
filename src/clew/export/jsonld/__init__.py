"""schema.org in JSON-LD 1.1: what search engines, Zotero and harvesters read.

Lists are always arrays, facts that no source states are absent, and addresses are absolute. The
text may stand as it is between ``<script type="application/ld+json">`` and its end.
"""

from clew.export.item import Item
from clew.export.jsonld.render import line, render_item, render_reading, render_record
from clew.export.registry import Format, Frame
from clew.model import Reading, Record, Resource

format = Format(
    name="jsonld",
    media_type="application/ld+json",
    extension="jsonld",
    profile="https://schema.org/",
    renderers={
        Record: render_record,
        Resource: lambda resource: render_item(Item.of(resource)),
        Item: render_item,
        Reading: render_reading,
    },
    piece=line,
    frame=Frame("[\n", ",\n", "\n]\n"),
    keeps=frozenset(
        {
            *("kind", "title", "subtitle", "alternative_titles", "subtype", "keywords", "subjects"),
            *("period", "published", "places", "language", "access", "licence", "amount", "status"),
            *("container", "volume", "issue", "pages", "degree", "testimonials", "catalogues"),
        }
    ),
)
