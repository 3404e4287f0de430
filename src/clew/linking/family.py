"""Links that say of two things the same, one less precisely: the surer takes in the weaker."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from clew.model import Link, LinkState, LinkType

# What a suggested link of a type says, links of these types say as well, and more.
_SAID_BETTER = {
    LinkType.CONTINUES: frozenset({LinkType.TRANSFER_OF}),
    LinkType.TRANSFER_OF: frozenset({LinkType.CONTINUES}),
    LinkType.CITES: frozenset({LinkType.TEACHES, LinkType.BASED_ON}),
}
_SURE = frozenset({LinkState.STATED, LinkState.CONFIRMED})


def gathered(links: Iterable[Link]) -> list[Link]:
    """Leave out suggestions that a stated or confirmed link of the two says better.

    Its evidence is shown with the better link's. Nothing is changed in the catalogue: once the
    better link falls, or a person rejects it, the suggestion is there again.
    """
    every = list(links)
    sure: dict[frozenset[str], list[Link]] = {}
    for link in every:
        if link.state in _SURE:
            sure.setdefault(_ends(link), []).append(link)
    taken: dict[int, list[Link]] = {}
    kept = []
    for link in every:
        better = next((one for one in sure.get(_ends(link), ()) if _says_more(one, link)), None)
        if better:
            taken.setdefault(id(better), []).append(link)
        else:
            kept.append(link)
    return [_with(link, taken.get(id(link), ())) for link in kept]


def _says_more(better: Link, link: Link) -> bool:
    """Say whether a sure link leaves a suggested one nothing to say."""
    if link.state != LinkState.SUGGESTED or better is link:
        return False
    if link.type == LinkType.RELATED_TO:
        return True
    same_way = link.subject == better.subject
    return same_way and better.type in _SAID_BETTER.get(link.type, ())


def _ends(link: Link) -> frozenset[str]:
    return frozenset({link.subject, link.object})


def _with(link: Link, others: Iterable[Link]) -> Link:
    more = [evidence for other in others for evidence in other.evidence]
    whole = tuple(dict.fromkeys([*link.evidence, *more]))
    return msgspec.structs.replace(link, evidence=whole) if more else link
