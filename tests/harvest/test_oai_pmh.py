"""OAI-PMH: every record once, whatever the repository does on the way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from harvest.server import BEGAN, FAULTS, OAI, Repository, every
from harvest.web import QUICK, Handler, client, marks, served, told

from clew.errors import BrokenDocument, SourceError, TooLarge
from clew.harvest import Arrival, Gone, Mark, Step, Whole
from clew.harvest.http import Manners
from clew.harvest.oai_pmh import protocol
from clew.harvest.oai_pmh.page import Truncated, parse_page
from clew.harvest.protocol import Errand

ADDRESS = "https://ashby.example/oai"
MAY = datetime(2031, 5, 1, 12, tzinfo=UTC)


def steps(handler: Handler, **wish: Any) -> list[Step]:
    return list(protocol.steps(Errand(ADDRESS, client(handler), **wish)))


def names(found: list[Step]) -> list[str]:
    return [step.location for step in found if isinstance(step, Arrival)]


def every_name(repository: Repository) -> list[str]:
    return [f"oai:ashby.example:{number}" for number in range(repository.size)]


def test_every_record_is_a_document_of_its_own() -> None:
    repository = Repository(3, page=2)
    found = steps(served(repository))
    assert names(found) == every_name(repository)
    first = found[0]
    assert isinstance(first, Arrival)
    content = first.open().read()
    assert content.startswith(b'<record xmlns="http://www.openarchives.org/OAI/2.0/"')
    assert b"<dc:title>A panel study of home visits in Ashby &amp; around, 0</dc:title>" in content
    assert (first.media_type, first.error) == ("text/xml", None)
    assert [type(step) for step in found] == [Arrival, Arrival, Mark, Arrival, Mark, Whole]


def test_marks_say_where_to_go_on() -> None:
    first, last = marks(steps(served(Repository(3, page=2))))
    asof = first.state["asof"]
    assert first == Mark({"asof": asof, "format": "oai_dc", "token": "2|"}, 3)
    assert last == Mark({"asof": asof, "format": "oai_dc", "position": 1}, 3)


def test_a_stopped_run_goes_on_after_its_mark() -> None:
    repository = Repository(5, page=2)
    whole = steps(served(repository))
    place = next(at for at, step in enumerate(whole) if isinstance(step, Mark))
    mark = whole[place]
    assert isinstance(mark, Mark)
    rest = steps(served(repository), state=mark.state)
    assert names(rest) == every_name(repository)[2:]
    assert rest[-1] == Whole()


def test_a_finished_run_has_nothing_left() -> None:
    last = marks(steps(served(Repository(3))))[-1]
    assert told(steps(served(Repository(3)), state=last.state)) == ["whole"]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_costs_nothing(fault: str) -> None:
    repository = Repository(8, page=2, faults={4: fault})
    found = steps(served(repository))
    assert list(dict.fromkeys(names(found))) == every_name(repository)
    assert found[-1] == Whole()
    assert repository.faults == {}


def test_all_faults_together_cost_nothing() -> None:
    repository = Repository(80, page=2, faults=every(2, FAULTS, 2))
    assert set(names(steps(served(repository)))) == set(every_name(repository))
    assert repository.faults == {}


def test_a_malformed_record_costs_only_itself() -> None:
    found = steps(served(Repository(5, malformed={2})))
    assert names(found) == every_name(Repository(5))
    bad = found[2]
    assert isinstance(bad, Arrival)
    assert isinstance(bad.error, BrokenDocument)
    assert "The record oai:ashby.example:2 at https://ashby.example/oai" in str(bad.error)
    assert b"</oops>" in bad.open().read()
    others = [step.error for step in found if isinstance(step, Arrival) and step is not bad]
    assert others == [None] * 4
    assert found[-1] == Whole()


def test_other_records_of_a_malformed_page_are_read_as_ever() -> None:
    broken = steps(served(Repository(5, malformed={2})))
    fine = steps(served(Repository(5)))
    assert [told([one])[0] for one in broken[3:5]] == [told([one])[0] for one in fine[3:5]]


def test_the_token_of_a_malformed_page_is_found() -> None:
    repository = Repository(6, page=2, malformed={1, 3})
    assert names(steps(served(repository))) == every_name(repository)


def test_deleted_records_are_gone() -> None:
    found = steps(served(Repository(3, deleted={1})))
    assert found[1] == Gone("oai:ashby.example:1")


class TestSince:
    def test_only_what_changed_is_asked_for(self) -> None:
        repository = Repository(9, page=2, versions={3: 1, 4: 1, 7: 1}, deleted={5})
        found = steps(served(repository), since=MAY)
        assert names(found) == [f"oai:ashby.example:{n}" for n in (3, 4, 7)]
        assert Gone("oai:ashby.example:5") in found
        assert {one.get("from") for one in repository.asked} == {"2031-05-01T12:00:00Z", None}

    def test_what_was_not_named_is_not_gone(self) -> None:
        assert Whole() not in steps(served(Repository(9, versions={3: 1})), since=MAY)

    def test_nothing_changed(self) -> None:
        assert names(steps(served(Repository(9)), since=MAY)) == []

    def test_a_repository_that_counts_by_days(self) -> None:
        repository = Repository(9, versions={3: 1}, by_day=True)
        assert names(steps(served(repository), since=MAY)) == ["oai:ashby.example:3"]
        assert repository.asked[-1]["from"] == "2031-05-01"

    def test_a_repository_that_does_not_say_so(self) -> None:
        class Liar(Repository):
            def _verb(self, query: dict[str, str], start: int, fault: str | None) -> str:
                said = super()._verb(query, start, fault)
                return said.replace(
                    "<granularity>YYYY-MM-DD<", "<granularity>YYYY-MM-DDThh:mm:ssZ<"
                )

        repository = Liar(9, versions={3: 1}, by_day=True)
        assert names(steps(served(repository), since=MAY)) == ["oai:ashby.example:3"]


@pytest.mark.parametrize(("date", "asof"), [(BEGAN, None), ("9999-99-99", None)])
def test_the_next_run_asks_from_the_earlier_clock(date: str, asof: str | None) -> None:
    class Clock(Repository):
        def _wrapped(self, inside: str, fault: str | None = None) -> bytes:
            return super()._wrapped(inside, fault).replace(BEGAN.encode(), date.encode())

    before = datetime.now(UTC).replace(microsecond=0)
    (mark,) = marks(steps(served(Clock(1))))
    # The repository's clock is years ahead, or mad: ours is believed.
    assert before <= datetime.fromisoformat(mark.state["asof"]) <= datetime.now(UTC)


def test_a_repository_whose_clock_is_behind_is_believed() -> None:
    class Late(Repository):
        def _wrapped(self, inside: str, fault: str | None = None) -> bytes:
            return super()._wrapped(inside, fault).replace(BEGAN.encode(), b"2001-02-03T04:05:06Z")

    (mark,) = marks(steps(served(Late(1))))
    assert mark.state["asof"] == "2001-02-03T04:05:06Z"


class TestFormatsAndSets:
    def test_the_format_asked_for(self) -> None:
        repository = Repository(1)
        steps(served(repository), take={"format": "oai_dc", "sets": ["odd"]})
        assert repository.asked[-1] == {
            "verb": "ListRecords",
            "metadataPrefix": "oai_dc",
            "set": "odd",
        }

    def test_a_format_that_is_not_offered(self) -> None:
        with pytest.raises(SourceError, match=r"not offer the format mods\. It offers: oai_dc"):
            steps(served(Repository(1)), take={"format": "mods"})

    def test_the_richest_format_by_default(self) -> None:
        class Rich(Repository):
            def _verb(self, query: dict[str, str], start: int, fault: str | None) -> str:
                said = super()._verb(query, start, fault)
                return said.replace(
                    "<metadataPrefix>oai_dc<",
                    "<metadataPrefix>oai_dc</metadataPrefix></metadataFormat><metadataFormat>"
                    "<metadataPrefix>oai_ddi25<",
                )

        repository = Rich(1)
        steps(served(repository))
        assert repository.asked[-1]["metadataPrefix"] == "oai_ddi25"

    def test_each_set_in_turn(self) -> None:
        repository = Repository(3, page=2)
        found = steps(served(repository), take={"sets": ["odd", "even"]})
        assert names(found) == every_name(repository) * 2
        assert [mark.state.get("position", 0) for mark in marks(found)] == [0, 1, 1, 2]

    def test_a_repository_without_sets(self) -> None:
        class Plain(Repository):
            def _verb(self, query: dict[str, str], start: int, fault: str | None) -> str:
                if query["verb"] == "ListSets":
                    return '<error code="noSetHierarchy"/>'
                return super()._verb(query, start, fault)

        with pytest.raises(SourceError, match="has no sets"):
            steps(served(Plain(1)), take={"sets": ["odd"]})

    @pytest.mark.parametrize("take", [{"formats": "x"}, {"sets": "odd"}, {"format": 7}])
    def test_what_makes_no_sense(self, take: dict[str, Any]) -> None:
        with pytest.raises(SourceError, match="The take table of a source is wrong"):
            steps(served(Repository(1)), take=take)


class TestNoWayOn:
    def collect(self, handler: Handler, manners: Manners = QUICK) -> tuple[list[Step], str]:
        found: list[Step] = []
        walk = protocol.steps(Errand(ADDRESS, client(handler, manners)))
        with pytest.raises((SourceError, TooLarge)) as caught:
            found.extend(walk)  # what came before the error stays
        return found, str(caught.value)

    def test_a_repository_that_walks_in_circles_is_left(self) -> None:
        found, error = self.collect(served(Repository(4, page=2, circle=True)))
        assert "serves the same page again and again" in error
        assert set(names(found)) == {"oai:ashby.example:0", "oai:ashby.example:1"}
        assert marks(found)[-1].state.get("token") is None

    def test_tokens_that_never_last(self) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            if "resumptionToken" in request.url.params:
                body = f'<OAI-PMH xmlns="{OAI}"><error code="badResumptionToken"/></OAI-PMH>'
                return httpx.Response(200, text=body)
            return served(Repository(4, page=2))(request)

        found, error = self.collect(answer)
        assert "refuses with badResumptionToken: without a word" in error
        assert marks(found)[-1].state.get("token") is None

    def test_a_refusal_is_told_in_its_own_words(self) -> None:
        body = f'<OAI-PMH xmlns="{OAI}"><error code="badArgument">not\n today</error></OAI-PMH>'
        _, error = self.collect(lambda r: httpx.Response(200, text=body))
        assert error.startswith(f"{ADDRESS} refuses with badArgument: not today.")

    def test_something_else_than_oai(self) -> None:
        _, error = self.collect(lambda r: httpx.Response(200, text="<html><p>Hello</html>"))
        assert "ListMetadataFormats" in error

    def test_no_repository(self) -> None:
        _, error = self.collect(lambda r: httpx.Response(404))
        assert error == f"There is no repository at {ADDRESS}. Check its address."

    def test_an_answer_that_never_ends_whole(self) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            whole = served(Repository(4))(request).content
            return httpx.Response(200, content=whole[:-20])

        _, error = self.collect(answer)
        assert "ended in the middle of its answer" in error

    def test_an_answer_of_a_gigabyte(self) -> None:
        pieces = (bytes(2**16) for _ in range(2**14))
        _, error = self.collect(lambda r: httpx.Response(200, content=pieces), Manners(limit=2**20))
        assert "is longer than 1,048,576 bytes" in error

    @pytest.mark.parametrize(
        "entity",
        ['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "ha"><!ENTITY y "&x;&x;">'],
    )
    def test_entities(self, entity: str) -> None:
        body = f"<!DOCTYPE OAI-PMH [{entity}]><OAI-PMH xmlns='{OAI}'>&x;</OAI-PMH>"
        _, error = self.collect(lambda r: httpx.Response(200, text=body))
        assert "declares a document type" in error
        assert "root:" not in error


class TestPage:
    def test_a_record_without_an_identifier_is_set_aside(self) -> None:
        inside = "<ListRecords><record><header/></record></ListRecords>"
        body = f'<OAI-PMH xmlns="{OAI}">{inside}</OAI-PMH>'

        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.params["verb"] == "ListRecords":
                return httpx.Response(200, text=body)
            return served(Repository(1))(request)

        found = steps(answer)
        (only,) = [step for step in found if isinstance(step, Arrival)]
        assert only.location.startswith(f"{ADDRESS}#")
        assert str(only.error).startswith(f"A record of {ADDRESS} has no identifier.")
        assert Whole() not in found

    def test_records_within_records_stay_together(self) -> None:
        inner = '<record xmlns="http://marc.example/"><leader>1</leader></record>'
        one = "<record><header><identifier>{}</identifier></header><metadata>{}</metadata></record>"
        inside = one.format("a", inner) + one.format("b", "<oops>") + one.format("c", inner)
        body = f'<OAI-PMH xmlns="{OAI}"><ListRecords>{inside}</ListRecords></OAI-PMH>'
        page = parse_page(body.encode(), ADDRESS)
        assert [(i.identifier, i.error is None) for i in page.items] == [
            ("a", True),
            ("b", False),
            ("c", True),
        ]

    def test_prefixes_are_minded(self) -> None:
        one = "<o:record><o:header><o:identifier>{}</o:identifier></o:header>{}</o:record>"
        inside = one.format("a", "<x/>") + one.format("b", "<x>") + one.format("c", "<x/>")
        token = '<o:resumptionToken completeListSize="9">t&amp;u</o:resumptionToken>'
        body = (
            f'<o:OAI-PMH xmlns:o="{OAI}"><o:ListRecords>{inside}{token}</o:ListRecords></o:OAI-PMH>'
        )
        page = parse_page(body.encode(), ADDRESS)
        assert [(i.identifier, i.error is None) for i in page.items] == [
            ("a", True),
            ("b", False),
            ("c", True),
        ]
        assert (page.token, page.total) == ("t&u", 9)

    def test_wrong_bytes_in_one_record(self) -> None:
        one = "<record><header><identifier>{}</identifier></header><m>{}</m></record>"
        inside = one.format("a", "café") + one.format("b", "CAFE") + one.format("c", "\x0b")
        body = f'<OAI-PMH xmlns="{OAI}"><ListRecords>{inside}</ListRecords></OAI-PMH>'
        page = parse_page(body.encode().replace(b"CAFE", b"caf\xe9"), ADDRESS)
        assert [i.error is None for i in page.items] == [True, False, False]

    def test_the_declared_encoding_holds_for_each_record(self) -> None:
        one = "<record><header><identifier>{}</identifier></header><m>{}</m></record>"
        body = (
            f'<?xml version="1.0" encoding="ISO-8859-1"?><OAI-PMH xmlns="{OAI}"><ListRecords>'
            f"{one.format('a', 'café')}{one.format('b', '<oops>')}</ListRecords></OAI-PMH>"
        )
        page = parse_page(body.encode("iso-8859-1"), ADDRESS)
        assert "café".encode() in page.items[0].content

    @pytest.mark.parametrize("content", [b"", b"<", b"{}", b"<OAI-PMH", b"<html/>", b"</OAI-PMH>"])
    def test_nonsense(self, content: bytes) -> None:
        with pytest.raises(Truncated):
            parse_page(content, ADDRESS)

    def test_a_long_hostile_line_is_quick(self) -> None:
        for piece in (b"<record ", b"<record>  ", b"<a:record><header ", b"<resumptionToken "):
            with pytest.raises(Truncated):
                parse_page(piece * 100_000 + b"</OAI-PMH>", ADDRESS)
