"""What a repository answers when a request makes no sense (OAI-PMH 2.0, section 3.6)."""

from __future__ import annotations


class OaiError(Exception):
    """A request that cannot be answered.

    Parameters
    ----------
    code: one of the protocol's own.
    message: what was given and what is allowed.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def bad_argument(message: str) -> OaiError:
    """Something is missing, twice there, unknown, or not written as it should be."""
    return OaiError("badArgument", message)


def bad_token(token: str) -> OaiError:
    """The resumption token is none of ours."""
    return OaiError(
        "badResumptionToken",
        f"{token[:100]!r} is no resumption token of this repository; begin the list anew.",
    )
