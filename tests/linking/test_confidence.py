"""Confidences mean what they say: labels given by reading, against what the code gives."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from clew.linking.confidence import CONFIDENCE, confidence

LABELS = Path(__file__).parents[2] / "benchmarks" / "labels" / "suggested-links.tsv"
ENOUGH = 10  # labels; fewer say nothing


def labelled() -> dict[tuple[str, float], list[bool]]:
    found: dict[tuple[str, float], list[bool]] = defaultdict(list)
    with LABELS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            given = confidence(row["rule"], float(row["measure"]))
            found[row["rule"], given].append(row["label"] == "right")
    return found


def test_every_label_has_a_reason() -> None:
    with LABELS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert {row["label"] for row in rows} == {"right", "wrong"}
    assert all(row["reason"] for row in rows)
    named = [(row["rule"], row["one"], row["other"]) for row in rows]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("rule", sorted(CONFIDENCE))
def test_more_that_speaks_for_a_link_makes_it_surer(rule: str) -> None:
    table = CONFIDENCE[rule]
    assert list(table) == sorted(table)
    assert [right for _, right in table] == sorted(right for _, right in table)
    assert table[0][0] == 0
    assert all(0 < right < 1 for _, right in table)


def test_of_links_given_so_much_as_many_are_right() -> None:
    for (rule, given), right in labelled().items():
        if len(right) >= ENOUGH:
            # Never much surer than the labels bear out; surest of all, a little less than they do.
            assert -0.05 <= sum(right) / len(right) - given <= 0.12, (rule, given)


def test_of_links_given_nine_in_ten_nine_in_ten_are_right() -> None:
    sure = [one for (_, given), some in labelled().items() if given >= 0.9 for one in some]
    assert sum(sure) / len(sure) >= 0.9


@pytest.mark.parametrize(
    ("rule", "measure", "expected"),
    [("author-year", 0, 0.05), ("author-year", 2, 0.5), ("author-year", 9, 0.87)],
)
def test_the_measure_chooses(rule: str, measure: float, expected: float) -> None:
    assert confidence(rule, measure) == expected


def test_a_rule_nobody_knows_has_none() -> None:
    with pytest.raises(KeyError):
        confidence("astrology")
