-- The counter: directory, identity, catalogue, dossiers. Every table of a tenant starts its key with authority_id.

CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- French search without accents. The wrapper is immutable so that it can be used in generated columns and indexes.
CREATE TEXT SEARCH CONFIGURATION french_unaccent (COPY = french);
ALTER TEXT SEARCH CONFIGURATION french_unaccent
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE FUNCTION plain_words(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, value));

-- ---------------------------------------------------------------- directory (public data, no tenant)

CREATE TABLE territories (
  id text PRIMARY KEY,
  name jsonb NOT NULL,
  settings jsonb NOT NULL DEFAULT '{}'
);

-- All the communes of France: for places of birth, addresses and, inside the territory, for competences.
CREATE TABLE communes (
  code text PRIMARY KEY,
  name text NOT NULL,
  postcodes text[] NOT NULL,
  department text NOT NULL,
  population integer NOT NULL,
  epci_siren text,
  lat double precision,
  lon double precision,
  words text GENERATED ALWAYS AS (plain_words(replace(replace(name, '-', ' '), '''', ' '))) STORED
);
CREATE INDEX communes_words ON communes USING gin (words gin_trgm_ops);
CREATE INDEX communes_words_prefix ON communes (words text_pattern_ops);
CREATE INDEX communes_postcodes ON communes USING gin (postcodes);

CREATE TABLE authorities (
  -- C27681 a commune, E200072312 an EPCI, A… a CCAS, S… a syndicat: capitals and digits only, see app.authorities
  id text PRIMARY KEY CHECK (id ~ '^[0-9A-Z]{2,20}$'),
  territory_id text NOT NULL REFERENCES territories (id),
  kind text NOT NULL CHECK (kind IN ('commune', 'epci', 'ccas', 'syndicat', 'departement')),
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  short_name text NOT NULL,
  siren text,
  commune_code text REFERENCES communes (code),
  contact jsonb NOT NULL,
  hours jsonb NOT NULL DEFAULT '{}',
  hours_note jsonb,
  accent text CHECK (accent ~ '^#[0-9a-f]{6}$'),
  welcome jsonb,
  hosts text[] NOT NULL DEFAULT '{}',
  active boolean NOT NULL DEFAULT true,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX authorities_commune ON authorities (commune_code);

-- For a commune and a competence exactly one line answers: an authority of the territory or a relay to another body.
CREATE TABLE competence_holders (
  commune_code text NOT NULL REFERENCES communes (code),
  competence_id text NOT NULL,
  authority_id text REFERENCES authorities (id),
  relay_id text,
  reason jsonb,
  PRIMARY KEY (commune_code, competence_id),
  CHECK ((authority_id IS NULL) <> (relay_id IS NULL))
);
CREATE INDEX competence_holders_authority ON competence_holders (authority_id, competence_id);

-- ---------------------------------------------------------------- identity (keyed by the person, no tenant)

CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  email_verified_at timestamptz,
  password_hash text,
  given_names text,
  family_name text,
  phone text,
  address jsonb,
  locale text NOT NULL DEFAULT 'fr' CHECK (locale IN ('fr', 'en')),
  created_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz
);
CREATE UNIQUE INDEX accounts_email ON accounts (lower(email)) WHERE closed_at IS NULL;

CREATE TABLE agents (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  password_hash text,
  name text NOT NULL,
  locale text NOT NULL DEFAULT 'fr' CHECK (locale IN ('fr', 'en')),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX agents_email ON agents (lower(email));

-- A session belongs to a resident's account or to an agent, never to both: two hats are two sessions.
CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY,
  account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
  agent_id uuid REFERENCES agents (id) ON DELETE CASCADE,
  authority_id text REFERENCES authorities (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  user_agent text,
  CHECK ((account_id IS NULL) <> (agent_id IS NULL))
);
CREATE INDEX sessions_account ON sessions (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX sessions_agent ON sessions (agent_id) WHERE agent_id IS NOT NULL;
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Links sent by e-mail, used once. Only the hash is kept.
CREATE TABLE one_time_tokens (
  token_hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('verify-email', 'reset-password', 'invite-agent', 'reset-agent-password')),
  account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
  agent_id uuid REFERENCES agents (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

-- Which dossiers belong to an account, across authorities: the person's own index, never shown to an authority.
CREATE TABLE account_dossiers (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  authority_id text NOT NULL REFERENCES authorities (id),
  dossier_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, authority_id, dossier_id)
);
CREATE TABLE account_drafts (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  authority_id text NOT NULL REFERENCES authorities (id),
  draft_id uuid NOT NULL,
  PRIMARY KEY (account_id, authority_id, draft_id)
);

-- ---------------------------------------------------------------- agents of an authority (tenant)

CREATE TABLE agent_roles (
  authority_id text NOT NULL REFERENCES authorities (id),
  agent_id uuid NOT NULL REFERENCES agents (id),
  role text NOT NULL CHECK (role IN ('agent', 'team-leader', 'administrator')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (authority_id, agent_id)
);

CREATE TABLE teams (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  name text NOT NULL,
  email text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, name)
);

CREATE TABLE team_members (
  authority_id text NOT NULL,
  team_id uuid NOT NULL,
  agent_id uuid NOT NULL REFERENCES agents (id),
  leader boolean NOT NULL DEFAULT false,
  PRIMARY KEY (authority_id, team_id, agent_id),
  FOREIGN KEY (authority_id, team_id) REFERENCES teams (authority_id, id) ON DELETE CASCADE
);

-- Who processes what: a team of this authority or, by delegation, of another one.
CREATE TABLE processing_rights (
  authority_id text NOT NULL REFERENCES authorities (id),
  team_authority_id text NOT NULL,
  team_id uuid NOT NULL,
  procedure_id text NOT NULL, -- '*' for all
  valid_from timestamptz NOT NULL DEFAULT now(),
  valid_until timestamptz,
  PRIMARY KEY (authority_id, procedure_id, team_authority_id, team_id)
);

-- ---------------------------------------------------------------- catalogue

-- Versions of the library's procedures are never changed; dossiers point at the one they were filed with.
CREATE TABLE procedure_versions (
  procedure_id text NOT NULL,
  version integer NOT NULL,
  definition jsonb NOT NULL,
  workflow jsonb NOT NULL,
  content_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (procedure_id, version)
);

CREATE TABLE adoptions (
  authority_id text NOT NULL REFERENCES authorities (id),
  procedure_id text NOT NULL,
  version integer NOT NULL,
  overrides jsonb NOT NULL DEFAULT '{}',
  team_authority_id text NOT NULL,
  team_id uuid NOT NULL,
  open boolean NOT NULL DEFAULT true,
  adopted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (authority_id, procedure_id),
  FOREIGN KEY (procedure_id, version) REFERENCES procedure_versions (procedure_id, version)
);

-- ---------------------------------------------------------------- documents (tenant)

-- The key that encrypts an authority's attachments, wrapped by the installation's key.
CREATE TABLE authority_keys (
  authority_id text NOT NULL REFERENCES authorities (id),
  version integer NOT NULL,
  wrapped_key bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (authority_id, version)
);

CREATE TABLE documents (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  -- of the clear content; with the authority it names the file in the storage
  sha256 bytea NOT NULL,
  size integer NOT NULL CHECK (size > 0),
  media_type text NOT NULL,
  name text NOT NULL,
  key_version integer NOT NULL,
  -- who put it there
  origin text NOT NULL CHECK (origin IN ('applicant', 'agent', 'system')),
  draft_id uuid,
  dossier_id uuid,
  field_id text,
  -- agents say of each document whether it will do
  review text NOT NULL DEFAULT 'to-review' CHECK (review IN ('to-review', 'accepted', 'refused')),
  review_reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (authority_id, id)
);
CREATE INDEX documents_dossier ON documents (authority_id, dossier_id) WHERE dossier_id IS NOT NULL;
CREATE INDEX documents_draft ON documents (authority_id, draft_id) WHERE draft_id IS NOT NULL;
CREATE INDEX documents_content ON documents (authority_id, sha256);

-- ---------------------------------------------------------------- drafts and dossiers (tenant)

CREATE TABLE drafts (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  procedure_id text NOT NULL,
  procedure_version integer NOT NULL,
  answers jsonb NOT NULL DEFAULT '{}',
  completed_pages text[] NOT NULL DEFAULT '{}',
  -- who may open it: a visitor (hash of a cookie) or an account, through account_drafts
  visitor_hash bytea,
  account_pseudonym bytea,
  resume_token_hash bytea,
  resume_email text,
  locale text NOT NULL DEFAULT 'fr',
  channel text NOT NULL DEFAULT 'web',
  agent_id uuid,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id)
);
CREATE INDEX drafts_expiry ON drafts (expires_at);
CREATE INDEX drafts_resume ON drafts (authority_id, resume_token_hash) WHERE resume_token_hash IS NOT NULL;

CREATE TABLE dossiers (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  -- the tracking code without its dashes
  code text NOT NULL,
  procedure_id text NOT NULL,
  procedure_version integer NOT NULL,
  state text NOT NULL,
  phase text NOT NULL CHECK (phase IN ('received', 'in-progress', 'waiting-applicant', 'accepted', 'refused', 'closed', 'withdrawn')),
  urgent boolean NOT NULL DEFAULT false,
  headline text NOT NULL DEFAULT '',
  team_authority_id text NOT NULL,
  team_id uuid NOT NULL,
  assignee_id uuid,
  applicant_name text NOT NULL DEFAULT '',
  applicant_email text,
  applicant_phone text,
  account_pseudonym bytea,
  visitor_hash bytea,
  channel text NOT NULL DEFAULT 'web' CHECK (channel IN ('web', 'counter', 'phone', 'letter', 'email')),
  locale text NOT NULL DEFAULT 'fr',
  commune_code text,
  lat double precision,
  lon double precision,
  answers jsonb NOT NULL,
  complete boolean,
  submitted_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- the date at which silence decides, or at which the house aims at answering; null once decided or while suspended
  due_on date,
  silence_rule text NOT NULL CHECK (silence_rule IN ('accept', 'reject', 'none')),
  clock_suspended_at timestamptz,
  last_applicant_act_at timestamptz,
  decided_at timestamptz,
  closed_at timestamptz,
  purge_on date,
  rating smallint CHECK (rating BETWEEN 1 AND 5),
  rating_comment text,
  -- makes a second click on "send" find the first one's dossier
  submission_key uuid NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('public.french_unaccent', code || ' ' || applicant_name || ' ' || coalesce(applicant_email, '')), 'A') ||
    setweight(to_tsvector('public.french_unaccent', headline), 'B') ||
    setweight(jsonb_to_tsvector('public.french_unaccent', answers, '["string", "numeric"]'), 'C')
  ) STORED,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, submission_key),
  FOREIGN KEY (procedure_id, procedure_version) REFERENCES procedure_versions (procedure_id, version)
);
CREATE INDEX dossiers_inbox ON dossiers (authority_id, team_id, submitted_at DESC, id DESC);
CREATE INDEX dossiers_open ON dossiers (authority_id, team_id, phase, due_on);
CREATE INDEX dossiers_assignee ON dossiers (authority_id, assignee_id, phase) WHERE assignee_id IS NOT NULL;
-- No index on words: under row-level security an operator that is not leakproof, as @@, is never an index condition; the
-- search reads the rows of its authority and team, and compares the stored vectors.
CREATE INDEX dossiers_code ON dossiers (authority_id, code);
CREATE INDEX dossiers_account ON dossiers (authority_id, account_pseudonym) WHERE account_pseudonym IS NOT NULL;
CREATE INDEX dossiers_applicant ON dossiers (authority_id, applicant_email) WHERE applicant_email IS NOT NULL;
CREATE INDEX dossiers_purge ON dossiers (authority_id, purge_on) WHERE purge_on IS NOT NULL;

-- From a code typed by a stranger to the dossier; holds nothing else. Reached through find_dossier_by_code only.
CREATE TABLE tracking_codes (
  code text PRIMARY KEY,
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL
);

-- Everything that happened to a dossier, never rewritten: each row carries the hash of the one before.
CREATE TABLE dossier_events (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  seq integer NOT NULL CHECK (seq > 0),
  at timestamptz NOT NULL,
  -- submitted, transition, message, note, document-added, assigned, document-reviewed, rated, opened, letter, undone…
  kind text NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('applicant', 'agent', 'system')),
  actor_id uuid,
  actor_name text NOT NULL DEFAULT '',
  channel text NOT NULL DEFAULT 'web',
  visibility text NOT NULL CHECK (visibility IN ('public', 'internal')),
  data jsonb NOT NULL DEFAULT '{}',
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (authority_id, dossier_id, seq),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);

-- What left the house or is about to: e-mails and SMS, with their state, so that a failure is seen and replayed.
CREATE TABLE outgoing_messages (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  dossier_id uuid,
  medium text NOT NULL CHECK (medium IN ('email', 'sms')),
  recipient text NOT NULL,
  subject text NOT NULL DEFAULT '',
  body text NOT NULL,
  -- documents of the dossier that go with it: [{documentId, name}]
  attachments jsonb NOT NULL DEFAULT '[]',
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  PRIMARY KEY (authority_id, id)
);
CREATE INDEX outgoing_messages_dossier ON outgoing_messages (authority_id, dossier_id);
CREATE INDEX outgoing_messages_failed ON outgoing_messages (authority_id, created_at) WHERE state = 'failed';

-- What the e-mails and SMS of a demonstration would have been: read at /demo/messages. Account mails have no authority.
CREATE TABLE demo_messages (
  id uuid PRIMARY KEY,
  medium text NOT NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  attachments jsonb NOT NULL DEFAULT '[]',
  sent_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX demo_messages_sent ON demo_messages (sent_at DESC);

-- Numbers without holes, per authority, kind and year: letters, orders.
CREATE TABLE registers (
  authority_id text NOT NULL REFERENCES authorities (id),
  kind text NOT NULL,
  year integer NOT NULL,
  last_number integer NOT NULL,
  PRIMARY KEY (authority_id, kind, year)
);

-- Proof that a dossier was erased at its term: what and when, never who.
CREATE TABLE purges (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  procedure_id text NOT NULL,
  dossier_hash bytea NOT NULL,
  last_event_hash bytea NOT NULL,
  documents integer NOT NULL,
  purged_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id)
);

-- ---------------------------------------------------------------- isolation

DO $$
DECLARE name text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parvis_app') THEN
    CREATE ROLE parvis_app NOLOGIN;
  END IF;
  FOREACH name IN ARRAY ARRAY['agent_roles', 'teams', 'team_members', 'processing_rights', 'adoptions', 'authority_keys',
    'documents', 'drafts', 'dossiers', 'dossier_events', 'outgoing_messages', 'registers', 'purges']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
  END LOOP;
END $$;

-- The functions below run as the owner, for whom the policies hold too: these three may be read whole by them.
CREATE POLICY definer ON agent_roles FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY definer ON team_members FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY definer ON processing_rights FOR SELECT TO CURRENT_USER USING (true);

GRANT USAGE ON SCHEMA public TO parvis_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO parvis_app;
-- History is append-only; a purge removes a whole dossier through purge_dossier.
REVOKE UPDATE, DELETE ON dossier_events, purges, procedure_versions FROM parvis_app;
REVOKE ALL ON tracking_codes FROM parvis_app;
GRANT INSERT ON tracking_codes TO parvis_app;

-- A stranger with a code gets the dossier's whereabouts, one at a time: codes cannot be listed.
CREATE FUNCTION find_dossier_by_code(wanted text) RETURNS TABLE (authority_id text, dossier_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT t.authority_id, t.dossier_id FROM tracking_codes t WHERE t.code = wanted $$;
REVOKE ALL ON FUNCTION find_dossier_by_code(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_dossier_by_code(text) TO parvis_app;

-- Which authorities an agent works for or through: asked at sign-in, before any authority is known.
CREATE FUNCTION agent_authorities(wanted uuid) RETURNS TABLE (authority_id text, role text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT r.authority_id, r.role FROM agent_roles r WHERE r.agent_id = wanted ORDER BY r.created_at, r.authority_id $$;
REVOKE ALL ON FUNCTION agent_authorities(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agent_authorities(uuid) TO parvis_app;

-- The processing rights of an agent's teams, over every authority: what decides the authorities of the transaction.
CREATE FUNCTION agent_processing_rights(wanted uuid)
  RETURNS TABLE (authority_id text, procedure_id text, team_authority_id text, team_id uuid, leader boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT p.authority_id, p.procedure_id, p.team_authority_id, p.team_id, m.leader
    FROM team_members m
    JOIN processing_rights p ON p.team_authority_id = m.authority_id AND p.team_id = m.team_id
    JOIN agent_roles r ON r.authority_id = m.authority_id AND r.agent_id = m.agent_id
    WHERE m.agent_id = wanted AND p.valid_from <= now() AND (p.valid_until IS NULL OR p.valid_until > now())
  $$;
REVOKE ALL ON FUNCTION agent_processing_rights(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agent_processing_rights(uuid) TO parvis_app;

-- Erases a dossier at its term and leaves the proof, in one act.
CREATE FUNCTION purge_dossier(wanted_authority text, wanted_dossier uuid, today date, proof uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
DECLARE found_dossier dossiers%ROWTYPE;
BEGIN
  PERFORM set_config('app.authorities', wanted_authority, true);
  SELECT * INTO found_dossier FROM dossiers d
    WHERE d.authority_id = wanted_authority AND d.id = wanted_dossier AND d.purge_on IS NOT NULL AND d.purge_on <= today
    FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO purges (authority_id, id, procedure_id, dossier_hash, last_event_hash, documents, purged_at)
  VALUES (wanted_authority, proof, found_dossier.procedure_id, sha256(convert_to(wanted_dossier::text, 'UTF8')),
    coalesce((SELECT e.hash FROM dossier_events e WHERE e.authority_id = wanted_authority AND e.dossier_id = wanted_dossier ORDER BY e.seq DESC LIMIT 1), ''::bytea),
    (SELECT count(*) FROM documents f WHERE f.authority_id = wanted_authority AND f.dossier_id = wanted_dossier), now());
  DELETE FROM documents f WHERE f.authority_id = wanted_authority AND f.dossier_id = wanted_dossier;
  DELETE FROM outgoing_messages m WHERE m.authority_id = wanted_authority AND m.dossier_id = wanted_dossier;
  DELETE FROM account_dossiers a WHERE a.authority_id = wanted_authority AND a.dossier_id = wanted_dossier;
  DELETE FROM tracking_codes t WHERE t.authority_id = wanted_authority AND t.dossier_id = wanted_dossier;
  DELETE FROM dossiers d WHERE d.authority_id = wanted_authority AND d.id = wanted_dossier;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION purge_dossier(text, uuid, date, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION purge_dossier(text, uuid, date, uuid) TO parvis_app;
