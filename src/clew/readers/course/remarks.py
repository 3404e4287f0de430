"""What participants said of a course."""

from __future__ import annotations

import re

from clew.readers.course.parse import Chapter, Part, unbulleted

_PAIRS = {"“": "”", '"': '"', "«": "»", "‘": "’", "'": "'"}
_LONGEST_SIGNATURE = 16  # words
_DASH = re.compile(r"^[–—-]\s*")


def is_remark(text: str) -> bool:
    """Say whether a paragraph is a quotation, signed or not.

    Example: ``“It changed how I knock.” Duty worker – Ashby``
    """
    bare = unbulleted(text)
    signature = _after_quotation(bare)
    return signature is not None and _is_signature(signature)


def parted(chapter: Chapter) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    """Part what people said under a heading, each remark with its signature, from the rest."""
    quotations = any(is_remark(part.text) or part.quoted for part in chapter.parts)
    said: list[str] = []
    rest: list[Part] = []
    waiting = list(reversed(chapter.parts))
    while waiting:
        part = waiting.pop()
        text = unbulleted(part.text)
        if not (is_remark(text) or part.quoted or (chapter.remarks and not quotations)):
            rest.append(part)
            continue
        if waiting and _after_quotation(text) == "" and _signs(waiting[-1].text):
            text = f"{text} {_DASH.sub('', waiting.pop().text)}"
        said.append(text)
    return tuple(said), tuple(rest)


def _signs(text: str) -> bool:
    """Say whether a line of its own is a signature: ``– Duty worker, Ashby``."""
    return bool(_DASH.match(text)) and len(text.split()) <= _LONGEST_SIGNATURE


def _after_quotation(text: str) -> str | None:
    """Return what follows the quotation that a text begins with, if it begins with one."""
    closing = _PAIRS.get(text[:1])
    end = text.rfind(closing) if closing else -1
    return text[end + 1 :].strip() if end > 10 else None


def _is_signature(text: str) -> bool:
    if not text:
        return True
    begins = text[0].isupper() or text[0] in "–—-(,~"
    return begins and len(text.split()) <= _LONGEST_SIGNATURE
