-- The electronic seal of an authority: what signs its letters (PAdES). The private key is kept under the authority's own
-- key, and destroyed when the seal is replaced or removed; the row stays, as the history of who did what.
CREATE TABLE seals (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  -- SHA-256 of the certificate
  fingerprint bytea NOT NULL,
  -- the certificate, then those that lead to its root, in DER
  certificates bytea[] NOT NULL CHECK (cardinality(certificates) > 0),
  -- PKCS#8 under the authority's key
  wrapped_key bytea,
  key_version integer,
  subject text NOT NULL,
  issuer text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz NOT NULL,
  demonstration boolean NOT NULL DEFAULT false,
  -- days before the end at which administrators were last told: 30, 7, 0
  told_days integer,
  added_at timestamptz NOT NULL,
  added_by uuid,
  added_by_name text NOT NULL DEFAULT '',
  removed_at timestamptz,
  removed_by uuid,
  removed_by_name text NOT NULL DEFAULT '',
  PRIMARY KEY (authority_id, id),
  CHECK ((removed_at IS NULL) = (wrapped_key IS NOT NULL)),
  CHECK ((wrapped_key IS NULL) = (key_version IS NULL))
);
CREATE UNIQUE INDEX seals_current ON seals (authority_id) WHERE removed_at IS NULL;

-- Whether letters that nobody signs in a circuit are sealed too.
CREATE TABLE seal_choices (
  authority_id text NOT NULL REFERENCES authorities (id) PRIMARY KEY,
  seals_letters boolean NOT NULL DEFAULT false,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  changed_by_name text NOT NULL DEFAULT ''
);

-- The certificates with which authorities of this installation have sealed. They stand in every sealed letter: whoever
-- checks one is told whose it is. No row of it is changed or removed.
CREATE TABLE seal_certificates (
  fingerprint bytea PRIMARY KEY,
  sealing_authority text NOT NULL REFERENCES authorities (id),
  subject text NOT NULL,
  valid_until timestamptz NOT NULL,
  demonstration boolean NOT NULL,
  known_since timestamptz NOT NULL
);
CREATE INDEX seal_certificates_authority ON seal_certificates (sealing_authority);
GRANT SELECT, INSERT ON seal_certificates TO parvis_app;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['seals', 'seal_choices']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON seals, seal_choices TO parvis_app;
