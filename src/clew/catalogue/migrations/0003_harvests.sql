-- Sources: whose the records are, and what they ask to be said with them.
CREATE TABLE sources (
    name     TEXT PRIMARY KEY,
    title    TEXT,
    protocol TEXT NOT NULL,
    address  TEXT NOT NULL,
    rights   TEXT,
    credit   TEXT
) STRICT, WITHOUT ROWID;

-- Runs: harvests of a source, each with its report and the place to go on from.
CREATE TABLE runs (
    number   INTEGER PRIMARY KEY,
    source   TEXT NOT NULL,
    aim      TEXT NOT NULL,     -- what was to be taken from where, so that a change is noticed
    outcome  TEXT NOT NULL,     -- running, stopped, complete
    since    TEXT,              -- only what changed from then on; NULL for all
    began_at TEXT NOT NULL,
    ended_at TEXT,
    state    TEXT,              -- the last mark, as JSON
    total    INTEGER,           -- how many documents the source says it has
    received INTEGER NOT NULL DEFAULT 0,  -- bytes
    seconds  REAL NOT NULL DEFAULT 0,
    error    TEXT               -- why it stopped
) STRICT;
CREATE INDEX runs_by_source ON runs (source, number);

-- Visits: how each location of a source was found when it was looked at last. A run's report is
-- counted from them, so that what comes twice counts once.
CREATE TABLE visits (
    source   TEXT NOT NULL,
    location TEXT NOT NULL,
    run      INTEGER NOT NULL REFERENCES runs,
    at       TEXT NOT NULL,
    outcome  TEXT NOT NULL,     -- new, updated, unchanged, deleted, failed; absent: never there
    moved_to TEXT,              -- where the page is now for good
    etag     TEXT,
    modified TEXT,
    stamp    TEXT,              -- when the source's own list said that it changed last
    PRIMARY KEY (source, location)
) STRICT, WITHOUT ROWID;

-- Tallies: the counts of runs whose visits later runs have overwritten.
CREATE TABLE tallies (
    run     INTEGER NOT NULL REFERENCES runs,
    outcome TEXT NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (run, outcome)
) STRICT, WITHOUT ROWID;
