"""Identifiers: every usual spelling comes to one form, and nothing else does."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clew.model import (
    Identifier,
    Scheme,
    find_identifiers,
    parse_identifier,
    readings,
    study_number,
)


def values(text: str, scheme: str) -> list[str]:
    return [found.value for found, _, _ in find_identifiers(text) if found.scheme == scheme]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1234/Abc.5", "10.1234/abc.5"),
        ("doi:10.1234/abc.5", "10.1234/abc.5"),
        ("DOI: 10.1234/ABC.5.", "10.1234/abc.5"),
        ("http://dx.doi.org/10.1234/abc.5", "10.1234/abc.5"),
        ("https://doi.org/10.1234/abc.5#methods", "10.1234/abc.5"),
        ("https://doi.org/10.1234/abc.5?utm_source=x", "10.1234/abc.5"),
        ("https://doi.org/10.1234%2Fabc%285%29", "10.1234/abc(5)"),
        ("https://press.example/doi/full/10.1234/abc.5", "10.1234/abc.5"),
        ("https://press.example/10.1234/abc.5/full", "10.1234/abc.5"),
        ("https://press.example/10.1234/abc.5.pdf", "10.1234/abc.5"),
        ("(10.1016/S0140-6736(05)66545-7)", "10.1016/s0140-6736(05)66545-7"),
        ("[10.1234/abc]", "10.1234/abc"),
        ("“10.1234/abc”", "10.1234/abc"),
        ("10.1234/abc‐5", "10.1234/abc-5"),
        (
            "10.1002/(SICI)1097(1998)17:15<16::AID-X1>3.0.CO;2-2",
            "10.1002/(sici)1097(1998)17:15<16::aid-x1>3.0.co;2-2",
        ),
        ("10.5255/ukda-sn-4321-2", "10.5255/UKDA-SN-4321-2"),
        ("10.5255/UKDA-SN-854321#", "10.5255/UKDA-SN-854321"),
        ("doi: 10.5255/UKDA-SN- 854321).", "10.5255/UKDA-SN-854321"),
    ],
)
def test_doi(text: str, expected: str) -> None:
    assert parse_identifier(text) == Identifier(scheme="doi", value=expected)
    assert parse_identifier(text, Scheme.DOI) == Identifier(scheme="doi", value=expected)


@pytest.mark.parametrize(
    "text", ["", "10.1234", "10.1234/", "10.12/abc", "10.1234/abc-", "110.1234/abc", "10.1234/…"]
)
def test_no_doi(text: str) -> None:
    assert parse_identifier(text, Scheme.DOI) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ES/Z012345/1", "ES/Z012345/1"),
        ("es/z012345/1", "ES/Z012345/1"),
        ("award ES/Z01234X/12 of the council", "ES/Z01234X/12"),
        ("RES-062-23-1234", "RES-062-23-1234"),
        ("RES‐062‐23‐1234", "RES-062-23-1234"),
        ("RES-000-22-1234-A", "RES-000-22-1234-A"),
        ("RES-348-25-0008-01", "RES-348-25-0008-01"),
        ("RES-062-23-1234-based", "RES-062-23-1234"),
        ("PTA-026-27-1234", "PTA-026-27-1234"),
        ("G0812345", "G0812345"),
        ("MC_EX_MR/Z012345/1", "MC_EX_MR/Z012345/1"),
    ],
)
def test_award(text: str, expected: str) -> None:
    assert parse_identifier(text, Scheme.AWARD) == Identifier(scheme="award", value=expected)


@pytest.mark.parametrize(
    "text", ["not_applicable", "ES/Z012345", "ES/Z012345/1/2", "E/Z012345/1", "G08", "12345", ""]
)
def test_no_award(text: str) -> None:
    assert parse_identifier(text, Scheme.AWARD) is None


def test_an_old_medical_reference_is_not_told_from_running_text() -> None:
    assert parse_identifier("G0812345") is None
    assert values("sample G0812345 was lost", "award") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SN 4321", "4321"),
        ("SN4321", "4321"),
        ("SN: 4321", "4321"),
        ("SN\u00a04321", "4321"),
        ("UKDA-SN-4321-1", "4321"),
        ("https://doi.org/10.5255/UKDA-SN-854321", "854321"),
        ("10.5255/UKDS-SN-4321-1", "4321"),
        ("10.5255/UKDA-SN- 854321", "854321"),
        ("http://reshare.ukdataservice.ac.uk/854321/", "854321"),
        ("https://reshare.ukdataservice.ac.uk/id/eprint/854321", "854321"),
        ("http://reshare.ukdataservice.ac.uk/854321/4/Report_RES-061-25-0034.pdf", "854321"),
        ("https://reshare.ukdataservice.ac.uk/cgi/users/home?screen=E&eprintid=854321", "854321"),
        ("http://discover.ukdataservice.ac.uk/catalogue?sn=4321", "4321"),
        ("http://discover.ukdataservice.ac.uk/Catalogue/?sn=4321&type=Data%20catalogue", "4321"),
        ("http://discover.ukdataservice.ac.uk/catalogue/?type=Data&sn=4321", "4321"),
        ("https://discover.ukdataservice.ac.uk/#854321", "854321"),
        ("https://discover.ukdataservice.ac.uk/?q=visits#4321", "4321"),
        ("https://beta.ukdataservice.ac.uk/datacatalogue/studies/study?id=4321", "4321"),
        ("https://datacatalogue.ukdataservice.ac.uk/studies/study/4321", "4321"),
        ("https://beta.ukdataservice.ac.uk/datacatalogue/doi/?id=4321", "4321"),
        ("https://www.ukdataservice.ac.uk/services/outputxml?id=4321&formatName=X", "4321"),
        ("http://www.esds.ac.uk/findingData/snDescription.asp?sn=4321", "4321"),
        ("http://www.data-archive.ac.uk/findingData/snDescription.asp?sn=33", "33"),
        ("UK DataService ReShare (record number 854321)", "854321"),
        ("ReShare collection number 854321", "854321"),
    ],
)
def test_study_number_in_text(text: str, expected: str) -> None:
    assert parse_identifier(text, Scheme.UKDA) == Identifier(scheme="ukda", value=expected)
    assert values(f"see {text}, held there", "ukda") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "http://ukdataservice.ac.uk/news-and-events/eventsitem/?id=3508",
        "https://www.ukdataservice.ac.uk/media/604639/slides.pdf",
        "https://discover.ukdataservice.ac.uk/series/?sn=2000031",
        "http://www.esds.ac.uk/longitudinal/news/eventdetail.asp?id=3060",
        "http://ukdataservice.ac.uk/eventsdocs/userconf2014.aspx",
        "http://reshare.ukdataservice.ac.uk/",
        "briefing SN04321.pdf",
        "SN 123",
        "sn 4321",
        "SN 1987654",
        "will be deposited at UKDA. The group met 4 times",
    ],
)
def test_no_study_number(text: str) -> None:
    assert values(text, "ukda") == []


def test_a_bare_number_is_a_study_number_only_when_that_is_known() -> None:
    assert parse_identifier("04321", Scheme.UKDA) == Identifier(scheme="ukda", value="4321")
    assert parse_identifier("0", Scheme.UKDA) is None
    assert parse_identifier("4321") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("10.5255/UKDA-SN-4321-1", ["doi 10.5255/UKDA-SN-4321-1", "ukda 4321"]),
        ("10.1234/abc", ["doi 10.1234/abc"]),
        ("ES/Z012345/1", ["award ES/Z012345/1"]),
        ("4321", ["ukda 4321"]),
        ("SN 4321", ["ukda 4321"]),
        ("sn4321", ["ukda 4321"]),
        ("SN\u00a04321", ["ukda 4321"]),
        ("G0899931", ["award G0899931"]),
        ("2101.01234", ["arxiv 2101.01234"]),
        ("01ee9ar58", ["ror 01ee9ar58"]),
        ("20.500.1234/567", ["handle 20.500.1234/567"]),
        ("home visits", []),
        ("SN", []),
        ("", []),
    ],
)
def test_what_a_name_may_be(name: str, expected: list[str]) -> None:
    assert [f"{one.scheme} {one}" for one in readings(name)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.5255/UKDA-SN-4321-1", "4321"),
        ("10.5255/UKDA-SN-854321", "854321"),
        ("https://reshare.ukdataservice.ac.uk/854321/", "854321"),
        ("https://discover.ukdataservice.ac.uk/catalogue?sn=4321", "4321"),
        ("https://www.ukdataservice.ac.uk/media/604639/slides.pdf", None),
        ("https://example.org/SN4321.pdf", None),
        ("10.1234/sn.4321", None),
        ("ES/Z012345/1", None),
    ],
)
def test_study_number_of_another_identifier(text: str, expected: str | None) -> None:
    identifier = parse_identifier(text)
    assert identifier is not None
    number = study_number(identifier)
    assert (number.value if number else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0-306-40615-2", "9780306406157"),
        ("ISBN 0 306 40615 2", "9780306406157"),
        ("ISBN-13: 978-0-306-40615-7", "9780306406157"),
        ("ISBN 10: 0306406152", "9780306406157"),
        ("978‐0‐306‐40615‐7", "9780306406157"),
        ("080442957X", "9780804429573"),
        ("0-8044-2957-x (paperback)", "9780804429573"),
        ("0306406152 2015", "9780306406157"),
        ("0306406153 or rather 0306406152", "9780306406157"),
    ],
)
def test_isbn(text: str, expected: str) -> None:
    assert parse_identifier(text, Scheme.ISBN) == Identifier(scheme="isbn", value=expected)


@pytest.mark.parametrize(
    "text", ["0306406153", "9780306406158", "97803064061570", "978030640615", "N/A", "-", ""]
)
def test_no_isbn(text: str) -> None:
    assert parse_identifier(text, Scheme.ISBN) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0378-5955", "0378-5955"),
        ("03785955", "0378-5955"),
        ("2434-561x", "2434-561X"),
        ("ISSN 0378-5955", "0378-5955"),
        ("0378-5956", None),
        ("9780306406157", None),
        ("", None),
    ],
)
def test_issn(text: str, expected: str | None) -> None:
    found = parse_identifier(text, Scheme.ISSN)
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "scheme", "expected"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "orcid", "0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "orcid", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", "orcid", None),
        ("https://ror.org/01EE9AR58", "ror", "01ee9ar58"),
        ("01ee9ar58", "ror", "01ee9ar58"),
        ("arXiv:2101.01234v2", "arxiv", "2101.01234"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("https://arxiv.org/pdf/2101.01234v2", "arxiv", "2101.01234"),
        ("2101.01234", "arxiv", "2101.01234"),
        ("http://hdl.handle.net/1234/567).", "handle", "1234/567"),
        ("hdl:20.500.1234/567", "handle", "20.500.1234/567"),
        ("1234/567", "handle", "1234/567"),
        ("1234/", "handle", None),
        ("HTTP://Example.org:80/A/", "url", "https://example.org/A"),
        ("https://example.org/a?b=c#d", "url", "https://example.org/a?b=c"),
        ("https://:80/", "url", None),
        ("example.org", "url", None),
        (" anything at all ", "funding-ref", "anything at all"),
        ("", "funding-ref", None),
    ],
)
def test_other_schemes(text: str, scheme: str, expected: str | None) -> None:
    found = parse_identifier(text, scheme)
    assert found == (Identifier(scheme=scheme, value=expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("https://doi.org/10.1234/abc", "doi"),
        ("0000-0002-1825-0097", "orcid"),
        ("https://ror.org/01ee9ar58", "ror"),
        ("arXiv:2101.01234", "arxiv"),
        ("http://hdl.handle.net/1234/567", "handle"),
        ("ES/Z012345/1", "award"),
        ("https://example.org/", "url"),
        ("978-0-306-40615-7", "isbn"),
        ("home visits", None),
        ("2101.01234", None),
        ("1234/567", None),
        ("", None),
    ],
)
def test_the_scheme_is_told_from_the_text(text: str, scheme: str | None) -> None:
    found = parse_identifier(text)
    assert (found.scheme if found else None) == scheme


def test_finds_each_identifier_with_its_place() -> None:
    text = (
        "Data are at https://doi.org/10.5255/UKDA-SN-854321 (SN 4321), paid for by ES/Z012345/1; "
        "see also ISBN 0-306-40615-2 2015, arXiv:2101.01234v1 and 0000-0002-1825-0097."
    )
    found = [(at, text[at:end], i.scheme, i.value) for i, at, end in find_identifiers(text)]
    assert sorted(found) == [
        (28, "10.5255/UKDA-SN-854321", "doi", "10.5255/UKDA-SN-854321"),
        (36, "UKDA-SN-854321", "ukda", "854321"),
        (52, "SN 4321", "ukda", "4321"),
        (74, "ES/Z012345/1", "award", "ES/Z012345/1"),
        (97, "ISBN 0-306-40615-2", "isbn", "9780306406157"),
        (122, "arXiv:2101.01234v1", "arxiv", "2101.01234"),
        (145, "0000-0002-1825-0097", "orcid", "0000-0002-1825-0097"),
    ]


def test_a_closing_bracket_of_the_doi_belongs_to_it() -> None:
    text = "(see 10.1016/S0140-6736(05)66545-7)."
    ((_, start, end),) = find_identifiers(text)
    assert text[start:end] == "10.1016/S0140-6736(05)66545-7"


@pytest.mark.parametrize(
    ("scheme", "value", "url"),
    [
        ("doi", "10.1234/abc", "https://doi.org/10.1234/abc"),
        ("award", "ES/Z012345/1", "https://gtr.ukri.org/projects?ref=ES%2FZ012345%2F1"),
        ("ukda", "4321", "https://doi.org/10.5255/UKDA-SN-4321"),
        ("local", "a", None),
    ],
)
def test_resolves(scheme: str, value: str, url: str | None) -> None:
    assert Identifier(scheme=scheme, value=value).url == url


SPELLINGS = """
10.1234/ 10.5255/UKDA-SN- UKDS-SN- doi: https:// hdl:1/ hdl.handle.net/ arxiv: ror.org/0 RES-062-
ES/Z012345/1 -A -01 SN 4321 978 0306406152 (SICI) %2F %28 /full .pdf . ) ( > < ] # ? :80 / v2 İ ſ K
ß MC_ G0812345 ‐ X ٣ 0000-0002-1825-0097 0378-5955 reshare.ukdataservice.ac.uk/
"""
PIECES = st.sampled_from([*SPELLINGS.split(), " ", "\u00a0"])


@settings(max_examples=400)
@given(st.lists(PIECES | st.text(max_size=4), max_size=8).map("".join))
@example("10.1/a/full.)/pdf")
@example("10.1234/a/full,/pdf")
@example("10.1234%2Fa%20b%2522")
@example("10.5255/uKda-sn-1")
@example("https://a:80:443//")
@example("hdl:1/.")
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    for scheme in Scheme:
        found = parse_identifier(text, scheme)
        if found:
            assert parse_identifier(found.value, scheme) == found
    for found, start, end in find_identifiers(text):
        assert 0 <= start < end <= len(text)
        assert parse_identifier(found.value, found.scheme) == found


LONG = """
10.1234/ ( ) 1- ES/Z esds.ac.uk/? RES-062-23-1234- hdl:1/) 0000- https://a 10.1234/(SICI) arxiv:a-
"""
LONG_WITH_SPACES = ["1 ", "ISBN ", "reshare ", "9 7 8 ", "10.5255/UKDA-SN- "]


@pytest.mark.parametrize("piece", [*LONG.split(), *LONG_WITH_SPACES])
def test_a_very_long_line_does_no_harm(piece: str) -> None:
    line = piece * (300_000 // len(piece))
    start = time.process_time()
    sum(1 for _ in find_identifiers(line))
    for scheme in Scheme:
        parse_identifier(line, scheme)
    assert time.process_time() - start < 4


def test_every_real_reference_is_read(shared: Path) -> None:
    table = (shared / "data/metadata/gtr/award_suffix_groups.tsv").read_text().splitlines()[1:]
    references = [line.split("\t")[1] for line in table]
    assert len(references) > 200
    for reference in references:
        assert parse_identifier(reference, Scheme.AWARD) == Identifier(
            scheme="award", value=reference
        )
