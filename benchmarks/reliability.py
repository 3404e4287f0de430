"""How often suggested links are right, of those given each confidence: labels against what is said.

The labels were given by reading, the reason for each beside it: ``labels/suggested-links.tsv``, a
random sample of what each rule suggests among 3,745 awards of the UKRI Gateway to Research and a
thesis's bibliography.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from clew.linking.confidence import CONFIDENCE, confidence

LABELS = Path(__file__).resolve().parent / "labels" / "suggested-links.tsv"


class Labelled(NamedTuple):
    """A suggested link that somebody has judged: its rule, how much spoke for it, and the word.

    ``ends`` names the two, and decides which half of the labels it is in.
    """

    rule: str
    measure: float
    right: bool
    ends: str


def labelled() -> list[Labelled]:
    """Return the links that were judged by reading."""
    with LABELS.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [
            Labelled(r["rule"], float(r["measure"]), r["label"] == "right", r["one"] + r["other"])
            for r in rows
        ]


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


def halves(links: Iterable[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Divide links in two, each rule's evenly, by nothing that has to do with them."""
    by_rule: dict[str, list[Labelled]] = defaultdict(list)
    for link in sorted(links, key=lambda link: sha256(link.ends.encode()).digest()):
        by_rule[link.rule].append(link)
    return (
        [link for some in by_rule.values() for link in some[::2]],
        [link for some in by_rule.values() for link in some[1::2]],
    )


def learned(links: Iterable[Labelled]) -> dict[str, list[tuple[float, float]]]:
    """Return for each rule (from what measure on, how often right), as Laplace would bet."""
    values: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for link in links:
        values[link.rule].append((link.measure, link.right))
    return {
        rule: [(least, (share * n + 1) / (n + 2)) for least, share, n in isotonic(some)]
        for rule, some in values.items()
    }


def crossed(links: Sequence[Labelled]) -> list[tuple[float, bool]]:
    """Return (confidence learned on the other half, whether right) of every link."""
    one, two = halves(links)
    found = []
    for teaching, asked in ((one, two), (two, one)):
        table = learned(teaching)
        for link in asked:
            steps = [right for least, right in table[link.rule] if link.measure >= least]
            found.append((steps[-1] if steps else table[link.rule][0][1], link.right))
    return found


def print_table(links: Sequence[Labelled]) -> None:
    """Print what the labels say of the confidences in the code, and of ones learned on a half."""
    found: dict[tuple[str, float], list[bool]] = defaultdict(list)
    for link in links:
        found[link.rule, confidence(link.rule, link.measure)].append(link.right)
    print(f"{'rule':<24}{'given':>7}{'right':>7}{'labelled':>10}")
    for (rule, given), right in sorted(found.items()):
        print(f"{rule:<24}{given:>7.2f}{sum(right) / len(right):>7.2f}{len(right):>10}")
    print("by hand:", ", ".join(sorted(CONFIDENCE.keys() - {link.rule for link in links})))
    print("as given in the code, which was set from these labels:")
    _print_bins([(confidence(link.rule, link.measure), link.right) for link in links])
    print("learned on one half, told of the other, both ways:")
    _print_bins(crossed(links))


def _print_bins(told: Sequence[tuple[float, bool]]) -> None:
    """Print how often links given so much are right: of those given 0.9, nine in ten should be."""
    for low, high in ((0.9, 1.01), (0.6, 0.9), (0.3, 0.6), (0.0, 0.3)):
        some = [(given, right) for given, right in told if low <= given < high]
        if some:
            mean, share = (sum(values) / len(some) for values in zip(*some, strict=True))
            least, most = interval(sum(right for _, right in some), len(some))
            print(
                f"  given {low:.1f} to {min(high, 1):.1f}: mean {mean:.2f}, right {share:.2f}"
                f" ({least:.2f} to {most:.2f}; {len(some)})"
            )
    off = sum((given - right) ** 2 for given, right in told) / len(told)
    print(f"  mean squared error {off:.3f}")


def interval(right: int, number: int, spread: float = 1.96) -> tuple[float, float]:
    """Return between what shares the true one lies in 95 of 100 cases (Wilson 1927)."""
    share, squared = right / number, spread * spread
    middle = (share + squared / (2 * number)) / (1 + squared / number)
    reach = spread * sqrt(share * (1 - share) / number + squared / (4 * number * number))
    reach /= 1 + squared / number
    return middle - reach, middle + reach
