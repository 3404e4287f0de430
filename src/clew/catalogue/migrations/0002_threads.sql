-- A record's home is the resource that was made for it; it stays its own while the record is a
-- member of another, so that taking it out again restores what was.
ALTER TABLE records ADD COLUMN home INTEGER REFERENCES resources;
UPDATE records SET home = resource WHERE joined_by IS NULL;
CREATE INDEX records_by_home ON records (home) WHERE home IS NOT NULL;

-- The version that was compared with others last; 0 for none yet.
ALTER TABLE records ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;
CREATE INDEX records_to_compare ON records (number) WHERE compared <> version AND NOT withdrawn;
CREATE INDEX records_to_forget ON records (number) WHERE compared <> 0 AND withdrawn;

-- Which record of an evidence's two is the subject's: `record`, or, when turned, `other`.
ALTER TABLE evidence ADD COLUMN turned INTEGER NOT NULL DEFAULT 0;
UPDATE evidence SET turned = 1 WHERE (SELECT resource FROM records WHERE number = evidence.record)
    <> (SELECT subject FROM links WHERE number = evidence.link);

-- Bibliography entries are records of their own now.
DROP TABLE citations;

-- Keys: records that share one are worth comparing.
CREATE TABLE keys (
    key    INTEGER NOT NULL,
    record INTEGER NOT NULL REFERENCES records,
    PRIMARY KEY (key, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_by_record ON keys (record);

-- Pairs: what two records were judged to be to one another, where they are anything.
CREATE TABLE pairs (
    one     INTEGER NOT NULL REFERENCES records,
    other   INTEGER NOT NULL REFERENCES records,  -- the higher number
    verdict TEXT NOT NULL,
    bits    REAL NOT NULL,
    body    TEXT NOT NULL,      -- reason and fields compared, as JSON
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX pairs_by_other ON pairs (other);

-- Names: people as records name them, to be found by family name.
CREATE TABLE names (
    family   TEXT NOT NULL,
    record   INTEGER NOT NULL REFERENCES records,
    position INTEGER NOT NULL,  -- of the contribution
    given    TEXT NOT NULL,     -- folded, words parted by spaces
    year     INTEGER,           -- of the record
    PRIMARY KEY (family, record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_by_record ON names (record);

-- Mentions: what running text names, by identifier or as "(Family 2011)".
CREATE TABLE mentions (
    scheme   TEXT NOT NULL,     -- 'author-year' for "family 2011"
    value    TEXT NOT NULL,
    record   INTEGER NOT NULL REFERENCES records,
    position INTEGER NOT NULL,
    body     TEXT NOT NULL,     -- quotation and place as JSON
    PRIMARY KEY (scheme, value, record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_record ON mentions (record);

-- Stirred: what a later step of linking has to look at again ('family', 'ferguson').
CREATE TABLE stirred (
    what  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (what, value)
) STRICT, WITHOUT ROWID;

-- Decisions of people, about records, so that they outlive any regrouping.
CREATE TABLE decisions (
    number    INTEGER PRIMARY KEY,
    verdict   TEXT NOT NULL,    -- join, split, confirm, reject, unsure
    type      TEXT,             -- of the link; NULL for "the same thing"
    made_by   TEXT NOT NULL,
    made_at   TEXT NOT NULL,
    note      TEXT,
    undone_by TEXT,
    undone_at TEXT
) STRICT;

CREATE TABLE decided (
    decision INTEGER NOT NULL REFERENCES decisions,
    one      INTEGER NOT NULL REFERENCES records,   -- of a link, the subject's record
    other    INTEGER NOT NULL REFERENCES records,
    PRIMARY KEY (decision, one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX decided_by_one ON decided (one);
CREATE INDEX decided_by_other ON decided (other);

-- Log: every change of membership and of evidence, and every decision. Triggers write it, so that
-- nothing is left out.
CREATE TABLE log (
    number   INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    action   TEXT NOT NULL,     -- joined, moved, evidence, dropped, decided, undone
    record   INTEGER,           -- whose membership, or the record the evidence was read from
    other    INTEGER,
    former   INTEGER,           -- resource left
    subject  INTEGER,           -- resource entered, or the link's subject
    type     TEXT,
    object   INTEGER,
    state    TEXT,
    turned   INTEGER,           -- of evidence: 1 when `other` is the subject's record
    reason   TEXT
) STRICT;

CREATE TRIGGER log_joined AFTER INSERT ON records WHEN NEW.joined_by IS NOT NULL BEGIN
    INSERT INTO log (revision, action, record, subject, reason)
    SELECT number, 'joined', NEW.number, NEW.resource, NEW.joined_by FROM revision;
END;

CREATE TRIGGER log_moved AFTER UPDATE OF resource ON records WHEN OLD.resource <> NEW.resource BEGIN
    INSERT INTO log (revision, action, record, former, subject, reason)
    SELECT number, 'moved', NEW.number, OLD.resource, NEW.resource, NEW.joined_by FROM revision;
END;

CREATE TRIGGER log_evidence AFTER INSERT ON evidence BEGIN
    INSERT INTO log (revision, action, record, other, subject, type, object, state, turned,
        reason)
    SELECT r.number, 'evidence', NEW.record, NEW.other, l.subject, l.type, l.object, NEW.state,
        NEW.turned, NEW.rule || ': ' || json_extract(NEW.body, '$.reason')
    FROM revision r, links l WHERE l.number = NEW.link;
END;

CREATE TRIGGER log_dropped AFTER DELETE ON evidence BEGIN
    INSERT INTO log (revision, action, record, other, subject, type, object, state, reason)
    SELECT r.number, 'dropped', OLD.record, OLD.other, l.subject, l.type, l.object, OLD.state,
        OLD.rule || ': no longer said'
    FROM revision r, links l WHERE l.number = OLD.link;
END;

CREATE TRIGGER log_decided AFTER INSERT ON decided BEGIN
    INSERT INTO log (revision, action, record, other, type, state, reason)
    SELECT r.number, 'decided', NEW.one, NEW.other, d.type, d.verdict,
        d.made_by || coalesce(': ' || d.note, '')
    FROM revision r, decisions d WHERE d.number = NEW.decision;
END;

CREATE TRIGGER log_undone AFTER UPDATE OF undone_at ON decisions BEGIN
    INSERT INTO log (revision, action, record, other, type, state, reason)
    SELECT r.number, 'undone', d.one, d.other, NEW.type, NEW.verdict, NEW.undone_by
    FROM revision r, decided d WHERE d.decision = NEW.number;
END;
