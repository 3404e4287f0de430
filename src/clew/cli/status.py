"""``clew status``: what the catalogue holds."""

from __future__ import annotations

import click

import clew
from clew.app import Overview
from clew.cli.options import command
from clew.cli.output import Out


@click.command()
@command
def status(out: Out, home: str | None) -> int:
    """Say what the catalogue holds, what failed, and how far the index has come."""
    with clew.open(home) as catalogue:
        overview = catalogue.overview()
    out.result(overview, _text(overview))
    return 0


def _text(overview: Overview) -> str:
    lines = [f"Catalogue at {overview.home}"]
    lines += [f"  {number:>9,}  {noun}" for noun, number in overview.counts.items()]
    behind = overview.revision - overview.indexed_revision
    lines.append(
        "Words: all indexed." if behind <= 0 else "Words: the next search indexes the rest."
    )
    lines.append(f"Meaning: {_meaning(overview)}")
    if overview.damage:
        lines.append(f"Vectors: {overview.damage}")
    if overview.notice:
        lines.append(f"Index: {overview.notice}")
    if overview.failures:
        lines.append(f"{len(overview.failures):,} documents could not be read:")
        lines += [f"  {failure.error}" for failure in overview.failures]
    return "\n".join(lines)


def _meaning(overview: Overview) -> str:
    if overview.trouble:
        return overview.trouble
    if not overview.encoder:
        return "no encoder is used, as the settings say."
    waiting = f"{overview.without_vector:,} texts wait for a vector"
    if overview.serving:
        return (
            f"{waiting} by {overview.encoder}; run `clew embed`. "
            f"Until then those by {overview.serving} serve."
        )
    if overview.without_vector:
        return f"{waiting}; run `clew embed`."
    return f"all {overview.vectors:,} texts have a vector ({overview.encoder})."
