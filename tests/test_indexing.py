"""The index follows the catalogue: what changed, what went, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from support import Weave

from clew import indexing as module
from clew.catalogue import Catalogue
from clew.index import Engine, Entry, Facet, Filters, entry_of, memory_engine, open_engine
from clew.index.query import Numbers
from clew.indexing import Indexing, every_resource
from clew.model import Identifier, Kind, LinkType, Record, Relation, Scheme, Target, Variable


class Notebook:
    """Writes down what an index is told, and passes it on to a real one."""

    def __init__(self) -> None:
        self.engine = memory_engine()
        self.told: list[tuple[str, object]] = []

    @property
    def revision(self) -> int:
        return self.engine.revision

    def replace(self, entries: Iterable[Entry]) -> None:
        kept = list(entries)
        self.told += [("replace", [entry.title for entry in kept])] if kept else []
        self.engine.replace(kept)

    def remove(self, numbers: Iterable[int]) -> None:
        kept = list(numbers)
        self.told.append(("remove", kept))
        self.engine.remove(kept)

    def commit(self, revision: int) -> None:
        self.told.append(("commit", revision))
        self.engine.commit(revision)

    def clear(self) -> None:
        self.told.append(("clear", None))
        self.engine.clear()

    def condense(self) -> None:
        self.told.append(("condense", self.engine.revision))
        self.engine.condense()

    def close(self) -> None:
        self.told.append(("close", None))
        self.engine.close()


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def index(catalogue: Catalogue, notebook: Notebook) -> Indexing:
    return Indexing(catalogue, notebook)  # type: ignore[arg-type]


def record(title: str, key: str | None = None, **more: object) -> Record:
    return Record(key=key or title, kind=Kind.DATASET, title=title, **more)  # type: ignore[arg-type]


def titles(engine: Engine, catalogue: Catalogue) -> list[str]:
    """Return the titles of all that can be found."""
    numbers = catalogue.resources.changed_since(0)
    assert engine.size == len(engine.cards(numbers))
    return sorted(card.title for card in engine.cards(numbers).values())


def test_what_is_new_is_indexed_and_visible_after_a_commit(
    catalogue: Catalogue, notebook: Notebook, index: Indexing, weave: Weave
) -> None:
    weave(record("Tea"), record("Milk"))
    index.follow()
    assert notebook.engine.size == 0
    index.commit()
    assert titles(notebook.engine, catalogue) == ["Milk", "Tea"]
    assert notebook.told == [("replace", ["Tea", "Milk"]), ("commit", catalogue.revision)]


def test_only_what_changed_is_indexed_again(
    catalogue: Catalogue, notebook: Notebook, index: Indexing, weave: Weave
) -> None:
    weave(record("Tea"), at="tea.html")
    index.follow()
    weave(record("Milk"), at="milk.html")
    index.follow()
    index.commit()
    assert notebook.told == [
        ("replace", ["Tea"]),
        ("replace", ["Milk"]),
        ("commit", catalogue.revision),
    ]


def test_following_when_nothing_changed_does_nothing(
    notebook: Notebook, index: Indexing, weave: Weave
) -> None:
    index.follow()
    index.commit()
    assert notebook.told == []
    weave(record("Tea"))
    index.follow()
    index.commit()
    told = list(notebook.told)
    index.follow()
    index.commit()
    assert notebook.told == told


def test_a_new_version_takes_the_place_of_the_old(
    catalogue: Catalogue, notebook: Notebook, index: Indexing, weave: Weave
) -> None:
    for title in ("Tea", "Coffee"):
        weave(record(title, key="cup"))
        index.follow()
        index.commit()
    assert titles(notebook.engine, catalogue) == ["Coffee"]


def test_what_is_withdrawn_is_taken_out(
    catalogue: Catalogue, notebook: Notebook, index: Indexing, weave: Weave
) -> None:
    weave(record("Tea"), record("Milk"))
    index.follow()
    index.commit()
    tea = catalogue.resources.number("tea")
    weave(record("Milk"))
    index.follow()
    index.commit()
    assert ("remove", [tea]) in notebook.told
    assert titles(notebook.engine, catalogue) == ["Milk"]
    weave(record("Milk"), record("Tea"))
    index.follow()
    index.commit()
    assert titles(notebook.engine, catalogue) == ["Milk", "Tea"]


def test_a_resource_emptied_by_a_join_is_taken_out(
    catalogue: Catalogue, notebook: Notebook, index: Indexing, weave: Weave
) -> None:
    weave(record("Tea"), at="1.html")
    weave(record("Milk"), at="2.html")
    index.follow()
    index.commit()
    tea, milk = (catalogue.resources.get(name) for name in ("tea", "milk"))
    with catalogue.transaction():
        catalogue.records.move(milk.held[0].number, tea.number, "for a test")
    index.follow()
    index.commit()
    assert titles(notebook.engine, catalogue) == ["Tea"]
    with catalogue.transaction():
        catalogue.records.move(milk.held[0].number, milk.number, None)
    index.follow()
    index.commit()
    assert titles(notebook.engine, catalogue) == ["Milk", "Tea"]


def test_works_known_from_citations_alone_are_no_answers(
    catalogue: Catalogue, notebook: Notebook, index: Indexing, weave: Weave
) -> None:
    doi = Identifier(scheme=Scheme.DOI, value="10.5555/tea")
    weave(record("Tea", key="cited:tea", identifiers=(doi,)), record("Milk"), at="1.html")
    index.follow()
    index.commit()
    assert titles(notebook.engine, catalogue) == ["Milk"]
    assert [resource.label for resource in every_resource(catalogue)] == ["Milk"]
    weave(record("Tea", identifiers=(doi,)), at="2.html")
    index.follow()
    index.commit()
    assert titles(notebook.engine, catalogue) == ["Milk", "Tea"]


def test_many_changes_go_in_pieces_and_become_durable_on_the_way(
    catalogue: Catalogue,
    notebook: Notebook,
    index: Indexing,
    weave: Weave,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)
    monkeypatch.setattr(module, "COMMIT_EVERY", 5)
    names = [f"Cup {letter}" for letter in "abcde"]
    weave(*(record(name) for name in names))
    index.follow()
    assert notebook.told == [
        ("replace", names[:2]),
        ("replace", names[2:4]),
        ("replace", names[4:]),
        ("commit", catalogue.revision),
    ]
    index.commit()
    assert notebook.told[-1] == ("commit", catalogue.revision)
    assert len(notebook.told) == 4


def test_what_was_not_committed_is_indexed_again(
    catalogue: Catalogue, weave: Weave, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("index")
    weave(record("Tea"), at="1.html")
    for commit in (False, True):
        engine = open_engine(folder)
        assert engine.revision == 0
        following = Indexing(catalogue, engine)
        following.follow()
        if commit:
            following.commit()
        engine.close()
    engine = open_engine(folder)
    assert engine.revision == catalogue.revision
    assert titles(engine, catalogue) == ["Tea"]
    engine.close()


@pytest.mark.parametrize("chunk", [1, 2, 500])
def test_every_resource_comes_once_whatever_the_chunk(
    catalogue: Catalogue, weave: Weave, chunk: int
) -> None:
    for number in range(5):
        weave(record(f"Cup {number}"), at=f"{number}.html")
    found = [resource.label for resource in every_resource(catalogue, chunk)]
    assert found == [f"Cup {number}" for number in range(5)]


def test_what_makes_counting_fast_comes_last_of_all(
    catalogue: Catalogue, notebook: Notebook, index: Indexing, weave: Weave
) -> None:
    weave(record("Tea"))
    index.finish()
    reached = catalogue.revision
    assert notebook.told[1:] == [("commit", reached), ("condense", reached), ("close", None)]
    notebook.told.clear()
    index.rebuild(lambda done, total: None)
    reached = catalogue.revision
    assert notebook.told == [
        ("clear", None),
        ("replace", ["Tea"]),
        ("commit", reached),
        ("condense", reached),
        ("close", None),
    ]


def test_following_step_by_step_ends_where_one_step_does(
    catalogue: Catalogue, weave: Weave
) -> None:
    changes: list[Callable[[], object]] = [
        lambda: weave(record("Tea"), record("Milk")),
        lambda: weave(record("Milk")),
        lambda: weave(record("Milk, warm", key="Milk"), record("Sugar")),
        lambda: weave(record("Tea"), at="other.html"),
    ]
    steady, late = memory_engine(), memory_engine()
    following = Indexing(catalogue, steady)
    for change in changes:
        change()
        following.follow()
        following.commit()
    once = Indexing(catalogue, late)
    once.follow()
    once.commit()
    assert titles(steady, catalogue) == titles(late, catalogue) == ["Milk, warm", "Sugar", "Tea"]
    assert steady.revision == late.revision == catalogue.revision
    entries = [entry_of(resource) for resource in every_resource(catalogue)]
    assert sorted(entry.title for entry in entries) == titles(late, catalogue)


def test_a_stride_waits_until_much_has_changed(
    notebook: Notebook, index: Indexing, weave: Weave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.indexing.STRIDE", 2)
    weave(record("Tea"))
    index.stride()
    assert notebook.told == []
    weave(record("Milk"), at="other.html")
    index.stride()
    assert notebook.told[0] == ("replace", ["Tea", "Milk"])


class Colleague:
    """A companion that follows in this process, or never comes to an end."""

    def __init__(self, catalogue: Catalogue, engine: Engine, able: bool) -> None:
        self.engine = engine
        self.own = Indexing(catalogue, engine) if able else None
        self.strides = 0

    def stride(self) -> None:
        self.strides += 1

    def finish(self) -> bool:
        if self.own:
            self.own.finish()
        self.engine.close()
        return self.own is not None


@pytest.mark.parametrize("able", [True, False])
def test_a_companion_takes_over_once_much_has_changed(
    catalogue: Catalogue,
    weave: Weave,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    able: bool,
) -> None:
    monkeypatch.setattr("clew.indexing.STRIDE", 2)
    folder = tmp_path_factory.mktemp("index")
    engine = open_engine(folder)
    called: list[Colleague] = []

    def call() -> Colleague:
        called.append(Colleague(catalogue, open_engine(folder), able))
        return called[-1]

    index = Indexing(catalogue, engine, call)
    for name in ("Tea", "Milk", "Sugar", "Spoon"):
        weave(record(name), at=f"{name}.html")
        index.stride()
    index.finish()
    assert [colleague.strides for colleague in called] == [2]
    assert titles(engine, catalogue) == ["Milk", "Spoon", "Sugar", "Tea"]
    assert engine.revision == catalogue.revision
    weave(record("Cup"), at="cup.html")
    index.finish()
    assert titles(engine, catalogue) == ["Cup", "Milk", "Spoon", "Sugar", "Tea"]
    engine.close()


def has_and_within(engine: Engine, catalogue: Catalogue, name: str) -> tuple[set[str], list[str]]:
    """Return what the index says a resource has, and which resources it is shown under."""
    number = catalogue.resources.number(name)
    has = {
        value
        for value, _ in engine.facets([Facet.HAS], Numbers((number,)), Filters(), 20)[Facet.HAS]
    }
    parents = engine.parents([number]).get(number, ())
    return has, [catalogue.resources.slug(parent) for parent in parents]


def test_what_a_resource_has_keeps_step_with_its_links(
    catalogue: Catalogue, notebook: Notebook, index: Indexing, weave: Weave
) -> None:
    grant = Identifier(scheme=Scheme.AWARD, value="ES/Z000001/1")
    said = Relation(
        type=LinkType.OUTPUT_OF, target=Target(identifier=grant), quote="funded by ES/Z000001/1"
    )
    weave(Record(key="p", kind=Kind.PUBLICATION, title="Paper", relations=(said,)), at="1.html")
    index.follow()
    index.commit()
    slug = catalogue.resources.get("ES/Z000001/1").slug
    assert has_and_within(notebook.engine, catalogue, "paper") == ({"award"}, [slug])
    weave(Record(key="g", kind=Kind.AWARD, title="Grant", identifiers=(grant,)), at="2.html")
    index.follow()
    index.commit()
    slug = catalogue.resources.get("ES/Z000001/1").slug
    assert has_and_within(notebook.engine, catalogue, "paper") == ({"award"}, [slug])
    assert has_and_within(notebook.engine, catalogue, slug) == ({"publication"}, [])
    weave(Record(key="p", kind=Kind.PUBLICATION, title="Paper"), at="1.html")
    index.follow()
    index.commit()
    assert has_and_within(notebook.engine, catalogue, "paper") == ({"not stated"}, [])
    assert has_and_within(notebook.engine, catalogue, slug) == ({"not stated"}, [])


def test_a_variable_is_within_its_dataset(
    catalogue: Catalogue, notebook: Notebook, index: Indexing, weave: Weave
) -> None:
    weave(record("Panel", variables=(Variable(name="q1", label="Hour of call"),)))
    index.follow()
    index.commit()
    question = has_and_within(notebook.engine, catalogue, "panel--q1")
    assert question == ({"data", "dataset"}, ["panel"])
    assert has_and_within(notebook.engine, catalogue, "panel") == ({"data", "variables"}, [])
