"""The award, the awards it is related to, and its outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from clew.model import (
    Identifier,
    Kind,
    Notice,
    Reading,
    Record,
    Scheme,
    Section,
    parse_identifier,
)
from clew.readers.common.text import one_line
from clew.readers.gtr_xml import studies
from clew.readers.gtr_xml.fields import Fields
from clew.readers.gtr_xml.hierarchy import PLACE, Hierarchy
from clew.readers.gtr_xml.outputs import outputs
from clew.readers.gtr_xml.people import contributions

_SECTIONS = {
    "abstractText": "abstract",
    "technicalSummary": "technical summary",
    "potentialImpactText": "planned impact",
}
_FINDINGS = {"description": "key findings", "exploitationPathways": "exploitation pathways"}
# Outcomes that stay with the award, but whose words may name data that came of it.
_TALKATIVE = ("researchMaterialOutputs", "softwareAndTechnicalProductOutputs", "productOutputs")


def reading(content: dict[str, Any]) -> Reading:
    """Make the award's record, followed by those of related awards and of outputs.

    Parents and children of which the source says no more than that are taken as whole and part; a
    word such as "Transfer" makes the later award a transfer (or continuation) of the earlier.
    """
    notices: list[Notice] = []
    composition = Fields(content, "projectComposition", notices)
    project = composition.within("project")
    references = _references(project)
    identifiers = (*references, *project.identifiers(id=Scheme.GTR))
    key = next((i.value for i in identifiers if i.scheme == Scheme.GTR), None)
    key = key or next((i.value for i in identifiers), "award")
    reference = references[0].value if references else None
    related = Hierarchy(key, reference, notices)
    related.add(project.within(PLACE))
    came_of_it = list(outputs(composition, key, frozenset(i.value for i in references)))
    award = _award(composition, key, identifiers, related, came_of_it)
    records = _distinct([award, *related.records, *came_of_it])
    return Reading(records=tuple(records), notices=tuple(notices))


def _distinct(records: list[Record]) -> Iterator[Record]:
    """Number the records that a careless source gives the same id."""
    seen: Counter[str] = Counter()
    for record in records:
        seen[record.key] += 1
        again = seen[record.key]
        key = f"{record.key} {again}" if again > 1 else record.key
        yield msgspec.structs.replace(record, key=key) if again > 1 else record


def _references(project: Fields) -> tuple[Identifier, ...]:
    """Take the award's reference and, in their own scheme, its alternative numbers.

    One award has one reference: ``ES/H000001/1`` may also be ``RES-000-22-0001``, its number in an
    older system, which stands in scheme ``res``.
    """
    text = project.content.get("grantReference", "")
    main = project.reference("grantReference")
    if not main:
        fault = f"“{text}” is no reference of an award" if text else "the project has no reference"
        project.complain("grantReference", fault)
    others = []
    for entry in project.entries("identifiers"):
        number, scheme = entry.text("text"), entry.text("@type")
        if number and number != text:
            others.append(Identifier(scheme=(scheme or "local").lower(), value=number))
    return (*((main,) if main else ()), *others)


def _award(
    composition: Fields,
    key: str,
    identifiers: tuple[Identifier, ...],
    related: Hierarchy,
    came_of_it: list[Record],
) -> Record:
    project = composition.within("project")
    fund = project.within("fund")
    findings = project.within("output").within("keyFindingsOutput")
    sections = (*_sections(project, _SECTIONS), *_sections(findings, _FINDINGS))
    urls = (*_page(project), *findings.urls("url"))
    named = _named(sections, urls, came_of_it, project.within("output"))
    known = {i for record in came_of_it for i in record.identifiers}
    return Record(
        key=key,
        kind=Kind.AWARD,
        title=project.line("title"),
        subtype=project.line("grantCategory"),
        identifiers=identifiers,
        description=sections,
        contributions=contributions(composition),
        keywords=_labels(project, "researchTopics"),
        subjects=_labels(project, "researchSubjects"),
        period=fund.period(),
        amount=fund.pounds("valuePounds"),
        status=project.line("status"),
        urls=tuple(dict.fromkeys(urls)),
        relations=(*related.relations, *studies.of_award(named, known)),
        extra=_extra(composition) | related.extra,
    )


def _sections(fields: Fields, titles: dict[str, str]) -> Iterator[Section]:
    for name, title in titles.items():
        yield from fields.section(name, title)


def _page(project: Fields) -> Iterator[str]:
    address = parse_identifier(project.text("@url") or "", Scheme.URL)
    if address:
        yield address.value


def _labels(project: Fields, name: str) -> tuple[str, ...]:
    """Read the names of subjects or topics; their shares and numbers stay under ``extra``."""
    labels = (entry.content.get("text") for entry in project.entries(name))
    named = (one_line(label) for label in labels if isinstance(label, str))
    return tuple(dict.fromkeys(label for label in named if label and label != "Unclassified"))


def _named(
    sections: tuple[Section, ...], urls: tuple[str, ...], came_of_it: list[Record], output: Fields
) -> list[studies.Mention]:
    """Gather the studies that the words about an award's outcomes name, data sets' own apart."""
    found = studies.addresses(urls, "keyFindingsOutput")
    for section in sections:
        if section.name in _FINDINGS.values():
            found += studies.mentions(section.text, section.name)
    for record in came_of_it:
        if record.kind == Kind.SOFTWARE:
            found += studies.addresses(record.urls, "software url")
            for section in record.description:
                found += studies.mentions(section.text, f"software {section.name}")
    for container in _TALKATIVE:
        for entry in output.entries(container):
            address, text = (str(entry.content.get(n, "")) for n in ("url", "description"))
            found += studies.addresses([address], entry.place)
            found += studies.mentions(text, entry.place)
    return found


def _extra(composition: Fields) -> dict[str, Any]:
    """Return what is left over, the project's and its output's own elements side by side."""
    rest = composition.rest
    project: dict[str, Any] = rest.pop("project", {})
    output: dict[str, Any] = project.pop("output", {})
    return {**rest, **project, **output}
