"""Croissant 1.0: schema.org's description of a dataset as tools of machine learning load it."""

from clew.export.croissant.render import CONFORMS, line
from clew.export.registry import Format, Frame
from clew.model import Kind

format = Format(
    name="croissant",
    media_type=f'application/ld+json; profile="{CONFORMS}"',
    extension="json",
    profile=CONFORMS,
    kinds=frozenset({Kind.DATASET}),
    piece=line,
    frame=Frame("[\n", ",\n", "\n]\n"),
    keeps=frozenset(
        {
            *("kind", "title", "subtitle", "alternative_titles", "subtype", "keywords", "subjects"),
            *("period", "published", "places", "language", "access", "licence"),
        }
    ),
)
