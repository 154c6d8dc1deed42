-- The register of the letters that come in: numbered by authority and year, without a hole and without a second thought.

-- The last number given; the row is locked while a letter takes the next one, so that a failure leaves no hole.
CREATE TABLE mail_registers (
  authority_id text NOT NULL REFERENCES authorities (id),
  year integer NOT NULL,
  last_number integer NOT NULL DEFAULT 0,
  PRIMARY KEY (authority_id, year)
);

CREATE TABLE incoming_mail (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  year integer NOT NULL,
  number integer NOT NULL,
  -- the form that registered it, so that a form sent twice takes one number
  key uuid NOT NULL,
  received_on date NOT NULL,
  medium text NOT NULL CHECK (medium IN ('post', 'registered', 'hand', 'fax')),
  sender text NOT NULL CHECK (sender <> ''),
  sender_address text NOT NULL DEFAULT '',
  subject text NOT NULL CHECK (subject <> ''),
  answer_by date,
  document_ids uuid[] NOT NULL DEFAULT '{}',
  dossier_id uuid,
  registered_at timestamptz NOT NULL,
  registered_by uuid NOT NULL REFERENCES agents (id),
  -- dealt with, or registered by mistake: a number is never given back
  settled text CHECK (settled IN ('handled', 'void')),
  settled_at timestamptz,
  words tsvector GENERATED ALWAYS AS (to_tsvector('public.french_unaccent', sender || ' ' || subject || ' ' || sender_address)) STORED,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, year, number),
  UNIQUE (authority_id, key),
  CHECK ((settled IS NULL) = (settled_at IS NULL))
);
CREATE INDEX incoming_mail_open ON incoming_mail (authority_id, received_on) WHERE settled IS NULL;
CREATE INDEX incoming_mail_dossier ON incoming_mail (authority_id, dossier_id) WHERE dossier_id IS NOT NULL;

-- Who did what with a letter; never rewritten.
CREATE TABLE incoming_mail_acts (
  authority_id text NOT NULL,
  mail_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  agent_id uuid NOT NULL,
  agent_name text NOT NULL,
  act text NOT NULL CHECK (act IN ('registered', 'corrected', 'scanned', 'attached', 'handled', 'void', 'reopened')),
  -- what was there before a correction, the reason of a cancellation, the code of the dossier
  data jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (authority_id, mail_id, id),
  FOREIGN KEY (authority_id, mail_id) REFERENCES incoming_mail (authority_id, id)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['mail_registers', 'incoming_mail', 'incoming_mail_acts']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
  END LOOP;
END $$;

-- Nothing is deleted from the register.
GRANT SELECT, INSERT, UPDATE ON mail_registers, incoming_mail TO parvis_app;
GRANT SELECT, INSERT ON incoming_mail_acts TO parvis_app;
