"""Plain words for kinds, links and periods."""

from __future__ import annotations

from clew.model import LinkState, LinkType, Period

# "subject … object"
VERBS = {
    LinkType.FUNDED_BY: "is funded by",
    LinkType.CONTINUES: "continues",
    LinkType.TRANSFER_OF: "is a transfer of",
    LinkType.PART_OF: "is part of",
    LinkType.OUTPUT_OF: "is an output of",
    LinkType.BASED_ON: "is based on",
    LinkType.CITES: "cites",
    LinkType.DOCUMENTS: "documents",
    LinkType.TEACHES: "teaches",
    LinkType.VERSION_OF: "is a version of",
    LinkType.ABOUT_THE_SAME_STUDY: "is about the same study as",
    LinkType.SAME_AS: "is the same as",
    LinkType.RELATED_TO: "is related to",
    LinkType.AUTHOR_OF: "is an author of",
    LinkType.LEADS: "leads",
    LinkType.CONTRIBUTES_TO: "contributes to",
    LinkType.SUPERVISED_BY: "is supervised by",
    LinkType.AFFILIATED_WITH: "is affiliated with",
    LinkType.MEASURES_THE_SAME_AS: "measures the same as",
}


def verb(type: LinkType) -> str:
    """Return what stands between subject and object, also for a type that has no phrase yet."""
    return VERBS.get(type, str(type).replace("-", " "))


def state(state: LinkState, confidence: float | None) -> str:
    """Say how sure a link is: ``stated``; ``suggested, 62%``."""
    return str(state) if confidence is None else f"{state}, {confidence:.0%}"


def span(period: Period) -> str:
    """Say a period in words.

    Example: ``2016-09-01 to 2017-07-31``; ``from 1991``; ``until 2004-05``; ``2015``
    """
    if period.start == period.end:
        return period.start or ""
    if period.start and period.end:
        return f"{period.start} to {period.end}"
    return f"from {period.start}" if period.start else f"until {period.end}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Count things: ``1 link``, ``22 links``, ``1,204 entries``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
