"""How often suggested links are right, of those given each confidence: labels against what is said.

The labels were given by reading, the reason for each beside it: ``labels/suggested-links.tsv``, a
random sample of what each rule suggests among 3,745 awards of the UKRI Gateway to Research and a
thesis's bibliography.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from clew.linking.confidence import CONFIDENCE, confidence

LABELS = Path(__file__).resolve().parent / "labels" / "suggested-links.tsv"


class Labelled(NamedTuple):
    """A suggested link that somebody has judged: its rule, how much spoke for it, and the word."""

    rule: str
    measure: float
    right: bool


def labelled() -> list[Labelled]:
    """Return the links that were judged by reading."""
    with LABELS.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Labelled(r["rule"], float(r["measure"]), r["label"] == "right") for r in rows]


def isotonic(values: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Return (from what measure on, share of right ones, number), shares rising with the measure.

    Pools neighbours that fall (Ayer et al. 1955).
    """
    by_measure: dict[float, list[bool]] = defaultdict(list)
    for measure, right in values:
        by_measure[measure].append(right)
    pools: list[tuple[float, int, int]] = []
    for measure in sorted(by_measure):
        pool = (measure, sum(by_measure[measure]), len(by_measure[measure]))
        while pools and pools[-1][1] * pool[2] >= pool[1] * pools[-1][2]:
            least, rights, count = pools.pop()
            pool = (least, rights + pool[1], count + pool[2])
        pools.append(pool)
    return [(least, rights / count, count) for least, rights, count in pools]


def print_table(links: Iterable[Labelled]) -> None:
    """Print for each rule and confidence how many labelled links there are, and the right ones."""
    found: dict[tuple[str, float], list[bool]] = defaultdict(list)
    fits: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for link in links:
        found[link.rule, confidence(link.rule, link.measure)].append(link.right)
        fits[link.rule].append((link.measure, link.right))
    print(f"{'rule':<24}{'given':>7}{'right':>7}{'labelled':>10}")
    for (rule, given), right in sorted(found.items()):
        print(f"{rule:<24}{given:>7.2f}{sum(right) / len(right):>7.2f}{len(right):>10}")
    print("without labels:", ", ".join(sorted(CONFIDENCE.keys() - fits.keys())))
    for rule in (name for name, table in CONFIDENCE.items() if len(table) > 1 and name in fits):
        steps = (f"{share:.2f} from {least:g} on ({n})" for least, share, n in isotonic(fits[rule]))
        print(f"isotonic, {rule}: {'; '.join(steps)}")
    _print_bins(found)


def _print_bins(found: dict[tuple[str, float], list[bool]]) -> None:
    """Print the same over all rules: of links given 0.9, nine in ten should be right."""
    for low, high in ((0.9, 1.0), (0.6, 0.9), (0.3, 0.6), (0.0, 0.3)):
        right = [one for (_, g), some in found.items() if low <= g < high for one in some]
        given = [g for (_, g), some in found.items() if low <= g < high for _ in some]
        if right:
            share, mean = sum(right) / len(right), sum(given) / len(given)
            print(
                f"given {low:.1f} to {high:.1f}: mean {mean:.2f}, right {share:.2f} ({len(right)})"
            )
