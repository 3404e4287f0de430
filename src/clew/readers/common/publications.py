"""Publications that a study's description lists, as records of their own."""

from __future__ import annotations

from typing import Any

from clew.model import (
    Contribution,
    Identifier,
    Kind,
    LinkType,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Target,
    title_key,
)

LONGEST_QUOTE = 500


def publication(
    one: Reference, study: str, term: str, published: str | None = None
) -> Record | None:
    """Make a record of a publication based on a study, or ``None`` if it has no title.

    Parameters
    ----------
    one: what is told of it.
    study: the key of the study's record.
    term: the source's word for the relation.
    published: its date, where more is known than the year.
    """
    if not one.title:
        return None
    numbers = tuple(each for each in one.identifiers if each.scheme != Scheme.URL)
    doi = next((each.value for each in numbers if each.scheme == Scheme.DOI), None)
    links = [each.value for each in one.identifiers if each.scheme == Scheme.URL]
    year = one.year[:4] if one.year and one.year[:4].isdigit() else None
    extra: dict[str, Any] = {"citation": one.raw} if one.raw != one.title else {}
    extra |= {"publisher": one.publisher} if one.publisher else {}
    return Record(
        key=f"{study} {term} {doi or title_key(one.title)}",
        kind=Kind.PUBLICATION,
        title=one.title,
        identifiers=numbers,
        contributions=tuple(Contribution(agent=who, role=Role.AUTHOR) for who in one.authors),
        published=published or year,
        container=one.container,
        volume=one.volume,
        issue=one.issue,
        pages=one.pages,
        urls=tuple(dict.fromkeys([*links, *([one.url] if one.url else [])])),
        relations=(
            Relation(
                type=LinkType.BASED_ON,
                target=Target(key=study),
                quote=one.raw[:LONGEST_QUOTE],
                term=term,
            ),
        ),
        extra=extra,
    )


def relation(
    type: LinkType, target: Identifier, words: str, term: str, *, inverse: bool = False
) -> Relation:
    """Make the relation to what an identifier names, with the source's words."""
    return Relation(
        type=type,
        target=Target(identifier=target),
        quote=words[:LONGEST_QUOTE],
        term=term,
        inverse=inverse,
    )
