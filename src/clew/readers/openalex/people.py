"""Who wrote and who paid, as OpenAlex has it."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Kind,
    Relation,
    Role,
    Scheme,
    parse_identifier,
)
from clew.readers.common.fields import Fields
from clew.readers.common.funding import funded_by, funder
from clew.readers.common.kind_words import maker
from clew.readers.common.names import person

SCHEME = "openalex"


def openalex_id(fields: Fields, name: str = "id") -> Identifier | None:
    """Take OpenAlex's own id: ``https://openalex.org/W2741809807`` → ``W2741809807``."""
    said = fields.raw(name)
    value = said.rstrip("/").rpartition("/")[2] if isinstance(said, str) else ""
    if not value[1:].isdigit() or not value[:1].isalpha():
        return None
    fields.take(name)
    return Identifier(scheme=SCHEME, value=value.upper())


def authors(work: Fields, kind: Kind) -> Iterator[Contribution]:
    """Take the authors in order; their institutions' ROR ids stay with the authorships."""
    for entry in work.entries("authorships"):
        author = entry.within("author")
        shown, written = author.line("display_name"), entry.line("raw_author_name")
        name = written or shown
        if not name:
            continue
        numbers = (_orcid(author, "orcid") or _orcid(entry, "raw_orcid"), openalex_id(author))
        yield Contribution(
            agent=person(name, tuple(one for one in numbers if one)),
            role=maker(kind),
            affiliation=_affiliation(entry),
        )


def funders(work: Fields) -> Iterator[Contribution]:
    """Take who paid, from the funders and, in older records, from the grants."""
    for entry in work.entries("funders"):
        name = entry.line("display_name")
        if name:
            numbers = (_ror(entry), openalex_id(entry))
            yield funder(name, tuple(one for one in numbers if one))
    for entry in [*work.entries("grants"), *work.entries("awards")]:
        name = entry.line("funder_display_name")
        number = openalex_id(entry, "funder") or openalex_id(entry, "funder_id")
        if name:
            yield funder(name, (number,) if number else ())


def awards(work: Fields) -> Iterator[Relation | None]:
    """Take the awards that paid."""
    for list_name, field in (("grants", "award_id"), ("awards", "funder_award_id")):
        for entry in work.entries(list_name):
            number, name = entry.raw(field), entry.raw("funder_display_name")
            found = isinstance(number, str) and funded_by(
                number, name if isinstance(name, str) else None, term=list_name
            )
            if found:
                entry.take(field)
                yield found


def _orcid(entry: Fields, name: str) -> Identifier | None:
    said = entry.raw(name)
    found = parse_identifier(said, Scheme.ORCID) if isinstance(said, str) else None
    if found:
        entry.take(name)
    return found


def _ror(entry: Fields) -> Identifier | None:
    said = entry.raw("ror")
    found = parse_identifier(said, Scheme.ROR) if isinstance(said, str) else None
    if found:
        entry.take("ror")
    return found


def _affiliation(entry: Fields) -> str | None:
    """Take where an author works, in the words of the paper where they are known."""
    written = entry.lines("raw_affiliation_strings")
    # The same strings stand once more beside their institutions.
    for one in entry.entries("affiliations", alone="raw_affiliation_string"):
        if one.raw("raw_affiliation_string") in written:
            one.take("raw_affiliation_string")
    if written:
        return "; ".join(written)
    names = (one.line("display_name") for one in entry.entries("institutions"))
    return "; ".join(name for name in names if name) or None


def host(location: Fields) -> Agent | None:
    """Take who publishes what a work appeared in."""
    source = location.within("source")
    name = source.line("host_organization_name")
    number = openalex_id(source, "host_organization")
    return Agent.organisation(name, identifiers=(number,) if number else ()) if name else None


def published_by(location: Fields, kind: Kind) -> tuple[Contribution, ...]:
    """Make the publisher's contribution; of data and theses the place of deposit publishes."""
    found = host(location)
    if not found:
        return ()
    role = Role.DISTRIBUTOR if kind in (Kind.DATASET, Kind.SOFTWARE) else Role.PUBLISHER
    return (Contribution(agent=found, role=role),)
