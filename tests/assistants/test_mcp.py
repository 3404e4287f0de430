"""Every tool, resource and prompt as an assistant's own library calls them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

import clew
from clew.assistants import Desk
from clew.assistants.server import serve
from clew.errors import ExportError, NotFound, QueryError

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
SITE = "https://wexmoor.example.org"
TOOLS = {"search", "passages", "get", "thread", "compare", "cite"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("assistants")
    with clew.open(made) as catalogue:
        catalogue.add(str(CORPUS))
    return made


@pytest.fixture(scope="module")
def catalogue(home: Path) -> Iterator[clew.Clew]:
    with clew.open(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(catalogue: clew.Clew) -> Desk:
    return Desk(catalogue, SITE)


@pytest.fixture(scope="module")
def dataset(catalogue: clew.Clew) -> str:
    return catalogue.search("home visits", kind="dataset").hits[0].id


def call(desk: Desk, tool: str, **arguments: Any) -> Any:
    """Call a tool through the protocol; return what it gives, or the words of an error."""

    async def ask() -> Any:
        async with Client(serve(desk)) as client:
            result = await client.call_tool(tool, arguments)
            text = "".join(getattr(part, "text", "") for part in result.content)
            return text if result.is_error else json.loads(text)

    return anyio.run(ask)


def test_it_offers_six_tools_that_only_read(desk: Desk) -> None:
    async def ask() -> Any:
        async with Client(serve(desk)) as client:
            tools = (await client.list_tools()).tools
            prompts = (await client.list_prompts()).prompts
            templates = (await client.list_resource_templates()).resource_templates
            return tools, prompts, templates

    tools, prompts, templates = anyio.run(ask)
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    assert {prompt.name for prompt in prompts} == {"overview", "practice"}
    assert [str(one.uri_template) for one in templates] == ["clew://resource/{name}"]


def test_a_search_says_why_and_where(desk: Desk, catalogue: clew.Clew) -> None:
    found = call(desk, "search", words="home visits", limit=3)
    expected = catalogue.search("home visits", limit=3)
    assert found["total"] == expected.total
    assert [one["id"] for one in found["results"]] == [hit.id for hit in expected.hits]
    for one in found["results"]:
        assert one["url"] == f"{SITE}/r/{one['id']}"
        assert one["why"]
        assert one["title"]


def test_a_search_can_be_narrowed(desk: Desk) -> None:
    theses = call(desk, "search", words="children", kind="thesis")
    assert {one["kind"] for one in theses["results"]} == {"thesis"}
    late = call(desk, "search", words="children", years="2015..2016")
    everything = call(desk, "search", words="children")
    assert 0 < late["total"] < everything["total"]


def test_what_is_asked_wrongly_is_explained(desk: Desk) -> None:
    assert "There is no kind 'kettle'" in call(desk, "search", words="tea", kind="kettle")
    assert "no-such-thing" in call(desk, "get", name="no-such-thing")
    assert "Name 2 to 6" in call(desk, "compare", names=["one"])
    assert "is not an export format" in call(desk, "cite", names=["x"], style="kettle")


def test_passages_are_word_for_word_with_their_place(desk: Desk, catalogue: clew.Clew) -> None:
    found = call(desk, "passages", words="home visits", limit=4)["passages"]
    assert 0 < len(found) <= 4
    for one in found:
        resource = catalogue.get(one["of"])
        texts = [
            " ".join(passage.text.split())
            for record in resource.records
            if record.fulltext
            for passage in record.fulltext.passages
        ]
        said = " ".join(one["text"].removesuffix(" …").strip("… ").split())
        assert any(said in text for text in texts), said
        assert one["place"]
        assert one["url"].startswith(SITE)


def test_passages_of_one_resource(desk: Desk, catalogue: clew.Clew) -> None:
    thesis = next(
        hit for hit in catalogue.search("home visits", kind="thesis").hits if hit.passages
    )
    found = call(desk, "passages", words="home visits", name=thesis.id)["passages"]
    assert found
    assert {one["of"] for one in found} == {thesis.id}


def test_passages_of_one_resource_come_even_if_others_say_it_better(
    desk: Desk, catalogue: clew.Clew
) -> None:
    texts = [hit.id for hit in catalogue.search(filters={"has": "full text"}, limit=50).hits]
    for name in texts:
        expected = catalogue.search_in(name, "the children", limit=3)
        found = desk.passages("the children", name, limit=3)["passages"]
        assert [one["of"] for one in found] == [name] * len(expected)
        assert [one["place"] for one in found] == [one.place for one in expected]
    assert len(texts) > 1


def test_a_resource_is_told_in_few_words(desk: Desk, dataset: str, catalogue: clew.Clew) -> None:
    found = call(desk, "get", name=dataset)
    assert (found["id"], found["kind"]) == (dataset, "dataset")
    assert found["title"] == catalogue.get(dataset).label
    assert len(found["description"]) <= 1_202
    assert found["described_by"] == ["files"]
    assert not [value for value in found.values() if value in (None, "", [], 0)]


def test_a_thread_has_evidence(desk: Desk, dataset: str) -> None:
    found = call(desk, "thread", name=dataset)
    assert found["of"] == dataset
    ids = {one["id"] for one in found["resources"]}
    assert dataset in ids
    assert len(ids) > 1
    for link in found["links"]:
        assert {"from", "type", "to", "state", "because"} <= set(link)


def test_things_side_by_side(desk: Desk, catalogue: clew.Clew) -> None:
    names = [hit.id for hit in catalogue.search("children", kind="dataset", limit=2).hits]
    found = call(desk, "compare", names=names)
    assert list(found["titles"]) == names
    assert found["facts"]["kind"] == dict.fromkeys(names, "dataset")
    assert "kind" not in found["differing"]
    assert set(found["differing"]) <= set(found["facts"])


@pytest.mark.parametrize("style", ["apa", "harvard", "chicago", "vancouver", "bibtex", "ris"])
def test_citations(desk: Desk, dataset: str, catalogue: clew.Clew, style: str) -> None:
    found = call(desk, "cite", names=[dataset], style=style)
    (one,) = found["citations"]
    assert found["style"] == style
    assert catalogue.get(dataset).label.split(":")[0][:30].casefold() in one["citation"].casefold()


def test_a_resource_and_the_prompts(desk: Desk, dataset: str) -> None:
    async def ask() -> tuple[Any, Any, Any]:
        async with Client(serve(desk)) as client:
            read = await client.read_resource(f"clew://resource/{dataset}")
            topic = await client.get_prompt("overview", {"topic": "home visits"})
            practice = await client.get_prompt("practice", {"question": "How to knock?"})
            return read, topic, practice

    read, topic, practice = anyio.run(ask)
    assert json.loads(read.contents[0].text)["id"] == dataset
    assert "'home visits'" in topic.messages[0].content.text
    assert "'How to knock?'" in practice.messages[0].content.text


def test_without_a_site_links_lead_to_the_things(catalogue: clew.Clew, dataset: str) -> None:
    found = Desk(catalogue).get(dataset)
    assert found["url"].startswith("https://doi.org/")


def test_the_desk_raises_our_own_errors(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.get("no-such-thing")
    with pytest.raises(QueryError):
        desk.compare(["a"] * 7)
    with pytest.raises(QueryError):
        desk.cite([])
    with pytest.raises(ExportError):
        desk.cite(["a"], "kettle")


def test_an_answer_stays_small(desk: Desk) -> None:
    found = desk.search("children", limit=1_000)
    assert len(found["results"]) <= 20
    assert len(json.dumps(found)) < 60_000


def test_the_command_speaks_on_standard_input(home: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "clew", "mcp"],
        env={**os.environ, "CLEW_HOME": str(home)},
    )

    async def ask() -> Any:
        async with Client(command) as client:
            return await client.call_tool("search", {"words": "home visits", "limit": 1})

    result = anyio.run(ask)
    assert json.loads(result.content[0].text)["results"][0]["title"]
