"""What is listed is what is counted, by words alone too, where the best results lend words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import clew

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[clew.Clew]:
    with clew.open(tmp_path_factory.mktemp("counted")) as opened:
        opened.add(str(CORPUS))
        yield opened


@pytest.mark.parametrize(
    "words", ["home", "visits", "kinship care", '"home visits"', "care OR tea"]
)
@pytest.mark.parametrize("filters", [{}, {"kind": "thesis"}, {"year": "2012..2016"}])
def test_what_is_listed_is_what_is_counted(
    catalogue: clew.Clew, words: str, filters: dict[str, str]
) -> None:
    one_by_one = catalogue.search(words, limit=500, filters=filters, settings={"fold": False})
    assert len(one_by_one.hits) == one_by_one.total
    folded = catalogue.search(words, limit=500, filters=filters, settings={"inside": 500})
    shown = {hit.id for hit in folded.hits if hit.result}
    shown |= {one.id for hit in folded.hits for one in hit.inside}
    assert shown == {hit.id for hit in one_by_one.hits}
    assert folded.total == one_by_one.total
