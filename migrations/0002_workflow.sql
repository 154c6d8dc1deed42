-- What workflows do by themselves: delays, calls to other systems, documents asked for one by one, assignment in turn,
-- and dossiers that no longer say whose they were.

-- Out of the lists of current affairs; found by searching until its retention is over.
ALTER TABLE dossiers ADD COLUMN archived_at timestamptz;

-- What an event said of a person was erased: its hash still stands, and the event that erased it tells which.
ALTER TABLE dossier_events ADD COLUMN erased_at timestamptz;

-- What will happen to a dossier by itself: a transition of its workflow, or the end of a suspension of its clock.
CREATE TABLE dossier_timers (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('transition', 'clock')),
  -- of the transition; empty for the clock
  name text NOT NULL,
  -- in which the dossier must still be
  state text NOT NULL,
  -- the first day on which it is done: the delay ended with the day before
  due_on date NOT NULL,
  origin text NOT NULL,
  PRIMARY KEY (authority_id, dossier_id, kind, name),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);
CREATE INDEX dossier_timers_due ON dossier_timers (due_on, authority_id);

-- Documents that the applicant is asked for, each answered with a file.
CREATE TABLE requested_documents (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  id uuid NOT NULL,
  label jsonb NOT NULL,
  position smallint NOT NULL,
  asked_at timestamptz NOT NULL,
  document_id uuid,
  answered_at timestamptz,
  -- no longer asked for
  withdrawn_at timestamptz,
  PRIMARY KEY (authority_id, dossier_id, id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);

-- The other systems that an authority's workflows call, by name, and the secret that signs the calls.
CREATE TABLE authority_hooks (
  authority_id text NOT NULL REFERENCES authorities (id),
  name text NOT NULL CHECK (name ~ '^[a-z][a-z0-9-]{0,60}$'),
  url text NOT NULL,
  wrapped_secret bytea NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, name)
);

-- Each call, with its state, so that a failure is seen and replayed.
CREATE TABLE hook_calls (
  authority_id text NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  hook text NOT NULL,
  transition text NOT NULL,
  -- the answers that are sent; null: none
  fields text[],
  origin text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'answered', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  status smallint,
  last_error text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);
CREATE INDEX hook_calls_dossier ON hook_calls (authority_id, dossier_id);

-- Whose turn it was last, where a team takes dossiers in turn.
CREATE TABLE team_turns (
  authority_id text NOT NULL REFERENCES authorities (id),
  team_authority_id text NOT NULL,
  team_id uuid NOT NULL,
  agent_id uuid,
  PRIMARY KEY (authority_id, team_authority_id, team_id)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['dossier_timers', 'requested_documents', 'authority_hooks', 'hook_calls', 'team_turns']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parvis_app', name);
  END LOOP;
END $$;

-- Clocks that were suspended before there were timers.
DO $$
BEGIN
  PERFORM set_config('app.authorities', coalesce((SELECT string_agg(id, ',') FROM authorities), ''), true);
  INSERT INTO dossier_timers (authority_id, dossier_id, kind, name, state, due_on, origin)
  SELECT d.authority_id, d.id, 'clock', '', d.state, (e.data -> 'suspension' ->> 'until')::date + 1, ''
  FROM dossiers d
  JOIN LATERAL (
    SELECT data FROM dossier_events e
    WHERE e.authority_id = d.authority_id AND e.dossier_id = d.id AND e.kind = 'transition' AND e.data ? 'suspension'
    ORDER BY e.seq DESC LIMIT 1
  ) e ON true
  WHERE d.clock_suspended_at IS NOT NULL AND d.silence_rule <> 'accept' AND e.data -> 'suspension' ? 'until';
  PERFORM set_config('app.authorities', '', true);
END $$;

-- The functions below run as the owner, for whom the policies hold too: these may be read whole by them.
CREATE POLICY definer ON dossier_timers FOR SELECT TO CURRENT_USER USING (true);

-- Which authorities have something to do today: one question instead of one for each authority of the country.
CREATE FUNCTION authorities_with_due_timers(today date) RETURNS TABLE (authority_id text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT DISTINCT t.authority_id FROM dossier_timers t WHERE t.due_on <= today ORDER BY 1 $$;
REVOKE ALL ON FUNCTION authorities_with_due_timers(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION authorities_with_due_timers(date) TO parvis_app;

-- Who is in a team, also in another authority's that processes by delegation: dossiers are given to them.
CREATE FUNCTION team_roster(wanted_authority text, wanted_team uuid)
  RETURNS TABLE (agent_id uuid, name text, email text, leader boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT a.id, a.name, a.email, m.leader
    FROM team_members m JOIN agents a ON a.id = m.agent_id
    JOIN agent_roles r ON r.authority_id = m.authority_id AND r.agent_id = m.agent_id
    WHERE m.authority_id = wanted_authority AND m.team_id = wanted_team AND a.active
    ORDER BY a.id
  $$;
REVOKE ALL ON FUNCTION team_roster(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION team_roster(text, uuid) TO parvis_app;

-- Erases from a dossier whose it was, history included. Hashes stay: the chain can still be followed, and the event
-- that the caller writes says which events were emptied. Runs under the authorities of the transaction.
CREATE FUNCTION anonymise_dossier(wanted_authority text, wanted_dossier uuid, kept_answers jsonb, happened_at timestamptz)
  RETURNS TABLE (seq integer, hash bytea)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
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
END $$;
REVOKE ALL ON FUNCTION anonymise_dossier(text, uuid, jsonb, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION anonymise_dossier(text, uuid, jsonb, timestamptz) TO parvis_app;
