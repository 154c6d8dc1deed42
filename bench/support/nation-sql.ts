/** What `nation-data.ts` runs, step by step. */

export const schemaSql = `
  CREATE SCHEMA IF NOT EXISTS bench;
  CREATE TABLE IF NOT EXISTS bench.wanted (one boolean PRIMARY KEY DEFAULT true CHECK (one), dossiers bigint NOT NULL, base timestamptz NOT NULL);
  CREATE TABLE IF NOT EXISTS bench.steps (name text PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS bench.indexes (make text PRIMARY KEY);
  CREATE OR REPLACE FUNCTION bench.luck(n bigint, seed bigint) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (hashint8extended(n, seed) & 2147483647)::double precision / 2147483648.0`;

/** Who receives how much: four fifths of a commune's dossiers at its town hall, one at its EPCI. */
export const placesSql = ({ dossiers, intercommunal }: { dossiers: number; intercommunal: readonly string[] }) => `
  CREATE TABLE bench.places AS
  WITH latest AS (
    SELECT DISTINCT ON (procedure_id) procedure_id, definition ->> 'competence' IN (${intercommunal.map((one) => `'${one}'`).join(', ')}) AS intercommunal
    FROM procedure_versions ORDER BY procedure_id, version DESC
  ), offered AS (
    SELECT intercommunal, array_agg(procedure_id ORDER BY md5(procedure_id)) AS procedures FROM latest GROUP BY 1
  ), weighted AS (
    SELECT a.id, a.kind, a.slug, a.commune_code, a.short_name AS name,
      CASE WHEN a.kind = 'commune' THEN c.population * 0.8
        ELSE 0.2 * (SELECT coalesce(sum(m.population), 0) FROM communes m WHERE m.epci_siren = a.siren) END AS weight,
      coalesce(c.population, 0) AS population,
      (SELECT p.team_id FROM processing_rights p WHERE p.authority_id = a.id AND p.team_authority_id = a.id
        ORDER BY p.procedure_id <> '*', p.valid_from LIMIT 1) AS team_id,
      coalesce(a.commune_code, (SELECT m.code FROM communes m WHERE m.epci_siren = a.siren ORDER BY m.population DESC LIMIT 1)) AS commune
    FROM authorities a LEFT JOIN communes c ON c.code = a.commune_code WHERE a.kind IN ('commune', 'epci')
  ), planned AS (
    SELECT w.*, o.procedures, greatest(1, round(${dossiers} * weight / sum(weight) OVER ()))::bigint AS planned
    FROM weighted w JOIN offered o ON o.intercommunal = (w.kind = 'epci') WHERE w.team_id IS NOT NULL AND w.weight > 0
  )
  SELECT p.*, (sum(planned) OVER (ORDER BY id))::bigint - planned AS low, abs(hashtext(id)) AS shift, NULL::uuid[] AS members FROM planned p`;

/**
 * A desk for the largest commune, as many agents as it needs, and for the village nearest to two thousand inhabitants. The
 * first of each signs in: ville@nation.example, village@nation.example; both lead their team.
 */
export const peopleSql = (passwordHash: string) => `
  CREATE TABLE bench.desks AS
  SELECT 'ville' AS name, id, team_id, slug, commune_code, planned FROM (SELECT * FROM bench.places WHERE kind = 'commune' ORDER BY population DESC LIMIT 1) city
  UNION ALL
  SELECT 'village', id, team_id, slug, commune_code, planned FROM (SELECT * FROM bench.places WHERE kind = 'commune' ORDER BY abs(population - 2000), id LIMIT 1) village;
  CREATE TEMP TABLE bench_agents ON COMMIT DROP AS
  SELECT d.*, n, gen_random_uuid() AS agent_id FROM bench.desks d
  CROSS JOIN LATERAL generate_series(1, greatest(2, least(40, d.planned / 3000))) n;
  INSERT INTO agents (id, email, password_hash, name)
  SELECT agent_id, CASE WHEN n = 1 THEN name ELSE name || n END || '@nation.example', '${passwordHash}', 'Aline Roux ' || n FROM bench_agents;
  INSERT INTO agent_roles (authority_id, agent_id, role) SELECT id, agent_id, CASE WHEN n = 1 THEN 'team-leader' ELSE 'agent' END FROM bench_agents;
  INSERT INTO team_members (authority_id, team_id, agent_id, leader) SELECT id, team_id, agent_id, n = 1 FROM bench_agents;
  UPDATE bench.places p SET members = (SELECT array_agg(a.agent_id ORDER BY n) FROM bench_agents a WHERE a.id = p.id)
  WHERE p.id IN (SELECT id FROM bench_agents)`;

const vocabulary =
  `rue trottoir lampadaire poubelle école cantine inscription enfant facture arbre fontaine bruit voisin parking
travaux chaussée trou panneau passage piéton vélo bibliothèque rendez-vous acte naissance mariage copie certificat piscine
horaires place salle location association fuite eau compteur collecte encombrants déchetterie transport bus arrêt retard
garderie crèche permis clôture façade cimetière concession recensement chien terrasse échafaudage benne déménagement avenue
pont rivière inondation égout odeur rat pigeon graffiti banc aire jeux cassée éteinte bouchée urgente semaines fauteuil`
    .split(/\s+/)
    .join(',');

/** What is asked and by whom, with its words worked out: a dossier takes one and adds what is its own. */
export const modelsSql = `
  CREATE TABLE bench.models AS
  WITH lists AS (SELECT string_to_array('${vocabulary}', ',') AS w,
    string_to_array('Jeanne,Ahmed,Lucie,Paul,Maria,Yann,Zoé,Hélène,Karim,Nadège,Théo,Inès,Louis,Fatou,Hugo,Chloé,Émile,Rose,Samir,Léa', ',') AS given,
    string_to_array('Martin,Durand,Lefebvre,Petit,Moreau,Garcia,Roux,Leroy,Fournier,Girard,Bonnet,Dupont,Lambert,Fontaine,Rousseau,Vincent,Muller,Lefèvre,Faure,André,Mercier,Blanc,Guérin,Boyer,Garnier,Chevalier,François,Legrand,Gauthier,Perrin', ',') AS family),
  made AS (
    SELECT n, given[1 + floor(bench.luck(n, 11) * 20)::integer] AS first, family[1 + floor(bench.luck(n, 12) * 30)::integer] AS last,
      (SELECT string_agg(w[1 + floor(bench.luck(n * 40 + k, 13) * cardinality(w))::integer], ' ') FROM generate_series(1, 4 + (n % 6)::integer) k) AS text
    FROM generate_series(1, 4000) n, lists
  ), whole AS (
    SELECT n, first || ' ' || last AS name, initcap(split_part(text, ' ', 1)) || ', ' || split_part(text, ' ', 2) AS headline,
      jsonb_build_object('given_names', first, 'family_name', last, 'message', text) AS answers FROM made
  )
  SELECT w.*, ts_delete(words_of_dossier(jsonb_populate_record(NULL::dossiers, jsonb_build_object('authority_id', 'X', 'code', '',
      'applicant_name', name, 'headline', headline, 'answers', answers - 'message', 'procedure_id', '', 'commune_code', '', 'channel', ''))),
      ARRAY['#:procedure=', '#:commune=', '#:channel='])
    || strip(to_tsvector('public.french_unaccent', answers ->> 'message')) AS words
  FROM whole w;
  CREATE INDEX ON bench.models (n);
  ANALYZE bench.models;
  CREATE TABLE bench.states AS
  SELECT DISTINCT ON (procedure_id) procedure_id, version,
    ARRAY(SELECT s FROM jsonb_array_elements(workflow -> 'states') s WHERE s ->> 'phase' IN ('received', 'in-progress', 'waiting-applicant')) AS opens,
    ARRAY(SELECT s FROM jsonb_array_elements(workflow -> 'states') s WHERE s ->> 'phase' NOT IN ('received', 'in-progress', 'waiting-applicant')) AS ends
  FROM procedure_versions ORDER BY procedure_id, version DESC`;

/** The dossiers that were filed in one part of the three years, everywhere. */
export const sliceSql = (slice: number, slices: number) => `
  CREATE TEMP TABLE bench_slice ON COMMIT DROP AS
  SELECT *, uuidv7(at - now()) AS id, 'N' || upper(lpad(to_hex((n * 2654435761) & 4294967295), 10, '0')) AS code,
    'habitant' || n % greatest(20, planned / 3) || '@' || lower(authority_id) || '.example' AS email,
    (luck < 0.06 AND at > base - interval '200 days') OR (at > base - interval '30 days' AND luck < 0.7) OR luck < 0.01 AS open
  FROM (
    SELECT p.id AS authority_id, p.team_id, p.commune, p.members, p.planned, p.low + k AS n, w.base,
      p.procedures[1 + floor(power(bench.luck(p.low + k, 1), 2.2) * cardinality(p.procedures))::integer] AS procedure_id,
      w.base - interval '1095 days' + (${slice} + bench.luck(p.low + k, 2)) * interval '1095 days' / ${slices} AS at,
      bench.luck(p.low + k, 3) AS luck, bench.luck(p.low + k, 4) AS luck2, bench.luck(p.low + k, 5) AS luck3
    FROM bench.wanted w, bench.places p CROSS JOIN LATERAL generate_series(1 + (${slice} + p.shift) % ${slices}, p.planned, ${slices}) k
  ) drawn ORDER BY at;
  ANALYZE bench_slice;
  INSERT INTO dossiers (authority_id, id, code, procedure_id, procedure_version, state, phase, urgent, headline, team_authority_id,
    team_id, assignee_id, applicant_name, applicant_email, applicant_phone, channel, commune_code, answers, complete, submitted_at,
    updated_at, due_on, silence_rule, last_applicant_act_at, decided_at, closed_at, submission_key)
  SELECT b.authority_id, b.id, b.code, b.procedure_id, s.version, state.one ->> 'id', state.one ->> 'phase', b.n % 83 = 0,
    m.headline, b.authority_id, b.team_id,
    CASE WHEN b.luck3 < 0.6 THEN b.members[1 + b.n % greatest(1, cardinality(b.members))] END,
    m.name, b.email, CASE WHEN b.luck2 < 0.6 THEN '+336' || lpad((b.n % 90000000)::text, 8, '0') END,
    CASE WHEN b.luck3 < 0.8 THEN 'web' WHEN b.luck3 < 0.9 THEN 'counter' ELSE 'phone' END, b.commune, m.answers || jsonb_build_object('email', b.email),
    CASE WHEN b.luck2 < 0.3 THEN NULL ELSE b.luck2 < 0.85 END, b.at, b.at + b.luck * interval '20 days',
    CASE WHEN b.luck3 < 0.85 THEN (b.at + interval '61 days')::date END, 'none',
    CASE WHEN b.open AND b.luck3 < 0.08 THEN b.at + b.luck * interval '20 days' ELSE b.at END,
    CASE WHEN NOT b.open THEN least(b.base, b.at + b.luck * interval '25 days') END,
    CASE WHEN NOT b.open THEN least(b.base, b.at + b.luck * interval '25 days') END, uuidv7(b.at - now())
  FROM bench_slice b JOIN bench.models m ON m.n = 1 + (b.n * 7919) % 4000 JOIN bench.states s ON s.procedure_id = b.procedure_id
  CROSS JOIN LATERAL (SELECT CASE WHEN b.open THEN s.opens[1 + floor(b.luck2 * cardinality(s.opens))::integer]
    ELSE s.ends[1 + floor(b.luck2 * cardinality(s.ends))::integer] END AS one) state
  ORDER BY b.at;
  INSERT INTO dossier_words (authority_id, dossier_id, shelf, words)
  SELECT b.authority_id, b.id, shelf_of(b.authority_id, b.at, CASE WHEN b.open THEN 'received' ELSE 'closed' END),
    m.words || array_to_tsvector(ARRAY[lower(b.code), b.email, '#:procedure=' || b.procedure_id, '#:commune=' || b.commune])
  FROM bench_slice b JOIN bench.models m ON m.n = 1 + (b.n * 7919) % 4000 ORDER BY b.at;
  INSERT INTO dossier_events (authority_id, dossier_id, seq, at, kind, actor_kind, actor_name, visibility, data, previous_hash, hash)
  SELECT b.authority_id, b.id, k, b.at + (k - 1) * interval '31 hours', (ARRAY['submitted', 'acknowledged', 'message'])[k],
    (ARRAY['applicant', 'system', 'agent'])[k], CASE WHEN k = 3 THEN 'Aline Roux' ELSE '' END, 'public',
    CASE WHEN k = 3 THEN jsonb_build_object('body', 'Bonjour, votre demande est suivie.', 'from', 'agent', 'key', k) ELSE '{}' END,
    CASE WHEN k = 1 THEN decode(repeat('00', 32), 'hex') ELSE sha256(int8send(b.n * 4 + k - 1)) END, sha256(int8send(b.n * 4 + k))
  FROM bench_slice b CROSS JOIN LATERAL generate_series(1, CASE WHEN b.luck2 < 0.6 THEN 1 WHEN b.luck2 < 0.85 THEN 2 ELSE 3 END) k ORDER BY b.at;
  INSERT INTO tracking_codes (code, authority_id, dossier_id) SELECT code, authority_id, id FROM bench_slice`;

/** The first month of each authority, of which there are places enough once all slices are written. */
export const monthsSql = `
  INSERT INTO dossier_word_months AS m (authority_id, first_month)
  SELECT authority_id, filed_month(min(submitted_at)) FROM dossiers GROUP BY 1
  ON CONFLICT (authority_id) DO UPDATE SET first_month = least(m.first_month, excluded.first_month)`;

/** As the job of every night counts (`count-days.ts`), for all authorities at once. */
export const daysSql = `
  DELETE FROM dossier_days;
  INSERT INTO dossier_days (authority_id, day, procedure_id, team_authority_id, team_id, received, handled, handled_late)
  SELECT authority_id, day, procedure_id, team_authority_id, team_id, sum(received), sum(handled), 0 FROM (
    SELECT authority_id, (submitted_at AT TIME ZONE 'Europe/Paris')::date AS day, procedure_id, team_authority_id, team_id, 1 AS received, 0 AS handled FROM dossiers
    UNION ALL
    SELECT authority_id, (closed_at AT TIME ZONE 'Europe/Paris')::date, procedure_id, team_authority_id, team_id, 0, 1
    FROM dossiers WHERE closed_at IS NOT NULL AND phase <> 'withdrawn'
  ) counted WHERE day < (SELECT (base AT TIME ZONE 'Europe/Paris')::date FROM bench.wanted) GROUP BY 1, 2, 3, 4, 5`;

export const durationsSql = `
  DELETE FROM dossier_durations;
  INSERT INTO dossier_durations (authority_id, day, procedure_id, team_authority_id, team_id, lasted, dossiers)
  SELECT authority_id, (closed_at AT TIME ZONE 'Europe/Paris')::date, procedure_id, team_authority_id, team_id,
    greatest(0, (closed_at AT TIME ZONE 'Europe/Paris')::date - (submitted_at AT TIME ZONE 'Europe/Paris')::date), count(*)
  FROM dossiers WHERE closed_at IS NOT NULL AND phase <> 'withdrawn'
    AND (closed_at AT TIME ZONE 'Europe/Paris')::date < (SELECT (base AT TIME ZONE 'Europe/Paris')::date FROM bench.wanted)
  GROUP BY 1, 2, 3, 4, 5, 6`;

export const countsSql = `
  INSERT INTO dossier_rollups (authority_id, through, counted_at)
  SELECT DISTINCT p.id, (w.base AT TIME ZONE 'Europe/Paris')::date - 1, now() FROM bench.places p, bench.wanted w
  ON CONFLICT (authority_id) DO UPDATE SET through = excluded.through, counted_at = excluded.counted_at`;
