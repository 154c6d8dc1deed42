-- Requests about a child whom two households share; what outlives a dossier.

-- Whose dossier it is: asked when it is purged, linked to others, shown beside those of its household.
CREATE INDEX account_dossiers_dossier ON account_dossiers (authority_id, dossier_id);

-- The opening was of another parent's file, which names this dossier: it opens nothing of this person's.
ALTER TABLE resident_file_views ADD COLUMN household boolean NOT NULL DEFAULT false;

-- An act on many dossiers holds the words that were written to each, for some authority's agents on another's dossiers
-- too: what goes with a dossier is found by it, whoever acted.
CREATE INDEX bulk_run_rows_dossier ON bulk_run_rows (dossier_authority_id, dossier_id);
CREATE INDEX bulk_runs_finished ON bulk_runs (authority_id, finished_at) WHERE state = 'done';
CREATE POLICY definer ON bulk_runs TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY definer ON bulk_run_rows TO CURRENT_USER USING (true) WITH CHECK (true);

-- Takes a dossier out of what stands beside it without being its own. An act that is still to be done keeps its words
-- until it is: it is swept then.
CREATE FUNCTION forget_dossier_traces(wanted_authority text, wanted_dossier uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
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
END $$;
REVOKE ALL ON FUNCTION forget_dossier_traces(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_dossier_traces(text, uuid) TO parvis_app;

-- Runs inside purge_dossier.
CREATE FUNCTION forget_purged_dossier() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp
  AS $$
BEGIN
  PERFORM forget_dossier_traces(OLD.authority_id, OLD.id);
  RETURN OLD;
END $$;
CREATE TRIGGER dossier_traces AFTER DELETE ON dossiers
  FOR EACH ROW EXECUTE FUNCTION forget_purged_dossier();

-- ---------------------------------------------------------------- who has work today: one question for the whole country

CREATE POLICY definer ON dossiers FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY definer ON clock_notices FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY definer ON morning_mails FOR SELECT TO CURRENT_USER USING (true);

-- A date that draws near (ninety days are the longest warning), one that has passed and was not noted, a filing of the
-- last days whose acknowledgement may have been lost. Three looks at an index for each authority.
CREATE FUNCTION authorities_with_clock_work(today date, since timestamptz) RETURNS TABLE (authority_id text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT a.id FROM authorities a
    WHERE EXISTS (SELECT FROM dossiers d WHERE d.authority_id = a.id AND d.due_on >= today AND d.due_on <= today + 90
        AND d.phase IN ('received', 'in-progress', 'waiting-applicant'))
      OR EXISTS (SELECT FROM dossiers d WHERE d.authority_id = a.id AND d.submitted_at >= since)
      OR EXISTS (SELECT FROM dossiers d WHERE d.authority_id = a.id AND d.due_on < today
        AND d.silence_rule IN ('accept', 'reject')
        AND NOT EXISTS (SELECT FROM clock_notices n WHERE n.authority_id = d.authority_id AND n.dossier_id = d.id
          AND n.kind = 'silence' AND n.due_on = d.due_on))
    ORDER BY 1
  $$;
REVOKE ALL ON FUNCTION authorities_with_clock_work(date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION authorities_with_clock_work(date, timestamptz) TO parvis_app;

CREATE FUNCTION authorities_with_morning_mails(today date) RETURNS TABLE (authority_id text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT DISTINCT m.authority_id FROM morning_mails m
    WHERE m.wanted AND (m.last_sent_on IS NULL OR m.last_sent_on < today) ORDER BY 1
  $$;
REVOKE ALL ON FUNCTION authorities_with_morning_mails(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION authorities_with_morning_mails(date) TO parvis_app;
