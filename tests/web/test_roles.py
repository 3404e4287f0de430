"""Every route there is asks for its role, and every form for its word: all of them are walked.

A route that is in no list here fails: whoever adds one says who may use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from walking import Way, ways

from clew.api.limits import Limit
from clew.members import Members, Role, Scope
from clew.web.application import application
from clew.web.visitor import FORM, SESSION

WORD = "a-word-of-forms"
_numbers = count()

# The first parts of what anybody may see.
OPEN = {
    "", "compare", "compare.csv", "compare.md", "discover", "explore", "feedback", "feeds",
    "funder", "health", "health-check", "help", "info", "oai", "opensearch.xml", "r", "register",
    "robots.txt",
    "search", "shared", "sign-in", "sign-out", "signed-out",
    "sitemap-{revision}-{number}.xml", "sitemap.xml", "source", "sources", "static", "t",
}  # fmt: skip
OPEN_API = {
    "catalogue", "documents", "export", "facets", "feedback", "like", "openapi.json",
    "organisations", "people", "resources", "search", "sources", "suggest",
}  # fmt: skip
# What anybody may send: questions, a word of feedback, and how to become somebody.
SENT = {
    "/api/v1/feedback", "/api/v1/like", "/discover/search", "/discover/search2", "/feedback",
    "/oai", "/register", "/sign-in", "/sign-out",
}  # fmt: skip
PAGES = {
    "account": Role.READER,
    "collections": Role.READER,
    "searches": Role.READER,
    "webhooks": Role.READER,
    "links": Role.CURATOR,
    "admin": Role.ADMIN,
}
PROGRAMS = {
    "collections": (Scope.COLLECTIONS, Role.READER),
    "webhooks": (Scope.WEBHOOKS, Role.READER),
    "links": (Scope.DECISIONS, Role.CURATOR),
}
ALSO_OPEN = {Way("GET", "/collections")}  # shows what is kept in the browser


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limit, "take", lambda self, who: 0.0)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("roles")
    (made / "clew.toml").write_text('[encoder]\nname = "none"\n')
    return made


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[TestClient]:
    with TestClient(
        application(home), headers={"Accept": "text/html"}, follow_redirects=False
    ) as made:
        yield made


@pytest.fixture
def members(home: Path) -> Iterator[Members]:
    opened = Members(home / "members.db")
    yield opened
    opened.close()


def account(members: Members, role: Role) -> int:
    """Open an account that nobody has used, so that whatever is done to it does no harm."""
    email = f"one{next(_numbers)}@example.org"
    return members.accounts.open(email, "One", datetime.now(UTC), role=role).number


def cookies(members: Members, role: Role | None) -> dict[str, str]:
    if role is None:
        return {FORM: WORD}
    return {FORM: WORD, SESSION: members.sessions.begin(account(members, role), datetime.now(UTC))}


def ask(site: TestClient, way: Way, cookies: dict[str, str], **more: Any) -> Any:
    """Ask as a browser does that has these cookies."""
    site.cookies.clear()
    told = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = {"Cookie": told, **more.pop("headers", {})}
    return site.request(way.method, way.example, headers=headers, **more)


def role_of(way: Way) -> Role | None:
    """Return the role that a page or form asks for; ``None`` for those that anybody may use."""
    part = way.path.split("/")[1]
    return None if way in ALSO_OPEN else PAGES.get(part)


def of_programs(way: Way) -> bool:
    return way.path.startswith("/api/v1/")


def test_of_every_route_it_is_known_who_may_use_it(site: TestClient) -> None:
    unknown = []
    for way in ways(site.app):  # type: ignore[arg-type]
        parts = way.path.split("/")
        if of_programs(way):
            known = parts[3] in PROGRAMS or parts[3] in OPEN_API
            guarded = parts[3] in PROGRAMS
        else:
            known = parts[1] in OPEN or parts[1] in PAGES
            guarded = role_of(way) is not None
        if not known or (way.changes and not guarded and way.path not in SENT):
            unknown.append(way)
    assert unknown == []


def test_every_page_and_form_asks_for_its_role(site: TestClient, members: Members) -> None:
    walked = 0
    for way in ways(site.app):  # type: ignore[arg-type]
        needed = None if of_programs(way) else role_of(way)
        if needed is None:
            continue
        walked += 1
        for role in (None, *Role):
            sent = {"data": {"form": WORD}} if way.changes else {}
            answer = ask(site, way, cookies(members, role), **sent)
            where = f"{way} as {role}: {answer.status_code}"
            to_sign_in = answer.headers.get("location", "").startswith("/sign-in")
            if role is None:
                assert (answer.status_code, to_sign_in) == (303, True), where
            elif not role.covers(needed):
                assert answer.status_code == 403, where
            else:
                assert answer.status_code not in (401, 403, 500), where
                assert not to_sign_in, where
            if role and role.covers(needed) and answer.status_code == 200:
                assert answer.headers["cache-control"] == "private, no-store", where
    assert walked >= 25


def test_every_form_asks_for_its_word(site: TestClient, members: Members) -> None:
    walked = 0
    for way in ways(site.app):  # type: ignore[arg-type]
        if not way.changes or of_programs(way) or way.path.startswith(("/discover", "/oai")):
            continue
        walked += 1
        attempts: tuple[dict[str, Any], ...] = (
            {},
            {"data": {"form": ""}},
            {"data": {"form": "guess"}},
            {"data": {"form": WORD}, "headers": {"Origin": "https://evil.example"}},
            {"data": {"form": WORD}, "headers": {"Origin": "null"}},
            {"data": {"form": WORD}, "headers": {"Origin": "http://sub.testserver"}},
            {"json": {"form": WORD}},
        )
        for attempt in attempts:
            answer = ask(site, way, cookies(members, Role.ADMIN), **attempt)
            assert answer.status_code == 403, f"{way} {attempt}: {answer.status_code}"
        without = {k: v for k, v in cookies(members, Role.ADMIN).items() if k != FORM}
        empty = ask(site, way, without, data={"form": ""})
        assert empty.status_code == 403, way
    assert walked >= 20


def test_nothing_is_changed_by_looking(site: TestClient) -> None:
    """A link, a picture or a browser that fetches ahead must not do what only a form may."""
    forms = {way.path for way in ways(site.app) if way.changes}  # type: ignore[arg-type]
    both = {way.path for way in ways(site.app) if not way.changes} & forms  # type: ignore[arg-type]
    assert both == {
        "/admin/index", "/api/v1/collections", "/api/v1/collections/{number}",
        "/api/v1/links/decisions", "/api/v1/webhooks", "/collections", "/collections/add",
        "/collections/{number}", "/discover/search", "/discover/search2", "/feedback", "/oai",
        "/register", "/sign-in", "/webhooks",
    }  # fmt: skip


def test_programs_need_a_token_its_scope_and_the_role(site: TestClient, members: Members) -> None:
    walked = 0
    for way in ways(site.app):  # type: ignore[arg-type]
        part = way.path.split("/")[3] if of_programs(way) else ""
        if part not in PROGRAMS:
            continue
        walked += 1
        scope, needed = PROGRAMS[part]
        # A browser's cookie is no token: what programs do needs no word, so it must not do.
        assert ask(site, way, cookies(members, Role.ADMIN)).status_code == 401, way
        assert ask(site, way, {}, headers={"Authorization": "Bearer guess"}).status_code == 401
        assert ask(site, way, {}, headers={"Authorization": "Basic YTpi"}).status_code == 401, way
        for role in Role:
            others = [one for one in Scope if one != scope]
            lacking = members.tokens.make(account(members, role), "t", others, datetime.now(UTC))
            having = members.tokens.make(account(members, role), "t", [scope], datetime.now(UTC))
            refused = ask(site, way, {}, headers={"Authorization": f"Bearer {lacking}"})
            assert refused.status_code == 403, f"{way} as {role}"
            let_in = ask(site, way, {}, headers={"Authorization": f"Bearer {having}"})
            where = f"{way} as {role}: {let_in.status_code}"
            assert (let_in.status_code == 403) is not role.covers(needed), where
            assert let_in.status_code not in (401, 500), where
            if let_in.status_code == 200:
                assert "private" in let_in.headers["cache-control"], where
    assert walked >= 15


def test_a_token_ends_with_its_account_and_when_it_is_revoked(
    site: TestClient, members: Members
) -> None:
    way = Way("GET", "/api/v1/collections")
    number = account(members, Role.READER)
    secret = members.tokens.make(number, "t", ["collections"], datetime.now(UTC))
    told = {"Authorization": f"Bearer {secret}"}
    assert ask(site, way, {}, headers=told).status_code == 200
    members.tokens.revoke(number, members.tokens.of(number)[0].number, datetime.now(UTC))
    assert ask(site, way, {}, headers=told).status_code == 401
    again = members.tokens.make(number, "t", ["collections"], datetime.now(UTC))
    members.accounts.close(number, datetime.now(UTC))
    assert ask(site, way, {}, headers={"Authorization": f"Bearer {again}"}).status_code == 401


def test_a_role_that_is_taken_away_is_gone_at_once(site: TestClient, members: Members) -> None:
    number = account(members, Role.ADMIN)
    account(members, Role.ADMIN)
    shown = {SESSION: members.sessions.begin(number, datetime.now(UTC))}
    assert ask(site, Way("GET", "/admin"), shown).status_code == 200
    members.accounts.set_role(number, Role.READER)
    assert ask(site, Way("GET", "/admin"), shown).status_code == 403
    members.accounts.close(number, datetime.now(UTC))
    assert ask(site, Way("GET", "/account"), shown).status_code == 303
