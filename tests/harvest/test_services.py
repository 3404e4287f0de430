"""JSON services: each item a document byte for byte, page after page, changes where offered."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, ClassVar

import httpx
import pytest
from harvest.web import answers, client, marks, told

from clew.errors import BrokenDocument, SourceError
from clew.harvest import Arrival, Step, Whole
from clew.harvest.arrival import Visit
from clew.harvest.protocol import Errand, written
from clew.harvest.registry import protocol, protocols

MAY = datetime(2031, 5, 1, tzinfo=UTC)
API = "https://x"


def steps(name: str, pages: dict[str, Any], address: str = API, **wish: Any) -> list[Step]:
    return list(protocol(name).steps(Errand(address, client(answers(pages)), **wish)))


def item(step: object) -> Any:
    assert isinstance(step, tuple)
    return step[0], json.loads(step[1])


class TestDataCite:
    FIRST = "/dois?query=%28a%29&page%5Bsize%5D=500&affiliation=true&page%5Bcursor%5D=1"
    SECOND = "/dois?query=%28a%29&page%5Bsize%5D=500&affiliation=true&page%5Bcursor%5D=Mg"
    TAKE: ClassVar = {"query": "a"}

    def pages(self) -> dict[str, Any]:
        link = "https://api.example/dois?page%5Bcursor%5D=Mg&page%5Bsize%5D=500"
        return {
            self.FIRST: {
                "data": [{"id": "10.99999/a"}, {"id": "10.99999/b"}],
                "links": {"next": link},
                "meta": {"total": 3},
            },
            self.SECOND: {"data": [{"id": "10.99999/c"}], "links": {}, "meta": {"total": 3}},
        }

    def test_by_cursor(self) -> None:
        found = steps("datacite", self.pages(), f"{API}/dois", take=self.TAKE)
        *documents, end = told(found)
        assert [item(one) for one in documents] == [
            (f"{API}/dois/10.99999/{letter}", {"id": f"10.99999/{letter}"}) for letter in "abc"
        ]
        assert end == "whole"
        assert [(m.state["at"], m.total) for m in marks(found)] == [
            ({"cursor": "Mg"}, 3),
            (None, 3),
        ]

    def test_on_from_a_mark(self) -> None:
        state = {"asof": "2031-05-01T00:00:00Z", "at": {"cursor": "Mg"}}
        found = steps("datacite", self.pages(), f"{API}/dois", take=self.TAKE, state=state)
        assert item(told(found)[0])[0].endswith("/c")

    def test_changes(self) -> None:
        asked: list[str] = []

        def answer(request: httpx.Request) -> httpx.Response:
            asked.append(request.url.params["query"])
            return httpx.Response(200, json={"data": []})

        errand = Errand(f"{API}/dois", client(answer), {"query": "a OR b"}, MAY)
        assert Whole() not in list(protocol("datacite").steps(errand))
        assert asked == ["(a OR b) AND (updated:[2031-05-01T00:00:00Z TO *])"]

    def test_an_item_without_a_name_costs_only_itself(self) -> None:
        pages = {self.FIRST: {"data": [{"id": "10.99999/a"}, {"nothing": 1}]}}
        found = steps("datacite", pages, f"{API}/dois", take=self.TAKE)
        first, second = (step for step in found if isinstance(step, Arrival))
        assert first.error is None
        assert isinstance(second.error, BrokenDocument)
        assert second.location == f"{API}/dois#1"

    def test_a_cursor_that_leads_in_circles(self) -> None:
        page = self.pages()[self.FIRST]
        with pytest.raises(SourceError, match="the same page again and again"):
            steps("datacite", {self.FIRST: page, self.SECOND: page}, f"{API}/dois", take=self.TAKE)


class TestCrossref:
    def test_by_cursor(self) -> None:
        first = {"items": [{"DOI": "10.99999/a b"}], "next-cursor": "n", "total-results": 1}
        pages = {
            "/works?query=q&filter=type%3Adissertation&rows=200&cursor=%2A": {"message": first},
            "/works?query=q&filter=type%3Adissertation&rows=200&cursor=n": {
                "message": {"items": [], "next-cursor": "n"}
            },
        }
        take = {"query": "q", "filter": "type:dissertation"}
        found = told(steps("crossref", pages, f"{API}/works", take=take))
        assert item(found[0]) == (f"{API}/works/10.99999/a%20b", {"DOI": "10.99999/a b"})
        assert found[1:] == ["whole"]

    def test_by_doi(self) -> None:
        pages = {"/works/10.99999/a": {"message": {"DOI": "10.99999/a"}}}
        take = {"dois": ["10.99999/a", "10.99999/b"]}
        found = told(steps("crossref", pages, f"{API}/works", take=take))
        assert item(found[0])[0] == f"{API}/works/10.99999/a"
        assert found[1:] == [f"gone {API}/works/10.99999/b", "whole"]

    def test_changes(self) -> None:
        pages: dict[str, Any] = {
            "/works?filter=type%3Abook%2Cfrom-index-date%3A2031-05-01&rows=200&cursor=%2A": {
                "message": {"items": []}
            }
        }
        take = {"filter": "type:book"}
        assert told(steps("crossref", pages, f"{API}/works", take=take, since=MAY)) == []


class TestOpenAlex:
    def test_by_cursor(self) -> None:
        work = {"id": "https://openalex.org/W1"}
        pages = {
            "/works?filter=type%3Abook&per-page=200&cursor=%2A": {
                "results": [work],
                "meta": {"count": 1, "next_cursor": "n"},
            },
            "/works?filter=type%3Abook&per-page=200&cursor=n": {"results": [], "meta": {}},
        }
        # It offers no changes, so everything is listed and what was not named is gone.
        found = steps("openalex", pages, f"{API}/works", take={"filter": "type:book"}, since=MAY)
        first, end = told(found)
        assert item(first) == ("https://openalex.org/W1", work)
        assert end == "whole"

    def test_by_doi(self) -> None:
        pages = {"/works/doi:10.99999/a": {"id": "https://openalex.org/W1"}}
        found = told(steps("openalex", pages, f"{API}/works", take={"dois": ["10.99999/a"]}))
        assert item(found[0])[0] == f"{API}/works/doi:10.99999/a"

    @pytest.mark.parametrize("doi", ["https://doi.org/10.99999/a", "doi:10.99999/A", "10.99999/a"])
    @pytest.mark.parametrize(("name", "path"), [("openalex", "doi:"), ("crossref", "")])
    def test_a_doi_in_any_spelling(self, name: str, path: str, doi: str) -> None:
        found = steps(name, {}, f"{API}/works", take={"dois": [doi]})
        assert told(found) == [f"gone {API}/works/{path}10.99999/a", "whole"]


class TestCkan:
    def page(self, start: int, fq: str = "") -> str:
        filters = f"&fq={fq}" if fq else ""
        return (
            f"/api/3/action/package_search?q=a{filters}&rows=2&start={start}"
            "&sort=metadata_created+asc"
        )

    def test_by_number(self) -> None:
        pages = {
            self.page(0): {"result": {"count": 3, "results": [{"id": "a"}, {"id": "b"}]}},
            self.page(2): {"result": {"count": 3, "results": [{"id": "c"}]}},
        }
        *documents, end = told(steps("ckan", pages, f"{API}/", take={"query": "a", "size": 2}))
        assert [item(one)[0] for one in documents] == [f"{API}/dataset/{one}" for one in "abc"]
        assert end == "whole"

    def test_changes(self) -> None:
        fq = "%28metadata_modified%3A%5B2031-05-01T00%3A00%3A00Z+TO+%2A%5D%29"
        pages = {self.page(0, fq): {"result": {"count": 0, "results": []}}}
        assert told(steps("ckan", pages, take={"query": "a", "size": 2}, since=MAY)) == []


class TestDataverse:
    LIST = "/api/search?q=%2A&type=dataset&sort=date&order=asc&per_page=100&start=0&subtree=us"
    EXPORT = "/api/datasets/export?exporter=ddi&persistentId=doi%3A10.99999%2F"
    TAKE: ClassVar = {"collection": "us", "format": "ddi"}

    def pages(self) -> dict[str, Any]:
        items = [
            {"global_id": f"doi:10.99999/{letter}", "updatedAt": f"2031-05-0{day}"}
            for day, letter in enumerate("ab", start=1)
        ]
        return {
            self.LIST: {"data": {"items": items, "total_count": 2}},
            f"{self.EXPORT}a": {"a": 1},
            f"{self.EXPORT}b": {"b": 2},
        }

    def test_listed_then_exported(self) -> None:
        found = steps("dataverse", self.pages(), take=self.TAKE)
        assert [item(one) for one in told(found)[:-1]] == [
            (f"{API}{self.EXPORT}a", {"a": 1}),
            (f"{API}{self.EXPORT}b", {"b": 2}),
        ]
        assert [s.visit.stamp for s in found if isinstance(s, Arrival)] == [
            "2031-05-01",
            "2031-05-02",
        ]

    def test_a_hit_without_a_name_costs_only_itself(self) -> None:
        pages = self.pages()
        pages[self.LIST]["data"]["items"].insert(1, {"name": "Nobody"})
        found = steps("dataverse", pages, take=self.TAKE)
        assert [step.location for step in found if isinstance(step, Arrival)] == [
            f"{API}{self.EXPORT}a",
            f"{API}{self.EXPORT}b",
            f"{API}#1",
        ]

    def test_what_has_not_been_updated_is_not_fetched(self) -> None:
        def known(location: str) -> Visit | None:
            return Visit(stamp="2031-05-01")

        first, second, _ = told(steps("dataverse", self.pages(), take=self.TAKE, known=known))
        assert first == f"seen {API}{self.EXPORT}a"
        assert item(second)[1] == {"b": 2}


class TestHdrUk:
    def test_by_page(self) -> None:
        pages = {
            "/datasets?page=1&perPage=100&status=ACTIVE": {"data": [{"id": 7}], "last_page": 2},
            "/datasets?page=2&perPage=100&status=ACTIVE": {"data": [{"id": "8"}], "last_page": 2},
        }
        *documents, end = told(steps("hdruk", pages))
        assert [item(one)[0] for one in documents] == [f"{API}/datasets/7", f"{API}/datasets/8"]
        assert end == "whole"


class TestMetadataWorks:
    def test_listed_then_fetched(self) -> None:
        first = "/dataset?searchTerm=%2A&include=dataset&pageSize=100&pageNumber=1"
        pages = {
            first: {"content": [{"id": 7, "origin": {"id": 3}}, {"id": 8}], "totalPages": 1},
            "/dataset/7?originId=3": {"summary": {"title": "Seven"}},
        }
        found = told(steps("metadata-works", pages))
        assert item(found[0]) == (
            f"{API}/dataset/7?originId=3",
            {"summary": {"title": "Seven"}},
        )
        assert found[1:] == [f"gone {API}/dataset/8", "whole"]


class TestGtr:
    LIST = "/gtr/api/projects?q=doors&p={}&s=100&sf=pro.sd&so=A&f=pro.t"

    def test_listed_then_fetched_as_xml(self) -> None:
        accepted: list[str] = []
        projects = [
            {
                "id": "A1",
                "identifiers": {
                    "identifier": [
                        {"value": "other", "type": "OTHER"},
                        {"value": "ES/Z000001/1", "type": "RCUK"},
                    ]
                },
            },
            {"id": "A2"},
        ]
        pages: dict[str, Any] = {
            self.LIST.format(1): {"project": projects, "totalPages": 2, "totalSize": 3},
            self.LIST.format(2): {"project": [{"id": "A3"}], "totalPages": 2},
            "/api/projects?ref=ES%2FZ000001%2F1": {"as": "xml"},
        }

        def answer(request: httpx.Request) -> httpx.Response:
            accepted.append(request.headers["accept"])
            return answers(pages)(request)

        take = {"query": "doors", "fields": ["pro.t"]}
        found = list(protocol("gtr").steps(Errand(API, client(answer), take)))
        first, *nameless = (step for step in found if isinstance(step, Arrival))
        assert first.location == f"{API}/api/projects?ref=ES%2FZ000001%2F1"
        assert [one.location for one in nameless] == [f"{API}#1", f"{API}#100"]
        with pytest.raises(SourceError, match="does not say how to ask for it"):
            nameless[0].open()
        assert found[-1] == Whole()
        assert accepted == [
            "application/vnd.rcuk.gtr.json-v7",
            "application/xml",
            "application/vnd.rcuk.gtr.json-v7",
        ]

    def test_by_reference(self) -> None:
        pages: dict[str, Any] = {"/api/projects?ref=ES%2FZ000001%2F1": {}}
        found = told(steps("gtr", pages, take={"references": ["ES/Z000001/1"]}))
        assert item(found[0])[0].endswith("ref=ES%2FZ000001%2F1")

    def test_everything_is_too_much(self) -> None:
        with pytest.raises(SourceError, match="far more projects than may politely be fetched"):
            steps("gtr", {})


@pytest.mark.parametrize("name", ["datacite", "crossref", "openalex", "ckan", "dataverse", "hdruk"])
@pytest.mark.parametrize("body", ["<html>", "{", '{"data": 7}', '{"result": []}', "null"])
def test_what_is_no_answer_is_told(name: str, body: str) -> None:
    asking = client(lambda request: httpx.Response(200, text=body))
    with pytest.raises(SourceError, match="did not answer with the JSON asked for"):
        list(protocol(name).steps(Errand(API, asking)))


@pytest.mark.parametrize("name", ["datacite", "crossref", "openalex", "ckan", "dataverse", "hdruk"])
def test_a_service_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(SourceError, match="There is nothing at"):
        steps(name, {})


def test_half_an_answer_is_asked_for_again() -> None:
    bodies = iter(['{"data": [', '{"data": []}'])
    asking = client(lambda request: httpx.Response(200, text=next(bodies)))
    assert told(protocol("hdruk").steps(Errand(API, asking))) == ["whole"]


@pytest.mark.parametrize("name", sorted(protocols()))
def test_a_choice_that_a_protocol_does_not_know(name: str) -> None:
    with pytest.raises(SourceError, match="The take table of a source is wrong"):
        steps(name, {}, take={"no such": 1})


def test_a_protocol_that_is_not_there() -> None:
    with pytest.raises(SourceError, match=r"There is no protocol gopher\. There are: oai-pmh, "):
        protocol("gopher")


def test_choices_typed_as_text() -> None:
    kind = protocol("crossref").takes
    typed = {"dois": ["a"], "size": ["50"], "query": ["x", "y"], "other": ["z"]}
    assert written(typed, kind) == {"dois": ["a"], "size": 50, "query": "y", "other": "z"}
