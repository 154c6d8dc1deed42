-- The daily seal of an authority over the histories of its dossiers (docs/adr/0009): what was added since the seal before,
-- chained to it and authenticated with a key that the database does not hold. Nothing here is changed or removed.
CREATE TABLE audit_seals (
  authority_id text NOT NULL REFERENCES authorities (id),
  -- 1, 2, 3… without holes, but after the restoration of an older copy: see resumes_after
  number integer NOT NULL CHECK (number > 0),
  sealed_at timestamptz NOT NULL,
  previous_hash bytea NOT NULL,
  -- histories that went on since the seal before, and the SHA-256 of their lines
  chains integer NOT NULL,
  chains_digest bytea NOT NULL,
  -- proofs of purges written since the seal before, and the SHA-256 of their lines
  purges integer NOT NULL,
  purges_digest bytea NOT NULL,
  -- dossiers that there were
  dossiers integer NOT NULL,
  -- the last number that a restored copy held, when the numbers between are in the register outside alone
  resumes_after integer,
  hash bytea NOT NULL,
  key_id text NOT NULL,
  mac bytea NOT NULL,
  PRIMARY KEY (authority_id, number)
);

-- What a seal is about. A dossier is named by the SHA-256 of its identifier, as in the proofs of purges: the line stays when
-- the dossier goes.
CREATE TABLE audit_seal_lines (
  authority_id text NOT NULL,
  dossier_hash bytea NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('chain', 'purge')),
  -- the last event and its hash; for a purge 0 and the hash of the proof
  seq integer NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (authority_id, dossier_hash, number, kind)
);
CREATE INDEX audit_seal_lines_number ON audit_seal_lines (authority_id, number, kind, dossier_hash);

-- The last checks of everything, for the administrator's page; at most fifty of what was found.
CREATE TABLE audit_checks (
  authority_id text NOT NULL REFERENCES authorities (id),
  checked_at timestamptz NOT NULL,
  dossiers integer NOT NULL,
  events bigint NOT NULL,
  seals integer NOT NULL,
  found integer NOT NULL,
  findings jsonb NOT NULL,
  PRIMARY KEY (authority_id, checked_at)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_seals', 'audit_seal_lines', 'audit_checks']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO parvis_app', name);
  END LOOP;
END $$;
