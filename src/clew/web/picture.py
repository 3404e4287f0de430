"""Pictures of threads within a page, whose policy lets no style stand in the picture itself."""

from __future__ import annotations

import re

from markupsafe import Markup

from clew.export import choose
from clew.export.thread_svg import style
from clew.model import Thread

_STYLE = re.compile(r"<style>[^<]*</style>")


def inline(thread: Thread) -> Markup:
    """Return the picture of a thread as a part of a page; its writer escapes what it shows."""
    text = choose("svg", of=Thread).render(thread)
    return Markup(_STYLE.sub("", text, count=1))


def stylesheet() -> str:
    """Return the style that all pictures share."""
    return style.stylesheet()
