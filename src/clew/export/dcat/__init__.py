"""DCAT 3, kept to DCAT-AP 3: datasets as data portals and harvesters take them, in two writings."""

from clew.export.dcat.render import PREFIX_LINES, described, in_json, in_turtle
from clew.export.registry import Format, Frame
from clew.model import Kind

_PROFILE = "http://data.europa.eu/r5r/"
_KEEPS = frozenset(
    {
        *("kind", "title", "alternative_titles", "keywords", "subjects", "period", "published"),
        *("places", "language", "access", "licence"),
    }
)

formats = (
    Format(
        name="dcat",
        media_type="text/turtle",
        extension="ttl",
        profile=_PROFILE,
        kinds=frozenset({Kind.DATASET}),
        piece=in_turtle,
        frame=Frame(before=PREFIX_LINES, between="\n", alone=PREFIX_LINES),
        keeps=_KEEPS,
    ),
    Format(
        name="dcat-jsonld",
        media_type='application/ld+json; profile="http://www.w3.org/ns/dcat#"',
        extension="jsonld",
        profile=_PROFILE,
        kinds=frozenset({Kind.DATASET}),
        piece=in_json,
        frame=described(),
        keeps=_KEEPS,
    ),
)
