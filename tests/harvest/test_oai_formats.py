"""OAI-PMH: which format is taken, and what becomes of records that there are not in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from harvest.web import client, marks

from clew.errors import SourceError
from clew.harvest import Arrival, Gone, Step, Whole
from clew.harvest.oai_pmh import protocol
from clew.harvest.protocol import Errand

ADDRESS = "https://fen.example/oai"


@dataclass
class Shelves:
    """A repository that has some records in some formats: ``holds`` has numbers by prefix."""

    holds: dict[str, range]
    page: int = 3
    counts: bool = True
    deleted: frozenset[int] = frozenset()
    nameless: bool = False
    asked: list[str] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        query = dict(request.url.params)
        verb = query["verb"]
        self.asked.append(f"{verb} {query.get('metadataPrefix', '')}".strip())
        match verb:
            case "ListMetadataFormats":
                inside = self._formats()
            case "ListSets":
                inside = "<ListSets><set><setSpec>a</setSpec></set></ListSets>"
            case _:
                inside = self._list(verb, query)
        text = (
            '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
            f"<responseDate>2031-05-01T00:00:00Z</responseDate>{inside}</OAI-PMH>"
        )
        return httpx.Response(200, text=text)

    def _formats(self) -> str:
        names = "".join(f"<metadataPrefix>{name}</metadataPrefix>" for name in self.holds)
        return f"<ListMetadataFormats>{names}</ListMetadataFormats>"

    def _list(self, verb: str, query: dict[str, str]) -> str:
        if verb == "ListIdentifiers" and self.nameless:
            return '<error code="badVerb">We list records only.</error>'
        prefix, _, start = query.get("resumptionToken", "").partition("|")
        prefix, begin = prefix or query["metadataPrefix"], int(start or 0)
        numbers = self.holds[prefix][begin : begin + self.page]
        if not numbers:
            return '<error code="noRecordsMatch"/>'
        more = begin + self.page < len(self.holds[prefix])
        count = f' completeListSize="{len(self.holds[prefix])}"' if self.counts else ""
        token = f"{prefix}|{begin + self.page}" if more else ""
        each = "".join(self._one(verb, prefix, number) for number in numbers)
        return f"<{verb}>{each}<resumptionToken{count}>{token}</resumptionToken></{verb}>"

    def _one(self, verb: str, prefix: str, number: int) -> str:
        status = ' status="deleted"' if number in self.deleted else ""
        header = f"<header{status}><identifier>oai:{number}</identifier></header>"
        metadata = f"<metadata><{prefix}/></metadata>" if not status else ""
        return header if verb == "ListIdentifiers" else f"<record>{header}{metadata}</record>"


def steps(shelves: Shelves, **wish: Any) -> list[Step]:
    return list(protocol.steps(Errand(ADDRESS, client(shelves), **wish)))


def came(found: list[Step]) -> dict[str, str]:
    """Return in which format each record came; nothing comes twice."""
    arrived = [one for one in found if isinstance(one, Arrival)]
    formats = {}
    for one in arrived:
        with one.open() as stream:
            content = stream.read().decode()
        formats[one.location] = content.partition("<metadata><")[2].partition("/>")[0]
    assert len(formats) == len(arrived)
    return formats


def each(numbers: range, prefix: str) -> dict[str, str]:
    return {f"oai:{number}": prefix for number in numbers}


DDI, ALL = range(4), range(10)


@pytest.mark.parametrize(
    ("holds", "expected"),
    [
        ({"oai_dc": ALL}, each(ALL, "oai_dc")),
        ({"oai_dc": ALL, "mods": ALL}, each(ALL, "mods")),
        (
            {"oai_dc": ALL, "oai_ddi25": DDI},
            each(DDI, "oai_ddi25") | each(range(4, 10), "oai_dc"),
        ),
        (
            {"oai_dc": ALL, "mods": range(9), "oai_datacite": ALL, "oai_ddi25": DDI},
            each(DDI, "oai_ddi25") | each(range(4, 10), "oai_datacite"),
        ),
        ({"oai_dc": ALL, "oai_ddi25": range(0)}, each(ALL, "oai_dc")),
    ],
    ids=["least alone", "one for all", "the rest in least", "the rest in richest", "none of it"],
)
def test_every_record_comes_once_in_the_richest_there_is(
    holds: dict[str, range], expected: dict[str, str]
) -> None:
    found = steps(Shelves(holds))
    assert came(found) == expected
    assert found[-1] == Whole()


PARTLY = {"oai_dc": ALL, "oai_ddi25": DDI}


def test_a_format_that_is_named_is_taken_alone() -> None:
    shelves = Shelves(PARTLY)
    assert came(steps(shelves, take={"format": "oai_ddi25"})) == each(DDI, "oai_ddi25")
    assert not any("ListIdentifiers" in one for one in shelves.asked)


@pytest.mark.parametrize("fault", [{"counts": False}, {"nameless": True}])
def test_a_repository_that_tells_no_numbers_is_taken_as_before(fault: dict[str, bool]) -> None:
    assert came(steps(Shelves(PARTLY, **fault))) == each(DDI, "oai_ddi25")  # type: ignore[arg-type]


def test_a_short_list_is_counted_without_being_told() -> None:
    shelves = Shelves(PARTLY, page=20, counts=False)
    assert came(steps(shelves)) == each(DDI, "oai_ddi25") | each(range(4, 10), "oai_dc")


def test_one_for_all_costs_two_more_requests() -> None:
    shelves = Shelves({"oai_dc": ALL, "mods": ALL}, page=20)
    steps(shelves)
    assert shelves.asked == [
        "ListMetadataFormats",
        "ListIdentifiers oai_dc",
        "ListIdentifiers mods",
        "ListRecords mods",
    ]


def test_a_run_that_was_stopped_anywhere_goes_on_without_repeats() -> None:
    whole = steps(Shelves(PARTLY))
    for mark in marks(whole):
        place = whole.index(mark)
        before, after = whole[: place + 1], steps(Shelves(PARTLY), state=mark.state)
        assert came(before) | came(after) == came(whole)
        assert not came(before).keys() & came(after).keys()
        assert after[-1] == Whole()


def test_with_sets_each_is_asked_for_in_both() -> None:
    shelves = Shelves(PARTLY, page=20)
    found = steps(shelves, take={"sets": ["a", "b"]})
    lists = [one for one in shelves.asked if one.startswith("ListRecords")]
    assert lists == ["ListRecords oai_ddi25"] * 2 + ["ListRecords oai_dc"] * 2
    names = {one.location for one in found if isinstance(one, Arrival)}
    assert names == {f"oai:{number}" for number in ALL}


def test_what_was_deleted_is_gone_whatever_it_was() -> None:
    found = steps(Shelves(PARTLY, deleted=frozenset({1, 7})))
    assert [one.location for one in found if isinstance(one, Gone)] == ["oai:1", "oai:7"]
    assert len(came(found)) == 8


def test_a_list_of_names_that_breaks_off_is_no_reason_to_double() -> None:
    whole = steps(Shelves(PARTLY))
    rest = next(mark for mark in marks(whole) if mark.state.get("position") == 1)
    with pytest.raises(SourceError, match="does not list its identifiers: badVerb"):
        steps(Shelves(PARTLY, nameless=True), state=rest.state)
