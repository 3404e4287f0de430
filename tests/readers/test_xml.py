"""XML from strangers."""

from __future__ import annotations

import http.server
import threading
import time
from pathlib import Path

import pytest

from clew.errors import BrokenDocument, TooLarge
from clew.model import Document
from clew.readers.common.xml import local_name, parse_xml


def document(content: str | bytes) -> Document:
    content = content.encode() if isinstance(content, str) else content
    return Document(content, "here/award.xml")


def test_returns_the_root() -> None:
    root = parse_xml(document('<a:list xmlns:a="urn:x"><a:item>Zoë &amp; Co</a:item></a:list>'))
    assert local_name(root) == "list"
    assert [(local_name(child), child.text) for child in root] == [("item", "Zoë & Co")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_follows_the_encoding_that_is_declared(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    content = f'<?xml version="1.0" encoding="{name}"?><n>Zoë</n>'.encode(encoding)
    assert parse_xml(document(content)).text == "Zoë"


def test_blank_lines_before_the_declaration_do_no_harm() -> None:
    assert parse_xml(document('\n\n<?xml version="1.0"?><n>1</n>')).text == "1"


def test_comments_and_instructions_are_left_out() -> None:
    root = parse_xml(document("<n><!-- a --><?b c?><m>1</m>2</n>"))
    assert [local_name(child) for child in root] == ["m"]


def test_a_truncated_document_says_where_and_what_to_do() -> None:
    with pytest.raises(BrokenDocument) as caught:
        parse_xml(document("<a>\n  <b>cut of"))
    assert str(caught.value) == (
        "here/award.xml is not well-formed XML: Premature end of data in tag b line 2 "
        "(line 2, column 12). Fetch it again; the download may be cut off or damaged."
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not well-formed"),
        ("no markup at all", "Start tag expected"),
        ("<a><b></a></b>", "Opening and ending tag mismatch"),
        ("<a>R&D</a>", "line 1"),
        ("<a>fish&nbsp;chips</a>", "'nbsp' not defined"),
        ("<a/>rubbish", "Extra content"),
        (b"<a>\xff\xfe\x00</a>", "not well-formed"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "klingon"),
        ("<a>" * 5000, "depth"),
    ],
)
def test_every_fault_is_one_sentence(content: str | bytes, words: str) -> None:
    with pytest.raises(BrokenDocument) as caught:
        parse_xml(document(content))
    assert words in caught.value.message
    assert "\n" not in str(caught.value)
    assert "<string>" not in str(caught.value)


def bomb(use: str) -> str:
    """An entity of 10^9 characters, by ten entities of ten entities each."""
    levels = "".join(
        f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' if n else '<!ENTITY lol0 "ha">'
        for n in range(10)
    )
    return f"<!DOCTYPE lolz [{levels}]><lolz {use}</lolz>"


@pytest.mark.parametrize("use", [">&lol9;", 'a="&lol9;">'])
def test_an_entity_bomb_does_not_go_off(use: str) -> None:
    start = time.process_time()
    with pytest.raises(BrokenDocument):
        parse_xml(document(bomb(use)))
    assert time.process_time() - start < 2


def test_declared_entities_are_refused_by_name() -> None:
    with pytest.raises(BrokenDocument) as caught:
        parse_xml(document('<!DOCTYPE a [<!ENTITY who "Jo">]><a>by &who;</a>'))
    assert str(caught.value) == (
        "here/award.xml declares entities of its own (who), which Clew neither expands nor "
        "fetches. Save it with its entities written out and without the DOCTYPE."
    )


def test_no_file_is_drawn_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2")
    content = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>'
    with pytest.raises(BrokenDocument) as caught:
        parse_xml(document(content))
    assert "hunter2" not in str(caught.value)


def test_nothing_is_fetched() -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/evil.dtd"
        assert parse_xml(document(f'<!DOCTYPE a SYSTEM "{address}"><a>1</a>')).text == "1"
        with pytest.raises(BrokenDocument):
            parse_xml(document(f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{address}"> %p;]><a>1</a>'))
        server.shutdown()
    assert asked == []


def test_size_is_guarded() -> None:
    with pytest.raises(TooLarge) as caught:
        parse_xml(document("<a>" + "x" * 2000 + "</a>"), limit=1000)
    assert str(caught.value) == (
        "here/award.xml has 2,007 bytes of XML, 1,000 are the most that Clew parses. "
        "Split it into one file per record."
    )
