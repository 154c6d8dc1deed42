-- Letters in an authority's own words, replies kept for use, delegations of signature, the register of decisions, letters
-- written to many at once.

-- ---------------------------------------------------------------- what an authority's letters look like

CREATE TABLE letterheads (
  authority_id text PRIMARY KEY REFERENCES authorities (id),
  -- {service, lines, accent, signatory, signatoryTitle, footer, logoText}; what is empty comes from the directory
  content jsonb NOT NULL DEFAULT '{}',
  -- drawn again from the file that was given: shapes as JSON, or a PNG of which only the picture is left
  logo_kind text CHECK (logo_kind IN ('shapes', 'png')),
  logo bytea,
  changed_at timestamptz NOT NULL,
  changed_by uuid REFERENCES agents (id),
  changed_by_name text NOT NULL DEFAULT '',
  CHECK ((logo IS NULL) = (logo_kind IS NULL))
);

-- Each version stays; the last one holds. Without content, the letter is the library's again.
CREATE TABLE letter_templates (
  authority_id text NOT NULL REFERENCES authorities (id),
  letter_id text NOT NULL CHECK (letter_id ~ '^[a-z][a-z0-9-]{0,60}$'),
  version integer NOT NULL CHECK (version > 0),
  content jsonb,
  made_at timestamptz NOT NULL,
  made_by uuid REFERENCES agents (id),
  made_by_name text NOT NULL DEFAULT '',
  PRIMARY KEY (authority_id, letter_id, version)
);

-- ---------------------------------------------------------------- replies kept for use

CREATE TABLE reply_texts (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  -- the reply of the library in whose place it stands
  library_id text,
  procedure_id text,
  title text NOT NULL,
  body text NOT NULL,
  -- taken away, also from the library's
  hidden boolean NOT NULL DEFAULT false,
  changed_at timestamptz NOT NULL,
  changed_by uuid REFERENCES agents (id),
  changed_by_name text NOT NULL DEFAULT '',
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, library_id)
);

-- ---------------------------------------------------------------- who signs for whom

CREATE TABLE signing_delegations (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  delegator_id uuid NOT NULL REFERENCES agents (id),
  -- "le maire"
  delegator_title text NOT NULL,
  delegate_id uuid NOT NULL REFERENCES agents (id),
  -- "l’adjointe à l’urbanisme"
  delegate_title text NOT NULL,
  from_day date NOT NULL,
  until_day date,
  -- holds on the days only on which the delegator is away
  only_absent boolean NOT NULL DEFAULT false,
  -- the order that delegates (CGCT, L2122-18 and L2122-19)
  order_reference text NOT NULL,
  order_date date NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid REFERENCES agents (id),
  made_by_name text NOT NULL DEFAULT '',
  revoked_at timestamptz,
  revoked_by_name text NOT NULL DEFAULT '',
  PRIMARY KEY (authority_id, id),
  CHECK (delegator_id <> delegate_id),
  CHECK (until_day IS NULL OR until_day >= from_day)
);
CREATE INDEX signing_delegations_delegate ON signing_delegations (authority_id, delegate_id) WHERE revoked_at IS NULL;

ALTER TABLE signature_steps
  -- "le maire", when the signer had a delegation, and the order that gave it
  ADD COLUMN on_behalf_of text,
  ADD COLUMN delegation_reference text;

ALTER TABLE signature_circuits
  ADD COLUMN decision_kind text,
  ADD COLUMN reminded_at timestamptz,
  -- the last signature could not be put: since when, and why
  ADD COLUMN failed_at timestamptz,
  ADD COLUMN failure text;

-- ---------------------------------------------------------------- the register of decisions

-- Nothing of it names a person: who it was for is in the dossier, and goes with it.
CREATE TABLE decisions (
  authority_id text NOT NULL REFERENCES authorities (id),
  kind text NOT NULL CHECK (kind IN ('arrete', 'decision', 'attestation')),
  year integer NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  decided_at timestamptz NOT NULL,
  object text NOT NULL,
  signed_by text NOT NULL,
  dossier_id uuid,
  document_id uuid,
  cancelled_at timestamptz,
  cancelled_by_name text,
  cancelled_reason text,
  PRIMARY KEY (authority_id, kind, year, number),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE SET NULL (dossier_id),
  CHECK ((cancelled_at IS NULL) = (cancelled_reason IS NULL))
);
CREATE INDEX decisions_time ON decisions (authority_id, year, decided_at);
CREATE INDEX decisions_dossier ON decisions (authority_id, dossier_id);

-- ---------------------------------------------------------------- the same letter to many

CREATE TABLE letter_batches (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  letter_id text NOT NULL,
  title text NOT NULL,
  -- by what way: as each applicant chose, or all on paper
  sending text NOT NULL CHECK (sending IN ('chosen', 'paper')),
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done')),
  origin text NOT NULL,
  made_by uuid NOT NULL REFERENCES agents (id),
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id)
);
CREATE INDEX letter_batches_maker ON letter_batches (authority_id, made_by, made_at);

CREATE TABLE letter_batch_lines (
  authority_id text NOT NULL,
  batch_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  position integer NOT NULL,
  code text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'written', 'refused')),
  -- 'email' or 'paper', once written; why not, once refused
  way text CHECK (way IN ('email', 'paper')),
  reason text,
  document_id uuid,
  -- the letter as drawn, to be printed with the others
  content jsonb,
  PRIMARY KEY (authority_id, batch_id, dossier_id),
  FOREIGN KEY (authority_id, batch_id) REFERENCES letter_batches (authority_id, id) ON DELETE CASCADE,
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);
CREATE INDEX letter_batch_lines_dossier ON letter_batch_lines (authority_id, dossier_id);

-- How an applicant wants letters: without a row, by e-mail when there is an address.
CREATE TABLE letter_choices (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  way text NOT NULL CHECK (way IN ('email', 'paper')),
  chosen_at timestamptz NOT NULL,
  chosen_by_name text NOT NULL DEFAULT '',
  PRIMARY KEY (authority_id, dossier_id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['letterheads', 'letter_templates', 'reply_texts', 'signing_delegations', 'decisions',
    'letter_batches', 'letter_batch_lines', 'letter_choices']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON letterheads, signing_delegations, decisions TO parvis_app;
-- Versions and decisions are never taken away.
GRANT SELECT, INSERT ON letter_templates TO parvis_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON reply_texts, letter_batches, letter_batch_lines, letter_choices TO parvis_app;
