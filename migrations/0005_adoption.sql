-- Adoption by reference: an authority offers the library's procedures of the competences that it holds, by rule. A row of
-- `adoptions` says only what an authority chose otherwise.

ALTER TABLE adoptions
  -- null: the latest version
  ALTER COLUMN version DROP NOT NULL,
  -- null: the service of the competence, else the team that may process everything
  ALTER COLUMN team_authority_id DROP NOT NULL,
  ALTER COLUMN team_id DROP NOT NULL,
  -- the revision of adoption_overrides that holds; 0: the library's own words
  ADD COLUMN overrides_revision integer NOT NULL DEFAULT 0,
  -- a version that waits is not spoken of before that day
  ADD COLUMN postponed_until date,
  ADD CHECK ((team_authority_id IS NULL) = (team_id IS NULL));

-- What an authority said in its own way, never changed: drafts and dossiers point at the revision that they were filed with.
CREATE TABLE adoption_overrides (
  authority_id text NOT NULL REFERENCES authorities (id),
  procedure_id text NOT NULL,
  revision integer NOT NULL CHECK (revision > 0),
  overrides jsonb NOT NULL,
  agent_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (authority_id, procedure_id, revision)
);

-- How an authority lives with the library; without a row it follows it.
CREATE TABLE library_choices (
  authority_id text PRIMARY KEY REFERENCES authorities (id),
  follows boolean NOT NULL DEFAULT true,
  -- versions published after it are new to the administrator
  seen_at timestamptz NOT NULL DEFAULT now()
);

-- What a person has ticked in the list of what remains to do when a commune opens.
CREATE TABLE opening_checks (
  authority_id text NOT NULL REFERENCES authorities (id),
  item text NOT NULL,
  agent_id uuid,
  done_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (authority_id, item)
);

ALTER TABLE drafts ADD COLUMN overrides_revision integer NOT NULL DEFAULT 0;
ALTER TABLE dossiers ADD COLUMN overrides_revision integer NOT NULL DEFAULT 0;

ALTER TABLE authorities
  -- the portal says where to go, nothing can be begun; dossiers are still followed and processed
  ADD COLUMN closed_at timestamptz,
  -- opened by an act of the territory and not by its description
  ADD COLUMN opened_at timestamptz,
  -- what its administrator changed, that a description loaded again leaves alone
  ADD COLUMN own_texts boolean NOT NULL DEFAULT false;

CREATE INDEX communes_epci ON communes (epci_siren);
CREATE INDEX authorities_territory ON authorities (territory_id, kind);

-- Rows written before are choices only when they say something: a closed procedure, words of one's own, another team.
ALTER TABLE adoptions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE processing_rights NO FORCE ROW LEVEL SECURITY;
INSERT INTO adoption_overrides (authority_id, procedure_id, revision, overrides)
  SELECT authority_id, procedure_id, 1, overrides FROM adoptions WHERE overrides <> '{}';
UPDATE adoptions SET version = NULL, overrides_revision = (overrides <> '{}')::integer;
DELETE FROM adoptions a
  WHERE a.open AND a.overrides = '{}'
    AND EXISTS (SELECT FROM processing_rights p
      WHERE p.authority_id = a.authority_id AND p.team_authority_id = a.team_authority_id AND p.team_id = a.team_id);
ALTER TABLE adoptions FORCE ROW LEVEL SECURITY;
ALTER TABLE processing_rights FORCE ROW LEVEL SECURITY;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['adoption_overrides', 'library_choices', 'opening_checks'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON adoption_overrides TO parvis_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON library_choices, opening_checks TO parvis_app;
