"""The sources file, ``clew.toml``: read whole, changed without touching what people wrote in it."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from clew.errors import SourceError
from clew.harvest.presets import preset
from clew.harvest.protocol import taken
from clew.harvest.registry import protocol
from clew.harvest.source import Source, check_name
from clew.model.base import Value

_HEADER = re.compile(r"\s*\[\s*sources\s*\.\s*([A-Za-z0-9_-]+|\"[^\"]*\")\s*(?:\.[^\]]*)?\]")
_ANY_HEADER = re.compile(r"\s*\[")


class _Raw(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file as written: who we are, and a table for each source; the settings beside it."""

    contact: str | None = None
    encoder: Any = None
    search: Any = None
    openid: Any = None
    webhooks: Any = None
    sources: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)


class SourcesFile:
    """The sources that a catalogue harvests.

    Example::

        contact = "data@library.example"

        [sources.fsd]
        preset = "fsd"

        [sources.ours]
        protocol = "oai-pmh"
        address = "https://repository.example/oai"
        take = { format = "oai_dc", sets = ["theses"] }

    Parameters
    ----------
    path: where the file is, or will be once a source is added.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def contact(self) -> str | None:
        """An address at which the people who run a server can reach ours."""
        return self._raw().contact

    def sources(self) -> list[Source]:
        """Return the sources, in the file's order.

        Raises
        ------
        SourceError: when the file is not TOML, or a source is not as it should be.
        """
        raw = self._raw()
        return [self._source(name, table) for name, table in raw.sources.items()]

    def get(self, name: str) -> Source:
        """Return the source of a name.

        Raises
        ------
        SourceError: when there is none.
        """
        for source in self.sources():
            if source.name == name:
                return source
        raise SourceError(
            f"There is no source {name}.",
            hint="See `clew sources list`; a new one is made with `clew sources add`.",
        )

    def add(self, name: str, table: Mapping[str, Any]) -> Source:
        """Add a source at the end of the file.

        Raises
        ------
        SourceError: when there is one of this name already, or it is not as it should be.
        """
        if name in self._raw().sources:
            raise SourceError(
                f"There is a source {name} already.",
                hint=f"Change it in {self.path}, or remove it first.",
            )
        source = self._source(check_name(name), dict(table))
        text = self._text()
        gap = "\n" if text.strip() else ""
        self._write(f"{text}{gap}[sources.{name}]\n{''.join(_lines(table))}")
        return source

    def remove(self, name: str) -> None:
        """Take a source out of the file; what came from it stays in the catalogue.

        Raises
        ------
        SourceError: when there is none, or it is not a table of its own.
        """
        self.get(name)
        others = {other: table for other, table in self._raw().sources.items() if other != name}
        kept = "".join(_without(self._text().splitlines(keepends=True), name))
        if _parsed(kept, self.path).get("sources", {}) != others:
            raise SourceError(
                f"The source {name} is not written as a table of its own.",
                hint=f"Take it out of {self.path} by hand.",
            )
        self._write(kept)

    def _source(self, name: str, table: dict[str, Any]) -> Source:
        named = table.get("preset")
        base = preset(named) if isinstance(named, str) else {}
        take = {**base.get("take", {}), **_table(table.get("take"))}
        whole = {**base, **table, **({"take": take} if take else {}), "name": name}
        whole.pop("preset", None)
        try:
            source = msgspec.convert(whole, Source)
        except msgspec.ValidationError as error:
            raise SourceError(
                f"The source {name} in {self.path} is wrong: {error}.", hint="See docs/sources.md."
            ) from error
        taken(source.take, protocol(source.protocol).takes)
        return source

    def _raw(self) -> _Raw:
        try:
            return msgspec.convert(_parsed(self._text(), self.path), _Raw)
        except msgspec.ValidationError as error:
            raise SourceError(
                f"{self.path} is wrong: {error}.", hint="See docs/sources.md."
            ) from error

    def _text(self) -> str:
        try:
            return self.path.read_text("utf-8") if self.path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{self.path} cannot be read: {error}.", hint="Mend it.") from error

    def _write(self, text: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".new")
        beside.write_text(text, "utf-8")
        os.replace(beside, self.path)


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path} is not TOML: {error}.", hint="Mend it by hand.") from error


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _without(lines: list[str], name: str) -> Iterator[str]:
    """Yield the lines that are not in a source's tables."""
    inside = False
    for line in lines:
        if _ANY_HEADER.match(line):
            header = _HEADER.match(line)
            inside = bool(header) and header[1].strip('"') == name if header else False
        if not inside:
            yield line


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        yield f"{name} = {_toml(value)}\n"


def _toml(value: object) -> str:
    """Write a value as TOML 1.0 has it; its strings are JSON's with fewer escapes."""
    match value:
        case dict():
            inside = ", ".join(f"{name} = {_toml(one)}" for name, one in value.items())
            return f"{{ {inside} }}"
        case list() | tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case _:
            return json.dumps(value, ensure_ascii=False)
