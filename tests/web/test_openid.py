"""Signing in elsewhere, with a provider that is honest and with one that is not."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jwt
import pytest
from fastapi.testclient import TestClient
from lxml import etree
from provider import CLIENT, SECRET, Fake, ec_key, providing, query, rsa_key, shown, unsigned

from clew.errors import SettingsError, SignInError, SourceError
from clew.members import Members
from clew.members.accounts import Ways
from clew.members.journeys import Journey
from clew.settings import OpenIdSettings
from clew.web.application import application
from clew.web.openid import Person, Provider
from clew.web.pages.account import TRIES
from clew.web.pages.openid import JOURNEY, SENT
from clew.web.visitor import FORM, SESSION

PASSWORD = "a kettle sings at noon"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in (TRIES, SENT):
        monkeypatch.setattr(limit, "rate", 1e6)


@pytest.fixture
def fake() -> Iterator[Fake]:
    with providing() as made:
        yield made


@pytest.fixture
def home(tmp_path: Path, fake: Fake) -> Path:
    (tmp_path / "clew.toml").write_text(
        '[encoder]\nname = "none"\n'
        f'[openid]\nissuer = "{fake.issuer}"\nclient = "{CLIENT}"\nname = "Wexmoor <b>"\n'
    )
    return tmp_path


@pytest.fixture
def browser(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("CLEW_OPENID_SECRET", SECRET)
    with TestClient(application(home), headers={"Accept": "text/html"}) as made:
        yield made


def send(browser: TestClient, path: str, **fields: Any) -> Any:
    if FORM not in browser.cookies:
        browser.get("/sign-in")
    return browser.post(path, data={"form": browser.cookies[FORM], **fields})


def away(browser: TestClient, back: str = "/account") -> str:
    """Have a browser be sent to the provider; return where."""
    gone = browser.get(f"/sign-in/openid?back={back}", follow_redirects=False)
    assert gone.status_code == 303, gone.text
    assert gone.headers["cache-control"] == "no-store"
    return str(gone.headers["location"])


def come_back(browser: TestClient, fake: Fake, way: str | None = None) -> Any:
    brought = fake.sign_in(way or away(browser))
    return browser.get(f"/sign-in/openid/back?{query(brought)}")


def found(response: Any, path: str) -> list[Any]:
    page: Any = etree.fromstring(response.text, etree.HTMLParser())
    return list(page.xpath(path))


def words(response: Any) -> str:
    return " ".join("".join(found(response, "//text()")).split())


def people(home: Path) -> list[tuple[str, str]]:
    members = Members(home / "members.db")
    them = [(one.email, one.name) for one in members.accounts.all()]
    members.close()
    return them


# As it should be


def test_somebody_new_gets_an_account_and_comes_again(
    browser: TestClient, fake: Fake, home: Path
) -> None:
    assert "Sign in with Wexmoor <b>" in words(browser.get("/sign-in?back=/account"))
    done = come_back(browser, fake)
    assert done.url.path == "/account"
    assert "Eve Ashgrove, eve@wexmoor.example" in words(done)
    assert "Present password" not in words(done)
    out = send(browser, "/sign-out")
    assert out.url.path == "/signed-out"
    leaving = found(out, "//main//a/@href")[0]
    assert leaving.startswith(f"{fake.issuer}/end?x=1&client_id=clew+at+wexmoor&")
    assert SESSION not in browser.cookies
    assert come_back(browser, fake).url.path == "/account"
    assert people(home) == [("eve@wexmoor.example", "Eve Ashgrove")]


def test_the_way_there_holds_no_secret_and_back_leads_nowhere_else(
    browser: TestClient, fake: Fake
) -> None:
    way = away(browser, "https://evil.example/")
    cookie = browser.cookies[JOURNEY]
    assert cookie not in way
    assert SECRET not in way
    assert come_back(browser, fake, way).url == "http://testserver/collections"
    assert JOURNEY not in browser.cookies


def test_the_provider_is_asked_once_for_what_stays(browser: TestClient, fake: Fake) -> None:
    for _ in range(2):
        come_back(browser, fake)
        send(browser, "/sign-out")
    asked = ["/.well-known/openid-configuration", "/token", "/jwks", "/token"]
    assert fake.asked == asked


@pytest.mark.parametrize("way", ["client_secret_basic", "client_secret_post", "none"])
def test_the_site_proves_itself_as_the_provider_wants(
    browser: TestClient, fake: Fake, way: str
) -> None:
    fake.ways = [way]
    if way == "none":
        browser.app.state.openid._secret = None  # type: ignore[attr-defined]
    assert come_back(browser, fake).url.path == "/account"


def test_a_key_on_a_curve_and_a_token_that_names_none(fake: Fake) -> None:
    fake.keys.append(shown(ec_key(), "two", "ES256"))
    fake.sign = lambda claims: jwt.encode(claims, ec_key(), "ES256")
    assert arrive(fake).name == "Eve Ashgrove"


def test_a_new_key_is_asked_for(
    browser: TestClient, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = browser.app.state.openid  # type: ignore[attr-defined]
    monkeypatch.setattr(provider, "_clock", lambda: 1000.0)
    come_back(browser, fake)
    send(browser, "/sign-out")
    fake.keys = [shown(rsa_key("two"), "two", "RS256")]
    fake.sign = lambda claims: jwt.encode(claims, rsa_key("two"), "RS256", {"kid": "two"})
    assert come_back(browser, fake).status_code == 400  # not within a minute of the last time
    monkeypatch.setattr(provider, "_clock", lambda: 1061.0)
    assert come_back(browser, fake).url.path == "/account"


def test_what_the_token_does_not_say_is_asked_for(
    browser: TestClient, fake: Fake, home: Path
) -> None:
    fake.more = fake.person
    fake.person = {"sub": "42"}
    come_back(browser, fake)
    assert people(home) == [("eve@wexmoor.example", "Eve Ashgrove")]


def test_a_provider_that_says_of_another_is_not_listened_to(
    browser: TestClient, fake: Fake, home: Path
) -> None:
    fake.more = fake.person | {"sub": "43"}
    fake.person = {"sub": "42"}
    assert "does not vouch for an e-mail address" in words(come_back(browser, fake))
    assert people(home) == []


# Whose account it is


def test_an_account_with_the_same_address_is_not_taken_over(
    browser: TestClient, fake: Fake, home: Path
) -> None:
    send(browser, "/register", email="EVE@wexmoor.example", name="Local", password=PASSWORD)
    send(browser, "/sign-out")
    refused = come_back(browser, fake)
    assert refused.status_code == 400
    assert "There is an account for eve@wexmoor.example already" in words(refused)
    assert SESSION not in browser.cookies
    assert people(home) == [("EVE@wexmoor.example", "Local")]


def test_an_account_is_tied_by_its_owner_and_untied(
    browser: TestClient, fake: Fake, home: Path
) -> None:
    send(browser, "/register", email="ada@example.org", name="Ada", password=PASSWORD)
    assert send(browser, "/account/openid", password="wrong").status_code == 400
    going = send(browser, "/account/openid", password=PASSWORD)
    (way,) = found(going, "//a[@rel='noreferrer']/@href")
    done = come_back(browser, fake, way)
    assert done.url.path == "/account"
    assert "You can sign in with Wexmoor <b>." in words(done)
    send(browser, "/sign-out")
    assert "Ada, ada@example.org" in words(come_back(browser, fake))
    assert people(home) == [("ada@example.org", "Ada")]
    send(browser, "/account/openid", act="untie")
    send(browser, "/sign-out")
    assert "Eve Ashgrove, eve@wexmoor.example" in words(come_back(browser, fake))


def test_nobody_ties_anothers_account(browser: TestClient, fake: Fake, home: Path) -> None:
    send(browser, "/register", email="ada@example.org", name="Ada", password=PASSWORD)
    going = send(browser, "/account/openid", password=PASSWORD)
    (way,) = found(going, "//a[@rel='noreferrer']/@href")
    send(browser, "/sign-out")
    send(browser, "/register", email="ben@example.org", name="Ben", password=PASSWORD)
    refused = come_back(browser, fake, way)
    assert refused.status_code == 400
    assert "You are not signed in here any more" in words(refused)
    members = Members(home / "members.db")
    assert [members.accounts.ways(n) for n in (1, 2)] == [Ways(True, None)] * 2
    members.close()


def test_the_only_way_in_is_not_given_up(browser: TestClient, fake: Fake) -> None:
    come_back(browser, fake)
    refused = send(browser, "/account/openid", act="untie")
    assert refused.status_code == 400
    assert "The account has no password." in words(refused)


@pytest.mark.parametrize(
    ("sure", "email"),
    [(True, True), ("true", True), (False, False), (None, False), ("yes", False), (1, False)],
)
def test_an_address_counts_only_if_it_is_vouched_for(fake: Fake, sure: object, email: bool) -> None:
    fake.person = {**fake.person, "email_verified": sure}
    assert arrive(fake).email == ("eve@wexmoor.example" if email else None)


def test_an_address_that_nobody_vouches_for_opens_nothing(
    browser: TestClient, fake: Fake, home: Path
) -> None:
    fake.person = {**fake.person, "email_verified": False}
    refused = come_back(browser, fake)
    assert refused.status_code == 400
    assert "Wexmoor <b> does not vouch for an e-mail address of yours. Open an account" in words(
        refused
    )
    assert people(home) == []


def test_accounts_may_be_left_to_those_who_keep_the_site(
    browser: TestClient, fake: Fake, home: Path
) -> None:
    config = home / "clew.toml"
    config.write_text(config.read_text() + "register = false\n")
    with TestClient(application(home), headers={"Accept": "text/html"}) as strict:
        strict.app.state.openid._secret = SECRET  # type: ignore[attr-defined]
        assert "You have no account here yet." in words(come_back(strict, fake))
    assert people(home) == []


def test_a_closed_account_stays_closed(browser: TestClient, fake: Fake, home: Path) -> None:
    come_back(browser, fake)
    send(browser, "/sign-out")
    members = Members(home / "members.db")
    members.accounts.close(1, datetime.now(UTC))
    members.close()
    assert "Your account here is closed." in words(come_back(browser, fake))
    assert SESSION not in browser.cookies


# A provider, or somebody between, that misbehaves


def forged(claims: dict[str, Any]) -> str:
    """Sign with a key that is not the provider's, under the name of one that is."""
    return jwt.encode(claims, rsa_key("evil"), "RS256", {"kid": "one"})


def confused(claims: dict[str, Any]) -> str:
    """Sign with the provider's public key as if it were a shared secret (CVE-2015-9235)."""
    public = rsa_key("one").public_key().public_numbers().n.to_bytes(256, "big")
    return jwt.encode(claims, public, "HS256", {"kid": "one"})


def carried(claims: dict[str, Any]) -> str:
    """Bring the key along."""
    own = shown(rsa_key("evil"), "own", "RS256")
    return jwt.encode(claims, rsa_key("evil"), "RS256", {"jwk": own, "jku": "https://evil.example"})


SIGNED_WRONG = [
    (forged, "Signature verification failed"),
    (unsigned, "not signed with a key of the provider's own"),
    (confused, "not signed with a key of the provider's own"),
    (carried, "Signature verification failed"),
    (lambda claims: "a.b.c", "cannot be trusted"),
    (lambda claims: "", "cannot be trusted"),
]


BACK = "http://testserver/sign-in/openid/back"
JOURNEYED = Journey("a secret of a browser", "/account")


def arrive(fake: Fake) -> Person:
    """Go to the provider and back without a browser."""
    made = Provider(OpenIdSettings(issuer=fake.issuer, client=CLIENT), SECRET)
    return made.person(fake.sign_in(made.way(JOURNEYED, BACK))["code"], JOURNEYED, BACK)


def test_an_honest_provider_says_who_it_is(fake: Fake) -> None:
    assert arrive(fake) == Person(f"{fake.issuer} 42", "eve@wexmoor.example", "Eve Ashgrove")


@pytest.mark.parametrize(("sign", "why"), SIGNED_WRONG)
def test_what_the_provider_did_not_sign_is_not_believed(fake: Fake, sign: Any, why: str) -> None:
    fake.sign = sign
    with pytest.raises(SignInError, match=why):
        arrive(fake)


def test_what_is_not_believed_opens_nothing(browser: TestClient, fake: Fake, home: Path) -> None:
    fake.sign = forged
    refused = come_back(browser, fake)
    assert refused.status_code == 400
    assert (
        "The provider's token cannot be trusted: Signature verification failed. Begin again; if it"
        " happens again, tell those who keep the site." in words(refused)
    )
    assert SESSION not in browser.cookies
    assert people(home) == []


NOW = int(time.time())
SAID_WRONG = [
    ({"nonce": "another"}, "made for another question"),
    ({"nonce": None}, "made for another question"),
    ({"exp": NOW - 3600, "iat": NOW - 7200}, "Signature has expired"),
    ({"exp": None}, 'missing the "exp" claim'),
    ({"iat": NOW + 3600}, "not yet valid"),
    ({"nbf": NOW + 3600}, "not yet valid"),
    ({"aud": "another"}, "Audience doesn't match"),
    ({"aud": []}, "cannot be trusted"),
    ({"aud": [CLIENT, "another"]}, "made for another site"),
    ({"aud": [CLIENT, "another"], "azp": "another"}, "made for another site"),
    ({"azp": "another"}, "made for another site"),
    ({"iss": "https://evil.example"}, "Invalid issuer"),
    ({"sub": ""}, "it names nobody"),
    ({"sub": "x" * 256}, "it names nobody"),
    ({"sub": None}, "cannot be trusted"),
]


@pytest.mark.parametrize(("wrong", "why"), SAID_WRONG)
def test_a_token_that_says_something_wrong_is_not_believed(
    fake: Fake, wrong: dict[str, Any], why: str
) -> None:
    fake.claims = lambda claims: {k: v for k, v in (claims | wrong).items() if v is not None}
    with pytest.raises(SignInError, match=why):
        arrive(fake)


def test_nobody_comes_back_twice_or_with_anothers_words(browser: TestClient, fake: Fake) -> None:
    brought = fake.sign_in(away(browser))
    cookie = browser.cookies[JOURNEY]
    back = f"/sign-in/openid/back?{query(brought)}"
    stranger = TestClient(browser.app, headers={"Accept": "text/html"})
    assert "not sent there from this browser" in words(stranger.get(back))
    guessed = browser.get(f"/sign-in/openid/back?{query(brought, state='guess')}")
    assert "not sent there from this browser" in words(guessed)
    browser.cookies.set(JOURNEY, cookie)
    assert browser.get(back).url.path == "/account"
    send(browser, "/sign-out")
    browser.cookies.set(JOURNEY, cookie)
    replayed = browser.get(back)
    assert replayed.status_code == 400
    assert "has been used already" in words(replayed)
    assert SESSION not in browser.cookies


def test_a_code_of_somebody_elses_journey_is_not_taken(browser: TestClient, fake: Fake) -> None:
    stranger = TestClient(browser.app, headers={"Accept": "text/html"})
    stolen = fake.sign_in(away(stranger))["code"]
    mine = fake.sign_in(away(browser))
    refused = browser.get(f"/sign-in/openid/back?{query(mine, code=stolen)}")
    assert "did not take the code it gave" in words(refused)
    assert SESSION not in browser.cookies


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("access_denied", "You were not let in there, or did not want to be."),
        ("temporarily_unavailable", "It cannot answer just now; try again in a minute."),
        ("<script>alert(1)</script>", "did not sign you in."),
    ],
)
def test_an_error_of_the_provider_is_told_in_our_words(
    browser: TestClient, fake: Fake, error: str, said: str
) -> None:
    brought = fake.sign_in(away(browser))
    told = {"state": brought["state"], "error": error, "error_description": "Call 0123 <b>now</b>"}
    refused = browser.get(f"/sign-in/openid/back?{query(told)}")
    assert refused.status_code == 400
    assert said in words(refused)
    assert "0123" not in refused.text
    assert "<script>alert" not in refused.text


def test_an_answer_of_another_provider_is_not_taken(browser: TestClient, fake: Fake) -> None:
    brought = fake.sign_in(away(browser))
    refused = browser.get(f"/sign-in/openid/back?{query(brought, iss='https://evil.example')}")
    assert "did not sign you in" in words(refused)
    assert fake.asked == ["/.well-known/openid-configuration"]


BROKEN = [
    {"issuer": "https://evil.example"},
    {"authorization_endpoint": "javascript:alert(1)"},
    {"authorization_endpoint": "http://evil.example/authorize"},
    {"token_endpoint": None},
]


@pytest.mark.parametrize("says", BROKEN)
def test_a_provider_that_describes_itself_wrongly_is_not_used(
    browser: TestClient, fake: Fake, says: dict[str, Any]
) -> None:
    fake.says = says
    refused = browser.get("/sign-in/openid", follow_redirects=False)
    assert refused.status_code == 502
    assert "Wexmoor <b> does not answer as it should. Try again in a minute." in words(refused)


@pytest.mark.parametrize(
    "says",
    [
        {"token_endpoint": "https://10.0.0.1/token"},
        {"token_endpoint": "http://localhost:1/token"},
        {"jwks_uri": "https://169.254.169.254/latest"},
        {"jwks_uri": "file:///etc/passwd"},
        {"token_endpoint": "//evil"},
    ],
)
def test_a_provider_leads_into_no_private_network(fake: Fake, says: dict[str, Any]) -> None:
    fake.says = says
    with pytest.raises(SourceError):
        arrive(fake)


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/jwks"])
def test_a_provider_that_is_down_is_said_to_be(browser: TestClient, fake: Fake, path: str) -> None:
    if path != "/.well-known/openid-configuration":
        away(browser)
    fake.down = {path}
    if path in fake.asked or path == "/.well-known/openid-configuration":
        assert browser.get("/sign-in/openid").status_code == 502
        fake.down = set()
        assert come_back(browser, fake).url.path == "/account"
    else:
        assert come_back(browser, fake).status_code == 502


def test_no_secret_is_logged_or_shown(
    browser: TestClient, fake: Fake, caplog: pytest.LogCaptureFixture, home: Path
) -> None:
    caplog.set_level(logging.DEBUG, "clew")
    shown_pages = [browser.get("/sign-in").text, come_back(browser, fake).text]
    fake.sign = forged
    send(browser, "/sign-out")
    shown_pages.append(come_back(browser, fake).text)
    fake.ways = ["client_secret_post"]
    browser.app.state.openid._about = None  # type: ignore[attr-defined]
    browser.app.state.openid._secret = "another-secret"  # type: ignore[attr-defined]
    shown_pages.append(come_back(browser, fake).text)
    for text in (*shown_pages, caplog.text):
        assert not {one for one in (SECRET, "another-secret", "code-0", "eyJ") if one in text}
    assert "the provider refused a code: 401 invalid_client" in caplog.text
    assert SECRET.encode() not in (home / "members.db").read_bytes()


# Where nothing is configured, or wrongly


def test_without_settings_nobody_signs_in_elsewhere(tmp_path: Path) -> None:
    with TestClient(application(tmp_path), headers={"Accept": "text/html"}) as plain:
        assert "Sign in with" not in plain.get("/sign-in").text
        for path in ("/sign-in/openid", "/sign-in/openid/back?code=x", "/signed-out"):
            assert plain.get(path).status_code == 404


@pytest.mark.parametrize(
    "issuer",
    ["http://login.example.org", "login.example.org", "ftp://x", "", "https://", "https://[::1"],
)
def test_an_issuer_that_could_be_overheard_is_refused(issuer: str) -> None:
    with pytest.raises(SettingsError, match="cannot be where people sign in"):
        Provider(OpenIdSettings(issuer=issuer, client="clew"))


def test_a_provider_is_called_as_its_host_unless_it_has_a_name() -> None:
    assert Provider(OpenIdSettings(issuer="https://id.example.org/a", client="c")).name == (
        "id.example.org"
    )


def test_who_comes_back_from_a_provider_without_an_end(browser: TestClient, fake: Fake) -> None:
    fake.says = {"end_session_endpoint": "javascript:alert(1)"}
    come_back(browser, fake)
    out = send(browser, "/sign-out")
    assert "Sign out there as well" in words(out)
    assert "javascript" not in out.text


def test_a_person_has_no_more_than_is_said() -> None:
    assert Person("https://login.example.org 42") == Person("https://login.example.org 42", None)
