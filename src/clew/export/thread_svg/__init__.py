"""A thread as a picture: time from left to right, a lane for each kind, links as curves.

The same thread always gives the same SVG 1.1 document. It needs no script and no font of its own,
reads in black and white, follows the reader's light or dark scheme, and says in words what it
shows.
"""

from clew.export.registry import Format
from clew.export.thread_svg.render import render_thread
from clew.model import Thread

format = Format(
    name="thread-svg",
    media_type="image/svg+xml",
    extension="svg",
    renderers={Thread: render_thread},
)
