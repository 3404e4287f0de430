"""``clew sources``: what there is to harvest, and how it is."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import click

import clew
from clew.cli.options import command
from clew.cli.output import Out
from clew.cli.reports import line
from clew.harvest.presets import preset, presets
from clew.harvest.protocol import written
from clew.harvest.registry import protocol, protocols
from clew.harvest.source import DAYS, Source
from clew.harvesting import Health, Probe


@click.group()
def sources() -> None:
    """List, add, try and remove what is harvested, and see how it is."""


@sources.command("list")
@click.option("--presets", "well_known", is_flag=True, help="List the well-known ones instead.")
@command
def list_sources(well_known: bool, out: Out, home: str | None) -> int:
    """List the sources of the catalogue, or those that Clew knows how to add."""
    if well_known:
        lines = [f"{name:<26} {table['title']}" for name, table in presets().items()]
        out.result({"presets": presets()}, "\n".join(lines))
        return 0
    with clew.open(home) as catalogue:
        found = catalogue.sources.sources()
    none = "No sources yet; see `clew sources list --presets`, then `clew sources add NAME`."
    out.result({"sources": found}, "\n".join(map(_line, found)) or none)
    return 0


@sources.command("add")
@click.argument("name")
@click.option("--preset", "preset_name", help="A well-known source; by default the one of NAME.")
@click.option("--protocol", "protocol_name", type=click.Choice(list(protocols())))
@click.option("--address", help="Where it is.")
@click.option("--take", multiple=True, metavar="KEY=VALUE", help="What to take; may be repeated.")
@click.option("--title", help="What people call it.")
@click.option("--every", type=click.Choice(list(DAYS)), help="How often to harvest it.")
@click.option("--rights", help="Under what terms its records may be used.")
@click.option("--credit", help="The line to show with its records.")
@click.option("--rate", type=click.FloatRange(min=0), help="Requests a second at most; 0: any.")
@click.option("--private", is_flag=True, default=None, help="Its host may be in a private network.")
@command
def add_source(
    name: str,
    preset_name: str | None,
    protocol_name: str | None,
    take: tuple[str, ...],
    out: Out,
    home: str | None,
    **fields: Any,
) -> int:
    """Add a source: a well-known one by its name, any other by protocol and address."""
    if protocol_name and not preset_name and not fields.get("address"):
        raise click.UsageError("Say where it is, with --address.")
    known = preset_name or (None if protocol_name else name)
    speaks = protocol_name or str(preset(known or name)["protocol"])
    told = {"preset": known, "protocol": protocol_name, **fields, "take": _taken(take, speaks)}
    table = {key: value for key, value in told.items() if value not in (None, {})}
    with clew.open(home) as catalogue:
        added = catalogue.sources.add(name, table)
    out.result(added, f"{_line(added)}\nTry it with `clew sources test {name}`.")
    return 0


@sources.command("test")
@click.argument("name")
@command
def try_source(name: str, out: Out, home: str | None) -> int:
    """Fetch a source's first documents and read them, without keeping anything."""
    with clew.open(home) as catalogue:
        found = catalogue.probe(name)
    text = "\n".join(map(_tried, found)) or "It answers, but brings nothing."
    out.result({"documents": [_plain(one) for one in found]}, text)
    return 1 if any(one.error for one in found) or not found else 0


@sources.command("remove")
@click.argument("name")
@command
def remove_source(name: str, out: Out, home: str | None) -> int:
    """Take a source out of the list; what came from it stays in the catalogue."""
    with clew.open(home) as catalogue:
        catalogue.sources.remove(name)
    out.result({"removed": name}, f"{name} will not be harvested any more; its records stay.")
    return 0


@sources.command("status")
@click.argument("names", nargs=-1, metavar="[NAME …]")
@command
def status_of_sources(names: tuple[str, ...], out: Out, home: str | None) -> int:
    """Show the last runs of sources, whether their links are well, and what is due."""
    with clew.open(home) as catalogue:
        found = catalogue.health(*names)
    out.result(
        {"sources": [_plain(one) for one in found]},
        "\n\n".join(map(_state, found)) or "No sources.",
    )
    return 0


def _line(source: Source) -> str:
    return f"{source.name:<20} {source.protocol:<14} {source.every:<6} {source.address}"


def _taken(take: tuple[str, ...], speaks: str) -> dict[str, Any]:
    typed: dict[str, list[str]] = defaultdict(list)
    for one in take:
        key, sign, value = one.partition("=")
        if not sign:
            raise click.BadParameter(f"{one} is no KEY=VALUE.", param_hint="--take")
        typed[key].append(value)
    return written(typed, protocol(speaks).takes)


def _tried(one: Probe) -> str:
    if one.error:
        return f"failed     {one.location}\n           {one.error}"
    return f"read       {one.location}\n           {one.reader}: {one.title}"


def _state(one: Health) -> str:
    links = one.links
    words = [(links.here, "well"), (links.moved, "moved"), (links.gone, "gone")]
    counted = [
        f"{number:,} {word}" for number, word in (*words, (links.failing, "failing")) if number
    ]
    seen = f"; last seen {links.last_seen[:10]}" if links.last_seen else ""
    due = "due now" if one.due else f"every {one.source.every}"
    return "\n".join(
        [
            f"{one.source.label} ({one.source.name}), {due}",
            *(f"  {text}" for report in one.reports for text in line(report).splitlines()),
            f"  links: {', '.join(counted) or 'none yet'}{seen}",
            *(
                f"    {t.what} since {t.at[:10]}: {_led(t.location, t.moved_to)}"
                for t in one.troubles
            ),
        ]
    )


def _led(location: str, moved_to: str | None) -> str:
    return f"{location} → {moved_to}" if moved_to else location


def _plain(one: Health | Probe) -> dict[str, Any]:
    """Return a value as JSON; what is unknown is absent."""
    named = {
        name: value._asdict() if hasattr(value, "_asdict") else value
        for name, value in one._asdict().items()
    }
    troubles = [dict(t._asdict()) for t in one.troubles] if isinstance(one, Health) else None
    whole = named | ({"troubles": troubles} if troubles is not None else {})
    return {name: value for name, value in whole.items() if value is not None}
