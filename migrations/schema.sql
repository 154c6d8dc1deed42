-- What the migrations add up to; written by `npm run cli -- schema`, checked by a test. Not to be executed.

TABLE account_dossiers (
  account_id uuid NOT NULL
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  account_dossiers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  account_dossiers_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  account_dossiers_pkey PRIMARY KEY (account_id, authority_id, dossier_id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE account_drafts (
  account_id uuid NOT NULL
  authority_id text NOT NULL
  draft_id uuid NOT NULL
  account_drafts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  account_drafts_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  account_drafts_pkey PRIMARY KEY (account_id, authority_id, draft_id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE accounts (
  id uuid NOT NULL
  email text NOT NULL
  email_verified_at timestamp with time zone
  password_hash text
  given_names text
  family_name text
  phone text
  address jsonb
  locale text NOT NULL DEFAULT 'fr'::text
  created_at timestamp with time zone NOT NULL DEFAULT now()
  closed_at timestamp with time zone
  accounts_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text])))
  accounts_pkey PRIMARY KEY (id)
)
CREATE UNIQUE INDEX accounts_email ON public.accounts USING btree (lower(email)) WHERE (closed_at IS NULL)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE adoptions ( -- row-level security forced
  authority_id text NOT NULL
  procedure_id text NOT NULL
  version integer NOT NULL
  overrides jsonb NOT NULL DEFAULT '{}'::jsonb
  team_authority_id text NOT NULL
  team_id uuid NOT NULL
  open boolean NOT NULL DEFAULT true
  adopted_at timestamp with time zone NOT NULL DEFAULT now()
  adoptions_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  adoptions_procedure_id_version_fkey FOREIGN KEY (procedure_id, version) REFERENCES procedure_versions(procedure_id, version)
  adoptions_pkey PRIMARY KEY (authority_id, procedure_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE agent_roles ( -- row-level security forced
  authority_id text NOT NULL
  agent_id uuid NOT NULL
  role text NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  agent_roles_role_check CHECK ((role = ANY (ARRAY['agent'::text, 'team-leader'::text, 'administrator'::text])))
  agent_roles_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  agent_roles_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  agent_roles_pkey PRIMARY KEY (authority_id, agent_id)
)
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE agents (
  id uuid NOT NULL
  email text NOT NULL
  password_hash text
  name text NOT NULL
  locale text NOT NULL DEFAULT 'fr'::text
  active boolean NOT NULL DEFAULT true
  created_at timestamp with time zone NOT NULL DEFAULT now()
  agents_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text])))
  agents_pkey PRIMARY KEY (id)
)
CREATE UNIQUE INDEX agents_email ON public.agents USING btree (lower(email))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE authorities (
  id text NOT NULL
  territory_id text NOT NULL
  kind text NOT NULL
  slug text NOT NULL
  name text NOT NULL
  short_name text NOT NULL
  siren text
  commune_code text
  contact jsonb NOT NULL
  hours jsonb NOT NULL DEFAULT '{}'::jsonb
  hours_note jsonb
  accent text
  welcome jsonb
  hosts text[] NOT NULL DEFAULT '{}'::text[]
  active boolean NOT NULL DEFAULT true
  updated_at timestamp with time zone NOT NULL DEFAULT now()
  authorities_accent_check CHECK ((accent ~ '^#[0-9a-f]{6}$'::text))
  authorities_id_check CHECK ((id ~ '^[0-9A-Z]{2,20}$'::text))
  authorities_kind_check CHECK ((kind = ANY (ARRAY['commune'::text, 'epci'::text, 'ccas'::text, 'syndicat'::text, 'departement'::text])))
  authorities_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES communes(code)
  authorities_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories(id)
  authorities_pkey PRIMARY KEY (id)
  authorities_slug_key UNIQUE (slug)
)
CREATE INDEX authorities_commune ON public.authorities USING btree (commune_code)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE authority_keys ( -- row-level security forced
  authority_id text NOT NULL
  version integer NOT NULL
  wrapped_key bytea NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  authority_keys_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  authority_keys_pkey PRIMARY KEY (authority_id, version)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE communes (
  code text NOT NULL
  name text NOT NULL
  postcodes text[] NOT NULL
  department text NOT NULL
  population integer NOT NULL
  epci_siren text
  lat double precision
  lon double precision
  words text GENERATED AS plain_words(replace(replace(name, '-'::text, ' '::text), ''''::text, ' '::text))
  communes_pkey PRIMARY KEY (code)
)
CREATE INDEX communes_postcodes ON public.communes USING gin (postcodes)
CREATE INDEX communes_words ON public.communes USING gin (words gin_trgm_ops)
CREATE INDEX communes_words_prefix ON public.communes USING btree (words text_pattern_ops)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE competence_holders (
  commune_code text NOT NULL
  competence_id text NOT NULL
  authority_id text
  relay_id text
  reason jsonb
  competence_holders_check CHECK (((authority_id IS NULL) <> (relay_id IS NULL)))
  competence_holders_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  competence_holders_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES communes(code)
  competence_holders_pkey PRIMARY KEY (commune_code, competence_id)
)
CREATE INDEX competence_holders_authority ON public.competence_holders USING btree (authority_id, competence_id)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE demo_messages (
  id uuid NOT NULL
  medium text NOT NULL
  recipient text NOT NULL
  subject text NOT NULL
  body text NOT NULL
  attachments jsonb NOT NULL DEFAULT '[]'::jsonb
  sent_at timestamp with time zone NOT NULL DEFAULT now()
  demo_messages_pkey PRIMARY KEY (id)
)
CREATE INDEX demo_messages_sent ON public.demo_messages USING btree (sent_at DESC)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE documents ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  sha256 bytea NOT NULL
  size integer NOT NULL
  media_type text NOT NULL
  name text NOT NULL
  key_version integer NOT NULL
  origin text NOT NULL
  draft_id uuid
  dossier_id uuid
  field_id text
  review text NOT NULL DEFAULT 'to-review'::text
  review_reason text
  created_at timestamp with time zone NOT NULL DEFAULT now()
  documents_origin_check CHECK ((origin = ANY (ARRAY['applicant'::text, 'agent'::text, 'system'::text])))
  documents_review_check CHECK ((review = ANY (ARRAY['to-review'::text, 'accepted'::text, 'refused'::text])))
  documents_size_check CHECK ((size > 0))
  documents_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  documents_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX documents_content ON public.documents USING btree (authority_id, sha256)
CREATE INDEX documents_dossier ON public.documents USING btree (authority_id, dossier_id) WHERE (dossier_id IS NOT NULL)
CREATE INDEX documents_draft ON public.documents USING btree (authority_id, draft_id) WHERE (draft_id IS NOT NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_events ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  seq integer NOT NULL
  at timestamp with time zone NOT NULL
  kind text NOT NULL
  actor_kind text NOT NULL
  actor_id uuid
  actor_name text NOT NULL DEFAULT ''::text
  channel text NOT NULL DEFAULT 'web'::text
  visibility text NOT NULL
  data jsonb NOT NULL DEFAULT '{}'::jsonb
  previous_hash bytea NOT NULL
  hash bytea NOT NULL
  dossier_events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['applicant'::text, 'agent'::text, 'system'::text])))
  dossier_events_seq_check CHECK ((seq > 0))
  dossier_events_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'internal'::text])))
  dossier_events_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_events_pkey PRIMARY KEY (authority_id, dossier_id, seq)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE dossiers ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  code text NOT NULL
  procedure_id text NOT NULL
  procedure_version integer NOT NULL
  state text NOT NULL
  phase text NOT NULL
  urgent boolean NOT NULL DEFAULT false
  headline text NOT NULL DEFAULT ''::text
  team_authority_id text NOT NULL
  team_id uuid NOT NULL
  assignee_id uuid
  applicant_name text NOT NULL DEFAULT ''::text
  applicant_email text
  applicant_phone text
  account_pseudonym bytea
  visitor_hash bytea
  channel text NOT NULL DEFAULT 'web'::text
  locale text NOT NULL DEFAULT 'fr'::text
  commune_code text
  lat double precision
  lon double precision
  answers jsonb NOT NULL
  complete boolean
  submitted_at timestamp with time zone NOT NULL
  updated_at timestamp with time zone NOT NULL
  due_on date
  silence_rule text NOT NULL
  clock_suspended_at timestamp with time zone
  last_applicant_act_at timestamp with time zone
  decided_at timestamp with time zone
  closed_at timestamp with time zone
  purge_on date
  rating smallint
  rating_comment text
  submission_key uuid NOT NULL
  revision integer NOT NULL DEFAULT 1
  words tsvector GENERATED AS ((setweight(to_tsvector('french_unaccent'::regconfig, ((((code || ' '::text) || applicant_name) || ' '::text) || COALESCE(applicant_email, ''::text))), 'A'::"char") || setweight(to_tsvector('french_unaccent'::regconfig, headline), 'B'::"char")) || setweight(jsonb_to_tsvector('french_unaccent'::regconfig, answers, '["string", "numeric"]'::jsonb), 'C'::"char"))
  dossiers_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'counter'::text, 'phone'::text, 'letter'::text, 'email'::text])))
  dossiers_phase_check CHECK ((phase = ANY (ARRAY['received'::text, 'in-progress'::text, 'waiting-applicant'::text, 'accepted'::text, 'refused'::text, 'closed'::text, 'withdrawn'::text])))
  dossiers_rating_check CHECK (((rating >= 1) AND (rating <= 5)))
  dossiers_silence_rule_check CHECK ((silence_rule = ANY (ARRAY['accept'::text, 'reject'::text, 'none'::text])))
  dossiers_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  dossiers_procedure_id_procedure_version_fkey FOREIGN KEY (procedure_id, procedure_version) REFERENCES procedure_versions(procedure_id, version)
  dossiers_pkey PRIMARY KEY (authority_id, id)
  dossiers_authority_id_submission_key_key UNIQUE (authority_id, submission_key)
)
CREATE INDEX dossiers_account ON public.dossiers USING btree (authority_id, account_pseudonym) WHERE (account_pseudonym IS NOT NULL)
CREATE INDEX dossiers_applicant ON public.dossiers USING btree (authority_id, applicant_email) WHERE (applicant_email IS NOT NULL)
CREATE INDEX dossiers_assignee ON public.dossiers USING btree (authority_id, assignee_id, phase) WHERE (assignee_id IS NOT NULL)
CREATE INDEX dossiers_code ON public.dossiers USING btree (authority_id, code)
CREATE INDEX dossiers_inbox ON public.dossiers USING btree (authority_id, team_id, submitted_at DESC, id DESC)
CREATE INDEX dossiers_open ON public.dossiers USING btree (authority_id, team_id, phase, due_on)
CREATE INDEX dossiers_purge ON public.dossiers USING btree (authority_id, purge_on) WHERE (purge_on IS NOT NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE drafts ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  procedure_id text NOT NULL
  procedure_version integer NOT NULL
  answers jsonb NOT NULL DEFAULT '{}'::jsonb
  completed_pages text[] NOT NULL DEFAULT '{}'::text[]
  visitor_hash bytea
  account_pseudonym bytea
  resume_token_hash bytea
  resume_email text
  locale text NOT NULL DEFAULT 'fr'::text
  channel text NOT NULL DEFAULT 'web'::text
  agent_id uuid
  revision integer NOT NULL DEFAULT 1
  created_at timestamp with time zone NOT NULL DEFAULT now()
  updated_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  drafts_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  drafts_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX drafts_expiry ON public.drafts USING btree (expires_at)
CREATE INDEX drafts_resume ON public.drafts USING btree (authority_id, resume_token_hash) WHERE (resume_token_hash IS NOT NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE one_time_tokens (
  token_hash bytea NOT NULL
  purpose text NOT NULL
  account_id uuid
  agent_id uuid
  created_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  used_at timestamp with time zone
  one_time_tokens_purpose_check CHECK ((purpose = ANY (ARRAY['verify-email'::text, 'reset-password'::text, 'invite-agent'::text, 'reset-agent-password'::text])))
  one_time_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  one_time_tokens_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
  one_time_tokens_pkey PRIMARY KEY (token_hash)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE outgoing_messages ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  dossier_id uuid
  medium text NOT NULL
  recipient text NOT NULL
  subject text NOT NULL DEFAULT ''::text
  body text NOT NULL
  attachments jsonb NOT NULL DEFAULT '[]'::jsonb
  state text NOT NULL DEFAULT 'queued'::text
  attempts integer NOT NULL DEFAULT 0
  last_error text
  created_at timestamp with time zone NOT NULL DEFAULT now()
  sent_at timestamp with time zone
  outgoing_messages_medium_check CHECK ((medium = ANY (ARRAY['email'::text, 'sms'::text])))
  outgoing_messages_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text])))
  outgoing_messages_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  outgoing_messages_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX outgoing_messages_dossier ON public.outgoing_messages USING btree (authority_id, dossier_id)
CREATE INDEX outgoing_messages_failed ON public.outgoing_messages USING btree (authority_id, created_at) WHERE (state = 'failed'::text)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE procedure_versions (
  procedure_id text NOT NULL
  version integer NOT NULL
  definition jsonb NOT NULL
  workflow jsonb NOT NULL
  content_hash text NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  procedure_versions_pkey PRIMARY KEY (procedure_id, version)
)
GRANT INSERT, SELECT TO parvis_app

TABLE processing_rights ( -- row-level security forced
  authority_id text NOT NULL
  team_authority_id text NOT NULL
  team_id uuid NOT NULL
  procedure_id text NOT NULL
  valid_from timestamp with time zone NOT NULL DEFAULT now()
  valid_until timestamp with time zone
  processing_rights_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  processing_rights_pkey PRIMARY KEY (authority_id, procedure_id, team_authority_id, team_id)
)
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE purges ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  procedure_id text NOT NULL
  dossier_hash bytea NOT NULL
  last_event_hash bytea NOT NULL
  documents integer NOT NULL
  purged_at timestamp with time zone NOT NULL
  purges_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  purges_pkey PRIMARY KEY (authority_id, id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE registers ( -- row-level security forced
  authority_id text NOT NULL
  kind text NOT NULL
  year integer NOT NULL
  last_number integer NOT NULL
  registers_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  registers_pkey PRIMARY KEY (authority_id, kind, year)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE schema_migrations (
  name text NOT NULL
  applied_at timestamp with time zone NOT NULL DEFAULT now()
  schema_migrations_pkey PRIMARY KEY (name)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE sessions (
  token_hash bytea NOT NULL
  account_id uuid
  agent_id uuid
  authority_id text
  created_at timestamp with time zone NOT NULL DEFAULT now()
  seen_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  user_agent text
  sessions_check CHECK (((account_id IS NULL) <> (agent_id IS NULL)))
  sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  sessions_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
  sessions_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  sessions_pkey PRIMARY KEY (token_hash)
)
CREATE INDEX sessions_account ON public.sessions USING btree (account_id) WHERE (account_id IS NOT NULL)
CREATE INDEX sessions_agent ON public.sessions USING btree (agent_id) WHERE (agent_id IS NOT NULL)
CREATE INDEX sessions_expiry ON public.sessions USING btree (expires_at)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE team_members ( -- row-level security forced
  authority_id text NOT NULL
  team_id uuid NOT NULL
  agent_id uuid NOT NULL
  leader boolean NOT NULL DEFAULT false
  team_members_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  team_members_authority_id_team_id_fkey FOREIGN KEY (authority_id, team_id) REFERENCES teams(authority_id, id) ON DELETE CASCADE
  team_members_pkey PRIMARY KEY (authority_id, team_id, agent_id)
)
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE teams ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  name text NOT NULL
  email text
  created_at timestamp with time zone NOT NULL DEFAULT now()
  teams_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  teams_pkey PRIMARY KEY (authority_id, id)
  teams_authority_id_name_key UNIQUE (authority_id, name)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE territories (
  id text NOT NULL
  name jsonb NOT NULL
  settings jsonb NOT NULL DEFAULT '{}'::jsonb
  territories_pkey PRIMARY KEY (id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE tracking_codes (
  code text NOT NULL
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  tracking_codes_pkey PRIMARY KEY (code)
)
GRANT INSERT TO parvis_app

CREATE OR REPLACE FUNCTION public.agent_authorities(wanted uuid)
 RETURNS TABLE(authority_id text, role text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT r.authority_id, r.role FROM agent_roles r WHERE r.agent_id = wanted ORDER BY r.created_at, r.authority_id $function$


CREATE OR REPLACE FUNCTION public.agent_processing_rights(wanted uuid)
 RETURNS TABLE(authority_id text, procedure_id text, team_authority_id text, team_id uuid, leader boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT p.authority_id, p.procedure_id, p.team_authority_id, p.team_id, m.leader
    FROM team_members m
    JOIN processing_rights p ON p.team_authority_id = m.authority_id AND p.team_id = m.team_id
    JOIN agent_roles r ON r.authority_id = m.authority_id AND r.agent_id = m.agent_id
    WHERE m.agent_id = wanted AND p.valid_from <= now() AND (p.valid_until IS NULL OR p.valid_until > now())
  $function$


CREATE OR REPLACE FUNCTION public.find_dossier_by_code(wanted text)
 RETURNS TABLE(authority_id text, dossier_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT t.authority_id, t.dossier_id FROM tracking_codes t WHERE t.code = wanted $function$


CREATE OR REPLACE FUNCTION public.plain_words(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(unaccent('unaccent'::regdictionary, value))


CREATE OR REPLACE FUNCTION public.purge_dossier(wanted_authority text, wanted_dossier uuid, today date, proof uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$

