-- The agents' desk: what is searched, views that are kept, acts on many dossiers, exports, who is looking.

-- ---------------------------------------------------------------- what is searched

-- The words of a dossier: its code, its applicant, its answers, its messages and notes, the names of its documents. Each
-- begins with the authority's identifier, so that an index range holds the words of one authority and of no other; and
-- what never changes of a dossier (procedure, commune, channel, each answer) stands there too, as `#name=value`.
CREATE TABLE dossier_words (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (authority_id, dossier_id),
  FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE
);
-- Words that wait to be sorted in are read one by one by each search: few of them.
CREATE INDEX dossier_words_words ON dossier_words USING gin (words) WITH (gin_pending_list_limit = 256);

-- The value of an answer as it is compared: without accents, case and surrounding spaces, shortened.
CREATE FUNCTION plain_answer(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN left(btrim(lower(public.unaccent('public.unaccent'::regdictionary, value))), 80);

-- In plpgsql, whose plans are kept: each filing runs these, and a function of plain SQL costs three times as much.
CREATE FUNCTION authority_words(authority text, value tsvector) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN array_to_tsvector(ARRAY(SELECT authority || '/' || lexeme FROM unnest(tsvector_to_array(value)) lexeme));
END $$;

-- One lexeme for each simple answer; those of rows of a group under the field's own name.
CREATE FUNCTION answer_facets(authority text, answers jsonb) RETURNS text[]
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  facets text[] := '{}';
  field text;
  value jsonb;
  item jsonb;
  said text;
BEGIN
  FOR field, value IN SELECT * FROM jsonb_each(answers) LOOP
    CASE jsonb_typeof(value)
      WHEN 'object' THEN
        said := coalesce(value ->> 'label', value ->> 'name', '');
      WHEN 'array' THEN
        said := '';
        FOR item IN SELECT * FROM jsonb_array_elements(value) LOOP
          IF jsonb_typeof(item) = 'object' THEN
            facets := facets || public.answer_facets(authority, item);
          ELSE
            facets := facets || (authority || '#' || left(field, 80) || '=' || public.plain_answer(coalesce(item #>> '{}', '')));
          END IF;
        END LOOP;
      ELSE
        said := coalesce(value #>> '{}', '');
    END CASE;
    IF said <> '' THEN
      facets := facets || (authority || '#' || left(field, 80) || '=' || public.plain_answer(said));
    END IF;
  END LOOP;
  RETURN facets;
END $$;

CREATE FUNCTION words_of_dossier(d dossiers) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN public.authority_words(d.authority_id,
      to_tsvector('public.french_unaccent'::regconfig,
        d.code || ' ' || d.applicant_name || ' ' || coalesce(d.applicant_email, '') || ' ' || coalesce(d.applicant_phone, '') || ' ' || d.headline)
      || jsonb_to_tsvector('public.french_unaccent'::regconfig, d.answers, '["string", "numeric"]'))
    || array_to_tsvector(public.answer_facets(d.authority_id, d.answers) || ARRAY[
      d.authority_id || '#:procedure=' || d.procedure_id,
      d.authority_id || '#:commune=' || coalesce(d.commune_code, ''),
      d.authority_id || '#:channel=' || d.channel]);
END $$;

-- A file name is one word to PostgreSQL; people look for its parts.
CREATE FUNCTION words_of_name(authority text, name text) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN public.authority_words(authority,
    to_tsvector('public.french_unaccent'::regconfig, regexp_replace(name, '[^[:alnum:]]+', ' ', 'g')));
END $$;

CREATE FUNCTION keep_dossier_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE said text; named text; found tsvector;
BEGIN
  -- A dossier that is new has no history yet; its documents may have been there before it.
  IF TG_OP = 'UPDATE' THEN
    SELECT string_agg(e.data ->> 'body', ' ') INTO said FROM dossier_events e
      WHERE e.authority_id = NEW.authority_id AND e.dossier_id = NEW.id AND e.data ? 'body';
  END IF;
  SELECT string_agg(f.name, ' ') INTO named FROM documents f
    WHERE f.authority_id = NEW.authority_id AND f.dossier_id = NEW.id;
  found := words_of_dossier(NEW);
  IF said IS NOT NULL THEN found := found || authority_words(NEW.authority_id, to_tsvector('public.french_unaccent', said)); END IF;
  IF named IS NOT NULL THEN found := found || words_of_name(NEW.authority_id, named); END IF;
  INSERT INTO dossier_words AS w (authority_id, dossier_id, words) VALUES (NEW.authority_id, NEW.id, found)
  ON CONFLICT (authority_id, dossier_id) DO UPDATE SET words = excluded.words;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_words AFTER INSERT ON dossiers FOR EACH ROW EXECUTE FUNCTION keep_dossier_words();
CREATE TRIGGER keep_changed_words AFTER UPDATE ON dossiers FOR EACH ROW
  WHEN (old.answers IS DISTINCT FROM new.answers OR old.applicant_name IS DISTINCT FROM new.applicant_name
    OR old.applicant_email IS DISTINCT FROM new.applicant_email OR old.applicant_phone IS DISTINCT FROM new.applicant_phone
    OR old.headline IS DISTINCT FROM new.headline OR old.code IS DISTINCT FROM new.code
    OR old.procedure_id IS DISTINCT FROM new.procedure_id OR old.commune_code IS DISTINCT FROM new.commune_code
    OR old.channel IS DISTINCT FROM new.channel)
  EXECUTE FUNCTION keep_dossier_words();

CREATE FUNCTION add_event_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE dossier_words w
  SET words = w.words || authority_words(NEW.authority_id, to_tsvector('public.french_unaccent', NEW.data ->> 'body'))
  WHERE w.authority_id = NEW.authority_id AND w.dossier_id = NEW.dossier_id;
  RETURN NULL;
END $$;
CREATE TRIGGER add_words AFTER INSERT ON dossier_events FOR EACH ROW
  WHEN (new.data ? 'body') EXECUTE FUNCTION add_event_words();

CREATE FUNCTION add_document_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE dossier_words w SET words = w.words || words_of_name(NEW.authority_id, NEW.name)
  WHERE w.authority_id = NEW.authority_id AND w.dossier_id = NEW.dossier_id;
  RETURN NULL;
END $$;
CREATE TRIGGER add_words AFTER INSERT OR UPDATE OF dossier_id ON documents FOR EACH ROW
  WHEN (new.dossier_id IS NOT NULL) EXECUTE FUNCTION add_document_words();

-- What was erased of a dossier's history or documents can no longer be found by it.
CREATE FUNCTION forget_erased_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE gone record := OLD; said text; named text;
BEGIN
  IF gone.dossier_id IS NULL THEN RETURN NULL; END IF;
  SELECT string_agg(e.data ->> 'body', ' ') INTO said FROM dossier_events e
    WHERE e.authority_id = gone.authority_id AND e.dossier_id = gone.dossier_id AND e.data ? 'body';
  SELECT string_agg(f.name, ' ') INTO named FROM documents f
    WHERE f.authority_id = gone.authority_id AND f.dossier_id = gone.dossier_id;
  UPDATE dossier_words w SET words = words_of_dossier(d)
    || authority_words(d.authority_id, to_tsvector('public.french_unaccent', coalesce(said, '')))
    || words_of_name(d.authority_id, coalesce(named, ''))
  FROM dossiers d
  WHERE d.authority_id = gone.authority_id AND d.id = gone.dossier_id
    AND w.authority_id = d.authority_id AND w.dossier_id = d.id;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_words AFTER UPDATE ON dossier_events FOR EACH ROW
  WHEN (old.data ? 'body' AND old.data IS DISTINCT FROM new.data) EXECUTE FUNCTION forget_erased_words();
CREATE TRIGGER forget_words AFTER DELETE ON documents FOR EACH ROW EXECUTE FUNCTION forget_erased_words();

ALTER TABLE dossiers DROP COLUMN words;

DO $$
BEGIN
  PERFORM set_config('app.authorities', coalesce((SELECT string_agg(id, ',') FROM authorities), ''), true);
  INSERT INTO dossier_words (authority_id, dossier_id, words)
  SELECT d.authority_id, d.id, words_of_dossier(d)
    || authority_words(d.authority_id, to_tsvector('public.french_unaccent', coalesce((SELECT string_agg(e.data ->> 'body', ' ')
      FROM dossier_events e WHERE e.authority_id = d.authority_id AND e.dossier_id = d.id AND e.data ? 'body'), '')))
    || words_of_name(d.authority_id, coalesce((SELECT string_agg(f.name, ' ')
      FROM documents f WHERE f.authority_id = d.authority_id AND f.dossier_id = d.id), ''))
  FROM dossiers d;
  PERFORM set_config('app.authorities', '', true);
END $$;

-- A question about words, put to one authority.
CREATE FUNCTION words_of_authority(authority text, typed tsquery) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN regexp_replace(typed::text, '''((?:[^'']|'''')+)''', '''' || authority || '/\1''', 'g')::tsquery;
CREATE FUNCTION word_of(authority text, word text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN ('''' || replace(replace(authority || word, '\', '\\'), '''', '''''') || '''')::tsquery;

-- `@@` may not be pushed below row-level security (it is not leakproof): asked by the application, it would read every row
-- of the authority. This function reads as the owner, looks only for words that begin with an authority of the
-- transaction, and gives back nothing but identifiers; the rows themselves are then read under the policies.
-- `typed`: a tsquery whose words have no authority yet; `facets`: `name=value`, all of which must hold.
CREATE FUNCTION find_dossiers_by_words(typed tsquery, facets text[], most integer)
  RETURNS TABLE (authority_id text, dossier_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 500
  SET search_path = public, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_custom_plan
  AS $$
DECLARE
  scope text[] := string_to_array(nullif(current_setting('app.authorities', true), ''), ',');
  wanted tsquery;
  asked tsquery;
  facet text;
  one text;
BEGIN
  IF scope IS NULL THEN RETURN; END IF;
  FOREACH one IN ARRAY scope LOOP
    asked := NULL;
    IF typed IS NOT NULL THEN
      IF numnode(typed) = 0 THEN RETURN; END IF;
      asked := words_of_authority(one, typed);
    END IF;
    FOREACH facet IN ARRAY facets LOOP
      asked := CASE WHEN asked IS NULL THEN word_of(one, '#' || facet) ELSE asked && word_of(one, '#' || facet) END;
    END LOOP;
    wanted := CASE WHEN wanted IS NULL THEN asked ELSE wanted || asked END;
  END LOOP;
  IF wanted IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT f.authority_id, f.dossier_id
    FROM (SELECT w.authority_id, w.dossier_id FROM dossier_words w WHERE w.words @@ wanted LIMIT most) f
    WHERE f.authority_id = ANY (scope);
END $$;

-- ---------------------------------------------------------------- the lists in their orders

DROP INDEX dossiers_open;
CREATE INDEX dossiers_open ON dossiers (authority_id, team_id, phase, due_on, id);
CREATE INDEX dossiers_unassigned ON dossiers (authority_id, team_id, phase, due_on, id)
  WHERE assignee_id IS NULL AND phase IN ('received', 'in-progress', 'waiting-applicant');
CREATE INDEX dossiers_open_filed ON dossiers (authority_id, team_id, phase, submitted_at, id)
  WHERE phase IN ('received', 'in-progress', 'waiting-applicant');
CREATE INDEX dossiers_answered ON dossiers (authority_id, team_id, phase, due_on, id)
  WHERE last_applicant_act_at > submitted_at AND last_applicant_act_at >= updated_at
    AND phase IN ('received', 'in-progress', 'waiting-applicant');
CREATE INDEX dossiers_updated ON dossiers (authority_id, team_id, updated_at DESC, id DESC);
CREATE INDEX dossiers_named ON dossiers (authority_id, team_id, applicant_name, id);

-- ---------------------------------------------------------------- views that are kept

CREATE TABLE saved_views (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  owner_id uuid NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 80),
  -- Filters, order and columns, as in the address of the list.
  query text NOT NULL CHECK (length(query) <= 2000),
  sharing text NOT NULL CHECK (sharing IN ('private', 'team', 'authority')),
  team_id uuid CHECK ((sharing = 'team') = (team_id IS NOT NULL)),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, id),
  FOREIGN KEY (authority_id, team_id) REFERENCES teams (authority_id, id) ON DELETE CASCADE
);
CREATE INDEX saved_views_owner ON saved_views (authority_id, owner_id);

-- The view that an agent finds on arrival.
CREATE TABLE first_views (
  authority_id text NOT NULL,
  agent_id uuid NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  view_id uuid NOT NULL,
  PRIMARY KEY (authority_id, agent_id),
  FOREIGN KEY (authority_id, view_id) REFERENCES saved_views (authority_id, id) ON DELETE CASCADE
);

-- ---------------------------------------------------------------- acts on many dossiers

-- Kept under the authority that employs the agent; the dossiers may be those of other authorities.
CREATE TABLE bulk_runs (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  agent_id uuid NOT NULL REFERENCES agents (id),
  -- What the page made, so that a form sent twice is one run.
  key text NOT NULL,
  act jsonb NOT NULL,
  -- The list whose every dossier was chosen; null when they were ticked one by one.
  query text,
  origin text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done')),
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, agent_id, key)
);
CREATE TABLE bulk_run_rows (
  authority_id text NOT NULL,
  run_id uuid NOT NULL,
  position integer NOT NULL,
  dossier_authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  code text NOT NULL,
  -- Null while it has not been done.
  outcome text CHECK (outcome IN ('done', 'unchanged', 'refused', 'impossible', 'failed')),
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (authority_id, run_id, position),
  UNIQUE (authority_id, run_id, dossier_authority_id, dossier_id),
  FOREIGN KEY (authority_id, run_id) REFERENCES bulk_runs (authority_id, id) ON DELETE CASCADE
);
CREATE INDEX bulk_run_rows_left ON bulk_run_rows (authority_id, run_id, position) WHERE outcome IS NULL;

-- ---------------------------------------------------------------- exports

CREATE TABLE desk_exports (
  authority_id text NOT NULL REFERENCES authorities (id),
  id uuid NOT NULL,
  agent_id uuid NOT NULL REFERENCES agents (id),
  agent_name text NOT NULL,
  key text NOT NULL,
  query text NOT NULL,
  format text NOT NULL CHECK (format IN ('csv', 'ods')),
  columns text[] NOT NULL,
  with_answers boolean NOT NULL,
  locale text NOT NULL,
  origin text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'ready', 'failed', 'removed')),
  rows_written integer NOT NULL DEFAULT 0,
  size bigint,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  expires_at timestamptz,
  PRIMARY KEY (authority_id, id),
  UNIQUE (authority_id, agent_id, key)
);
CREATE INDEX desk_exports_agent ON desk_exports (authority_id, agent_id, created_at DESC);
CREATE INDEX desk_exports_expiry ON desk_exports (authority_id, expires_at) WHERE state = 'ready';

-- Who asked for, made, fetched, removed which export: kept, never rewritten.
CREATE TABLE desk_export_acts (
  authority_id text NOT NULL,
  export_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('asked', 'made', 'failed', 'fetched', 'removed')),
  agent_id uuid,
  agent_name text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (authority_id, export_id, id),
  FOREIGN KEY (authority_id, export_id) REFERENCES desk_exports (authority_id, id)
);

-- ---------------------------------------------------------------- who is looking

-- Worth a minute: not worth a journal.
CREATE UNLOGGED TABLE dossier_presences (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  agent_name text NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (authority_id, dossier_id, agent_id)
);
CREATE INDEX dossier_presences_old ON dossier_presences (authority_id, seen_at);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['dossier_words', 'saved_views', 'first_views', 'bulk_runs', 'bulk_run_rows', 'desk_exports',
    'desk_export_acts', 'dossier_presences']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
      WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))$policy$, name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parvis_app', name);
  END LOOP;
END $$;
REVOKE UPDATE, DELETE ON desk_export_acts FROM parvis_app;
-- For `find_dossiers_by_words`, which runs as the owner and itself looks at the authorities of the transaction.
CREATE POLICY definer ON dossier_words FOR SELECT TO CURRENT_USER USING (true);
REVOKE ALL ON FUNCTION find_dossiers_by_words(tsquery, text[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_dossiers_by_words(tsquery, text[], integer) TO parvis_app;
