"""Pages from templates: everything is escaped, nothing undefined passes unseen."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from clew.api.site import absolute, path_of, site
from clew.web import words
from clew.web.asking import RANGES, found_by, quoted
from clew.web.escaping import Writer, escaped
from clew.web.files import address

# What the head of every page leads to.
NAV = (
    ("Search", "/search"),
    ("Explore", "/explore"),
    ("Sources", "/sources"),
    ("Compare", "/compare"),
    ("Collections", "/collections"),
)


class _Environment(Environment):
    """An environment whose templates escape what they say faster."""

    code_generator_class = Writer
    escaped = staticmethod(escaped)


@cache
def environment() -> Environment:
    """Return the one environment of all templates."""
    made = _Environment(
        loader=PackageLoader("clew.web"),
        autoescape=select_autoescape(("html", "xml", "svg"), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "static": address,
        "path_of": path_of,
        "found_by": found_by,
        "quoted": quoted,
        "NAV": NAV,
        "RANGES": RANGES,
    }
    made.filters |= words.FILTERS
    return made


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **context: Any,
) -> HTMLResponse:
    """Make a page.

    Parameters
    ----------
    template: its name, ``search.html``; names that begin with ``_`` are parts of pages.
    context: what the template speaks of. ``path`` is the page's canonical path with its query;
        ``here`` is what feedback is about, by default the address as it was asked for.
    """
    path = context.pop("path", request.url.path)
    shown = path if request.method == "POST" else request.url.path + _query(request)
    here = context.pop("here", shown)  # given where the address itself holds a secret
    text = (
        environment()
        .get_template(template)
        .render(
            site=site(request), path=path, here=here, canonical=absolute(request, path), **context
        )
    )
    return HTMLResponse(text, status, headers)


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""
