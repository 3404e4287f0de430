"""Which kind of resource a word for a sort of work stands for."""

from __future__ import annotations

import re

from clew.model import Kind, Role

# Tried in this order: a "thesis on software" is a thesis.
_KINDS = (
    (Kind.THESIS, re.compile(r"\b(?:thesis|theses|dissertations?|habilitation|doctoral)\b", re.I)),
    (
        Kind.DATASET,
        re.compile(r"\b(?:data ?sets?|databases?|data files?|data collection|survey data)\b", re.I),
    ),
    (Kind.SOFTWARE, re.compile(r"\b(?:software|computer programs?|source code)\b", re.I)),
    (Kind.AWARD, re.compile(r"\b(?:grants?|awards?|fellowships?|funding)\b", re.I)),
    (Kind.COURSE, re.compile(r"\b(?:courses?|modules?)\b", re.I)),
)
_HOUSES = {Kind.THESIS: Role.AWARDING_INSTITUTION, Kind.AWARD: Role.FUNDER}
_CREATED = (Kind.DATASET, Kind.SOFTWARE)


def kind_named(word: str | None) -> Kind | None:
    """Return the kind that a source's own word speaks for, ``None`` when it is any publication.

    Example: ``"PhD Thesis"`` → thesis; ``"Journal Article"`` → ``None``
    """
    return next((kind for kind, pattern in _KINDS if word and pattern.search(word[:200])), None)


def bringer_out(kind: Kind) -> Role:
    """Say what the house is that a list of references names for a thing, whatever it calls it."""
    return _HOUSES.get(kind, Role.PUBLISHER)


def maker(kind: Kind) -> Role:
    """Say what those who made a thing are called: data and software have creators."""
    return Role.CREATOR if kind in _CREATED else Role.AUTHOR
