"""The links of a resource as its page tells them: grouped by what the other is to this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from clew.catalogue.names import Named
from clew.export.common.words import state
from clew.model import Evidence, Kind, Link, LinkState, LinkType

# What stands above things that stand in a link to this one: (this is the subject, the object).
_HEADINGS: dict[LinkType, tuple[str, str]] = {
    LinkType.FUNDED_BY: ("Funded by", "Funds"),
    LinkType.OUTPUT_OF: ("Came out of", "Came of it"),
    LinkType.CONTINUES: ("Continues", "Continued by"),
    LinkType.TRANSFER_OF: ("Transferred from", "Transferred to"),
    LinkType.BASED_ON: ("Based on", "Used by"),
    LinkType.PART_OF: ("Part of", "Parts"),
    LinkType.DOCUMENTS: ("Documents", "Documented by"),
    LinkType.TEACHES: ("Teaches", "Taught by"),
    LinkType.VERSION_OF: ("A version of", "Versions"),
    LinkType.ABOUT_THE_SAME_STUDY: ("About the same study", "About the same study"),
    LinkType.SAME_AS: ("The same as", "The same as"),
    LinkType.RELATED_TO: ("Related to", "Related to"),
    LinkType.AUTHOR_OF: ("Wrote", "Written by"),
    LinkType.LEADS: ("Leads", "Led by"),
    LinkType.CONTRIBUTES_TO: ("Contributes to", "With"),
    LinkType.SUPERVISED_BY: ("Supervised by", "Supervised"),
    LinkType.AFFILIATED_WITH: ("At", "People and work here"),
    LinkType.CITES: ("Cites", "Cited by"),
}
_ORDER = list(_HEADINGS)


class Other(NamedTuple):
    """The thing at the other end of a link, how sure the link is, and what speaks for it."""

    named: Named
    link: Link
    inverse: bool

    @property
    def how_sure(self) -> str:
        """How sure it is, in words; nothing where a source states it."""
        known = self.link.state == LinkState.STATED
        return "" if known else state(self.link.state, self.link.confidence)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What speaks for the link."""
        return self.link.evidence


class Group(NamedTuple):
    """Things that stand in one link to this one."""

    heading: str
    others: list[Other]


def ties_of(links: Iterable[Link], named: Mapping[str, Named], slug: str) -> list[Other]:
    """Return the links of a resource that nobody rejected, with what is at their other ends.

    Parameters
    ----------
    links: of the resource.
    named: what is at their ends, by id.
    slug: the resource's own id.
    """
    found = []
    for one in links:
        if one.state == LinkState.REJECTED:
            continue
        inverse = one.subject != slug
        end = one.subject if inverse else one.object
        if end in named and named[end].kind != Kind.VARIABLE:
            found.append(Other(named[end], one, inverse))
    return found


def grouped(others: Iterable[Other]) -> list[Group]:
    """Group links by what they say, the most telling first; surest first within a group."""
    groups: dict[tuple[int, bool, str], list[Other]] = {}
    for one in others:
        heading = _heading(one.link.type, one.inverse)
        place = _ORDER.index(one.link.type) if one.link.type in _ORDER else len(_ORDER)
        groups.setdefault((place, one.inverse, heading), []).append(one)
    return [
        Group(heading, sorted(found, key=_surest))
        for (_, _, heading), found in sorted(groups.items(), key=lambda pair: pair[0])
    ]


def _heading(type: LinkType, inverse: bool) -> str:
    words = _HEADINGS.get(type)
    return words[inverse] if words else str(type).replace("-", " ").capitalize()


def _surest(one: Other) -> tuple[bool, float, str, str]:
    date = one.named.published or one.named.start or ""
    return (
        one.link.state == LinkState.SUGGESTED,
        -(one.link.confidence or 1),
        "".join(chr(0x10FFFF - ord(c)) for c in date),
        one.named.title,
    )
