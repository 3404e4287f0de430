"""The reference system's interface: its parameters, its shapes, and answers that are right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import clew
from clew.api.discover.asked import Asked
from clew.api.discover.names import kind_of, number_of, type_of, uuid_of
from clew.api.v1 import ASKED
from clew.errors import NotFound, QueryError
from clew.index import Facet, Span
from clew.model import Kind


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ASKED, "rate", 1e6)


def get(client: TestClient, path: str, **parameters: Any) -> Any:
    found = client.get(path, params=parameters)
    assert found.status_code == 200, found.text
    return found.json()


def test_what_is_empty_is_as_good_as_none(client: TestClient) -> None:
    plain = get(client, "/discover/search", query="home visits")
    empty = {"age_min": "", "resource_type": "", "num_results": "", "offset": "", "alpha": ""}
    assert get(client, "/discover/search", query="home visits", **empty) == plain


def test_a_search_has_the_shape_that_clients_know(client: TestClient, filled: Path) -> None:
    found = get(client, "/discover/search", query="home visits", num_results=5)
    with clew.open(filled) as catalogue:
        expected = catalogue.search("home visits", limit=5)
    assert found["num_hits"] == len(found["results"]) == 5
    assert found["total"] == expected.total
    assert found["is_result_count_lower_bound"] is False
    assert found["next_page_offset"] == 5
    assert found["aggregations"] == {}
    slugs = [one["extra_data"]["slug"] for one in found["results"]]
    assert slugs == [hit.id for hit in expected.hits]
    first = found["results"][0]
    assert first["dataset_schema"]["@context"].startswith("https://schema.org")
    assert first["dataset_schema"]["name"] == expected.hits[0].title
    assert first["extra_data"]["uuid"] == uuid_of(expected.hits[0].number)
    assert first["score"] == pytest.approx(expected.hits[0].score)
    assert "study" in first["match_type"]


def test_pages_do_not_overlap(client: TestClient) -> None:
    slugs, offset = [], 0
    while offset is not None and offset < 60:
        page = get(client, "/discover/search", query="children", num_results=20, offset=offset)
        slugs += [one["extra_data"]["slug"] for one in page["results"]]
        offset = page["next_page_offset"]
    assert len(slugs) == len(set(slugs)) > 20


def test_what_was_seen_does_not_come_again(client: TestClient) -> None:
    first = get(client, "/discover/search", query="children", num_results=5)
    seen = first["top_level_ids_seen_so_far"]
    assert seen == first["top_level_uuids"]
    body = {"query": ["children"], "num_results": 5, "top_level_ids_seen_so_far": seen}
    posted = client.post("/discover/search", json=body).json()
    assert not set(posted["top_level_uuids"]) & set(seen)
    assert len(posted["results"]) == 5
    assert posted["top_level_ids_seen_so_far"][:5] == seen


def test_a_star_is_everything(client: TestClient) -> None:
    assert (
        get(client, "/discover/search", query="*")["total"]
        == (get(client, "/discover/search", query="")["total"])
    )


def test_kinds_go_by_the_reference_systems_words(client: TestClient) -> None:
    found = get(client, "/discover/search", query="*", resource_type=["study", "dataset"])
    kinds = {one["extra_data"]["resource_type"] for one in found["results"]}
    assert kinds == {"study", "dataset"}


def test_ranges_match_by_overlap(client: TestClient) -> None:
    found = get(
        client, "/discover/search", query="*", resource_type="dataset", start_year_min=2015,
        end_year_max=2016, num_results=100,
    )  # fmt: skip
    assert found["results"]
    for one in found["results"]:
        facts = one["extra_data"]
        assert facts["start_year"] <= 2016
        assert facts.get("end_year", 9999) >= 2015


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"num_results": "many"}, "'num_results' cannot be 'many'"),
        ({"num_results": 0}, "from 1 to 1000"),
        ({"offset": -1}, "'offset' cannot be -1"),
        ({"offset": 0.5}, "'offset' cannot be 0.5"),
        ({"num_results": 2.5}, "'num_results' cannot be 2.5"),
        (
            {"max_vector_distance": 1, "min_original_vector_score": -1},
            "'min_original_vector_score' cannot be -1",
        ),
        ({"alpha": 2}, "from 0 to 1"),
        ({"start_year_min": "soon"}, "Give a number."),
    ],
)
def test_a_wrong_number_is_named(
    client: TestClient, parameters: dict[str, Any], words: str
) -> None:
    found = client.get("/discover/search", params=parameters)
    assert found.status_code == 400
    assert words in f"{found.json()['detail']} {found.json()['hint']}"


def test_parameters_are_read_as_the_client_writes_them() -> None:
    asked = Asked.of(
        {
            "query[]": ["wellbeing", "ignored"],
            "resource_type[]": ["variable"],
            "keywords": ["sleep"],
            "topics": ["mood"],
            "sex": ["female"],
            "age_min": ["10"],
            "age_max": ["0"],
            "sample_size_max": ["500"],
            "alpha": ["0.25"],
            "max_vector_distance": ["0.4"],
            "return_variables_within_parent": ["false"],
            "direct_match_weight": ["1"],
        }
    )
    assert asked == Asked(
        words="wellbeing",
        filters={
            str(Facet.KIND): ["variable"],
            str(Facet.KEYWORD): ["sleep", "mood"],
            str(Facet.SEX): ["female"],
            str(Span.AGE): (10.0, None),
            str(Span.SAMPLE): (None, 500.0),
        },
        fold=False,
        settings={"meaning_weight": 0.25, "nearness": 0.6},
    )
    assert asked.options()["settings"] == {"meaning_weight": 0.25, "nearness": 0.6, "fold": False}


def test_look_up_by_uuid_and_by_slug(client: TestClient) -> None:
    hit = get(client, "/discover/search", query="home visits", num_results=1)["results"][0]
    uuid, slug = hit["extra_data"]["uuid"], hit["extra_data"]["slug"]
    by_uuid = get(client, "/discover/lookup", uuid=uuid)["results"]
    by_slug = get(client, "/discover/lookup", slug=slug)["results"]
    assert by_uuid == by_slug
    assert by_uuid[0]["dataset_schema"] == hit["dataset_schema"]
    both = get(client, "/discover/lookup", uuid=[uuid, uuid_of(2)])["results"]
    assert len(both) == 2


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 404),
        ({"uuid": "kettle"}, 404),
        ({"uuid": "5a3c9d52-0f6f-4f9e-9a55-0d0b6f9a2a11"}, 404),
        ({"uuid": uuid_of(10**9)}, 404),
        ({"slug": "no-such-thing"}, 404),
    ],
)
def test_what_is_not_there_is_not_found(
    client: TestClient, parameters: dict[str, str], status: int
) -> None:
    assert client.get("/discover/lookup", params=parameters).status_code == status


def test_variables_of_a_dataset(client: TestClient, filled: Path) -> None:
    with clew.open(filled) as catalogue:
        hit = catalogue.search("", filters={"has": "variables"}, kind="dataset").hits[0]
        children = catalogue.variables(hit.id)
    uuid = uuid_of(hit.number)
    whole = get(client, "/discover/get-variables", ancestor_uuid=uuid, num_results=1000)
    assert whole["num_hits"] == len(children) > 1
    assert [one["name"] for one in whole["results"]] == [one.variable.name for one in children]
    assert whole["next_page_offset"] is None
    first = get(client, "/discover/get-variables", ancestor_uuid=uuid, num_results=1)
    assert first["next_page_offset"] == 1
    names = get(
        client, "/discover/get-variables", ancestor_uuid=uuid, sort_order="name:desc",
        num_results=1000,
    )["results"]  # fmt: skip
    assert [one["name"] for one in names] == sorted(
        (c.variable.name for c in children), reverse=True
    )
    word = children[0].variable.name
    some = get(client, "/discover/get-variables", ancestor_uuid=uuid, query=word)["results"]
    assert 0 < len(some) <= len(children)
    looked = get(client, "/discover/lookup", uuid=uuid, query=word)["results"][0]
    assert [one["name"] for one in looked["variables_which_matched"]] == [
        one["name"] for one in some
    ]
    assert client.get("/discover/get-variables?ancestor_uuid=kettle").status_code == 404


def test_variables_are_shown_within_their_dataset(client: TestClient, filled: Path) -> None:
    with clew.open(filled) as catalogue:
        dataset = catalogue.search("", filters={"has": "variables"}, kind="dataset").hits[0]
        variable = catalogue.variables(dataset.id)[0].variable
    words = f'"{variable.label or variable.name}"'
    found = get(client, "/discover/search", query=words)["results"]
    holder = next(one for one in found if one["extra_data"]["slug"] == dataset.id)
    assert variable.name in [one["name"] for one in holder["variables_which_matched"]]
    assert "variable" in holder["match_type"]


def test_counts_and_figures(client: TestClient) -> None:
    found = get(client, "/discover/aggregate", query="*")["aggregations"]
    whole = get(client, "/discover/search", query="*", resource_type="dataset")["total"]
    assert found["resource_type"]["dataset"] == whole
    years = found["start_year"]
    assert years["minimum"] <= years["median"] <= years["maximum"]
    values = get(client, "/discover/get_numeric_values", query="*")["aggregations"]["start_year"]
    assert years["count"] == len(values)
    assert years["sum"] == sum(values)


def test_counts_follow_filters(client: TestClient) -> None:
    found = get(client, "/discover/aggregate", query="*", resource_type="dataset")["aggregations"]
    whole = get(client, "/discover/aggregate", query="*")["aggregations"]
    assert sum(found["source"].values()) < sum(whole["source"].values())


def test_a_cloud_of_words(client: TestClient) -> None:
    found = get(client, "/discover/get_word_cloud", query="visits")
    assert found["num_hits"] > 0
    assert all(count > 0 for count in found["aggregations"].values())
    terms = get(client, "/info/get-keyword-search-terms")
    assert len(terms) > 10
    assert set(found["aggregations"]) <= set(terms) or len(terms) == 200


def test_the_small_routes(client: TestClient) -> None:
    assert get(client, "/health-check") == {"status": "ok"}
    assert get(client, "/info/version") == {
        "version_id": clew.__version__,
        "harmony_discovery_version": 1,
    }
    assert get(client, "/discover/sources") == {
        "files": {
            "@context": "https://schema.org",
            "@type": "DataCatalog",
            "name": "files",
            "alternateName": "files",
        }
    }


def test_nothing_unknown_is_said_as_nought(client: TestClient) -> None:
    for one in get(client, "/discover/search", query="*", num_results=100)["results"]:
        assert not [value for value in one["extra_data"].values() if value in (0, "", [], None)]


@pytest.mark.parametrize("number", [1, 77, 2**40])
def test_a_uuid_holds_its_number(number: int) -> None:
    assert number_of(uuid_of(number)) == number
    assert uuid_of(number)[14] == "8"


def test_a_uuid_of_others_is_none_of_ours() -> None:
    with pytest.raises(NotFound):
        number_of("00000000-0000-0000-0000-000000000001")


def test_kinds_have_words_both_ways() -> None:
    assert [type_of(kind) for kind in (Kind.AWARD, Kind.DATASET, Kind.THESIS)] == [
        "study",
        "dataset",
        "thesis",
    ]
    assert [kind_of(name) for name in ("study", "source", "thesis")] == [
        "award",
        "catalogue",
        "thesis",
    ]


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(QueryError, match="cannot be 'x'"):
        Asked.of({"alpha": ["x"]})
