import pg from 'pg';

/**
 * Fills the desks of a whole territory: dossiers in proportion to the population of each authority, over three years,
 * 6 % of them open, each with the ten or so events of a real one. Written by SQL with the triggers off, indexes made
 * afterwards: what is measured is reading. Nothing is done when the dossiers are there already.
 */
export async function fillDesks(superUrl: string, dossiers: number): Promise<void> {
  const url = new URL(superUrl);
  url.pathname = '/parvis';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const step = async (name: string, text: string) => {
    const began = performance.now();
    await client.query(text);
    process.stderr.write(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  };
  try {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM dossiers WHERE code LIKE 'BENCH%'`);
    const known = Number(rows[0]?.n ?? 0);
    if (known === dossiers) return;
    if (known > 0) throw new Error(`This database holds ${known} dossiers of a bench: use another BENCH_FOLDER`);
    await client.query(
      `SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB';
       SET synchronous_commit = off; SET max_parallel_maintenance_workers = 2; SET max_parallel_workers_per_gather = 0`,
    );
    const dropped = await dropIndexes(client);
    await step('places', placesSql(Math.min(dossiers, mostModels)));
    await step('models', modelsSql);
    await step('dossiers drawn', drawnSql(dossiers));
    await step('dossiers', dossiersSql);
    await step('words', wordsSql);
    await step('months', monthsSql);
    await step('events', eventsSql);
    for (const definition of dropped) await step(definition.slice(0, 70), definition);
    await step('vacuum', 'VACUUM ANALYZE dossiers');
    await step('vacuum', 'VACUUM ANALYZE dossier_words');
    await step('vacuum', 'VACUUM ANALYZE dossier_events');
    await step('checkpoint', 'CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** Those that may be made again: a million rows are sorted once and not inserted one by one. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid IN ('dossiers'::regclass, 'dossier_words'::regclass) AND NOT indisunique`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  const key = 'ALTER TABLE dossier_events';
  await client.query(`${key} DROP CONSTRAINT dossier_events_pkey`);
  return [
    ...rows.map((row) => row.definition),
    `${key} ADD CONSTRAINT dossier_events_pkey PRIMARY KEY (authority_id, dossier_id, seq)`,
  ];
}

/** Dossiers that were written out and whose words were worked out; the others resemble one of them. */
const mostModels = 15_000;

const vocabulary =
  `rue trottoir lampadaire poubelle école cantine inscription enfant facture arbre branche fontaine bruit
voisin parking stationnement travaux chaussée trou signalisation panneau passage piéton vélo piste bibliothèque mairie
rendez-vous acte naissance mariage copie certificat justificatif domicile piscine horaires ouverture marché place salle
location association subvention fuite eau compteur abonnement collecte encombrants déchetterie carte transport scolaire
bus arrêt retard garderie centre loisirs vacances séjour crèche assistante maternelle permis construire déclaration
clôture façade toiture extension cimetière concession renouvellement élection liste électorale recensement chien
dangereux débit boissons terrasse occupation domaine public échafaudage benne déménagement plaque numéro avenue église
pont rivière inondation égout odeur rat pigeon graffiti banc aire jeux cassée éteinte bouchée urgente depuis plusieurs
semaines merci intervenir rapidement personnes âgées fauteuil accès difficile dangereux soir matin samedi dimanche
Évreux Vernon Giverny Gaillon Aubevoye Pacy Saint-Marcel Andelys quai boulevard chemin impasse résidence bâtiment`
    .split(/\s+/)
    .join(',');

/** As many models for each authority as its share of the people; the agglomération has its own services besides. */
const placesSql = (models: number) => `
  CREATE TEMP TABLE bench_places AS
  WITH weighted AS (
    SELECT a.id, a.commune_code, a.kind,
      CASE WHEN a.kind = 'commune' THEN c.population::numeric WHEN a.kind = 'epci' THEN 12000 ELSE 800 END AS weight,
      ARRAY(SELECT jsonb_build_object('team', p.team_id, 'of', p.team_authority_id, 'procedure', p.procedure_id)
        FROM processing_rights p WHERE p.authority_id = a.id AND p.valid_until IS NULL ORDER BY p.procedure_id) AS rights,
      ARRAY(SELECT v.procedure_id FROM procedure_versions v WHERE v.definition ->> 'competence' IN
        (SELECT h.competence_id FROM competence_holders h WHERE h.authority_id = a.id) GROUP BY 1 ORDER BY md5(v.procedure_id)) AS procedures
    FROM authorities a LEFT JOIN communes c ON c.code = a.commune_code
  )
  SELECT *, greatest(1, round(${models} * weight / sum(weight) OVER ()))::integer AS planned,
    sum(weight) OVER (ORDER BY id) - weight AS low, sum(weight) OVER () AS total
  FROM weighted WHERE cardinality(rights) > 0 AND cardinality(procedures) > 0;
  CREATE TEMP TABLE bench_drawn AS
  SELECT row_number() OVER (ORDER BY random()) AS n, * FROM (
    SELECT p.id AS authority_id, now() - (random() * interval '1095 days') AS at, p.commune_code,
      p.procedures[1 + floor(power(random(), 2.2) * cardinality(p.procedures))::integer] AS procedure_id,
      p.rights, random() AS luck, random() AS luck2, random() AS luck3
    FROM bench_places p CROSS JOIN LATERAL generate_series(1, p.planned)
  ) spread`;

const modelsSql = `
  CREATE TEMP TABLE bench_models AS
  WITH words AS (SELECT string_to_array('${vocabulary}', ',') AS w),
  names AS (SELECT string_to_array('Jeanne,Ahmed,Lucie,Paul,Maria,Yann,Zoé,Hélène,Karim,Nadège,Théo,Inès,Louis,Fatou,Hugo,Chloé,Émile,Rose,Samir,Léa', ',') AS given,
    string_to_array('Martin,Durand,Lefebvre,Petit,Moreau,Garcia,Roux,Leroy,Fournier,Girard,Bonnet,Dupont,Lambert,Fontaine,Rousseau,Vincent,Muller,Lefèvre,Faure,André,Mercier,Blanc,Guérin,Boyer,Garnier,Chevalier,François,Legrand,Gauthier,Perrin', ',') AS family),
  versions AS (SELECT DISTINCT ON (procedure_id) procedure_id, version,
    ARRAY(SELECT s FROM jsonb_array_elements(workflow -> 'states') s WHERE s ->> 'phase' IN ('received', 'in-progress', 'waiting-applicant')) AS opens,
    ARRAY(SELECT s FROM jsonb_array_elements(workflow -> 'states') s WHERE s ->> 'phase' NOT IN ('received', 'in-progress', 'waiting-applicant')) AS ends
    FROM procedure_versions ORDER BY procedure_id, version DESC),
  communes_of AS (SELECT array_agg(commune_code) AS codes FROM bench_places WHERE commune_code IS NOT NULL),
  made AS (
    SELECT b.*, v.version, v.opens, v.ends,
      coalesce((SELECT r FROM unnest(b.rights) r WHERE r ->> 'procedure' = b.procedure_id LIMIT 1),
        (SELECT r FROM unnest(b.rights) r WHERE r ->> 'procedure' = '*' LIMIT 1)) AS holder,
      (SELECT string_agg(words.w[1 + floor(random() * cardinality(words.w))::integer], ' ') FROM words, generate_series(1, 8 + (b.n % 25)::integer)) AS text,
      given[1 + floor(b.luck2 * 20)::integer] AS first, family[1 + floor(b.luck3 * 30)::integer] AS last,
      coalesce(b.commune_code, codes[1 + floor(b.luck3 * cardinality(codes))::integer]) AS commune
    FROM bench_drawn b JOIN versions v USING (procedure_id), names, communes_of
  ),
  whole AS (
    SELECT m.*, initcap(split_part(text, ' ', 1)) || ', ' || split_part(text, ' ', 2) AS headline, first || ' ' || last AS name,
      (SELECT array_agg(t.agent_id) FROM team_members t WHERE t.authority_id = holder ->> 'of' AND t.team_id = (holder ->> 'team')::uuid) AS members,
      CASE WHEN luck3 < 0.68 THEN 'web' WHEN luck3 < 0.8 THEN 'counter' WHEN luck3 < 0.9 THEN 'phone' WHEN luck3 < 0.96 THEN 'letter' ELSE 'email' END AS channel,
      jsonb_build_object('given_names', first, 'family_name', last, 'phone', '+336' || lpad((n % 90000000)::text, 8, '0'),
        'message', text, 'subject', (ARRAY['streets', 'services', 'taxes', 'other'])[1 + n % 4], 'danger', n % 9 = 0,
        'place_address', jsonb_build_object('label', (n % 180) || ' rue ' || split_part(text, ' ', 3) || ', 27200 Vernon',
          'street', (n % 180) || ' rue ' || split_part(text, ' ', 3), 'postcode', '27200', 'city', 'Vernon')) AS answers
    FROM made m
  )
  SELECT w.*, words_of_dossier(jsonb_populate_record(NULL::dossiers, jsonb_build_object('authority_id', authority_id, 'code', 'MODEL',
      'applicant_name', name, 'headline', headline, 'answers', answers, 'procedure_id', procedure_id, 'commune_code', commune, 'channel', channel)))
    || CASE WHEN n % 3 = 0 THEN strip(to_tsvector('public.french_unaccent',
      (SELECT string_agg(w[1 + floor(random() * cardinality(w))::integer], ' ') FROM words, generate_series(1, 12)))) ELSE '' END AS words
  FROM whole w`;

/** So many of each model, spread over three years in the order in which they came. */
const drawnSql = (dossiers: number) => `
  CREATE TEMP TABLE bench_dossiers AS
  SELECT row_number() OVER (ORDER BY at) AS n, *, uuidv7(at - now()) AS id,
    (luck < 0.06 AND at > now() - interval '200 days') OR (at > now() - interval '30 days' AND luck < 0.7) OR luck < 0.01 AS open
  FROM (
    SELECT m.n AS model, now() - random() * interval '1095 days' AS at, random() AS luck, random() AS luck2, random() AS luck3
    FROM generate_series(1, ${dossiers}) k JOIN bench_models m ON m.n = 1 + k % (SELECT count(*) FROM bench_models)
  ) spread;
  CREATE INDEX ON bench_models (n)`;

const dossiersSql = `
  INSERT INTO dossiers (authority_id, id, code, procedure_id, procedure_version, state, phase, urgent, headline, team_authority_id,
    team_id, assignee_id, applicant_name, applicant_email, applicant_phone, channel, commune_code, answers, complete, submitted_at,
    updated_at, due_on, silence_rule, last_applicant_act_at, decided_at, closed_at, submission_key)
  SELECT m.authority_id, b.id, 'BENCH' || b.n, m.procedure_id, m.version, state.one ->> 'id', state.one ->> 'phase', b.n % 83 = 0,
    m.headline, m.holder ->> 'of', (m.holder ->> 'team')::uuid,
    CASE WHEN b.luck3 < 0.6 THEN m.members[1 + b.n % greatest(1, cardinality(m.members))] END,
    m.name, 'habitant' || b.n % 300000 || '@example.org', m.answers ->> 'phone', m.channel, m.commune,
    m.answers || jsonb_build_object('reference', 'REF-' || b.n % 250000, 'email', 'habitant' || b.n % 300000 || '@example.org'),
    CASE WHEN b.luck2 < 0.3 THEN NULL ELSE b.luck2 < 0.85 END, b.at, b.at + b.luck * interval '20 days',
    CASE WHEN b.luck3 < 0.85 THEN (b.at + interval '61 days')::date END, 'none',
    CASE WHEN b.open AND b.luck3 < 0.08 THEN b.at + b.luck * interval '20 days' ELSE b.at END,
    CASE WHEN NOT b.open THEN b.at + interval '20 days' END, CASE WHEN NOT b.open THEN b.at + interval '25 days' END, gen_random_uuid()
  FROM bench_dossiers b JOIN bench_models m ON m.n = b.model
  CROSS JOIN LATERAL (SELECT CASE WHEN b.open THEN m.opens[1 + floor(b.luck2 * cardinality(m.opens))::integer]
    ELSE m.ends[1 + floor(b.luck2 * cardinality(m.ends))::integer] END AS one) state
  ORDER BY b.n`;

const wordsSql = `
  INSERT INTO dossier_words (authority_id, dossier_id, shelf, words)
  SELECT m.authority_id, b.id, shelf_of(d.authority_id, d.submitted_at, d.phase), m.words || array_to_tsvector(ARRAY['bench' || b.n,
    'habitant' || b.n % 300000 || '@example.org', '#email=habitant' || b.n % 300000 || '@example.org',
    '#reference=ref-' || b.n % 250000, 'ref-' || b.n % 250000])
  FROM bench_dossiers b JOIN bench_models m ON m.n = b.model
  JOIN dossiers d ON d.authority_id = m.authority_id AND d.id = b.id ORDER BY b.n`;

const monthsSql = `
  INSERT INTO dossier_word_months AS m (authority_id, first_month)
  SELECT authority_id, filed_month(min(submitted_at)) FROM dossiers GROUP BY 1
  ON CONFLICT (authority_id) DO UPDATE SET first_month = least(m.first_month, excluded.first_month)`;

const eventsSql = `
  WITH kinds AS MATERIALIZED (
    SELECT k, (ARRAY['submitted', 'acknowledged', 'viewed', 'assigned', 'note', 'message', 'viewed'])[1 + (k - 1) % 7] AS kind,
      CASE WHEN k = 1 THEN 'applicant' WHEN k = 2 THEN 'system' ELSE 'agent' END AS actor, CASE WHEN k > 2 THEN 'Aline Roux' ELSE '' END AS name,
      CASE WHEN k IN (1, 2) OR k % 7 = 6 THEN 'public' ELSE 'internal' END AS visibility,
      CASE WHEN k % 7 IN (5, 6) THEN jsonb_build_object('body', 'Bonjour, votre demande est suivie par nos services.', 'from', 'agent', 'key', k)
        WHEN k % 7 = 4 THEN jsonb_build_object('agentId', NULL, 'name', 'Aline Roux') ELSE '{}' END AS data,
      sha256(int8send(k - 1)) AS previous, sha256(int8send(k)) AS hash, k * interval '31 hours' AS later
    FROM generate_series(1, 17) k
  )
  INSERT INTO dossier_events (authority_id, dossier_id, seq, at, kind, actor_kind, actor_name, visibility, data, previous_hash, hash)
  SELECT d.authority_id, d.id, k, d.submitted_at + later, kind, actor, kinds.name, visibility, kinds.data, previous, kinds.hash
  FROM (SELECT authority_id, id, submitted_at, 4 + substr(code, 6)::integer % 13 AS events FROM dossiers WHERE code LIKE 'BENCH%') d
  JOIN kinds ON k <= d.events`;

/** Notes and messages until a dossier ($1, $2) has 300 events. */
export const longHistorySql = `
  INSERT INTO dossier_events (authority_id, dossier_id, seq, at, kind, actor_kind, actor_name, visibility, data, previous_hash, hash)
  SELECT d.authority_id, d.id, k, d.submitted_at + k * interval '2 hours', CASE WHEN k % 2 = 0 THEN 'note' ELSE 'message' END, 'agent',
    'Aline Roux', CASE WHEN k % 2 = 0 THEN 'internal' ELSE 'public' END,
    jsonb_build_object('body', 'Bonjour, votre demande est suivie par nos services (' || k || ').', 'from', 'agent', 'key', k),
    sha256(int8send(k - 1)), sha256(int8send(k))
  FROM dossiers d, generate_series(1 + (SELECT max(e.seq) FROM dossier_events e WHERE e.authority_id = $1 AND e.dossier_id = $2::uuid), 300) k
  WHERE d.authority_id = $1 AND d.id = $2::uuid`;
