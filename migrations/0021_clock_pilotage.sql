-- The law's clock watched, absences of agents, exceptional opening hours, figures of each day.

-- ---------------------------------------------------------------- directory (public data, no tenant)

-- Days on which the door is not open as in an ordinary week: [{id, from, to, spans: ['09:00-12:00'], reason: {fr, en}}];
-- no span, closed.
ALTER TABLE authorities ADD COLUMN exceptions jsonb NOT NULL DEFAULT '[]';

-- ---------------------------------------------------------------- absences of agents (tenant: the employer)

CREATE TABLE agent_absences (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  agent_id uuid NOT NULL REFERENCES agents (id),
  from_day date NOT NULL,
  to_day date NOT NULL,
  -- who is told of what happens on the agent's dossiers; nobody: the whole team
  substitute_id uuid REFERENCES agents (id),
  note text NOT NULL DEFAULT '',
  noted_by uuid NOT NULL REFERENCES agents (id),
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id),
  CHECK (from_day <= to_day),
  CHECK (substitute_id IS DISTINCT FROM agent_id),
  -- two absences of one person never overlap, whoever writes them and when
  CONSTRAINT agent_absences_apart EXCLUDE USING gist
    (authority_id WITH =, agent_id WITH =, daterange(from_day, to_day, '[]') WITH &&)
);
CREATE INDEX agent_absences_agent ON agent_absences (agent_id, to_day);

-- Who of a team is away on a day, also in another authority's team that processes by delegation: see team_roster.
CREATE FUNCTION team_absences(wanted_authority text, wanted_team uuid, wanted_day date)
  RETURNS TABLE (agent_id uuid, to_day date, substitute_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT a.agent_id, a.to_day, a.substitute_id
    FROM agent_absences a
    JOIN team_members m ON m.authority_id = a.authority_id AND m.agent_id = a.agent_id
    WHERE a.authority_id = wanted_authority AND m.team_id = wanted_team
      AND a.from_day <= wanted_day AND a.to_day >= wanted_day
  $$;
REVOKE ALL ON FUNCTION team_absences(text, uuid, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION team_absences(text, uuid, date) TO parvis_app;

-- ---------------------------------------------------------------- the clock of dossiers (tenant)

-- What an authority wants to know of its delays, for one procedure or, with '*', for all.
CREATE TABLE delay_settings (
  authority_id text NOT NULL REFERENCES authorities (id),
  procedure_id text NOT NULL,
  -- days before the date of silence on which the team and its leader are warned
  first_days smallint NOT NULL CHECK (first_days BETWEEN 1 AND 90),
  last_days smallint NOT NULL CHECK (last_days BETWEEN 0 AND 89),
  -- days within which the authority wants to have answered; null, the delay of the procedure
  target_days smallint CHECK (target_days BETWEEN 1 AND 730),
  -- days without anybody in charge, and without an answer to what the applicant wrote, after which it is told
  unassigned_days smallint NOT NULL DEFAULT 2 CHECK (unassigned_days BETWEEN 0 AND 90),
  answer_days smallint NOT NULL DEFAULT 2 CHECK (answer_days BETWEEN 0 AND 90),
  PRIMARY KEY (authority_id, procedure_id),
  CHECK (last_days < first_days)
);

-- What has been told of a date: each once, and anew when the date has moved. `silence` is the date itself, once past.
CREATE TABLE clock_notices (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('first', 'last', 'silence')),
  due_on date NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, dossier_id, kind, due_on),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);

-- Dates that are awaited; null once decided or suspended, so that the index holds open dossiers only.
CREATE INDEX dossiers_due ON dossiers (authority_id, due_on) WHERE due_on IS NOT NULL;

-- The secret address of an agent's calendar. Only the hash is kept; revoked, the row is gone.
CREATE TABLE calendar_feeds (
  authority_id text NOT NULL REFERENCES authorities (id),
  agent_id uuid NOT NULL REFERENCES agents (id),
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  last_read_on date,
  PRIMARY KEY (authority_id, agent_id)
);
CREATE INDEX calendar_feeds_token ON calendar_feeds (token_hash);

-- Whose calendar a secret opens, asked before any authority is known; nobody's once the agent has left.
CREATE FUNCTION find_calendar_feed(wanted bytea)
  RETURNS TABLE (authority_id text, agent_id uuid, name text, email text, role text, locale text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT f.authority_id, f.agent_id, g.name, g.email, r.role, g.locale
    FROM calendar_feeds f
    JOIN agents g ON g.id = f.agent_id AND g.active
    JOIN agent_roles r ON r.authority_id = f.authority_id AND r.agent_id = f.agent_id
    WHERE f.token_hash = wanted
  $$;
REVOKE ALL ON FUNCTION find_calendar_feed(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_calendar_feed(bytea) TO parvis_app;

-- Short texts that an agent inserts in an internal note.
CREATE TABLE note_templates (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  body text NOT NULL CHECK (body <> ''),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, name)
);

-- Dossiers given by one agent to another one, or to the teams, in one act that can be undone the same day.
CREATE TABLE handovers (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  from_agent_id uuid NOT NULL REFERENCES agents (id),
  to_agent_id uuid REFERENCES agents (id),
  by_agent_id uuid NOT NULL REFERENCES agents (id),
  procedures text[] NOT NULL DEFAULT '{}',
  note text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  undone_at timestamptz,
  PRIMARY KEY (authority_id, id)
);
CREATE INDEX handovers_recent ON handovers (authority_id, at DESC);

-- In the tenant of the dossier, which a team of another authority may process.
CREATE TABLE handover_dossiers (
  authority_id text NOT NULL,
  handover_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  assignee_id uuid,
  PRIMARY KEY (authority_id, handover_id, dossier_id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);

-- ---------------------------------------------------------------- figures (tenant)

-- Whether an agent wants the morning e-mail of this authority, and when it was last sent: one a day at most.
CREATE TABLE morning_mails (
  authority_id text NOT NULL REFERENCES authorities (id),
  agent_id uuid NOT NULL REFERENCES agents (id),
  wanted boolean NOT NULL,
  last_sent_on date,
  PRIMARY KEY (authority_id, agent_id)
);

CREATE TABLE quality_settings (
  authority_id text PRIMARY KEY REFERENCES authorities (id),
  -- hour of the morning e-mail, Paris time
  mail_hour smallint NOT NULL DEFAULT 8 CHECK (mail_hour BETWEEN 5 AND 12)
);

-- One row a day, procedure and team, so that a year of a million dossiers is read in a few thousand rows. A job makes the
-- days that are over; today is counted as it is.
CREATE TABLE dossier_days (
  authority_id text NOT NULL REFERENCES authorities (id),
  day date NOT NULL,
  procedure_id text NOT NULL,
  team_authority_id text NOT NULL,
  team_id uuid NOT NULL,
  received integer NOT NULL DEFAULT 0,
  handled integer NOT NULL DEFAULT 0,
  -- among those handled, the ones whose date of silence had passed
  handled_late integer NOT NULL DEFAULT 0,
  PRIMARY KEY (authority_id, day, procedure_id, team_authority_id, team_id)
);

-- How many dossiers that ended on a day had lasted so many whole days: medians and percentiles of any period are exact.
CREATE TABLE dossier_durations (
  authority_id text NOT NULL REFERENCES authorities (id),
  day date NOT NULL,
  procedure_id text NOT NULL,
  team_authority_id text NOT NULL,
  team_id uuid NOT NULL,
  lasted integer NOT NULL,
  dossiers integer NOT NULL,
  PRIMARY KEY (authority_id, day, procedure_id, team_authority_id, team_id, lasted)
);

-- The last day that was counted.
CREATE TABLE dossier_rollups (
  authority_id text PRIMARY KEY REFERENCES authorities (id),
  through date NOT NULL,
  counted_at timestamptz NOT NULL
);

-- What applicants of the last twelve months said, by procedure; shown to the public from five answers on.
CREATE TABLE procedure_satisfaction (
  authority_id text NOT NULL REFERENCES authorities (id),
  procedure_id text NOT NULL,
  answers integer NOT NULL,
  -- of 1 to 5, in hundredths
  average integer NOT NULL,
  -- marks of 4 and 5
  satisfied integer NOT NULL,
  counted_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, procedure_id)
);

CREATE INDEX dossiers_received ON dossiers (authority_id, submitted_at);
CREATE INDEX dossiers_handled ON dossiers (authority_id, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX dossiers_rated ON dossiers (authority_id, closed_at DESC) WHERE rating IS NOT NULL;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['agent_absences', 'delay_settings', 'clock_notices', 'calendar_feeds', 'note_templates',
    'handovers', 'handover_dossiers', 'morning_mails', 'quality_settings', 'dossier_days', 'dossier_durations',
    'dossier_rollups', 'procedure_satisfaction']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parvis_app', name);
  END LOOP;
END $$;

-- For team_absences and find_calendar_feed, which answer before the authority of the rows is known.
CREATE POLICY definer ON agent_absences FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY definer ON calendar_feeds FOR SELECT TO CURRENT_USER USING (true);
