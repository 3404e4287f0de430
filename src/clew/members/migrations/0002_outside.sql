-- Where members come from and what is posted to them: signing in elsewhere, webhooks.

-- Those who were sent to sign in elsewhere and are not back yet. Only a hash is kept of the secret
-- that their browser carries; all else that the way needs is made from that secret.
CREATE TABLE journeys (
    secret     TEXT PRIMARY KEY,
    account    INTEGER,             -- whose account is to be tied to what they come back with
    back       TEXT NOT NULL,       -- the path that they want to go to
    expires_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE webhooks (
    number      INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    query       TEXT,               -- as in the address of the search page; or else
    collection  INTEGER,            -- a collection of the same account
    address     TEXT NOT NULL,
    secret      TEXT NOT NULL,      -- signs what is posted, and so cannot be a hash
    revision    INTEGER NOT NULL,   -- of the catalogue when it was last looked through
    seen        INTEGER NOT NULL,   -- resources up to this number are no news
    failures    INTEGER NOT NULL,   -- in a row
    created_at  TEXT NOT NULL,
    disabled_at TEXT
);
CREATE INDEX webhooks_by_account ON webhooks (account);

-- What a webhook is told, and has been: the body is kept until it has arrived.
CREATE TABLE deliveries (
    number     INTEGER PRIMARY KEY,
    webhook    INTEGER NOT NULL,
    id         TEXT NOT NULL UNIQUE,
    body       TEXT,
    count      INTEGER NOT NULL,    -- of resources told of
    made_at    TEXT NOT NULL,
    attempts   INTEGER NOT NULL,
    due_at     TEXT,                -- absent when it has arrived or was given up
    arrived_at TEXT,
    status     INTEGER,             -- what the other side answered last
    error      TEXT
);
CREATE INDEX deliveries_by_webhook ON deliveries (webhook);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;

-- What a webhook has been told of, so that only news is news.
CREATE TABLE posted (
    webhook   INTEGER NOT NULL,
    resource  TEXT NOT NULL,
    PRIMARY KEY (webhook, resource)
) WITHOUT ROWID;
