-- Backups that were made and restorations, by command: how old the last backup is, and whether a restoration came to its end.
-- They are of the installation: no authority, nothing of a person.
CREATE TABLE backup_runs (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('backup', 'restoration')),
  -- Of the backup.
  name text NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- What somebody has to look at: files that are not there, papers that differ, histories that were altered.
  findings integer NOT NULL DEFAULT 0
);
CREATE INDEX backup_runs_last ON backup_runs (kind, ended_at DESC);
GRANT SELECT, INSERT, UPDATE ON backup_runs TO parvis_app;
