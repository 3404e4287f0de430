"""The fields of an element, taken one by one; what nobody takes is left over and kept."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from clew.model import Identifier, Money, Notice, Period, Scheme, Section, parse_identifier
from clew.readers.common.dates import parse_date
from clew.readers.common.text import one_line, paragraphs

_ADDRESS = re.compile(r"https?://[^\s;]+")
# What people write when they have nothing to say, and what the source writes for them.
_NOTHING = re.compile(
    r"(?:n\s?/?\s?a|none|not applicable|unclassified|[\W_]*)\.?|Abstracts are not \w+ available.*",
    re.I | re.S,
)
_NOUGHT = re.compile(r"0{1,20}(?:\.0{1,20})?")
_LARGEST = Decimal(10) ** 15


class Fields:
    """What an element holds, by name.

    A field that is taken is gone, one that cannot be read stays, with a notice; so ``rest`` is all
    that the record does not hold elsewhere.
    """

    def __init__(
        self, content: Any, place: str, notices: list[Notice], number: int | None = None
    ) -> None:
        self.content: dict[str, Any] = content if isinstance(content, dict) else {}
        self.place = place if number is None else f"{place} {number}"
        self.notices = notices

    def text(self, name: str) -> str | None:
        """Take a text as it is; what is no text stays."""
        return self.content.pop(name) if isinstance(self.content.get(name), str) else None

    def line(self, name: str) -> str | None:
        """Take a title or name, put on one line."""
        text = self.text(name)
        return one_line(text) or None if text else None

    def section(self, name: str, title: str) -> tuple[Section, ...]:
        """Take a piece of description under a title, unless it says nothing."""
        text = self.text(name)
        if not text or _NOTHING.fullmatch(text):
            return ()
        tidy = paragraphs(text)
        return (Section(name=title, text=tidy),) if tidy else ()

    def date(self, name: str) -> str | None:
        """Take a date; one that is none stays, with a notice."""
        text = self.content.get(name)
        date = parse_date(text) if isinstance(text, str) else None
        if date:
            del self.content[name]
        elif text:
            self.complain(name, f"“{text}” is no date")
        return date

    def period(self, first: str = "start", last: str = "end") -> Period | None:
        """Take two dates; a period that ends before it starts stays, with a notice."""
        start, end = self.content.get(first), self.content.get(last)
        period = Period(start=self.date(first), end=self.date(last))
        if period.first_day and period.last_day and period.first_day > period.last_day:
            self.content |= {first: start, last: end}
            self.complain(last, f"the period from {start} to {end} ends before it starts")
            return None
        return period if period != Period() else None

    def pounds(self, name: str) -> Money | None:
        """Take an amount in pounds; one that is none stays, with a notice."""
        text = self.content.get(name)
        amount = _amount(text) if isinstance(text, str) else None
        if amount is not None:
            del self.content[name]
            return Money(amount=amount, currency="GBP")
        # Nought stands for "not known".
        if text and not _NOUGHT.fullmatch(str(text)):
            self.complain(name, f"“{text}” is no amount of money")
        return None

    def identifiers(self, **schemes: str) -> tuple[Identifier, ...]:
        """Take identifiers by the names of their fields; what is none stays, with a notice."""
        found = []
        for name, scheme in schemes.items():
            text = self.content.get(name)
            identifier = parse_identifier(text, scheme) if isinstance(text, str) else None
            if identifier:
                del self.content[name]
                found.append(identifier)
            elif text:
                self.complain(name, f"“{text}” is no {scheme} identifier")
        return tuple(found)

    def reference(self, name: str) -> Identifier | None:
        """Take an award's reference; one of a form that Clew does not know stays local."""
        text = self.content.get(name)
        if not isinstance(text, str) or not any(c.isdigit() for c in text):
            return None
        del self.content[name]
        return parse_identifier(text, Scheme.AWARD) or parse_identifier(text, Scheme.LOCAL)

    def urls(self, name: str) -> tuple[str, ...]:
        """Take the addresses in a field."""
        text = self.content.get(name)
        found = tuple(_ADDRESS.findall(text)) if isinstance(text, str) else ()
        if found:
            del self.content[name]
        return found

    def within(self, name: str) -> Fields:
        """Look at the fields of an inner element, which stay part of this one."""
        return Fields(self.content.get(name), f"{self.place}/{name}", self.notices)

    def entries(self, name: str) -> list[Fields]:
        """Look at the fields of each element of a list, which stay part of this one."""
        listed = self.content.get(name)
        entries = filter(_is_element, listed) if isinstance(listed, list) else ()
        return [Fields(entry, name, self.notices, n) for n, entry in enumerate(entries, 1)]

    def take_entries(self, name: str) -> list[Fields]:
        """Take the elements of a list; what is none of an element's shape stays."""
        taken = self.entries(name)
        if taken:
            self.content[name] = [e for e in self.content[name] if not _is_element(e)]
        return taken

    def complain(self, name: str, fault: str) -> None:
        """Note what is wrong with a field; the record is kept without it."""
        kept = "; it is kept under “extra” as it stands" if name in self.content else ""
        message = f"{fault[:1].upper()}{fault[1:200]}{kept}."
        self.notices.append(Notice(message=message, place=f"{self.place}/{name}"))

    @property
    def rest(self) -> dict[str, Any]:
        """What nobody took, without what has become empty."""
        pruned = _pruned(self.content)
        return pruned if isinstance(pruned, dict) else {}


def _is_element(value: Any) -> bool:
    return isinstance(value, dict)


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.replace(",", "").lstrip("£ "))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 < amount < _LARGEST else None


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: kept for name, inner in value.items() if (kept := _pruned(inner))}
    if isinstance(value, list):
        return [kept for inner in value if (kept := _pruned(inner))]
    return value
