-- Documents: the bytes as received, in pieces of at most 1 MiB each, every piece zlib-compressed.
CREATE TABLE documents (
    number      INTEGER PRIMARY KEY,
    sha256      TEXT NOT NULL UNIQUE,
    size        INTEGER NOT NULL,
    media_type  TEXT,
    received_at TEXT NOT NULL
) STRICT;

CREATE TABLE document_pieces (
    document INTEGER NOT NULL REFERENCES documents,
    position INTEGER NOT NULL,
    content  BLOB NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

-- Places: where documents were found, and how reading the latest one there went.
CREATE TABLE places (
    number   INTEGER PRIMARY KEY,
    source   TEXT NOT NULL,
    location TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    reader   TEXT,              -- name and version, 'gtr-xml 1'; NULL when none would read it
    error    TEXT,              -- one sentence when reading failed
    notices  TEXT,              -- JSON list of what a person should know
    seen_at  TEXT NOT NULL,
    UNIQUE (source, location)
) STRICT;

-- Resources: the things themselves. Which records are about one is said by records.resource.
CREATE TABLE resources (
    number   INTEGER PRIMARY KEY,
    slug     TEXT NOT NULL UNIQUE,
    kind     TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX resources_by_revision ON resources (revision);

-- How often a slug was wanted, so that the next one gets a suffix.
CREATE TABLE slug_stems (
    stem TEXT PRIMARY KEY,
    used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Records: what one place says of one thing. The words themselves are in versions.
CREATE TABLE records (
    number    INTEGER PRIMARY KEY,
    place     INTEGER NOT NULL REFERENCES places,
    key       TEXT NOT NULL,
    kind      TEXT NOT NULL,
    resource  INTEGER NOT NULL REFERENCES resources,
    joined_by TEXT,             -- why it is in its resource; NULL for the one it was made for
    version   INTEGER NOT NULL,
    document  INTEGER NOT NULL REFERENCES documents,
    title_key TEXT,             -- folded title, for finding equal ones
    withdrawn INTEGER NOT NULL DEFAULT 0,
    UNIQUE (place, key)
) STRICT;
CREATE INDEX records_by_resource ON records (resource);
CREATE INDEX records_by_title ON records (title_key) WHERE title_key IS NOT NULL;

CREATE TABLE versions (
    record   INTEGER NOT NULL REFERENCES records,
    version  INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    reader   TEXT NOT NULL,
    body     TEXT NOT NULL,     -- the record as JSON, its passages apart
    read_at  TEXT NOT NULL,
    PRIMARY KEY (record, version)
) STRICT, WITHOUT ROWID;

-- The rest describes the latest version of each record.
CREATE TABLE identifiers (
    scheme TEXT NOT NULL,
    value  TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES records,
    PRIMARY KEY (scheme, value, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifiers_by_record ON identifiers (record);

CREATE TABLE agents (
    number INTEGER PRIMARY KEY, -- the first 63 bits of a hash of the rest
    kind   TEXT NOT NULL,
    name   TEXT NOT NULL,
    scheme TEXT,
    value  TEXT
) STRICT;

CREATE TABLE contributions (
    record   INTEGER NOT NULL REFERENCES records,
    position INTEGER NOT NULL,
    agent    INTEGER NOT NULL REFERENCES agents,
    role     TEXT NOT NULL,
    PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX contributions_by_agent ON contributions (agent);

CREATE TABLE passages (
    record   INTEGER NOT NULL REFERENCES records,
    position INTEGER NOT NULL,
    body     TEXT NOT NULL,     -- the passage as JSON
    PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;

-- Statements: links that a record states, kept until what they point at is here, and after.
CREATE TABLE statements (
    record   INTEGER NOT NULL REFERENCES records,
    position INTEGER NOT NULL,
    scheme   TEXT NOT NULL,     -- 'key' for a record of the same place
    value    TEXT NOT NULL,
    body     TEXT NOT NULL,     -- the relation as JSON
    PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_by_target ON statements (scheme, value);

-- Citations: works that a record's bibliography names.
CREATE TABLE citations (
    record    INTEGER NOT NULL REFERENCES records,
    position  INTEGER NOT NULL,
    title_key TEXT,
    year      TEXT,
    family    TEXT,             -- first author's, folded
    PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_by_title ON citations (title_key) WHERE title_key IS NOT NULL;

CREATE TABLE links (
    number     INTEGER PRIMARY KEY,
    subject    INTEGER NOT NULL REFERENCES resources,
    type       TEXT NOT NULL,
    object     INTEGER NOT NULL REFERENCES resources,
    state      TEXT NOT NULL,
    confidence REAL,
    UNIQUE (subject, type, object)
) STRICT;
CREATE INDEX links_by_object ON links (object);

-- Evidence falls away when a record it rests on changes, and a link with it when none is left.
CREATE TABLE evidence (
    link   INTEGER NOT NULL REFERENCES links,
    rule   TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES records,
    other  INTEGER NOT NULL REFERENCES records,
    state  TEXT NOT NULL,
    body   TEXT NOT NULL,       -- the evidence as JSON
    PRIMARY KEY (link, rule, record, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_record ON evidence (record);
CREATE INDEX evidence_by_other ON evidence (other);

-- One row: the revision that the last change had.
CREATE TABLE revision (number INTEGER NOT NULL) STRICT;
INSERT INTO revision VALUES (0);
