"""Documents: bytes that never change, and the text in them."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Document


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def document(content: bytes) -> Document:
    return Document(content, "a.txt")


@given(st.binary(max_size=200))
def test_the_address_is_the_sha256_of_the_bytes(content: bytes) -> None:
    made = document(content)
    assert made.sha256 == hashlib.sha256(content).hexdigest()
    assert made.content == content


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_text_comes_back_from_every_encoding_that_says_so(text: str, encoding: str) -> None:
    if encoding != "utf-8" or not text.startswith("\ufeff"):
        assert document(text.encode(encoding)).text == plain(text)


@given(st.binary(max_size=300))
def test_any_bytes_have_a_text_and_a_sample(content: bytes) -> None:
    made = document(content)
    assert "\r" not in made.text
    assert isinstance(made.sample, str)
    assert isinstance(made.is_text, bool)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        (b"caf\xe9 \x93quoted\x94", "café “quoted”"),
        (b"\xff\xfeh\x00i\x00", "hi"),
        (b"\xfe\xff\x00h\x00i", "hi"),
        (b"", ""),
    ],
    ids=["line ends", "mark", "windows", "little end", "big end", "empty"],
)
def test_the_text_of_some_bytes(content: bytes, text: str) -> None:
    assert document(content).text == text


def test_a_truncated_utf_16_document_keeps_the_text_it_has() -> None:
    whole = "Kettle talk".encode("utf-16")
    assert document(whole[:-1]).text == "Kettle tal\ufffd"


def test_one_bad_byte_after_a_mark_costs_one_character() -> None:
    assert document(b"\xef\xbb\xbfcaf\xc3\xa9 \xe9 fin").text == "café \ufffd fin"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"\xef\xbb\xbfa", "utf-8-sig"),
        (b"\xff\xfea\x00", "utf-16"),
        (b"\xfe\xff\x00a", "utf-16"),
        (b"a", "utf-8"),
        (b"\xef\xbb", "utf-8"),
        (b"", "utf-8"),
        (b"<\0?\0x\0m\0l\0", "utf-16-le"),
        (b'\0{\0\n\0 \0"', "utf-16-be"),
        ("T Y\n".encode("utf-16-le") * 40 + "é".encode("utf-16-le"), "utf-16-le"),
        (b"<\0", "utf-8"),
        (b"\1\0\2\0\3\0\4\0", "utf-8"),
        (b"\0\0\0\0\0\0", "utf-8"),
    ],
)
def test_the_mark_or_the_zeros_tell_the_encoding(content: bytes, encoding: str) -> None:
    assert document(content).encoding == encoding


def test_a_sample_is_the_beginning_even_when_it_cuts_a_character() -> None:
    made = document(("é" * 40_000).encode())
    assert made.sample == "é" * 32_768
    shifted = document(b"a" + ("é" * 40_000).encode())
    assert shifted.sample == "a" + "é" * 32_767 + "\ufffd"


@pytest.mark.parametrize(
    ("content", "is_text"),
    [
        (b"", True),
        (b"plain words\n\tand a tab\x0c", True),
        ("Καλημέρα".encode(), True),
        ("Καλημέρα".encode("utf-16"), True),
        (b"caf\xe9", True),
        (b"%PDF-1.7\n" + bytes(range(1, 32)) * 9, False),
        (b"words with\x00 a nul", False),
        (b"\x1b" + b"a" * 99, True),
        (b"\x1b\x1b" + b"a" * 98, False),
        (b"a" * 8192 + b"\x00" * 99, True),
    ],
)
def test_what_looks_like_text(content: bytes, is_text: bool) -> None:
    assert document(content).is_text is is_text


def test_what_a_server_said_stays_beside_the_bytes() -> None:
    made = Document(b"{}", "https://example.org/a", "application/json")
    assert (made.location, made.media_type) == ("https://example.org/a", "application/json")
    assert document(b"{}").media_type is None
