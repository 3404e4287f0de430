"""Everything Clew holds of a thing, as JSON: the fields of the model, absent where unknown."""

from clew.export.item import Item
from clew.export.json.render import line, render
from clew.export.registry import Format, Frame
from clew.model import Link, Reading, Record, Resource, Thread

format = Format(
    name="json",
    media_type="application/json",
    extension="json",
    renderers=dict.fromkeys((Item, Record, Resource, Reading, Thread, Link), render),
    piece=line,
    frame=Frame("[\n", ",\n", "\n]\n"),
    keeps=frozenset(Record.__struct_fields__),
)
