"""Single facts of a node: times, places, money, language, terms of use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from clew.model import Catalogued, Money, Period, Place, Section, Variable
from clew.model.coverage import iso_date
from clew.readers.common.dates import parse_date, parse_period
from clew.readers.common.schema_org.design import is_fact
from clew.readers.common.schema_org.node import Node
from clew.readers.common.text import one_line, paragraphs, unescape
from clew.vocabularies import country_code, language_code

_NUMBER = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,4})?")


def coverage(text: str) -> Period | None:
    """Read a time span in ISO 8601, with the dots some write for the slash, or in words.

    A span that ends before it begins says nothing and gives ``None``.

    Examples: ``"2016/2017-05"``, ``"2004..2009"``, ``"1991/.."``, ``"May 2014 to June 2015"``
    """
    text = text.strip()
    if "/" not in text and ".." in text:
        text = text.replace("..", "/", 1)
    period = Period.parse(text) or parse_period(text)
    first, last = (period.first_day, period.last_day) if period else (None, None)
    return None if first and last and first > last else period


def period(node: Node, *names: str) -> Period | None:
    """Take a time span; one that holds more than its dates stays in the node's rest as well."""
    for name in names:
        texts = node.texts(name)
        found = coverage(texts[0]) if texts else None
        if texts and (len(texts) > 1 or found is None or str(found) != texts[0].strip()):
            node.put_back(name)
        if found:
            return found
    return None


def run(node: Node) -> Period | None:
    """Take when something runs from two dates."""
    start = date(node, "startDate", "foundingDate")
    end = date(node, "endDate", "dissolutionDate")
    return Period(start=start, end=end) if start or end else None


def date(node: Node, *names: str) -> str | None:
    """Take the first readable date of some properties; unreadable ones stay in the rest."""
    for name in names:
        text = node.text(name)
        found = text and (iso_date(text) or parse_date(text))
        if found:
            return found
        node.put_back(name)
    return None


def places(node: Node) -> tuple[Place, ...]:
    """Take places by name, with the country's ISO 3166 code where it is stated."""
    return tuple(
        dict.fromkeys(
            place
            for one in node.nodes("spatialCoverage", "contentLocation", "location")
            for place in _place(one)
        )
    )


def language(node: Node) -> str | None:
    """Take the language as a BCP 47 tag where it is one or has a well-known name."""
    for one in node.nodes("inLanguage"):
        said = one.text("alternateName") or one.text("identifier", "name") or one.id
        if said:
            return language_code(said)
    return None


def money(node: Node) -> Money | None:
    """Take an amount with its currency; without one it stays in the rest."""
    for one in node.nodes("amount"):
        currency = one.text("currency") or node.text("currency")
        value = one.text("value") or one.text("name", "maxValue")
        found = _NUMBER.search(value or "")
        if currency and found:
            amount = Decimal(found[0].replace(",", ""))
            return Money(amount=amount, currency=currency.upper())
    node.put_back("amount", "currency")
    return None


def sections(node: Node, *names: str) -> tuple[Section, ...]:
    """Take pieces of description under their own names, one that repeats another left out."""
    found: dict[str, Section] = {}
    for name in names:
        for text in node.texts(name):
            tidy = paragraphs(text)
            if tidy:
                found.setdefault(" ".join(tidy.split()), Section(name=_spaced(name), text=tidy))
    return tuple(found.values())


def terms(node: Node, *names: str) -> tuple[str, ...]:
    """Take keywords: lists, terms of a vocabulary, or one text with commas, each once.

    What is named as one term is one, whatever it holds; the end of ``&amp;`` parts nothing.
    """
    values, texts = node.values(*names), node.texts(*names)
    named = any(isinstance(value, dict) and "name" in value for value in values)
    if len(texts) == 1 and not named:
        text = unescape(texts[0])
        texts = re.split(r"\s*[;|]\s*" if ";" in text else r"\s*,\s*", text)
    return tuple(dict.fromkeys(term for text in texts if (term := one_line(text))))


def catalogues(node: Node) -> tuple[Catalogued, ...]:
    """Take the catalogues that list the thing."""
    return tuple(
        Catalogued(name=one_line(name), url=one.text("url") or one.id)
        for one in node.nodes("includedInDataCatalog")
        if (name := one.text("name"))
    )


def variables(node: Node) -> tuple[Variable, ...]:
    """Take what a dataset measures."""
    return tuple(_variables(node))


def _variables(node: Node) -> Iterator[Variable]:
    for one in node.nodes("variableMeasured"):
        name = one.text("name", "propertyID")
        if name and not is_fact(one):
            question = one.text("description", "question")
            yield Variable(
                name=one_line(name),
                label=one.text("alternateName"),
                question=paragraphs(question) if question else None,
                options=tuple(map(one_line, one.texts("valueReference", "options"))),
                url=one.text("url") or one.id,
                extra=one.rest,
            )


def _place(node: Node) -> Iterator[Place]:
    for address in [*node.nodes("address"), node]:
        name = node.text("name") or address.text("addressLocality", "addressRegion")
        country = address.text("addressCountry") or node.text("identifier") or name
        if name or country:
            code = country_code(country) if country else None
            yield Place(name=one_line(name or country or ""), code=code)
            return


def _spaced(name: str) -> str:
    """Write a property's name as words.

    Example: ``"coursePrerequisites"`` → ``"course prerequisites"``
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
