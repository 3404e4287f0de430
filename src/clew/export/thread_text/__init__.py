"""A thread as text: its story from the award to the classroom, each link with its evidence."""

from clew.export.registry import Format
from clew.export.thread_text.render import render_thread
from clew.model import Thread

format = Format(
    name="thread-text",
    media_type="text/plain",
    extension="txt",
    renderers={Thread: render_thread},
)
