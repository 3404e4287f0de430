"""The terms on which a text says that it may be read and used: open access, a licence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# Title pages and copyright statements are short; a licence further on is that of a figure.
_MOST_TEXT = 20_000
_ADDRESS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"(?:licenses/[a-z-]{2,8}/\d\.\d|publicdomain/(?:zero|mark)/1\.0)",
    re.I,
)
_CONDITION = r"(?:[ –-]{1,3}(?:non[ -]?commercial|no[ -]?deriv\w{0,7}|share[ -]?alike|nc|nd|sa)\b)"
_WORDS = re.compile(
    rf"\b(?:creative commons attribution|cc[ -]by)\b{_CONDITION}{{0,2}}"
    r"(?:[ ](?:(?:public )?licen[cs]e,? ?)?(?:version )?\d\.\d)?(?: international| unported)?",
    re.I,
)
_OPEN = re.compile(
    r"[^.]{0,60}\bthis (?:\w+ )?(?:thesis|dissertation|work|report|paper|briefing|document|book)"
    r" is (?:\w+ ){0,3}open[ -]access\b(?:[^.]|\.(?=\d)){0,60}",
    re.I,
)


class Terms(NamedTuple):
    """What a text says of its use; what it does not say is absent."""

    access: str | None = None
    licence: str | None = None


def stated_terms(text: str) -> Terms:
    """Return the terms that a title page or a copyright statement gives.

    The licence is its address where there is one, else its words.

    Example: ``"This thesis is open access. CC BY 4.0"`` → ``("This thesis is open access",
    "CC BY 4.0")``
    """
    paragraphs = [" ".join(one.split()) for one in re.split(r"\n\s*\n", text[:_MOST_TEXT])]
    address, words, opened = (_first(one, paragraphs) for one in (_ADDRESS, _WORDS, _OPEN))
    return Terms(
        access=opened and opened.strip(" ,;"),
        licence=f"{address.lower()}/" if address else words and words.strip(),
    )


def _first(pattern: re.Pattern[str], paragraphs: Sequence[str]) -> str | None:
    return next((match[0] for one in paragraphs if (match := pattern.search(one))), None)
