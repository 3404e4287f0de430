"""Variables as resources of their own: ids, part-of links, new versions, and the same elsewhere."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import NOW, Weave

from clew.catalogue import Catalogue
from clew.errors import NotFound
from clew.intake.outcome import attempt
from clew.linking import Receipt, Weaver, link, same_elsewhere, thread
from clew.linking.comparable import ENOUGH, compare
from clew.linking.variables import variable_records
from clew.model import Category, Document, Kind, Period, Record, Section, Variable

RING = Variable(
    name="ringtime",
    label="Hour of the first ring",
    question="At what hour did the bell ring first?",
    options=("early", "late"),
    categories=(
        Category(code="1", label="early", frequency=12),
        Category(code="2", label="late", frequency=30),
    ),
    wave="2014",
    file="bells.sav",
)
SEX = Variable(name="sex", label="Sex", options=("woman", "man"))


def dataset(title: str, *variables: Variable, key: str = "d") -> Record:
    return Record(
        key=key,
        kind=Kind.DATASET,
        title=title,
        language="en",
        period=Period(start="2014", end="2015"),
        variables=variables,
    )


def slugs(catalogue: Catalogue, name: str) -> list[str]:
    return [one.slug for one in catalogue.variables.of(catalogue.resources.number(name))]


# What becomes of a dataset's variables


def test_a_variable_is_a_resource_with_all_that_is_said_of_it(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(dataset("Bells and stairs", RING, SEX))
    resource = catalogue.resources.get("bells-and-stairs--ringtime")
    record = resource.records[0]
    assert (resource.kind, resource.label) == (Kind.VARIABLE, "Hour of the first ring")
    assert record.alternative_titles == ("ringtime",)
    assert record.description == (
        Section(name="question", text="At what hour did the bell ring first?"),
    )
    assert record.variables == (RING,)
    assert (record.container, record.language) == ("Bells and stairs", "en")
    assert record.period == Period(start="2014", end="2015")


def test_it_is_part_of_its_dataset(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells and stairs", RING))
    number = catalogue.resources.number("bells-and-stairs--ringtime")
    (one,) = catalogue.links.of([number])
    assert (one.subject, str(one.type), one.object, str(one.state)) == (
        "bells-and-stairs--ringtime",
        "part-of",
        "bells-and-stairs",
        "stated",
    )
    assert one.evidence[0].quote == "ringtime"
    assert one.evidence[0].location == "page.html"


def test_a_dataset_lists_its_variables_in_order(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells and stairs", SEX, RING))
    assert slugs(catalogue, "bells-and-stairs") == [
        "bells-and-stairs--sex",
        "bells-and-stairs--ringtime",
    ]


def test_names_that_are_alike_get_ids_of_their_own(catalogue: Catalogue, weave: Weave) -> None:
    names = ("Q1", "q1", "q 1", "Q1", "???", "質問")
    weave(dataset("Bells", *(Variable(name=name) for name in names)))
    assert slugs(catalogue, "bells") == [
        "bells--q1",
        "bells--q1-2",
        "bells--q-1",
        "bells--q1-3",
        "bells--untitled",
        "bells--zhiwen",
    ]


def test_the_same_name_in_two_datasets(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", SEX), at="one")
    weave(dataset("Stairs", SEX), at="two")
    assert slugs(catalogue, "bells") + slugs(catalogue, "stairs") == ["bells--sex", "stairs--sex"]


def test_a_new_version_keeps_the_ids(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", SEX, RING))
    later = Variable(name="sex", label="Sex or gender")
    weave(dataset("Bells, again", later, Variable(name="new")))
    assert slugs(catalogue, "bells") == ["bells--sex", "bells--new"]
    held = catalogue.resources.get("bells--sex").held[0]
    assert (held.version, held.record.title) == (2, "Sex or gender")
    with pytest.raises(NotFound, match="withdrawn"):
        catalogue.resources.get("bells--ringtime")


def test_a_variable_that_comes_back_is_the_same_resource(
    catalogue: Catalogue, weave: Weave
) -> None:
    for told in (dataset("Bells", SEX, RING), dataset("Bells", SEX), dataset("Bells", SEX, RING)):
        weave(told)
    assert slugs(catalogue, "bells") == ["bells--sex", "bells--ringtime"]
    assert catalogue.counts()["variable"] == 2


def test_two_sources_of_one_dataset_keep_theirs_apart(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", SEX, key="a"), dataset("Bells", RING, key="b"))
    assert catalogue.counts()["variable"] == 2


@given(st.lists(st.text(max_size=6), max_size=12))
def test_keys_never_clash(names: list[str]) -> None:
    taken: set[str] = set()
    told = dataset("Bells", *(Variable(name=name) for name in names))
    keys = [record.key for record in variable_records(told, taken)]
    assert len(set(keys)) == len(keys) == len(names)
    assert taken == set(keys)


def test_the_same_variables_again_have_the_same_keys() -> None:
    told = dataset("Bells", SEX, SEX, RING)
    first, second = ([r.key for r in variable_records(told, set())] for _ in range(2))
    assert first == second == ["variable:d:sex", "variable:d:sex#2", "variable:d:ringtime"]


# Threads


def test_a_dataset_s_thread_has_no_variables(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", *(Variable(name=f"v{n}") for n in range(300))))
    told = thread(catalogue, "bells")
    assert [bead.id for bead in told.beads] == ["bells"]
    assert told.links == ()


def test_a_variable_s_thread_has_its_dataset_but_not_the_others_there(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(dataset("Bells", SEX, RING))
    told = thread(catalogue, "bells--ringtime")
    assert [bead.id for bead in told.beads] == ["bells", "bells--ringtime"]
    assert [str(one.type) for one in told.links] == ["part-of"]


# The same variable elsewhere


def test_the_same_variable_in_another_wave(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells and stairs 2014", RING, SEX), at="one")
    weave(dataset("Bells and stairs 2016", RING, SEX), at="two")
    (found,) = same_elsewhere(catalogue, "bells-and-stairs-2014--ringtime")
    assert found.child.slug == "bells-and-stairs-2016--ringtime"
    assert found.confidence == 0.95
    assert found.reason == (
        "question same; label same; name same; answers same; title of the dataset alike"
    )


def test_a_name_alone_says_too_little(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", Variable(name="q1", label="Hour of the first ring")), at="one")
    weave(dataset("Stairs", Variable(name="q1", label="Number of steps climbed")), at="two")
    assert same_elsewhere(catalogue, "bells--q1") == []


def test_another_name_but_the_same_question(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", RING), at="one")
    asked = Variable(name="b17", question="At what hour did the bell ring first")
    weave(dataset("Doors", asked), at="two")
    (found,) = same_elsewhere(catalogue, "doors--b17")
    assert (found.child.slug, found.reason) == ("bells--ringtime", "question same")


def test_other_answers_speak_against(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", Variable(name="use", label="Use", options=("daily", "never"))), at="1")
    weave(dataset("Doors", Variable(name="use", label="Use", options=("oak", "glass"))), at="2")
    assert same_elsewhere(catalogue, "bells--use") == []


def test_what_a_crowd_shares_tells_nothing(
    catalogue: Catalogue, weave: Weave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.linking.comparable.CROWD", 3)
    for number in range(5):
        weave(dataset(f"Bells {number}", SEX), at=str(number))
    assert same_elsewhere(catalogue, "bells-0--sex") == []


def test_a_dataset_is_no_variable(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", SEX))
    with pytest.raises(NotFound, match="is no variable"):
        same_elsewhere(catalogue, "bells")


def test_linking_keeps_what_it_suggests(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells and stairs 2014", RING), at="one")
    weave(dataset("Bells and stairs 2016", RING), at="two")
    link(catalogue)
    number = catalogue.resources.number("bells-and-stairs-2016--ringtime")
    (found,) = [one for one in catalogue.links.of([number]) if one.type != "part-of"]
    assert (found.subject, str(found.type), found.object, str(found.state), found.confidence) == (
        "bells-and-stairs-2016--ringtime",
        "measures-the-same-as",
        "bells-and-stairs-2014--ringtime",
        "suggested",
        0.95,
    )
    assert found.evidence[0].quote == "At what hour did the bell ring first?"
    beads = [bead.id for bead in thread(catalogue, "bells-and-stairs-2014--ringtime").beads]
    assert beads[:2] == ["bells-and-stairs-2014", "bells-and-stairs-2016"]
    assert set(beads[2:]) == {
        "bells-and-stairs-2014--ringtime",
        "bells-and-stairs-2016--ringtime",
    }


def test_a_question_that_changes_takes_its_links_with_it(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(dataset("Bells", RING), at="one")
    weave(dataset("Doors", RING), at="two")
    link(catalogue)
    weave(dataset("Doors", Variable(name="ringtime", label="Material of the door")), at="two")
    link(catalogue)
    number = catalogue.resources.number("doors--ringtime")
    assert [str(one.type) for one in catalogue.links.of([number])] == ["part-of"]


def test_comparing_has_no_direction(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", RING), at="one")
    weave(dataset("Doors", Variable(name="ringtime", label="Hour of first ring")), at="two")
    one, other = (
        catalogue.variables.of(catalogue.resources.number(name))[0] for name in ("bells", "doors")
    )
    assert compare(one, other) == compare(other, one)
    assert sum(field.bits for field in compare(one, other)) >= ENOUGH


# Real studies


def bring(catalogue: Catalogue, path: Path) -> None:
    outcome = attempt(Document(path.read_bytes(), path.name))
    assert outcome.reading
    with catalogue.transaction():
        document = catalogue.documents.keep(BytesIO(path.read_bytes()), None, NOW)
        receipt = Receipt("files", path.name, document, outcome.reader or "", NOW)
        Weaver(catalogue).weave(receipt, outcome.reading)


def test_the_largest_finnish_study(catalogue: Catalogue, shared: Path) -> None:
    bring(catalogue, shared / "data" / "metadata" / "ddi" / "cmv-ddi-v25-fsd-3271.xml")
    children = catalogue.variables.of(1)
    assert len(children) == catalogue.counts()["variable"] == 234
    assert len({child.slug for child in children}) == 234
    assert sum(len(child.variable.categories) for child in children) == 992


def test_the_largest_nesstar_study(catalogue: Catalogue, shared: Path) -> None:
    name = "cdc-indexer/xml/nesstar/synthetic_compliant_cmm_nesstar.xml"
    bring(catalogue, shared / "data" / "metadata" / "ddi" / name)
    children = catalogue.variables.of(1)
    assert len(children) == catalogue.counts()["variable"] == 573
    assert sum(len(child.variable.categories) for child in children) == 3889
