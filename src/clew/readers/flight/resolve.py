"""Values of a flight payload with their references followed."""

from __future__ import annotations

import re
from typing import Any

from clew.readers.flight.parse import Payload

ABSENT: Any = object()
_ROW = re.compile(r"\$[L@QWKBi]?([0-9a-f]{1,8})((?::[^:]{1,200}){0,60})")
_BIG_NUMBER = re.compile(r"\$n(-?\d{1,40})")
_DATE = re.compile(r"\$D(\d{4}-[0-9T:.Z+-]{1,40})")
# Symbols, functions, errors and numbers that JSON has no word for.
_NOTHING = re.compile(r"\$(?:undefined|NaN|-?Infinity|[SFhEZTPYu].*)", re.S)
_DEEPEST = 100
_MOST_VALUES = 300_000


def dangling(payload: Payload) -> str | None:
    """Say which row is referred to but missing, as when a payload breaks off between rows."""
    for row in payload.rows.values():
        waiting = [] if row.tag else [row.value]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value
            elif isinstance(value, str) and (reference := _ROW.fullmatch(value)):
                number = reference[1]
                if number not in payload.rows and number not in payload.damages:
                    return f"row {number}, which another refers to, is missing"
    return None


class Resolver:
    """Follows references while it copies values."""

    def __init__(self, payload: Payload) -> None:
        self._payload = payload
        self._open: list[str] = []
        self._values = 0
        self._troubles: dict[str, str] = {}

    def resolve(self, value: Any) -> tuple[Any, tuple[str, ...]]:
        """Return a plain value, and in words which rows it needs that are not there.

        Lists and objects come without what is absent, texts in full.
        """
        self._troubles = {}
        plain = self._plain(value, 0)
        return plain, tuple(self._troubles.values())

    def _plain(self, value: Any, depth: int) -> Any:
        self._values += 1
        if depth > _DEEPEST or self._values > _MOST_VALUES:
            self._troubles[""] = "its references multiply without end"
            return ABSENT
        if isinstance(value, str):
            return self._text(value, depth)
        if isinstance(value, list):
            items = (self._plain(item, depth + 1) for item in value)
            return [item for item in items if item is not ABSENT]
        if isinstance(value, dict):
            pairs = ((name, self._plain(item, depth + 1)) for name, item in value.items())
            return {name: item for name, item in pairs if item is not ABSENT}
        return value

    def _text(self, text: str, depth: int) -> Any:
        if not text.startswith("$") or text == "$":
            return text
        if text.startswith("$$"):
            return text[1:]
        if number := _BIG_NUMBER.fullmatch(text):
            return int(number[1])
        if date := _DATE.fullmatch(text):
            return date[1]
        if row := _ROW.fullmatch(text):
            return self._row(row[1], row[2].split(":")[1:], depth)
        # What is no reference is text: "$5 million" from a writer that escapes nothing.
        return 0 if text == "$-0" else ABSENT if _NOTHING.fullmatch(text) else text

    def _row(self, number: str, path: list[str], depth: int) -> Any:
        row = self._payload.rows.get(number)
        if row is None:
            self._troubles[number] = self._why_missing(number)
            return ABSENT
        if row.tag == "T":
            return row.value
        if row.tag:
            return ABSENT
        place = ":".join([number, *path])
        if place in self._open:
            self._troubles[number] = f"row {number} refers to itself"
            return ABSENT
        self._open.append(place)
        try:
            return self._plain(_walk(row.value, path), depth + 1)
        finally:
            self._open.pop()

    def _why_missing(self, number: str) -> str:
        damage = self._payload.damages.get(number)
        return str(damage) if damage else f"row {number}, which it refers to, is missing"


def _walk(value: Any, path: list[str]) -> Any:
    """Follow the rest of a reference into a row: ``$0:f:0:props:children``."""
    for step in path:
        if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, list) and len(value) > 3 and value[0] == "$":
            # An element ["$", type, key, props].
            value = value[3] if step == "props" else _named(value[3], step)
        else:
            value = _named(value, step)
    return value


def _named(value: Any, name: str) -> Any:
    return value.get(name, ABSENT) if isinstance(value, dict) else ABSENT
