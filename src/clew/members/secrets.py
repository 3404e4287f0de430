"""Secrets that people carry: made unguessable, kept only as hashes."""

from __future__ import annotations

import secrets
from functools import cache
from hashlib import sha256
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_BYTES = 32
_HASHER = PasswordHasher()  # Argon2id with the parameters of RFC 9106, low memory
_TURNS = BoundedSemaphore(2)  # each takes 64 MiB: many who try at once must not fill the memory


def new_secret() -> str:
    """Return 256 random bits, fit for an address or a cookie."""
    return secrets.token_urlsafe(_BYTES)


def hashed(secret: str) -> str:
    """Return what to keep of a secret; it is random, so a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()


def hash_password(password: str) -> str:
    """Return what to keep of a password (Argon2id, RFC 9106)."""
    with _TURNS:
        return _HASHER.hash(password)


def password_fits(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one; takes as long when there is none to compare with."""
    nobodys = _nobodys()  # also where it is not needed, lest the first answer tell by its time
    try:
        with _TURNS:
            return _HASHER.verify(kept or nobodys, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def wants_rehash(kept: str) -> bool:
    """Tell whether a password's hash was made with parameters of earlier days."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    """A password that nobody has, hashed when it is first needed: it takes as long as it should."""
    return hash_password(new_secret())
