-- Words stand on shelves: those of one authority, of the dossiers filed in one month (UTC), open or ended. A search reads
-- the shelves that its list is about, the newest first, and stops when it has a page; one for open dossiers never sees the
-- words of a closed one. The words themselves are kept plain, so that those of a row are asked without a shelf.

CREATE FUNCTION filed_month(at timestamptz) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN (extract(year FROM at AT TIME ZONE 'UTC')::integer - 2000) * 12
    + extract(month FROM at AT TIME ZONE 'UTC')::integer - 1;
CREATE FUNCTION is_open_phase(phase text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN phase IN ('received', 'in-progress', 'waiting-applicant');
CREATE FUNCTION shelf_of(authority text, at timestamptz, phase text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN authority || '.' || filed_month(at) || CASE WHEN is_open_phase(phase) THEN 'o' ELSE 'e' END;

-- What the index holds of a row.
CREATE FUNCTION shelved_words(shelf text, words tsvector) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN array_to_tsvector(ARRAY(SELECT shelf || '/' || lexeme FROM unnest(tsvector_to_array(words)) lexeme));
END $$;

-- The first month of each authority: no search goes further back.
CREATE TABLE dossier_word_months (
  authority_id text PRIMARY KEY REFERENCES authorities (id),
  first_month integer NOT NULL
);
ALTER TABLE dossier_word_months ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossier_word_months FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON dossier_word_months
  USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
  WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')));
GRANT SELECT, INSERT, UPDATE ON dossier_word_months TO parvis_app;

-- ---------------------------------------------------------------- the words that there are

DROP FUNCTION find_dossiers_by_words(tsquery, text[], integer);
DROP INDEX dossier_words_words;
ALTER TABLE dossier_words RENAME TO dossier_words_before;
ALTER INDEX dossier_words_pkey RENAME TO dossier_words_before_pkey;
CREATE TABLE dossier_words (
  authority_id text NOT NULL,
  dossier_id uuid NOT NULL,
  shelf text NOT NULL,
  words tsvector NOT NULL
);

DO $$
BEGIN
  PERFORM set_config('app.authorities', coalesce((SELECT string_agg(id, ',') FROM authorities), ''), true);
  INSERT INTO dossier_words (authority_id, dossier_id, shelf, words)
  SELECT d.authority_id, d.id, shelf_of(d.authority_id, d.submitted_at, d.phase), array_to_tsvector(ARRAY(
      SELECT substr(lexeme, length(d.authority_id) + CASE substr(lexeme, length(d.authority_id) + 1, 1) WHEN '/' THEN 2 ELSE 1 END)
      FROM unnest(tsvector_to_array(w.words)) lexeme))
  FROM dossier_words_before w JOIN dossiers d ON d.authority_id = w.authority_id AND d.id = w.dossier_id
  ORDER BY d.authority_id, d.submitted_at;
  INSERT INTO dossier_word_months (authority_id, first_month)
  SELECT d.authority_id, filed_month(min(d.submitted_at)) FROM dossiers d GROUP BY 1;
END $$;

DROP TABLE dossier_words_before;
ALTER TABLE dossier_words
  ADD PRIMARY KEY (authority_id, dossier_id),
  ADD FOREIGN KEY (authority_id, dossier_id) REFERENCES dossiers (authority_id, id) ON DELETE CASCADE;
SELECT set_config('app.authorities', '', true);
-- Words that wait to be sorted in are read one by one by each search: few of them.
CREATE INDEX dossier_words_shelved ON dossier_words USING gin (shelved_words(shelf, words)) WITH (gin_pending_list_limit = 256);
ALTER TABLE dossier_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossier_words FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON dossier_words
  USING (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')))
  WITH CHECK (authority_id = ANY (string_to_array(current_setting('app.authorities', true), ',')));
-- For `find_dossiers_by_words`, which runs as the owner and itself looks at the authorities of the transaction.
CREATE POLICY definer ON dossier_words FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier_words TO parvis_app;

-- ---------------------------------------------------------------- words as they are kept

-- One lexeme for each simple answer; those of rows of a group under the field's own name.
CREATE FUNCTION answer_facets(answers jsonb) RETURNS text[]
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
            facets := facets || public.answer_facets(item);
          ELSE
            facets := facets || ('#' || left(field, 80) || '=' || public.plain_answer(coalesce(item #>> '{}', '')));
          END IF;
        END LOOP;
      ELSE
        said := coalesce(value #>> '{}', '');
    END CASE;
    IF said <> '' THEN
      facets := facets || ('#' || left(field, 80) || '=' || public.plain_answer(said));
    END IF;
  END LOOP;
  RETURN facets;
END $$;

CREATE OR REPLACE FUNCTION words_of_dossier(d dossiers) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN strip(to_tsvector('public.french_unaccent'::regconfig,
        d.code || ' ' || d.applicant_name || ' ' || coalesce(d.applicant_email, '') || ' ' || coalesce(d.applicant_phone, '') || ' ' || d.headline)
      || jsonb_to_tsvector('public.french_unaccent'::regconfig, d.answers, '["string", "numeric"]'))
    || array_to_tsvector(public.answer_facets(d.answers) || ARRAY[
      '#:procedure=' || d.procedure_id,
      '#:commune=' || coalesce(d.commune_code, ''),
      '#:channel=' || d.channel]);
END $$;

-- A file name is one word to PostgreSQL; people look for its parts.
CREATE FUNCTION words_of_name(name text) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN strip(to_tsvector('public.french_unaccent'::regconfig, regexp_replace(name, '[^[:alnum:]]+', ' ', 'g')));
END $$;

CREATE OR REPLACE FUNCTION keep_dossier_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE said text; named text; found_words tsvector; month integer;
BEGIN
  -- A dossier that is new has no history yet; its documents may have been there before it.
  IF TG_OP = 'UPDATE' THEN
    SELECT string_agg(e.data ->> 'body', ' ') INTO said FROM dossier_events e
      WHERE e.authority_id = NEW.authority_id AND e.dossier_id = NEW.id AND e.data ? 'body';
  END IF;
  SELECT string_agg(f.name, ' ') INTO named FROM documents f
    WHERE f.authority_id = NEW.authority_id AND f.dossier_id = NEW.id;
  found_words := words_of_dossier(NEW);
  IF said IS NOT NULL THEN found_words := found_words || strip(to_tsvector('public.french_unaccent', said)); END IF;
  IF named IS NOT NULL THEN found_words := found_words || words_of_name(named); END IF;
  INSERT INTO dossier_words AS w (authority_id, dossier_id, shelf, words)
  VALUES (NEW.authority_id, NEW.id, shelf_of(NEW.authority_id, NEW.submitted_at, NEW.phase), found_words)
  ON CONFLICT (authority_id, dossier_id) DO UPDATE SET shelf = excluded.shelf, words = excluded.words;
  month := filed_month(NEW.submitted_at);
  PERFORM FROM dossier_word_months m WHERE m.authority_id = NEW.authority_id AND m.first_month <= month;
  IF NOT FOUND THEN
    INSERT INTO dossier_word_months AS m (authority_id, first_month) VALUES (NEW.authority_id, month)
    ON CONFLICT (authority_id) DO UPDATE SET first_month = least(m.first_month, excluded.first_month);
  END IF;
  RETURN NULL;
END $$;

-- Opened, ended, opened again.
CREATE FUNCTION change_word_shelf() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE dossier_words w SET shelf = shelf_of(NEW.authority_id, NEW.submitted_at, NEW.phase)
  WHERE w.authority_id = NEW.authority_id AND w.dossier_id = NEW.id
    AND w.shelf <> shelf_of(NEW.authority_id, NEW.submitted_at, NEW.phase);
  RETURN NULL;
END $$;
CREATE TRIGGER keep_shelf AFTER UPDATE ON dossiers FOR EACH ROW
  WHEN (is_open_phase(old.phase) IS DISTINCT FROM is_open_phase(new.phase)) EXECUTE FUNCTION change_word_shelf();

-- The moment of filing never changes in the product; were it corrected, the words are kept anew.
DROP TRIGGER keep_changed_words ON dossiers;
CREATE TRIGGER keep_changed_words AFTER UPDATE ON dossiers FOR EACH ROW
  WHEN (old.answers IS DISTINCT FROM new.answers OR old.applicant_name IS DISTINCT FROM new.applicant_name
    OR old.applicant_email IS DISTINCT FROM new.applicant_email OR old.applicant_phone IS DISTINCT FROM new.applicant_phone
    OR old.headline IS DISTINCT FROM new.headline OR old.code IS DISTINCT FROM new.code
    OR old.procedure_id IS DISTINCT FROM new.procedure_id OR old.commune_code IS DISTINCT FROM new.commune_code
    OR old.channel IS DISTINCT FROM new.channel OR old.submitted_at IS DISTINCT FROM new.submitted_at)
  EXECUTE FUNCTION keep_dossier_words();

CREATE OR REPLACE FUNCTION add_event_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE dossier_words w SET words = w.words || strip(to_tsvector('public.french_unaccent', NEW.data ->> 'body'))
  WHERE w.authority_id = NEW.authority_id AND w.dossier_id = NEW.dossier_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION add_document_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE dossier_words w SET words = w.words || words_of_name(NEW.name)
  WHERE w.authority_id = NEW.authority_id AND w.dossier_id = NEW.dossier_id;
  RETURN NULL;
END $$;

-- What was erased of a dossier's history or documents can no longer be found by it.
CREATE OR REPLACE FUNCTION forget_erased_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE gone record := OLD; said text; named text;
BEGIN
  IF gone.dossier_id IS NULL THEN RETURN NULL; END IF;
  SELECT string_agg(e.data ->> 'body', ' ') INTO said FROM dossier_events e
    WHERE e.authority_id = gone.authority_id AND e.dossier_id = gone.dossier_id AND e.data ? 'body';
  SELECT string_agg(f.name, ' ') INTO named FROM documents f
    WHERE f.authority_id = gone.authority_id AND f.dossier_id = gone.dossier_id;
  UPDATE dossier_words w SET words = words_of_dossier(d)
    || strip(to_tsvector('public.french_unaccent', coalesce(said, ''))) || words_of_name(coalesce(named, ''))
  FROM dossiers d
  WHERE d.authority_id = gone.authority_id AND d.id = gone.dossier_id
    AND w.authority_id = d.authority_id AND w.dossier_id = d.id;
  RETURN NULL;
END $$;

DROP FUNCTION words_of_name(text, text);
DROP FUNCTION answer_facets(text, jsonb);
DROP FUNCTION authority_words(text, tsvector);
DROP FUNCTION words_of_authority(text, tsquery);
DROP FUNCTION word_of(text, text);

-- ---------------------------------------------------------------- questions

CREATE FUNCTION facet_query(facet text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN ('''' || replace(replace('#' || facet, '\', '\\'), '''', '''''') || '''')::tsquery;

-- A question whose words are still without a shelf, as a text in which each shelf is then put.
CREATE FUNCTION unshelved_question(typed tsquery, facets text[]) RETURNS text
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE asked tsquery := typed; facet text;
BEGIN
  FOREACH facet IN ARRAY facets LOOP
    asked := CASE WHEN asked IS NULL THEN facet_query(facet) ELSE asked && facet_query(facet) END;
  END LOOP;
  RETURN regexp_replace(asked::text, '''((?:[^'']|'''')+)''', E'''\x01/\\1''', 'g');
END $$;

-- Reads shelves in the order of their months until `enough` dossiers have answered; all of them when `enough` is null.
-- Months are read whole. `too_many`: those read hold more than `most`, in no order, and say so instead of being read.
-- `read_until`: the last month that was read, null when none is left.
CREATE FUNCTION gather_from_shelves(question text, scope text[], standings text[], start_month integer, newest boolean,
    enough integer, most integer,
    OUT authorities text[], OUT ids uuid[], OUT too_many boolean, OUT read_until integer)
  LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  first integer;
  last integer := filed_month(now()) + 1;
  month integer;
  upto integer;
  width integer := 1;
  total integer := 0;
  wanted tsquery;
  some_authorities text[];
  some_ids uuid[];
  n integer;
BEGIN
  authorities := '{}'; ids := '{}'; too_many := false;
  SELECT min(m.first_month) INTO first FROM dossier_word_months m WHERE m.authority_id = ANY (scope);
  IF first IS NULL OR question IS NULL OR question = '' THEN RETURN; END IF;
  month := coalesce(start_month, CASE WHEN newest THEN last ELSE first END);
  WHILE month BETWEEN first AND last LOOP
    upto := CASE WHEN newest THEN greatest(first, month - width + 1) ELSE least(last, month + width - 1) END;
    SELECT string_agg('(' || replace(question, E'\x01', one || '.' || m || standing) || ')', '|')::tsquery INTO wanted
      FROM unnest(scope) one, generate_series(least(month, upto), greatest(month, upto)) m, unnest(standings) standing;
    SELECT array_agg(f.authority_id), array_agg(f.dossier_id) INTO some_authorities, some_ids
      FROM (SELECT w.authority_id, w.dossier_id FROM dossier_words w WHERE shelved_words(w.shelf, w.words) @@ wanted
        LIMIT most - total + 1) f
      WHERE f.authority_id = ANY (scope);
    n := coalesce(cardinality(some_ids), 0);
    IF total + n > most THEN
      IF enough IS NOT NULL AND width > 1 THEN width := 1; CONTINUE; END IF;
      IF enough IS NULL OR total = 0 THEN
        too_many := true;
        authorities := some_authorities; ids := some_ids;
      END IF;
      RETURN;
    END IF;
    authorities := authorities || some_authorities;
    ids := ids || some_ids;
    total := total + n;
    read_until := upto;
    month := CASE WHEN newest THEN upto - 1 ELSE upto + 1 END;
    EXIT WHEN total >= enough;
    -- As many months as should hold what is still wanted.
    width := CASE WHEN n = 0 OR enough IS NULL THEN width * 4
      ELSE least(width * 4, greatest(1, (enough - total) * width / n)) END;
  END LOOP;
  IF month NOT BETWEEN first AND last THEN read_until := NULL; END IF;
END $$;
REVOKE ALL ON FUNCTION gather_from_shelves(text, text[], text[], integer, boolean, integer, integer) FROM PUBLIC;

-- `@@` may not be pushed below row-level security (it is not leakproof): asked by the application, it would read every row
-- of the authority. This function reads as the owner, looks only at shelves of the authorities of the transaction, and
-- gives back nothing but identifiers; the rows themselves are then read under the policies.
-- `whole`: the words as they were typed; `beginnings`: words that begin so, asked when fewer than fifty dossiers have the
-- whole ones. `facets`: `name=value`, all of which must hold. `asked_of`: authorities. `standings`: 'o' open, 'e' ended.
-- `newest`: whether the months are read from the last one; `start_month`: from this one on (null: all).
CREATE FUNCTION find_dossiers_by_words(whole tsquery, beginnings tsquery, facets text[], asked_of text[], standings text[],
    start_month integer, newest boolean, enough integer, most integer,
    OUT authorities text[], OUT ids uuid[], OUT begins boolean, OUT too_many boolean, OUT read_until integer)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp
  -- Whatever the statistics say, the words are read by their index.
  SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off SET plan_cache_mode = force_generic_plan
  AS $$
DECLARE
  few constant integer := 50;
  scope text[] := ARRAY(SELECT unnest(string_to_array(nullif(current_setting('app.authorities', true), ''), ','))
    INTERSECT SELECT unnest(asked_of));
  question text;
BEGIN
  authorities := '{}'; ids := '{}'; too_many := false; begins := whole IS NULL AND beginnings IS NOT NULL;
  IF numnode(coalesce(whole, beginnings)) = 0 THEN RETURN; END IF;
  IF whole IS NOT NULL AND beginnings IS NOT NULL THEN
    question := unshelved_question(whole, facets);
    SELECT * INTO authorities, ids, too_many, read_until FROM gather_from_shelves(question, scope, standings, NULL,
      coalesce(newest, true), CASE WHEN enough IS NOT NULL THEN greatest(enough, few) END, most);
    begins := NOT too_many AND cardinality(ids) < few;
    IF NOT begins AND (start_month IS NULL OR too_many AND enough IS NULL) THEN RETURN; END IF;
  END IF;
  question := unshelved_question(CASE WHEN begins THEN beginnings ELSE whole END, facets);
  SELECT * INTO authorities, ids, too_many, read_until FROM gather_from_shelves(question, scope, standings, start_month,
    coalesce(newest, true), enough, most);
END $$;
REVOKE ALL ON FUNCTION find_dossiers_by_words(tsquery, tsquery, text[], text[], text[], integer, boolean, integer, integer)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_dossiers_by_words(tsquery, tsquery, text[], text[], text[], integer, boolean, integer, integer)
  TO parvis_app;
