-- A question was put to all the shelves of its months at once: an OR of as many ANDs, for which the index looks at every
-- dossier that has any of the words (`école pont` read 100,000 of them to give 7,900). Each shelf is now asked by itself: the
-- shorter list of its words leads, and the others are only looked up in.
CREATE OR REPLACE FUNCTION gather_from_shelves(question text, scope text[], standings text[], start_month integer, newest boolean,
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
  months_read integer := 0;
  bound integer := most;
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
    -- When all are wanted, the first months tell whether they will be too many: the fewer are read, the wider the doubt. Open
    -- dossiers are of the last months, which tell nothing of the others.
    IF enough IS NULL AND 'e' = ANY (standings) THEN
      bound := least(most, greatest(200, most::bigint * (months_read + abs(month - upto) + 4) / (last - first + 1)));
    END IF;
    SELECT array_agg(f.authority_id), array_agg(f.dossier_id) INTO some_authorities, some_ids
      FROM (
        SELECT w.authority_id, w.dossier_id
        FROM unnest(scope) one, generate_series(least(month, upto), greatest(month, upto)) m, unnest(standings) standing
        CROSS JOIN LATERAL (
          SELECT v.authority_id, v.dossier_id FROM dossier_words v
          WHERE shelved_words(v.shelf, v.words) @@ replace(question, E'\x01', one || '.' || m || standing)::tsquery
          OFFSET 0
        ) w
        LIMIT bound - total + 1
      ) f
      WHERE f.authority_id = ANY (scope);
    n := coalesce(cardinality(some_ids), 0);
    IF total + n > bound THEN
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
    months_read := months_read + abs(month - upto) + 1;
    read_until := upto;
    month := CASE WHEN newest THEN upto - 1 ELSE upto + 1 END;
    EXIT WHEN total >= enough;
    IF enough IS NULL THEN
      width := least(width * 2, 8);
    ELSE
      -- As many months as should hold what is still wanted.
      width := CASE WHEN n = 0 THEN width * 4 ELSE least(width * 4, greatest(1, (enough - total) * width / n)) END;
    END IF;
  END LOOP;
  IF month NOT BETWEEN first AND last THEN read_until := NULL; END IF;
END $$;
REVOKE ALL ON FUNCTION gather_from_shelves(text, text[], text[], integer, boolean, integer, integer) FROM PUBLIC;
