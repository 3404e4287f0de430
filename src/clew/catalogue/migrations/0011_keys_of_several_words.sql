-- Keys are made of several words each, no longer of one: all records are compared again.
DELETE FROM keys;
UPDATE records SET compared = -1 WHERE compared > 0 AND NOT withdrawn;
