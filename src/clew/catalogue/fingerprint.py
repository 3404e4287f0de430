"""One number for all that a catalogue says, whatever the days and batches it was told in."""

from __future__ import annotations

import sqlite3
from hashlib import sha256

# Everything but times and revisions; resources by their public id, the rest by what names it.
_SAID = (
    "SELECT sha256, size, media_type FROM documents ORDER BY sha256",
    "SELECT p.source, p.location, d.sha256, p.reader, p.error, p.notices FROM places p"
    " JOIN documents d ON d.number = p.document ORDER BY p.source, p.location",
    "SELECT slug, kind FROM resources ORDER BY slug",
    "SELECT p.source, p.location, r.key, o.slug, r.joined_by, r.withdrawn, v.version, v.reader,"
    " v.body FROM records r JOIN places p ON p.number = r.place"
    " JOIN resources o ON o.number = r.resource JOIN versions v ON v.record = r.number"
    " ORDER BY p.source, p.location, r.key, v.version",
    "SELECT i.scheme, i.value, p.source, p.location, r.key FROM identifiers i"
    " JOIN records r ON r.number = i.record JOIN places p ON p.number = r.place"
    " ORDER BY i.scheme, i.value, p.source, p.location, r.key",
    "SELECT a.kind, a.name, a.scheme, a.value, c.role, c.position, p.location, r.key"
    " FROM contributions c JOIN agents a ON a.number = c.agent"
    " JOIN records r ON r.number = c.record JOIN places p ON p.number = r.place"
    " ORDER BY p.location, r.key, c.position",
    "SELECT p.location, r.key, x.position, x.body FROM passages x"
    " JOIN records r ON r.number = x.record JOIN places p ON p.number = r.place"
    " ORDER BY p.location, r.key, x.position",
    "SELECT s.slug, l.type, o.slug, l.state, e.rule, e.body, p.location, r.key FROM links l"
    " JOIN resources s ON s.number = l.subject JOIN resources o ON o.number = l.object"
    " LEFT JOIN evidence e ON e.link = l.number LEFT JOIN records r ON r.number = e.record"
    " LEFT JOIN places p ON p.number = r.place"
    " ORDER BY s.slug, l.type, o.slug, e.rule, p.location, r.key, e.body",
)


def fingerprint(connection: sqlite3.Connection) -> str:
    """Return a SHA-256 that two catalogues share when they say the same."""
    digest = sha256()
    for query in _SAID:
        for row in connection.execute(query):
            digest.update(repr(row).encode())
    return digest.hexdigest()
