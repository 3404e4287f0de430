from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.export import Item, choose
from clew.model import Agent, Contribution, Kind, Record, Role

STYLES = ("apa", "harvard", "chicago", "vancouver")


def cited(record: Record) -> dict[str, str]:
    return {name: choose(name).render(record).removesuffix("\n") for name in STYLES}


def test_dataset(dataset: Record) -> None:
    title, link = (
        "Kettle on: first minutes of a home visit: Audio and field notes",
        "https://doi.org/10.99999/mra-4471",
    )
    assert cited(dataset) == {
        "apa": f"Lindqvist, P. (2033). {title} [Data set]. Meridian Archive. {link}",
        "harvard": f"Lindqvist, P. (2033) {title} [Data set]. Meridian Archive."
        f" Available at: {link}",
        "chicago": f"Lindqvist, Pia. 2033. {title}. Data set. Meridian Archive. {link}.",
        "vancouver": f"Lindqvist P. {title} [data set]. Meridian Archive; 2033."
        f" Available from: {link}",
    }


def test_article(article: Record) -> None:
    link = "https://doi.org/10.99999/jt.2032.18"
    assert cited(article) == {
        "apa": "Lindqvist, P. (2032). What the hallway knows. Journal of Thresholds, 3(2), 18–37."
        f" {link}",
        "harvard": "Lindqvist, P. (2032) ‘What the hallway knows’, Journal of Thresholds, 3(2),"
        f" pp. 18–37. Available at: {link}",
        "chicago": "Lindqvist, Pia. 2032. “What the hallway knows.” Journal of Thresholds 3 (2):"
        f" 18–37. {link}.",
        "vancouver": "Lindqvist P. What the hallway knows. Journal of Thresholds."
        f" 2032;3(2):18–37. Available from: {link}",
    }


def test_thesis(thesis: Record) -> None:
    assert cited(thesis) == {
        "apa": "Wren, T. (2034). The unopened door [Doctor of Philosophy, University of Wexmoor].",
        "harvard": "Wren, T. (2034) The unopened door. Doctor of Philosophy."
        " University of Wexmoor.",
        "chicago": "Wren, Tomasz. 2034. “The unopened door.” Doctor of Philosophy,"
        " University of Wexmoor.",
        "vancouver": "Wren T. The unopened door [Doctor of Philosophy]."
        " University of Wexmoor; 2034.",
    }


def test_award_and_course(award: Record, course: Record) -> None:
    assert choose("apa").render(award) == (
        "Lindqvist, P. (2030). Kettle on: how home visits begin (Award ZZ/K00417X/1) [Grant]."
        " Council for Everyday Life. https://gtr.ukri.org/projects?ref=ZZ%2FK00417X%2F1\n"
    )
    assert choose("harvard").render(course) == (
        "Lindqvist, P. (2036) Knocking, waiting, going in: A day on home visits [Course]."
        " University of Wexmoor.\n"
    )


def test_a_chapter_is_in_a_book(article: Record) -> None:
    editor = Contribution(agent=Agent.person(given="Ada", family="Moss"), role=Role.EDITOR)
    press = Contribution(agent=Agent.organisation("Elm Press"), role=Role.PUBLISHER)
    chapter = msgspec.structs.replace(
        article,
        subtype="Book section",
        container="Doors",
        volume=None,
        issue=None,
        identifiers=(),
        contributions=(*article.contributions, editor, press),
    )
    assert cited(chapter) == {
        "apa": "Lindqvist, P. (2032). What the hallway knows."
        " In A. Moss (Ed.), Doors (pp. 18–37). Elm Press.",
        "harvard": "Lindqvist, P. (2032) ‘What the hallway knows’, in Moss, A. (ed.) Doors."
        " Elm Press. pp. 18–37.",
        "chicago": "Lindqvist, Pia. 2032. “What the hallway knows.”"
        " In Doors, edited by Ada Moss, 18–37. Elm Press.",
        "vancouver": "Lindqvist P. What the hallway knows."
        " In: Moss A, editor. Doors. Elm Press; 2032. p. 18–37.",
    }


def by(*names: str) -> Record:
    makers = tuple(Contribution(agent=Agent.person(n), role=Role.AUTHOR) for n in names)
    return Record(key="k", kind=Kind.PUBLICATION, title="Who?", contributions=makers)


@pytest.mark.parametrize(
    ("style", "number", "begins"),
    [
        ("apa", 2, "Moss A, A., & Moss B, B. (n.d.). Who?"),
        ("harvard", 2, "Moss A, A. and Moss B, B. (no date) Who?"),
        ("harvard", 4, "Moss A, A. et al. (no date) Who?"),
        ("chicago", 2, "Moss A, Ada, and Bo Moss B. n.d. Who?"),
        ("vancouver", 7, "Moss A A, Moss B B, Moss C C, Moss D D, Moss E E, Moss F F, et al. Who?"),
    ],
)
def test_several_authors(style: str, number: int, begins: str) -> None:
    given = ("Ada", "Bo", "Cy", "Di", "Ed", "Fay", "Gil")
    makers = tuple(
        Contribution(agent=Agent.person(given=name, family=f"Moss {name[0]}"), role=Role.AUTHOR)
        for name in given[:number]
    )
    record = msgspec.structs.replace(by(), contributions=makers)
    assert choose(style).render(record).startswith(begins)


def test_very_many_authors() -> None:
    record = by(*(f"Ada Moss{number}" for number in range(25)))
    apa = choose("apa").render(record)
    assert apa.startswith("Moss0, A., Moss1, A.,")
    assert ", Moss18, A., … Moss24, A. (n.d.)." in apa
    assert ", Ada Moss6, et al. n.d. " in choose("chicago").render(record)


def test_nobody_and_never() -> None:
    assert cited(by()) == {
        "apa": "Who? (n.d.).",
        "harvard": "Who? (no date).",
        "chicago": "Who? n.d.",
        "vancouver": "Who? [date unknown].",
    }


@given(name=st.text(max_size=30), title=st.text(max_size=30))
def test_any_words_make_one_line(name: str, title: str) -> None:
    for style in STYLES:
        written = choose(style).render(msgspec.structs.replace(by(name), title=title))
        assert written.endswith("\n")
        assert len(written.splitlines()) == 1


def test_a_list_has_a_line_between(dataset: Record, article: Record) -> None:
    written = "".join(choose("apa").write(map(Item.of, (dataset, article))))
    assert [line[:9] for line in written.split("\n")] == ["Lindqvist", "", "Lindqvist", ""]
