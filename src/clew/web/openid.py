"""A provider at which people sign in: OpenID Connect's code flow with PKCE.

What it says of itself is asked for when it is first needed, and again after an hour.
"""

from __future__ import annotations

import logging
import time
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote_plus, urlencode, urlsplit

import msgspec

from clew.errors import SettingsError, SignInError, SourceError
from clew.harvest.http import Exchange, Exchanger, is_loopback
from clew.members.journeys import Journey
from clew.model.base import Value
from clew.settings import OpenIdSettings
from clew.web.idtoken import Key, UnknownKey, verified

_AN_HOUR, _A_MINUTE = 3600.0, 60.0
_SCOPES = "openid email profile"
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_log = logging.getLogger(__name__)
T = TypeVar("T")


class About(msgspec.Struct, frozen=True):
    """What a provider says of itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class _Keys(msgspec.Struct, frozen=True):
    keys: tuple[dict[str, Any], ...]


class _Tokens(msgspec.Struct, frozen=True):
    id_token: str
    access_token: str | None = None


class Person(Value, frozen=True):
    """Who has signed in: ``subject`` is issuer and subject, ``email`` theirs beyond doubt."""

    subject: str
    email: str | None = None
    name: str | None = None


class Provider:
    """Where people sign in.

    Parameters
    ----------
    settings: the provider's address, and what it knows the site as.
    secret: what it gave the site to prove itself, if anything.
    exchange: what carries the requests.
    clock: seconds that only go forward.

    Raises
    ------
    SettingsError: when its address is neither ``https`` nor of this machine.
    """

    def __init__(
        self,
        settings: OpenIdSettings,
        secret: str | None = None,
        exchange: Exchange | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        _fit(settings.issuer)
        self.settings = settings
        self.name = settings.name or str(urlsplit(settings.issuer).hostname)
        self._secret = secret
        self._exchange = exchange or Exchanger()
        self._clock = clock
        self._about: tuple[float, About] | None = None
        self._keys: tuple[float, Sequence[Key]] | None = None

    def way(self, journey: Journey, back: str) -> str:
        """Return where to send somebody.

        Parameters
        ----------
        back: the whole address at which they are expected again.

        Raises
        ------
        SourceError: when the provider does not answer as one does.
        """
        asked = {
            "response_type": "code",
            "client_id": self.settings.client,
            "redirect_uri": back,
            "scope": _SCOPES,
            "state": journey.state,
            "nonce": journey.nonce,
            "code_challenge": journey.challenge,
            "code_challenge_method": "S256",
        }
        place = self.about().authorization_endpoint
        _fit(place, SourceError)
        return _with(place, asked)

    def person(self, code: str, journey: Journey, back: str) -> Person:
        """Return who it is that came back with a code.

        Raises
        ------
        SignInError: when the code is not taken, or what is said of them is not to be trusted.
        SourceError: when the provider does not answer as one does.
        """
        tokens = self._redeem(code, journey, back)
        claims = self._verified(tokens.id_token, journey.nonce)
        if "email" not in claims and tokens.access_token:
            claims = {**self._more(tokens.access_token, claims["sub"]), **claims}
        sure = claims.get("email_verified") is True or claims.get("email_verified") == "true"
        return Person(
            f"{self.settings.issuer} {claims['sub']}",
            _words(claims.get("email")) if sure else None,
            _words(claims.get("name")) or _words(claims.get("preferred_username")),
        )

    def leaving(self, back: str) -> str | None:
        """Return where people sign out there, if that is anywhere (RP-Initiated Logout 1.0)."""
        try:
            place = self.about().end_session_endpoint
            if place is None:
                return None
            _fit(place, SourceError)
        except SourceError:
            return None
        told = {"client_id": self.settings.client, "post_logout_redirect_uri": back}
        return _with(place, told)

    def about(self) -> About:
        """Return what the provider says of itself.

        Raises
        ------
        SourceError: when it does not answer, or says that it is another.
        """
        if self._about is None or self._clock() > self._about[0]:
            place = f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration"
            found = self._asked("GET", place, About)
            if found.issuer != self.settings.issuer:
                raise SourceError(
                    f"The provider calls itself {found.issuer[:200]!r}.",
                    hint="Write its address in [openid] as it does.",
                )
            self._about = (self._clock() + _AN_HOUR, found)
        return self._about[1]

    def _redeem(self, code: str, journey: Journey, back: str) -> _Tokens:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": journey.verifier,
        }
        about, headers = self.about(), dict(_FORM)
        if self._secret and _basic(about):
            headers["Authorization"] = _credentials(self.settings.client, self._secret)
        else:
            form |= {"client_id": self.settings.client}
            form |= {"client_secret": self._secret} if self._secret else {}
        return self._asked("POST", about.token_endpoint, _Tokens, headers, urlencode(form).encode())

    def _verified(self, token: str, nonce: str) -> dict[str, Any]:
        issuer, client = self.settings.issuer, self.settings.client
        try:
            return verified(
                token, self._known_keys(_AN_HOUR), issuer=issuer, client=client, nonce=nonce
            )
        except UnknownKey:
            fresh = self._known_keys(_A_MINUTE)
            return verified(token, fresh, issuer=issuer, client=client, nonce=nonce)

    def _known_keys(self, age: float) -> Sequence[Key]:
        """Return the provider's keys, asked for anew when those known are older than that."""
        if self._keys is None or self._clock() > self._keys[0] + age:
            found = self._asked("GET", self.about().jwks_uri, _Keys)
            self._keys = (self._clock(), found.keys)
        return self._keys[1]

    def _more(self, token: str, subject: str) -> dict[str, Any]:
        """Ask what the token does not say of its owner (section 5.3.2 has it be the same one)."""
        place = self.about().userinfo_endpoint
        if place is None:
            return {}
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        said = self._asked("GET", place, dict[str, Any], headers)
        return said if said.get("sub") == subject else {}

    def _asked(
        self,
        method: str,
        url: str,
        kind: type[T],
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> T:
        """Ask the provider for something, and return it as it has to be."""
        # Whoever set the site up named the issuer; other hosts must not lead inside.
        trusted = {str(urlsplit(self.settings.issuer).hostname)} & {str(urlsplit(url).hostname)}
        _fit(url, SourceError)
        reply = self._exchange(method, url, headers=headers, content=content, trusted=trusted)
        if method == "POST" and 400 <= reply.status < 500:
            _log.warning("the provider refused a code: %d %s", reply.status, _error(reply.content))
            raise SignInError(f"{self.name} did not take the code it gave.", hint="Begin again.")
        if reply.status != 200:
            raise SourceError(f"{urlsplit(url).hostname} answered {reply.status}.")
        try:
            return msgspec.json.decode(reply.content, type=kind)
        except msgspec.MsgspecError as error:
            host = urlsplit(url).hostname
            raise SourceError(f"{host} does not answer as a provider does: {error}.") from error


def _fit(url: str, kind: type[SettingsError | SourceError] = SettingsError) -> None:
    """Refuse an address at which somebody could listen."""
    try:
        fit = is_loopback(url) or urlsplit(url).scheme == "https"
    except SourceError:
        fit = False
    if not fit:
        raise kind(
            f"{url[:200]!r} cannot be where people sign in.",
            hint="The issuer in [openid] must begin with https://; see docs/settings.md.",
        )


def _basic(about: About) -> bool:
    ways = about.token_endpoint_auth_methods_supported
    return "client_secret_basic" in ways or "client_secret_post" not in ways


def _credentials(client: str, secret: str) -> str:
    """Write a client's name and secret (RFC 6749, section 2.3.1)."""
    pair = f"{quote_plus(client)}:{quote_plus(secret)}"
    return f"Basic {b64encode(pair.encode()).decode()}"


def _with(place: str, asked: Mapping[str, str]) -> str:
    return f"{place}{'&' if urlsplit(place).query else '?'}{urlencode(asked)}"


def _words(value: object) -> str | None:
    text = " ".join(value.split())[:200] if isinstance(value, str) else ""
    return text or None


def _error(content: bytes) -> str:
    """Return the code of an error, and nothing else of what was answered: it goes into a log."""
    try:
        found = msgspec.json.decode(content, type=dict[str, Any]).get("error")
    except msgspec.MsgspecError:
        found = None
    known = isinstance(found, str) and found.replace("_", "").isalpha() and len(found) < 60
    return str(found) if known else "without a reason"
