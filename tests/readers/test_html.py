"""HTML from strangers: parsed safely, and read as people see it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.errors import BrokenDocument, NoText, TooLarge
from clew.model import Document
from clew.readers.common.html import (
    Block,
    blocks,
    is_html,
    metas,
    parse_html,
    running_text,
    scripts,
    text_of,
)
from clew.readers.common.passages import Title
from clew.readers.common.size import LIMIT

WORDS = st.text(alphabet="abcäöü’", min_size=1, max_size=8)


def document(content: str | bytes) -> Document:
    return Document(content.encode() if isinstance(content, str) else content, "quay.html")


def seen(body: str) -> list[Block]:
    return blocks(parse_html(document(f"<!DOCTYPE html><html><body>{body}</body></html>")))


def test_headings_and_paragraphs_in_their_order() -> None:
    body = """
      <header><h1>On   <em>ebb</em></h1></header>
      <p>First,<br>then &amp; last.</p>
      <div>Loose text<p>and a paragraph</p>and more</div>
      <ul><li>one</li><li>two</li></ul>
      <table><tr><th>Hour</th><td>Height</td></tr></table>
      <blockquote><p>“Wet.”</p></blockquote>"""
    assert seen(body) == [
        Block("On ebb", level=1, titles=("ebb",)),
        Block("First,\nthen & last."),
        Block("Loose text"),
        Block("and a paragraph"),
        Block("and more"),
        Block("one"),
        Block("two"),
        Block("Hour Height"),
        Block("“Wet.”", quoted=True),
    ]


def test_what_stands_beside_the_content_is_left_out() -> None:
    body = """
      <nav>Home</nav><script>var x = 1;</script><style>p {}</style><aside>Offer</aside>
      <p hidden>Secret</p><p aria-hidden="true">Icon</p><div role="navigation">Menu</div>
      <template><p>Later</p></template><svg><text>Drawing</text></svg>
      <p><a href="/">Quays</a> <a href="/b">Boats</a></p>
      <form><p>Kept, for some sites wrap it all in a form.</p><button>Go</button></form>
      <footer>Imprint</footer>"""
    assert seen(body) == [Block("Kept, for some sites wrap it all in a form.")]


def test_a_long_paragraph_of_links_is_no_menu() -> None:
    link = "<a>A sentence that happens to be a link to another page of the same harbour.</a>"
    assert [block.text for block in seen(f"<p>{link}{link}</p>")] != []


@pytest.mark.parametrize(
    "body",
    [
        "<p>Around</p><main><p>Inside</p></main><p>After</p>",
        "<p>Around</p><div role='main'><p>Inside</p></div>",
        "<p>Around</p><article><p>Inside</p></article>",
    ],
)
def test_only_the_main_part_counts_where_it_is_marked(body: str) -> None:
    assert seen(body) == [Block("Inside")]


def test_several_articles_are_a_list_and_count_all() -> None:
    body = "<article><p>One</p></article><article><p>Two</p></article>"
    assert seen(body) == [Block("One"), Block("Two")]


def test_titles_are_told_apart_from_the_text_around_them() -> None:
    (block,) = seen("<p>See <cite>Flow</cite> and <i>Ebb</i>, <b>soon</b>.</p>")
    assert block == Block("See Flow and Ebb, soon.", titles=("Flow", "Ebb"))


def test_blocks_make_one_text_whose_headings_are_known() -> None:
    text, titles = running_text([Block("Ebb", level=1), Block("Wet."), Block("Flow", level=2)])
    assert text == "Ebb\n\nWet.\n\nFlow"
    assert titles == [Title("Ebb", 0, 3, 1), Title("Flow", 11, 15, 2)]


def test_metadata_in_order_with_names_in_lower_case() -> None:
    page = (
        "<html><head><meta name='DC.Title' content=' Ebb '><meta property='og:title' content='E'>"
        "<meta itemprop='name' content='I'><meta name='empty' content=''><meta charset='utf-8'>"
        "</head></html>"
    )
    assert list(metas(parse_html(document(page)))) == [
        ("dc.title", "Ebb"),
        ("og:title", "E"),
        ("name", "I"),
    ]


def test_scripts_of_a_type_whatever_its_parameters() -> None:
    page = (
        '<html><script type=\'application/ld+json; charset=utf-8\'>{"a": "</p>"}</script>'
        "<script type='Application/LD+JSON'></script><script>no</script></html>"
    )
    found = scripts(parse_html(document(page)), "application/ld+json")
    assert list(found) == ['{"a": "</p>"}', ""]


def test_the_first_element_with_text() -> None:
    root = parse_html(document("<html><h1> </h1><h1>On <b>ebb</b></h1></html>"))
    assert (text_of(root, "h1"), text_of(root, "title")) == ("On ebb", None)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<html><p>né</p>".encode(), "né"),
        ("\ufeff<html><p>né</p>".encode(), "né"),
        ("<html><p>né</p>".encode("utf-16"), "né"),
        ("<html><p>né “x”</p>".encode("cp1252"), "né “x”"),
        (b"<html><meta charset='iso-8859-2'><p>\xb1</p>", "ą"),
        (b"<html><meta charset='utf-8'><p>n\xe9</p>", "né"),
        (b"<html><meta charset='no-such'><p>n\xe9</p>", "né"),
    ],
)
def test_the_encoding_is_told_by_mark_by_fit_or_by_the_page(content: bytes, expected: str) -> None:
    assert blocks(parse_html(document(content))) == [Block(expected)]


@pytest.mark.parametrize(
    ("content", "is_page"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("\n<!-- saved --><HTML>", True),
        ("<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>", True),
        ("\ufeff<head>", True),
        ("<p>A fragment", False),
        ("A text about <html> pages", False),
        ("<?xml version='1.0'?><project/>", False),
        ("<htmlish>", False),
        ("", False),
    ],
)
def test_a_page_is_told_by_how_it_begins(content: str, is_page: bool) -> None:
    assert is_html(document(content)) is is_page


def test_entities_of_its_own_are_not_expanded() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/hostname"><!ENTITY a "aaaa">]>'
        "<html><body><p>&secret;&a;&lt;</p></body></html>"
    )
    texts = " ".join(block.text for block in blocks(parse_html(document(page))))
    assert "&secret;&a;<" in texts


@pytest.mark.parametrize("content", ["", "   ", "<!-- nothing -->"])
def test_a_page_without_any_element(content: str) -> None:
    with pytest.raises(NoText) as caught:
        parse_html(document(content))
    assert str(caught.value) == "quay.html is a page without any element. Fetch it again."


def test_a_page_nested_without_end() -> None:
    with pytest.raises(BrokenDocument) as caught:
        parse_html(document("<html>" + "<div>" * 5_000 + "x"))
    assert str(caught.value).startswith(
        "quay.html is a page that cannot be parsed beyond line 1: Excessive depth in document"
    )


def test_a_page_that_is_too_long() -> None:
    with pytest.raises(TooLarge, match=r"has 67,108,871 bytes of HTML, 67,108,864 are the most"):
        parse_html(document(b"<html>" + b" " * (LIMIT + 1)))


def test_a_very_long_line_is_read_whole_and_soon() -> None:
    begin = time.process_time()
    (block,) = blocks(parse_html(document(b"<html><p>" + b"word " * 3_000_000)))
    assert len(block.text) == 14_999_999
    assert time.process_time() - begin < 10


def test_markup_that_is_not_closed_or_crossed_is_read_all_the_same() -> None:
    assert [block.text for block in seen("<p>One<p>Two <b>bold <i>both</b> i</i><li>three")] == [
        "One",
        "Two bold both i",
        "three",
    ]


@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "li", "div", "td", "b", "span"]), WORDS)))
@settings(max_examples=100)
def test_no_word_of_the_content_is_lost_and_none_comes_twice(
    pieces: list[tuple[str, str]],
) -> None:
    body = " ".join(f"<{tag}>{word}</{tag}>" for tag, word in pieces)
    words = [word for block in seen(body) for word in block.text.split()]
    assert words == [word for _, word in pieces]


@given(st.text(), st.lists(st.sampled_from(["<p>", "</p>", "<h1>", "<b", "</", "<!--", "&amp;"])))
def test_no_markup_whatever_breaks_the_parser(text: str, tags: list[str]) -> None:
    page = "<!DOCTYPE html><html><body>" + "".join(f"{tag}{text}" for tag in tags)
    content = document(page.encode("utf-8", "surrogatepass"))
    running, titles = running_text(blocks(parse_html(content)))
    assert all(running[one.start : one.end] == one.text for one in titles)
