"""XML is written as a parser's own library would write it, whatever the text."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from clew.export.common.clean import printable
from clew.export.common.xml import (
    DECLARATION,
    XSI,
    Element,
    add,
    add_text,
    attributes,
    leaf,
    spaces,
    written,
)

SPACE = "urn:doors"
HEAD = spaces({None: SPACE}, "https://doors.example/doors.xsd")
OAI = spaces({"oai": "urn:o", "dc": "urn:d"}, "https://o.example/o.xsd")
XML = "{http://www.w3.org/XML/1998/namespace}"


class Node(NamedTuple):
    """An element as plain values."""

    name: str
    text: str | None
    attributes: dict[str, str | None]
    children: tuple[Node, ...]


# Half surrogate pairs, controls and what is no character among them.
WORDS = st.text(
    st.characters() | st.sampled_from("<>&\"'\x00\x0b\r\n\t \x85\u2028\ufffe\uffff\ud800]"),
    max_size=8,
)
NAMES = st.sampled_from(("door", "step", "knock.er", "a-b"))
GIVEN = st.dictionaries(st.sampled_from(("type", "URI", "kind")), st.none() | WORDS, max_size=3)
LEAVES = st.builds(Node, NAMES, st.none() | WORDS, GIVEN, st.just(()))
NODES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        Node, NAMES, st.none() | WORDS, GIVEN, st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=8,
)


def ours(node: Node) -> str:
    made = Element("doors", HEAD)
    _grow(made, node)
    return written(made)


def _grow(parent: Element, node: Node) -> None:
    if node.text is not None and not node.children:
        leaf(parent, node.name, node.text, **node.attributes)
        return
    made = add(parent, node.name, node.text, **node.attributes)
    for child in node.children:
        _grow(made, child)


def theirs(node: Node) -> str:
    """Write the same with lxml, which refuses what XML cannot hold."""
    nsmap: dict[Any, str] = {None: SPACE, "xsi": XSI}
    made = etree.Element(f"{{{SPACE}}}doors", nsmap=nsmap)
    made.set(f"{{{XSI}}}schemaLocation", f"{SPACE} https://doors.example/doors.xsd")
    _build(made, node)
    etree.indent(made)
    return etree.tostring(made, encoding="unicode") + "\n"


def _build(parent: etree._Element, node: Node) -> None:
    made = etree.SubElement(parent, f"{{{SPACE}}}{node.name}")
    if node.text is not None:
        made.text = printable(node.text).strip()
    for name, value in node.attributes.items():
        if value:
            made.set(name, printable(value).strip())
    for child in node.children:
        _build(made, child)


@given(NODES)
@settings(max_examples=150, deadline=None)
def test_every_byte_is_what_a_tree_would_be_written_as(node: Node) -> None:
    assert ours(node) == theirs(node)


@given(NODES)
@settings(max_examples=60, deadline=None)
def test_what_is_read_is_what_was_told(node: Node) -> None:
    found = etree.fromstring((DECLARATION + ours(node)).encode())[0]
    assert found.tag == f"{{{SPACE}}}{node.name}"
    told = {name: printable(value).strip() for name, value in node.attributes.items() if value}
    assert dict(found.items()) == told
    if not node.children:
        assert (found.text or "") == printable(node.text or "").strip()


HOSTILE = {
    "an end of CDATA": "]]>",
    "an element": "</title><script>alert(1)</script>",
    "an entity": "&xxe; &#0; &amp;",
    "a comment": "<!-- x -->",
    "an instruction": "<?php echo 1 ?>",
    "quotes": "\" onload='x' \"",
    "a null": "a\x00b",
    "an escape": "\x1b[2J",
    "half a pair": "a\ud800b\udfff",
    "no characters": "a\ufffeb\uffff",
    "turned direction": "a\u202eb\u2066",
    "line ends": "a\r\nb\rc\u2028d\x85e",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_can_be_smuggled_in(text: str) -> None:
    made = Element("doors", HEAD)
    leaf(made, "door", text, key=text)
    add_text(made, "door", text, key=text)
    add(add(made, "door", text, key=text), "step")
    found = etree.fromstring(written(made).encode("utf-8"))
    clean = printable(text).strip()
    assert [one.tag.rpartition("}")[2] for one in found.iter()] == [
        *("doors", "door", "door", "door", "step")
    ]
    assert [one.text for one in found] == [clean] * 3
    assert [dict(one.attrib) for one in found] == [{"key": clean}] * 3


def test_a_whole_document() -> None:
    made = Element("oai:dc", OAI)
    add_text(made, "dc:title", " Knock & <wait> ")
    add_text(made, "dc:creator", "\x1b \n")
    add_text(made, "dc:source", None)
    leaf(made, "dc:rights", "")
    add(add(made, "dc:who", "Bo", lang=None), "dc:link", URI='a"b\nc>')
    assert written(made) == (
        '<oai:dc xmlns:oai="urn:o" xmlns:dc="urn:d"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="urn:o https://o.example/o.xsd">\n'
        "  <dc:title>Knock &amp; &lt;wait&gt;</dc:title>\n"
        "  <dc:rights></dc:rights>\n"
        '  <dc:who>Bo<dc:link URI="a&quot;b&#10;c&gt;"/>\n'
        "  </dc:who>\n"
        "</oai:dc>\n"
    )


def test_an_element_with_nothing_in_it() -> None:
    assert written(Element("door")) == "<door/>\n"


def test_attributes_as_they_stand_in_a_tag() -> None:
    assert attributes({"version": "2.5", "xml:lang": None, "a": ""}) == ' version="2.5"'


def test_a_document_may_tell_its_language() -> None:
    made = Element("doors", HEAD + attributes({"xml:lang": "cy"}))
    assert etree.fromstring(written(made)).get(f"{XML}lang") == "cy"
