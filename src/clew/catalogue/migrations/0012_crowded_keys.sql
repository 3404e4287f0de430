-- Crowded: keys that too many records share to compare them. Which these are depended on the order in
-- which records came, so all are compared again.
CREATE TABLE crowded (
    key INTEGER PRIMARY KEY
) STRICT;
DELETE FROM keys;
UPDATE records SET compared = -1 WHERE compared > 0 AND NOT withdrawn;
