"""Documents are kept byte for byte, once, whatever their size."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clew.catalogue import Catalogue
from clew.catalogue.documents import PIECE
from clew.errors import NotFound

NOW = "2026-01-01T00:00:00+00:00"


def keep(catalogue: Catalogue, content: bytes) -> int:
    with catalogue.transaction():
        return catalogue.documents.keep(BytesIO(content), "text/plain", NOW)


@given(content=st.binary(max_size=3000))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_comes_out(catalogue: Catalogue, content: bytes) -> None:
    keep(catalogue, content)
    assert catalogue.documents.content(hashlib.sha256(content).hexdigest()) == content


def test_a_document_longer_than_a_piece_is_put_together_again(catalogue: Catalogue) -> None:
    content = bytes(range(256)) * (PIECE // 100)
    number = keep(catalogue, content)
    assert catalogue.documents.content(catalogue.documents.sha256(number)) == content


@pytest.mark.parametrize("length", [0, 1, 4095, 4096, 4097, 70_000])
def test_short_and_long_pieces_are_packed_and_unpacked(catalogue: Catalogue, length: int) -> None:
    content = (b"<dc:title>Night shifts</dc:title>" * (length // 30 + 1))[:length]
    number = keep(catalogue, content)
    assert catalogue.documents.content(catalogue.documents.sha256(number)) == content


def test_a_stream_is_kept_from_where_it_stands(catalogue: Catalogue) -> None:
    stream = BytesIO(b"left out, kept")
    stream.seek(10)
    with catalogue.transaction():
        number = catalogue.documents.keep(stream, None, NOW)
    assert catalogue.documents.sha256(number) == hashlib.sha256(b"kept").hexdigest()
    assert catalogue.documents.content(catalogue.documents.sha256(number)) == b"kept"


def test_the_same_bytes_are_kept_once(catalogue: Catalogue) -> None:
    first, second = keep(catalogue, b"one"), keep(catalogue, b"one")
    assert first == second
    assert catalogue.counts()["documents"] == 1


def test_an_empty_document_is_a_document(catalogue: Catalogue) -> None:
    number = keep(catalogue, b"")
    assert catalogue.documents.content(catalogue.documents.sha256(number)) == b""


def test_an_unknown_address_says_so(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="No document has the SHA-256 abc"):
        catalogue.documents.content("abc")
