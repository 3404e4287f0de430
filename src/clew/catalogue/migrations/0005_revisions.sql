-- Revisions: when each change was made, so that others can ask what changed since a moment.
CREATE TABLE revisions (
    number INTEGER PRIMARY KEY,
    at     TEXT NOT NULL        -- UTC, to the second, '2026-03-01T12:00:00Z'
) STRICT;

-- Nobody noted the time of changes made before this one.
INSERT INTO revisions SELECT number, strftime('%Y-%m-%dT%H:%M:%SZ', 'now') FROM revision;
