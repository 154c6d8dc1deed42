-- The editor of procedures: what an administrator prepares before residents see it, and who did what.

CREATE TABLE procedure_drafts (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  procedure_id text NOT NULL,
  -- as the YAML file writes it, possibly not yet whole
  source jsonb NOT NULL,
  workflow jsonb NOT NULL,
  -- the procedure of the library that it is a copy of
  origin_procedure_id text,
  origin_version integer,
  revision integer NOT NULL DEFAULT 1,
  scheduled_for timestamptz,
  published_version integer,
  published_revision integer,
  published_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL,
  updated_by_name text NOT NULL,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, procedure_id)
);

-- Each saving, whole: what an undo goes back to, and what tells two people what the other one did.
CREATE TABLE procedure_draft_revisions (
  authority_id text NOT NULL,
  draft_id uuid NOT NULL,
  revision integer NOT NULL,
  -- the revision that an undo of this one shows again; null for the first
  undo_to integer,
  act text NOT NULL,
  subject text NOT NULL DEFAULT '',
  source jsonb NOT NULL,
  workflow jsonb NOT NULL,
  at timestamptz NOT NULL,
  agent_id uuid NOT NULL,
  agent_name text NOT NULL,
  PRIMARY KEY (authority_id, draft_id, revision),
  FOREIGN KEY (authority_id, draft_id) REFERENCES procedure_drafts (authority_id, id) ON DELETE CASCADE
);

-- What changed for residents, and by whom: kept when the draft is gone.
CREATE TABLE editor_acts (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  procedure_id text NOT NULL,
  title text NOT NULL,
  act text NOT NULL CHECK (act IN ('created', 'imported', 'published', 'scheduled', 'unscheduled', 'withdrawn', 'reopened', 'deleted', 'not-published')),
  version integer,
  details jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL,
  agent_id uuid,
  agent_name text NOT NULL,
  PRIMARY KEY (authority_id, id)
);
CREATE INDEX editor_acts_at ON editor_acts (authority_id, at DESC);

-- Procedures that nobody can begin any more, wherever they are offered; dossiers under way go on.
CREATE TABLE procedure_withdrawals (
  procedure_id text PRIMARY KEY,
  withdrawn_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON procedure_withdrawals TO parvis_app;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['procedure_drafts', 'procedure_draft_revisions', 'editor_acts']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON procedure_drafts, procedure_draft_revisions TO parvis_app;
GRANT SELECT, INSERT ON editor_acts TO parvis_app;
