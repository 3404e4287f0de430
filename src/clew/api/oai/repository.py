"""The repository: answers the six verbs from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from clew.api.oai import envelope, sets, token
from clew.api.oai.arguments import Arguments
from clew.api.oai.moments import span
from clew.api.oai.problems import OaiError, bad_token
from clew.api.oai.token import Token
from clew.catalogue import Catalogue
from clew.catalogue.changes import FOREVER, Change, Scope
from clew.export import Format, formats
from clew.export.registry import WORKS
from clew.exporting import by_number

PAGE = 200  # records of one answer
_IDENTIFIER = (
    '<description>\n<oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier"'
    ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier'
    ' http://www.openarchives.org/OAI/2.0/oai-identifier.xsd">\n'
)


class About(NamedTuple):
    """What a repository says of itself; ``host`` is the name that begins its identifiers."""

    name: str
    base: str
    email: str
    host: str


class Repository:
    """A catalogue as an OAI-PMH repository.

    Parameters
    ----------
    catalogue: what it offers.
    about: what it says of itself.
    page: how many records one answer holds.
    """

    def __init__(self, catalogue: Catalogue, about: About, page: int = PAGE) -> None:
        self._catalogue = catalogue
        self._about = about
        self._page = page
        self._formats = {one.prefix: one for one in formats() if one.prefix and one.piece}

    def answer(self, asked: Arguments) -> str:
        """Answer a request that is well-formed.

        Raises
        ------
        OaiError: when there is nothing to answer it with.
        """
        verbs: dict[str, Callable[[dict[str, str]], str]] = {
            "Identify": self._identify,
            "ListMetadataFormats": self._list_formats,
            "ListSets": self._list_sets,
            "ListIdentifiers": lambda given: self._list(given, whole=False),
            "ListRecords": lambda given: self._list(given, whole=True),
            "GetRecord": self._get,
        }
        content = verbs[asked.verb](asked.given)
        return envelope.answer(self._about.base, asked.given, asked.verb, content)

    def _identify(self, given: dict[str, str]) -> str:
        about = self._about
        facts = (
            ("repositoryName", about.name),
            ("baseURL", about.base),
            ("protocolVersion", "2.0"),
            ("adminEmail", about.email),
            ("earliestDatestamp", self._catalogue.changes.earliest() or "2000-01-01T00:00:00Z"),
            ("deletedRecord", "persistent"),
            ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        )
        own = (
            ("scheme", "oai"),
            ("repositoryIdentifier", about.host),
            ("delimiter", ":"),
            ("sampleIdentifier", self._identifier("home-visits")),
        )
        described = "".join(envelope.element(*one) for one in own)
        return (
            "".join(envelope.element(*fact) for fact in facts)
            + f"{_IDENTIFIER}{described}</oai-identifier>\n</description>\n"
        )

    def _list_formats(self, given: dict[str, str]) -> str:
        offered = list(self._formats.values())
        if "identifier" in given:
            change = self._change(given["identifier"])
            offered = [one for one in offered if change.kind in one.kinds]
        return "".join(
            "<metadataFormat>\n"
            + envelope.element("metadataPrefix", one.prefix or "")
            + envelope.element("schema", one.schema or one.profile or "")
            + envelope.element("metadataNamespace", one.profile or "")
            + "</metadataFormat>\n"
            for one in offered
        )

    def _list_sets(self, given: dict[str, str]) -> str:
        if "resumptionToken" in given:
            raise bad_token(given["resumptionToken"])  # all sets are on one page
        return "".join(
            "<set>\n"
            + envelope.element("setSpec", one.spec)
            + envelope.element("setName", one.name)
            + "</set>\n"
            for one in sets.sets(self._sources())
        )

    def _get(self, given: dict[str, str]) -> str:
        change = self._change(given["identifier"])
        form = self._format(given["metadataPrefix"])
        if change.kind not in form.kinds:
            raise OaiError(
                "cannotDisseminateFormat",
                f"{form.prefix} cannot hold {given['identifier'][:200]}: it is for "
                f"{', '.join(sorted(form.kinds))}.",
            )
        return "".join(self._records([change], form))

    def _list(self, given: dict[str, str], *, whole: bool) -> str:
        state = self._resumed(given) if "resumptionToken" in given else self._begun(given)
        form = self._format(state.prefix)
        after = (state.revision, state.number)
        page = self._catalogue.changes.page(state.scope, after, self._page + 1)
        if not page:
            raise OaiError("noRecordsMatch", "Nothing changed in that time, or that set is empty.")
        shown, more = page[: self._page], len(page) > self._page
        content = "".join(self._records(shown, form) if whole else self._headers(shown))
        if not more and not state.cursor:
            return content
        last = shown[-1]
        onward = Token(
            prefix=state.prefix,
            scope=state.scope,
            revision=last.revision,
            number=last.number,
            cursor=state.cursor + len(shown),
            total=state.total,
        )
        return content + envelope.token(str(onward) if more else "", state.total, state.cursor)

    def _begun(self, given: dict[str, str]) -> Token:
        form = self._format(given["metadataPrefix"])
        scope = self._scope(given, form)
        total = self._catalogue.changes.count(scope)
        return Token(
            prefix=given["metadataPrefix"],
            scope=scope,
            revision=-1,
            number=-1,
            cursor=0,
            total=total,
        )

    def _resumed(self, given: dict[str, str]) -> Token:
        state = token.read(given["resumptionToken"])
        if state.prefix not in self._formats or not set(state.scope.kinds) <= WORKS:
            raise bad_token(given["resumptionToken"])
        return state

    def _scope(self, given: dict[str, str], form: Format) -> Scope:
        since, until = span(given.get("from"), given.get("until"))
        wanted = sets.choose(given["set"], self._sources()) if "set" in given else None
        kinds = {wanted.kind} if wanted and wanted.kind else WORKS
        changes = self._catalogue.changes
        return Scope(
            kinds=tuple(sorted(kinds & form.kinds)),
            first=changes.from_time(since) if since else 0,
            last=changes.until_time(until) if until else FOREVER,
            source=wanted.source if wanted else None,
        )

    def _records(self, changes: list[Change], form: Format) -> Iterator[str]:
        heads = list(self._headers(changes))
        described = by_number(self._catalogue, [one.number for one in changes if one.here])
        for change, head in zip(changes, heads, strict=True):
            item = described.get(change.number)
            yield envelope.record(head, form.piece(item) if item and form.piece else None)

    def _headers(self, changes: list[Change]) -> Iterator[str]:
        sources = self._catalogue.changes.sources([change.number for change in changes])
        for change in changes:
            specs = sets.specs(change.kind, sources.get(change.number, ()))
            identifier = self._identifier(change.slug)
            yield envelope.header(identifier, change.at, specs, here=change.here)

    def _identifier(self, slug: str) -> str:
        return f"oai:{self._about.host}:{slug}"

    def _change(self, identifier: str) -> Change:
        begin = f"oai:{self._about.host}:"
        slug = identifier.removeprefix(begin) if identifier.startswith(begin) else None
        change = self._catalogue.changes.of(slug, sorted(WORKS)) if slug else None
        if change is None:
            raise OaiError(
                "idDoesNotExist",
                f"{identifier[:200]!r} is nothing here; identifiers begin with {begin!r}.",
            )
        return change

    def _format(self, prefix: str) -> Format:
        if prefix not in self._formats:
            raise OaiError(
                "cannotDisseminateFormat",
                f"{prefix[:50]!r} is not offered; there are: {', '.join(map(str, self._formats))}.",
            )
        return self._formats[prefix]

    def _sources(self) -> list[str]:
        return self._catalogue.changes.all_sources()
