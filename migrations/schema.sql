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
CREATE INDEX account_dossiers_dossier ON public.account_dossiers USING btree (authority_id, dossier_id)
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

TABLE account_federations (
  account_id uuid NOT NULL
  provider text NOT NULL
  subject_hash bytea NOT NULL
  identity jsonb NOT NULL
  identity_at timestamp with time zone NOT NULL
  linked_at timestamp with time zone NOT NULL
  used_at timestamp with time zone NOT NULL
  account_federations_provider_check CHECK ((provider = 'franceconnect'::text))
  account_federations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  account_federations_pkey PRIMARY KEY (account_id, provider)
  account_federations_provider_subject_hash_key UNIQUE (provider, subject_hash)
)
CREATE INDEX account_federations_identity ON public.account_federations USING btree (((identity ->> 'birthDate'::text)), ((identity ->> 'familyName'::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE account_mandates (
  account_id uuid NOT NULL
  authority_id text NOT NULL
  mandate_id uuid NOT NULL
  account_mandates_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  account_mandates_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  account_mandates_pkey PRIMARY KEY (account_id, authority_id, mandate_id)
)
CREATE INDEX account_mandates_mandate ON public.account_mandates USING btree (authority_id, mandate_id)
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
  second_factor boolean NOT NULL DEFAULT false
  email_unproved boolean NOT NULL DEFAULT false
  accounts_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text])))
  accounts_pkey PRIMARY KEY (id)
)
CREATE UNIQUE INDEX accounts_email ON public.accounts USING btree (lower(email)) WHERE ((closed_at IS NULL) AND ((email_verified_at IS NOT NULL) OR (NOT email_unproved)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE acting_choices (
  session_hash bytea NOT NULL
  body_id uuid NOT NULL
  acting_choices_body_id_fkey FOREIGN KEY (body_id) REFERENCES bodies(id)
  acting_choices_session_hash_fkey FOREIGN KEY (session_hash) REFERENCES sessions(token_hash) ON DELETE CASCADE
  acting_choices_pkey PRIMARY KEY (session_hash)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE adoption_overrides ( -- row-level security forced
  authority_id text NOT NULL
  procedure_id text NOT NULL
  revision integer NOT NULL
  overrides jsonb NOT NULL
  agent_id uuid
  created_at timestamp with time zone NOT NULL DEFAULT now()
  adoption_overrides_revision_check CHECK ((revision > 0))
  adoption_overrides_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  adoption_overrides_pkey PRIMARY KEY (authority_id, procedure_id, revision)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE adoptions ( -- row-level security forced
  authority_id text NOT NULL
  procedure_id text NOT NULL
  version integer
  overrides jsonb NOT NULL DEFAULT '{}'::jsonb
  team_authority_id text
  team_id uuid
  open boolean NOT NULL DEFAULT true
  adopted_at timestamp with time zone NOT NULL DEFAULT now()
  overrides_revision integer NOT NULL DEFAULT 0
  postponed_until date
  adoptions_check CHECK (((team_authority_id IS NULL) = (team_id IS NULL)))
  adoptions_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  adoptions_procedure_id_version_fkey FOREIGN KEY (procedure_id, version) REFERENCES procedure_versions(procedure_id, version)
  adoptions_pkey PRIMARY KEY (authority_id, procedure_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE agent_absences ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  agent_id uuid NOT NULL
  from_day date NOT NULL
  to_day date NOT NULL
  substitute_id uuid
  note text NOT NULL DEFAULT ''::text
  noted_by uuid NOT NULL
  noted_at timestamp with time zone NOT NULL
  agent_absences_check CHECK ((from_day <= to_day))
  agent_absences_check1 CHECK ((substitute_id IS DISTINCT FROM agent_id))
  agent_absences_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  agent_absences_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  agent_absences_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES agents(id)
  agent_absences_substitute_id_fkey FOREIGN KEY (substitute_id) REFERENCES agents(id)
  agent_absences_pkey PRIMARY KEY (authority_id, id)
  agent_absences_apart EXCLUDE USING gist (authority_id WITH =, agent_id WITH =, daterange(from_day, to_day, '[]'::text) WITH &&)
)
CREATE INDEX agent_absences_agent ON public.agent_absences USING btree (agent_id, to_day)
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE agent_federations (
  subject_hash bytea NOT NULL
  agent_id uuid NOT NULL
  idp_id text NOT NULL
  linked_at timestamp with time zone NOT NULL
  used_at timestamp with time zone NOT NULL
  agent_federations_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
  agent_federations_pkey PRIMARY KEY (subject_hash)
)
CREATE INDEX agent_federations_agent ON public.agent_federations USING btree (agent_id)
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

TABLE appointment_slots ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  appointment_id uuid NOT NULL
  agent_id uuid NOT NULL
  starts_at timestamp with time zone NOT NULL
  ends_at timestamp with time zone NOT NULL
  state text NOT NULL
  appointment_slots_check CHECK ((ends_at > starts_at))
  appointment_slots_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'chosen'::text, 'released'::text])))
  appointment_slots_authority_id_appointment_id_fkey FOREIGN KEY (authority_id, appointment_id) REFERENCES appointments(authority_id, id) ON DELETE CASCADE
  appointment_slots_pkey PRIMARY KEY (authority_id, id)
  appointment_slots_agent_once EXCLUDE USING gist (authority_id WITH =, agent_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state = ANY (ARRAY['offered'::text, 'chosen'::text])))
)
CREATE INDEX appointment_slots_appointment ON public.appointment_slots USING btree (authority_id, appointment_id)
CREATE UNIQUE INDEX appointment_slots_chosen ON public.appointment_slots USING btree (authority_id, appointment_id) WHERE (state = 'chosen'::text)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE appointments ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  subject_kind text NOT NULL
  subject_id uuid NOT NULL
  request_key text NOT NULL
  title text NOT NULL
  place text NOT NULL DEFAULT ''::text
  minutes integer NOT NULL
  state text NOT NULL
  declined_reason text
  cancelled_reason text
  agent_id uuid
  agent_name text NOT NULL DEFAULT ''::text
  created_at timestamp with time zone NOT NULL
  updated_at timestamp with time zone NOT NULL
  appointments_minutes_check CHECK (((minutes >= 5) AND (minutes <= 480)))
  appointments_state_check CHECK ((state = ANY (ARRAY['to-propose'::text, 'proposed'::text, 'booked'::text, 'held'::text, 'missed'::text, 'cancelled'::text])))
  appointments_subject_kind_check CHECK ((subject_kind ~ '^[a-z-]{1,30}$'::text))
  appointments_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  appointments_pkey PRIMARY KEY (authority_id, id)
  appointments_authority_id_request_key_key UNIQUE (authority_id, request_key)
)
CREATE INDEX appointments_subject ON public.appointments USING btree (authority_id, subject_kind, subject_id)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE attempts (
  key bytea NOT NULL
  count double precision NOT NULL
  last_at timestamp with time zone NOT NULL
  attempts_pkey PRIMARY KEY (key)
)
CREATE INDEX attempts_last ON public.attempts USING btree (last_at)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE audit_checks ( -- row-level security forced
  authority_id text NOT NULL
  checked_at timestamp with time zone NOT NULL
  dossiers integer NOT NULL
  events bigint NOT NULL
  seals integer NOT NULL
  found integer NOT NULL
  findings jsonb NOT NULL
  audit_checks_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  audit_checks_pkey PRIMARY KEY (authority_id, checked_at)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE audit_seal_lines ( -- row-level security forced
  authority_id text NOT NULL
  dossier_hash bytea NOT NULL
  number integer NOT NULL
  kind text NOT NULL
  seq integer NOT NULL
  hash bytea NOT NULL
  audit_seal_lines_kind_check CHECK ((kind = ANY (ARRAY['chain'::text, 'purge'::text])))
  audit_seal_lines_pkey PRIMARY KEY (authority_id, dossier_hash, number, kind)
)
CREATE INDEX audit_seal_lines_number ON public.audit_seal_lines USING btree (authority_id, number, kind, dossier_hash)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE audit_seals ( -- row-level security forced
  authority_id text NOT NULL
  number integer NOT NULL
  sealed_at timestamp with time zone NOT NULL
  previous_hash bytea NOT NULL
  chains integer NOT NULL
  chains_digest bytea NOT NULL
  purges integer NOT NULL
  purges_digest bytea NOT NULL
  dossiers integer NOT NULL
  resumes_after integer
  hash bytea NOT NULL
  key_id text NOT NULL
  mac bytea NOT NULL
  audit_seals_number_check CHECK ((number > 0))
  audit_seals_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  audit_seals_pkey PRIMARY KEY (authority_id, number)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

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
  closed_at timestamp with time zone
  opened_at timestamp with time zone
  own_texts boolean NOT NULL DEFAULT false
  exceptions jsonb NOT NULL DEFAULT '[]'::jsonb
  authorities_accent_check CHECK ((accent ~ '^#[0-9a-f]{6}$'::text))
  authorities_id_check CHECK ((id ~ '^[0-9A-Z]{2,20}$'::text))
  authorities_kind_check CHECK ((kind = ANY (ARRAY['commune'::text, 'epci'::text, 'ccas'::text, 'syndicat'::text, 'departement'::text])))
  authorities_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES communes(code)
  authorities_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territories(id)
  authorities_pkey PRIMARY KEY (id)
  authorities_slug_key UNIQUE (slug)
)
CREATE INDEX authorities_commune ON public.authorities USING btree (commune_code)
CREATE INDEX authorities_territory ON public.authorities USING btree (territory_id, kind)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE authority_hooks ( -- row-level security forced
  authority_id text NOT NULL
  name text NOT NULL
  url text NOT NULL
  wrapped_secret bytea NOT NULL
  active boolean NOT NULL DEFAULT true
  created_at timestamp with time zone NOT NULL
  updated_at timestamp with time zone NOT NULL
  authority_hooks_name_check CHECK ((name ~ '^[a-z][a-z0-9-]{0,60}$'::text))
  authority_hooks_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  authority_hooks_pkey PRIMARY KEY (authority_id, name)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
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

TABLE authority_proconnect ( -- row-level security forced
  authority_id text NOT NULL
  sirets text[] NOT NULL DEFAULT '{}'::text[]
  second_factor_required boolean NOT NULL DEFAULT false
  email_domain text
  updated_at timestamp with time zone NOT NULL DEFAULT now()
  authority_proconnect_email_domain_check CHECK ((email_domain ~ '^[a-z0-9.-]+\.[a-z]{2,}$'::text))
  authority_proconnect_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  authority_proconnect_pkey PRIMARY KEY (authority_id)
)
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE backup_runs (
  id uuid NOT NULL
  kind text NOT NULL
  name text NOT NULL
  began_at timestamp with time zone NOT NULL
  ended_at timestamp with time zone
  findings integer NOT NULL DEFAULT 0
  backup_runs_kind_check CHECK ((kind = ANY (ARRAY['backup'::text, 'restoration'::text])))
  backup_runs_pkey PRIMARY KEY (id)
)
CREATE INDEX backup_runs_last ON public.backup_runs USING btree (kind, ended_at DESC)
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE bodies (
  id uuid NOT NULL
  kind text NOT NULL
  siret text
  rna text
  name text NOT NULL
  address jsonb
  created_at timestamp with time zone NOT NULL
  bodies_check CHECK (((siret IS NOT NULL) OR ((kind = 'association'::text) AND (rna IS NOT NULL))))
  bodies_kind_check CHECK ((kind = ANY (ARRAY['association'::text, 'company'::text])))
  bodies_rna_check CHECK ((rna ~ '^W[0-9][0-9A-Z][0-9]{7}$'::text))
  bodies_siret_check CHECK ((siret ~ '^[0-9]{14}$'::text))
  bodies_pkey PRIMARY KEY (id)
  bodies_rna_key UNIQUE (rna)
  bodies_siret_key UNIQUE (siret)
)
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE body_acts (
  body_id uuid NOT NULL
  id uuid NOT NULL
  act text NOT NULL
  at timestamp with time zone NOT NULL
  actor_name text NOT NULL
  about text NOT NULL
  body_acts_act_check CHECK ((act = ANY (ARRAY['accepted'::text, 'invited'::text, 'invitation-withdrawn'::text, 'joined'::text, 'role-changed'::text, 'removed'::text, 'left'::text])))
  body_acts_body_id_fkey FOREIGN KEY (body_id) REFERENCES bodies(id)
  body_acts_pkey PRIMARY KEY (body_id, id)
)
GRANT INSERT, SELECT TO parvis_app

TABLE body_declarations ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  siret text
  rna text
  name text NOT NULL
  found_name text
  address jsonb
  declarant_name text NOT NULL
  capacity text NOT NULL
  document_id uuid NOT NULL
  state text NOT NULL
  declared_at timestamp with time zone NOT NULL
  decided_at timestamp with time zone
  decided_by uuid
  decided_by_name text
  reason text
  body_declarations_check CHECK (((state = 'waiting'::text) = (decided_at IS NULL)))
  body_declarations_kind_check CHECK ((kind = ANY (ARRAY['association'::text, 'company'::text])))
  body_declarations_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'refused'::text])))
  body_declarations_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  body_declarations_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX body_declarations_waiting ON public.body_declarations USING btree (authority_id, declared_at) WHERE (state = 'waiting'::text)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE body_declarers (
  declaration_id uuid NOT NULL
  authority_id text NOT NULL
  account_id uuid NOT NULL
  body_declarers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  body_declarers_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  body_declarers_pkey PRIMARY KEY (declaration_id)
)
CREATE INDEX body_declarers_account ON public.body_declarers USING btree (account_id)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE body_dossiers (
  body_id uuid NOT NULL
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  body_dossiers_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  body_dossiers_body_id_fkey FOREIGN KEY (body_id) REFERENCES bodies(id)
  body_dossiers_pkey PRIMARY KEY (body_id, authority_id, dossier_id)
)
CREATE INDEX body_dossiers_dossier ON public.body_dossiers USING btree (authority_id, dossier_id)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE body_drafts (
  body_id uuid NOT NULL
  authority_id text NOT NULL
  draft_id uuid NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  body_drafts_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  body_drafts_body_id_fkey FOREIGN KEY (body_id) REFERENCES bodies(id)
  body_drafts_pkey PRIMARY KEY (body_id, authority_id, draft_id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE body_invitations (
  id uuid NOT NULL
  body_id uuid NOT NULL
  email text NOT NULL
  role text NOT NULL
  token_hash bytea
  invited_by uuid
  invited_by_name text NOT NULL
  locale text NOT NULL
  created_at timestamp with time zone NOT NULL
  expires_at timestamp with time zone NOT NULL
  answer text
  answered_at timestamp with time zone
  body_invitations_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'refused'::text, 'withdrawn'::text])))
  body_invitations_check CHECK (((answer IS NULL) = (answered_at IS NULL)))
  body_invitations_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text])))
  body_invitations_role_check CHECK ((role = ANY (ARRAY['manager'::text, 'member'::text])))
  body_invitations_body_id_fkey FOREIGN KEY (body_id) REFERENCES bodies(id)
  body_invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES accounts(id) ON DELETE SET NULL
  body_invitations_pkey PRIMARY KEY (id)
  body_invitations_token_hash_key UNIQUE (token_hash)
)
CREATE INDEX body_invitations_body ON public.body_invitations USING btree (body_id)
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE body_representatives (
  body_id uuid NOT NULL
  account_id uuid NOT NULL
  role text NOT NULL
  since timestamp with time zone NOT NULL
  body_representatives_role_check CHECK ((role = ANY (ARRAY['manager'::text, 'member'::text])))
  body_representatives_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  body_representatives_body_id_fkey FOREIGN KEY (body_id) REFERENCES bodies(id)
  body_representatives_pkey PRIMARY KEY (body_id, account_id)
)
CREATE INDEX body_representatives_account ON public.body_representatives USING btree (account_id)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE bulk_run_rows ( -- row-level security forced
  authority_id text NOT NULL
  run_id uuid NOT NULL
  position integer NOT NULL
  dossier_authority_id text NOT NULL
  dossier_id uuid NOT NULL
  code text NOT NULL
  outcome text
  reason text NOT NULL DEFAULT ''::text
  bulk_run_rows_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'unchanged'::text, 'refused'::text, 'impossible'::text, 'failed'::text])))
  bulk_run_rows_authority_id_run_id_fkey FOREIGN KEY (authority_id, run_id) REFERENCES bulk_runs(authority_id, id) ON DELETE CASCADE
  bulk_run_rows_pkey PRIMARY KEY (authority_id, run_id, "position")
  bulk_run_rows_authority_id_run_id_dossier_authority_id_doss_key UNIQUE (authority_id, run_id, dossier_authority_id, dossier_id)
)
CREATE INDEX bulk_run_rows_dossier ON public.bulk_run_rows USING btree (dossier_authority_id, dossier_id)
CREATE INDEX bulk_run_rows_left ON public.bulk_run_rows USING btree (authority_id, run_id, "position") WHERE (outcome IS NULL)
POLICY definer FOR ALL TO parvis_owner USING true WITH CHECK true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE bulk_runs ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  agent_id uuid NOT NULL
  key text NOT NULL
  act jsonb NOT NULL
  query text
  origin text NOT NULL
  state text NOT NULL DEFAULT 'waiting'::text
  created_at timestamp with time zone NOT NULL
  finished_at timestamp with time zone
  bulk_runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text])))
  bulk_runs_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  bulk_runs_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  bulk_runs_pkey PRIMARY KEY (authority_id, id)
  bulk_runs_authority_id_agent_id_key_key UNIQUE (authority_id, agent_id, key)
)
CREATE INDEX bulk_runs_finished ON public.bulk_runs USING btree (authority_id, finished_at) WHERE (state = 'done'::text)
POLICY definer FOR ALL TO parvis_owner USING true WITH CHECK true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE calendar_feeds ( -- row-level security forced
  authority_id text NOT NULL
  agent_id uuid NOT NULL
  token_hash bytea NOT NULL
  created_at timestamp with time zone NOT NULL
  last_read_on date
  calendar_feeds_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  calendar_feeds_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  calendar_feeds_pkey PRIMARY KEY (authority_id, agent_id)
)
CREATE INDEX calendar_feeds_token ON public.calendar_feeds USING btree (token_hash)
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE child_collectors (
  account_id uuid NOT NULL
  id uuid NOT NULL
  member_id uuid NOT NULL
  given_names text NOT NULL
  family_name text NOT NULL
  phone text NOT NULL
  until date
  created_at timestamp with time zone NOT NULL
  child_collectors_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES household_members(account_id, id) ON DELETE CASCADE
  child_collectors_pkey PRIMARY KEY (account_id, id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE child_invitations (
  id uuid NOT NULL
  account_id uuid NOT NULL
  member_id uuid NOT NULL
  email text NOT NULL
  token_hash bytea
  code_hash bytea NOT NULL
  shows_dossiers boolean NOT NULL
  locale text NOT NULL
  created_at timestamp with time zone NOT NULL
  expires_at timestamp with time zone NOT NULL
  answer text
  answered_at timestamp with time zone
  child_invitations_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'refused'::text, 'withdrawn'::text])))
  child_invitations_check CHECK (((answer IS NULL) = (answered_at IS NULL)))
  child_invitations_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text])))
  child_invitations_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES household_members(account_id, id) ON DELETE CASCADE
  child_invitations_pkey PRIMARY KEY (id)
  child_invitations_token_hash_key UNIQUE (token_hash)
)
CREATE UNIQUE INDEX child_invitations_open ON public.child_invitations USING btree (account_id, member_id) WHERE (answer IS NULL)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE child_parents (
  child_id uuid NOT NULL
  account_id uuid NOT NULL
  member_id uuid NOT NULL
  shows_dossiers boolean NOT NULL
  since timestamp with time zone NOT NULL
  child_parents_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  child_parents_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES household_members(account_id, id) ON DELETE CASCADE
  child_parents_child_id_fkey FOREIGN KEY (child_id) REFERENCES shared_children(id) ON DELETE CASCADE
  child_parents_pkey PRIMARY KEY (child_id, account_id)
  child_parents_account_id_member_id_key UNIQUE (account_id, member_id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE clock_notices ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  kind text NOT NULL
  due_on date NOT NULL
  at timestamp with time zone NOT NULL
  clock_notices_kind_check CHECK ((kind = ANY (ARRAY['first'::text, 'last'::text, 'silence'::text])))
  clock_notices_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  clock_notices_pkey PRIMARY KEY (authority_id, dossier_id, kind, due_on)
)
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE code_apps (
  id uuid NOT NULL
  account_id uuid
  agent_id uuid
  secret bytea NOT NULL
  last_step bigint NOT NULL DEFAULT 0
  created_at timestamp with time zone NOT NULL
  confirmed_at timestamp with time zone
  code_apps_check CHECK (((account_id IS NULL) <> (agent_id IS NULL)))
  code_apps_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  code_apps_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
  code_apps_pkey PRIMARY KEY (id)
  code_apps_account_id_key UNIQUE (account_id)
  code_apps_agent_id_key UNIQUE (agent_id)
)
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
CREATE INDEX communes_epci ON public.communes USING btree (epci_siren)
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

TABLE contact_ratings ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  contact_id uuid NOT NULL
  mark smallint NOT NULL
  comment text NOT NULL DEFAULT ''::text
  rated_at timestamp with time zone NOT NULL
  contact_ratings_mark_check CHECK (((mark >= 1) AND (mark <= 5)))
  contact_ratings_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  contact_ratings_pkey PRIMARY KEY (authority_id, dossier_id, contact_id)
)
CREATE INDEX contact_ratings_latest ON public.contact_ratings USING btree (authority_id, rated_at DESC)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE decisions ( -- row-level security forced
  authority_id text NOT NULL
  kind text NOT NULL
  year integer NOT NULL
  number integer NOT NULL
  decided_at timestamp with time zone NOT NULL
  object text NOT NULL
  signed_by text NOT NULL
  dossier_id uuid
  document_id uuid
  cancelled_at timestamp with time zone
  cancelled_by_name text
  cancelled_reason text
  decisions_check CHECK (((cancelled_at IS NULL) = (cancelled_reason IS NULL)))
  decisions_kind_check CHECK ((kind = ANY (ARRAY['arrete'::text, 'decision'::text, 'attestation'::text])))
  decisions_number_check CHECK ((number > 0))
  decisions_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE SET NULL (dossier_id)
  decisions_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  decisions_pkey PRIMARY KEY (authority_id, kind, year, number)
)
CREATE INDEX decisions_dossier ON public.decisions USING btree (authority_id, dossier_id)
CREATE INDEX decisions_time ON public.decisions USING btree (authority_id, year, decided_at)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE delay_settings ( -- row-level security forced
  authority_id text NOT NULL
  procedure_id text NOT NULL
  first_days smallint NOT NULL
  last_days smallint NOT NULL
  target_days smallint
  unassigned_days smallint NOT NULL DEFAULT 2
  answer_days smallint NOT NULL DEFAULT 2
  delay_settings_answer_days_check CHECK (((answer_days >= 0) AND (answer_days <= 90)))
  delay_settings_check CHECK ((last_days < first_days))
  delay_settings_first_days_check CHECK (((first_days >= 1) AND (first_days <= 90)))
  delay_settings_last_days_check CHECK (((last_days >= 0) AND (last_days <= 89)))
  delay_settings_target_days_check CHECK (((target_days >= 1) AND (target_days <= 730)))
  delay_settings_unassigned_days_check CHECK (((unassigned_days >= 0) AND (unassigned_days <= 90)))
  delay_settings_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  delay_settings_pkey PRIMARY KEY (authority_id, procedure_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
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

TABLE desk_export_acts ( -- row-level security forced
  authority_id text NOT NULL
  export_id uuid NOT NULL
  id uuid NOT NULL
  at timestamp with time zone NOT NULL
  kind text NOT NULL
  agent_id uuid
  agent_name text NOT NULL
  data jsonb NOT NULL DEFAULT '{}'::jsonb
  desk_export_acts_kind_check CHECK ((kind = ANY (ARRAY['asked'::text, 'made'::text, 'failed'::text, 'fetched'::text, 'removed'::text])))
  desk_export_acts_authority_id_export_id_fkey FOREIGN KEY (authority_id, export_id) REFERENCES desk_exports(authority_id, id)
  desk_export_acts_pkey PRIMARY KEY (authority_id, export_id, id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE desk_exports ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  agent_id uuid NOT NULL
  agent_name text NOT NULL
  key text NOT NULL
  query text NOT NULL
  format text NOT NULL
  columns text[] NOT NULL
  with_answers boolean NOT NULL
  locale text NOT NULL
  origin text NOT NULL
  state text NOT NULL DEFAULT 'waiting'::text
  rows_written integer NOT NULL DEFAULT 0
  size bigint
  created_at timestamp with time zone NOT NULL
  finished_at timestamp with time zone
  expires_at timestamp with time zone
  desk_exports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'ods'::text])))
  desk_exports_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'ready'::text, 'failed'::text, 'removed'::text])))
  desk_exports_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  desk_exports_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  desk_exports_pkey PRIMARY KEY (authority_id, id)
  desk_exports_authority_id_agent_id_key_key UNIQUE (authority_id, agent_id, key)
)
CREATE INDEX desk_exports_agent ON public.desk_exports USING btree (authority_id, agent_id, created_at DESC)
CREATE INDEX desk_exports_expiry ON public.desk_exports USING btree (authority_id, expires_at) WHERE (state = 'ready'::text)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
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
  scan text NOT NULL DEFAULT 'none'::text
  documents_origin_check CHECK ((origin = ANY (ARRAY['applicant'::text, 'agent'::text, 'system'::text])))
  documents_review_check CHECK ((review = ANY (ARRAY['to-review'::text, 'accepted'::text, 'refused'::text])))
  documents_scan_check CHECK ((scan = ANY (ARRAY['none'::text, 'pending'::text, 'clean'::text, 'infected'::text]))) NOT VALID
  documents_size_check CHECK ((size > 0))
  documents_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  documents_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX documents_content ON public.documents USING btree (authority_id, sha256)
CREATE INDEX documents_dossier ON public.documents USING btree (authority_id, dossier_id) WHERE (dossier_id IS NOT NULL)
CREATE INDEX documents_draft ON public.documents USING btree (authority_id, draft_id) WHERE (draft_id IS NOT NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_days ( -- row-level security forced
  authority_id text NOT NULL
  day date NOT NULL
  procedure_id text NOT NULL
  team_authority_id text NOT NULL
  team_id uuid NOT NULL
  received integer NOT NULL DEFAULT 0
  handled integer NOT NULL DEFAULT 0
  handled_late integer NOT NULL DEFAULT 0
  dossier_days_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  dossier_days_pkey PRIMARY KEY (authority_id, day, procedure_id, team_authority_id, team_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_distinctions ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  other_id uuid NOT NULL
  said_at timestamp with time zone NOT NULL
  said_by uuid NOT NULL
  dossier_distinctions_check CHECK ((dossier_id < other_id))
  dossier_distinctions_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_distinctions_authority_id_other_id_fkey FOREIGN KEY (authority_id, other_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_distinctions_pkey PRIMARY KEY (authority_id, dossier_id, other_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_durations ( -- row-level security forced
  authority_id text NOT NULL
  day date NOT NULL
  procedure_id text NOT NULL
  team_authority_id text NOT NULL
  team_id uuid NOT NULL
  lasted integer NOT NULL
  dossiers integer NOT NULL
  dossier_durations_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  dossier_durations_pkey PRIMARY KEY (authority_id, day, procedure_id, team_authority_id, team_id, lasted)
)
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
  erased_at timestamp with time zone
  dossier_events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['applicant'::text, 'agent'::text, 'system'::text])))
  dossier_events_seq_check CHECK ((seq > 0))
  dossier_events_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'internal'::text])))
  dossier_events_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_events_pkey PRIMARY KEY (authority_id, dossier_id, seq)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE dossier_holds ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  dossier_id uuid NOT NULL
  reason text NOT NULL
  placed_at timestamp with time zone NOT NULL
  placed_by uuid NOT NULL
  placed_by_name text NOT NULL
  lift_reason text
  lifted_at timestamp with time zone
  lifted_by uuid
  lifted_by_name text
  dossier_holds_check CHECK (((lifted_at IS NULL) = (lift_reason IS NULL)))
  dossier_holds_lift_reason_check CHECK ((lift_reason <> ''::text))
  dossier_holds_reason_check CHECK ((reason <> ''::text))
  dossier_holds_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_holds_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX dossier_holds_dossier ON public.dossier_holds USING btree (authority_id, dossier_id)
CREATE UNIQUE INDEX dossier_holds_standing ON public.dossier_holds USING btree (authority_id, dossier_id) WHERE (lifted_at IS NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_links ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  linked_dossier_id uuid NOT NULL
  kind text NOT NULL
  created_at timestamp with time zone NOT NULL
  dossier_links_kind_check CHECK ((kind = ANY (ARRAY['opened'::text, 'opened-by'::text, 'related'::text])))
  dossier_links_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_links_authority_id_linked_dossier_id_fkey FOREIGN KEY (authority_id, linked_dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_links_pkey PRIMARY KEY (authority_id, dossier_id, linked_dossier_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_looks ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  agent_id uuid NOT NULL
  looked_at timestamp with time zone NOT NULL
  seen_seq integer NOT NULL
  since_at timestamp with time zone
  since_seq integer NOT NULL DEFAULT 0
  dossier_looks_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_looks_pkey PRIMARY KEY (authority_id, dossier_id, agent_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_mentions ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  seq integer NOT NULL
  agent_id uuid NOT NULL
  by_name text NOT NULL
  excerpt text NOT NULL
  at timestamp with time zone NOT NULL
  read_at timestamp with time zone
  dossier_mentions_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_mentions_pkey PRIMARY KEY (authority_id, dossier_id, seq, agent_id)
)
CREATE INDEX dossier_mentions_agent ON public.dossier_mentions USING btree (authority_id, agent_id, at DESC)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_merges ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  leading_id uuid NOT NULL
  joined_id uuid NOT NULL
  same_person boolean NOT NULL
  before jsonb NOT NULL
  merged_at timestamp with time zone NOT NULL
  merged_by uuid NOT NULL
  merged_by_name text NOT NULL
  parted_at timestamp with time zone
  parted_by uuid
  parted_by_name text NOT NULL DEFAULT ''::text
  dossier_merges_authority_id_joined_id_fkey FOREIGN KEY (authority_id, joined_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_merges_authority_id_leading_id_fkey FOREIGN KEY (authority_id, leading_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_merges_pkey PRIMARY KEY (authority_id, id)
)
CREATE UNIQUE INDEX dossier_merges_joined ON public.dossier_merges USING btree (authority_id, joined_id) WHERE (parted_at IS NULL)
CREATE INDEX dossier_merges_leading ON public.dossier_merges USING btree (authority_id, leading_id)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_presences ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  agent_id uuid NOT NULL
  agent_name text NOT NULL
  seen_at timestamp with time zone NOT NULL
  dossier_presences_pkey PRIMARY KEY (authority_id, dossier_id, agent_id)
)
CREATE INDEX dossier_presences_old ON public.dossier_presences USING btree (authority_id, seen_at)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_rollups ( -- row-level security forced
  authority_id text NOT NULL
  through date NOT NULL
  counted_at timestamp with time zone NOT NULL
  dossier_rollups_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  dossier_rollups_pkey PRIMARY KEY (authority_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_tasks ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  dossier_id uuid NOT NULL
  title text NOT NULL
  due_on date
  agent_id uuid
  agent_name text NOT NULL DEFAULT ''::text
  created_at timestamp with time zone NOT NULL
  created_by uuid NOT NULL
  created_by_name text NOT NULL
  done_at timestamp with time zone
  done_by uuid
  done_by_name text NOT NULL DEFAULT ''::text
  dossier_tasks_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_tasks_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX dossier_tasks_dossier ON public.dossier_tasks USING btree (authority_id, dossier_id)
CREATE INDEX dossier_tasks_open ON public.dossier_tasks USING btree (authority_id, agent_id, due_on) WHERE (done_at IS NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_timers ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  kind text NOT NULL
  name text NOT NULL
  state text NOT NULL
  due_on date NOT NULL
  origin text NOT NULL
  dossier_timers_kind_check CHECK ((kind = ANY (ARRAY['transition'::text, 'clock'::text])))
  dossier_timers_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_timers_pkey PRIMARY KEY (authority_id, dossier_id, kind, name)
)
CREATE INDEX dossier_timers_due ON public.dossier_timers USING btree (due_on, authority_id)
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_transfers ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  direction text NOT NULL
  other_authority_id text NOT NULL
  other_dossier_id uuid NOT NULL
  other_code text NOT NULL
  first_submitted_at timestamp with time zone NOT NULL
  at timestamp with time zone NOT NULL
  dossier_transfers_direction_check CHECK ((direction = ANY (ARRAY['sent'::text, 'received'::text])))
  dossier_transfers_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_transfers_other_authority_id_fkey FOREIGN KEY (other_authority_id) REFERENCES authorities(id)
  dossier_transfers_pkey PRIMARY KEY (authority_id, dossier_id, direction)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_word_months ( -- row-level security forced
  authority_id text NOT NULL
  first_month integer NOT NULL
  dossier_word_months_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  dossier_word_months_pkey PRIMARY KEY (authority_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE dossier_words ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  shelf text NOT NULL
  words tsvector NOT NULL
  dossier_words_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  dossier_words_pkey PRIMARY KEY (authority_id, dossier_id)
)
CREATE INDEX dossier_words_shelved ON public.dossier_words USING gin (shelved_words(shelf, words)) WITH (gin_pending_list_limit='256')
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

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
  archived_at timestamp with time zone
  overrides_revision integer NOT NULL DEFAULT 0
  joined_to uuid
  handed_over jsonb
  dossiers_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'counter'::text, 'phone'::text, 'letter'::text, 'email'::text, 'sms'::text])))
  dossiers_phase_check CHECK ((phase = ANY (ARRAY['received'::text, 'in-progress'::text, 'waiting-applicant'::text, 'accepted'::text, 'refused'::text, 'closed'::text, 'withdrawn'::text])))
  dossiers_rating_check CHECK (((rating >= 1) AND (rating <= 5)))
  dossiers_silence_rule_check CHECK ((silence_rule = ANY (ARRAY['accept'::text, 'reject'::text, 'none'::text])))
  dossiers_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  dossiers_procedure_id_procedure_version_fkey FOREIGN KEY (procedure_id, procedure_version) REFERENCES procedure_versions(procedure_id, version)
  dossiers_pkey PRIMARY KEY (authority_id, id)
  dossiers_authority_id_submission_key_key UNIQUE (authority_id, submission_key)
)
CREATE INDEX dossiers_account ON public.dossiers USING btree (authority_id, account_pseudonym) WHERE (account_pseudonym IS NOT NULL)
CREATE INDEX dossiers_answered ON public.dossiers USING btree (authority_id, team_id, phase, due_on, id) WHERE ((last_applicant_act_at > submitted_at) AND (last_applicant_act_at >= updated_at) AND (phase = ANY (ARRAY['received'::text, 'in-progress'::text, 'waiting-applicant'::text])))
CREATE INDEX dossiers_applicant ON public.dossiers USING btree (authority_id, applicant_email) WHERE (applicant_email IS NOT NULL)
CREATE INDEX dossiers_assignee ON public.dossiers USING btree (authority_id, assignee_id, phase) WHERE (assignee_id IS NOT NULL)
CREATE INDEX dossiers_code ON public.dossiers USING btree (authority_id, code)
CREATE INDEX dossiers_due ON public.dossiers USING btree (authority_id, due_on) WHERE (due_on IS NOT NULL)
CREATE INDEX dossiers_handled ON public.dossiers USING btree (authority_id, closed_at) WHERE (closed_at IS NOT NULL)
CREATE INDEX dossiers_inbox ON public.dossiers USING btree (authority_id, team_id, submitted_at DESC, id DESC)
CREATE INDEX dossiers_joined ON public.dossiers USING btree (authority_id, joined_to) WHERE (joined_to IS NOT NULL)
CREATE INDEX dossiers_named ON public.dossiers USING btree (authority_id, team_id, applicant_name, id)
CREATE INDEX dossiers_open ON public.dossiers USING btree (authority_id, team_id, phase, due_on, id)
CREATE INDEX dossiers_open_filed ON public.dossiers USING btree (authority_id, team_id, phase, submitted_at, id) WHERE (phase = ANY (ARRAY['received'::text, 'in-progress'::text, 'waiting-applicant'::text]))
CREATE INDEX dossiers_open_name ON public.dossiers USING btree (authority_id, applicant_name, submitted_at) WHERE ((applicant_name <> ''::text) AND (phase = ANY (ARRAY['received'::text, 'in-progress'::text, 'waiting-applicant'::text])))
CREATE INDEX dossiers_open_spot ON public.dossiers USING btree (authority_id, procedure_id, lat) WHERE ((lat IS NOT NULL) AND (phase = ANY (ARRAY['received'::text, 'in-progress'::text, 'waiting-applicant'::text])))
CREATE INDEX dossiers_phone ON public.dossiers USING btree (authority_id, applicant_phone) WHERE (applicant_phone IS NOT NULL)
CREATE INDEX dossiers_purge ON public.dossiers USING btree (authority_id, purge_on) WHERE (purge_on IS NOT NULL)
CREATE INDEX dossiers_rated ON public.dossiers USING btree (authority_id, closed_at DESC) WHERE (rating IS NOT NULL)
CREATE INDEX dossiers_received ON public.dossiers USING btree (authority_id, submitted_at)
CREATE INDEX dossiers_unassigned ON public.dossiers USING btree (authority_id, team_id, phase, due_on, id) WHERE ((assignee_id IS NULL) AND (phase = ANY (ARRAY['received'::text, 'in-progress'::text, 'waiting-applicant'::text])))
CREATE INDEX dossiers_updated ON public.dossiers USING btree (authority_id, team_id, updated_at DESC, id DESC)
POLICY definer FOR SELECT TO parvis_owner USING true
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
  overrides_revision integer NOT NULL DEFAULT 0
  assisted_name text
  drafts_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  drafts_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX drafts_assisted ON public.drafts USING btree (authority_id, agent_id) WHERE (agent_id IS NOT NULL)
CREATE INDEX drafts_expiry ON public.drafts USING btree (expires_at)
CREATE INDEX drafts_resume ON public.drafts USING btree (authority_id, resume_token_hash) WHERE (resume_token_hash IS NOT NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE editor_acts ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  procedure_id text NOT NULL
  title text NOT NULL
  act text NOT NULL
  version integer
  details jsonb NOT NULL DEFAULT '{}'::jsonb
  at timestamp with time zone NOT NULL
  agent_id uuid
  agent_name text NOT NULL
  editor_acts_act_check CHECK ((act = ANY (ARRAY['created'::text, 'imported'::text, 'published'::text, 'scheduled'::text, 'unscheduled'::text, 'withdrawn'::text, 'reopened'::text, 'deleted'::text, 'not-published'::text])))
  editor_acts_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  editor_acts_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX editor_acts_at ON public.editor_acts USING btree (authority_id, at DESC)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE email_changes (
  account_id uuid NOT NULL
  new_email text NOT NULL
  former_confirmed_at timestamp with time zone
  new_confirmed_at timestamp with time zone
  expires_at timestamp with time zone NOT NULL
  email_changes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  email_changes_pkey PRIMARY KEY (account_id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE exchange_consents (
  account_id uuid NOT NULL
  id uuid NOT NULL
  exchange text NOT NULL
  given_at timestamp with time zone NOT NULL
  withdrawn_at timestamp with time zone
  exchange_consents_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  exchange_consents_pkey PRIMARY KEY (account_id, id)
)
CREATE UNIQUE INDEX exchange_consents_given ON public.exchange_consents USING btree (account_id, exchange) WHERE (withdrawn_at IS NULL)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE exchange_uses (
  account_id uuid NOT NULL
  id uuid NOT NULL
  exchange text NOT NULL
  authority_id text NOT NULL
  procedure_id text NOT NULL
  asked_at timestamp with time zone NOT NULL
  outcome text
  exchange_uses_outcome_check CHECK ((outcome = ANY (ARRAY['found'::text, 'unknown'::text, 'unavailable'::text, 'withdrawn'::text])))
  exchange_uses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  exchange_uses_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  exchange_uses_pkey PRIMARY KEY (account_id, id)
)
CREATE INDEX exchange_uses_asked ON public.exchange_uses USING btree (account_id, asked_at)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE federated_arrivals (
  visitor_hash bytea NOT NULL
  provider text NOT NULL
  subject_hash bytea NOT NULL
  identity jsonb NOT NULL
  email text
  id_token text NOT NULL
  helper text
  come_back_to text NOT NULL
  expires_at timestamp with time zone NOT NULL
  federated_arrivals_provider_check CHECK ((provider = 'franceconnect'::text))
  federated_arrivals_pkey PRIMARY KEY (visitor_hash)
)
CREATE INDEX federated_arrivals_expiry ON public.federated_arrivals USING btree (expires_at)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE federated_departures (
  state_hash bytea NOT NULL
  visitor_hash bytea NOT NULL
  provider text NOT NULL
  purpose text NOT NULL
  session_hash bytea
  nonce text NOT NULL
  code_verifier text NOT NULL
  redirect_uri text NOT NULL
  second_factor boolean NOT NULL DEFAULT false
  come_back_to text NOT NULL
  expires_at timestamp with time zone NOT NULL
  federated_departures_provider_check CHECK ((provider = ANY (ARRAY['franceconnect'::text, 'proconnect'::text])))
  federated_departures_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'link'::text])))
  federated_departures_pkey PRIMARY KEY (state_hash)
)
CREATE INDEX federated_departures_expiry ON public.federated_departures USING btree (expires_at)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE federated_sessions (
  token_hash bytea NOT NULL
  provider text NOT NULL
  id_token text NOT NULL
  helper text
  federated_sessions_provider_check CHECK ((provider = ANY (ARRAY['franceconnect'::text, 'proconnect'::text])))
  federated_sessions_token_hash_fkey FOREIGN KEY (token_hash) REFERENCES sessions(token_hash) ON UPDATE CASCADE ON DELETE CASCADE
  federated_sessions_pkey PRIMARY KEY (token_hash)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE first_views ( -- row-level security forced
  authority_id text NOT NULL
  agent_id uuid NOT NULL
  view_id uuid NOT NULL
  first_views_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
  first_views_authority_id_view_id_fkey FOREIGN KEY (authority_id, view_id) REFERENCES saved_views(authority_id, id) ON DELETE CASCADE
  first_views_pkey PRIMARY KEY (authority_id, agent_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE handover_dossiers ( -- row-level security forced
  authority_id text NOT NULL
  handover_id uuid NOT NULL
  dossier_id uuid NOT NULL
  assignee_id uuid
  handover_dossiers_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  handover_dossiers_pkey PRIMARY KEY (authority_id, handover_id, dossier_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE handovers ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  from_agent_id uuid NOT NULL
  to_agent_id uuid
  by_agent_id uuid NOT NULL
  procedures text[] NOT NULL DEFAULT '{}'::text[]
  note text NOT NULL DEFAULT ''::text
  at timestamp with time zone NOT NULL
  undone_at timestamp with time zone
  handovers_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  handovers_by_agent_id_fkey FOREIGN KEY (by_agent_id) REFERENCES agents(id)
  handovers_from_agent_id_fkey FOREIGN KEY (from_agent_id) REFERENCES agents(id)
  handovers_to_agent_id_fkey FOREIGN KEY (to_agent_id) REFERENCES agents(id)
  handovers_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX handovers_recent ON public.handovers USING btree (authority_id, at DESC)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE helpers ( -- row-level security forced
  authority_id text NOT NULL
  agent_id uuid NOT NULL
  structure text NOT NULL
  granted_by uuid NOT NULL
  granted_at timestamp with time zone NOT NULL
  helpers_structure_check CHECK ((structure <> ''::text))
  helpers_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  helpers_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  helpers_pkey PRIMARY KEY (authority_id, agent_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE hook_calls ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  dossier_id uuid NOT NULL
  hook text NOT NULL
  transition text NOT NULL
  fields text[]
  origin text NOT NULL
  state text NOT NULL
  attempts integer NOT NULL DEFAULT 0
  status smallint
  last_error text
  created_at timestamp with time zone NOT NULL
  updated_at timestamp with time zone NOT NULL
  hook_calls_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'answered'::text, 'failed'::text])))
  hook_calls_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  hook_calls_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX hook_calls_dossier ON public.hook_calls USING btree (authority_id, dossier_id)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE household_departures (
  account_id uuid NOT NULL
  id uuid NOT NULL
  given_names text NOT NULL
  left_on date NOT NULL
  household_departures_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  household_departures_pkey PRIMARY KEY (account_id, id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE household_members (
  account_id uuid NOT NULL
  id uuid NOT NULL
  relation text NOT NULL
  given_names text NOT NULL
  family_name text NOT NULL
  birth_date date
  created_at timestamp with time zone NOT NULL DEFAULT now()
  changed_at timestamp with time zone
  majority_told_at timestamp with time zone
  household_members_check CHECK (((birth_date IS NOT NULL) OR (relation = ANY (ARRAY['partner'::text, 'parent'::text, 'adult'::text]))))
  household_members_relation_check CHECK ((relation = ANY (ARRAY['child'::text, 'partner-child'::text, 'entrusted-child'::text, 'partner'::text, 'parent'::text, 'adult'::text])))
  household_members_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  household_members_pkey PRIMARY KEY (account_id, id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE incoming_mail ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  year integer NOT NULL
  number integer NOT NULL
  key uuid NOT NULL
  received_on date NOT NULL
  medium text NOT NULL
  sender text NOT NULL
  sender_address text NOT NULL DEFAULT ''::text
  subject text NOT NULL
  answer_by date
  document_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]
  dossier_id uuid
  registered_at timestamp with time zone NOT NULL
  registered_by uuid NOT NULL
  settled text
  settled_at timestamp with time zone
  words tsvector GENERATED AS to_tsvector('french_unaccent'::regconfig, ((((sender || ' '::text) || subject) || ' '::text) || sender_address))
  incoming_mail_check CHECK (((settled IS NULL) = (settled_at IS NULL)))
  incoming_mail_medium_check CHECK ((medium = ANY (ARRAY['post'::text, 'registered'::text, 'hand'::text, 'fax'::text])))
  incoming_mail_sender_check CHECK ((sender <> ''::text))
  incoming_mail_settled_check CHECK ((settled = ANY (ARRAY['handled'::text, 'void'::text])))
  incoming_mail_subject_check CHECK ((subject <> ''::text))
  incoming_mail_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  incoming_mail_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES agents(id)
  incoming_mail_pkey PRIMARY KEY (authority_id, id)
  incoming_mail_authority_id_key_key UNIQUE (authority_id, key)
  incoming_mail_authority_id_year_number_key UNIQUE (authority_id, year, number)
)
CREATE INDEX incoming_mail_dossier ON public.incoming_mail USING btree (authority_id, dossier_id) WHERE (dossier_id IS NOT NULL)
CREATE INDEX incoming_mail_open ON public.incoming_mail USING btree (authority_id, received_on) WHERE (settled IS NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE incoming_mail_acts ( -- row-level security forced
  authority_id text NOT NULL
  mail_id uuid NOT NULL
  id uuid NOT NULL
  at timestamp with time zone NOT NULL
  agent_id uuid NOT NULL
  agent_name text NOT NULL
  act text NOT NULL
  data jsonb NOT NULL DEFAULT '{}'::jsonb
  incoming_mail_acts_act_check CHECK ((act = ANY (ARRAY['registered'::text, 'corrected'::text, 'scanned'::text, 'attached'::text, 'handled'::text, 'void'::text, 'reopened'::text])))
  incoming_mail_acts_authority_id_mail_id_fkey FOREIGN KEY (authority_id, mail_id) REFERENCES incoming_mail(authority_id, id)
  incoming_mail_acts_pkey PRIMARY KEY (authority_id, mail_id, id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE key_marks (
  name text NOT NULL
  mark bytea NOT NULL
  noted_at timestamp with time zone NOT NULL
  key_marks_name_check CHECK ((name = ANY (ARRAY['encryption'::text, 'identity'::text])))
  key_marks_pkey PRIMARY KEY (name)
)
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE known_browsers (
  browser_hash bytea NOT NULL
  account_id uuid
  agent_id uuid
  seen_at timestamp with time zone NOT NULL
  known_browsers_check CHECK (((account_id IS NULL) <> (agent_id IS NULL)))
  known_browsers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  known_browsers_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
  known_browsers_account_id_agent_id_browser_hash_key UNIQUE NULLS NOT DISTINCT (account_id, agent_id, browser_hash)
)
CREATE INDEX known_browsers_agent ON public.known_browsers USING btree (agent_id) WHERE (agent_id IS NOT NULL)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE letter_batch_lines ( -- row-level security forced
  authority_id text NOT NULL
  batch_id uuid NOT NULL
  dossier_id uuid NOT NULL
  position integer NOT NULL
  code text NOT NULL
  state text NOT NULL DEFAULT 'waiting'::text
  way text
  reason text
  document_id uuid
  content jsonb
  letter_batch_lines_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'written'::text, 'refused'::text])))
  letter_batch_lines_way_check CHECK ((way = ANY (ARRAY['email'::text, 'space'::text, 'paper'::text])))
  letter_batch_lines_authority_id_batch_id_fkey FOREIGN KEY (authority_id, batch_id) REFERENCES letter_batches(authority_id, id) ON DELETE CASCADE
  letter_batch_lines_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  letter_batch_lines_pkey PRIMARY KEY (authority_id, batch_id, dossier_id)
)
CREATE INDEX letter_batch_lines_dossier ON public.letter_batch_lines USING btree (authority_id, dossier_id)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE letter_batches ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  letter_id text NOT NULL
  title text NOT NULL
  sending text NOT NULL
  state text NOT NULL DEFAULT 'running'::text
  origin text NOT NULL
  made_by uuid NOT NULL
  made_by_name text NOT NULL
  made_at timestamp with time zone NOT NULL
  letter_batches_sending_check CHECK ((sending = ANY (ARRAY['chosen'::text, 'paper'::text])))
  letter_batches_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text])))
  letter_batches_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  letter_batches_made_by_fkey FOREIGN KEY (made_by) REFERENCES agents(id)
  letter_batches_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX letter_batches_maker ON public.letter_batches USING btree (authority_id, made_by, made_at)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE letter_choices ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  way text NOT NULL
  chosen_at timestamp with time zone NOT NULL
  chosen_by_name text NOT NULL DEFAULT ''::text
  street text NOT NULL DEFAULT ''::text
  postcode text NOT NULL DEFAULT ''::text
  city text NOT NULL DEFAULT ''::text
  letter_choices_way_check CHECK ((way = ANY (ARRAY['email'::text, 'space'::text, 'paper'::text])))
  letter_choices_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  letter_choices_pkey PRIMARY KEY (authority_id, dossier_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE letter_templates ( -- row-level security forced
  authority_id text NOT NULL
  letter_id text NOT NULL
  version integer NOT NULL
  content jsonb
  made_at timestamp with time zone NOT NULL
  made_by uuid
  made_by_name text NOT NULL DEFAULT ''::text
  letter_templates_letter_id_check CHECK ((letter_id ~ '^[a-z][a-z0-9-]{0,60}$'::text))
  letter_templates_version_check CHECK ((version > 0))
  letter_templates_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  letter_templates_made_by_fkey FOREIGN KEY (made_by) REFERENCES agents(id)
  letter_templates_pkey PRIMARY KEY (authority_id, letter_id, version)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE letterheads ( -- row-level security forced
  authority_id text NOT NULL
  content jsonb NOT NULL DEFAULT '{}'::jsonb
  logo_kind text
  logo bytea
  changed_at timestamp with time zone NOT NULL
  changed_by uuid
  changed_by_name text NOT NULL DEFAULT ''::text
  letterheads_check CHECK (((logo IS NULL) = (logo_kind IS NULL)))
  letterheads_logo_kind_check CHECK ((logo_kind = ANY (ARRAY['shapes'::text, 'png'::text])))
  letterheads_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  letterheads_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES agents(id)
  letterheads_pkey PRIMARY KEY (authority_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE library_choices ( -- row-level security forced
  authority_id text NOT NULL
  follows boolean NOT NULL DEFAULT true
  seen_at timestamp with time zone NOT NULL DEFAULT now()
  library_choices_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  library_choices_pkey PRIMARY KEY (authority_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE mail_registers ( -- row-level security forced
  authority_id text NOT NULL
  year integer NOT NULL
  last_number integer NOT NULL DEFAULT 0
  mail_registers_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  mail_registers_pkey PRIMARY KEY (authority_id, year)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE mail_threads ( -- row-level security forced
  authority_id text NOT NULL
  reference text NOT NULL
  dossier_id uuid NOT NULL
  mail_threads_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  mail_threads_pkey PRIMARY KEY (authority_id, reference)
  mail_threads_authority_id_dossier_id_key UNIQUE (authority_id, dossier_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE mailboxes ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  address text NOT NULL
  host text NOT NULL
  port integer NOT NULL
  security text NOT NULL
  username text NOT NULL
  wrapped_secret bytea NOT NULL
  team_id uuid
  procedure_id text
  sub_addressing boolean NOT NULL DEFAULT false
  done_folder text
  paused boolean NOT NULL DEFAULT false
  taken_from timestamp with time zone
  uid_validity text
  last_uid bigint NOT NULL DEFAULT 0
  busy_until timestamp with time zone
  fetched_at timestamp with time zone
  last_error text
  failing_since timestamp with time zone
  created_at timestamp with time zone NOT NULL
  updated_at timestamp with time zone NOT NULL
  mailboxes_address_check CHECK ((address = lower(address)))
  mailboxes_port_check CHECK (((port >= 1) AND (port <= 65535)))
  mailboxes_security_check CHECK ((security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text])))
  mailboxes_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  mailboxes_authority_id_team_id_fkey FOREIGN KEY (authority_id, team_id) REFERENCES teams(authority_id, id) ON DELETE SET NULL (team_id)
  mailboxes_pkey PRIMARY KEY (authority_id, id)
  mailboxes_authority_id_address_key UNIQUE (authority_id, address)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE maintenance_periods (
  id uuid NOT NULL
  began_at timestamp with time zone NOT NULL
  until timestamp with time zone
  message_fr text
  message_en text
  begun_by text NOT NULL
  ended_at timestamp with time zone
  ended_by text
  maintenance_periods_check CHECK ((until > began_at))
  maintenance_periods_check1 CHECK ((ended_at >= began_at))
  maintenance_periods_check2 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  maintenance_periods_pkey PRIMARY KEY (id)
)
CREATE INDEX maintenance_periods_last ON public.maintenance_periods USING btree (began_at DESC)
CREATE UNIQUE INDEX maintenance_under_way ON public.maintenance_periods USING btree (((ended_at IS NULL))) WHERE (ended_at IS NULL)
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE mandate_acts ( -- row-level security forced
  authority_id text NOT NULL
  mandate_id uuid NOT NULL
  id uuid NOT NULL
  at timestamp with time zone NOT NULL
  act text NOT NULL
  actor_kind text NOT NULL
  actor_name text NOT NULL
  data jsonb NOT NULL DEFAULT '{}'::jsonb
  mandate_acts_act_check CHECK ((act = ANY (ARRAY['drawn-up'::text, 'code-sent'::text, 'code-wrong'::text, 'agreed'::text, 'filed'::text, 'message-sent'::text, 'opened'::text, 'refused'::text, 'revoked'::text])))
  mandate_acts_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['helper'::text, 'resident'::text, 'agent'::text])))
  mandate_acts_authority_id_mandate_id_fkey FOREIGN KEY (authority_id, mandate_id) REFERENCES mandates(authority_id, id) ON DELETE CASCADE
  mandate_acts_pkey PRIMARY KEY (authority_id, mandate_id, id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE mandate_dossiers ( -- row-level security forced
  authority_id text NOT NULL
  mandate_id uuid NOT NULL
  target_authority_id text NOT NULL
  dossier_id uuid NOT NULL
  draft_id uuid NOT NULL
  filed_at timestamp with time zone NOT NULL
  mandate_dossiers_authority_id_mandate_id_fkey FOREIGN KEY (authority_id, mandate_id) REFERENCES mandates(authority_id, id) ON DELETE CASCADE
  mandate_dossiers_pkey PRIMARY KEY (authority_id, mandate_id, target_authority_id, dossier_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE mandate_procedures ( -- row-level security forced
  authority_id text NOT NULL
  mandate_id uuid NOT NULL
  target_authority_id text NOT NULL
  procedure_id text NOT NULL
  mandate_procedures_authority_id_mandate_id_fkey FOREIGN KEY (authority_id, mandate_id) REFERENCES mandates(authority_id, id) ON DELETE CASCADE
  mandate_procedures_target_authority_id_fkey FOREIGN KEY (target_authority_id) REFERENCES authorities(id)
  mandate_procedures_pkey PRIMARY KEY (authority_id, mandate_id, target_authority_id, procedure_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE mandates ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  helper_id uuid NOT NULL
  helper_name text NOT NULL
  structure text NOT NULL
  given_names text NOT NULL
  family_name text NOT NULL
  email text
  phone text
  locale text NOT NULL DEFAULT 'fr'::text
  days integer NOT NULL
  created_at timestamp with time zone NOT NULL
  agreement text
  agreed_at timestamp with time zone
  ends_at timestamp with time zone
  paper_id uuid
  revoked_at timestamp with time zone
  revoked_by text
  renews uuid
  code_hash bytea
  code_expires_at timestamp with time zone
  code_failures integer NOT NULL DEFAULT 0
  replaced_by uuid
  mandates_agreement_check CHECK ((agreement = ANY (ARRAY['screen'::text, 'code'::text, 'paper'::text])))
  mandates_check CHECK ((((agreement IS NULL) = (agreed_at IS NULL)) AND ((agreed_at IS NULL) = (ends_at IS NULL))))
  mandates_check1 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL)))
  mandates_check2 CHECK (((agreement IS DISTINCT FROM 'paper'::text) OR (paper_id IS NOT NULL)))
  mandates_days_check CHECK ((days = ANY (ARRAY[1, 31, 182, 365])))
  mandates_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text])))
  mandates_revoked_by_check CHECK ((revoked_by = ANY (ARRAY['resident'::text, 'helper'::text, 'agent'::text])))
  mandates_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  mandates_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES agents(id)
  mandates_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX mandates_helper ON public.mandates USING btree (authority_id, helper_id, created_at)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE morning_mails ( -- row-level security forced
  authority_id text NOT NULL
  agent_id uuid NOT NULL
  wanted boolean NOT NULL
  last_sent_on date
  morning_mails_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  morning_mails_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  morning_mails_pkey PRIMARY KEY (authority_id, agent_id)
)
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE note_templates ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  name text NOT NULL
  body text NOT NULL
  updated_at timestamp with time zone NOT NULL
  note_templates_body_check CHECK ((body <> ''::text))
  note_templates_name_check CHECK ((name <> ''::text))
  note_templates_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  note_templates_pkey PRIMARY KEY (authority_id, id)
  note_templates_authority_id_name_key UNIQUE (authority_id, name)
)
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
  one_time_tokens_purpose_check CHECK ((purpose = ANY (ARRAY['verify-email'::text, 'reset-password'::text, 'invite-agent'::text, 'reset-agent-password'::text, 'sign-in'::text, 'email-change-former'::text, 'email-change-new'::text, 'refuse-release'::text])))
  one_time_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  one_time_tokens_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
  one_time_tokens_pkey PRIMARY KEY (token_hash)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE opening_checks ( -- row-level security forced
  authority_id text NOT NULL
  item text NOT NULL
  agent_id uuid
  done_at timestamp with time zone NOT NULL DEFAULT now()
  opening_checks_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  opening_checks_pkey PRIMARY KEY (authority_id, item)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE opinion_requests ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  dossier_id uuid NOT NULL
  round uuid NOT NULL
  question text NOT NULL
  summary text NOT NULL DEFAULT ''::text
  document_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]
  team_id uuid
  team_name text NOT NULL DEFAULT ''::text
  email text
  token_hash bytea
  due_on date NOT NULL
  state text NOT NULL
  opinion text
  answer text
  document_id uuid
  answered_by uuid
  answered_by_name text NOT NULL DEFAULT ''::text
  asked_by uuid
  asked_by_name text NOT NULL DEFAULT ''::text
  asked_at timestamp with time zone NOT NULL
  reminded_at timestamp with time zone
  closed_at timestamp with time zone
  besides boolean NOT NULL DEFAULT false
  opinion_requests_check CHECK (((team_id IS NULL) <> (email IS NULL)))
  opinion_requests_check1 CHECK (((state = 'given'::text) = (opinion IS NOT NULL)))
  opinion_requests_opinion_check CHECK ((opinion = ANY (ARRAY['favourable'::text, 'reservations'::text, 'unfavourable'::text, 'none'::text])))
  opinion_requests_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'given'::text, 'withdrawn'::text, 'no-answer'::text])))
  opinion_requests_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  opinion_requests_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX opinion_requests_dossier ON public.opinion_requests USING btree (authority_id, dossier_id)
CREATE INDEX opinion_requests_open ON public.opinion_requests USING btree (authority_id, due_on) WHERE (state = 'asked'::text)
CREATE INDEX opinion_requests_team ON public.opinion_requests USING btree (authority_id, team_id) WHERE ((state = 'asked'::text) AND (team_id IS NOT NULL))
CREATE UNIQUE INDEX opinion_requests_token ON public.opinion_requests USING btree (authority_id, token_hash) WHERE (token_hash IS NOT NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
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
CREATE INDEX outgoing_messages_sms ON public.outgoing_messages USING btree (recipient, created_at DESC) WHERE (medium = 'sms'::text)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE passkey_challenges (
  challenge_hash bytea NOT NULL
  visitor_hash bytea NOT NULL
  purpose text NOT NULL
  expires_at timestamp with time zone NOT NULL
  passkey_challenges_pkey PRIMARY KEY (challenge_hash)
)
CREATE INDEX passkey_challenges_expiry ON public.passkey_challenges USING btree (expires_at)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE passkeys (
  credential_id bytea NOT NULL
  account_id uuid
  agent_id uuid
  public_key bytea NOT NULL
  counter bigint NOT NULL
  transports text[] NOT NULL DEFAULT '{}'::text[]
  label text NOT NULL
  created_at timestamp with time zone NOT NULL
  used_at timestamp with time zone
  passkeys_check CHECK (((account_id IS NULL) <> (agent_id IS NULL)))
  passkeys_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  passkeys_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
  passkeys_pkey PRIMARY KEY (credential_id)
)
CREATE INDEX passkeys_account ON public.passkeys USING btree (account_id) WHERE (account_id IS NOT NULL)
CREATE INDEX passkeys_agent ON public.passkeys USING btree (agent_id) WHERE (agent_id IS NOT NULL)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE payments ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  subject_kind text NOT NULL
  subject_id uuid NOT NULL
  request_key text NOT NULL
  label text NOT NULL
  amount_cents integer NOT NULL
  payer_name text NOT NULL DEFAULT ''::text
  due_on date
  state text NOT NULL
  method text
  reference text
  receipt_number text
  receipt_document_id uuid
  paid_at timestamp with time zone
  settled_by uuid
  settled_by_name text NOT NULL DEFAULT ''::text
  closed_reason text
  created_at timestamp with time zone NOT NULL
  updated_at timestamp with time zone NOT NULL
  payments_amount_cents_check CHECK ((amount_cents >= 0))
  payments_check CHECK (((state = 'paid'::text) = (paid_at IS NOT NULL)))
  payments_check1 CHECK (((state <> 'paid'::text) OR (method IS NOT NULL)))
  payments_method_check CHECK ((method = ANY (ARRAY['none'::text, 'cash'::text, 'cheque'::text, 'card'::text, 'transfer'::text, 'online'::text])))
  payments_state_check CHECK ((state = ANY (ARRAY['due'::text, 'paid'::text, 'cancelled'::text, 'refused'::text])))
  payments_subject_kind_check CHECK ((subject_kind ~ '^[a-z-]{1,30}$'::text))
  payments_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  payments_pkey PRIMARY KEY (authority_id, id)
  payments_authority_id_receipt_number_key UNIQUE (authority_id, receipt_number)
  payments_authority_id_request_key_key UNIQUE (authority_id, request_key)
)
CREATE INDEX payments_subject ON public.payments USING btree (authority_id, subject_kind, subject_id)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE pending_sign_ins (
  token_hash bytea NOT NULL
  account_id uuid
  agent_id uuid
  assurance text NOT NULL
  factors text[] NOT NULL
  remembered boolean NOT NULL
  come_back_to text NOT NULL
  expires_at timestamp with time zone NOT NULL
  provider text
  id_token text
  helper text
  pending_sign_ins_check CHECK (((account_id IS NULL) <> (agent_id IS NULL)))
  pending_sign_ins_check1 CHECK (((provider IS NULL) = (id_token IS NULL)))
  pending_sign_ins_provider_check CHECK ((provider = ANY (ARRAY['franceconnect'::text, 'proconnect'::text])))
  pending_sign_ins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  pending_sign_ins_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
  pending_sign_ins_pkey PRIMARY KEY (token_hash)
)
CREATE INDEX pending_sign_ins_expiry ON public.pending_sign_ins USING btree (expires_at)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE procedure_draft_revisions ( -- row-level security forced
  authority_id text NOT NULL
  draft_id uuid NOT NULL
  revision integer NOT NULL
  undo_to integer
  act text NOT NULL
  subject text NOT NULL DEFAULT ''::text
  source jsonb NOT NULL
  workflow jsonb NOT NULL
  at timestamp with time zone NOT NULL
  agent_id uuid NOT NULL
  agent_name text NOT NULL
  procedure_draft_revisions_authority_id_draft_id_fkey FOREIGN KEY (authority_id, draft_id) REFERENCES procedure_drafts(authority_id, id) ON DELETE CASCADE
  procedure_draft_revisions_pkey PRIMARY KEY (authority_id, draft_id, revision)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE procedure_drafts ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  procedure_id text NOT NULL
  source jsonb NOT NULL
  workflow jsonb NOT NULL
  origin_procedure_id text
  origin_version integer
  revision integer NOT NULL DEFAULT 1
  scheduled_for timestamp with time zone
  published_version integer
  published_revision integer
  published_at timestamp with time zone
  created_at timestamp with time zone NOT NULL
  updated_at timestamp with time zone NOT NULL
  updated_by uuid NOT NULL
  updated_by_name text NOT NULL
  procedure_drafts_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  procedure_drafts_pkey PRIMARY KEY (authority_id, id)
  procedure_drafts_authority_id_procedure_id_key UNIQUE (authority_id, procedure_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE procedure_satisfaction ( -- row-level security forced
  authority_id text NOT NULL
  procedure_id text NOT NULL
  answers integer NOT NULL
  average integer NOT NULL
  satisfied integer NOT NULL
  counted_at timestamp with time zone NOT NULL
  procedure_satisfaction_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  procedure_satisfaction_pkey PRIMARY KEY (authority_id, procedure_id)
)
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

TABLE procedure_withdrawals (
  procedure_id text NOT NULL
  withdrawn_at timestamp with time zone NOT NULL
  procedure_withdrawals_pkey PRIMARY KEY (procedure_id)
)
GRANT DELETE, INSERT, SELECT TO parvis_app

TABLE processing_rights ( -- row-level security forced
  authority_id text NOT NULL
  team_authority_id text NOT NULL
  team_id uuid NOT NULL
  procedure_id text NOT NULL
  valid_from timestamp with time zone NOT NULL DEFAULT now()
  valid_until timestamp with time zone
  given_by uuid
  receives boolean NOT NULL DEFAULT false
  taken_back_at timestamp with time zone
  processing_rights_check CHECK (((valid_until IS NULL) OR (valid_until >= valid_from)))
  processing_rights_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  processing_rights_given_by_fkey FOREIGN KEY (given_by) REFERENCES agents(id)
  processing_rights_pkey PRIMARY KEY (authority_id, procedure_id, team_authority_id, team_id)
)
CREATE INDEX processing_rights_team ON public.processing_rights USING btree (team_authority_id, team_id)
CREATE INDEX processing_rights_to_take_back ON public.processing_rights USING btree (valid_until) WHERE receives
POLICY definer FOR SELECT TO parvis_owner USING true
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE profile_choices (
  account_id uuid NOT NULL
  fills_forms boolean NOT NULL
  profile_choices_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  profile_choices_pkey PRIMARY KEY (account_id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE profile_contacts (
  account_id uuid NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  usage text NOT NULL
  address jsonb
  phone text
  source text NOT NULL
  given_at timestamp with time zone NOT NULL
  profile_contacts_check CHECK (
CASE kind
    WHEN 'address'::text THEN ((address IS NOT NULL) AND (phone IS NULL) AND (usage = ANY (ARRAY['former'::text, 'secondary'::text, 'mailing'::text])))
    ELSE ((phone IS NOT NULL) AND (address IS NULL) AND (usage = ANY (ARRAY['mobile'::text, 'landline'::text, 'work'::text, 'other'::text])))
END)
  profile_contacts_kind_check CHECK ((kind = ANY (ARRAY['address'::text, 'phone'::text])))
  profile_contacts_source_check CHECK ((source = ANY (ARRAY['self'::text, 'franceconnect'::text])))
  profile_contacts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  profile_contacts_pkey PRIMARY KEY (account_id, id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE profile_data (
  account_id uuid NOT NULL
  datum text NOT NULL
  value jsonb
  source text NOT NULL
  given_at timestamp with time zone NOT NULL
  profile_data_datum_check CHECK ((datum = ANY (ARRAY['identity'::text, 'phone'::text, 'other-phone'::text, 'address'::text, 'income'::text])))
  profile_data_source_check CHECK ((source = ANY (ARRAY['self'::text, 'franceconnect'::text])))
  profile_data_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  profile_data_pkey PRIMARY KEY (account_id, datum)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE purges ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  procedure_id text NOT NULL
  dossier_hash bytea NOT NULL
  last_event_hash bytea NOT NULL
  documents integer NOT NULL
  purged_at timestamp with time zone NOT NULL
  procedure_version integer
  retention_months integer
  due_on date
  events integer
  again boolean
  key_id text
  mac bytea
  purges_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  purges_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX purges_at ON public.purges USING btree (authority_id, purged_at)
CREATE INDEX purges_dossier ON public.purges USING btree (authority_id, dossier_hash)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT TO parvis_app

TABLE quality_settings ( -- row-level security forced
  authority_id text NOT NULL
  mail_hour smallint NOT NULL DEFAULT 8
  quality_settings_mail_hour_check CHECK (((mail_hour >= 5) AND (mail_hour <= 12)))
  quality_settings_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  quality_settings_pkey PRIMARY KEY (authority_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE rate_counts (
  key bytea NOT NULL
  began_at timestamp with time zone NOT NULL
  count integer NOT NULL
  rate_counts_pkey PRIMARY KEY (key)
)
CREATE INDEX rate_counts_began ON public.rate_counts USING btree (began_at)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE rating_refusals ( -- row-level security forced
  authority_id text NOT NULL
  person_hash bytea NOT NULL
  refused_at timestamp with time zone NOT NULL
  rating_refusals_person_hash_check CHECK ((length(person_hash) = 32))
  rating_refusals_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  rating_refusals_pkey PRIMARY KEY (authority_id, person_hash)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE received_messages ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  medium text NOT NULL
  identity bytea NOT NULL
  mailbox_id uuid
  uid_validity text
  uid bigint
  message_id text NOT NULL DEFAULT ''::text
  references_ids text[] NOT NULL DEFAULT '{}'::text[]
  sender text NOT NULL DEFAULT ''::text
  sender_name text NOT NULL DEFAULT ''::text
  subject text NOT NULL DEFAULT ''::text
  body text NOT NULL DEFAULT ''::text
  quoted text NOT NULL DEFAULT ''::text
  size integer NOT NULL DEFAULT 0
  document_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]
  set_aside jsonb NOT NULL DEFAULT '[]'::jsonb
  verdict text NOT NULL
  state text NOT NULL
  suggested_dossier_id uuid
  dossier_id uuid
  times integer NOT NULL DEFAULT 1
  received_at timestamp with time zone NOT NULL
  decided_at timestamp with time zone
  decided_by uuid
  decided_by_name text NOT NULL DEFAULT ''::text
  erased_at timestamp with time zone
  received_messages_medium_check CHECK ((medium = ANY (ARRAY['email'::text, 'sms'::text])))
  received_messages_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'settled'::text, 'binned'::text])))
  received_messages_verdict_check CHECK ((verdict = ANY (ARRAY['joined'::text, 'opened'::text, 'to-verify'::text, 'over'::text, 'unattached'::text, 'spam'::text, 'automatic'::text, 'bounce'::text, 'loop'::text, 'too-many'::text, 'duplicate'::text, 'too-large'::text, 'unreadable'::text])))
  received_messages_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE SET NULL (dossier_id)
  received_messages_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  received_messages_authority_id_mailbox_id_fkey FOREIGN KEY (authority_id, mailbox_id) REFERENCES mailboxes(authority_id, id) ON DELETE SET NULL (mailbox_id)
  received_messages_authority_id_suggested_dossier_id_fkey FOREIGN KEY (authority_id, suggested_dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE SET NULL (suggested_dossier_id)
  received_messages_pkey PRIMARY KEY (authority_id, id)
  received_messages_authority_id_identity_key UNIQUE (authority_id, identity)
)
CREATE INDEX received_messages_dossier ON public.received_messages USING btree (authority_id, dossier_id, received_at DESC) WHERE (dossier_id IS NOT NULL)
CREATE INDEX received_messages_listed ON public.received_messages USING btree (authority_id, state, received_at DESC) WHERE (erased_at IS NULL)
CREATE INDEX received_messages_sender ON public.received_messages USING btree (authority_id, sender, received_at DESC) WHERE (sender <> ''::text)
CREATE INDEX received_messages_suggested ON public.received_messages USING btree (authority_id, suggested_dossier_id) WHERE (suggested_dossier_id IS NOT NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE recovery_codes (
  code_hash bytea NOT NULL
  account_id uuid
  agent_id uuid
  created_at timestamp with time zone NOT NULL
  used_at timestamp with time zone
  recovery_codes_check CHECK (((account_id IS NULL) <> (agent_id IS NULL)))
  recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  recovery_codes_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id) ON DELETE CASCADE
  recovery_codes_pkey PRIMARY KEY (code_hash)
)
CREATE INDEX recovery_codes_account ON public.recovery_codes USING btree (account_id) WHERE (account_id IS NOT NULL)
CREATE INDEX recovery_codes_agent ON public.recovery_codes USING btree (agent_id) WHERE (agent_id IS NOT NULL)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

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

TABLE reply_texts ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  library_id text
  procedure_id text
  title text NOT NULL
  body text NOT NULL
  hidden boolean NOT NULL DEFAULT false
  changed_at timestamp with time zone NOT NULL
  changed_by uuid
  changed_by_name text NOT NULL DEFAULT ''::text
  reply_texts_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  reply_texts_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES agents(id)
  reply_texts_pkey PRIMARY KEY (authority_id, id)
  reply_texts_authority_id_library_id_key UNIQUE (authority_id, library_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE requested_documents ( -- row-level security forced
  authority_id text NOT NULL
  dossier_id uuid NOT NULL
  id uuid NOT NULL
  label jsonb NOT NULL
  position smallint NOT NULL
  asked_at timestamp with time zone NOT NULL
  document_id uuid
  answered_at timestamp with time zone
  withdrawn_at timestamp with time zone
  requested_documents_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  requested_documents_pkey PRIMARY KEY (authority_id, dossier_id, id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE resident_file_views ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  dossier_id uuid NOT NULL
  pseudonym bytea
  agent_id uuid NOT NULL
  agent_name text NOT NULL
  for_authority_id text NOT NULL
  reason text NOT NULL
  at timestamp with time zone NOT NULL
  household boolean NOT NULL DEFAULT false
  resident_file_views_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  resident_file_views_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX resident_file_views_dossier ON public.resident_file_views USING btree (authority_id, dossier_id)
CREATE INDEX resident_file_views_person ON public.resident_file_views USING btree (authority_id, pseudonym) WHERE (pseudonym IS NOT NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT TO parvis_app

TABLE saved_views ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  owner_id uuid NOT NULL
  name text NOT NULL
  query text NOT NULL
  sharing text NOT NULL
  team_id uuid
  created_at timestamp with time zone NOT NULL
  updated_at timestamp with time zone NOT NULL
  saved_views_check CHECK (((sharing = 'team'::text) = (team_id IS NOT NULL)))
  saved_views_name_check CHECK (((name <> ''::text) AND (length(name) <= 80)))
  saved_views_query_check CHECK ((length(query) <= 2000))
  saved_views_sharing_check CHECK ((sharing = ANY (ARRAY['private'::text, 'team'::text, 'authority'::text])))
  saved_views_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  saved_views_authority_id_team_id_fkey FOREIGN KEY (authority_id, team_id) REFERENCES teams(authority_id, id) ON DELETE CASCADE
  saved_views_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES agents(id) ON DELETE CASCADE
  saved_views_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX saved_views_owner ON public.saved_views USING btree (authority_id, owner_id)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE schema_migrations (
  name text NOT NULL
  applied_at timestamp with time zone NOT NULL DEFAULT now()
  schema_migrations_pkey PRIMARY KEY (name)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE seal_certificates (
  fingerprint bytea NOT NULL
  sealing_authority text NOT NULL
  subject text NOT NULL
  valid_until timestamp with time zone NOT NULL
  demonstration boolean NOT NULL
  known_since timestamp with time zone NOT NULL
  seal_certificates_sealing_authority_fkey FOREIGN KEY (sealing_authority) REFERENCES authorities(id)
  seal_certificates_pkey PRIMARY KEY (fingerprint)
)
CREATE INDEX seal_certificates_authority ON public.seal_certificates USING btree (sealing_authority)
GRANT INSERT, SELECT TO parvis_app

TABLE seal_choices ( -- row-level security forced
  authority_id text NOT NULL
  seals_letters boolean NOT NULL DEFAULT false
  changed_at timestamp with time zone NOT NULL
  changed_by uuid
  changed_by_name text NOT NULL DEFAULT ''::text
  seal_choices_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  seal_choices_pkey PRIMARY KEY (authority_id)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE seal_failure_notices ( -- row-level security forced
  authority_id text NOT NULL
  day date NOT NULL
  seal_failure_notices_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  seal_failure_notices_pkey PRIMARY KEY (authority_id, day)
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT TO parvis_app

TABLE seals ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  fingerprint bytea NOT NULL
  certificates bytea[] NOT NULL
  wrapped_key bytea
  key_version integer
  subject text NOT NULL
  issuer text NOT NULL
  valid_from timestamp with time zone NOT NULL
  valid_until timestamp with time zone NOT NULL
  demonstration boolean NOT NULL DEFAULT false
  told_days integer
  added_at timestamp with time zone NOT NULL
  added_by uuid
  added_by_name text NOT NULL DEFAULT ''::text
  removed_at timestamp with time zone
  removed_by uuid
  removed_by_name text NOT NULL DEFAULT ''::text
  seals_certificates_check CHECK ((cardinality(certificates) > 0))
  seals_check CHECK (((removed_at IS NULL) = (wrapped_key IS NOT NULL)))
  seals_check1 CHECK (((wrapped_key IS NULL) = (key_version IS NULL)))
  seals_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  seals_pkey PRIMARY KEY (authority_id, id)
)
CREATE UNIQUE INDEX seals_current ON public.seals USING btree (authority_id) WHERE (removed_at IS NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE second_factor_releases (
  id uuid NOT NULL
  account_id uuid NOT NULL
  authority_id text NOT NULL
  agent_id uuid NOT NULL
  agent_name text NOT NULL
  document text NOT NULL
  asked_at timestamp with time zone NOT NULL
  due_at timestamp with time zone NOT NULL
  ended_at timestamp with time zone
  outcome text
  second_factor_releases_check CHECK (((ended_at IS NULL) = (outcome IS NULL)))
  second_factor_releases_document_check CHECK ((document = ANY (ARRAY['identity-card'::text, 'passport'::text, 'residence-permit'::text, 'driving-licence'::text])))
  second_factor_releases_outcome_check CHECK ((outcome = ANY (ARRAY['released'::text, 'refused'::text, 'overtaken'::text, 'lapsed'::text])))
  second_factor_releases_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  second_factor_releases_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  second_factor_releases_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  second_factor_releases_pkey PRIMARY KEY (id)
)
CREATE INDEX second_factor_releases_authority ON public.second_factor_releases USING btree (authority_id, asked_at DESC)
CREATE UNIQUE INDEX second_factor_releases_waiting ON public.second_factor_releases USING btree (account_id) WHERE (ended_at IS NULL)
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE service_days (
  day date NOT NULL
  minutes integer NOT NULL
  unavailable integer NOT NULL
  maintenance integer NOT NULL
  answers integer NOT NULL
  errors integer NOT NULL
  durations integer[] NOT NULL
  service_days_pkey PRIMARY KEY (day)
)
GRANT DELETE, INSERT, SELECT TO parvis_app

TABLE service_minutes (
  minute timestamp with time zone NOT NULL
  process uuid NOT NULL
  pages boolean NOT NULL
  jobs boolean NOT NULL
  answers integer NOT NULL
  errors integer NOT NULL
  durations integer[] NOT NULL
  files boolean NOT NULL
  service_minutes_pkey PRIMARY KEY (minute, process)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE service_notices (
  id uuid NOT NULL
  kind text NOT NULL
  severity text NOT NULL
  text_fr text NOT NULL
  text_en text
  begins_at timestamp with time zone NOT NULL
  ends_at timestamp with time zone
  published_at timestamp with time zone NOT NULL
  published_by uuid NOT NULL
  ended_by uuid
  service_notices_check CHECK ((ends_at >= begins_at))
  service_notices_check1 CHECK (((kind = 'incident'::text) OR (ends_at IS NOT NULL)))
  service_notices_kind_check CHECK ((kind = ANY (ARRAY['incident'::text, 'works'::text])))
  service_notices_severity_check CHECK ((severity = ANY (ARRAY['information'::text, 'disturbance'::text, 'interruption'::text])))
  service_notices_pkey PRIMARY KEY (id)
)
CREATE INDEX service_notices_last ON public.service_notices USING btree (begins_at DESC)
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
  assurance text NOT NULL DEFAULT 'password'::text
  factors text[] NOT NULL DEFAULT '{password}'::text[]
  authenticated_at timestamp with time zone
  sessions_assurance_check CHECK ((assurance = ANY (ARRAY['password'::text, 'passkey'::text, 'link'::text, 'franceconnect'::text, 'proconnect'::text])))
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

TABLE shared_children (
  id uuid NOT NULL
  created_at timestamp with time zone NOT NULL
  ended_at timestamp with time zone
  shared_children_pkey PRIMARY KEY (id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE sign_in_interventions (
  id uuid NOT NULL
  agent_id uuid NOT NULL
  at timestamp with time zone NOT NULL
  by_name text NOT NULL
  reason text NOT NULL
  sign_in_interventions_by_name_check CHECK ((by_name <> ''::text))
  sign_in_interventions_reason_check CHECK ((reason <> ''::text))
  sign_in_interventions_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  sign_in_interventions_pkey PRIMARY KEY (id)
)
GRANT INSERT, SELECT TO parvis_app

TABLE signature_circuits ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  dossier_id uuid NOT NULL
  template text NOT NULL
  title text NOT NULL
  content jsonb NOT NULL
  content_hash bytea NOT NULL
  draft_document_id uuid NOT NULL
  final_document_id uuid
  number text
  state text NOT NULL
  started_by uuid
  started_by_name text NOT NULL DEFAULT ''::text
  started_at timestamp with time zone NOT NULL
  closed_at timestamp with time zone
  decision_kind text
  reminded_at timestamp with time zone
  failed_at timestamp with time zone
  failure text
  signature_circuits_check CHECK (((state = 'signed'::text) = (final_document_id IS NOT NULL)))
  signature_circuits_state_check CHECK ((state = ANY (ARRAY['running'::text, 'signed'::text, 'refused'::text, 'cancelled'::text])))
  signature_circuits_authority_id_dossier_id_fkey FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers(authority_id, id) ON DELETE CASCADE
  signature_circuits_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX signature_circuits_dossier ON public.signature_circuits USING btree (authority_id, dossier_id)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE signature_steps ( -- row-level security forced
  authority_id text NOT NULL
  circuit_id uuid NOT NULL
  position integer NOT NULL
  who text NOT NULL
  team_id uuid
  team_name text NOT NULL DEFAULT ''::text
  state text NOT NULL DEFAULT 'waiting'::text
  signer_id uuid
  signer_name text NOT NULL DEFAULT ''::text
  signer_role text NOT NULL DEFAULT ''::text
  remark text
  seen_hash bytea
  acted_at timestamp with time zone
  on_behalf_of text
  delegation_reference text
  signature_steps_check CHECK (((who = 'team'::text) = (team_id IS NOT NULL)))
  signature_steps_check1 CHECK (((state = 'waiting'::text) = (signer_id IS NULL)))
  signature_steps_position_check CHECK (("position" > 0))
  signature_steps_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'signed'::text, 'refused'::text])))
  signature_steps_who_check CHECK ((who = ANY (ARRAY['leader'::text, 'administrator'::text, 'team'::text])))
  signature_steps_authority_id_circuit_id_fkey FOREIGN KEY (authority_id, circuit_id) REFERENCES signature_circuits(authority_id, id) ON DELETE CASCADE
  signature_steps_pkey PRIMARY KEY (authority_id, circuit_id, "position")
)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE signing_delegations ( -- row-level security forced
  authority_id text NOT NULL
  id uuid NOT NULL
  delegator_id uuid NOT NULL
  delegator_title text NOT NULL
  delegate_id uuid NOT NULL
  delegate_title text NOT NULL
  from_day date NOT NULL
  until_day date
  only_absent boolean NOT NULL DEFAULT false
  order_reference text NOT NULL
  order_date date NOT NULL
  made_at timestamp with time zone NOT NULL
  made_by uuid
  made_by_name text NOT NULL DEFAULT ''::text
  revoked_at timestamp with time zone
  revoked_by_name text NOT NULL DEFAULT ''::text
  signing_delegations_check CHECK ((delegator_id <> delegate_id))
  signing_delegations_check1 CHECK (((until_day IS NULL) OR (until_day >= from_day)))
  signing_delegations_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  signing_delegations_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES agents(id)
  signing_delegations_delegator_id_fkey FOREIGN KEY (delegator_id) REFERENCES agents(id)
  signing_delegations_made_by_fkey FOREIGN KEY (made_by) REFERENCES agents(id)
  signing_delegations_pkey PRIMARY KEY (authority_id, id)
)
CREATE INDEX signing_delegations_delegate ON public.signing_delegations USING btree (authority_id, delegate_id) WHERE (revoked_at IS NULL)
POLICY tenant FOR ALL TO public USING (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text))) WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities'::text, true), ','::text)))
GRANT INSERT, SELECT, UPDATE TO parvis_app

TABLE sso_consents (
  account_id uuid NOT NULL
  site_id text NOT NULL
  scopes text[] NOT NULL
  given_at timestamp with time zone NOT NULL
  used_at timestamp with time zone NOT NULL
  sso_consents_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  sso_consents_site_id_fkey FOREIGN KEY (site_id) REFERENCES sso_sites(id)
  sso_consents_pkey PRIMARY KEY (account_id, site_id)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE sso_keys (
  kid text NOT NULL
  state text NOT NULL
  private_key bytea NOT NULL
  created_at timestamp with time zone NOT NULL
  changed_at timestamp with time zone NOT NULL
  sso_keys_state_check CHECK ((state = ANY (ARRAY['next'::text, 'current'::text, 'previous'::text])))
  sso_keys_pkey PRIMARY KEY (kid)
  sso_keys_state_key UNIQUE (state)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE sso_records (
  model text NOT NULL
  id_hash bytea NOT NULL
  content bytea NOT NULL
  account_id uuid
  site_id text
  grant_hash bytea
  uid_hash bytea
  consumed_at timestamp with time zone
  expires_at timestamp with time zone NOT NULL
  sso_records_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  sso_records_pkey PRIMARY KEY (model, id_hash)
)
CREATE INDEX sso_records_account ON public.sso_records USING btree (account_id, site_id) WHERE (account_id IS NOT NULL)
CREATE INDEX sso_records_expiry ON public.sso_records USING btree (expires_at)
CREATE INDEX sso_records_grant ON public.sso_records USING btree (grant_hash) WHERE (grant_hash IS NOT NULL)
CREATE UNIQUE INDEX sso_records_uid ON public.sso_records USING btree (model, uid_hash) WHERE (uid_hash IS NOT NULL)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE sso_session_bindings (
  session_uid text NOT NULL
  resident_session bytea NOT NULL
  issuer text NOT NULL
  waits_until timestamp with time zone
  sso_session_bindings_pkey PRIMARY KEY (session_uid)
)
GRANT DELETE, INSERT, SELECT, UPDATE TO parvis_app

TABLE sso_site_acts (
  site_id text NOT NULL
  id uuid NOT NULL
  act text NOT NULL
  at timestamp with time zone NOT NULL
  agent_id uuid
  agent_name text NOT NULL
  sso_site_acts_act_check CHECK ((act = ANY (ARRAY['created'::text, 'changed'::text, 'secret-rotated'::text, 'suspended'::text, 'resumed'::text, 'removed'::text, 'restored'::text])))
  sso_site_acts_site_id_fkey FOREIGN KEY (site_id) REFERENCES sso_sites(id)
  sso_site_acts_pkey PRIMARY KEY (site_id, id)
)
GRANT INSERT, SELECT TO parvis_app

TABLE sso_sites (
  id text NOT NULL
  authority_id text NOT NULL
  sector text NOT NULL
  name text NOT NULL
  purpose text NOT NULL
  privacy_url text NOT NULL
  redirect_uris text[] NOT NULL
  post_logout_redirect_uris text[] NOT NULL DEFAULT '{}'::text[]
  backchannel_logout_uri text
  scopes jsonb NOT NULL
  auth_method text NOT NULL
  secret_hash bytea NOT NULL
  secret_made_at timestamp with time zone NOT NULL
  former_secret_hash bytea
  former_secret_until timestamp with time zone
  state text NOT NULL DEFAULT 'active'::text
  terms_at timestamp with time zone NOT NULL
  created_at timestamp with time zone NOT NULL
  public_keys jsonb
  purpose_en text NOT NULL DEFAULT ''::text
  reasons_en jsonb NOT NULL DEFAULT '{}'::jsonb
  sso_sites_auth_method_check CHECK ((auth_method = ANY (ARRAY['client_secret_basic'::text, 'client_secret_post'::text, 'private_key_jwt'::text])))
  sso_sites_check CHECK (((former_secret_hash IS NULL) = (former_secret_until IS NULL)))
  sso_sites_check1 CHECK (((auth_method = 'private_key_jwt'::text) = (public_keys IS NOT NULL)))
  sso_sites_id_check CHECK ((id ~ '^[a-z0-9-]{8,60}$'::text))
  sso_sites_state_check CHECK ((state = ANY (ARRAY['active'::text, 'suspended'::text, 'removed'::text])))
  sso_sites_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  sso_sites_pkey PRIMARY KEY (id)
)
GRANT INSERT, SELECT, UPDATE TO parvis_app

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

TABLE team_turns ( -- row-level security forced
  authority_id text NOT NULL
  team_authority_id text NOT NULL
  team_id uuid NOT NULL
  agent_id uuid
  team_turns_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities(id)
  team_turns_pkey PRIMARY KEY (authority_id, team_authority_id, team_id)
)
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

CREATE OR REPLACE FUNCTION public.add_document_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE dossier_words w SET words = w.words || words_of_name(NEW.name)
  WHERE w.authority_id = NEW.authority_id AND w.dossier_id = NEW.dossier_id;
  RETURN NULL;
END $function$


CREATE OR REPLACE FUNCTION public.add_event_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE dossier_words w SET words = w.words || strip(to_tsvector('public.french_unaccent', NEW.data ->> 'body'))
  WHERE w.authority_id = NEW.authority_id AND w.dossier_id = NEW.dossier_id;
  RETURN NULL;
END $function$


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


CREATE OR REPLACE FUNCTION public.agent_rights_until(wanted uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT min(p.valid_until)
    FROM team_members m
    JOIN processing_rights p ON p.team_authority_id = m.authority_id AND p.team_id = m.team_id
    WHERE m.agent_id = wanted AND p.valid_until > now()
  $function$


CREATE OR REPLACE FUNCTION public.anonymise_dossier(wanted_authority text, wanted_dossier uuid, kept_answers jsonb, happened_at timestamp with time zone)
 RETURNS TABLE(seq integer, hash bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE dossiers d SET applicant_name = '', applicant_email = NULL, applicant_phone = NULL, account_pseudonym = NULL,
    visitor_hash = NULL, headline = '', lat = NULL, lon = NULL, rating_comment = NULL, answers = kept_answers
  WHERE d.authority_id = wanted_authority AND d.id = wanted_dossier;
  IF NOT FOUND THEN RETURN; END IF;
  DELETE FROM documents f WHERE f.authority_id = wanted_authority AND f.dossier_id = wanted_dossier;
  DELETE FROM outgoing_messages m WHERE m.authority_id = wanted_authority AND m.dossier_id = wanted_dossier;
  DELETE FROM requested_documents q WHERE q.authority_id = wanted_authority AND q.dossier_id = wanted_dossier;
  DELETE FROM account_dossiers a WHERE a.authority_id = wanted_authority AND a.dossier_id = wanted_dossier;
  DELETE FROM tracking_codes t WHERE t.authority_id = wanted_authority AND t.dossier_id = wanted_dossier;
  RETURN QUERY
    UPDATE dossier_events e SET
      erased_at = happened_at,
      actor_name = CASE WHEN e.actor_kind = 'applicant' THEN '' ELSE e.actor_name END,
      data = coalesce((
        SELECT jsonb_object_agg(kept.key, kept.value) FROM jsonb_each(e.data) kept
        WHERE kept.key = ANY (ARRAY['transition', 'from', 'to', 'seq', 'number', 'marks', 'assignedTo', 'rating', 'hook'])
          AND jsonb_typeof(kept.value) IN ('string', 'number')), '{}')
    -- An earlier erasure says what it emptied, and nothing of the person.
    WHERE e.authority_id = wanted_authority AND e.dossier_id = wanted_dossier AND e.erased_at IS NULL
      AND e.kind <> 'anonymised'
    RETURNING e.seq, e.hash;
END $function$


CREATE OR REPLACE FUNCTION public.answer_facets(answers jsonb)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
DECLARE
  facets text[] := '{}';
  field text;
  value jsonb;
  item jsonb;
  said text;
BEGIN
  FOR field, value IN SELECT * FROM jsonb_each(answers) LOOP
    CASE jsonb_typeof(value)
      WHEN 'object' THEN
        said := coalesce(value ->> 'label', value ->> 'name', '');
      WHEN 'array' THEN
        said := '';
        FOR item IN SELECT * FROM jsonb_array_elements(value) LOOP
          IF jsonb_typeof(item) = 'object' THEN
            facets := facets || public.answer_facets(item);
          ELSE
            facets := facets || ('#' || left(field, 80) || '=' || public.plain_answer(coalesce(item #>> '{}', '')));
          END IF;
        END LOOP;
      ELSE
        said := coalesce(value #>> '{}', '');
    END CASE;
    IF said <> '' THEN
      facets := facets || ('#' || left(field, 80) || '=' || public.plain_answer(said));
    END IF;
  END LOOP;
  RETURN facets;
END $function$


CREATE OR REPLACE FUNCTION public.authorities_served_by(wanted text)
 RETURNS TABLE(authority_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT DISTINCT p.authority_id FROM processing_rights p WHERE p.team_authority_id = wanted $function$


CREATE OR REPLACE FUNCTION public.authorities_with_clock_work(today date, since timestamp with time zone)
 RETURNS TABLE(authority_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT a.id FROM authorities a
    WHERE EXISTS (SELECT FROM dossiers d WHERE d.authority_id = a.id AND d.due_on >= today AND d.due_on <= today + 90
        AND d.phase IN ('received', 'in-progress', 'waiting-applicant'))
      OR EXISTS (SELECT FROM dossiers d WHERE d.authority_id = a.id AND d.submitted_at >= since)
      OR EXISTS (SELECT FROM dossiers d WHERE d.authority_id = a.id AND d.due_on < today
        AND d.silence_rule IN ('accept', 'reject')
        AND NOT EXISTS (SELECT FROM clock_notices n WHERE n.authority_id = d.authority_id AND n.dossier_id = d.id
          AND n.kind = 'silence' AND n.due_on = d.due_on))
    ORDER BY 1
  $function$


CREATE OR REPLACE FUNCTION public.authorities_with_due_timers(today date)
 RETURNS TABLE(authority_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT DISTINCT t.authority_id FROM dossier_timers t WHERE t.due_on <= today ORDER BY 1 $function$


CREATE OR REPLACE FUNCTION public.authorities_with_morning_mails(today date)
 RETURNS TABLE(authority_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT DISTINCT m.authority_id FROM morning_mails m
    WHERE m.wanted AND (m.last_sent_on IS NULL OR m.last_sent_on < today) ORDER BY 1
  $function$


CREATE OR REPLACE FUNCTION public.change_word_shelf()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE dossier_words w SET shelf = shelf_of(NEW.authority_id, NEW.submitted_at, NEW.phase)
  WHERE w.authority_id = NEW.authority_id AND w.dossier_id = NEW.id
    AND w.shelf <> shelf_of(NEW.authority_id, NEW.submitted_at, NEW.phase);
  RETURN NULL;
END $function$


CREATE OR REPLACE FUNCTION public.delegations_to_take_back(wanted_now timestamp with time zone)
 RETURNS TABLE(authority_id text, procedure_id text, team_authority_id text, team_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT p.authority_id, p.procedure_id, p.team_authority_id, p.team_id
    FROM processing_rights p
    WHERE p.receives AND p.valid_until <= wanted_now
      AND (p.taken_back_at IS NULL OR p.taken_back_at < p.valid_until + interval '2 minutes')
    ORDER BY p.valid_until LIMIT 200
  $function$


CREATE OR REPLACE FUNCTION public.erase_dossier(wanted_authority text, wanted_dossier uuid, proof jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  kept_documents integer;
  kept_events integer;
  last_hash bytea;
BEGIN
  SELECT count(*) INTO kept_documents FROM documents f WHERE f.authority_id = wanted_authority AND f.dossier_id = wanted_dossier;
  SELECT count(*) INTO kept_events FROM dossier_events e WHERE e.authority_id = wanted_authority AND e.dossier_id = wanted_dossier;
  SELECT e.hash INTO last_hash FROM dossier_events e
    WHERE e.authority_id = wanted_authority AND e.dossier_id = wanted_dossier ORDER BY e.seq DESC LIMIT 1;
  IF (proof ->> 'documents')::integer <> kept_documents OR (proof ->> 'events')::integer <> kept_events
      OR proof ->> 'lastEventHash' <> encode(coalesce(last_hash, ''::bytea), 'hex') THEN
    RAISE EXCEPTION 'the proof is not that of this dossier';
  END IF;
  INSERT INTO purges (authority_id, id, procedure_id, procedure_version, retention_months, due_on, dossier_hash,
    last_event_hash, documents, events, again, purged_at, key_id, mac)
  VALUES (wanted_authority, (proof ->> 'id')::uuid, proof ->> 'procedureId', (proof ->> 'procedureVersion')::integer,
    (proof ->> 'months')::integer, (proof ->> 'dueOn')::date, sha256(convert_to(wanted_dossier::text, 'UTF8')),
    coalesce(last_hash, ''::bytea), kept_documents, kept_events, (proof ->> 'again')::boolean,
    (proof ->> 'purgedAt')::timestamptz, proof ->> 'keyId', decode(proof ->> 'mac', 'hex'));
  DELETE FROM documents f WHERE f.authority_id = wanted_authority AND f.dossier_id = wanted_dossier;
  DELETE FROM outgoing_messages m WHERE m.authority_id = wanted_authority AND m.dossier_id = wanted_dossier;
  DELETE FROM account_dossiers a WHERE a.authority_id = wanted_authority AND a.dossier_id = wanted_dossier;
  DELETE FROM tracking_codes t WHERE t.authority_id = wanted_authority AND t.dossier_id = wanted_dossier;
  DELETE FROM dossiers d WHERE d.authority_id = wanted_authority AND d.id = wanted_dossier;
END $function$


CREATE OR REPLACE FUNCTION public.facet_query(facet text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (((''''::text || replace(replace(('#'::text || facet), '\'::text, '\\'::text), ''''::text, ''''''::text)) || ''''::text))::tsquery


CREATE OR REPLACE FUNCTION public.filed_month(at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (((((EXTRACT(year FROM (at AT TIME ZONE 'UTC'::text)))::integer - 2000) * 12) + (EXTRACT(month FROM (at AT TIME ZONE 'UTC'::text)))::integer) - 1)


CREATE OR REPLACE FUNCTION public.find_calendar_feed(wanted bytea)
 RETURNS TABLE(authority_id text, agent_id uuid, name text, email text, role text, locale text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT f.authority_id, f.agent_id, g.name, g.email, r.role, g.locale
    FROM calendar_feeds f
    JOIN agents g ON g.id = f.agent_id AND g.active
    JOIN agent_roles r ON r.authority_id = f.authority_id AND r.agent_id = f.agent_id
    WHERE f.token_hash = wanted
  $function$


CREATE OR REPLACE FUNCTION public.find_dossier_by_code(wanted text)
 RETURNS TABLE(authority_id text, dossier_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT t.authority_id, t.dossier_id FROM tracking_codes t WHERE t.code = wanted $function$


CREATE OR REPLACE FUNCTION public.find_dossiers_by_words(whole tsquery, beginnings tsquery, facets text[], asked_of text[], standings text[], start_month integer, newest boolean, enough integer, most integer, OUT authorities text[], OUT ids uuid[], OUT begins boolean, OUT too_many boolean, OUT read_until integer)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
 SET enable_indexonlyscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  few constant integer := 50;
  scope text[] := ARRAY(SELECT unnest(string_to_array(nullif(current_setting('app.authorities', true), ''), ','))
    INTERSECT SELECT unnest(asked_of));
  question text;
BEGIN
  authorities := '{}'; ids := '{}'; too_many := false; begins := whole IS NULL AND beginnings IS NOT NULL;
  IF numnode(coalesce(whole, beginnings)) = 0 THEN RETURN; END IF;
  IF whole IS NOT NULL AND beginnings IS NOT NULL THEN
    question := unshelved_question(whole, facets);
    SELECT * INTO authorities, ids, too_many, read_until FROM gather_from_shelves(question, scope, standings, NULL,
      coalesce(newest, true), CASE WHEN enough IS NOT NULL THEN greatest(enough, few) END, most);
    begins := NOT too_many AND cardinality(ids) < few;
    IF NOT begins AND (start_month IS NULL OR too_many AND enough IS NULL) THEN RETURN; END IF;
  END IF;
  question := unshelved_question(CASE WHEN begins THEN beginnings ELSE whole END, facets);
  SELECT * INTO authorities, ids, too_many, read_until FROM gather_from_shelves(question, scope, standings, start_month,
    coalesce(newest, true), enough, most);
END $function$


CREATE OR REPLACE FUNCTION public.forget_body_dossier()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  DELETE FROM body_dossiers b WHERE b.authority_id = OLD.authority_id AND b.dossier_id = OLD.id;
  RETURN OLD;
END $function$


CREATE OR REPLACE FUNCTION public.forget_capabilities_of_dossier()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  DELETE FROM appointments a
    WHERE a.authority_id = OLD.authority_id AND a.subject_kind = 'dossier' AND a.subject_id = OLD.id;
  UPDATE payments p SET payer_name = '', reference = NULL, receipt_document_id = NULL
    WHERE p.authority_id = OLD.authority_id AND p.subject_kind = 'dossier' AND p.subject_id = OLD.id;
  RETURN OLD;
END $function$


CREATE OR REPLACE FUNCTION public.forget_dossier_traces(wanted_authority text, wanted_dossier uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF wanted_authority <> ALL (string_to_array(coalesce(current_setting('app.authorities', true), ''), ',')) THEN
    RAISE EXCEPTION 'not an authority of this transaction';
  END IF;
  UPDATE bulk_runs r SET query = NULL,
    act = CASE r.act ->> 'kind'
      WHEN 'note' THEN jsonb_set(r.act, '{body}', '""')
      WHEN 'transition' THEN jsonb_set(r.act, '{form}', '{}')
      ELSE r.act END
  FROM bulk_run_rows w
  WHERE w.dossier_authority_id = wanted_authority AND w.dossier_id = wanted_dossier
    AND r.authority_id = w.authority_id AND r.id = w.run_id AND r.state = 'done';
  UPDATE bulk_run_rows w SET code = '', reason = ''
  WHERE w.dossier_authority_id = wanted_authority AND w.dossier_id = wanted_dossier AND w.outcome IS NOT NULL;
  UPDATE payments p SET payer_name = '', closed_reason = NULL, receipt_document_id = NULL
  WHERE p.authority_id = wanted_authority AND p.subject_kind = 'dossier' AND p.subject_id = wanted_dossier;
  UPDATE appointments a SET declined_reason = NULL, cancelled_reason = NULL
  WHERE a.authority_id = wanted_authority AND a.subject_kind = 'dossier' AND a.subject_id = wanted_dossier;
  DELETE FROM dossier_presences s WHERE s.authority_id = wanted_authority AND s.dossier_id = wanted_dossier;
END $function$


CREATE OR REPLACE FUNCTION public.forget_erased_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE gone record := OLD; said text; named text;
BEGIN
  IF gone.dossier_id IS NULL THEN RETURN NULL; END IF;
  SELECT string_agg(e.data ->> 'body', ' ') INTO said FROM dossier_events e
    WHERE e.authority_id = gone.authority_id AND e.dossier_id = gone.dossier_id AND e.data ? 'body';
  SELECT string_agg(f.name, ' ') INTO named FROM documents f
    WHERE f.authority_id = gone.authority_id AND f.dossier_id = gone.dossier_id;
  UPDATE dossier_words w SET words = words_of_dossier(d)
    || strip(to_tsvector('public.french_unaccent', coalesce(said, ''))) || words_of_name(coalesce(named, ''))
  FROM dossiers d
  WHERE d.authority_id = gone.authority_id AND d.id = gone.dossier_id
    AND w.authority_id = d.authority_id AND w.dossier_id = d.id;
  RETURN NULL;
END $function$


CREATE OR REPLACE FUNCTION public.forget_purged_dossier()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM forget_dossier_traces(OLD.authority_id, OLD.id);
  RETURN OLD;
END $function$


CREATE OR REPLACE FUNCTION public.gather_from_shelves(question text, scope text[], standings text[], start_month integer, newest boolean, enough integer, most integer, OUT authorities text[], OUT ids uuid[], OUT too_many boolean, OUT read_until integer)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  first integer;
  last integer := filed_month(now()) + 1;
  month integer;
  upto integer;
  width integer := 1;
  total integer := 0;
  months_read integer := 0;
  bound integer := most;
  some_authorities text[];
  some_ids uuid[];
  n integer;
BEGIN
  authorities := '{}'; ids := '{}'; too_many := false;
  SELECT min(m.first_month) INTO first FROM dossier_word_months m WHERE m.authority_id = ANY (scope);
  IF first IS NULL OR question IS NULL OR question = '' THEN RETURN; END IF;
  month := coalesce(start_month, CASE WHEN newest THEN last ELSE first END);
  WHILE month BETWEEN first AND last LOOP
    upto := CASE WHEN newest THEN greatest(first, month - width + 1) ELSE least(last, month + width - 1) END;
    -- When all are wanted, the first months tell whether they will be too many: the fewer are read, the wider the doubt. Open
    -- dossiers are of the last months, which tell nothing of the others.
    IF enough IS NULL AND 'e' = ANY (standings) THEN
      bound := least(most, greatest(200, most::bigint * (months_read + abs(month - upto) + 4) / (last - first + 1)));
    END IF;
    SELECT array_agg(f.authority_id), array_agg(f.dossier_id) INTO some_authorities, some_ids
      FROM (
        SELECT w.authority_id, w.dossier_id
        FROM unnest(scope) one, generate_series(least(month, upto), greatest(month, upto)) m, unnest(standings) standing
        CROSS JOIN LATERAL (
          SELECT v.authority_id, v.dossier_id FROM dossier_words v
          WHERE shelved_words(v.shelf, v.words) @@ replace(question, E'\x01', one || '.' || m || standing)::tsquery
          OFFSET 0
        ) w
        LIMIT bound - total + 1
      ) f
      WHERE f.authority_id = ANY (scope);
    n := coalesce(cardinality(some_ids), 0);
    IF total + n > bound THEN
      IF enough IS NOT NULL AND width > 1 THEN width := 1; CONTINUE; END IF;
      IF enough IS NULL OR total = 0 THEN
        too_many := true;
        authorities := some_authorities; ids := some_ids;
      END IF;
      RETURN;
    END IF;
    authorities := authorities || some_authorities;
    ids := ids || some_ids;
    total := total + n;
    months_read := months_read + abs(month - upto) + 1;
    read_until := upto;
    month := CASE WHEN newest THEN upto - 1 ELSE upto + 1 END;
    EXIT WHEN total >= enough;
    IF enough IS NULL THEN
      width := least(width * 2, 8);
    ELSE
      -- As many months as should hold what is still wanted.
      width := CASE WHEN n = 0 THEN width * 4 ELSE least(width * 4, greatest(1, (enough - total) * width / n)) END;
    END IF;
  END LOOP;
  IF month NOT BETWEEN first AND last THEN read_until := NULL; END IF;
END $function$


CREATE OR REPLACE FUNCTION public.is_open_phase(phase text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (phase = ANY (ARRAY['received'::text, 'in-progress'::text, 'waiting-applicant'::text]))


CREATE OR REPLACE FUNCTION public.keep_dossier_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE said text; named text; found_words tsvector; month integer;
BEGIN
  -- A dossier that is new has no history yet; its documents may have been there before it.
  IF TG_OP = 'UPDATE' THEN
    SELECT string_agg(e.data ->> 'body', ' ') INTO said FROM dossier_events e
      WHERE e.authority_id = NEW.authority_id AND e.dossier_id = NEW.id AND e.data ? 'body';
  END IF;
  SELECT string_agg(f.name, ' ') INTO named FROM documents f
    WHERE f.authority_id = NEW.authority_id AND f.dossier_id = NEW.id;
  found_words := words_of_dossier(NEW);
  IF said IS NOT NULL THEN found_words := found_words || strip(to_tsvector('public.french_unaccent', said)); END IF;
  IF named IS NOT NULL THEN found_words := found_words || words_of_name(named); END IF;
  INSERT INTO dossier_words AS w (authority_id, dossier_id, shelf, words)
  VALUES (NEW.authority_id, NEW.id, shelf_of(NEW.authority_id, NEW.submitted_at, NEW.phase), found_words)
  ON CONFLICT (authority_id, dossier_id) DO UPDATE SET shelf = excluded.shelf, words = excluded.words;
  month := filed_month(NEW.submitted_at);
  PERFORM FROM dossier_word_months m WHERE m.authority_id = NEW.authority_id AND m.first_month <= month;
  IF NOT FOUND THEN
    INSERT INTO dossier_word_months AS m (authority_id, first_month) VALUES (NEW.authority_id, month)
    ON CONFLICT (authority_id) DO UPDATE SET first_month = least(m.first_month, excluded.first_month);
  END IF;
  RETURN NULL;
END $function$


CREATE OR REPLACE FUNCTION public.keep_held_dossier()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM dossier_holds h
      WHERE h.authority_id = OLD.authority_id AND h.dossier_id = OLD.id AND h.lifted_at IS NULL) THEN
    RAISE EXCEPTION 'dossier % is held', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $function$


CREATE OR REPLACE FUNCTION public.mailboxes_to_fetch()
 RETURNS TABLE(authority_id text, id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE seen text := coalesce(current_setting('app.authorities', true), '');
BEGIN
  PERFORM set_config('app.authorities', (SELECT string_agg(a.id, ',') FROM authorities a), true);
  RETURN QUERY SELECT b.authority_id, b.id FROM mailboxes b WHERE NOT b.paused ORDER BY b.fetched_at NULLS FIRST;
  PERFORM set_config('app.authorities', seen, true);
END $function$


CREATE OR REPLACE FUNCTION public.plain_answer(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN "left"(btrim(lower(unaccent('unaccent'::regdictionary, value))), 80)


CREATE OR REPLACE FUNCTION public.plain_words(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(unaccent('unaccent'::regdictionary, value))


CREATE OR REPLACE FUNCTION public.proconnect_authorities(wanted_siret text)
 RETURNS TABLE(authority_id text, second_factor_required boolean, email_domain text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT a.id, coalesce(p.second_factor_required, false), p.email_domain
    FROM authorities a LEFT JOIN authority_proconnect p ON p.authority_id = a.id
    WHERE a.active AND (wanted_siret = ANY (p.sirets)
      OR (coalesce(cardinality(p.sirets), 0) = 0 AND a.siren = left(wanted_siret, 9)))
    ORDER BY a.id
  $function$


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


CREATE OR REPLACE FUNCTION public.purge_dossier_again(wanted_authority text, wanted_dossier uuid, proof jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  DELETE FROM dossier_holds h WHERE h.authority_id = wanted_authority AND h.dossier_id = wanted_dossier;
  PERFORM erase_dossier(wanted_authority, wanted_dossier, proof);
END $function$


CREATE OR REPLACE FUNCTION public.purge_due_dossier(wanted_authority text, wanted_dossier uuid, today date, proof jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM set_config('app.authorities', wanted_authority, true);
  PERFORM FROM dossiers d
    WHERE d.authority_id = wanted_authority AND d.id = wanted_dossier AND d.purge_on IS NOT NULL AND d.purge_on <= today
    FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM dossier_holds h
      WHERE h.authority_id = wanted_authority AND h.dossier_id = wanted_dossier AND h.lifted_at IS NULL) THEN
    RETURN false;
  END IF;
  PERFORM erase_dossier(wanted_authority, wanted_dossier, proof);
  RETURN true;
END $function$


CREATE OR REPLACE FUNCTION public.shelf_of(authority text, at timestamp with time zone, phase text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (((authority || '.'::text) || filed_month(at)) || CASE WHEN is_open_phase(phase) THEN 'o'::text ELSE 'e'::text END)


CREATE OR REPLACE FUNCTION public.shelved_words(shelf text, words tsvector)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
BEGIN
  RETURN array_to_tsvector(ARRAY(SELECT shelf || '/' || lexeme FROM unnest(tsvector_to_array(words)) lexeme));
END $function$


CREATE OR REPLACE FUNCTION public.sms_threads(wanted text, since timestamp with time zone)
 RETURNS TABLE(authority_id text, dossier_id uuid, written_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE seen text := coalesce(current_setting('app.authorities', true), '');
BEGIN
  PERFORM set_config('app.authorities', (SELECT string_agg(a.id, ',') FROM authorities a), true);
  RETURN QUERY SELECT m.authority_id, m.dossier_id, max(m.created_at) FROM outgoing_messages m
    WHERE m.medium = 'sms' AND m.recipient = wanted AND m.created_at >= since AND m.dossier_id IS NOT NULL
    GROUP BY m.authority_id, m.dossier_id ORDER BY 3 DESC LIMIT 10;
  PERFORM set_config('app.authorities', seen, true);
END $function$


CREATE OR REPLACE FUNCTION public.team_absences(wanted_authority text, wanted_team uuid, wanted_day date)
 RETURNS TABLE(agent_id uuid, to_day date, substitute_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT a.agent_id, a.to_day, a.substitute_id
    FROM agent_absences a
    JOIN team_members m ON m.authority_id = a.authority_id AND m.agent_id = a.agent_id
    WHERE a.authority_id = wanted_authority AND m.team_id = wanted_team
      AND a.from_day <= wanted_day AND a.to_day >= wanted_day
  $function$


CREATE OR REPLACE FUNCTION public.team_roster(wanted_authority text, wanted_team uuid)
 RETURNS TABLE(agent_id uuid, name text, email text, leader boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT a.id, a.name, a.email, m.leader
    FROM team_members m JOIN agents a ON a.id = m.agent_id
    JOIN agent_roles r ON r.authority_id = m.authority_id AND r.agent_id = m.agent_id
    WHERE m.authority_id = wanted_authority AND m.team_id = wanted_team AND a.active
    ORDER BY a.id
  $function$


CREATE OR REPLACE FUNCTION public.tell_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_notify('parvis_sessions', TG_ARGV[0] || ' ' || OLD.id);
  RETURN NULL;
END $function$


CREATE OR REPLACE FUNCTION public.tell_rights()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_notify('parvis_sessions', 'agents');
  RETURN NULL;
END $function$


CREATE OR REPLACE FUNCTION public.tell_service()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_notify('parvis_service', TG_TABLE_NAME);
  RETURN NULL;
END $function$


CREATE OR REPLACE FUNCTION public.tell_session()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_notify('parvis_sessions', 'session ' || encode(OLD.token_hash, 'base64'));
  RETURN NULL;
END $function$


CREATE OR REPLACE FUNCTION public.unshelved_question(typed tsquery, facets text[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE asked tsquery := typed; facet text;
BEGIN
  FOREACH facet IN ARRAY facets LOOP
    asked := CASE WHEN asked IS NULL THEN facet_query(facet) ELSE asked && facet_query(facet) END;
  END LOOP;
  RETURN regexp_replace(asked::text, '''((?:[^'']|'''')+)''', E'''\x01/\\1''', 'g');
END $function$


CREATE OR REPLACE FUNCTION public.words_of_dossier(d dossiers)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN strip(to_tsvector('public.french_unaccent'::regconfig,
        d.code || ' ' || d.applicant_name || ' ' || coalesce(d.applicant_email, '') || ' ' || coalesce(d.applicant_phone, '') || ' ' || d.headline)
      || jsonb_to_tsvector('public.french_unaccent'::regconfig, d.answers, '["string", "numeric"]'))
    || array_to_tsvector(public.answer_facets(d.answers) || ARRAY[
      '#:procedure=' || d.procedure_id,
      '#:commune=' || coalesce(d.commune_code, ''),
      '#:channel=' || d.channel]);
END $function$


CREATE OR REPLACE FUNCTION public.words_of_name(name text)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
BEGIN
  RETURN strip(to_tsvector('public.french_unaccent'::regconfig, regexp_replace(name, '[^[:alnum:]]+', ' ', 'g')));
END $function$

