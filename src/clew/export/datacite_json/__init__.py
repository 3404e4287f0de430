"""DataCite JSON: the attributes of a DOI as DataCite's REST API writes them (schema 4.6)."""

from clew.export.datacite_json.render import document
from clew.export.registry import WORKS, Format, Frame

format = Format(
    name="datacite-json",
    media_type="application/vnd.datacite.datacite+json",
    extension="json",
    profile="http://datacite.org/schema/kernel-4",
    kinds=WORKS,
    piece=document,
    frame=Frame("[\n", ",\n", "\n]\n"),
    keeps=frozenset(
        {
            *("kind", "title", "subtitle", "alternative_titles", "subtype", "keywords", "subjects"),
            *("period", "published", "places", "language", "licence", "container", "volume"),
            *("issue", "pages", "urls", "amount"),
        }
    ),
)
