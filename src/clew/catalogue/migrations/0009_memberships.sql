-- The page of a resource tells how its records came together: few entries of a log of millions.
CREATE INDEX log_memberships ON log (record) WHERE action IN ('joined', 'moved');
