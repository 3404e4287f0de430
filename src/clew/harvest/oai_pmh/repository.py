"""A repository that answers OAI-PMH's verbs."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from clew.errors import SourceError
from clew.harvest.http import Client
from clew.harvest.moments import day, stamp
from clew.harvest.oai_pmh.page import Page, Truncated, parse_page, texts

# The richest formats first; the last one every repository must have (section 3.4).
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
    "oai_dc",
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
            return next((name for name in _PREFERRED if name in offered), "oai_dc")
        if offered and wanted not in offered:
            raise SourceError(
                f"{self.address} does not offer the format {wanted}.",
                hint=f"It offers: {', '.join(offered)}.",
            )
        return wanted

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
