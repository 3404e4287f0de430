-- Names of works that only bibliographies list: few among all that bear a common name.
ALTER TABLE names ADD COLUMN cited INTEGER NOT NULL DEFAULT 0;
UPDATE names SET cited = 1 WHERE record IN (SELECT number FROM records WHERE key GLOB 'cited:*');
CREATE INDEX names_cited ON names (family) WHERE cited;
