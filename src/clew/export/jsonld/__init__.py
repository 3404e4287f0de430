"""schema.org in JSON-LD 1.1: what search engines, Zotero and harvesters read.

Lists are always arrays, facts that no source states are absent, and addresses are absolute. The
text may stand as it is between ``<script type="application/ld+json">`` and its end.
"""

from clew.export.jsonld.render import render_reading, render_record, render_resource
from clew.export.registry import Format
from clew.model import Reading, Record, Resource

format = Format(
    name="jsonld",
    media_type="application/ld+json",
    extension="jsonld",
    renderers={
        Record: render_record,
        Resource: render_resource,
        Reading: render_reading,
    },
)
