"""Works named in passing: "(Tallow 2015)" means one work only where its title fits the text."""

from __future__ import annotations

from itertools import permutations

import msgspec
import pytest
from support import Weave

from clew.catalogue import Catalogue
from clew.catalogue.mentions import Name
from clew.linking import link, passing
from clew.model import (
    Agent,
    Contribution,
    Evidence,
    FullText,
    Kind,
    LinkState,
    Record,
    Reference,
    Role,
    Section,
)

TEXT = "Homes differ. Doorstep visits take time (Tallow 2015), and so do kettles."


def award(text: str = TEXT) -> Record:
    about = (Section(name="abstract", text=text),)
    return Record(key="a", kind=Kind.AWARD, title="Who knocks", description=about)


def paper(
    title: str, author: str | None = "Tallow R", year: str = "2015", key: str = "p"
) -> Record:
    people = (Contribution(agent=Agent.person(author), role=Role.AUTHOR),) if author else ()
    return Record(key=key, kind=Kind.PUBLICATION, title=title, contributions=people, published=year)


def suggested(catalogue: Catalogue) -> list[tuple[str, str, str, str]]:
    everything = catalogue.resources.changed_since(0)
    return [
        (one.type, one.object, one.evidence[0].rule, str(one.confidence))
        for one in catalogue.links.of(everything)
        if one.state == LinkState.SUGGESTED
    ]


def test_the_only_work_of_a_name_and_year(catalogue: Catalogue, weave: Weave) -> None:
    weave(award(), at="award")
    weave(paper("Doorstep visits and the time they take"), at="paper")
    link(catalogue)
    (found,) = catalogue.links.of([catalogue.resources.number("who-knocks")])
    assert found.evidence == (
        Evidence(
            rule="author-year",
            reason="The only work known of Tallow, 2015, and its title fits the text.",
            quote="Doorstep visits take time (Tallow 2015), and so do kettles.",
            document=catalogue.resources.get("who-knocks").held[0].document,
            location="award",
            place="abstract",
            confidence=0.87,
        ),
    )


@pytest.mark.parametrize(
    ("title", "links"),
    [
        ("Doorstep visits", [("cites", "doorstep-visits", "author-year", "0.87")]),
        ("Kettles", [("cites", "kettles", "author-year", "0.5")]),
        ("Monetary unions", []),
    ],
    ids=["a pair of words", "a word", "nothing"],
)
def test_how_sure_depends_on_what_the_title_shares(
    catalogue: Catalogue, weave: Weave, title: str, links: list[tuple[str, str, str, str]]
) -> None:
    weave(award(), paper(title))
    link(catalogue)
    assert suggested(catalogue) == links


PARTS = {
    "award": award(),
    "one": paper("Doorstep visits"),
    "two": paper("Kettles on the doorstep", "Tallow, Mia"),
}


@pytest.mark.parametrize("order", list(permutations(PARTS)))
def test_two_works_of_a_name_and_year_tell_nothing(
    catalogue: Catalogue, weave: Weave, order: tuple[str, ...]
) -> None:
    for place in order:
        weave(PARTS[place], at=place)
        link(catalogue)
    assert suggested(catalogue) == []


def test_of_many_texts_only_those_that_meant_anything_are_looked_at_again(
    catalogue: Catalogue, weave: Weave
) -> None:
    """A third work of a name and year makes none of many texts mean anything."""
    texts = [weave(award(f"{TEXT} Text {n}."), at=f"award {n}") for n in range(passing.SOME + 1)]
    looked_at: list[int] = []
    for place, title in (("one", "Doorstep visits"), ("two", "Kettles"), ("three", "Time")):
        weave(paper(title), at=place)
        link(catalogue)
        assert len(suggested(catalogue)) == (len(texts) if place == "one" else 0)
        looked_at.append(len(list(passing.concerned(catalogue, "tallow 2015"))))
    assert looked_at == [len(texts), 0, 0]
    assert len(list(passing.concerned(catalogue, "tallow"))) == len(texts)


@pytest.mark.parametrize("some", [0, 8])
@pytest.mark.parametrize("last", ["paper", "study", "award", "unsigned"])
def test_whom_a_text_means_is_the_same_however_few_are_looked_at(
    catalogue: Catalogue, weave: Weave, monkeypatch: pytest.MonkeyPatch, some: int, last: str
) -> None:
    """A dataset that is itself by Tallow, 2015, means the other of two works, whichever is last."""
    monkeypatch.setattr(passing, "SOME", some)
    study = msgspec.structs.replace(
        paper("Knocks counted"), kind=Kind.DATASET, description=award().description
    )
    given = {"paper": paper("Doorstep visits"), "study": study, "award": award()}
    given["unsigned"] = paper("Homes differ", author=None)
    for place in (*(one for one in given if one != last), last):
        weave(given[place], at=place)
        link(catalogue)
    assert suggested(catalogue) == [("cites", "doorstep-visits", "author-year", "0.87")]
    number = catalogue.resources.number("knocks-counted")
    assert [one.subject for one in catalogue.links.of([number])] == ["knocks-counted"]


def test_a_work_without_its_author_whose_title_the_sentence_has(
    catalogue: Catalogue, weave: Weave
) -> None:
    entry = Reference(raw="Doorstep visits. 2015.", title="Doorstep visits take time", year="2015")
    course = Record(
        key="c", kind=Kind.COURSE, title="Knocking", fulltext=FullText(references=(entry,))
    )
    weave(course, at="course")
    weave(award(), at="award")
    link(catalogue)
    assert ("cites", "doorstep-visits-take-time", "title-in-sentence", "0.5") in suggested(
        catalogue
    )


@pytest.mark.parametrize("words", ["In May 2015", "since March, 2015", "early Spring 2015"])
def test_a_month_is_nobodys_name(catalogue: Catalogue, weave: Weave, words: str) -> None:
    author = words.replace(",", "").split()[1]
    weave(award(f"We made doorstep visits {words}."), paper("Doorstep visits", author))
    link(catalogue)
    assert suggested(catalogue) == []


@pytest.mark.parametrize(
    "words",
    [
        "(Palgrave 2015)",
        "Elm University Press 2015",
        "(London: Sage, 2015)",
        "Office 2015",
        "the Home Office (2015)",
        "the Doorsteps Act 2015",
        "the Census 2015",
        "OECD 2015",
        "(University of Tallow, 2015)",
        "on 3 Sept, 2015",
        "By 2015",
        "(Pearson 2015)",
        "Kenya 2015",
    ],
)
def test_what_is_no_author_singles_out_no_work(
    catalogue: Catalogue, weave: Weave, words: str
) -> None:
    weave(award(f"Our team made doorstep visits, {words}."))
    weave(paper("Doorstep visits", None), at="without its author")
    link(catalogue)
    assert suggested(catalogue) == []


def test_a_house_called_after_its_founder_is_an_author_where_one_is_known(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(award("Doorstep visits take time (Pearson 2015)."))
    weave(paper("Doorstep visits", "Pearson, Ada"), at="paper")
    link(catalogue)
    assert suggested(catalogue) == [("cites", "doorstep-visits", "author-year", "0.87")]


def test_other_works_of_a_house_s_namesakes_are_not_suggested(
    catalogue: Catalogue, weave: Weave
) -> None:
    entry = Reference(
        raw="Pearson, A. (2010) Doorstep visits.",
        title="Doorstep visits",
        year="2010",
        authors=(Agent.person("Pearson, A."),),
    )
    course = Record(
        key="c", kind=Kind.COURSE, title="Knocking", fulltext=FullText(references=(entry,))
    )
    weave(course, at="course")
    weave(award("Doorstep visits take time (Pearson 2015)."), at="award")
    link(catalogue)
    assert [one for one in suggested(catalogue) if one[2] == "same-author"] == []


@pytest.mark.parametrize("words", ["Tallow's (2015) account", "Tallow’s (2015)"])
def test_an_author_may_stand_in_the_genitive(
    catalogue: Catalogue, weave: Weave, words: str
) -> None:
    weave(award(f"We follow doorstep visits in {words}."), paper("Doorstep visits"))
    link(catalogue)
    assert suggested(catalogue) == [("cites", "doorstep-visits", "author-year", "0.87")]


def test_works_that_bibliographies_list_are_found_among_all_of_a_name(
    catalogue: Catalogue,
) -> None:
    listed = Name("tallow", 3, 0, "r", 2015, cited=True)
    with catalogue.transaction():
        catalogue.mentions.add([], [Name("tallow", 2, 0, "r", 2015), listed])
        catalogue.mentions.add([], [Name("tallow", 4, 0, "r", 2016, cited=True)])
        catalogue._database.connection.executemany(
            "INSERT INTO records (number, place, key, kind, resource, version, document, withdrawn)"
            " VALUES (?, 1, ?, 'publication', 1, 1, 1, ?)",
            [(2, "a", 0), (3, "cited:b", 0), (4, "cited:c", 1)],
        )
    assert catalogue.mentions.cited("tallow", 1) == [listed]
    assert catalogue.mentions.cited("tallow", 0) == []
    assert catalogue.mentions.cited("brim", 5) == []
    assert catalogue.mentions.names([3]) == [listed]
