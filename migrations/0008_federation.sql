-- Sign-in with FranceConnect (residents) and ProConnect (agents).

-- The address of an account made from FranceConnect is where its mail goes. Nobody has proved it: until that is done, it
-- opens nothing and is reserved to nobody.
ALTER TABLE accounts ADD COLUMN email_unproved boolean NOT NULL DEFAULT false;
DROP INDEX accounts_email;
CREATE UNIQUE INDEX accounts_email ON accounts (lower(email))
  WHERE closed_at IS NULL AND (email_verified_at IS NOT NULL OR NOT email_unproved);

-- Which account a subject of the provider opens. The subject is kept as a hash: enough to recognise it, useless elsewhere.
CREATE TABLE account_federations (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  provider text NOT NULL CHECK (provider IN ('franceconnect')),
  subject_hash bytea NOT NULL,
  -- what the provider vouches for, as it was said last: fills the profile, where it cannot be changed
  identity jsonb NOT NULL,
  identity_at timestamptz NOT NULL,
  linked_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, provider),
  UNIQUE (provider, subject_hash)
);

-- An agent has a subject at each identity provider of ProConnect.
CREATE TABLE agent_federations (
  subject_hash bytea PRIMARY KEY,
  agent_id uuid NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  idp_id text NOT NULL,
  linked_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL
);
CREATE INDEX agent_federations_agent ON agent_federations (agent_id);

-- A browser that has left for a provider. Used once, by that browser, within minutes.
CREATE TABLE federated_departures (
  state_hash bytea PRIMARY KEY,
  visitor_hash bytea NOT NULL,
  provider text NOT NULL CHECK (provider IN ('franceconnect', 'proconnect')),
  purpose text NOT NULL CHECK (purpose IN ('sign-in', 'link')),
  -- who asked to link, from which session
  session_hash bytea,
  nonce text NOT NULL,
  code_verifier text NOT NULL,
  redirect_uri text NOT NULL,
  second_factor boolean NOT NULL DEFAULT false,
  come_back_to text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX federated_departures_expiry ON federated_departures (expires_at);

-- Somebody has proved who they are, and has not said yet whether they have an account here.
CREATE TABLE federated_arrivals (
  visitor_hash bytea PRIMARY KEY,
  provider text NOT NULL CHECK (provider IN ('franceconnect')),
  subject_hash bytea NOT NULL,
  identity jsonb NOT NULL,
  email text,
  id_token text NOT NULL,
  helper text,
  come_back_to text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX federated_arrivals_expiry ON federated_arrivals (expires_at);

-- What it takes to sign out at the provider too, and who was at the keyboard when it was not the person. Ends with the session.
CREATE TABLE federated_sessions (
  token_hash bytea PRIMARY KEY REFERENCES sessions (token_hash) ON DELETE CASCADE ON UPDATE CASCADE,
  provider text NOT NULL CHECK (provider IN ('franceconnect', 'proconnect')),
  id_token text NOT NULL,
  helper text
);

-- How an authority takes ProConnect (tenant).
CREATE TABLE authority_proconnect (
  authority_id text PRIMARY KEY REFERENCES authorities (id),
  -- establishments whose agents come in; none named: every one of the authority's SIREN
  sirets text[] NOT NULL DEFAULT '{}',
  second_factor_required boolean NOT NULL DEFAULT false,
  -- agents of this domain are made at their first sign-in; NULL: by invitation only
  email_domain text CHECK (email_domain ~ '^[a-z0-9.-]+\.[a-z]{2,}$'),
  updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE authority_proconnect ENABLE ROW LEVEL SECURITY;
ALTER TABLE authority_proconnect FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON authority_proconnect
  USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
  WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')));

-- Which authorities an establishment's agents may work for, asked at sign-in, before any authority is known.
CREATE POLICY definer ON authority_proconnect FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION proconnect_authorities(wanted_siret text)
  RETURNS TABLE (authority_id text, second_factor_required boolean, email_domain text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT a.id, coalesce(p.second_factor_required, false), p.email_domain
    FROM authorities a LEFT JOIN authority_proconnect p ON p.authority_id = a.id
    WHERE a.active AND (wanted_siret = ANY (p.sirets)
      OR (coalesce(cardinality(p.sirets), 0) = 0 AND a.siren = left(wanted_siret, 9)))
    ORDER BY a.id
  $$;
REVOKE ALL ON FUNCTION proconnect_authorities(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION proconnect_authorities(text) TO parvis_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON account_federations, agent_federations, federated_departures, federated_arrivals,
  federated_sessions, authority_proconnect TO parvis_app;
