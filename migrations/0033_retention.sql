-- Holds for litigation, and proofs of purges that say by which rule and cannot be forged (docs/adr/0010).
CREATE TABLE dossier_holds (
  authority_id text NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  placed_at timestamptz NOT NULL,
  placed_by uuid NOT NULL,
  placed_by_name text NOT NULL,
  lift_reason text CHECK (lift_reason <> ''),
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_by_name text,
  PRIMARY KEY (authority_id, id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE,
  CHECK ((lifted_at IS NULL) = (lift_reason IS NULL))
);
CREATE UNIQUE INDEX dossier_holds_standing ON dossier_holds (authority_id, dossier_id) WHERE lifted_at IS NULL;
CREATE INDEX dossier_holds_dossier ON dossier_holds (authority_id, dossier_id);
ALTER TABLE dossier_holds ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossier_holds FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON dossier_holds
  USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
  WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')));
GRANT SELECT, INSERT, UPDATE ON dossier_holds TO parvis_app;

-- Whoever removes it, and by whatever way: a held dossier stays.
CREATE FUNCTION keep_held_dossier() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp
  AS $$
BEGIN
  IF EXISTS (SELECT FROM dossier_holds h
      WHERE h.authority_id = OLD.authority_id AND h.dossier_id = OLD.id AND h.lifted_at IS NULL) THEN
    RAISE EXCEPTION 'dossier % is held', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER keep_held BEFORE DELETE ON dossiers FOR EACH ROW EXECUTE FUNCTION keep_held_dossier();

-- By which rule, and authenticated as the seals are. Proofs of before have none of it.
ALTER TABLE purges
  ADD COLUMN procedure_version integer,
  ADD COLUMN retention_months integer,
  ADD COLUMN due_on date,
  ADD COLUMN events integer,
  -- purged again after the restoration of a copy of before
  ADD COLUMN again boolean,
  ADD COLUMN key_id text,
  ADD COLUMN mac bytea;
CREATE INDEX purges_at ON purges (authority_id, purged_at);
CREATE INDEX purges_dossier ON purges (authority_id, dossier_hash);

-- The rows of a dossier and its proof, in one act. Called by the two functions below, which say when it may be.
CREATE FUNCTION erase_dossier(wanted_authority text, wanted_dossier uuid, proof jsonb) RETURNS void
  LANGUAGE plpgsql SET search_path = public, pg_temp
  AS $$
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
END $$;
REVOKE ALL ON FUNCTION erase_dossier(text, uuid, jsonb) FROM PUBLIC;

-- At its term, unless it is held.
CREATE FUNCTION purge_due_dossier(wanted_authority text, wanted_dossier uuid, today date, proof jsonb) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
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
END $$;
REVOKE ALL ON FUNCTION purge_due_dossier(text, uuid, date, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION purge_due_dossier(text, uuid, date, jsonb) TO parvis_app;

-- What had been purged and came back with a copy of before: whatever its date, and a hold that had been lifted since. For
-- the owner alone.
CREATE FUNCTION purge_dossier_again(wanted_authority text, wanted_dossier uuid, proof jsonb) RETURNS void
  LANGUAGE plpgsql SET search_path = public, pg_temp
  AS $$
BEGIN
  DELETE FROM dossier_holds h WHERE h.authority_id = wanted_authority AND h.dossier_id = wanted_dossier;
  PERFORM erase_dossier(wanted_authority, wanted_dossier, proof);
END $$;
REVOKE ALL ON FUNCTION purge_dossier_again(text, uuid, jsonb) FROM PUBLIC;
