"""A repository that answers OAI-PMH's verbs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from clew.errors import SourceError
from clew.harvest.http import Client
from clew.harvest.moments import day, stamp
from clew.harvest.oai_pmh.page import Page, Truncated, parse_page, texts
from clew.harvest.repeats import Repeats

_LEAST = "oai_dc"  # what a repository must have of every record (section 3.4)
# The richest formats first.
_PREFERRED = (
    "oai_ddi25",
    "ddi",
    "ddi_c",
    "oai_ddi",
    "oai_ddi32",
    "oai_datacite",
    "datacite4",
    "oai_datacite4",
    "datacite",
    "dcat",
    "mods",
    "uketd_dc",
    "qdc",
    "oai_qdc",
    "dcterms",
    _LEAST,
)


class Identity(NamedTuple):
    """What a repository says of itself.

    ``by_day`` is whether it takes dates without times; ``keeps_deleted`` whether it tells of all
    deletions for ever.
    """

    name: str | None = None
    by_day: bool = False
    keeps_deleted: bool = False


class Selection(NamedTuple):
    """What to list: a format, a set, and from when; or where to go on."""

    prefix: str
    set_spec: str | None = None
    since: datetime | None = None
    by_day: bool = False
    token: str | None = None

    @property
    def params(self) -> dict[str, str]:
        """The arguments of ``ListRecords``; a token stands alone (section 3.5)."""
        if self.token:
            return {"verb": "ListRecords", "resumptionToken": self.token}
        params = {"verb": "ListRecords", "metadataPrefix": self.prefix}
        if self.set_spec:
            params["set"] = self.set_spec
        if self.since:
            params["from"] = day(self.since) if self.by_day else stamp(self.since)
        return params


class Repository:
    """Asks one repository.

    Parameters
    ----------
    address: its base URL.
    client: who asks.
    """

    def __init__(self, address: str, client: Client) -> None:
        self.address = address
        self._client = client

    def identify(self) -> Identity:
        """Ask who it is; one that cannot say is taken to want dates without times."""
        page = self._ask({"verb": "Identify"})
        granularity = texts(page.root, "granularity")
        return Identity(
            next(iter(texts(page.root, "repositoryName")), None),
            "hh" not in "".join(granularity).lower(),
            "persistent" in texts(page.root, "deletedRecord"),
        )

    def formats(self) -> list[str]:
        """Return the metadata prefixes that it offers."""
        return texts(self._ask({"verb": "ListMetadataFormats"}).root, "metadataPrefix")

    def sets(self) -> list[str]:
        """Return the sets that it offers, as far as its first page of them goes."""
        return texts(self._ask({"verb": "ListSets"}).root, "setSpec")

    def choose_format(self, wanted: str | None) -> str:
        """Return the wanted format, or the richest one that is offered.

        Raises
        ------
        SourceError: when the wanted one is not offered.
        """
        offered = self.formats()
        if wanted is None:
            return next((name for name in _PREFERRED if name in offered), _LEAST)
        if offered and wanted not in offered:
            raise SourceError(
                f"{self.address} does not offer the format {wanted}.",
                hint=f"It offers: {', '.join(offered)}.",
            )
        return wanted

    def format_of_the_rest(self, chosen: str) -> str | None:
        """Return the richest format that holds all records, if the chosen one holds but some.

        Formats of data alone leave out what a repository has of other things. Numbers are as the
        repository tells them; where it tells none, the chosen format is taken to hold all.
        """
        whole = self._size(_LEAST) if chosen != _LEAST else None
        held = self._size(chosen) if whole else None
        if whole is None or held is None or held >= whole:
            return None
        others = [name for name in self.formats() if name != chosen]
        known = (name for name in _PREFERRED if name in others and name != _LEAST)
        return next((name for name in known if (self._size(name) or 0) >= whole), _LEAST)

    def _size(self, prefix: str) -> int | None:
        """Return how many records there are in a format, if that is told."""
        page = self._identifiers(Selection(prefix))
        if page.error:
            return 0 if page.error in ("noRecordsMatch", "cannotDisseminateFormat") else None
        return len(page.items) if page.total is None and not page.token else page.total

    def check_sets(self, wanted: list[str]) -> None:
        """Make sure that sets exist, before listing them.

        Raises
        ------
        SourceError: when the repository has no sets at all.
        """
        page = self._ask({"verb": "ListSets"}) if wanted else Page()
        if page.error == "noSetHierarchy":
            raise SourceError(
                f"{self.address} has no sets.", hint="Leave `sets` out of the source's take table."
            )

    def records(self, selection: Selection) -> Page:
        """Ask for a page of records; an error code of the protocol is part of the page."""
        return self._ask(selection.params)

    def identifiers(self, selection: Selection) -> Iterator[str]:
        """Yield the identifiers of all records of a selection.

        Raises
        ------
        SourceError: when the repository does not name them to the end.
        """
        repeats = Repeats(self.address)
        token: str | None = None
        while True:
            page = self._identifiers(selection._replace(token=token))
            if page.error and page.error != "noRecordsMatch":
                raise SourceError(
                    f"{self.address} does not list its identifiers: {page.error}.",
                    hint="Give a `format` that holds all its records.",
                )
            names = [item.identifier or "" for item in page.items]
            repeats.note(names)
            yield from names
            token = page.token
            if token is None:
                return

    def _identifiers(self, selection: Selection) -> Page:
        return self._ask(selection.params | {"verb": "ListIdentifiers"})

    def _ask(self, params: dict[str, str]) -> Page:
        """Ask, and again when what comes is not whole.

        Raises
        ------
        SourceError: when nothing whole comes.
        """
        attempt = 1
        while True:
            answer = self._client.get(self.address, params)
            if answer.missing:
                raise SourceError(
                    f"There is no repository at {self.address}.", hint="Check its address."
                )
            try:
                return parse_page(answer.content, answer.url)
            except Truncated as trouble:
                if attempt >= self._client.manners.attempts:
                    raise SourceError(str(trouble), hint="Try again later.") from trouble
            self._client.rest(attempt)
            attempt += 1
