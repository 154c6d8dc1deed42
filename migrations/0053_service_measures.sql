-- How well the service answers, as each process writes it down: what it answered within a minute, how many errors of ours, how
-- long it took. Nothing of a person or of an authority. A minute without a row of a process that serves pages is one in which
-- nobody could be answered. Minutes are kept for some days, and summed up by day for thirteen months.
CREATE TABLE service_minutes (
  minute timestamptz NOT NULL,
  -- Of one start of one process.
  process uuid NOT NULL,
  pages boolean NOT NULL,
  jobs boolean NOT NULL,
  answers integer NOT NULL,
  errors integer NOT NULL,
  -- Answers by how long they took, as src/modules/service-state/domain/latency.ts bounds them.
  durations integer[] NOT NULL,
  -- A file could be written.
  files boolean NOT NULL,
  PRIMARY KEY (minute, process)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON service_minutes TO parvis_app;

CREATE TABLE service_days (
  -- Of Paris.
  day date PRIMARY KEY,
  minutes integer NOT NULL,
  unavailable integer NOT NULL,
  maintenance integer NOT NULL,
  answers integer NOT NULL,
  errors integer NOT NULL,
  durations integer[] NOT NULL
);
GRANT SELECT, INSERT, DELETE ON service_days TO parvis_app;
