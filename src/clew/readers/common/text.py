"""Text as people should see it: entities decoded, markup gone, white space tidy."""

from __future__ import annotations

import html
import re
from html.entities import html5

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_BLANK_LINES = re.compile(r"\n{3,}")
# <jats:p> is a paragraph as well.
_BLOCK = re.compile(
    r"</?(?:jats:)?(?:p|sec|div|br|li|ul|ol|h[1-6]|tr|table|section|blockquote)\b[^>]*>", re.I
)
_ENTITY = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31})(?:;|(?![=a-zA-Z0-9]))"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def unescape(text: str) -> str:
    """Decode HTML entities, also those that were escaped twice.

    One without its semicolon is none when a letter, a digit or ``=`` follows (HTML 5, 13.2.5.73):
    ``?a=1&copy=2`` is an address.

    Example: ``"&amp;quot;More&amp;quot;"`` → ``'"More"'``
    """
    for _ in range(3):
        if "&" not in text:
            break
        decoded = _ENTITY.sub(_decoded, text)
        if decoded == text:
            break
        text = decoded
    return text


def _decoded(entity: re.Match[str]) -> str:
    written = entity[0]
    return html.unescape(written) if written[1] == "#" else html5.get(written[1:], written)


def one_line(text: str) -> str:
    """Put a title or name on one line: entities decoded, inner markup and doubled spaces gone."""
    # Most hold neither, and are looked at often.
    if "&" in text or "<" in text:
        text = _TAG.sub("", unescape(text))
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """Tidy a description: entities decoded, markup turned into line breaks, paragraphs kept."""
    text = _TAG.sub("", _BLOCK.sub("\n", unescape(text)))
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
