"""Text as people should see it, and the limits of what is read as text."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import TooLarge
from clew.model import Agent, AgentKind, Document
from clew.readers.common.json_text import parse_json
from clew.readers.common.names import agent, is_organisation, people, person
from clew.readers.common.size import LIMIT, LONGEST_LINE, within_limits
from clew.readers.common.text import one_line, paragraphs, unescape


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("Tide &amp; time", "Tide & time"),
        ("&amp;quot;More&amp;quot;", '"More"'),
        ("&amp;amp;lt;", "<"),
        ("&#233;&#x2019;", "é’"),
        ("R&D; a & b", "R&D; a & b"),
        ("https://a.example/?a=1&copy=2&amp;reg=3", "https://a.example/?a=1&copy=2&reg=3"),
        ("&copy 2031 &copy; &notes", "© 2031 © &notes"),
        ("&#8217s", "&#8217s"),
        ("&" * 50_000, "&" * 50_000),
        ("", ""),
    ],
)
def test_entities_are_decoded_also_twice(escaped: str, plain: str) -> None:
    assert unescape(escaped) == plain


@pytest.mark.parametrize(
    ("title", "line"),
    [
        (
            "A study of child\nprotection work 2017-2018\n",
            "A study of child protection work 2017-2018",
        ),
        ("On <i>ebb</i> and&nbsp;<b>flow</b>", "On ebb and flow"),
        ("&lt;em&gt;Doubly&lt;/em&gt; marked", "Doubly marked"),
        ("a < b and c > d", "a < b and c > d"),
        ("Zoë’s  “Tide”", "Zoë’s “Tide”"),
    ],
)
def test_titles_are_put_on_one_line(title: str, line: str) -> None:
    assert one_line(title) == line


def test_descriptions_keep_their_paragraphs() -> None:
    text = "<p>One,&nbsp;two.</p><p>Three<br/>four.</p>\n\n\n\n<ul><li>five</li></ul>  \t six  "
    assert paragraphs(text) == "One, two.\n\nThree\nfour.\n\nfive\n\nsix"


@given(st.text())
def test_a_line_is_a_line_whatever_comes(text: str) -> None:
    line = one_line(text)
    assert line == " ".join(line.split())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, null]}', {"a": [1, None]}),
        (' {"a": "two\nlines"} ', {"a": "two\nlines"}),
        ('<!--\n{"a": 1}\n-->', {"a": 1}),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        ('{"a": 1};', {"a": 1}),
        ('{"a": NaN, "b": -Infinity}', {"a": None, "b": None}),
        ('"text"', "text"),
    ],
)
def test_json_as_it_is_found(text: str, value: Any) -> None:
    assert parse_json(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Expecting value at character 0"),
        ('{"a": 1,}', "at character 8"),
        ("[" * 100_000, "nested more than 200 levels deep"),
        ("[" * 300 + "]" * 300, "nested more than 200 levels deep"),
        ("9" * 5_000, "digits"),
    ],
)
def test_what_is_no_json_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_json(text)


def test_a_text_within_limits_passes() -> None:
    within_limits(Document(b"A line.\n" * 2_000_000, "long.txt"))
    within_limits(Document(b"x" * LONGEST_LINE, "line.txt"))


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(TooLarge) as caught:
        within_limits(Document(b"a\n" * (LIMIT // 2 + 1), "long.txt"))
    assert str(caught.value) == (
        "long.txt has 67,108,866 bytes, 67,108,864 are the most that Clew reads as one text. "
        "Split it into parts and add those."
    )


def test_a_line_without_end_is_refused_soon() -> None:
    begin = time.process_time()
    with pytest.raises(TooLarge) as caught:
        within_limits(Document(b"word " * 12_000_000, "line.txt"))
    assert str(caught.value) == (
        "line.txt has a line of 60,000,000 bytes, 8,388,608 are the most that Clew reads as one "
        "line of text. If it is text that people read, add it with line breaks."
    )
    assert time.process_time() - begin < 3


# Names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Okafor, Ngozi", Agent.person("Okafor, Ngozi", given="Ngozi", family="Okafor")),
        ("Ngozi  Okafor", Agent.person("Ngozi Okafor")),
        ("Ngozi Okafor, PhD", Agent.person("Ngozi Okafor, PhD")),
        ("Siân Ó Briain-Évora", Agent.person("Siân Ó Briain-Évora")),
        ("Okafor &amp; Co", Agent.person("Okafor & Co")),
    ],
)
def test_people_keep_their_names_as_written(name: str, expected: Agent) -> None:
    assert person(name) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ngozi Okafor", AgentKind.PERSON),
        ("Okafor, Ngozi", AgentKind.PERSON),
        ("University of Wick", AgentKind.ORGANISATION),
        ("UCL, Institute of Education, Centre for Tides", AgentKind.ORGANISATION),
        ("Organisation for Quays", AgentKind.ORGANISATION),
        ("WHO", AgentKind.ORGANISATION),
        ("the quayside watchers", AgentKind.ORGANISATION),
    ],
)
def test_people_and_organisations_are_told_apart_by_words(name: str, kind: AgentKind) -> None:
    assert agent(name).kind == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngozi Okafor and A. Lindqvist", ["Ngozi Okafor", "A. Lindqvist"]),
        ("Okafor, Ngozi; Lindqvist, A.", ["Okafor, Ngozi", "Lindqvist, A."]),
        ("Okafor, Ngozi", ["Okafor, Ngozi"]),
        ("N Okafor, A Lindqvist, B Moss", ["N Okafor", "A Lindqvist", "B Moss"]),
        ("", []),
    ],
)
def test_several_people_in_one_line(text: str, expected: list[str]) -> None:
    assert [one.name for one in people(text)] == expected


def test_an_organisation_is_told_by_its_words() -> None:
    assert is_organisation("School of Care, University of Ashby")
    assert not is_organisation("Ashby")
