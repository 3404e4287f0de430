"""Plain text for people: what ``clew show`` prints, without colours."""

from clew.export.registry import Format
from clew.export.text.render import render_reading, render_record, render_resource
from clew.model import Reading, Record, Resource

format = Format(
    name="text",
    media_type="text/plain",
    extension="txt",
    renderers={Record: render_record, Resource: render_resource, Reading: render_reading},
)
