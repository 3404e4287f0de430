"""Tells people by e-mail what is new in the searches that they saved."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import NamedTuple

from starlette.datastructures import QueryParams

from clew.app import Clew
from clew.errors import QueryError, SettingsError
from clew.exporting import BARE
from clew.members import Account, Members, SavedSearch
from clew.search import Hit, Options
from clew.web.asking import Asked

_LISTED = 25  # in one message
_PATIENCE = 30  # seconds for a server to answer
_NEWEST = Options(
    order="newest",
    limit=1_000,
    cursor=None,
    settings=BARE,
)


class News(NamedTuple):
    """What is new in a saved search, and who waits to hear of it."""

    account: Account
    search: SavedSearch
    hits: tuple[Hit, ...]


class Post(NamedTuple):
    """Where messages are handed in, and from whom they are."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None
    encrypted: bool = True

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Post:
        """Read it from the environment: ``CLEW_SMTP_HOST``, ``_PORT``, ``_USER``, ``_PASSWORD``.

        ``CLEW_MAIL_FROM`` is the sender; ``CLEW_SMTP_PLAIN=1`` does without encryption, for a
        server on the same machine.

        Raises
        ------
        SettingsError: when something is missing or no number.
        """
        host, sender = environment.get("CLEW_SMTP_HOST"), environment.get("CLEW_MAIL_FROM")
        port = environment.get("CLEW_SMTP_PORT", "587")
        if not host or not sender or not port.isdecimal():
            raise SettingsError(
                "Nobody said how e-mail is to be sent.",
                hint="Set CLEW_SMTP_HOST and CLEW_MAIL_FROM; see docs/site.md.",
            )
        return cls(
            host,
            int(port),
            sender,
            environment.get("CLEW_SMTP_USER") or None,
            environment.get("CLEW_SMTP_PASSWORD") or None,
            not environment.get("CLEW_SMTP_PLAIN"),
        )


def news(catalogue: Clew, members: Members, now: datetime) -> Iterator[News]:
    """Yield what is new in searches whose time has come; one that cannot be made is passed over."""
    for search in members.searches.due(now):
        try:
            answer = Asked.of(QueryParams(search.query)).find(catalogue, **_NEWEST)
        except QueryError:
            continue
        found = {hit.id: hit for hit in answer.hits}
        fresh = members.searches.news(search.number, list(found))
        account = members.accounts.get(search.account)
        yield News(account, search, tuple(found[slug] for slug in fresh))


def send(
    told: Iterator[News], members: Members, post: Post, site: str, now: datetime
) -> list[News]:
    """Send a message for each search with news, and note that it was told; return those sent.

    What was noted is not told again, so that stopping at any moment repeats one message at most.
    """
    sent = []
    for one in told:
        if one.hits:
            _hand_in(message(one, post.sender, site), post)
            sent.append(one)
        with members.transaction():
            members.searches.tell(one.search.number, [hit.id for hit in one.hits], now)
    return sent


def message(one: News, sender: str, site: str) -> EmailMessage:
    """Write the message about one search.

    Parameters
    ----------
    sender: whom it is from.
    site: where the site is, for its links.
    """
    count = len(one.hits)
    made = EmailMessage()
    made["Subject"] = _line(f"{count} new for “{one.search.name}”")
    made["From"], made["To"] = sender, one.account.email
    made["Date"], made["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2])
    base = site.rstrip("/")
    listed = [f"{_line(hit.title)}\n{base}/r/{hit.id}\n" for hit in one.hits[:_LISTED]]
    more = [f"and {count - _LISTED} more\n"] if count > _LISTED else []
    made.set_content(
        "\n".join(
            [
                f"New in your saved search “{_line(one.search.name)}”:\n",
                *listed,
                *more,
                f"All of it: {base}/search?{one.search.query}",
                f"To hear of it less often or no more: {base}/collections#searches",
            ]
        )
    )
    return made


def _hand_in(made: EmailMessage, post: Post) -> None:
    with smtplib.SMTP(post.host, post.port, timeout=_PATIENCE) as server:
        if post.encrypted:
            server.starttls(context=ssl.create_default_context())
        if post.user:
            server.login(post.user, post.password or "")
        server.send_message(made)


def _line(text: str) -> str:
    """Put text on one line: headers must not be broken by what a source says."""
    return " ".join(text.split())[:200]
