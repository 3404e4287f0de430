"""What a description says of a study's design is stored with it and shown with its sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.conftest import Run

SENTENCE = "We held 30 interviews with 6 ferry workers in Wales between May and July 2019."
STUDY = {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "name": "Ferry crews at night",
    "description": f"The crews of the night ferry and the dark. {SENTENCE}",
    "identifier": "https://doi.org/10.99999/ferry.1",
}


@pytest.fixture
def slug(run: Run, tmp_path: Path) -> str:
    """Add the study and return what it is called."""
    page = tmp_path / "ferry.jsonld"
    page.write_text(json.dumps(STUDY), "utf-8")
    (added,) = run("add", page, "--json").json["documents"]
    assert added["status"] == "new"
    return str(added["id"])


def test_it_is_shown_as_text(run: Run, slug: str) -> None:
    out = run("show", slug).out
    assert "30 interviews (read from the text)" in out
    assert "Collected           2019-05 to 2019-07 (read from the text)" in out
    assert "Read from the text\n------------------\n– “We held 30 interviews" in out


def test_it_is_shown_as_json(run: Run, slug: str) -> None:
    design = run("show", slug, "--json").json["held"][0]["record"]["design"]
    assert [(one["least"], one["unit"]) for one in design["sample_size"]] == [
        (30, "interviews"),
        (6, "ferry workers"),
    ]
    assert {one["quote"] for one in (*design["sample_size"], *design["areas"])} == {SENTENCE}
    assert design["collected"] == {"start": "2019-05", "end": "2019-07"}


def test_it_is_shown_as_jsonld(run: Run, slug: str) -> None:
    node = json.loads(run("show", slug, "--as", "jsonld").out)
    assert [one["name"] for one in node["measurementTechnique"]] == ["Interview"]
    assert node["spatialCoverage"][0]["identifier"] == "GB-WLS"
    assert node["temporalCoverage"] == "2019-05/2019-07"
    assert node["variableMeasured"][0] == {
        "@type": "PropertyValue",
        "name": "Sample size",
        "value": 30,
        "unitText": "interviews",
        "description": SENTENCE,
        "disambiguatingDescription": "Read from the text (description)",
    }


def test_consent_and_its_limits_are_chosen_from(run: Run, slug: str, tmp_path: Path) -> None:
    page = tmp_path / "buoy.jsonld"
    told = "Two of the keepers did not consent to sharing, so their logs are left out."
    study = STUDY | {"name": "Buoy logs", "description": told, "identifier": "buoy-1"}
    page.write_text(json.dumps(study), "utf-8")
    run("add", page)
    counted = run("search", "", "--facets", "consent", "--json").json["facets"][0]
    assert {one["value"]: one["count"] for one in counted["choices"]} == {
        "Consent has limits": 1,
        "Some did not consent to sharing": 1,
        "not stated": 1,
    }
    chosen = ("", "--filter", "consent=some did not consent to sharing")
    for asked in (chosen, ('consent:"consent has limits"',)):
        (hit,) = run("search", *asked, "--json").json["results"]
        assert hit["title"] == "Buoy logs"
    (hit,) = run("search", "", "--filter", "consent=not stated", "--json").json["results"]
    assert hit["id"] == slug
    assert f"“{told}”" in run("show", "buoy-logs").out


def test_it_is_read_without_storing(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "ferry.jsonld"
    page.write_text(json.dumps(STUDY), "utf-8")
    assert "6 ferry workers (read from the text)" in run("read", page, "--as", "text").out
