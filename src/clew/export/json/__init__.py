"""Everything Clew holds of a thing, as JSON: the fields of the model, absent where unknown."""

from clew.export.json.render import render
from clew.export.registry import Format
from clew.model import Link, Reading, Record, Resource, Thread

format = Format(
    name="json",
    media_type="application/json",
    extension="json",
    renderers=dict.fromkeys((Record, Resource, Reading, Thread, Link), render),
)
