-- Names by initial, and by year: people have no year, so that one index finds them among works.
CREATE INDEX names_by_initial ON names (family, substr(given, 1, 1), year);
CREATE INDEX names_by_year ON names (family, year);

-- Whether there is anything of a kind at all: asked with every batch.
CREATE INDEX resources_by_kind ON resources (kind);
