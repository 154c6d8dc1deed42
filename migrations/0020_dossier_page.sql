-- The page of a dossier: what changed since each agent last looked, mentions, tasks, dossiers joined to one another, and
-- the openings of a resident's file.

-- The last look of an agent, and the one before it: what has changed "since your last visit" stays shown while a visit lasts.
CREATE TABLE dossier_looks (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  looked_at timestamptz NOT NULL,
  -- the last event that was before the agent's eyes
  seen_seq integer NOT NULL,
  -- the end of the visit before this one; null at the first visit
  since_at timestamptz,
  since_seq integer NOT NULL DEFAULT 0,
  PRIMARY KEY (authority_id, dossier_id, agent_id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);

-- An agent named in an internal note.
CREATE TABLE dossier_mentions (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  -- the event of the note
  seq integer NOT NULL,
  agent_id uuid NOT NULL,
  by_name text NOT NULL,
  excerpt text NOT NULL,
  at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (authority_id, dossier_id, seq, agent_id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);
CREATE INDEX dossier_mentions_agent ON dossier_mentions (authority_id, agent_id, at DESC);

CREATE TABLE dossier_tasks (
  authority_id text NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  title text NOT NULL,
  due_on date,
  -- an agent, or the team in charge when nobody is named
  agent_id uuid,
  agent_name text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  created_by_name text NOT NULL,
  done_at timestamptz,
  done_by uuid,
  done_by_name text NOT NULL DEFAULT '',
  PRIMARY KEY (authority_id, id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);
CREATE INDEX dossier_tasks_dossier ON dossier_tasks (authority_id, dossier_id);
CREATE INDEX dossier_tasks_open ON dossier_tasks (authority_id, agent_id, due_on) WHERE done_at IS NULL;

-- The same need told twice: one dossier leads, the other is closed as joined to it until they are parted again.
ALTER TABLE dossiers ADD COLUMN joined_to uuid;
CREATE INDEX dossiers_joined ON dossiers (authority_id, joined_to) WHERE joined_to IS NOT NULL;

CREATE TABLE dossier_merges (
  authority_id text NOT NULL,
  id uuid NOT NULL,
  leading_id uuid NOT NULL,
  joined_id uuid NOT NULL,
  -- one person made both: the code of the one opens the other
  same_person boolean NOT NULL,
  -- the columns of the joined dossier as they were
  before jsonb NOT NULL,
  merged_at timestamptz NOT NULL,
  merged_by uuid NOT NULL,
  merged_by_name text NOT NULL,
  parted_at timestamptz,
  parted_by uuid,
  parted_by_name text NOT NULL DEFAULT '',
  PRIMARY KEY (authority_id, id),
  FOREIGN KEY (authority_id, leading_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE,
  FOREIGN KEY (authority_id, joined_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX dossier_merges_joined ON dossier_merges (authority_id, joined_id) WHERE parted_at IS NULL;
CREATE INDEX dossier_merges_leading ON dossier_merges (authority_id, leading_id);

-- Two dossiers that an agent said are not the same need: not proposed again. The smaller identifier first.
CREATE TABLE dossier_distinctions (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  other_id uuid NOT NULL,
  said_at timestamptz NOT NULL,
  said_by uuid NOT NULL,
  PRIMARY KEY (authority_id, dossier_id, other_id),
  CHECK (dossier_id < other_id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE,
  FOREIGN KEY (authority_id, other_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);

-- Links made by hand stand beside those that effects make.
ALTER TABLE dossier_links DROP CONSTRAINT dossier_links_kind_check;
ALTER TABLE dossier_links ADD CONSTRAINT dossier_links_kind_check CHECK (kind IN ('opened', 'opened-by', 'related'));

-- Who opened everything that an authority knows of a resident, and why. Shown to the resident; nothing is changed or
-- removed but with the dossier from which it was opened.
CREATE TABLE resident_file_views (
  authority_id text NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  -- as the authority knows the account; null for a person without one
  pseudonym bytea,
  agent_id uuid NOT NULL,
  agent_name text NOT NULL,
  -- for whom the agent works, when it is another authority that does the work
  for_authority_id text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);
CREATE INDEX resident_file_views_person ON resident_file_views (authority_id, pseudonym) WHERE pseudonym IS NOT NULL;
CREATE INDEX resident_file_views_dossier ON resident_file_views (authority_id, dossier_id);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['dossier_looks', 'dossier_mentions', 'dossier_tasks', 'dossier_merges',
    'dossier_distinctions', 'resident_file_views']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parvis_app', name);
  END LOOP;
END $$;
REVOKE UPDATE ON resident_file_views FROM parvis_app;

-- Where the same need told twice is looked for, besides the account and the e-mail, which have theirs.
CREATE INDEX dossiers_phone ON dossiers (authority_id, applicant_phone) WHERE applicant_phone IS NOT NULL;
CREATE INDEX dossiers_name ON dossiers (authority_id, applicant_name) WHERE applicant_name <> '';
CREATE INDEX dossiers_spot ON dossiers (authority_id, procedure_id, lat) WHERE lat IS NOT NULL;

-- Asked by an agent besides the workflow: nothing moves when it is given.
ALTER TABLE opinion_requests ADD COLUMN besides boolean NOT NULL DEFAULT false;
