"""The OAI-PMH repository: six verbs, by GET and POST, and every way to ask wrongly."""

from __future__ import annotations

import re
import shutil
import socket
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient
from harvest.web import client as asking
from lxml import etree
from sickle import Sickle

import clew
from clew.api.oai import repository
from clew.api.site import Site
from clew.harvest import Arrival, Gone, Whole
from clew.harvest.oai_pmh import protocol
from clew.harvest.protocol import Errand
from clew.model import Kind
from clew.web.application import application

from .conftest import SITE

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
BASE = "https://wexmoor.example.org/oai"


def ask(client: TestClient, **arguments: str) -> etree._Element:
    """Ask by GET and by POST; both have to answer alike."""
    got = client.get("/oai", params=arguments)
    posted = client.post("/oai", data=arguments)
    assert got.status_code == posted.status_code == 200
    assert (
        got.headers["content-type"] == posted.headers["content-type"] == "text/xml; charset=utf-8"
    )
    timeless = [re.sub(r"<responseDate>.*?<", "<", one.text) for one in (got, posted)]
    assert timeless[0] == timeless[1]
    return etree.fromstring(got.content)


def error(client: TestClient, **arguments: str) -> tuple[str, str]:
    (found,) = ask(client, **arguments).iter(f"{OAI}error")
    return found.get("code", ""), found.text or ""


def texts(root: etree._Element, name: str) -> list[str]:
    return [one.text or "" for one in root.iter(OAI + name)]


def listed(client: TestClient, verb: str = "ListIdentifiers", **more: str) -> list[str]:
    """Return the identifiers of a whole list, page after page."""
    root = ask(client, verb=verb, **{"metadataPrefix": "oai_dc"} | more)
    found = texts(root, "identifier")
    while (onward := texts(root, "resumptionToken")) and onward[0]:
        root = ask(client, verb=verb, resumptionToken=onward[0])
        found += texts(root, "identifier")
    return found


def test_it_says_what_it_is(client: TestClient) -> None:
    root = ask(client, verb="Identify")
    (about,) = root.iter(f"{OAI}Identify")
    facts = {etree.QName(child).localname: child.text for child in list(about)[:-1]}
    earliest = facts.pop("earliestDatestamp")
    assert facts == {
        "repositoryName": "Wexmoor",
        "baseURL": BASE,
        "protocolVersion": "2.0",
        "adminEmail": "keeper@wexmoor.example.org",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    assert earliest is not None
    assert earliest > "2026"
    assert root.findtext(f"{OAI}request") == BASE
    assert root.find(f"{OAI}request").attrib == {"verb": "Identify"}  # type: ignore[union-attr]
    own = about[-1][0]
    assert [child.text for child in own] == [
        "oai",
        "wexmoor.example.org",
        ":",
        "oai:wexmoor.example.org:home-visits",
    ]


def test_formats_are_those_with_a_prefix(client: TestClient) -> None:
    root = ask(client, verb="ListMetadataFormats")
    assert {"oai_dc", "oai_datacite", "oai_ddi25"} <= set(texts(root, "metadataPrefix"))
    assert all(url.startswith("http") for url in texts(root, "schema"))


def test_formats_of_one_thing_are_those_that_can_hold_it(client: TestClient) -> None:
    award = listed(client, set="kind:award")[0]
    prefixes = texts(ask(client, verb="ListMetadataFormats", identifier=award), "metadataPrefix")
    assert "oai_dc" in prefixes
    assert "oai_ddi25" not in prefixes


def test_sets_are_kinds_and_sources(client: TestClient) -> None:
    assert texts(ask(client, verb="ListSets"), "setSpec") == [
        "kind:award",
        "kind:course",
        "kind:dataset",
        "kind:publication",
        "kind:software",
        "kind:thesis",
        "source:files",
    ]


def test_sets_part_the_whole(client: TestClient) -> None:
    parts = [
        listed(client, set=f"kind:{kind}")
        for kind in ("award", "course", "dataset", "publication", "software", "thesis")
    ]
    assert all(parts)
    assert (
        sorted(one for part in parts for one in part)
        == sorted(listed(client))
        == sorted(listed(client, set="source:files"))
    )


def test_a_record_by_its_identifier(client: TestClient, filled: Path) -> None:
    with clew.open(filled) as catalogue:
        hit = catalogue.search("home visits", kind="dataset").hits[0]
    root = ask(
        client,
        verb="GetRecord",
        metadataPrefix="oai_dc",
        identifier=f"oai:wexmoor.example.org:{hit.id}",
    )
    assert next(one.text for one in root.iter(f"{DC}title")) == hit.title
    assert set(texts(root, "setSpec")) == {"kind:dataset", "source:files"}
    (stamp,) = texts(root, "datestamp")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp)


def test_a_record_is_found_by_its_own_datestamp(client: TestClient) -> None:
    whole = listed(client)
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    stamp = texts(root, "datestamp")[0]
    by_second = listed(client, **{"from": stamp, "until": stamp})
    by_day = listed(client, **{"from": stamp[:10], "until": stamp[:10]})
    assert whole[0] in by_second
    assert whole[0] in by_day


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
def test_pages_are_disjoint_and_complete(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    whole = listed(client, verb)
    monkeypatch.setattr(repository.Repository.__init__, "__defaults__", (7,))
    paged = listed(client, verb)
    assert paged == whole
    assert len(set(whole)) == len(whole) > 14
    first = ask(client, verb=verb, metadataPrefix="oai_dc")
    (onward,) = first.iter(f"{OAI}resumptionToken")
    assert (onward.get("completeListSize"), onward.get("cursor")) == (str(len(whole)), "0")
    again = [
        texts(ask(client, verb=verb, resumptionToken=onward.text or ""), "identifier")
        for _ in range(2)
    ]
    assert again[0] == again[1] == whole[7:14]


def test_the_last_page_ends_with_an_empty_token(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository.Repository.__init__, "__defaults__", (7,))
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    while (onward := texts(root, "resumptionToken")[0]) != "":
        root = ask(client, verb="ListIdentifiers", resumptionToken=onward)
    (last,) = root.iter(f"{OAI}resumptionToken")
    assert last.text is None
    assert int(last.get("cursor", "")) % 7 == 0


def test_a_list_of_one_page_has_no_token(client: TestClient) -> None:
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="kind:thesis")
    assert texts(root, "resumptionToken") == []


def test_ddi_holds_datasets_only(client: TestClient) -> None:
    assert listed(client, metadataPrefix="oai_ddi25") == listed(client, set="kind:dataset")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ({}, "badVerb", "no verb was given"),
        ({"verb": "junk"}, "badVerb", "'junk' was given; there are: Identify"),
        ({"junk": "1"}, "badVerb", "no verb"),
        ({"verb": "Identify", "junk": "1"}, "badArgument", "Identify does not take 'junk'"),
        ({"verb": "ListRecords"}, "badArgument", "ListRecords needs metadataPrefix."),
        (
            {"verb": "GetRecord", "metadataPrefix": "oai_dc"},
            "badArgument",
            "GetRecord needs identifier.",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "resumptionToken": "x"},
            "badArgument",
            "stands alone",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "marc21"},
            "cannotDisseminateFormat",
            "'marc21' is not offered; there are: ",
        ),
        (
            {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x.org:tea"},
            "idDoesNotExist",
            "identifiers begin with 'oai:wexmoor.example.org:'",
        ),
        (
            {"verb": "ListMetadataFormats", "identifier": "oai:wexmoor.example.org:none"},
            "idDoesNotExist",
            "is nothing here",
        ),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken", "begin the list anew"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken", "'x' is no"),
        ({"verb": "ListRecords", "resumptionToken": "é€"}, "badResumptionToken", "is no"),
        ({"verb": "ListRecords", "resumptionToken": "e30"}, "badResumptionToken", "is no"),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "kind:kettle"},
            "noRecordsMatch",
            "There is no set 'kind:kettle'",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "1999-01-01"},
            "noRecordsMatch",
            "Nothing changed in that time",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-01"},
            "badArgument",
            "'2026-01' as 'from' is no date",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-30"},
            "badArgument",
            "is no date",
        ),
        (
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2026-03-01",
                "until": "2026-03-01T10:00:00Z",
            },
            "badArgument",
            "written alike",
        ),
        (
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from": "2026-03-02",
                "until": "2026-03-01",
            },
            "badArgument",
            "is later than 'until'",
        ),
    ],
)
def test_a_wrong_request_is_told_what_is_allowed(
    client: TestClient, arguments: dict[str, str], code: str, words: str
) -> None:
    found, message = error(client, **arguments)
    assert found == code
    assert words in message
    shown = ask(client, **arguments).find(f"{OAI}request")
    assert shown is not None
    assert bool(shown.attrib) == (code not in {"badVerb", "badArgument"})


def test_an_award_is_no_ddi(client: TestClient) -> None:
    award = listed(client, set="kind:award")[0]
    assert error(client, verb="GetRecord", metadataPrefix="oai_ddi25", identifier=award) == (
        "cannotDisseminateFormat",
        f"oai_ddi25 cannot hold {award}: it is for dataset.",
    )


def test_an_argument_twice_is_one_too_many(client: TestClient) -> None:
    found = client.get("/oai?verb=Identify&verb=Identify")
    assert "badVerb" in found.text
    found = client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc")
    assert "was given more than once" in found.text


@pytest.mark.parametrize("junk", ["\x00", "<script>", "&", '"', "\ud7ff\ufffe", "x" * 5_000])
def test_junk_is_answered_in_well_formed_xml(client: TestClient, junk: str) -> None:
    for arguments in (
        {"verb": junk},
        {"verb": "ListRecords", "resumptionToken": junk},
        {"verb": "GetRecord", "metadataPrefix": junk, "identifier": junk},
        {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": junk},
    ):
        assert error(client, **arguments)[0] != ""


@pytest.fixture
def changed(filled: Path, tmp_path: Path) -> Iterator[tuple[Path, TestClient]]:
    """A catalogue of its own, to change, and a client of it."""
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    with TestClient(application(home, SITE)) as client:
        yield home, client


def test_what_was_withdrawn_keeps_a_header(
    changed: tuple[Path, TestClient], tmp_path: Path
) -> None:
    home, client = changed
    page = tmp_path / "note.ris"
    page.write_text("TY  - RPRT\nTI  - A note on kettles\nAU  - Wexmoor, Ada\nPY  - 2020\nER  -\n")
    other = tmp_path / "other.ris"
    other.write_text("TY  - RPRT\nTI  - A note on spoons\nAU  - Wexmoor, Ada\nPY  - 2020\nER  -\n")
    with clew.open(home) as catalogue:
        (added,) = catalogue.add(str(page))
        page.write_bytes(other.read_bytes())
        catalogue.add(str(page))
    identifier = f"oai:wexmoor.example.org:{added.id}"
    root = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)
    (head,) = root.iter(f"{OAI}header")
    assert head.get("status") == "deleted"
    assert list(root.iter(f"{OAI}metadata")) == []
    assert identifier in listed(client, "ListRecords")


def test_tokens_survive_a_new_start(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository.Repository.__init__, "__defaults__", (7,))
    with TestClient(application(filled, SITE)) as first:
        begun = ask(first, verb="ListIdentifiers", metadataPrefix="oai_dc")
        whole = listed(first)
    (onward,) = texts(begun, "resumptionToken")
    with TestClient(application(filled, SITE)) as second:
        root = ask(second, verb="ListIdentifiers", resumptionToken=onward)
    assert texts(root, "identifier") == whole[7:14]


def test_sources_with_odd_names_have_sets(changed: tuple[Path, TestClient]) -> None:
    home, client = changed
    connection = sqlite3.connect(home / "catalogue.db")
    connection.execute("UPDATE places SET source = 'Wexmoor & Söhne/é'")
    connection.commit()
    connection.close()
    spec = texts(ask(client, verb="ListSets"), "setSpec")[-1]
    assert re.fullmatch(r"source:[A-Za-z0-9\-_.!~*'()]+", spec)
    assert listed(client, set=spec) == listed(client)


def test_a_host_without_a_dot_gets_a_name_that_is_allowed(filled: Path) -> None:
    with TestClient(application(filled, Site(url="http://localhost:8000"))) as client:
        root = ask(client, verb="Identify")
    assert texts(root, "adminEmail") == ["admin@clew.invalid"]
    assert texts(root, "baseURL") == ["http://localhost:8000/oai"]


@pytest.fixture(scope="module")
def served(filled: Path) -> Iterator[str]:
    """The site on a real port of this machine."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        listening.listen()
        address = f"http://127.0.0.1:{port}"
        config = uvicorn.Config(application(filled, Site(url=address)), log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"{address}/oai"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.mark.parametrize("prefix", ["oai_dc", "oai_datacite", "oai_ddi25"])
def test_a_harvester_that_others_use_takes_it_whole(
    client: TestClient, served: str, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    monkeypatch.setattr(repository.Repository.__init__, "__defaults__", (7,))
    records = list(Sickle(served).ListRecords(metadataPrefix=prefix))
    mine = listed(client, metadataPrefix=prefix)
    slugs = [one.header.identifier.rpartition(":")[2] for one in records]
    assert slugs == [one.rpartition(":")[2] for one in mine]
    assert all(len(one.raw) > 200 for one in records)


def test_clew_harvests_from_clew(
    client: TestClient, served: str, filled: Path, tmp_path: Path
) -> None:
    (tmp_path / "clew.toml").write_text(
        f'[sources.wexmoor]\nprotocol = "oai-pmh"\naddress = "{served}"\nprivate = true\n'
        'take = { format = "oai_dc" }\n'
    )
    with clew.open(tmp_path) as there, clew.open(filled) as here:
        (report,) = there.harvest("wexmoor")
        assert report.outcome == "complete"
        # What became part of another thing has a header only: there is nothing to take.
        root = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
        described = len(list(root.iter(f"{OAI}metadata")))
        assert report.counted == {"new": described}
        assert described > 50
        for hit in here.search("", kind=Kind.DATASET, limit=5).hits:
            assert there.search(f'"{hit.title}"').total >= 1


def test_another_clew_takes_everything_and_each_thing_once(client: TestClient) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        answer = client.get("/oai", params=dict(request.url.params))
        return httpx.Response(200, content=answer.content)

    found = list(protocol.steps(Errand(BASE, asking(handler))))
    taken = [one for one in found if isinstance(one, Arrival | Gone)]
    assert sorted(one.location for one in taken) == sorted(listed(client))
    in_ddi = set(listed(client, metadataPrefix="oai_ddi25"))
    assert 0 < len(in_ddi) < len(taken)
    assert {one.location for one in taken[: len(in_ddi)]} == in_ddi
    assert found[-1] == Whole()
