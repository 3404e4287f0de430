"""Markdown (CommonMark): for notes, issues and websites that are made from it."""

from clew.export.markdown.render import section
from clew.export.registry import Format, Frame

format = Format(
    name="markdown",
    media_type="text/markdown",
    extension="md",
    profile="https://spec.commonmark.org/",
    piece=section,
    frame=Frame(between="\n---\n\n"),
)
