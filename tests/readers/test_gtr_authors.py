"""Author lines as people fill them in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Agent, AgentKind, Contribution, Role
from clew.readers.gtr_xml.authors import authors


def names(line: str) -> list[str]:
    return [contribution.agent.name for contribution in authors(line)]


def halves(line: str) -> list[tuple[str | None, str | None]]:
    return [(c.agent.family, c.agent.given) for c in authors(line)]


@pytest.mark.parametrize(
    ("line", "family", "given"),
    [
        ("Tân, Zoë", "Tân", "Zoë"),
        ("Tân, Z", "Tân", "Z"),
        ("Tân, Z. F.", "Tân", "Z. F."),
        ("Tân Z", "Tân", "Z"),
        ("Tân ZF", "Tân", "ZF"),
        ("Tân Z.F.", "Tân", "Z.F."),
        ("Tân Z F", "Tân", "Z F"),
        ("TÂN Z", "TÂN", "Z"),
        ("van der Lie O", "van der Lie", "O"),
        ("Van Lie, Odd", "Van Lie", "Odd"),
        ("O'Lie, P-H.", "O'Lie", "P-H."),
        ("Lie, Odd Even", "Lie", "Odd Even"),
        ("Lie,O", "Lie", "O"),
        ("Li C,", "Li", "C"),
        ("Lie, O.;", "Lie", "O."),
        ("L?e O", "L?e", "O"),
    ],
)
def test_one_person_in_two_halves(line: str, family: str, given: str) -> None:
    assert halves(line) == [(family, given)]


@pytest.mark.parametrize(
    "line", ["Zoë Tân", "Z. Tân", "Z Tân", "Zoë F. Tân", "Vanderlie", "Tân Zoë F.", "L?e ?"]
)
def test_a_name_that_could_be_either_is_left_whole(line: str) -> None:
    assert authors(line) == (Contribution(agent=Agent.person(line), role=Role.AUTHOR),)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tân, Zoë; Lie, Odd", ["Tân, Zoë", "Lie, Odd"]),
        ("Tân, Zoë F.; Moe, B.", ["Tân, Zoë F.", "Moe, B."]),
        ("Tân Z; Lie O", ["Tân Z", "Lie O"]),
        ("Tân Z, Lie O", ["Tân Z", "Lie O"]),
        ("Tân Z, Lie OE, Moe B", ["Tân Z", "Lie OE", "Moe B"]),
        ("Tân, Z., Lie, O.", ["Tân, Z.", "Lie, O."]),
        ("Tân, Z., Lie, O. & Moe, B.", ["Tân, Z.", "Lie, O.", "Moe, B."]),
        ("Tân, Z. and O. Lie", ["Tân, Z.", "O. Lie"]),
        ("Tân, Z, and Lie, O", ["Tân, Z", "Lie, O"]),
        ("Tân, Z; Lie, O; and Moe, B", ["Tân, Z", "Lie, O", "Moe, B"]),
        ("Tân, Z | Lie, O", ["Tân, Z", "Lie, O"]),
        ("Zoë Tân, Odd Lie and Bo Moe", ["Zoë Tân", "Odd Lie", "Bo Moe"]),
        ("Zoë Tân, Odd Lie", ["Zoë Tân", "Odd Lie"]),
        ("Tân, Zoë, Odd Lie, Bo Moe", ["Tân, Zoë", "Odd Lie", "Bo Moe"]),
        ("Z. Tân, O. Lie, B. Moe", ["Z. Tân", "O. Lie", "B. Moe"]),
        ("Tân Z et al.", ["Tân Z"]),
        ("  Tân   Z ", ["Tân Z"]),
    ],
)
def test_several_people_keep_their_order(line: str, expected: list[str]) -> None:
    assert names(line) == expected


@pytest.mark.parametrize("line", ["", " ", "n/a", "N/A", "NA", "-", ".", ";;", ", ,"])
def test_nobody(line: str) -> None:
    assert authors(line) == ()


@pytest.mark.parametrize(
    ("line", "role", "note"),
    [
        ("Zoë Tân (Author)", Role.AUTHOR, None),
        ("Zoë Tân  (author)", Role.AUTHOR, None),
        ("Zoë Tân (Co-author)", Role.AUTHOR, "Co-author"),
        ("Zoë Tân (Author and speaker)", Role.AUTHOR, "Author and speaker"),
        ("Zoë Tân (Editor)", Role.EDITOR, None),
        ("Zoë Tân (ed.)", Role.EDITOR, "ed."),
        ("Zoë Tân (Creator)", Role.CREATOR, None),
        ("Zoë Tân (Keynote Speaker)", Role.CONTRIBUTOR, "Keynote Speaker"),
        ("Zoë Tân (Chair)", Role.CONTRIBUTOR, "Chair"),
        ("Zoë Tân (2016)", Role.AUTHOR, "2016"),
        ("Zoë Tân ( )", Role.AUTHOR, None),
        ("Zoë Tân (University of Wickmere, UK; East Fens)", Role.AUTHOR,
         "University of Wickmere, UK; East Fens"),
    ],
)  # fmt: skip
def test_a_remark_tells_the_role_or_is_kept(line: str, role: Role, note: str | None) -> None:
    assert authors(line) == (Contribution(agent=Agent.person("Zoë Tân"), role=role, note=note),)


def test_each_remark_stays_with_its_person() -> None:
    found = authors("Tân Z (author), Lie O, Moe B (Speaker)")
    assert [(c.agent.name, c.role, c.note) for c in found] == [
        ("Tân Z", Role.AUTHOR, None),
        ("Lie O", Role.AUTHOR, None),
        ("Moe B", Role.CONTRIBUTOR, "Speaker"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Lantern Trust", ["Lantern Trust"]),
        ("World Lamp Organization (WLO)", ["World Lamp Organization (WLO)"]),
        ("Forum on Lamps, Stairs and Ladders", ["Forum on Lamps, Stairs and Ladders"]),
        ("Isles: Assembly: Lamp Committee", ["Isles: Assembly: Lamp Committee"]),
        ("WLO", ["WLO"]),
    ],
)
def test_organisations_are_not_taken_apart(line: str, expected: list[str]) -> None:
    found = authors(line)
    assert [c.agent.name for c in found] == expected
    assert {c.agent.kind for c in found} == {AgentKind.ORGANISATION}


def test_an_organisation_among_people() -> None:
    found = authors("Tân, Zoë; Lamp Bank; Lie, Odd")
    assert [(c.agent.name, c.agent.kind.value) for c in found] == [
        ("Tân, Zoë", "person"),
        ("Lamp Bank", "organisation"),
        ("Lie, Odd", "person"),
    ]


@given(st.text(alphabet="Aa Bb,.;|()&?ëŁand\ue000", max_size=40))
def test_no_letter_of_a_name_is_lost(line: str) -> None:
    found = authors(line)
    said = "".join(f"{c.agent.name}{c.note or ''}" for c in found)
    letters = [c for c in line if c in "ABëŁ"]
    assert [c for c in said if c in "ABëŁ"] == letters or "(" in line or "na" in line.casefold()


@pytest.mark.parametrize("piece", ["(", "()", "A, ", "A; ", "et al ", "  ", "and ", "A B, ", ":"])
def test_a_very_long_line_takes_no_long_time(piece: str) -> None:
    start = time.process_time()
    authors(piece * (400_000 // len(piece)))
    assert time.process_time() - start < 2
