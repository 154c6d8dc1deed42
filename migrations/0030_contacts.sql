-- What applicants think of each message that the service wrote to them; who no longer wants to be asked.

CREATE TABLE contact_ratings (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  -- `contact` of the message's event
  contact_id uuid NOT NULL,
  mark smallint NOT NULL CHECK (mark BETWEEN 1 AND 5),
  comment text NOT NULL DEFAULT '',
  rated_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, dossier_id, contact_id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_ratings_latest ON contact_ratings (authority_id, rated_at DESC);

-- A keyed hash of the e-mail address: whom not to ask is known without knowing them.
CREATE TABLE rating_refusals (
  authority_id text NOT NULL REFERENCES authorities (id),
  person_hash bytea NOT NULL CHECK (length(person_hash) = 32),
  refused_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, person_hash)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['contact_ratings', 'rating_refusals']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parvis_app', name);
  END LOOP;
END $$;
