"""Vectors of a catalogue: made, made anew by another encoder, forgotten with what is gone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import clew
from clew.encoders import Encoder, Options
from clew.errors import EncoderError, EncoderMissing
from clew.index import VectorStores
from clew.search import embedding

Numbers = NDArray[np.float32]
TITLES = ("Kettles in front rooms", "Doors that stay shut", "Hallways of a hundred visits")


class Tiny:
    """Says what a text is about by which letters it has, from one letter on."""

    def __init__(self, name: str, dimensions: int = 8, left: int = 10**9) -> None:
        self.name, self.dimensions, self.left = name, dimensions, left

    def encode(self, texts: Sequence[str]) -> Numbers:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        letters = [chr(ord("a") + at) for at in range(self.dimensions)]
        rows = [[1 + text.casefold().count(letter) for letter in letters] for text in texts]
        found = np.array(rows, np.float32).reshape(len(texts), self.dimensions)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


class Shelf(dict[str, Tiny]):
    """The encoders of this machine, by the names that settings give them."""

    def load(self, name: str, options: Options) -> Encoder | None:
        if name == "none":
            return None
        if name not in self:
            raise EncoderMissing(f"There is no {name} here.", hint=f"Get {name}.")
        return self[name]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    made = Shelf(minilm=Tiny("one"), other=Tiny("two", 5))
    monkeypatch.setattr("clew.meaning.load", made.load)
    monkeypatch.setattr(embedding, "_CHUNK", 1)
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    papers = tmp_path / "papers"
    papers.mkdir()
    for at, title in enumerate(TITLES):
        (papers / f"{at}.ris").write_text(
            f"TY  - JOUR\nTI  - {title}\nDO  - 10.5555/{at}\nER  - \n"
        )
    with clew.open(tmp_path / "home") as catalogue:
        catalogue.add(str(papers))
    return tmp_path / "home"


def stopped(catalogue: clew.Clew, encoder: Tiny, after: int) -> None:
    """Embed, and be stopped after so many texts."""
    encoder.left = after
    with pytest.raises(KeyboardInterrupt):
        catalogue.embed()
    encoder.left = 10**9


def mode(home: Path) -> str:
    with clew.open(home) as catalogue:
        return catalogue.search("kettles").mode


def folders(home: Path) -> int:
    return sum(path.is_dir() for path in (home / "vectors").iterdir())


def test_the_first_encoder_serves_while_it_fills(home: Path, shelf: Shelf) -> None:
    assert mode(home) == "words alone, because nothing has a vector yet (run: clew embed)"
    assert not (home / "vectors").exists()
    with clew.open(home) as catalogue:
        stopped(catalogue, shelf["minilm"], after=1)
        assert catalogue.search("kettles").mode == "words and meaning"
        overview = catalogue.overview()
        assert (overview.encoder, overview.vectors, overview.without_vector) == ("one", 1, 2)


def spoil_vectors(home: Path) -> None:
    keys = next((home / "vectors").glob("*/keys"))
    keys.write_bytes(b"\xff" + keys.read_bytes()[1:])


def test_damaged_vectors_are_told_and_made_anew(home: Path, shelf: Shelf) -> None:
    with clew.open(home) as catalogue:
        assert catalogue.embed() == 3
    spoil_vectors(home)
    assert mode(home) == "words alone, because the vectors were damaged (run: clew embed)"
    with clew.open(home) as catalogue:
        assert catalogue.embed() == 3
    assert mode(home) == "words and meaning"
    spoil_vectors(home)
    with clew.open(home) as catalogue:
        overview = catalogue.overview()
    assert (overview.vectors, overview.without_vector) == (0, 3)
    assert "damaged: keys not as written. All are made anew by `clew embed`." in (
        overview.damage or ""
    )


def test_the_old_vectors_serve_until_the_new_are_whole(home: Path, shelf: Shelf) -> None:
    with clew.open(home) as catalogue:
        assert catalogue.embed() == 3
        catalogue.use_encoder("other")
        stopped(catalogue, shelf["other"], after=2)
        before = catalogue.overview()
        assert (before.encoder, before.serving) == ("two", "one")
        assert (before.vectors, before.without_vector) == (2, 1)
        assert folders(home) == 2
    assert mode(home) == "words and meaning"
    ticks: list[tuple[int, int | None]] = []
    with clew.open(home) as catalogue:
        assert catalogue.embed(lambda done, total: ticks.append((done, total))) == 1
        after = catalogue.overview()
    assert ticks == [(1, 1)]
    assert (after.encoder, after.serving, after.vectors, after.without_vector) == (
        "two",
        None,
        3,
        0,
    )
    assert folders(home) == 1
    assert mode(home) == "words and meaning"


def test_an_open_catalogue_sees_that_another_process_changed_them(home: Path, shelf: Shelf) -> None:
    with clew.open(home) as reader, clew.open(home) as writer:
        assert reader.search("kettles").mode.startswith("words alone")
        writer.embed()
        assert reader.search("kettles").mode == "words and meaning"
        writer.use_encoder("other")
        writer.embed()
        assert reader.search("kettles").mode == "words and meaning"


def test_an_old_encoder_that_is_gone_leaves_words_and_says_so(home: Path, shelf: Shelf) -> None:
    with clew.open(home) as catalogue:
        catalogue.embed()
        catalogue.use_encoder("other")
    del shelf["minilm"]
    assert mode(home) == (
        "words alone, because the encoder of the vectors that serve cannot be used: "
        "there is no minilm here (get minilm)"
    )
    with clew.open(home) as catalogue:
        catalogue.embed()
    assert mode(home) == "words and meaning"


def test_another_version_of_the_same_encoder_is_another(home: Path, shelf: Shelf) -> None:
    with clew.open(home) as catalogue:
        catalogue.embed()
    shelf["minilm"] = Tiny("one, newer", 6)
    assert mode(home) == (
        "words alone, because the vectors are those of one, which is here no more (run: clew embed)"
    )
    with clew.open(home) as catalogue:
        assert catalogue.embed() == 3
    assert mode(home) == "words and meaning"
    assert folders(home) == 1


def test_no_encoder_by_choice(home: Path, shelf: Shelf) -> None:
    with clew.open(home) as catalogue:
        catalogue.embed()
        catalogue.use_encoder("none")
        assert catalogue.search("kettles").mode == (
            "words alone, because the settings say that no encoder is used"
        )
        with pytest.raises(EncoderMissing, match="Choose one first: clew encoder use minilm"):
            catalogue.embed()
        overview = catalogue.overview()
        assert (overview.encoder, overview.trouble, overview.without_vector) == (None, None, 0)
        catalogue.use_encoder("minilm")
        assert catalogue.search("kettles").mode == "words and meaning"


def test_an_encoder_that_is_not_here_is_not_chosen(home: Path, shelf: Shelf) -> None:
    with clew.open(home) as catalogue:
        with pytest.raises(EncoderMissing, match=r"There is no dragon here\. Get dragon\."):
            catalogue.use_encoder("dragon")
        assert catalogue.settings.encoder.name == "minilm"
    (home / "clew.toml").write_text('[encoder]\nname = "dragon"\n')
    with clew.open(home) as catalogue:
        assert catalogue.search("kettles").mode == (
            "words alone, because there is no dragon here (get dragon)"
        )
        assert catalogue.overview().trouble == "There is no dragon here. Get dragon."


def test_an_encoder_that_fails_at_a_question_costs_the_meaning_only(
    home: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clew.open(home) as catalogue:
        catalogue.embed()

        def down(texts: Sequence[str]) -> Numbers:
            raise EncoderError("The service does not answer.", hint="Wait.")

        monkeypatch.setattr(shelf["minilm"], "encode", down)
        answer = catalogue.search("kettles")
    assert answer.mode == "words alone, because the service does not answer (wait)"
    assert [hit.title for hit in answer.hits] == [TITLES[0]]


def withdraw(home: Path, papers: Path) -> None:
    """Let the first paper's record become another one, so that its resource has none left."""
    (papers / "0.ris").write_text("TY  - JOUR\nTI  - Samovars\nDO  - 10.5555/77\nER  - \n")
    with clew.open(home) as catalogue:
        catalogue.add(str(papers / "0.ris"))


@pytest.mark.parametrize("changing", [False, True], ids=["settled", "amid a change of encoder"])
def test_what_is_withdrawn_is_no_answer_by_meaning(
    home: Path, shelf: Shelf, tmp_path: Path, changing: bool
) -> None:
    with clew.open(home) as catalogue:
        catalogue.embed()
        gone = catalogue.get("10.5555/0").number
        if changing:
            catalogue.use_encoder("other")
            stopped(catalogue, shelf["other"], after=2)
    withdraw(home, tmp_path / "papers")
    stores = VectorStores(home / "vectors")
    for name in ("one", "two")[: 1 + changing]:
        found = stores.find(name)
        assert found is not None
        assert gone not in found.resources().tolist()
    with clew.open(home) as catalogue:
        answer = catalogue.search("front room kettles", limit=10)
        assert TITLES[0] not in [hit.title for hit in answer.hits]
        assert len(answer.hits) == answer.total
        assert catalogue.overview().without_vector == 1 + changing


def test_embedding_drops_the_vectors_of_passages_that_are_no_more(
    home: Path, shelf: Shelf, tmp_path: Path
) -> None:
    with clew.open(home) as catalogue:
        catalogue.embed()
        number = catalogue.get("10.5555/1").number
        store = VectorStores(home / "vectors").find("one")
        assert store is not None
        stray = Tiny("one").encode(["a stray passage"] * 3)
        store.append([(number, 1), (number, 2), (9999, 0)], [1, 2, 3], stray)
        assert catalogue.embed() == 1
    store = VectorStores(home / "vectors").find("one")
    assert store is not None
    assert (len(store), store.ordinals(number), store.ordinals(9999)) == (3, [0], [])


_KILLED = """
import os, sys
import clew, clew.meaning, test_meaning
from clew.search import embedding

class Dying(test_meaning.Tiny):
    def encode(self, texts):
        if self.left == 0:
            os._exit(9)
        return super().encode(texts)

embedding._CHUNK = 1
shelf = test_meaning.Shelf(minilm=test_meaning.Tiny("one"), other=Dying("two", 5, int(sys.argv[2])))
clew.meaning.load = shelf.load
with clew.open(sys.argv[1]) as catalogue:
    catalogue.embed()
"""


def killed(home: Path, after: int) -> int:
    here = str(Path(__file__).parent)
    command = f"import sys; sys.path.insert(0, {here!r})\n{_KILLED}"
    return subprocess.run([sys.executable, "-c", command, str(home), str(after)]).returncode


def test_a_change_of_encoder_survives_being_killed(home: Path, shelf: Shelf) -> None:
    with clew.open(home) as catalogue:
        catalogue.embed()
        catalogue.use_encoder("other")
    for left, after in ((3, 0), (2, 1), (1, 1)):
        assert killed(home, after) == 9
        with clew.open(home) as catalogue:
            overview = catalogue.overview()
            assert (overview.serving, overview.without_vector) == ("one", left)
            assert catalogue.search("kettles").mode == "words and meaning"
    with clew.open(home) as catalogue:
        assert catalogue.embed() == 1
        assert catalogue.overview().serving is None
