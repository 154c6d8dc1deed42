-- Filing for somebody else: drafts that an agent or a helper fills in, and the mandates under which helpers act.

-- Who the agent fills in for, as it was typed: shown above the form and in the agent's list.
ALTER TABLE drafts ADD COLUMN assisted_name text;
CREATE INDEX drafts_assisted ON drafts (authority_id, agent_id) WHERE agent_id IS NOT NULL;

-- The agents of an authority who may be given mandates, and for which house they work before residents ("France Services").
CREATE TABLE helpers (
  authority_id text NOT NULL REFERENCES authorities (id),
  agent_id uuid NOT NULL REFERENCES agents (id),
  structure text NOT NULL CHECK (structure <> ''),
  granted_by uuid NOT NULL,
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, agent_id)
);

-- Belongs to the helper's authority, which holds the paper and answers for its helper.
CREATE TABLE mandates (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  helper_id uuid NOT NULL REFERENCES agents (id),
  helper_name text NOT NULL,
  structure text NOT NULL,
  -- the person, as the mandate names them
  given_names text NOT NULL,
  family_name text NOT NULL,
  email text,
  phone text,
  locale text NOT NULL DEFAULT 'fr' CHECK (locale IN ('fr', 'en')),
  days integer NOT NULL CHECK (days IN (1, 31, 182, 365)),
  created_at timestamptz NOT NULL,
  -- how and when the person agreed; without it the mandate opens nothing
  agreement text CHECK (agreement IN ('screen', 'code', 'paper')),
  agreed_at timestamptz,
  ends_at timestamptz,
  paper_id uuid,
  revoked_at timestamptz,
  revoked_by text CHECK (revoked_by IN ('resident', 'helper', 'agent')),
  -- the mandate that this one takes the place of once it is agreed to
  renews uuid,
  -- the code that the person reads out: a keyed hash, when it dies, the wrong ones so far
  code_hash bytea,
  code_expires_at timestamptz,
  code_failures integer NOT NULL DEFAULT 0,
  PRIMARY KEY (authority_id, id),
  CHECK ((agreement IS NULL) = (agreed_at IS NULL) AND (agreed_at IS NULL) = (ends_at IS NULL)),
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
  CHECK (agreement IS DISTINCT FROM 'paper' OR paper_id IS NOT NULL)
);
CREATE INDEX mandates_helper ON mandates (authority_id, helper_id, created_at);

-- What the person agreed to, procedure by procedure, of the authority that answers it.
CREATE TABLE mandate_procedures (
  authority_id text NOT NULL,
  mandate_id uuid NOT NULL,
  target_authority_id text NOT NULL REFERENCES authorities (id),
  procedure_id text NOT NULL,
  PRIMARY KEY (authority_id, mandate_id, target_authority_id, procedure_id),
  FOREIGN KEY (authority_id, mandate_id) REFERENCES mandates (authority_id, id) ON DELETE CASCADE
);

-- What was filed under the mandate: all that the helper may follow.
CREATE TABLE mandate_dossiers (
  authority_id text NOT NULL,
  mandate_id uuid NOT NULL,
  target_authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  draft_id uuid NOT NULL,
  filed_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, mandate_id, target_authority_id, dossier_id),
  FOREIGN KEY (authority_id, mandate_id) REFERENCES mandates (authority_id, id) ON DELETE CASCADE
);

-- Who did what under the mandate and to it; never rewritten.
CREATE TABLE mandate_acts (
  authority_id text NOT NULL,
  mandate_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  act text NOT NULL CHECK (act IN ('drawn-up', 'code-sent', 'code-wrong', 'agreed', 'filed', 'message-sent', 'opened', 'refused', 'revoked')),
  actor_kind text NOT NULL CHECK (actor_kind IN ('helper', 'resident', 'agent')),
  actor_name text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (authority_id, mandate_id, id),
  FOREIGN KEY (authority_id, mandate_id) REFERENCES mandates (authority_id, id) ON DELETE CASCADE
);

-- A person's own index of the mandates that they gave, over all authorities: for that person's eyes only.
CREATE TABLE account_mandates (
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  authority_id text NOT NULL REFERENCES authorities (id),
  mandate_id uuid NOT NULL,
  PRIMARY KEY (account_id, authority_id, mandate_id)
);
CREATE INDEX account_mandates_mandate ON account_mandates (authority_id, mandate_id);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['helpers', 'mandates', 'mandate_procedures', 'mandate_dossiers', 'mandate_acts']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON helpers, account_mandates TO parvis_app;
GRANT SELECT, INSERT, UPDATE ON mandates TO parvis_app;
-- What was agreed to and what was done are never rewritten: a mandate on other procedures is another mandate.
GRANT SELECT, INSERT ON mandate_procedures, mandate_dossiers, mandate_acts TO parvis_app;
