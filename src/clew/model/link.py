"""Typed, directed statements between two resources, with what speaks for them."""

from __future__ import annotations

from enum import StrEnum

from clew.model.base import Value


class LinkType(StrEnum):
    """What the first resource is to the second, read "subject, type, object"."""

    FUNDED_BY = "funded-by"
    CONTINUES = "continues"
    TRANSFER_OF = "transfer-of"
    PART_OF = "part-of"
    OUTPUT_OF = "output-of"
    BASED_ON = "based-on"
    CITES = "cites"
    DOCUMENTS = "documents"
    TEACHES = "teaches"
    VERSION_OF = "version-of"
    ABOUT_THE_SAME_STUDY = "about-the-same-study"
    SAME_AS = "same-as"
    RELATED_TO = "related-to"
    AUTHOR_OF = "author-of"
    LEADS = "leads"
    CONTRIBUTES_TO = "contributes-to"
    SUPERVISED_BY = "supervised-by"
    AFFILIATED_WITH = "affiliated-with"
    MEASURES_THE_SAME_AS = "measures-the-same-as"


class LinkState(StrEnum):
    """How sure we may be: a source says it, a rule suggests it, or a person has decided."""

    STATED = "stated"
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Compared(Value, frozen=True, kw_only=True):
    """How far two things agree in one field, and what that is worth in bits; above 0 speaks for it.

    Example: ``Compared(field="year", level="same", bits=2.5)``
    """

    field: str
    level: str
    bits: float


class Evidence(Value, frozen=True, kw_only=True):
    """What speaks for a link: the rule, a reason in words, and a quotation with its place.

    ``document`` is the SHA-256 of the bytes that hold the quotation, ``location`` where they came
    from, ``place`` where in them it stands. ``confidence`` says how often evidence of this sort is
    right (0.9: nine times in ten); what a source states has none. ``compared`` has the fields that
    were weighed.
    """

    rule: str
    reason: str
    quote: str | None = None
    document: str | None = None
    location: str | None = None
    place: str | None = None
    confidence: float | None = None
    compared: tuple[Compared, ...] = ()


class Link(Value, frozen=True, kw_only=True):
    """One statement: ``subject`` stands in ``type`` to ``object``; both are resource ids."""

    subject: str
    type: LinkType
    object: str
    state: LinkState
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None
