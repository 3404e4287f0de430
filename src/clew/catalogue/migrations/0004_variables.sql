-- Variables: records of kind variable beside the record of their dataset, in its order, with what
-- the same variable elsewhere would share. The three keys are the first 63 bits of hashes.
CREATE TABLE variables (
    record   INTEGER PRIMARY KEY REFERENCES records,
    dataset  INTEGER NOT NULL REFERENCES records,
    position INTEGER NOT NULL,
    name     INTEGER NOT NULL,
    label    INTEGER,
    question INTEGER
) STRICT;
CREATE INDEX variables_by_dataset ON variables (dataset, position);
CREATE INDEX variables_by_name ON variables (name);
CREATE INDEX variables_by_label ON variables (label) WHERE label IS NOT NULL;
CREATE INDEX variables_by_question ON variables (question) WHERE question IS NOT NULL;
