"""Text as it has to stand in a BibTeX field."""

from __future__ import annotations

import re

# Braces by name: BibTeX counts them even where they are escaped.
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)

# Two of them are a dash or a quotation mark.
_DOUBLED = re.compile(r"([-`'])(?=\1)")


def latex(text: str) -> str:
    """Escape what LaTeX would take for a command; letters with accents stay as they are.

    Example: ``"tea -- more"`` → ``"tea -{}- more"``, since two hyphens would be a dash
    """
    return _DOUBLED.sub(r"\1{}", text.translate(_SPECIAL))


def protected(title: str) -> str:
    """Escape a title and put words with capitals inside them in braces.

    Styles put the rest of a title in lower case.

    Example: ``"What the NHS knows"`` → ``"What the {NHS} knows"``
    """
    return " ".join(_protected(word) for word in latex(title).split(" "))


def _protected(word: str) -> str:
    inner = word.strip(".,;:!?()‘’“”'\"")
    capitals = inner.isalnum() and any(sign.isupper() for sign in inner[1:])
    return word.replace(inner, f"{{{inner}}}", 1) if capitals else word
