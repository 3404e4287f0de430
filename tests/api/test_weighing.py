"""Every setting of search can be set for one search over the network, and only within bounds."""

from __future__ import annotations

import re
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

import clew
from clew.api.v1.weighing import PARAMETER
from clew.search.request import changed
from clew.settings import FieldWeights, SearchSettings

PATTERN = re.compile(PARAMETER["schema"]["items"]["pattern"])


def ask(client: TestClient, *weighed: str) -> dict[str, Any]:
    found = client.get("/api/v1/search", params={"q": "home visits", "set": list(weighed)})
    assert found.status_code == 200, found.text
    body: dict[str, Any] = found.json()
    return body


def refused(client: TestClient, weighed: str) -> tuple[int, str, str]:
    found = client.get("/api/v1/search", params={"q": "home visits", "set": weighed})
    assert found.headers["content-type"] == "application/problem+json"
    body = found.json()
    return found.status_code, body["detail"], body["hint"]


def test_it_answers_as_the_package_does_with_the_same_settings(
    client: TestClient, filled: Path
) -> None:
    chosen = {"fields.title": 3, "snippet": 60, "fold": False, "passages": 1}
    found = ask(client, "fields.title=3", "snippet=60", "fold=false", "passages=1")
    with clew.open(filled) as catalogue:
        expected = catalogue.search("home visits", settings=chosen)
    plain = ask(client)
    assert [hit["id"] for hit in found["hits"]] == [hit.id for hit in expected.hits]
    assert [hit["score"] for hit in found["hits"]] == [hit.score for hit in expected.hits]
    assert [hit["score"] for hit in found["hits"]] != [hit["score"] for hit in plain["hits"]]
    assert all(len(hit.get("passages", ())) <= 1 for hit in found["hits"])


def test_the_last_of_one_name_counts(client: TestClient) -> None:
    assert ask(client, "fold=true", "fold=false")["hits"] == ask(client, "fold=false")["hits"]


def test_every_setting_is_there_and_no_other() -> None:
    weights = [f"fields.{name}" for name in FieldWeights.__struct_fields__]
    others = [name for name in SearchSettings.__struct_fields__ if name != "fields"]
    for name in [*weights, *others]:
        default = attrgetter(name)(SearchSettings())
        written = str(default).lower() if isinstance(default, bool) else default
        assert PATTERN.match(f"{name}={written}"), name
    assert not PATTERN.match("fields=1")
    assert not PATTERN.match("kettle=1")


@pytest.mark.parametrize(
    ("weighed", "detail", "hint"),
    [
        ("kettle=1", "set: there is no setting 'kettle'.", "Write set=meaning_weight=0.3, for one"),
        ("", "set: there is no setting ''.", "Write set=meaning_weight=0.3, for one"),
        ("fields=1", "set: there is no setting 'fields'.", "fields.title"),
        ("fold", "set: fold cannot be ''.", "It is true or false."),
        ("fold=maybe", "set: fold cannot be 'maybe'.", "It is true or false."),
        ("meaning_weight=1.5", "set: meaning_weight cannot be '1.5'.", "from 0 to 1"),
        ("meaning_weight=nan", "set: meaning_weight cannot be 'nan'.", "from 0 to 1"),
        ("fields.title=-1", "set: fields.title cannot be '-1'.", "from 0 to 999"),
        ("depth=0", "set: depth cannot be '0'.", "whole number of 1,000 at most"),
        ("nearest=1000000", "set: nearest cannot be '1000000'.", "whole number of 1,000 at most"),
        ("snippet=1e9", "set: snippet cannot be '1e9'.", "whole number of 1,000 at most"),
        ("snippet=٣", "set: snippet cannot be '٣'.", "whole number of 1,000 at most"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_would(
    client: TestClient, weighed: str, detail: str, hint: str
) -> None:
    status, told, hinted = refused(client, weighed)
    assert (status, told) == (400, detail)
    assert hint in hinted


@given(st.from_regex(PATTERN, fullmatch=True))
@settings(max_examples=200)
def test_whatever_the_description_allows_is_a_setting(text: str) -> None:
    name, _, value = text.strip("\n").partition("=")
    assert isinstance(changed(SearchSettings(), {name: value}), SearchSettings)


def test_other_routes_have_no_such_parameter(client: TestClient) -> None:
    found = client.get("/api/v1/facets/kind", params={"set": "fold=true"})
    assert (found.status_code, found.json()["detail"]) == (400, "There is no parameter 'set'.")
