"""A course whose title takes up that of a publication: suggested, whichever came first."""

from __future__ import annotations

import pytest
from linking.made import links, work
from support import Weave

from clew.catalogue import Catalogue
from clew.linking import Desk
from clew.model import Kind, Record

ARTICLE = "Knocking at doors: what practice is made of"


def course(title: str) -> Record:
    return Record(key="c", kind=Kind.COURSE, title=title)


@pytest.mark.parametrize("order", [("course", "article"), ("article", "course")])
def test_a_title_that_is_taken_up(
    catalogue: Catalogue, weave: Weave, order: tuple[str, str]
) -> None:
    documents = {"course": course("Knocking at doors in winter"), "article": work(ARTICLE)}
    for place in order:
        weave(documents[place], at=place)
        Desk(catalogue).run()
    assert links(catalogue) == {("course", "teaches", "article", "suggested")}
    number = catalogue.resources.number("knocking-at-doors-in-winter")
    (link,) = catalogue.links.of([number])
    assert link.evidence[0].reason == (
        "The course's title begins with “knocking at doors”, the main title of Okoro S 2014."
    )


@pytest.mark.parametrize(
    ("taught", "written"),
    [
        ("Knocking at windows", ARTICLE),
        ("Winter: knocking at doors", ARTICLE),
        ("Doors and stairs in winter", "Doors and: what practice is made of"),
        ("Knocking at doorsteps", ARTICLE),
    ],
    ids=["other words", "not at the beginning", "two words", "half a word"],
)
def test_what_takes_up_no_title(
    catalogue: Catalogue, weave: Weave, taught: str, written: str
) -> None:
    weave(course(taught), at="course")
    weave(work(written), at="article")
    Desk(catalogue).run()
    assert links(catalogue) == set()


def test_it_goes_when_the_course_is_renamed(catalogue: Catalogue, weave: Weave) -> None:
    weave(course("Knocking at doors in winter"), at="course")
    weave(work(ARTICLE), at="article")
    Desk(catalogue).run()
    weave(course("Waiting at doors in winter"), at="course")
    Desk(catalogue).run()
    assert links(catalogue) == set()
