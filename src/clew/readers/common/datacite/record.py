"""DataCite metadata as a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clew.model import (
    Design,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Period,
    Record,
    Relation,
    Scheme,
    Target,
    fold,
    parse_identifier,
    study_number,
    title_key,
)
from clew.readers.common.datacite import facts
from clew.readers.common.datacite.agents import contributions, unplaced
from clew.readers.common.datacite.container import container
from clew.readers.common.datacite.relations import SCHEMES, references, related
from clew.readers.common.funding import awarded
from clew.readers.common.text import one_line
from clew.vocabularies import language_code

_KINDS = {
    Kind.THESIS: "Dissertation Thesis",
    Kind.AWARD: "Award Grant Project",
    Kind.SOFTWARE: "Software ComputationalNotebook Workflow",
    Kind.COURSE: "Course",
    Kind.PUBLICATION: "Text Book BookChapter ConferencePaper ConferenceProceeding DataPaper"
    " Journal JournalArticle OutputManagementPlan PeerReview Poster Preprint Presentation Report"
    " Standard StudyRegistration Literature",  # the last as OpenAIRE's guidelines have it
}
_KIND_OF = {fold(name): kind for kind, types in _KINDS.items() for name in types.split()}
# "Identifiers" that are longer are sentences: a citation, a remark.
_LONGEST = 100
# Types that leave the choice to the source's own word.
_UNSURE = ("", "other", "other research product")
_THESIS = re.compile(r"\b(?:thesis|dissertation|habilitation)\b", re.I)
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What says nothing of the thing itself: technical, or derived from another field.
_BORING = (
    "prefix", "suffix", "schemaVersion", "schemeVersion", "isActive", "state", "agency", "provider",
    "source", "reason", "contentUrl", "metadataVersion", "viewsOverTime", "downloadsOverTime",
    "citationsOverTime", "xml", "created", "registered", "updated", "published", "providerId",
    "clientId", "viewCount", "downloadCount", "referenceCount", "citationCount", "partCount",
    "partOfCount", "versionCount", "versionOfCount",
)  # fmt: skip
_DERIVED = ("ris", "bibtex", "citeproc", "schemaOrg")


def record(attributes: dict[str, Any], extra: dict[str, Any] | None = None) -> Record | None:
    """Make a record of metadata in canonical form, or ``None`` when neither title nor DOI is told.

    Parameters
    ----------
    attributes: see :func:`canonical`; what is placed is taken out of it.
    extra: what to keep beside the fields, such as the header that came with the metadata.
    """
    kind, subtype = _kind(attributes.pop("types", None))
    numbers, urls = _identifiers(attributes)
    others: facts.Texts = {}
    titles = facts.titles(attributes, others)
    if not titles.title and not numbers:
        return None
    when = facts.dates(attributes)
    free, terms, vocabulary = facts.subjects(attributes)
    licence, access = facts.rights(attributes)
    funding = list(_funding(attributes, kind, titles.title))
    numbers = (*numbers, *(one for one in funding if isinstance(one, Identifier)))
    appeared = container(attributes)
    people = unplaced(attributes)
    parts = contributions(attributes, kind)
    attributes["fundingReferences"] = [
        one for one in attributes.pop("fundingReferences", []) if _says_more(one)
    ]
    links = related(attributes)
    cited = references(attributes)
    language = attributes.pop("language", None)
    kept: dict[str, Any] = {"languages": others} if others else {}
    kept |= {"people": people} if people else {}
    kept |= {"vocabularies": {"subjects": vocabulary}} if vocabulary else {}
    return Record(
        key=_key(numbers, titles.title),
        kind=kind,
        title=titles.title,
        subtitle=titles.subtitle,
        alternative_titles=titles.others,
        subtype=subtype,
        identifiers=tuple(dict.fromkeys([*numbers, *appeared.identifiers])),
        description=facts.sections(attributes, others),
        contributions=parts,
        keywords=free,
        subjects=terms,
        period=_period(when, kind),
        published=when.published,
        places=facts.places(attributes),
        language=language_code(language) if isinstance(language, str) and language else None,
        access=access,
        licence=licence,
        amount=facts.money(attributes) if kind == Kind.AWARD else None,
        container=appeared.title,
        volume=appeared.volume,
        issue=appeared.issue,
        pages=appeared.pages,
        urls=urls,
        design=Design(collected=when.collected) if when.collected else None,
        relations=(*(one for one in funding if isinstance(one, Relation)), *links),
        fulltext=FullText(references=cited) if cited else None,
        extra=(extra or {}) | kept | _rest(attributes),
    )


def _kind(types: Any) -> tuple[Kind, str | None]:
    """Return the kind, and the finer word of the source; most of what has a DOI here is data."""
    told = types if isinstance(types, dict) else {}
    general, own = (
        one_line(str(told.get(n) or "")) for n in ("resourceTypeGeneral", "resourceType")
    )
    unsure = fold(general) in _UNSURE
    kind = _KIND_OF.get(fold(own if unsure else general), Kind.DATASET)
    wide = unsure or kind == Kind.PUBLICATION
    if _THESIS.search(own) if wide else _THESIS.fullmatch(own):
        kind = Kind.THESIS
    return kind, own or _WORD.sub(" ", general) or None


def _identifiers(attributes: dict[str, Any]) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    """Take the DOI, the other identifiers, and the addresses of pages."""
    numbers: list[Identifier] = []
    urls = [url for name in ("url",) if isinstance(url := attributes.pop(name, None), str) and url]
    for name in ("doi", "id"):
        text = attributes.pop(name, None)
        found = parse_identifier(text, Scheme.DOI) if isinstance(text, str) else None
        numbers += [found] if found else []
    for name in ("identifiers", "alternateIdentifiers"):
        told = [one for one in attributes.pop(name, []) if isinstance(one, dict)]
        for one in told:
            found = _identifier(one)
            is_page = found and found.scheme == Scheme.URL
            urls += [str(_value(one))] if is_page else []
            numbers += [found] if found and not is_page else []
        attributes[name] = [one for one in told if not _identifier(one)]
    numbers += filter(None, map(study_number, numbers))
    return tuple(dict.fromkeys(numbers)), tuple(dict.fromkeys(urls))


def _value(one: dict[str, Any]) -> Any:
    return one.get("identifier") or one.get("Identifier") or one.get("alternateIdentifier")


def _identifier(one: dict[str, Any]) -> Identifier | None:
    kind = str(one.get("identifierType") or one.get("alternateIdentifierType") or "")
    text = str(_value(one) or "").strip()
    scheme = SCHEMES.get(kind.lower())
    found = parse_identifier(text, scheme) if scheme and text else None
    found = found or (parse_identifier(text) if text.startswith("http") else None)
    if found or not text or len(text) > _LONGEST:
        return found
    value = text if not kind or text.lower().startswith(kind.lower()) else f"{kind}:{text}"
    return Identifier(scheme=Scheme.LOCAL, value=value)


def _key(numbers: tuple[Identifier, ...], title: str | None) -> str:
    return next((one.value for one in numbers), None) or title_key(title) or "record"


def _period(when: facts.Dates, kind: Kind) -> Period | None:
    """Return the time a thing covers; of an award, when it runs."""
    return when.valid if kind == Kind.AWARD else when.covered or when.collected


def _funding(
    attributes: dict[str, Any], kind: Kind, title: str | None
) -> Iterator[Relation | Identifier]:
    """Yield the awards that paid for a thing; an award that tells its own number is that one."""
    for one in attributes.get("fundingReferences", []):
        if not isinstance(one, dict):
            continue
        number, uri = _award(one)
        funder = one_line(str(one.get("funderName") or ""))
        named = one_line(str(one.get("awardTitle") or ""))
        target = _target(number, uri, funder)
        if not target:
            continue
        if kind == Kind.AWARD and title_key(named) == title_key(title):
            yield _target(number, "", funder) or target
            continue
        words = ", ".join(part for part in (funder, number or uri, named) if part)
        yield Relation(
            type=LinkType.FUNDED_BY,
            target=Target(identifier=target),
            quote=words[:500],
            term="fundingReference",
        )


def _award(one: dict[str, Any]) -> tuple[str, str]:
    """Return an award's number and address, flat as in the API or nested as in 4.0."""
    told = one.get("awardNumber")
    if isinstance(told, dict):
        return str(told.get("awardNumber") or ""), str(told.get("awardUri") or "")
    return str(told or ""), str(one.get("awardUri") or "")


def _target(number: str, uri: str, funder: str) -> Identifier | None:
    """Name an award: by its reference, its DOI or address, else its number with the funder's name.

    A number alone, ``282625``, may be that of another award of another funder.
    """
    award = parse_identifier(number, Scheme.AWARD) if number else None
    address = parse_identifier(uri) if uri else None
    if award or address or not number:
        return award or address
    return awarded(number, funder) or Identifier(scheme=Scheme.LOCAL, value=number)


def _says_more(one: Any) -> bool:
    """Keep what a contribution and a relation do not hold: the title of an award, its address."""
    more = {"awardTitle", "awardUri", "schemeUri"}
    return isinstance(one, dict) and bool({name for name, value in one.items() if value} & more)


def _rest(attributes: dict[str, Any]) -> dict[str, Any]:
    """Return what nobody took, without what is empty."""
    boring = {*_BORING, *_DERIVED}
    return {
        name: value for name, value in attributes.items() if _full(value) and name not in boring
    }


def _full(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_full, value.values()))
    if isinstance(value, list):
        return any(map(_full, value))
    return value not in (None, "")
