"""Identifiers in running text: linked whichever end comes first, with the sentence and place."""

from __future__ import annotations

import time
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import Weave

from clew.catalogue import Catalogue
from clew.linking import link
from clew.linking.archives import find_addresses
from clew.linking.quoting import sentence_at
from clew.model import (
    Evidence,
    FullText,
    Identifier,
    Kind,
    Link,
    LinkState,
    LinkType,
    Passage,
    Record,
    Relation,
    Scheme,
    Section,
    Target,
)

AWARD = Identifier(scheme=Scheme.AWARD, value="ES/Z900001/1")
STUDY = Identifier(scheme=Scheme.UKDA, value="999991")
DOI = Identifier(scheme=Scheme.DOI, value="10.5555/stairs.7")
BOOK = Identifier(scheme=Scheme.ISBN, value="9780306406157")


def award() -> Record:
    return Record(key="a", kind=Kind.AWARD, title="Doorsteps", identifiers=(AWARD,))


def study() -> Record:
    return Record(key="d", kind=Kind.DATASET, title="Stair diaries", identifiers=(STUDY,))


def text(words: str, kind: Kind = Kind.PUBLICATION, **more: object) -> Record:
    about = (Section(name="abstract", text=words),)
    return Record(key="t", kind=kind, title="Landings", description=about, **more)  # type: ignore[arg-type]


def found(catalogue: Catalogue) -> list[tuple[str, str, str, str]]:
    everything = catalogue.resources.changed_since(0)
    return [
        (one.subject, one.type, one.object, one.state) for one in catalogue.links.of(everything)
    ]


def test_a_study_number_is_quoted_with_its_place(catalogue: Catalogue, weave: Weave) -> None:
    weave(study(), at="study")
    passage = Passage(
        text="We waited. The diaries (UK Data Archive, Study No. SN 999991) came late. So did we.",
        heading=("3 Method", "3.2 Diaries"),
        page=41,
        start=0,
        end=82,
    )
    weave(
        Record(key="t", kind=Kind.THESIS, title="Landings", fulltext=FullText(passages=(passage,)))
    )
    link(catalogue)
    (found,) = catalogue.links.of([catalogue.resources.number("landings")])
    assert found == Link(
        subject="landings",
        type=LinkType.CITES,
        object="stair-diaries",
        state=LinkState.STATED,
        evidence=(
            Evidence(
                rule="in-text",
                reason="The text names it by its study number 999991.",
                quote="The diaries (UK Data Archive, Study No. SN 999991) came late.",
                document=catalogue.resources.get("landings").held[0].document,
                location="page.html",
                place="3 Method › 3.2 Diaries, p. 41",
            ),
        ),
    )


@pytest.mark.parametrize("order", list(permutations(("award", "study", "text"))))
def test_whichever_arrives_first(
    catalogue: Catalogue, weave: Weave, order: tuple[str, ...]
) -> None:
    words = (
        "Supported by grant ES/Z900001/1. We use the diaries of 2014 (10.5255/UKDA-SN-999991-2). "
    )
    records = {"award": award(), "study": study(), "text": text(words)}
    for place in order:
        weave(records[place], at=place)
        link(catalogue)
    assert set(found(catalogue)) == {
        ("landings", "funded-by", "doorsteps", "stated"),
        ("landings", "cites", "stair-diaries", "stated"),
        ("landings", "based-on", "stair-diaries", "suggested"),
    }


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("The shelf mark is ES/Z900001/1.", [("landings", "related-to", "doorsteps", "suggested")]),
        ("Boxes AB 12 and SN 999991.", [("landings", "cites", "stair-diaries", "suggested")]),
        ("See doi:10.5555/STAIRS.7.", [("landings", "cites", "stairs", "stated")]),
        ("ISBN 0-306-40615-2 is on the desk.", [("landings", "cites", "stairs", "stated")]),
        (
            "Found at https://reshare.ukdataservice.ac.uk/999991/ in May.",
            [("landings", "cites", "stair-diaries", "stated")],
        ),
        (
            "Its page is gtr.ukri.org/projects?ref=ES%2FZ900001%2F1 now.",
            [("landings", "related-to", "doorsteps", "suggested")],
        ),
        ("Nothing is named here, not even 10.5555.", []),
    ],
)
def test_what_the_words_around_say(
    catalogue: Catalogue, weave: Weave, words: str, links: list[tuple[str, str, str, str]]
) -> None:
    book = Record(key="b", kind=Kind.PUBLICATION, title="Stairs", identifiers=(DOI, BOOK))
    weave(award(), study(), book, at="known")
    weave(text(words))
    link(catalogue)
    assert found(catalogue) == links


def test_a_course_teaches_the_book_it_names(catalogue: Catalogue, weave: Weave) -> None:
    weave(Record(key="b", kind=Kind.PUBLICATION, title="Stairs", identifiers=(BOOK,)), at="book")
    weave(text("Please bring ISBN 9780306406157.", Kind.COURSE))
    link(catalogue)
    assert found(catalogue) == [("landings", "teaches", "stairs", "stated")]


def test_what_is_its_own_or_stated_already_is_not_said_again(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(award(), study(), at="known")
    relation = Relation(type=LinkType.FUNDED_BY, target=Target(identifier=AWARD), quote="grant")
    own = (Identifier(scheme=Scheme.DOI, value="10.5255/UKDA-SN-999991"),)
    words = "SN 999991 was paid for by grant ES/Z900001/1."
    weave(text(words, Kind.DATASET, identifiers=own, relations=(relation,)))
    link(catalogue)
    ((*_, state),) = found(catalogue)
    (link_made,) = catalogue.links.of([catalogue.resources.number("stair-diaries")])
    assert (state, [e.rule for e in link_made.evidence]) == ("stated", ["stated-relation"])


def test_a_link_goes_with_the_words_that_made_it(catalogue: Catalogue, weave: Weave) -> None:
    weave(award(), at="award")
    weave(text("Funded by ES/Z900001/1."))
    link(catalogue)
    assert len(found(catalogue)) == 1
    weave(text("Funded by nobody."))
    link(catalogue)
    assert found(catalogue) == []


def test_a_link_goes_when_its_target_is_another(catalogue: Catalogue, weave: Weave) -> None:
    weave(award(), at="award")
    weave(text("Funded by ES/Z900001/1."), at="text")
    link(catalogue)
    weave(Record(key="a", kind=Kind.AWARD, title="Doorsteps"), at="award")
    link(catalogue)
    assert found(catalogue) == []


@pytest.mark.parametrize(
    ("address", "scheme", "value"),
    [
        ("https://zenodo.org/records/123456", "doi", "10.5281/zenodo.123456"),
        ("www.zenodo.org/record/77#files", "doi", "10.5281/zenodo.77"),
        ("https://osf.io/AB1cd/", "doi", "10.17605/osf.io/ab1cd"),
        (
            "https://figshare.com/articles/dataset/Stairs/1234567",
            "doi",
            "10.6084/m9.figshare.1234567",
        ),
        ("https://www.icpsr.umich.edu/web/ICPSR/studies/4321", "doi", "10.3886/icpsr04321"),
        ("https://www.openicpsr.org/openicpsr/project/100001/version", "doi", "10.3886/e100001"),
        ("https://gtr.ukri.org/projects?ref=ES%2FZ900001%2F1", "award", "ES/Z900001/1"),
        (
            "gtr.rcuk.ac.uk/project/0a1b2c3d-0000-4000-8000-0123456789ab",
            "gtr",
            "0A1B2C3D-0000-4000-8000-0123456789AB",
        ),
        ("https://hdl.handle.net/2134/99", "handle", "2134/99"),
    ],
)
def test_the_address_of_an_archive_names_what_is_there(
    address: str, scheme: str, value: str
) -> None:
    text = f"We keep it at {address}, with thanks."
    ((identifier, start, end),) = find_addresses(text)
    assert (identifier.scheme, identifier.value) == (scheme, value)
    assert text[start:end].startswith(address[:12])


@pytest.mark.parametrize(
    "address", ["https://osf.io/preprints/x", "notzenodo.com/records/1", "osf.io"]
)
def test_other_addresses_name_nothing(address: str) -> None:
    assert list(find_addresses(f"See {address} .")) == []


def test_a_sentence_ends_where_sentences_do() -> None:
    text = "One ended. The data (Study No. SN 1234, see Okoro et al. (2009)) are here! Then."
    at = text.index("SN")
    assert sentence_at(text, at, at + 7) == (
        "The data (Study No. SN 1234, see Okoro et al. (2009)) are here!"
    )


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 20))
def test_a_sentence_holds_what_it_is_asked_for(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    assert " ".join(piece.split()) in sentence_at(text, start, start + len(piece))


HOSTILE = [
    "10." + "9" * 200_000,
    "10.1234/" + "a" * 200_000,
    "https://figshare.com/articles/" + "a-" * 100_000,
    "https://www.icpsr.umich.edu/" + "web/" * 50_000,
    "gtr.ukri.org/projects?ref=" + "%2F" * 70_000,
    "hdl:1" + "." * 200_000,
    "https://reshare.ukdataservice.ac.uk/" * 6_000,
    "SN " * 70_000,
    "ISBN " + "9-" * 100_000,
    "aaa. " + " " * 200_000 + "A",
    "\n" * 200_000,
    "osf.io/" * 30_000,
]


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_costs_no_more_than_its_length(
    catalogue: Catalogue, weave: Weave, line: str
) -> None:
    weave(text(line))
    began = time.process_time()
    link(catalogue)
    assert time.process_time() - began < 3


def test_a_text_that_lists_thousands_is_read_so_far(catalogue: Catalogue, weave: Weave) -> None:
    weave(text(" ".join(f"doi:10.5555/n{n}." for n in range(2_000))))
    link(catalogue)
    number = catalogue.resources.get("landings").held[0].number
    assert len(catalogue.mentions.of(number)) == 500
