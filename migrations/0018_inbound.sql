-- What comes in by e-mail and by SMS: mailboxes that are fetched, and every message once.

-- A mailbox of an authority, or of one of its teams. Its secret is wrapped and never shown again.
CREATE TABLE mailboxes (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  -- where residents write
  address text NOT NULL CHECK (address = lower(address)),
  host text NOT NULL,
  port integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
  security text NOT NULL CHECK (security IN ('tls', 'starttls', 'none')),
  username text NOT NULL,
  wrapped_secret bytea NOT NULL,
  team_id uuid,
  -- what a message becomes by itself; without it, every one waits for an agent
  procedure_id text,
  -- name+tag@… reaches the same mailbox
  sub_addressing boolean NOT NULL DEFAULT false,
  done_folder text,
  paused boolean NOT NULL DEFAULT false,
  -- older messages are left alone; null: all that lies in the mailbox is taken
  taken_from timestamptz,
  uid_validity text,
  last_uid bigint NOT NULL DEFAULT 0,
  -- whoever fetches holds it until then; a process that is killed lets it go by itself
  busy_until timestamptz,
  fetched_at timestamptz,
  last_error text,
  failing_since timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, address),
  FOREIGN KEY (authority_id, team_id) REFERENCES teams (authority_id, id) ON DELETE SET NULL (team_id)
);

-- One line a message, kept for ever so that none is taken twice; what it said is erased when it is no longer needed.
CREATE TABLE received_messages (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  medium text NOT NULL CHECK (medium IN ('email', 'sms')),
  -- SHA-256 of the Message-ID and of what is said
  identity bytea NOT NULL,
  mailbox_id uuid,
  uid_validity text,
  uid bigint,
  message_id text NOT NULL DEFAULT '',
  references_ids text[] NOT NULL DEFAULT '{}',
  sender text NOT NULL DEFAULT '',
  sender_name text NOT NULL DEFAULT '',
  subject text NOT NULL DEFAULT '',
  body text NOT NULL DEFAULT '',
  quoted text NOT NULL DEFAULT '',
  size integer NOT NULL DEFAULT 0,
  document_ids uuid[] NOT NULL DEFAULT '{}',
  -- files that could not be kept: their names and why
  set_aside jsonb NOT NULL DEFAULT '[]',
  -- what was found
  verdict text NOT NULL CHECK (verdict IN ('joined', 'opened', 'to-verify', 'over', 'unattached', 'spam', 'automatic', 'bounce', 'loop', 'too-many', 'duplicate', 'too-large', 'unreadable')),
  -- waiting: an agent looks; settled: it is in a dossier, or nothing is to be done; binned: erased at its term
  state text NOT NULL CHECK (state IN ('waiting', 'settled', 'binned')),
  -- a dossier that it may be about, though it joined it not
  suggested_dossier_id uuid,
  dossier_id uuid,
  times integer NOT NULL DEFAULT 1,
  received_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text NOT NULL DEFAULT '',
  erased_at timestamptz,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, identity),
  FOREIGN KEY (authority_id, mailbox_id) REFERENCES mailboxes (authority_id, id) ON DELETE SET NULL (mailbox_id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE SET NULL (dossier_id),
  FOREIGN KEY (authority_id, suggested_dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE SET NULL (suggested_dossier_id)
);
CREATE INDEX received_messages_listed ON received_messages (authority_id, state, received_at DESC) WHERE erased_at IS NULL;
CREATE INDEX received_messages_sender ON received_messages (authority_id, sender, received_at DESC) WHERE sender <> '';
CREATE INDEX received_messages_dossier ON received_messages (authority_id, dossier_id, received_at DESC) WHERE dossier_id IS NOT NULL;
CREATE INDEX received_messages_suggested ON received_messages (authority_id, suggested_dossier_id) WHERE suggested_dossier_id IS NOT NULL;

-- The reference that an outgoing e-mail carries, and the dossier that it stands for.
CREATE TABLE mail_threads (
  authority_id text NOT NULL,
  reference text NOT NULL,
  dossier_id uuid NOT NULL,
  PRIMARY KEY (authority_id, reference),
  UNIQUE (authority_id, dossier_id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);

ALTER TABLE dossiers DROP CONSTRAINT dossiers_channel_check;
ALTER TABLE dossiers ADD CONSTRAINT dossiers_channel_check CHECK (channel IN ('web', 'counter', 'phone', 'letter', 'email', 'sms'));

CREATE INDEX outgoing_messages_sms ON outgoing_messages (recipient, created_at DESC) WHERE medium = 'sms';

-- The dossiers that wrote to a number lately, whichever their authority: an SMS that comes in says only where it comes from.
CREATE FUNCTION sms_threads(wanted text, since timestamptz)
  RETURNS TABLE (authority_id text, dossier_id uuid, written_at timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
DECLARE seen text := coalesce(current_setting('app.authorities', true), '');
BEGIN
  PERFORM set_config('app.authorities', (SELECT string_agg(a.id, ',') FROM authorities a), true);
  RETURN QUERY SELECT m.authority_id, m.dossier_id, max(m.created_at) FROM outgoing_messages m
    WHERE m.medium = 'sms' AND m.recipient = wanted AND m.created_at >= since AND m.dossier_id IS NOT NULL
    GROUP BY m.authority_id, m.dossier_id ORDER BY 3 DESC LIMIT 10;
  PERFORM set_config('app.authorities', seen, true);
END $$;
REVOKE ALL ON FUNCTION sms_threads(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sms_threads(text, timestamptz) TO parvis_app;

-- The mailboxes to be fetched, whichever their authority: asked each minute, in one statement.
CREATE FUNCTION mailboxes_to_fetch() RETURNS TABLE (authority_id text, id uuid)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
DECLARE seen text := coalesce(current_setting('app.authorities', true), '');
BEGIN
  PERFORM set_config('app.authorities', (SELECT string_agg(a.id, ',') FROM authorities a), true);
  RETURN QUERY SELECT b.authority_id, b.id FROM mailboxes b WHERE NOT b.paused ORDER BY b.fetched_at NULLS FIRST;
  PERFORM set_config('app.authorities', seen, true);
END $$;
REVOKE ALL ON FUNCTION mailboxes_to_fetch() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mailboxes_to_fetch() TO parvis_app;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['mailboxes', 'received_messages', 'mail_threads']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON mailboxes, mail_threads TO parvis_app;
GRANT SELECT, INSERT, UPDATE ON received_messages TO parvis_app;
