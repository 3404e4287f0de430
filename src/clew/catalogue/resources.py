"""Resources: the things themselves, each the set of records believed to be about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from clew.catalogue.database import inserted
from clew.catalogue.slugs import slugs
from clew.errors import NotFound
from clew.model import Credit, Held, Kind, Passage, Record, Resource, parse_identifier, readings

_RECORD = msgspec.json.Decoder(Record)
_PASSAGE = msgspec.json.Decoder(Passage)
_HELD = """
SELECT r.resource, r.number, p.source, p.location, d.sha256, v.reader, v.version, v.read_at,
       v.body, r.joined_by, s.title, s.credit, s.rights
FROM records r
JOIN versions v ON v.record = r.number AND v.version = r.version
JOIN places p ON p.number = r.place
JOIN documents d ON d.number = v.document
LEFT JOIN sources s ON s.name = p.source AND (s.credit IS NOT NULL OR s.rights IS NOT NULL)
WHERE r.resource IN (SELECT value FROM json_each(?)) AND NOT r.withdrawn
ORDER BY r.resource, r.key GLOB 'cited:*', r.number
"""


class Resources:
    """The resources of a catalogue, and the revision that each change gets."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._current = 0
        self._touched: set[int] = set()  # those that carry the current revision
        self._made: dict[int, str] = {}  # the ids of those made in it, which are told soon after

    @property
    def revision(self) -> int:
        """The revision of the last change."""
        (number,) = self._connection.execute("SELECT number FROM revision").fetchone()
        return int(number)

    @property
    def last(self) -> int:
        """The greatest number that any resource has; 0 where there is none."""
        (number,) = self._connection.execute(
            "SELECT coalesce(max(number), 0) FROM resources"
        ).fetchone()
        return int(number)

    def begin_revision(self) -> None:
        """Count one further; what is touched from now on carries the new number."""
        (self._current,) = self._connection.execute(
            "UPDATE revision SET number = number + 1 RETURNING number"
        ).fetchone()
        self._touched.clear()
        self._made.clear()
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._connection.execute("INSERT INTO revisions VALUES (?, ?)", (self._current, now))

    def make(self, kind: Kind, label: str) -> int:
        """Make a resource that no record belongs to yet; return its number."""
        tried = ((self._make(kind, slug), slug) for slug in slugs(self._connection, label))
        number, slug = next((made, slug) for made, slug in tried if made is not None)
        self._touched.add(number)
        self._made[number] = slug
        return number

    def _make(self, kind: Kind, slug: str) -> int | None:
        """Make a resource, unless "Report 2" has taken what the second "Report" would be called."""
        cursor = self._connection.execute(
            "INSERT INTO resources (slug, kind, revision) VALUES (?, ?, ?)"
            " ON CONFLICT (slug) DO NOTHING",
            (slug, kind, self._current),
        )
        return inserted(cursor)

    def make_many(self, kind: Kind, slugs: Sequence[str]) -> list[int]:
        """Make resources under ids that are known to be free; return their numbers, in order."""
        (last,) = self._connection.execute(
            "SELECT coalesce(max(number), 0) FROM resources"
        ).fetchone()
        numbers = list(range(last + 1, last + 1 + len(slugs)))
        self._connection.executemany(
            "INSERT INTO resources (number, slug, kind, revision) VALUES (?, ?, ?, ?)",
            ((n, slug, kind, self._current) for n, slug in zip(numbers, slugs, strict=True)),
        )
        return numbers

    def any(self, kind: Kind) -> bool:
        """Say whether there is a resource of a kind."""
        row = self._connection.execute("SELECT 1 FROM resources WHERE kind = ? LIMIT 1", (kind,))
        return row.fetchone() is not None

    def kinds(self, numbers: Sequence[int]) -> dict[int, Kind]:
        """Return what sort of thing each of some resources is."""
        rows = self._connection.execute(
            "SELECT number, kind FROM resources WHERE number IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(numbers).decode(),),
        )
        return {number: Kind(kind) for number, kind in rows}

    def set_kind(self, number: int, kind: Kind) -> None:
        """Say what sort of thing a resource is, once a record tells better."""
        changed = self._connection.execute(
            "UPDATE resources SET kind = ?, revision = ? WHERE number = ? AND kind <> ?1",
            (kind, self._current, number),
        ).rowcount
        if changed:  # those linked to it are linked to another sort of thing now
            rows = self._connection.execute(
                "SELECT object FROM links WHERE subject = ?1"
                " UNION SELECT subject FROM links WHERE object = ?1",
                (number,),
            ).fetchall()
            self.touch(beside for (beside,) in rows)

    def touch(self, numbers: Iterable[int]) -> None:
        """Mark resources as changed in the current revision."""
        changed = [number for number in numbers if number not in self._touched]
        self._touched.update(changed)
        if changed:
            self._connection.executemany(
                "UPDATE resources SET revision = ?1 WHERE number = ?2 AND revision < ?1",
                ((self._current, number) for number in changed),
            )

    def changed_since(self, revision: int) -> list[int]:
        """Return the numbers of the resources that changed after a revision, oldest first."""
        rows = self._connection.execute(
            "SELECT number FROM resources WHERE revision > ? ORDER BY revision, number", (revision,)
        )
        return [number for (number,) in rows]

    def count_by_kind(self) -> dict[str, int]:
        """Return how many resources of each kind any record describes."""
        rows = self._connection.execute(
            "SELECT kind, count(*) FROM resources o WHERE EXISTS (SELECT 1 FROM records r"
            " WHERE r.resource = o.number AND NOT r.withdrawn) GROUP BY kind ORDER BY kind"
        )
        return dict(rows.fetchall())

    def number(self, name: str) -> int:
        """Return the number of the resource that a slug or an identifier in any spelling names.

        Raises
        ------
        NotFound: when there is none, or a number without its scheme names several.
        """
        found = self._called(name) or self._carrying(name)
        if not found:
            raise NotFound(
                f"No resource is called {name!r}.",
                hint="Look for it with `clew search`; an id, a DOI, an award reference or a study"
                " number will do.",
            )
        if len(found) > 1:
            which = ", ".join(map(self.slug, found))
            raise NotFound(f"{name!r} may be {which}.", hint="Ask for the one you mean by its id.")
        return found[0]

    def _called(self, slug: str) -> list[int]:
        """Return the resource of an id; one whose record was joined to another leads there."""
        rows = self._connection.execute(
            "SELECT coalesce((SELECT resource FROM records WHERE home = o.number AND NOT EXISTS"
            " (SELECT 1 FROM records WHERE resource = o.number)), o.number)"
            " FROM resources o WHERE slug = ?",
            (slug,),
        )
        return [int(number) for (number,) in rows]

    def _carrying(self, name: str) -> list[int]:
        """Return the resource that carries an identifier first, or all that a bare number means."""
        for identifier in readings(name):
            rows = self._connection.execute(
                "SELECT r.resource FROM identifiers i JOIN records r ON r.number = i.record"
                " WHERE i.scheme = ? AND i.value = ? ORDER BY r.number",
                (identifier.scheme, identifier.value),
            )
            found = list(dict.fromkeys(int(number) for (number,) in rows))
            if found:
                return found[:1] if identifier == parse_identifier(name) else found
        return []

    def slug(self, number: int) -> str:
        """Return the slug of a resource."""
        if number in self._made:
            return self._made[number]
        (slug,) = self._connection.execute(
            "SELECT slug FROM resources WHERE number = ?", (number,)
        ).fetchone()
        return str(slug)

    def get(self, name: str) -> Resource:
        """Return the resource that a slug or an identifier names.

        Raises
        ------
        NotFound: when there is none, or no source speaks of it any more.
        """
        found = list(self.many([self.number(name)]))
        if not found:
            raise NotFound(f"{name!r} was withdrawn by every source that described it.")
        return found[0]

    def many(self, numbers: Sequence[int]) -> Iterator[Resource]:
        """Yield the resources with these numbers, lowest first; withdrawn ones are left out."""
        wanted = msgspec.json.encode(numbers).decode()
        held: dict[int, list[Held]] = {}
        for number, *rest, body, joined_by, title, line, rights in self._connection.execute(
            _HELD, (wanted,)
        ):
            asked = _credit(str(rest[1]), title, line, rights)
            held.setdefault(number, []).append(self._held(rest, body, joined_by, asked))
        rows = self._connection.execute(
            "SELECT number, slug, kind, revision FROM resources"
            " WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
            (wanted,),
        )
        for number, slug, kind, revision in rows:
            if number in held:
                yield Resource(
                    number=number,
                    slug=slug,
                    kind=Kind(kind),
                    revision=revision,
                    held=tuple(held[number]),
                )

    def _held(
        self, row: list[object], body: str, joined_by: str | None, credit: Credit | None
    ) -> Held:
        number, source, location, document, reader, version, read_at = row
        record = _RECORD.decode(body)
        if record.fulltext is not None:
            whole = msgspec.structs.replace(record.fulltext, passages=self._passages(number))
            record = msgspec.structs.replace(record, fulltext=whole)
        return msgspec.convert(
            {
                "number": number,
                "source": source,
                "location": location,
                "document": document,
                "reader": reader,
                "version": version,
                "read_at": read_at,
                "record": record,
                "joined_by": joined_by,
                "credit": credit,
            },
            Held,
        )

    def _passages(self, record: object) -> tuple[Passage, ...]:
        rows = self._connection.execute(
            "SELECT body FROM passages WHERE record = ? ORDER BY position", (record,)
        )
        return tuple(_PASSAGE.decode(body) for (body,) in rows)


def _credit(source: str, title: str | None, line: str | None, rights: str | None) -> Credit | None:
    asked = line or rights
    return Credit(source=source, title=title, line=line, rights=rights) if asked else None
