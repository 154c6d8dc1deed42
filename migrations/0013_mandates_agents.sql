-- Delegations between authorities: made and ended by an administrator, from an instant until another.

-- Who gave it; whether the requests filed meanwhile go to that team; when what was under way came back after its end.
ALTER TABLE processing_rights ADD COLUMN given_by uuid REFERENCES agents (id);
ALTER TABLE processing_rights ADD COLUMN receives boolean NOT NULL DEFAULT false;
ALTER TABLE processing_rights ADD COLUMN taken_back_at timestamptz;
ALTER TABLE processing_rights ADD CHECK (valid_until IS NULL OR valid_until >= valid_from);
CREATE INDEX processing_rights_to_take_back ON processing_rights (valid_until) WHERE receives;
CREATE INDEX processing_rights_team ON processing_rights (team_authority_id, team_id);

-- Ended delegations of which dossiers may be left with a team that sees them no more. A filing that was under way while the
-- delegation ended is caught by the second look, two minutes later.
CREATE FUNCTION delegations_to_take_back(wanted_now timestamptz)
  RETURNS TABLE (authority_id text, procedure_id text, team_authority_id text, team_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
    SELECT p.authority_id, p.procedure_id, p.team_authority_id, p.team_id
    FROM processing_rights p
    WHERE p.receives AND p.valid_until <= wanted_now
      AND (p.taken_back_at IS NULL OR p.taken_back_at < p.valid_until + interval '2 minutes')
    ORDER BY p.valid_until LIMIT 200
  $$;
REVOKE ALL ON FUNCTION delegations_to_take_back(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION delegations_to_take_back(timestamptz) TO parvis_app;

-- Whose procedures the teams of an authority process or processed: where the dossiers of its agents may be.
CREATE FUNCTION authorities_served_by(wanted text) RETURNS TABLE (authority_id text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT DISTINCT p.authority_id FROM processing_rights p WHERE p.team_authority_id = wanted $$;
REVOKE ALL ON FUNCTION authorities_served_by(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION authorities_served_by(text) TO parvis_app;
