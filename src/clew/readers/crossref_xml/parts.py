"""The parts of a work in Crossref's XML: people, dates, cited works, funders, relations."""

from __future__ import annotations

from typing import Any

from clew.readers.common.branch import Branch

_CITED = {
    "journal_title": "journal-title",
    "author": "author",
    "volume": "volume",
    "issue": "issue",
    "first_page": "first-page",
    "cYear": "year",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "article_title": "article-title",
    "volume_title": "volume-title",
    "series_title": "series-title",
    "edition_number": "edition",
    "unstructured_citation": "unstructured",
}


def person(one: Branch) -> dict[str, Any] | None:
    """Return a person or organisation as the API gives them."""
    held = {
        "family": one.line("surname"),
        "given": one.line("given_name"),
        "suffix": one.line("suffix"),
        "ORCID": one.line("ORCID"),
        "affiliation": [{"name": name} for name in _affiliations(one)],
    }
    if one.name == "organization":
        held["name"] = one.line()
    for each in one.all("ORCID"):
        each.clear()
    found = {name: value for name, value in held.items() if value}
    return found if found.keys() & {"family", "given", "name"} else None


def _affiliations(one: Branch) -> list[str]:
    # "affiliations/institution" since schema 5, with departments of their own
    return one.lines("affiliation", "affiliations/institution/institution_name")


def date(one: Branch) -> dict[str, Any] | None:
    """Return a date in parts, which are left: ``{"date-parts": [[2031, 5, 2]]}``."""
    parts: list[int] = []
    for name in ("year", "month", "day"):
        held = one.first(name)
        text = held.peek() if held else ""
        if not text.isascii() or not text.isdigit() or len(text) > 4:
            break
        parts.append(int(text))
    # 21 to 34 stand for seasons and quarters.
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        parts = parts[:1]
    return {"date-parts": [parts]} if parts else None


def citation(one: Branch) -> dict[str, Any] | None:
    """Return a cited work as the API gives it."""
    found = {name: text for path, name in _CITED.items() if (text := one.line(path))}
    one.clear()
    return found or None


def programs(work: dict[str, Any], one: Branch) -> None:
    """Add what the programs of a deposit say: who paid, under what licence, what it is related to.

    A program may be said twice, a second time for Crossmark.
    """
    held = [*one.all("program"), *one.all("crossmark/custom_metadata/program")]
    funders = [funder for program in held for funder in _funders(program)]
    work["funder"] = list({str(funder): funder for funder in funders}.values())
    licences = [licence for program in held for licence in _licences(program)]
    work["license"] = list({str(licence): licence for licence in licences}.values())
    relations: dict[str, list[dict[str, str]]] = {}
    for program in held:
        for item in program.all("related_item"):
            _relate(relations, item)
    work["relation"] = relations


def _funders(program: Branch) -> list[dict[str, Any]]:
    """Return funders with their awards; a group holds one of each, or they stand by themselves."""
    top = program.all("assertion")
    groups = [one for one in top if one.attributes.get("name") == "fundgroup"]
    found = []
    for group in groups or ([program] if top else []):
        said = _assertions(group)
        if said["funder_name"] or said["award_number"]:
            named: dict[str, Any] = {"name": " ".join(said["funder_name"])}
            named |= {"DOI": said["funder_identifier"][0]} if said["funder_identifier"] else {}
            found.append(named | ({"award": said["award_number"]} if said["award_number"] else {}))
        group.clear()
    return found


def _assertions(group: Branch) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {"funder_name": [], "funder_identifier": [], "award_number": []}
    for one in group.all("assertion"):
        # The identifier stands inside the name.
        for inner in one.all("assertion"):
            said.setdefault(inner.attributes.get("name", ""), []).append(inner.line() or "")
        said.setdefault(one.attributes.get("name", ""), []).append(one.line() or "")
    return {name: [text for text in texts if text] for name, texts in said.items()}


def _licences(program: Branch) -> list[dict[str, Any]]:
    found = []
    for one in program.all("license_ref", "free_to_read"):
        version = one.attribute("applies_to") or "unspecified"
        url = one.line()
        if url:
            found.append({"URL": url, "content-version": version})
    return found


def _relate(relations: dict[str, list[dict[str, str]]], item: Branch) -> None:
    """Add a related item under its word as the API writes it: ``isSupplementedBy``."""
    for one in item.all("inter_work_relation", "intra_work_relation"):
        word = one.attribute("relationship-type") or ""
        scheme, number = one.attribute("identifier-type") or "", one.line()
        if word and number:
            dashed = "".join(f"-{c.lower()}" if c.isupper() else c for c in word)
            entry = {"id": number, "id-type": scheme}
            told = item.line("description")
            relations.setdefault(dashed, []).append(entry | ({"note": told} if told else {}))
