import pg from 'pg';

/**
 * Fills a town hall's inbox with dossiers of the procedure "question", in all phases, over two years, each with the event
 * of its submission. Written by SQL as the owner: what is measured is reading.
 */
export async function fillInbox(ownerUrl: string, authorityId: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`BEGIN; SET LOCAL app.authorities = '${authorityId}'`);
    const { rows } = await client.query<{ n: string }>('SELECT count(*) AS n FROM dossiers WHERE authority_id = $1', [
      authorityId,
    ]);
    const missing = count - Number(rows[0]?.n ?? 0);
    if (missing > 0) {
      await client.query(dossiersSql, [authorityId, missing]);
      await client.query(eventsSql, [authorityId]);
    }
    await client.query('COMMIT');
    await client.query('ANALYZE dossiers; ANALYZE dossier_events');
  } finally {
    await client.end();
  }
}

const dossiersSql = `
  INSERT INTO dossiers (authority_id, id, code, procedure_id, procedure_version, state, phase, headline, team_authority_id,
    team_id, applicant_name, applicant_email, answers, submitted_at, updated_at, due_on, silence_rule, submission_key)
  SELECT $1, gen_random_uuid(), upper(substr(md5(n::text), 1, 11)), 'question', v.version,
    CASE WHEN n % 5 = 0 THEN 'submitted' WHEN n % 5 = 1 THEN 'in-progress' ELSE 'answered' END,
    CASE WHEN n % 5 = 0 THEN 'received' WHEN n % 5 = 1 THEN 'in-progress' ELSE 'closed' END,
    'Rues, propreté, espaces verts', t.team_authority_id, t.team_id,
    (ARRAY['Jeanne', 'Ahmed', 'Lucie', 'Paul', 'Maria', 'Yann'])[1 + n % 6] || ' ' || (ARRAY['Martin', 'Durand', 'Lefebvre', 'Petit', 'Moreau', 'Garcia', 'Roux'])[1 + n % 7] || ' ' || n,
    'habitant' || n || '@example.org',
    jsonb_build_object('subject', 'streets', 'message', 'Quand la rue numéro ' || n || ' sera-t-elle refaite ?', 'email', 'habitant' || n || '@example.org'),
    now() - n * interval '90 minutes', now() - n * interval '80 minutes', (now() - n * interval '90 minutes' + interval '60 days')::date, 'none', gen_random_uuid()
  FROM generate_series(1, $2::int) AS n,
    (SELECT max(version) AS version FROM procedure_versions WHERE procedure_id = 'question') v,
    (SELECT team_authority_id, team_id FROM processing_rights
      WHERE authority_id = $1 AND procedure_id = '*' ORDER BY valid_from LIMIT 1) t`;

const eventsSql = `
  INSERT INTO dossier_events (authority_id, dossier_id, seq, at, kind, actor_kind, visibility, previous_hash, hash)
  SELECT d.authority_id, d.id, 1, d.submitted_at, 'submitted', 'applicant', 'public', decode(repeat('00', 32), 'hex'), sha256(d.id::text::bytea)
  FROM dossiers d WHERE d.authority_id = $1
    AND NOT EXISTS (SELECT FROM dossier_events e WHERE e.authority_id = d.authority_id AND e.dossier_id = d.id)`;
