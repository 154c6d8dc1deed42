-- Parvis as the OpenID Connect provider of the territory's other sites. None of these tables belongs to an authority: a
-- person signs in to the territory, and each site knows the person under an identifier of its own.

-- A site that may ask people to sign in here: a client of OpenID Connect.
CREATE TABLE sso_sites (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{8,60}$'),
  -- who answers for the site before residents
  authority_id text NOT NULL REFERENCES authorities (id),
  -- sites of one sector see the same identifier of a person; it can never change, or everybody would become somebody else
  sector text NOT NULL,
  name text NOT NULL,
  purpose text NOT NULL,
  privacy_url text NOT NULL,
  redirect_uris text[] NOT NULL,
  post_logout_redirect_uris text[] NOT NULL DEFAULT '{}',
  backchannel_logout_uri text,
  -- what the site may ask for, each with the reason that residents read
  scopes jsonb NOT NULL,
  auth_method text NOT NULL CHECK (auth_method IN ('client_secret_basic', 'client_secret_post')),
  secret_hash bytea NOT NULL,
  secret_made_at timestamptz NOT NULL,
  -- the secret before, for the time that the site needs to change it
  former_secret_hash bytea,
  former_secret_until timestamptz,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'removed')),
  -- when what residents agreed to last changed: agreements of before are asked again
  terms_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK ((former_secret_hash IS NULL) = (former_secret_until IS NULL))
);

-- Who did what to a site; never rewritten.
CREATE TABLE sso_site_acts (
  site_id text NOT NULL REFERENCES sso_sites (id),
  id uuid NOT NULL,
  act text NOT NULL CHECK (act IN ('created', 'changed', 'secret-rotated', 'suspended', 'resumed', 'removed')),
  at timestamptz NOT NULL,
  agent_id uuid,
  agent_name text NOT NULL,
  PRIMARY KEY (site_id, id)
);

-- What the protocol remembers: codes, tokens, sessions, requests under way. The id is a secret and only its hash is here;
-- the content is encrypted with the installation's key.
CREATE TABLE sso_records (
  model text NOT NULL,
  id_hash bytea NOT NULL,
  content bytea NOT NULL,
  account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
  site_id text,
  grant_hash bytea,
  uid_hash bytea,
  consumed_at timestamptz,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (model, id_hash)
);
CREATE INDEX sso_records_grant ON sso_records (grant_hash) WHERE grant_hash IS NOT NULL;
CREATE UNIQUE INDEX sso_records_uid ON sso_records (model, uid_hash) WHERE uid_hash IS NOT NULL;
CREATE INDEX sso_records_account ON sso_records (account_id, site_id) WHERE account_id IS NOT NULL;
CREATE INDEX sso_records_expiry ON sso_records (expires_at);

-- A session with the sites lives as long as the resident's own session here.
CREATE TABLE sso_session_bindings (
  session_uid text PRIMARY KEY,
  resident_session bytea NOT NULL,
  issuer text NOT NULL,
  -- the person was asked to sign in again: nothing ends until they had the time to
  waits_until timestamptz
);

-- What a person agreed that a site receives.
CREATE TABLE sso_consents (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  site_id text NOT NULL REFERENCES sso_sites (id),
  scopes text[] NOT NULL,
  given_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, site_id)
);

-- The keys that sign what sites are told: one to come (published, so that sites know it before it serves), one that
-- serves, one that served.
CREATE TABLE sso_keys (
  kid text PRIMARY KEY,
  state text NOT NULL UNIQUE CHECK (state IN ('next', 'current', 'previous')),
  private_key bytea NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON sso_sites TO parvis_app;
GRANT SELECT, INSERT ON sso_site_acts TO parvis_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sso_records, sso_session_bindings, sso_consents, sso_keys TO parvis_app;
