"""Where a thesis cites its bibliography: in sentences, tables, notes and over page breaks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.model import Document, FullText, Mention, Reference
from clew.readers.common.bibliography import parse_bibliography
from clew.readers.thesis import reader
from clew.readers.thesis.mentions import Stretch, with_mentions

ENTRIES = """Moss, A., 2004. Ebb. Hull: Elm.
Elm, B., and Ash, C., 2009a. Flow. Hull: Elm.
Elm, B., and Ash, C., 2009b. Slack. Hull: Elm.
Union of Piers, 2011. Annual report. Hull: The Union.
"""


def unpaged(_offset: int) -> None:
    return None


def mentions(
    text: str, *, start: int = 0, by_line: bool = False, acronyms: dict[str, str] | None = None
) -> list[tuple[int, str]]:
    """Return what is cited in a text: the entry's number and the words quoted."""
    stretch = Stretch(text, start, len(text), ("1 Here",), by_line)
    references = tuple(parse_bibliography(ENTRIES))
    found = with_mentions(references, [stretch], acronyms or {}, unpaged)
    return [
        (number, mention.quote)
        for number, reference in enumerate(found)
        for mention in reference.mentions
    ]


def read(body: str) -> FullText:
    text = f"A Title\n\nA thesis submitted for the degree of Doctor of Philosophy\n\n{body}"
    [record] = reader.read(Document(text.encode(), "thesis.txt")).records
    assert record.fulltext
    return record.fulltext


def cited(reference: Reference) -> list[tuple[str, tuple[str, ...], int | None]]:
    return [(m.quote, m.heading, m.page) for m in reference.mentions]


def test_the_sentence_is_quoted() -> None:
    text = "Tides turn. They do so twice a day (Moss,\n2004; Elm and Ash, 2009b). Nobody minds."
    sentence = "They do so twice a day (Moss, 2004; Elm and Ash, 2009b)."
    assert mentions(text) == [(0, sentence), (2, sentence)]


def test_a_quote_begins_where_it_says() -> None:
    text = "Tides turn.  Moss (2004) knew."
    [found] = with_mentions(
        tuple(parse_bibliography(ENTRIES))[:1],
        [Stretch(text, 0, len(text), ("2 There", "2.1 Then"))],
        {},
        lambda offset: 7 if offset > 12 else None,
    )
    assert found.mentions == (
        Mention(quote="Moss (2004) knew.", start=13, heading=("2 There", "2.1 Then"), page=7),
    )


def test_a_citation_by_itself_takes_the_sentence_before_it_along() -> None:
    text = "Tides turn. 'They turn and turn.' (Moss, 2004, p.3). Then they stop."
    assert mentions(text) == [(0, "'They turn and turn.' (Moss, 2004, p.3).")]


def test_a_long_sentence_is_cut_between_words() -> None:
    text = f"{'so and ' * 60}on (Moss, 2004) {'and so ' * 60}on."
    [(_, quote)] = mentions(text)
    assert quote.startswith(("so and so", "and so"))
    assert quote.endswith(("and so", "so and", "and"))
    assert "on (Moss, 2004) and" in quote
    assert len(quote) <= 300


def test_cited_twice_in_a_sentence_is_quoted_once() -> None:
    text = "Moss (2004) is right, and again right (Moss, 2004)."
    assert mentions(text) == [(0, text)]


def test_of_a_table_each_line_is_quoted_by_itself() -> None:
    text = "Study\tTide\nMoss (2004)\tEbb. Low\nElm and Ash, 2009a, 2009b\tFlow\n"
    assert mentions(text, by_line=True) == [
        (0, "Moss (2004) Ebb. Low"),
        (1, "Elm and Ash, 2009a, 2009b Flow"),
        (2, "Elm and Ash, 2009a, 2009b Flow"),
    ]


def test_only_the_stretch_is_searched() -> None:
    text = "Moss (2004) first. Moss (2004) second."
    assert mentions(text, start=19) == [(0, "Moss (2004) second.")]


def test_short_names_are_known_from_the_list_of_acronyms_or_their_initials() -> None:
    text = "Piers stand (UoP, 2011). Some say (Pier U, 2011)."
    assert mentions(text, acronyms={"Pier U": "Union of Piers"}) == [
        (3, "Piers stand (UoP, 2011)."),
        (3, "Some say (Pier U, 2011)."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Moss grew in 2004.",
        "In Moss (2005) nothing is said.",
        "Elm and Ash (2009) may be either.",
        "Fir and Moss (2004) is another work.",
        "It rained from 1904-2004.",
        "(Mossop, 2004)",
    ],
)
def test_what_is_no_citation_of_these_is_none(text: str) -> None:
    assert mentions(text) == []


BODY = """1 Tides

1.1 High water

Tides¹ turn. They are

-

¹ This is old news (Moss, 2004).

patient (Elm and Ash, 2009a).

Table 1: Who said so

Work\tWords
Moss, 2004\tEbb
Union of Piers (2011)\tStand

As the table shows, Moss (2004) came first.

References

{entries}

Appendix 1: Letters

I read Moss (2004) to them.
"""


def test_text_notes_tables_and_appendices_cite() -> None:
    full = read(BODY.format(entries=ENTRIES))
    water = ("1 Tides", "1.1 High water")
    moss, flow, slack, union = full.references
    assert cited(moss) == [
        ("¹ This is old news (Moss, 2004).", water, None),
        ("Moss, 2004 Ebb", water, None),
        ("As the table shows, Moss (2004) came first.", water, None),
        ("I read Moss (2004) to them.", ("Appendix 1 Letters",), None),
    ]
    assert cited(flow) == [("They are patient (Elm and Ash, 2009a).", water, None)]
    assert cited(slack) == []
    assert cited(union) == [("Union of Piers (2011) Stand", water, None)]


def test_the_bibliography_and_the_front_cite_nothing() -> None:
    body = BODY.format(entries=f"{ENTRIES}Fir, D., 2020. On Moss (2004). Hull: Elm.")
    front = f"Acknowledgements\n\nI thank Moss (2004).\n\n{body}"
    assert len(read(front).references[0].mentions) == 4


def test_pages_are_those_that_the_citation_stands_on() -> None:
    text = (
        "A thesis submitted for the degree of Doctor of Philosophy\n\nJane Doe\f1 Tides\n"
        "1.1 High water\nIt was said at the very end of the page, by\n\f"
        f"Moss (2004), that tides turn.\n\fReferences\n{ENTRIES}"
    )
    [record] = reader.read(Document(text.encode(), "thesis.txt")).records
    assert record.fulltext
    assert cited(record.fulltext.references[0]) == [
        (
            "It was said at the very end of the page, by Moss (2004), that tides turn.",
            ("1 Tides", "1.1 High water"),
            3,
        )
    ]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Moss",
                "Elm and Ash",
                "(",
                ")",
                "2004",
                "2009a",
                ", ",
                "; ",
                ". ",
                "\n",
                "\n\n",
                "so ",
            ]
        )
        | st.text(max_size=5)
    ).map("".join)
)
def test_every_quote_stands_in_the_text(text: str) -> None:
    flat = " ".join(text.split())
    assert all(quote in flat for _, quote in mentions(text))


def test_many_entries_cited_often_take_little_time() -> None:
    entries = "\n".join(f"Moss, A., {1600 + n % 400}. Ebb {n}. Hull: Elm." for n in range(2_000))
    text = " ".join(f"Tides turn (Moss, {1600 + n % 400})." for n in range(5_000))
    start = time.process_time()
    stretch = Stretch(text, 0, len(text), ())
    with_mentions(tuple(parse_bibliography(entries)), [stretch], {}, unpaged)
    assert time.process_time() - start < 8
