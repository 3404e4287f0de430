"""ID tokens: what a provider signs of somebody (OpenID Connect Core 1.0, section 3.1.3.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hmac import compare_digest
from typing import Any

import jwt

from clew.errors import SignInError

# Signatures by a key of the provider's own; none, and those by a shared secret, are not among them.
_KINDS = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
_SIZES = ("256", "384", "512")
ALGORITHMS = (*(f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in _SIZES), "EdDSA")
_LEEWAY = 60  # seconds by which two clocks may differ
_LONGEST = 255  # characters of a subject, as the standard has it
_NEEDED = ["iss", "sub", "aud", "exp", "iat"]

Key = Mapping[str, Any]


class UnknownKey(SignInError):
    """A token is signed with a key that was not among those known: there may be new ones."""


def verified(
    token: str, keys: Sequence[Key], *, issuer: str, client: str, nonce: str
) -> dict[str, Any]:
    """Return what a token says, once all of it has been checked.

    Parameters
    ----------
    keys: the provider's (RFC 7517).
    issuer, client: who has to have written it, and for whom.
    nonce: what was sent along with the question.

    Raises
    ------
    UnknownKey: when none of the keys is the one it names.
    SignInError: when anything else is not as it should be.
    """
    try:
        header = jwt.get_unverified_header(token)
        algorithm = str(header.get("alg"))
        key = jwt.PyJWK(dict(_key(keys, algorithm, header.get("kid"))), algorithm)
        claims = jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            audience=client,
            issuer=issuer,
            leeway=_LEEWAY,
            options={"require": _NEEDED},
        )
    except jwt.PyJWTError as error:
        raise _refusal(str(error)) from error
    _check(claims, client, nonce)
    return claims


def _key(keys: Sequence[Key], algorithm: str, name: object) -> Key:
    """Find the key that a header speaks of; one without a name has to be the only one that fits."""
    if algorithm not in ALGORITHMS:
        raise _refusal("it is not signed with a key of the provider's own")
    fit = [
        key
        for key in keys
        if key.get("kty") == _KINDS[algorithm[:2]]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (name is None or key.get("kid") == name)
    ]
    if len(fit) != 1:
        raise UnknownKey("The provider signs with a key that it does not show.", hint=_HINT)
    return fit[0]


def _check(claims: Mapping[str, Any], client: str, nonce: str) -> None:
    if not compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise _refusal("it was made for another question")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else client) != client:
        raise _refusal("it was made for another site")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST:
        raise _refusal("it names nobody")


def _refusal(why: str) -> SignInError:
    return SignInError(f"The provider's token cannot be trusted: {why.rstrip('.')}.", hint=_HINT)


_HINT = "Begin again; if it happens again, tell those who keep the site."
