"""What a description says the thing is to others, and what its own identifiers are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from clew.model import (
    Identifier,
    LinkType,
    Relation,
    Scheme,
    find_identifiers,
    parse_identifier,
    study_number,
)
from clew.readers.common.publications import relation
from clew.readers.dublin_core.parse import Description


class _Meaning(NamedTuple):
    type: LinkType
    inverse: bool = False


# DCMI Metadata Terms, section 3; ``source`` is what a thing is derived from.
_TERMS = {
    "isPartOf": _Meaning(LinkType.PART_OF),
    "hasPart": _Meaning(LinkType.PART_OF, inverse=True),
    "isVersionOf": _Meaning(LinkType.VERSION_OF),
    "hasVersion": _Meaning(LinkType.VERSION_OF, inverse=True),
    "replaces": _Meaning(LinkType.VERSION_OF),
    "isReplacedBy": _Meaning(LinkType.VERSION_OF, inverse=True),
    "isFormatOf": _Meaning(LinkType.VERSION_OF),
    "hasFormat": _Meaning(LinkType.VERSION_OF, inverse=True),
    "references": _Meaning(LinkType.CITES),
    "isReferencedBy": _Meaning(LinkType.CITES, inverse=True),
    "requires": _Meaning(LinkType.BASED_ON),
    "isRequiredBy": _Meaning(LinkType.BASED_ON, inverse=True),
    "source": _Meaning(LinkType.BASED_ON),
    "relation": _Meaning(LinkType.RELATED_TO),
}
_PERSISTENT = (Scheme.DOI, Scheme.ARXIV, Scheme.HANDLE)
# "info:eu-repo/grantAgreement/EC/FP7/282625/EU/…"
_GRANT = re.compile(
    r"info:eu-repo/grantAgreement/([^/\s]{1,60})/[^/\s]{0,60}/([^/\s]{1,60})(?:/\S*)?"
)
# "info:eu-repo/semantics/altIdentifier/doi/10.99999/1"
_OTHER_NAME = re.compile(r"info:eu-repo/semantics/altIdentifier/[a-z]{2,12}/(\S{3,200})")
_MOST_WORDS = 4


def identifiers(one: Description) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    """Take the thing's own identifiers, and the addresses of its pages; citations stay."""
    numbers: list[Identifier] = []
    pages: list[str] = []
    for element in one.all("identifier", "identifier.uri"):
        text = element.peek()
        if len(text.split()) > _MOST_WORDS:
            continue
        element.clear()
        found = parse_identifier(text)
        if found and found.scheme == Scheme.URL:
            pages.append(text)
        elif found or text:
            numbers.append(found or Identifier(scheme=Scheme.LOCAL, value=text))
    numbers += _other_names(one)
    numbers += filter(None, map(study_number, numbers))
    return tuple(dict.fromkeys(numbers)), tuple(dict.fromkeys(pages))


def landing_pages(one: Description, files: tuple[str, ...]) -> Iterator[str]:
    """Take the pages of the thing itself that stand among its relations.

    EThOS has them in ``isReferencedBy``; EPrints names files, and beside them the page above them.
    """
    if one.form == "uketddc":
        for element in one.all("isReferencedBy"):
            text = element.peek()
            found = parse_identifier(text)
            if found and found.scheme == Scheme.URL:
                element.clear()
                yield text
    for element in one.all("relation"):
        text = element.peek()
        if text.endswith("/") and any(file.startswith(text) for file in files):
            element.clear()
            yield text


def relations(one: Description, own: tuple[Identifier, ...]) -> tuple[Relation, ...]:
    """Take the relations to what is named by an identifier, and to awards; the others stay.

    Parameters
    ----------
    own: what names the thing itself; repositories repeat it as a relation.
    """
    found = [*_awards(one), *_related(one)]
    return tuple(dict.fromkeys(each for each in found if each.target.identifier not in own))


def _other_names(one: Description) -> Iterator[Identifier]:
    for element in one.all("relation"):
        match = _OTHER_NAME.fullmatch(element.peek())
        found = parse_identifier(match[1]) if match else None
        if found and found.scheme != Scheme.URL:
            element.clear()
            yield found


def _awards(one: Description) -> Iterator[Relation]:
    for element in one.all("relation", "grantnumber", "isFundedBy"):
        text = element.peek()
        match = _GRANT.fullmatch(text)
        award = parse_identifier(match[2] if match else text, Scheme.AWARD)
        if match and not award:
            award = Identifier(scheme=Scheme.LOCAL, value=f"{match[1]}:{match[2]}")
        if award and (match or element.name != "relation"):
            element.clear()
            yield relation(LinkType.FUNDED_BY, award, text, element.name)
    # DSpace: "Elm Trust (grant ES/Z000001/1)"; the words stay, for they name who paid.
    for element in one.all("sponsorship"):
        for award, _, _ in find_identifiers(element.peek()):
            if award.scheme == Scheme.AWARD:
                yield relation(LinkType.FUNDED_BY, award, element.peek(), "sponsorship")


def _related(one: Description) -> Iterator[Relation]:
    """Yield relations; one that is only called that must name a persistent identifier."""
    for term, meaning in _TERMS.items():
        for element in one.all(term):
            text = element.peek()
            found = parse_identifier(text) if len(text.split()) <= _MOST_WORDS else None
            sure = found and (found.scheme in _PERSISTENT or term not in ("relation", "source"))
            if found and sure:
                element.clear()
                yield relation(meaning.type, found, text, term, inverse=meaning.inverse)
