"""References in MEDLINE's tagged format. All are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    LinkType,
    Reading,
    Record,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.common.medline import grant, kind_and_subtype
from clew.readers.nbib import reader
from clew.readers.registry import choose

FULL = """
PMID- 12345
OWN - NLM
IS  - 0378-5955 (Print)
IS  - 1878-5891 (Electronic)
VI  - 7
IP  - 2
DP  - 2031 Apr 9
TI  - Lamps on the stairs: a count of lamps that were
      counted twice.
PG  - 101-19
LID - 10.5072/lamps.7 [doi]
AID - S01 [pii]
AB  - BACKGROUND: We counted lamps.
      Twice.
FAU - Moss, Ada
AU  - Moss A
AUID- ORCID: 0000-0002-1825-0097
AD  - Fen College
AD  - Lamp Office
FAU - Lie, Odd
AU  - Lie O
CN  - Tide Data Consortium
LA  - eng
GR  - ES/Z000001/1/ESRC_/Lamp Council/United Kingdom
PT  - Journal Article
PT  - Review
TA  - J Dim Pl
JT  - Journal of dim places
MH  - *Lamps/standards
OT  - stairs
PMC - PMC987
"""


def read(text: str) -> Reading:
    return reader.read(Document(text.encode(), "lamps.nbib"))


def test_reads_a_reference_in_full() -> None:
    ada = Agent.person(
        "Moss, Ada",
        given="Ada",
        family="Moss",
        identifiers=(Identifier(scheme="orcid", value="0000-0002-1825-0097"),),
    )
    odd = Agent.person("Lie, Odd", given="Odd", family="Lie")
    expected = Record(
        key="10.5072/lamps.7",
        kind=Kind.PUBLICATION,
        title="Lamps on the stairs: a count of lamps that were counted twice.",
        subtype="Review",
        identifiers=(
            Identifier(scheme="pmid", value="12345"),
            Identifier(scheme="pmcid", value="PMC987"),
            Identifier(scheme="doi", value="10.5072/lamps.7"),
            Identifier(scheme="issn", value="0378-5955"),
            Identifier(scheme="issn", value="1878-5891"),
        ),
        description=(Section(name="abstract", text="BACKGROUND: We counted lamps. Twice."),),
        contributions=(
            Contribution(agent=ada, role=Role.AUTHOR, affiliation="Fen College; Lamp Office"),
            Contribution(agent=odd, role=Role.AUTHOR),
            Contribution(agent=Agent.organisation("Tide Data Consortium"), role=Role.AUTHOR),
        ),
        keywords=("stairs",),
        subjects=("Lamps/standards",),
        published="2031-04-09",
        language="en",
        container="Journal of dim places",
        volume="7",
        issue="2",
        pages="101-19",
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
                quote="Lamp Council, ES/Z000001/1",
                term="GR",
            ),
        ),
        extra={"OWN": "NLM", "TA": "J Dim Pl", "PT": ["Journal Article"], "AID": ["S01 [pii]"]},
    )
    assert read(FULL) == Reading(records=(expected,))


def test_short_names_stand_in_for_full_ones() -> None:
    (record,) = read("PMID- 1\nTI  - Lamps\nAU  - Moss A\n").records
    assert [one.agent.name for one in record.contributions] == ["Moss A"]


def test_a_faulty_date_loses_no_other_reference() -> None:
    reading = read("PMID- 1\nTI  - Lamps\nDP  - soon\n\nPMID- 2\nTI  - Stairs\nDP  - 2031 Spring\n")
    assert [(one.title, one.published) for one in reading.records] == [
        ("Lamps", None),
        ("Stairs", "2031"),
    ]
    assert [(n.place, n.message) for n in reading.notices] == [
        (
            "reference 1, line 1/DP",
            "“soon” is no date; it is kept under “extra” as it stands.",
        )
    ]


@pytest.mark.parametrize(
    ("types", "kind", "subtype"),
    [
        (["Journal Article", "Research Support, X"], Kind.PUBLICATION, "Journal Article"),
        (["Academic Dissertation"], Kind.THESIS, "Academic Dissertation"),
        (["Dataset", "Journal Article"], Kind.DATASET, "Dataset"),
        ([], Kind.PUBLICATION, None),
    ],
)  # fmt: skip
def test_types_are_kinds(types: list[str], kind: Kind, subtype: str | None) -> None:
    assert kind_and_subtype(types) == (kind, subtype)


@pytest.mark.parametrize(
    ("text", "number", "quote"),
    [
        ("R01 LC-7/LC/Stair Trust/United States", "R01 LC-7", "Stair Trust, R01 LC-7"),
        ("LC-7", "LC-7", "LC-7"),
        ("LC_/Lamp Council/United Kingdom", None, None),
    ],
)
def test_grants(text: str, number: str | None, quote: str | None) -> None:
    found = grant(text, "GR")
    assert (found and str(found.target.identifier)) == number
    assert (found and found.quote) == quote


def test_no_reference_is_told() -> None:
    with pytest.raises(BrokenDocument, match="holds no reference"):
        read("PMID- \nOWN - NLM\n")


def test_is_told_from_other_formats() -> None:
    assert choose(Document(FULL.encode(), "x")).name == "nbib"
    assert reader.sniff(Document(b"TY  - JOUR\nTI  - PMID\n", "x")) == 0


@given(
    st.lists(st.sampled_from(["AU  - a", "AD  - b", "AUID- c", "GR  - /1/", "     x", "DP  - "]))
)
def test_no_lines_break_it(lines: list[str]) -> None:
    assert read("\n".join(["PMID- 1", "TI  - Lamps", *lines])).records
