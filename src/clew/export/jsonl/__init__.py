"""JSON Lines: as JSON, each thing on a line of its own, so that files of any size can be read."""

from clew.export.json.render import line
from clew.export.registry import Format, Frame
from clew.model import Record

format = Format(
    name="jsonl",
    media_type="application/x-ndjson",
    extension="jsonl",
    piece=line,
    frame=Frame("", "\n", "\n"),
    keeps=frozenset(Record.__struct_fields__),
)
