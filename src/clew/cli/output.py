"""How commands speak: one JSON document or readable text on stdout, troubles on stderr."""

from __future__ import annotations

import sys
import time
from typing import Any

import click
import msgspec

from clew.errors import ClewError


class Out:
    """Where a command's results go.

    Parameters
    ----------
    as_json: whether to write one JSON document rather than text.
    """

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, value: Any, text: str) -> None:
        """Write a command's result, as JSON or in its readable form."""
        click.echo(
            msgspec.json.format(msgspec.json.encode(value)).decode() if self.as_json else text
        )

    def trouble(self, error: ClewError) -> None:
        """Say on stderr what went wrong, in the form that was asked for."""
        form = msgspec.json.encode(error.as_json()).decode() if self.as_json else f"clew: {error}"
        click.echo(form, err=True)


class Ticker:
    """A line on the terminal that counts; silent in a pipe.

    Parameters
    ----------
    noun: what is counted, in the plural.
    total: how many there will be, if that is known.
    """

    def __init__(self, noun: str, total: int | None = None) -> None:
        self._noun, self._total = noun, total
        self._count, self._began, self._shown = 0, time.monotonic(), 0.0
        self._live = sys.stderr.isatty()

    def tick(self, step: int = 1, label: str = "") -> None:
        """Count further, and show it a few times a second."""
        self._count += step
        now = time.monotonic()
        if self._live and now - self._shown > 0.1:
            self._shown = now
            self._show(now, label)

    def reach(self, count: int, total: int | None) -> None:
        """Say how far it is, and of how many."""
        self._total = total
        self.tick(count - self._count)

    def done(self) -> None:
        """Wipe the line."""
        if self._live:
            click.echo("\r\x1b[2K", err=True, nl=False)

    def _show(self, now: float, label: str) -> None:
        rate = self._count / max(now - self._began, 0.001)
        whole = f" of {self._total:,}" if self._total else ""
        bar = f"{_bar(self._count / self._total)} " if self._total else ""
        line = f"{bar}{self._count:,}{whole} {self._noun}, {rate:,.0f} a second  {label}"
        click.echo(f"\r\x1b[2K{line[:100]}", err=True, nl=False)


def _bar(share: float, width: int = 24) -> str:
    full = round(min(share, 1.0) * width)
    return "█" * full + "░" * (width - full)
