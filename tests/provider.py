"""A provider of OpenID Connect on this machine, honest unless a test has it misbehave."""

from __future__ import annotations

import json
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from receiver import Receiver, Taken, Told, receiving

CLIENT, SECRET = "clew at wexmoor", "a:secret/of+the site"
Claims = dict[str, Any]


@cache
def rsa_key(name: str) -> rsa.RSAPrivateKey:
    """Return a key that is the same for a name as long as the tests run."""
    return rsa.generate_private_key(65537, 2048)


@cache
def ec_key() -> ec.EllipticCurvePrivateKey:
    """Return a key on a curve."""
    return ec.generate_private_key(ec.SECP256R1())


def shown(key: Any, name: str, algorithm: str) -> dict[str, Any]:
    """Return the public half of a key as a provider shows it."""
    made = jwt.get_algorithm_by_name(algorithm).to_jwk(key.public_key(), as_dict=True)
    return {**made, "kid": name, "use": "sig", "alg": algorithm}


class Fake:
    """The provider: ``person`` is who signs in; what else there is makes it misbehave.

    ``sign`` makes the token of its claims, ``keys`` are those it shows, ``says`` is what it says of
    itself beside its addresses, ``claims`` changes what the token says.
    """

    def __init__(self) -> None:
        self.server: Receiver
        self.person: Claims = {
            "sub": "42",
            "name": "Eve  Ashgrove",
            "email": "eve@wexmoor.example",
            "email_verified": True,
        }
        self.more: Claims = {}  # what it says of somebody when asked with an access token
        self.keys = [shown(rsa_key("one"), "one", "RS256")]
        self.sign: Callable[[Claims], str] = self.honest
        self.claims: Callable[[Claims], Claims] = lambda claims: claims
        self.says: dict[str, Any] = {}
        self.down: set[str] = set()
        self.ways = ["client_secret_basic"]
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    @property
    def issuer(self) -> str:
        """Its address."""
        return self.server.address

    def honest(self, claims: Claims) -> str:
        """Sign as it should."""
        return jwt.encode(claims, rsa_key("one"), "RS256", {"kid": "one"})

    def sign_in(self, way: str) -> dict[str, str]:
        """Have somebody sign in who was sent a way; return what they bring back."""
        asked = dict(parse_qsl(urlsplit(way).query))
        assert way.startswith(f"{self.issuer}/authorize?")
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert {"openid", "email"} <= set(asked["scope"].split())
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"state": asked["state"], "code": code, "iss": self.issuer}

    def answer(self, taken: Taken) -> Told:
        """Answer a request of the site."""
        path = urlsplit(taken.path).path
        self.asked.append(path)
        if path in self.down:
            return Told(503)
        match path:
            case "/.well-known/openid-configuration":
                return _json(self._about() | self.says)
            case "/jwks":
                return _json({"keys": self.keys})
            case "/token":
                return self._token(taken)
            case "/userinfo":
                known = taken.headers.get("Authorization") == "Bearer access"
                return _json(self.more) if known else Told(401)
        return Told(404)

    def _about(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/end?x=1",
            "token_endpoint_auth_methods_supported": self.ways,
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def _token(self, taken: Taken) -> Told:
        form = dict(parse_qsl(taken.body.decode()))
        asked = self.codes.pop(form.get("code", ""), None)
        verifier = sha256(form.get("code_verifier", "").encode()).digest()
        if not self._knows(taken, form):
            return Told(401, b'{"error": "invalid_client"}')
        if (
            asked is None
            or form["redirect_uri"] != asked["redirect_uri"]
            or urlsafe_b64encode(verifier).decode().rstrip("=") != asked["code_challenge"]
        ):
            return Told(400, b'{"error": "invalid_grant", "error_description": "secret <words>"}')
        claims = self.claims(self._claims(asked["nonce"]))
        return _json({"id_token": self.sign(claims), "access_token": "access", "expires_in": 60})

    def _knows(self, taken: Taken, form: dict[str, str]) -> bool:
        if "client_secret_basic" in self.ways:
            pair = b64decode(taken.headers.get("Authorization", "")[6:]).decode().split(":")
            return [unquote_plus(one) for one in pair] == [CLIENT, SECRET]
        secret = SECRET if "client_secret_post" in self.ways else None
        return form.get("client_id") == CLIENT and form.get("client_secret") == secret

    def _claims(self, nonce: str) -> Claims:
        now = int(time.time())
        base = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        return base | self.person


@contextmanager
def providing() -> Iterator[Fake]:
    """Run a provider for as long as a test takes."""
    fake = Fake()
    with receiving(fake.answer) as server:
        fake.server = server
        yield fake


def unsigned(claims: Claims) -> str:
    """Write a token that nobody signed."""
    return jwt.encode(claims, "", "none")


def query(brought: dict[str, str], **other: str) -> str:
    """Write what somebody brings back as the end of an address."""
    return urlencode(brought | other)


def _json(value: object) -> Told:
    return Told(200, json.dumps(value).encode(), {"Content-Type": "application/json"})
