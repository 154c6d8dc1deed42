-- By which keys of the environment this database is protected, as a mark from which the key cannot be worked out: a process that
-- was given another key says so at its start, and not at the first file that does not open.
CREATE TABLE key_marks (
  name text PRIMARY KEY CHECK (name IN ('encryption', 'identity')),
  mark bytea NOT NULL,
  noted_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON key_marks TO parvis_app;
