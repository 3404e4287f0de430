-- Mentions by their year: who is meant may change when a work of that year without an author comes.
CREATE INDEX mentions_by_year ON mentions (substr(value, -4)) WHERE scheme = 'author-year';
