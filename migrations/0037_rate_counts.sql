-- How often something was asked within a minute, whichever process it was asked of. The key is a keyed hash of who asks and of
-- what: no address is kept. The minute begins with the first time, by the clock of the database: that of a process may be
-- wrong. A count is worth nothing after its minute, nor after a crash of the server: not logged.
CREATE UNLOGGED TABLE rate_counts (
  key bytea PRIMARY KEY,
  began_at timestamptz NOT NULL,
  count integer NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX rate_counts_began ON rate_counts (began_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_counts TO parvis_app;
