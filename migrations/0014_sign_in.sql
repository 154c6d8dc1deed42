-- A sign-in by a provider that still waits for a second factor here: what it takes to sign out there, when it is complete.
ALTER TABLE pending_sign_ins
  ADD COLUMN provider text CHECK (provider IN ('franceconnect', 'proconnect')),
  ADD COLUMN id_token text,
  ADD COLUMN helper text,
  ADD CHECK ((provider IS NULL) = (id_token IS NULL));

-- A resident has lost every second factor: an agent who saw the person's identity document asks that the account be let in
-- without it, after a delay in which the person, told by e-mail, can refuse. Never erased while the account lives: this is
-- the trace of who opened what.
CREATE TABLE second_factor_releases (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- where the person showed their identity
  authority_id text NOT NULL REFERENCES authorities (id),
  agent_id uuid NOT NULL REFERENCES agents (id),
  agent_name text NOT NULL,
  document text NOT NULL CHECK (document IN ('identity-card', 'passport', 'residence-permit', 'driving-licence')),
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- refused by the person; overtaken: the second factor was given after all; lapsed: nobody came for it
  outcome text CHECK (outcome IN ('released', 'refused', 'overtaken', 'lapsed')),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
-- One at a time for an account.
CREATE UNIQUE INDEX second_factor_releases_waiting ON second_factor_releases (account_id) WHERE ended_at IS NULL;
CREATE INDEX second_factor_releases_authority ON second_factor_releases (authority_id, asked_at DESC);

-- What the installation's own team did to somebody's ways to sign in, by command.
CREATE TABLE sign_in_interventions (
  id uuid PRIMARY KEY,
  agent_id uuid NOT NULL REFERENCES agents (id),
  at timestamptz NOT NULL,
  -- who says to have done it, and why, as typed
  by_name text NOT NULL CHECK (by_name <> ''),
  reason text NOT NULL CHECK (reason <> '')
);

ALTER TABLE one_time_tokens DROP CONSTRAINT one_time_tokens_purpose_check;
ALTER TABLE one_time_tokens ADD CONSTRAINT one_time_tokens_purpose_check CHECK (purpose IN (
  'verify-email', 'reset-password', 'invite-agent', 'reset-agent-password', 'sign-in', 'email-change-former',
  'email-change-new', 'refuse-release'));

-- When the first of an agent's processing rights ends by itself: what is remembered of the agent is not believed beyond.
CREATE FUNCTION agent_rights_until(wanted uuid) RETURNS timestamptz
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT min(p.valid_until)
    FROM team_members m
    JOIN processing_rights p ON p.team_authority_id = m.authority_id AND p.team_id = m.team_id
    WHERE m.agent_id = wanted AND p.valid_until > now()
  $$;
REVOKE ALL ON FUNCTION agent_rights_until(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agent_rights_until(uuid) TO parvis_app;

-- A site that signs what it sends with a key of its own has no secret to share: only its public keys are known.
ALTER TABLE sso_sites DROP CONSTRAINT sso_sites_auth_method_check;
ALTER TABLE sso_sites ADD CONSTRAINT sso_sites_auth_method_check
  CHECK (auth_method IN ('client_secret_basic', 'client_secret_post', 'private_key_jwt'));
ALTER TABLE sso_sites ADD COLUMN public_keys jsonb,
  ADD CHECK ((auth_method = 'private_key_jwt') = (public_keys IS NOT NULL));

GRANT SELECT, INSERT, UPDATE ON second_factor_releases TO parvis_app;
GRANT SELECT, INSERT ON sign_in_interventions TO parvis_app;
