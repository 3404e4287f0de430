"""Datasets of DCAT as records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clew.model import (
    Agent,
    Amount,
    Catalogued,
    Contribution,
    Design,
    Document,
    Identifier,
    Kind,
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Role,
    Scheme,
    Term,
    parse_identifier,
)
from clew.readers.common.date_parts import any_date
from clew.readers.common.fields import Fields
from clew.readers.common.names import agent
from clew.readers.common.numbers import addresses_in, persistent, with_study_numbers
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.common.text import one_line, paragraphs
from clew.readers.dcat.parse import Datasets
from clew.readers.dcat.relations import relations
from clew.vocabularies import country_code, country_name, language_code, matched

_NAMES = ("name", "fn", "prefLabel", "label", "organization-name", "title")
_PARTS = {
    "creator": Role.CREATOR,
    "publisher": Role.PUBLISHER,
    "contributor": Role.CONTRIBUTOR,
    "rightsHolder": Role.CONTRIBUTOR,
}
_ROLES = {
    "funder": Role.FUNDER,
    "sponsor": Role.SPONSOR,
    "author": Role.CREATOR,
    "originator": Role.CREATOR,
    "principalinvestigator": Role.PRINCIPAL_INVESTIGATOR,
    "publisher": Role.PUBLISHER,
    "distributor": Role.DISTRIBUTOR,
    "editor": Role.EDITOR,
}
# Data Privacy Vocabulary: <…> dpv:hasLegalBasis dpv:Consent
_LEGAL_BASES = ("https://w3id.org/dpv#hasLegalBasis", "legal_basis", "hasLegalBasis")
_BY_CONSENT = ("dpv#Consent", "dpv#ExplicitConsent", "dpv#InformedConsent")
_WHERE = ("text", "prefLabel", "name", "label", "geographicName", "title")


def reading(datasets: Datasets, document: Document) -> Reading:
    """Make a record of each dataset."""
    shelf = Shelf(datasets.notices)
    for number, dataset in enumerate(datasets.datasets, 1):
        place = f"dataset {number}"
        shelf.offer(_record(dataset, place, datasets.notices), place)
    return shelf.reading(document, "dataset")


def _record(dataset: dict[str, Any], place: str, notices: list[Notice]) -> Record:
    fields = Fields(dataset, place, notices)
    titles = fields.lines("title")
    title = next(iter(titles), None) or fields.line("name", "label")
    identifiers, urls = _identifiers(fields)
    own = fields.raw("id")
    return Record(
        key=key_for(
            Kind.DATASET, title, identifiers, own if isinstance(own, str) else None, *urls[:1]
        ),
        kind=Kind.DATASET,
        title=title,
        alternative_titles=(*titles[1:], *fields.lines("alternative", "altLabel")),
        subtype=_subtype(fields),
        identifiers=identifiers,
        description=fields.sections(
            description="description", purpose="purpose", provenance="provenance",
            versionNotes="version notes", usage="usage",
        ),
        contributions=_contributions(fields),
        keywords=fields.lines("keyword"),
        subjects=_subjects(fields),
        period=_period(fields),
        published=fields.date("issued"),
        places=tuple(dict.fromkeys(_places(fields))),
        language=_language(fields),
        access=_access(fields),
        licence=_licence(fields),
        status=fields.line("status", "state"),
        catalogues=tuple(_catalogues(fields)),
        urls=urls,
        design=_design(fields),
        relations=relations(fields),
        extra=fields.rest,
    )  # fmt: skip


def _identifiers(fields: Fields) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    found: list[Identifier] = []
    texts = fields.texts("identifier", "alternateIdentifier", "guid")
    for text in texts:
        number = persistent(text) or (None if "://" in text else parse_identifier(text))
        if number and number.scheme != Scheme.URL:
            found.append(number)
        elif not text.startswith(("http://", "https://")):
            found.append(Identifier(scheme=Scheme.LOCAL, value=text))
    # <…> adms:identifier [ skos:notation "10.5072/bins" ]
    noted = (entry.text("notation") or "" for entry in fields.entries("identifier"))
    found += filter(None, map(parse_identifier, noted))
    ids = fields.texts("@id", "uri")
    pages = fields.texts("landingPage", "page", "homepage")
    linked, urls = addresses_in([*ids, *texts, *pages])
    return with_study_numbers([*found, *linked]), tuple(urls)


def _subtype(fields: Fields) -> str | None:
    """Take the type in words; an address of a type stays."""
    said = fields.raw("type")
    is_word = isinstance(said, str) and "://" not in said and said.lower() != "dataset"
    return fields.line("type") if is_word else None


def _contributions(fields: Fields) -> tuple[Contribution, ...]:
    found = []
    for name, role in _PARTS.items():
        note = "rights holder" if name == "rightsHolder" else None
        for entry in fields.entries(name):
            who = entry.line(*_NAMES)
            if who:
                numbers = tuple(_numbers(entry))
                one = Agent.organisation(who, identifiers=numbers)
                is_house = name == "publisher"
                person = None if is_house else _person(entry, who, numbers)
                found.append(
                    Contribution(
                        agent=one if is_house else person or agent(who, numbers),
                        role=role,
                        note=note,
                    )
                )
    return tuple(dict.fromkeys([*found, *_attributed(fields)]))


def _person(entry: Fields, name: str, numbers: tuple[Identifier, ...]) -> Agent | None:
    """Take the parts of a name where the source tells them."""
    given, family = entry.line("givenName", "firstName"), entry.line("familyName", "surname")
    if not given or not family:
        return None
    return Agent.person(name, given=given, family=family, identifiers=numbers)


def _attributed(fields: Fields) -> Iterator[Contribution]:
    """Take those whose part is a term of ISO 19115's list of roles (``qualifiedAttribution``)."""
    for entry in fields.entries("qualifiedAttribution"):
        word = str(entry.raw("hadRole") or "").rstrip("/").replace("#", "/").rpartition("/")[2]
        held = entry.within("agent")
        who = held.line(*_NAMES)
        role = _ROLES.get(word.lower(), Role.CONTRIBUTOR)
        if who:
            entry.take("hadRole")
            is_payer = role == Role.FUNDER
            one = Agent.organisation(who) if is_payer else agent(who, tuple(_numbers(held)))
            note = None if word.lower() in _ROLES else word or None
            yield Contribution(agent=one, role=role, note=note)


def _numbers(entry: Fields) -> Iterator[Identifier]:
    for name in ("@id", "identifier", "url"):
        said = entry.raw(name)
        for scheme in (Scheme.ORCID, Scheme.ROR):
            number = parse_identifier(said, scheme) if isinstance(said, str) else None
            if number and "://" in str(said):
                entry.take(name)
                yield number


def _subjects(fields: Fields) -> tuple[str, ...]:
    """Take themes by their names; the addresses of those without one stay."""
    found: list[str] = []
    for name in ("theme", "subject", "groups", "category"):
        kept = []
        for entry in fields.entries(name, alone="@id"):
            word = entry.line(*_NAMES)
            said = entry.raw("@id")
            if not word and isinstance(said, str) and "://" not in said:
                word = entry.line("@id")
            found += [word] if word else []
            kept.append(entry)
    return tuple(dict.fromkeys(found))


def _period(fields: Fields) -> Period | None:
    """Take the time covered: from the first beginning to the last end of its spans."""
    starts: list[str] = []
    ends: list[str] = []
    entries = fields.entries("temporal", alone="interval")
    for entry in entries:
        whole = entry.raw("interval")
        span = Period.parse(whole) if isinstance(whole, str) else None
        if span:
            entry.take("interval")
            starts += [span.start] if span.start else []
            ends += [span.end] if span.end else []
        for names, found in ((("start", "hasBeginning"), starts), (("end", "hasEnd"), ends)):
            date = _instant(entry, names, keep=len(entries) > 1)
            found += [date] if date else []
    for name, found in (("temporal_start", starts), ("temporal_end", ends)):
        date = fields.date(name)
        found += [date] if date else []
    start, end = min(starts, default=None), max(ends, default=None)
    return Period(start=start, end=end) if start or end else None


def _instant(entry: Fields, names: tuple[str, ...], *, keep: bool) -> str | None:
    """Read a date, or the instant that stands for one; of several spans the dates stay."""
    for name in names:
        said = entry.raw(name)
        inner = said if isinstance(said, dict) else {name: said}
        texts = (text for text in inner.values() if isinstance(text, str))
        date = next((found for text in texts if (found := any_date(text))), None)
        if date:
            if not keep:
                entry.take(name)
            return date
    return None


def _places(fields: Fields) -> Iterator[Place]:
    named = fields.entries("geographic_coverage", alone="text")
    for entry in [*fields.entries("spatial", alone="text"), *named]:
        name = entry.line(*_WHERE)
        address = entry.raw("@id") or entry.raw("uri")
        if name and "://" in name:
            address, name = name, None
        code = country_code(str(address).rstrip("/").rpartition("/")[2]) if address else None
        # http://publications.europa.eu/resource/authority/country/GBR names a country by its code.
        if name and not name.startswith(("{", "POLYGON")):
            yield Place(name=name, code=country_code(name) or code)
        elif isinstance(address, str):
            entry.content.setdefault("@id", address)
            if code:
                yield Place(name=str(country_name(code)), code=code)
        elif name:
            entry.content["text"] = name


def _language(fields: Fields) -> str | None:
    """Take the first language, by code or by the address of one; further ones stay."""
    said = fields.texts("language")
    codes = [language_code(text.rstrip("/").rpartition("/")[2]) for text in said]
    best = "en" if "en" in codes else next(iter(codes), None)
    fields.content["language"] = [
        text for text, code in zip(said, codes, strict=True) if code != best
    ]
    return best


def _access(fields: Fields) -> str | None:
    """Take the conditions of access, in words: ``…/access-right/NON_PUBLIC`` is "non public"."""
    for name in ("accessRights", "rights", "accessLevel"):
        entries = fields.entries(name, alone="label")
        for entry in entries:
            said = entry.line(*_NAMES) or entry.line("@id")
            if said and said.startswith(("http://", "https://")):
                return said.rstrip("/").rpartition("/")[2].replace("_", " ").lower()
            if said:
                return paragraphs(said)
    return None


def _licence(fields: Fields) -> str | None:
    """Take the licence of the dataset; without one, that of its first file that has one."""
    for held in [fields, *fields.entries("distribution", alone="accessURL")]:
        for entry in held.entries("license", alone="label"):
            said = entry.line(*_NAMES) or entry.line("@id")
            if said:
                return said
    return None


def _catalogues(fields: Fields) -> Iterator[Catalogued]:
    for entry in fields.entries("catalogue"):
        name = entry.line("title") or entry.line("@id")
        if name:
            yield Catalogued(name=one_line(name), url=entry.text("homepage", "@id"))


def _design(fields: Fields) -> Design | None:
    """Take what HealthDCAT-AP says of who was studied."""
    least, most = (fields.text(name) for name in ("minTypicalAge", "maxTypicalAge"))
    size = fields.text("numberOfUniqueIndividuals")
    told = " to ".join(age for age in (least, most) if age)
    ages = (Amount(text=told, least=_number(least), most=_number(most), unit="years"),)
    sizes = (Amount(text=size, least=_number(size), most=_number(size)),) if size else ()
    made = Design(
        universe=tuple(Term(text=text) for text in fields.lines("populationCoverage")),
        ages=ages if told else (),
        sample_size=sizes,
        consent=tuple(_consent(fields)),
    )
    return made if made != Design() else None


def _consent(fields: Fields) -> Iterator[Term]:
    """Yield that people gave consent, where that is the legal basis; others stay as they are."""
    for name in _LEGAL_BASES:
        for text in fields.texts(name):
            if text.endswith(_BY_CONSENT):
                yield matched("Consent", text, "InformedConsent")
            else:
                fields.content.setdefault(name, []).append(text)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 13 else None
