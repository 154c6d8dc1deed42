-- Ways to sign in beside the password, what each session was opened with, and the attempts that failed.

ALTER TABLE sessions
  ADD COLUMN assurance text NOT NULL DEFAULT 'password'
    CHECK (assurance IN ('password', 'passkey', 'link', 'franceconnect', 'proconnect')),
  -- what was proved, in order: password, passkey, link, totp, recovery-code…
  ADD COLUMN factors text[] NOT NULL DEFAULT '{password}',
  -- when it was proved last: what matters is asked again after a while
  ADD COLUMN authenticated_at timestamptz;

-- Asked of whoever signs in with a password or a link; agents are asked as soon as they have one.
ALTER TABLE accounts ADD COLUMN second_factor boolean NOT NULL DEFAULT false;

ALTER TABLE one_time_tokens DROP CONSTRAINT one_time_tokens_purpose_check;
ALTER TABLE one_time_tokens ADD CONSTRAINT one_time_tokens_purpose_check CHECK (purpose IN (
  'verify-email', 'reset-password', 'invite-agent', 'reset-agent-password', 'sign-in', 'email-change-former', 'email-change-new'));

CREATE TABLE passkeys (
  credential_id bytea PRIMARY KEY,
  account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
  agent_id uuid REFERENCES agents (id) ON DELETE CASCADE,
  public_key bytea NOT NULL,
  -- goes up at each use on devices that count; one that goes down is a copy
  counter bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}',
  label text NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  CHECK ((account_id IS NULL) <> (agent_id IS NULL))
);
CREATE INDEX passkeys_account ON passkeys (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX passkeys_agent ON passkeys (agent_id) WHERE agent_id IS NOT NULL;

-- Each challenge is answered once, by the browser that asked for it, for what it was asked.
CREATE TABLE passkey_challenges (
  challenge_hash bytea PRIMARY KEY,
  visitor_hash bytea NOT NULL,
  purpose text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at);

-- The application that shows six digits: one a person. Its secret is encrypted with the installation's key.
CREATE TABLE code_apps (
  id uuid PRIMARY KEY,
  account_id uuid UNIQUE REFERENCES accounts (id) ON DELETE CASCADE,
  agent_id uuid UNIQUE REFERENCES agents (id) ON DELETE CASCADE,
  secret bytea NOT NULL,
  -- the step of the last code that was taken: no code serves twice
  last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  -- without it the application is being set up and opens nothing
  confirmed_at timestamptz,
  CHECK ((account_id IS NULL) <> (agent_id IS NULL))
);

CREATE TABLE recovery_codes (
  code_hash bytea PRIMARY KEY,
  account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
  agent_id uuid REFERENCES agents (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  CHECK ((account_id IS NULL) <> (agent_id IS NULL))
);
CREATE INDEX recovery_codes_account ON recovery_codes (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX recovery_codes_agent ON recovery_codes (agent_id) WHERE agent_id IS NOT NULL;

-- The first factor was right, the second is awaited: it opens nothing yet.
CREATE TABLE pending_sign_ins (
  token_hash bytea PRIMARY KEY,
  account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
  agent_id uuid REFERENCES agents (id) ON DELETE CASCADE,
  assurance text NOT NULL,
  factors text[] NOT NULL,
  remembered boolean NOT NULL,
  come_back_to text NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK ((account_id IS NULL) <> (agent_id IS NULL))
);
CREATE INDEX pending_sign_ins_expiry ON pending_sign_ins (expires_at);

-- The browsers that a person has signed in from: another one is told by e-mail.
CREATE TABLE known_browsers (
  browser_hash bytea NOT NULL,
  account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
  agent_id uuid REFERENCES agents (id) ON DELETE CASCADE,
  seen_at timestamptz NOT NULL,
  CHECK ((account_id IS NULL) <> (agent_id IS NULL)),
  UNIQUE NULLS NOT DISTINCT (account_id, agent_id, browser_hash)
);
CREATE INDEX known_browsers_agent ON known_browsers (agent_id) WHERE agent_id IS NOT NULL;

-- A change of address waits for both addresses to agree.
CREATE TABLE email_changes (
  account_id uuid PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  new_email text NOT NULL,
  former_confirmed_at timestamptz,
  new_confirmed_at timestamptz,
  expires_at timestamptz NOT NULL
);

-- Attempts by account and by network, as hashes: shared by all processes, erased after a day without one.
CREATE TABLE attempts (
  key bytea PRIMARY KEY,
  count double precision NOT NULL,
  last_at timestamptz NOT NULL
);
CREATE INDEX attempts_last ON attempts (last_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys, passkey_challenges, code_apps, recovery_codes, pending_sign_ins,
  known_browsers, email_changes, attempts TO parvis_app;
