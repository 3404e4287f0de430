"""Writes things as sections of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.export.citation import citation
from clew.export.common.clean import one_line, printable
from clew.export.common.words import span, verb
from clew.export.common.works import addresses
from clew.export.item import Item, Related
from clew.export.registry import WORKS
from clew.model import LinkType, Record

# What begins emphasis, a link, code, HTML or a table, wherever it stands.
_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
# What begins a heading, a list or a rule at the start of a line.
_START = re.compile(r"^([ ]{0,3}(?:\d{1,9}(?=[.)](?:\s|$)))?)([#+=.)-])", re.M)
_UNSAFE = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C"}


def section(item: Item) -> str:
    """Write a thing as a heading, its facts, its description and its links."""
    record = item.record
    blocks = [
        f"# {_line(record.label)}",
        f"*{_line(record.subtitle)}*" if record.subtitle else "",
        "\n".join(f"- **{label}:** {value}" for label, value in _facts(record)),
        *(_described(record)),
        "\n".join([*_heading("Links", item.related), *map(_link, item.related)]),
        f"> {_line(citation(item))}" if record.kind in WORKS else "",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    yield "Kind", _line(record.subtype or str(record.kind))
    people = (
        _person(part.agent.name, part.note or str(part.role)) for part in record.contributions
    )
    told = {
        "People and organisations": "; ".join(people),
        "Period": span(record.period) if record.period else None,
        "Published": record.published,
        "In": _where(record),
        "Places": ", ".join(_line(place.name) for place in record.places),
        "Keywords": ", ".join(map(_line, (*record.keywords, *record.subjects))),
        "Access": record.access and _line(record.access),
        "Licence": record.licence and _line(record.licence),
        "Amount": str(record.amount) if record.amount else None,
        "Identifiers": ", ".join(f"{_line(one.value)}" for one in record.identifiers),
        "On the web": ", ".join(f"<{_address(one)}>" for one in addresses(record)),
    }
    yield from ((label, value) for label, value in told.items() if value)


def _person(name: str, role: str) -> str:
    return f"{_line(name)} ({_line(role)})"


def _where(record: Record) -> str:
    told = (record.container, record.volume, record.issue and f"({record.issue})", record.pages)
    return ", ".join(_line(one) for one in told if one)


def _described(record: Record) -> Iterator[str]:
    for one in record.description:
        yield f"## {_line(one.name[:1].upper() + one.name[1:])}"
        yield _START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", printable(one.text).strip()))


def _heading(title: str, wanted: object) -> list[str]:
    return [f"## {title}", ""] if wanted else []


def _link(one: Related) -> str:
    name = _line(one.title or str(one.identifier or one.url))
    shown = f"[{name}]({_address(one.url)})" if one.url and one.url.startswith("http") else name
    phrase = verb(LinkType(one.type))
    return f"- {shown} {phrase} this" if one.inverse else f"- {phrase} {shown}"


def _line(text: str) -> str:
    return _SIGNS.sub(r"\\\1", one_line(text))


def _address(url: str) -> str:
    return "".join(_UNSAFE.get(sign, sign) for sign in one_line(url))
