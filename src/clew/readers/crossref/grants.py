"""Grants that funders register with Crossref."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from clew.model import Contribution, Identifier, Money, Period, Role, Section
from clew.readers.common.citeproc import contributions, date_in
from clew.readers.common.fields import Fields
from clew.readers.common.funding import funder
from clew.readers.common.numbers import award_number
from clew.readers.common.text import paragraphs

_ROLES: dict[str, tuple[Role, str | None]] = {
    "lead-investigator": (Role.PRINCIPAL_INVESTIGATOR, None),
    "co-lead-investigator": (Role.CO_INVESTIGATOR, "co-lead investigator"),
    "investigator": (Role.CO_INVESTIGATOR, None),
}


def project(work: Fields) -> Fields:
    """Look at the first project of a grant; further ones stay."""
    found = work.entries("project")
    return found[0] if found else Fields({}, work.place, work.notices)


def title(grant: Fields) -> str | None:
    """Take a project's title."""
    titles = [one.line("title") for one in grant.entries("project-title", alone="title")]
    return next((one for one in titles if one), None)


def description(grant: Fields) -> tuple[Section, ...]:
    """Take what a project is about."""
    told = (one.text("description") for one in grant.entries("project-description"))
    return tuple(Section(name="abstract", text=paragraphs(text)) for text in told if text)


def number(work: Fields) -> tuple[Identifier, ...]:
    """Take the funder's own reference of a grant."""
    text = work.text("award")
    found = award_number(text) if text else None
    return (found,) if found else ()


def people(grant: Fields) -> tuple[Contribution, ...]:
    """Take investigators and funders."""
    paid = [one for entry in grant.entries("funding") for one in _funder(entry)]
    return (*contributions(grant, _ROLES), *dict.fromkeys(paid))


def period(work: Fields, grant: Fields) -> Period | None:
    """Take when the award runs."""
    start = date_in(work, "award-start") or date_in(grant, "award-start")
    end = date_in(grant, "award-planned-end", "award-end")
    return Period(start=start, end=end) if start or end else None


def amount(grant: Fields) -> Money | None:
    """Take the amount with its currency."""
    held = grant.within("award-amount")
    value, currency = str(held.raw("amount") or ""), held.raw("currency")
    try:
        whole = Decimal(value)
    except InvalidOperation:
        return None
    if not isinstance(currency, str) or not whole.is_finite() or whole <= 0:
        return None
    held.take("amount")
    held.take("currency")
    return Money(amount=whole, currency=currency.upper())


def _funder(entry: Fields) -> list[Contribution]:
    held = entry.within("funder")
    name = held.line("name")
    return [funder(name)] if name else []
