-- What belongs to people: kept apart from the catalogue, which may be handed on.

CREATE TABLE accounts (
    number     INTEGER PRIMARY KEY,
    email      TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name       TEXT NOT NULL,
    role       TEXT NOT NULL,
    password   TEXT,                -- an Argon2id hash; absent for those who come from elsewhere
    subject    TEXT UNIQUE,         -- "issuer subject" of OpenID Connect
    created_at TEXT NOT NULL,
    closed_at  TEXT
);

-- Only hashes of secrets are kept: who reads this file cannot sign in with it.
CREATE TABLE sessions (
    secret     TEXT PRIMARY KEY,
    account    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_account ON sessions (account);

CREATE TABLE tokens (
    number     INTEGER PRIMARY KEY,
    secret     TEXT NOT NULL UNIQUE,
    account    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    scopes     TEXT NOT NULL,       -- a JSON array
    created_at TEXT NOT NULL,
    used_at    TEXT,
    revoked_at TEXT
);
CREATE INDEX tokens_by_account ON tokens (account);

CREATE TABLE collections (
    number      INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL,
    title       TEXT NOT NULL,
    description TEXT,
    share       TEXT UNIQUE,        -- the unguessable end of the link it is shared by
    created_at  TEXT NOT NULL,
    changed_at  TEXT NOT NULL
);
CREATE INDEX collections_by_account ON collections (account);

CREATE TABLE kept (
    collection INTEGER NOT NULL,
    resource   TEXT NOT NULL,       -- its id in the catalogue
    position   INTEGER NOT NULL,
    note       TEXT,
    added_at   TEXT NOT NULL,
    PRIMARY KEY (collection, resource)
) WITHOUT ROWID;

CREATE TABLE searches (
    number     INTEGER PRIMARY KEY,
    account    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    query      TEXT NOT NULL,       -- as in the address of the search page
    alert      TEXT NOT NULL,       -- never, daily or weekly
    feed       TEXT NOT NULL UNIQUE,-- the unguessable end of its feed's address
    created_at TEXT NOT NULL,
    looked_at  TEXT
);
CREATE INDEX searches_by_account ON searches (account);

CREATE TABLE told (
    search   INTEGER NOT NULL,
    resource TEXT NOT NULL,
    told_at  TEXT NOT NULL,
    PRIMARY KEY (search, resource)
) WITHOUT ROWID;

CREATE TABLE feedback (
    number   INTEGER PRIMARY KEY,
    verdict  TEXT NOT NULL,
    comment  TEXT,
    resource TEXT,
    context  TEXT NOT NULL,         -- JSON: page, query, settings, the list that was seen
    account  INTEGER,
    given_at TEXT NOT NULL,
    done_at  TEXT,
    done_by  TEXT
);

CREATE TABLE asked (
    number   INTEGER PRIMARY KEY,
    query    TEXT NOT NULL,
    total    INTEGER NOT NULL,
    asked_at TEXT NOT NULL
);
CREATE INDEX asked_by_total ON asked (total, asked_at);
