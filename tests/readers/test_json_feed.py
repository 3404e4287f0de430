"""JSON Feeds: whole ones, single posts, and what is neither."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument, DocumentError
from clew.model import Agent, Contribution, Document, Identifier, Kind, Record, Role, Scheme
from clew.readers import choose
from clew.readers.json_feed import reader

POST = {
    "id": "stairs-7",
    "url": "https://stairs.example/7",
    "title": "Why <em>handrails</em>",
    "summary": "Because of falls.",
    "content_html": "<p>They help.</p><p>Always.</p>",
    "date_published": "2031-05-02T10:00:00+01:00",
    "authors": [{"name": "Ada Moss", "url": "https://orcid.org/0000-0002-1825-0097"}],
    "tags": ["rails", "falls"],
    "language": "en-GB",
    "image": "https://stairs.example/7.png",
}
FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Notes from the stairs",
    "language": "en",
    "authors": [{"name": "Odd Lie"}],
    "items": [POST, {"id": "8", "url": "https://stairs.example/8", "content_text": "Short."}],
}


def document(value: Any) -> Document:
    return Document(json.dumps(value).encode(), "feed.json")


def read(value: Any) -> tuple[Record, ...]:
    assert choose(document(value)).name == "json-feed"
    return reader.read(document(value)).records


def test_a_feed() -> None:
    post, short = read(FEED)
    orcid = Identifier(scheme=Scheme.ORCID, value="0000-0002-1825-0097")
    ada = Agent.person("Ada Moss", identifiers=(orcid,))
    assert post.kind == Kind.PUBLICATION
    assert (post.title, post.subtype, post.container) == (
        "Why handrails",
        "Blog post",
        "Notes from the stairs",
    )
    assert [(s.name, s.text) for s in post.description] == [
        ("summary", "Because of falls."),
        ("text", "They help.\n\nAlways."),
    ]
    assert [(c.agent.name, c.agent.identifiers, c.role) for c in post.contributions] == [
        (ada.name, ada.identifiers, Role.AUTHOR)
    ]
    assert (post.published, post.language, post.keywords, post.urls) == (
        "2031-05-02",
        "en-GB",
        ("rails", "falls"),
        ("https://stairs.example/7",),
    )
    assert post.extra == {"id": "stairs-7", "image": "https://stairs.example/7.png"}
    assert short.contributions[0].agent.name == "Odd Lie"


def test_a_post_by_itself_with_its_blog() -> None:
    alone = {
        **POST,
        "date_published": None,
        "published_at": 1935482400,
        "doi": "https://doi.org/10.5555/stairs.7",
        "blog_name": "Notes",
        "blog": {"title": "Notes", "license": "https://licences.example/by"},
        "reference": [
            {"key": "a", "doi": "https://doi.org/10.5555/steps.3", "title": "Down", "year": 2019},
            {"unstructured": "Lie, O. (2020). Up. Hill Press."},
            {},
        ],
    }
    (post,) = read(alone)
    assert post.published == "2031-05-02"
    assert [str(number) for number in post.identifiers] == ["10.5555/stairs.7"]
    assert (post.container, post.licence) == ("Notes", "https://licences.example/by")
    assert post.fulltext
    one, other = post.fulltext.references
    assert (one.title, one.year, [str(n) for n in one.identifiers]) == (
        "Down",
        "2019",
        ["10.5555/steps.3"],
    )
    assert other.raw == "Lie, O. (2020). Up. Hill Press."


def test_version_1_has_one_author() -> None:
    old = {**POST, "author": {"name": "Odd Lie"}}
    del old["authors"]
    (post,) = read(old)
    assert post.contributions == (
        Contribution(agent=Agent.person("Odd Lie"), role=Role.AUTHOR),
    ) or [c.agent.name for c in post.contributions] == ["Odd Lie"]


@pytest.mark.parametrize("moment", [-5, 10**12, True, "soon", [], None])
def test_a_moment_that_is_none(moment: object) -> None:
    (post,) = reader.read(document({**POST, "date_published": moment})).records
    assert post.published is None


def test_what_is_no_post_is_left_out_with_a_word() -> None:
    reading = reader.read(document({**FEED, "items": [7, {"id": "x"}, POST]}))
    assert [record.title for record in reading.records] == ["Why handrails"]
    assert [notice.place for notice in reading.notices] == ["post 1", "post 2"]


def test_a_feed_without_posts_is_refused() -> None:
    with pytest.raises(DocumentError):
        reader.read(document({**FEED, "items": []}))


def test_half_a_feed_is_refused() -> None:
    with pytest.raises(BrokenDocument, match="no JSON"):
        reader.read(Document(json.dumps(FEED)[:-9].encode(), "feed.json"))


@pytest.mark.parametrize(
    "value", [{}, [], {"items": []}, {"title": "x"}, {"@context": "s", "url": "", "title": ""}]
)
def test_other_json_is_left_to_others(value: object) -> None:
    assert reader.sniff(document(value)) == 0


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(POST)), inner),
    max_leaves=12,
)


@given(_JSON)
def test_odd_values_cost_the_post_at_most(value: object) -> None:
    try:
        records = reader.read(document(value)).records
    except DocumentError:
        return
    assert all(record.key for record in records)


def test_real_posts(shared: Path) -> None:
    folder = shared / "data" / "metadata" / "commonmeta"
    for path in folder.glob("json_feed_*.json"):
        found = Document(path.read_bytes(), path.name)
        (post,) = choose(found).read(found).records
        assert (post.published, post.container) == ("2023-04-08", "I.D.E.A.S.")
