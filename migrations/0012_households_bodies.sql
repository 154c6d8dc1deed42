-- What follows a dossier when it goes; what FranceConnect vouches for in the profile; each use of a consent.

-- With the dossier goes its line in the index of the body that filed it. Runs inside purge_dossier.
CREATE FUNCTION forget_body_dossier() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp
  AS $$
BEGIN
  DELETE FROM body_dossiers b WHERE b.authority_id = OLD.authority_id AND b.dossier_id = OLD.id;
  RETURN OLD;
END $$;
CREATE TRIGGER dossier_body AFTER DELETE ON dossiers
  FOR EACH ROW EXECUTE FUNCTION forget_body_dossier();

-- Identities that were linked before their source was written down.
INSERT INTO profile_data (account_id, datum, source, given_at)
  SELECT account_id, 'identity', 'franceconnect', identity_at FROM account_federations WHERE provider = 'franceconnect'
  ON CONFLICT (account_id, datum) DO UPDATE SET source = excluded.source, given_at = excluded.given_at;

-- Each time that an administration asked another one about a person who agreed; what was answered is not kept. Belongs to
-- the person: no tenant.
CREATE TABLE exchange_uses (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  exchange text NOT NULL,
  authority_id text NOT NULL REFERENCES authorities (id),
  procedure_id text NOT NULL,
  asked_at timestamptz NOT NULL,
  -- null while no answer came: the process may have stopped meanwhile
  outcome text CHECK (outcome IN ('found', 'unknown', 'unavailable', 'withdrawn')),
  PRIMARY KEY (account_id, id)
);
CREATE INDEX exchange_uses_asked ON exchange_uses (account_id, asked_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON exchange_uses TO parvis_app;
