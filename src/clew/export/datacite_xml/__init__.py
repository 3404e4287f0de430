"""DataCite XML 4: the schema that DOI registration and OAI-PMH's ``oai_datacite`` use."""

from clew.export.common.xml import DECLARATION
from clew.export.datacite_xml.render import LOCATION, element
from clew.export.registry import WORKS, Format, Frame

format = Format(
    name="datacite",
    media_type="application/vnd.datacite.datacite+xml",
    extension="xml",
    profile="http://datacite.org/schema/kernel-4",
    prefix="oai_datacite",
    schema=LOCATION,
    kinds=WORKS,
    piece=element,
    frame=Frame(before=f"{DECLARATION}<resources>\n", after="</resources>\n", alone=DECLARATION),
    keeps=frozenset(
        {
            *("kind", "title", "subtitle", "alternative_titles", "subtype", "keywords", "subjects"),
            *("period", "published", "places", "language", "licence", "container", "volume"),
            *("issue", "pages", "urls", "amount"),
        }
    ),
)
