-- Associations and companies, whom people act for; children of two households; what a person gave once.

-- ---------------------------------------------------------------- associations and companies

-- No tenant: a body deals with several authorities. What it asks of one is a dossier, known there by a pseudonym.
CREATE TABLE bodies (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('association', 'company')),
  siret text UNIQUE CHECK (siret ~ '^[0-9]{14}$'),
  rna text UNIQUE CHECK (rna ~ '^W[0-9][0-9A-Z][0-9]{7}$'),
  name text NOT NULL,
  address jsonb,
  created_at timestamptz NOT NULL,
  CHECK (siret IS NOT NULL OR (kind = 'association' AND rna IS NOT NULL))
);

-- Who acts for it today. Whoever leaves has no row any more; `body_acts` remembers.
CREATE TABLE body_representatives (
  body_id uuid NOT NULL REFERENCES bodies (id),
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('manager', 'member')),
  since timestamptz NOT NULL,
  PRIMARY KEY (body_id, account_id)
);
CREATE INDEX body_representatives_account ON body_representatives (account_id);

-- For whom a session acts; it ends with the session, and is worth nothing without a row of body_representatives.
CREATE TABLE acting_choices (
  session_hash bytea PRIMARY KEY REFERENCES sessions (token_hash) ON DELETE CASCADE,
  body_id uuid NOT NULL REFERENCES bodies (id)
);

CREATE TABLE body_invitations (
  id uuid PRIMARY KEY,
  body_id uuid NOT NULL REFERENCES bodies (id),
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('manager', 'member')),
  token_hash bytea UNIQUE,
  invited_by uuid REFERENCES accounts (id) ON DELETE SET NULL,
  invited_by_name text NOT NULL,
  locale text NOT NULL CHECK (locale IN ('fr', 'en')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  answer text CHECK (answer IN ('accepted', 'refused', 'withdrawn')),
  answered_at timestamptz,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX body_invitations_body ON body_invitations (body_id);

-- Everything that was done about who represents a body. Only added to.
CREATE TABLE body_acts (
  body_id uuid NOT NULL REFERENCES bodies (id),
  id uuid NOT NULL,
  act text NOT NULL CHECK (act IN ('accepted', 'invited', 'invitation-withdrawn', 'joined', 'role-changed', 'removed', 'left')),
  at timestamptz NOT NULL,
  actor_name text NOT NULL,
  about text NOT NULL,
  PRIMARY KEY (body_id, id)
);

-- A body's own index of its dossiers and drafts, as account_dossiers is a person's.
CREATE TABLE body_dossiers (
  body_id uuid NOT NULL REFERENCES bodies (id),
  authority_id text NOT NULL REFERENCES authorities (id),
  dossier_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (body_id, authority_id, dossier_id)
);
CREATE INDEX body_dossiers_dossier ON body_dossiers (authority_id, dossier_id);
CREATE TABLE body_drafts (
  body_id uuid NOT NULL REFERENCES bodies (id),
  authority_id text NOT NULL REFERENCES authorities (id),
  draft_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (body_id, authority_id, draft_id)
);

-- Somebody says to an authority that they represent a body: an agent reads the proof and decides.
CREATE TABLE body_declarations (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('association', 'company')),
  siret text,
  rna text,
  name text NOT NULL,
  -- what the directory of companies said, to be compared with what the proof says
  found_name text,
  address jsonb,
  declarant_name text NOT NULL,
  capacity text NOT NULL,
  document_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')),
  declared_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  reason text,
  PRIMARY KEY (authority_id, id),
  CHECK ((state = 'waiting') = (decided_at IS NULL))
);
CREATE INDEX body_declarations_waiting ON body_declarations (authority_id, declared_at) WHERE state = 'waiting';

-- Whose declaration it is: known to the person's own pages, not to the authority.
CREATE TABLE body_declarers (
  declaration_id uuid PRIMARY KEY,
  authority_id text NOT NULL REFERENCES authorities (id),
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX body_declarers_account ON body_declarers (account_id);

-- ---------------------------------------------------------------- children of two households

-- The one child that two households hold, each in its own words.
CREATE TABLE shared_children (
  id uuid PRIMARY KEY,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE TABLE child_parents (
  child_id uuid NOT NULL REFERENCES shared_children (id) ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  member_id uuid NOT NULL,
  -- the other parent sees that requests about the child were made, and how far they are
  shows_dossiers boolean NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (child_id, account_id),
  UNIQUE (account_id, member_id),
  FOREIGN KEY (account_id, member_id) REFERENCES household_members (account_id, id) ON DELETE CASCADE
);
CREATE TABLE child_invitations (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  member_id uuid NOT NULL,
  email text NOT NULL,
  -- the link of the e-mail, and the code that the parent who invites tells the other one
  token_hash bytea UNIQUE,
  code_hash bytea NOT NULL,
  shows_dossiers boolean NOT NULL,
  locale text NOT NULL CHECK (locale IN ('fr', 'en')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  answer text CHECK (answer IN ('accepted', 'refused', 'withdrawn')),
  answered_at timestamptz,
  FOREIGN KEY (account_id, member_id) REFERENCES household_members (account_id, id) ON DELETE CASCADE,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX child_invitations_open ON child_invitations (account_id, member_id) WHERE answer IS NULL;

-- Adults who may collect a child, as one parent says it.
CREATE TABLE child_collectors (
  account_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  given_names text NOT NULL,
  family_name text NOT NULL,
  phone text NOT NULL,
  until date,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, member_id) REFERENCES household_members (account_id, id) ON DELETE CASCADE
);

-- ---------------------------------------------------------------- what a person gave once

-- What the account itself has no column for, and for everything: where it comes from and since when.
CREATE TABLE profile_data (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  datum text NOT NULL CHECK (datum IN ('identity', 'phone', 'other-phone', 'address', 'income')),
  -- null for what a column of accounts holds
  value jsonb,
  source text NOT NULL CHECK (source IN ('self', 'franceconnect')),
  given_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, datum)
);
CREATE TABLE profile_choices (
  account_id uuid PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  fills_forms boolean NOT NULL
);
CREATE TABLE exchange_consents (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  exchange text NOT NULL,
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX exchange_consents_given ON exchange_consents (account_id, exchange) WHERE withdrawn_at IS NULL;

-- ---------------------------------------------------------------- rights

ALTER TABLE body_declarations ENABLE ROW LEVEL SECURITY;
ALTER TABLE body_declarations FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON body_declarations
  USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
  WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')));

GRANT SELECT, INSERT, UPDATE ON bodies, body_declarations, body_invitations TO parvis_app;
GRANT SELECT, INSERT ON body_acts TO parvis_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON body_representatives, acting_choices, body_dossiers, body_drafts, body_declarers,
  shared_children, child_parents, child_invitations, child_collectors, profile_data, profile_choices,
  exchange_consents TO parvis_app;
