-- What a workflow brings in besides its own acts: payments, appointments, opinions of others, signatures, transfers to
-- another authority, linked dossiers. Payments and appointments know no dossier: a subject is a kind and an identifier.

-- A sum that somebody owes. One row is the whole state machine: due, then paid or cancelled; a cheque that comes back
-- makes it refused, and it can then be paid again.
CREATE TABLE payments (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind ~ '^[a-z-]{1,30}$'),
  subject_id uuid NOT NULL,
  -- makes a request that is repeated find the first one's payment
  request_key text NOT NULL,
  label text NOT NULL,
  amount_cents integer NOT NULL CHECK (amount_cents >= 0),
  payer_name text NOT NULL DEFAULT '',
  due_on date,
  state text NOT NULL CHECK (state IN ('due', 'paid', 'cancelled', 'refused')),
  -- 'none': nothing was to be paid
  method text CHECK (method IN ('none', 'cash', 'cheque', 'card', 'transfer', 'online')),
  reference text,
  receipt_number text,
  receipt_document_id uuid,
  paid_at timestamptz,
  settled_by uuid,
  settled_by_name text NOT NULL DEFAULT '',
  closed_reason text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, request_key),
  UNIQUE (authority_id, receipt_number),
  CHECK ((state = 'paid') = (paid_at IS NOT NULL)),
  CHECK (state <> 'paid' OR method IS NOT NULL)
);
CREATE INDEX payments_subject ON payments (authority_id, subject_kind, subject_id);

CREATE TABLE appointments (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind ~ '^[a-z-]{1,30}$'),
  subject_id uuid NOT NULL,
  request_key text NOT NULL,
  title text NOT NULL,
  place text NOT NULL DEFAULT '',
  minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 480),
  -- to-propose: no open slot yet, or none that suited
  state text NOT NULL CHECK (state IN ('to-propose', 'proposed', 'booked', 'held', 'missed', 'cancelled')),
  -- why no slot suited, in the person's words
  declined_reason text,
  cancelled_reason text,
  agent_id uuid,
  agent_name text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, request_key)
);
CREATE INDEX appointments_subject ON appointments (authority_id, subject_kind, subject_id);

-- The hours that an agent keeps free for somebody; two of one agent never overlap, whoever proposed them first.
CREATE TABLE appointment_slots (
  authority_id text NOT NULL,
  id uuid NOT NULL,
  appointment_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  state text NOT NULL CHECK (state IN ('offered', 'chosen', 'released')),
  PRIMARY KEY (authority_id, id),
  FOREIGN KEY (authority_id, appointment_id) REFERENCES appointments (authority_id, id) ON DELETE CASCADE,
  CONSTRAINT appointment_slots_agent_once EXCLUDE USING gist (
    authority_id WITH =, agent_id WITH =, tstzrange(starts_at, ends_at) WITH &&
  ) WHERE (state IN ('offered', 'chosen'))
);
CREATE UNIQUE INDEX appointment_slots_chosen ON appointment_slots (authority_id, appointment_id) WHERE state = 'chosen';
CREATE INDEX appointment_slots_appointment ON appointment_slots (authority_id, appointment_id);

-- What is asked of another service, or of a person outside who answers by a link of which only the hash is kept.
CREATE TABLE opinion_requests (
  authority_id text NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  -- those asked together: the workflow moves on when all have answered
  round uuid NOT NULL,
  question text NOT NULL,
  summary text NOT NULL DEFAULT '',
  document_ids uuid[] NOT NULL DEFAULT '{}',
  team_id uuid,
  team_name text NOT NULL DEFAULT '',
  email text,
  token_hash bytea,
  due_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'given', 'withdrawn', 'no-answer')),
  opinion text CHECK (opinion IN ('favourable', 'reservations', 'unfavourable', 'none')),
  answer text,
  document_id uuid,
  answered_by uuid,
  answered_by_name text NOT NULL DEFAULT '',
  asked_by uuid,
  asked_by_name text NOT NULL DEFAULT '',
  asked_at timestamptz NOT NULL,
  reminded_at timestamptz,
  closed_at timestamptz,
  PRIMARY KEY (authority_id, id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE,
  CHECK ((team_id IS NULL) <> (email IS NULL)),
  CHECK ((state = 'given') = (opinion IS NOT NULL))
);
CREATE INDEX opinion_requests_dossier ON opinion_requests (authority_id, dossier_id);
CREATE INDEX opinion_requests_open ON opinion_requests (authority_id, due_on) WHERE state = 'asked';
CREATE INDEX opinion_requests_team ON opinion_requests (authority_id, team_id) WHERE state = 'asked' AND team_id IS NOT NULL;
CREATE UNIQUE INDEX opinion_requests_token ON opinion_requests (authority_id, token_hash) WHERE token_hash IS NOT NULL;

-- A letter that several persons sign in order. Its content is frozen before the first of them.
CREATE TABLE signature_circuits (
  authority_id text NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  template text NOT NULL,
  title text NOT NULL,
  -- the letter as it will be printed, signatures and number excepted, and its hash
  content jsonb NOT NULL,
  content_hash bytea NOT NULL,
  draft_document_id uuid NOT NULL,
  final_document_id uuid,
  number text,
  state text NOT NULL CHECK (state IN ('running', 'signed', 'refused', 'cancelled')),
  started_by uuid,
  started_by_name text NOT NULL DEFAULT '',
  started_at timestamptz NOT NULL,
  closed_at timestamptz,
  PRIMARY KEY (authority_id, id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE,
  CHECK ((state = 'signed') = (final_document_id IS NOT NULL))
);
CREATE INDEX signature_circuits_dossier ON signature_circuits (authority_id, dossier_id);

CREATE TABLE signature_steps (
  authority_id text NOT NULL,
  circuit_id uuid NOT NULL,
  position integer NOT NULL CHECK (position > 0),
  who text NOT NULL CHECK (who IN ('leader', 'administrator', 'team')),
  team_id uuid,
  team_name text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'signed', 'refused')),
  signer_id uuid,
  signer_name text NOT NULL DEFAULT '',
  signer_role text NOT NULL DEFAULT '',
  remark text,
  -- of the content that the signer had before their eyes
  seen_hash bytea,
  acted_at timestamptz,
  PRIMARY KEY (authority_id, circuit_id, position),
  FOREIGN KEY (authority_id, circuit_id) REFERENCES signature_circuits (authority_id, id) ON DELETE CASCADE,
  CHECK ((who = 'team') = (team_id IS NOT NULL)),
  CHECK ((state = 'waiting') = (signer_id IS NULL))
);

-- Two dossiers of one authority, one opened by the other; a row for each way of reading it.
CREATE TABLE dossier_links (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  linked_dossier_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('opened', 'opened-by')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, dossier_id, linked_dossier_id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE,
  FOREIGN KEY (authority_id, linked_dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);

-- A request sent on to the competent authority (CRPA L114-2): a row on each side, so that each can tell.
CREATE TABLE dossier_transfers (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('sent', 'received')),
  other_authority_id text NOT NULL REFERENCES authorities (id),
  other_dossier_id uuid NOT NULL,
  -- tracking code on the other side
  other_code text NOT NULL,
  -- when the very first authority received it: from there runs the delay after which silence rejects (CRPA L114-3)
  first_submitted_at timestamptz NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, dossier_id, direction),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['payments', 'appointments', 'appointment_slots', 'opinion_requests', 'signature_circuits',
    'signature_steps', 'dossier_links', 'dossier_transfers']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parvis_app', name);
  END LOOP;
END $$;

-- With the dossier go the appointments about it, and the name on its payments: their amounts and numbers stay in the
-- authority's accounts. Runs inside purge_dossier, in the scope of the authority.
CREATE FUNCTION forget_capabilities_of_dossier() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp
  AS $$
BEGIN
  DELETE FROM appointments a
    WHERE a.authority_id = OLD.authority_id AND a.subject_kind = 'dossier' AND a.subject_id = OLD.id;
  UPDATE payments p SET payer_name = '', reference = NULL, receipt_document_id = NULL
    WHERE p.authority_id = OLD.authority_id AND p.subject_kind = 'dossier' AND p.subject_id = OLD.id;
  RETURN OLD;
END $$;
CREATE TRIGGER dossier_capabilities AFTER DELETE ON dossiers
  FOR EACH ROW EXECUTE FUNCTION forget_capabilities_of_dossier();
