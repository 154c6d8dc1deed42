-- What ends a session or a right is told to every process at once; a mandate that takes the place of another; a site that
-- comes back.

-- A notice leaves with the commit, and with nothing of a transaction that is undone. It carries no secret: the hash of a
-- session, the id of an account or of an agent.
CREATE FUNCTION tell_session() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('parvis_sessions', 'session ' || encode(OLD.token_hash, 'base64'));
  RETURN NULL;
END $$;
-- Visits are written down on `seen_at` and `expires_at`: of these nobody is told.
CREATE TRIGGER session_ended AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION tell_session();
CREATE TRIGGER session_changed AFTER UPDATE OF authenticated_at, assurance, factors, authority_id ON sessions
  FOR EACH ROW EXECUTE FUNCTION tell_session();
CREATE TRIGGER session_helped AFTER UPDATE OF helper ON federated_sessions
  FOR EACH ROW WHEN (NEW.helper IS DISTINCT FROM OLD.helper) EXECUTE FUNCTION tell_session();

CREATE FUNCTION tell_person() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('parvis_sessions', TG_ARGV[0] || ' ' || OLD.id);
  RETURN NULL;
END $$;
CREATE TRIGGER account_changed AFTER UPDATE OF email, given_names, family_name, closed_at ON accounts FOR EACH ROW
  WHEN ((OLD.email, OLD.given_names, OLD.family_name, OLD.closed_at)
    IS DISTINCT FROM (NEW.email, NEW.given_names, NEW.family_name, NEW.closed_at))
  EXECUTE FUNCTION tell_person('account');
CREATE TRIGGER agent_changed AFTER UPDATE OF email, name, active ON agents FOR EACH ROW
  WHEN ((OLD.email, OLD.name, OLD.active) IS DISTINCT FROM (NEW.email, NEW.name, NEW.active))
  EXECUTE FUNCTION tell_person('agent');

-- Roles, teams and what teams process: changed seldom, and by few.
CREATE FUNCTION tell_rights() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('parvis_sessions', 'agents');
  RETURN NULL;
END $$;
CREATE TRIGGER roles_changed AFTER INSERT OR UPDATE OR DELETE ON agent_roles
  FOR EACH STATEMENT EXECUTE FUNCTION tell_rights();
CREATE TRIGGER members_changed AFTER INSERT OR UPDATE OR DELETE ON team_members
  FOR EACH STATEMENT EXECUTE FUNCTION tell_rights();
CREATE TRIGGER rights_changed AFTER INSERT OR UPDATE OR DELETE ON processing_rights
  FOR EACH STATEMENT EXECUTE FUNCTION tell_rights();

-- The mandate that took the place of this one, once the person agreed to it: both stay.
ALTER TABLE mandates ADD COLUMN replaced_by uuid;

ALTER TABLE sso_site_acts DROP CONSTRAINT sso_site_acts_act_check;
ALTER TABLE sso_site_acts ADD CONSTRAINT sso_site_acts_act_check
  CHECK (act IN ('created', 'changed', 'secret-rotated', 'suspended', 'resumed', 'removed', 'restored'));
