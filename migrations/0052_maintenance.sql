-- What residents are told of the service: maintenance mode, during which requests and messages wait while everything can be read
-- and drafts are kept; incidents and works announced by whoever administers the territory. All of it is public, is of the
-- installation and of no authority.
CREATE TABLE maintenance_periods (
  id uuid PRIMARY KEY,
  began_at timestamptz NOT NULL,
  -- As announced; it ends when somebody ends it.
  until timestamptz,
  message_fr text,
  message_en text,
  -- An agent's id, or `command`.
  begun_by text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  CHECK (until > began_at),
  CHECK (ended_at >= began_at),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
-- One at a time.
CREATE UNIQUE INDEX maintenance_under_way ON maintenance_periods ((ended_at IS NULL)) WHERE ended_at IS NULL;
CREATE INDEX maintenance_periods_last ON maintenance_periods (began_at DESC);
GRANT SELECT, INSERT, UPDATE ON maintenance_periods TO parvis_app;

CREATE TABLE service_notices (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('incident', 'works')),
  -- How much of the service it takes away.
  severity text NOT NULL CHECK (severity IN ('information', 'disturbance', 'interruption')),
  text_fr text NOT NULL,
  text_en text,
  begins_at timestamptz NOT NULL,
  -- Works have an end from the beginning; an incident has one when somebody says that it is over.
  ends_at timestamptz,
  published_at timestamptz NOT NULL,
  published_by uuid NOT NULL,
  ended_by uuid,
  CHECK (ends_at >= begins_at),
  CHECK (kind = 'incident' OR ends_at IS NOT NULL)
);
CREATE INDEX service_notices_last ON service_notices (begins_at DESC);
GRANT SELECT, INSERT, UPDATE, DELETE ON service_notices TO parvis_app;

-- Every process hears of it with the commit.
CREATE FUNCTION tell_service() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('parvis_service', TG_TABLE_NAME);
  RETURN NULL;
END $$;
CREATE TRIGGER maintenance_told AFTER INSERT OR UPDATE OR DELETE ON maintenance_periods
  FOR EACH STATEMENT EXECUTE FUNCTION tell_service();
CREATE TRIGGER notices_told AFTER INSERT OR UPDATE OR DELETE ON service_notices
  FOR EACH STATEMENT EXECUTE FUNCTION tell_service();
