"""The award, its related awards and its publications."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from clew.model import (
    Identifier,
    Kind,
    Money,
    Notice,
    Period,
    Reading,
    Record,
    Relation,
    Scheme,
    Section,
    fold,
    parse_identifier,
)
from clew.readers.common.dates import parse_period
from clew.readers.common.text import paragraphs
from clew.readers.gtr_page import people
from clew.readers.gtr_page.parse import ABSTRACT, Page
from clew.readers.gtr_page.projects import PLACE, Project, projects, related
from clew.readers.gtr_page.publications import publications
from clew.readers.gtr_xml.fields import Fields

_SECTIONS = {
    ABSTRACT: "abstract",
    "Technical Summary": "technical summary",
    "Planned Impact": "planned impact",
    "Description": "key findings",
    "Key Findings": "key findings",
    "Exploitation Route": "exploitation pathways",
    "Impact Summary": "impact summary",
}
_SHARE = re.compile(r"\s{0,5}\(\d{1,3}%\)")
# "Sep 16" in "Sep 16 - Jul 17"
_SHORT_YEAR = re.compile(r"\b([A-Za-z]{3,9}) (\d\d)(?!\d)")
_ADDRESS = re.compile(r"https?://\S+")


def reading(page: Page) -> Reading:
    """Make the award's record, followed by those of its related awards and publications."""
    notices: list[Notice] = []
    facts = Fields(page.facts, "page", notices)
    rows, left = projects(page.sections.pop(PLACE, []), notices)
    identifier = _reference(facts, page.address, rows)
    if not identifier:
        notices.append(
            Notice(message="The page states no reference; the award is known by its title alone.")
        )
    key = identifier.value if identifier else fold(page.title or "award")
    published, others = publications(page.sections.pop("Publications", []), key)
    page.sections |= {PLACE: left, "Publications": others}
    award = _award(page, facts, key, identifier, rows)
    return Reading(
        records=(award, *related(rows, key), *published),
        notices=tuple(notices),
    )


def _reference(facts: Fields, address: str | None, rows: list[Project]) -> Identifier | None:
    """Return the award's reference: stated, in the page's address, or told by its related projects.

    In the table the award stands beside others; its own row has the funded value that the page
    states, or else is the first that is related to no other.
    """
    for label in ("Project Reference", "Grant Reference"):
        stated = facts.reference(label)
        if stated:
            return stated
    in_address = parse_identifier(unquote(address or ""), Scheme.AWARD)
    if in_address or not rows:
        return in_address
    value = Fields(dict(facts.content), "page", []).pounds("Funded Value")
    same = (row for row in rows if value and row.amount == value)
    first = (row for row in rows if not row.related)
    return next(same, next(first, rows[0])).identifier


def _award(
    page: Page, facts: Fields, key: str, identifier: Identifier | None, rows: list[Project]
) -> Record:
    own = next((row for row in rows if row.identifier.value == key), None)
    sections = page.sections
    contributions, unnamed = people.contributions(
        facts, sections.pop("People", []), sections.pop("Organisations", [])
    )
    keywords, subjects = _labels(facts, "Research Topic"), _labels(facts, "Research Subject")
    return Record(
        key=key,
        kind=Kind.AWARD,
        title=page.title,
        subtype=facts.line("Project Category") or facts.line("Grant Category"),
        identifiers=(identifier,) if identifier else (),
        description=tuple(_descriptions(sections)),
        contributions=contributions,
        keywords=keywords,
        subjects=subjects,
        period=_period(facts, own),
        amount=_amount(facts, own),
        status=facts.line("Project Status"),
        urls=_urls(page),
        relations=_relations(own),
        extra=_extra(page, facts, unnamed) | (own.extra if own else {}),
    )


def _descriptions(sections: dict[str, list[str]]) -> list[Section]:
    found = []
    for heading, name in _SECTIONS.items():
        text = paragraphs("\n".join(sections.pop(heading, [])))
        if text:
            found.append(Section(name=name, text=text))
    return found


def _labels(facts: Fields, name: str) -> tuple[str, ...]:
    """Read subjects or topics; where shares are given ("Economics (50%)") the words are kept."""
    text = str(facts.content.get(name, ""))
    labels = (_SHARE.sub("", label).strip() for label in text.splitlines())
    if not _SHARE.search(text):
        facts.text(name)
    return tuple(label for label in labels if label and label != "Unclassified")


def _period(facts: Fields, own: Project | None) -> Period | None:
    """Read the months on the page, unless the table of related projects has the days."""
    text = str(facts.content.get("Funded Period", ""))
    months = parse_period(_SHORT_YEAR.sub(_with_century, text))
    if months and months.start and months.end:
        facts.text("Funded Period")
    elif text:
        facts.complain("Funded Period", f"“{text}” is no period")
    return own.period if own and own.period else months


def _with_century(match: re.Match[str]) -> str:
    return f"{match[1]} {'19' if int(match[2]) > 69 else '20'}{match[2]}"


def _amount(facts: Fields, own: Project | None) -> Money | None:
    stated = facts.pounds("Funded Value")
    return own.amount if own and own.amount else stated


def _relations(own: Project | None) -> tuple[Relation, ...]:
    relation = own.relation() if own else None
    return (relation,) if relation else ()


def _urls(page: Page) -> tuple[str, ...]:
    own = (page.address,) if page.address and _ADDRESS.fullmatch(page.address) else ()
    listed = [line for line in page.sections.get("URL", []) if _ADDRESS.fullmatch(line)]
    return tuple(dict.fromkeys((*own, *listed)))


def _extra(page: Page, facts: Fields, unnamed: list[str]) -> dict[str, Any]:
    kept = {name: text for name, lines in page.sections.items() if (text := _text(lines))}
    return kept | facts.rest | ({"People": unnamed} if unnamed else {})


def _text(lines: list[str]) -> str:
    return paragraphs("\n".join(lines))
