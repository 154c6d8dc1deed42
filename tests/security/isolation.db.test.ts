import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeCounter } from '#app/composition.ts';
import { Visitor } from '#tests/support/test-counter.ts';
import { hidden, withoutChance } from './ask.ts';
import { agglomeration, makeWorld, mercey, png, questionAnswers, vernon, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 180_000);
afterAll(() => world?.close());

const start = '/vernon/demarches/question-a-la-mairie/commencer';

async function asApplication<T>(work: (app: pg.Client) => Promise<T>): Promise<T> {
  const app = new pg.Client({ connectionString: world.counter.platform.config.databaseUrl });
  await app.connect();
  try {
    return await work(app);
  } finally {
    await app.end();
  }
}

const personal = [
  'dossiers',
  'dossier_events',
  'documents',
  'drafts',
  'outgoing_messages',
  'agent_roles',
  'team_members',
  'processing_rights',
];

test('the application, without the authorities of a transaction, sees and changes nothing of dossiers that are there', async () => {
  const dossier = await world.dossier('visitor');
  await world.document({ dossier: dossier.id });
  await world.draft('visitor');
  await world.counter.runJobs();
  await asApplication(async (app) => {
    for (const table of personal) {
      expect((await app.query(`SELECT 1 FROM ${table}`)).rowCount, table).toBe(0);
    }
    for (const [table, column] of [
      ['dossiers', 'headline'],
      ['drafts', 'locale'],
      ['documents', 'name'],
      ['outgoing_messages', 'body'],
    ]) {
      expect((await app.query(`UPDATE ${table} SET ${column} = 'x'`)).rowCount, table).toBe(0);
      expect((await app.query(`DELETE FROM ${table}`)).rowCount, table).toBe(0);
    }
    // The counterpart: with them, it does.
    await app.query('BEGIN');
    await app.query(`SET LOCAL app.authorities = '${vernon}'`);
    for (const table of personal)
      expect((await app.query(`SELECT 1 FROM ${table}`)).rowCount, table).toBeGreaterThan(0);
    await app.query('COMMIT');
  });
});

test('in the transaction of one authority nothing of another one can be read, changed or added to', async () => {
  const { id } = await world.dossier('visitor');
  await asApplication(async (app) => {
    await app.query('BEGIN');
    await app.query(`SET LOCAL app.authorities = '${mercey},${agglomeration}'`);
    expect((await app.query('SELECT 1 FROM dossiers WHERE id = $1', [id])).rowCount).toBe(0);
    expect((await app.query("UPDATE dossiers SET headline = 'x' WHERE id = $1", [id])).rowCount).toBe(0);
    expect((await app.query('SELECT 1 FROM dossier_events WHERE dossier_id = $1', [id])).rowCount).toBe(0);
    await expect(
      app.query(
        `INSERT INTO dossier_events (authority_id, dossier_id, seq, at, kind, actor_kind, visibility, previous_hash, hash)
         VALUES ($1, $2, 2, now(), 'note', 'agent', 'internal', '', '')`,
        [vernon, id],
      ),
    ).rejects.toThrow(/row-level security/);
    await app.query('ROLLBACK');
    // A dossier cannot be moved to another authority either.
    await app.query('BEGIN');
    await app.query(`SET LOCAL app.authorities = '${vernon}'`);
    await expect(app.query('UPDATE dossiers SET authority_id = $1 WHERE id = $2', [mercey, id])).rejects.toThrow();
    await app.query('ROLLBACK');
  });
});

test('the same dossier or draft under another authority’s address does not exist', async () => {
  const owner = await world.browser(world.people.visitor);
  const resident = await world.browser(world.people.resident);
  const agent = await world.browser(world.people.agent);
  const dossier = await world.dossier('visitor');
  const theirs = await world.dossier('resident');
  const draft = await world.draft('visitor');
  for (const slug of ['mercey', 'agglomeration', 'pacy-sur-eure']) {
    for (const [browser, path] of [
      [owner, dossier.path],
      [owner, `${dossier.path}/accuse.pdf`],
      [resident, theirs.path],
      [owner, `${draft.path}/fault`],
    ] as const) {
      expect((await browser.get(path)).status, path).toBe(200);
      expect((await browser.get(path.replace('/vernon/', `/${slug}/`))).status, `${slug} ${path}`).toBe(404);
    }
    expect((await agent.get(dossier.agentPath)).status).toBe(200);
    expect((await agent.get(dossier.agentPath.replace('/vernon/', `/${slug}/`))).status).toBe(404);
  }
});

test('a document opens with its own dossier only', async () => {
  const owner = await world.browser(world.people.visitor);
  const agent = await world.browser(world.people.agent);
  const one = await world.dossier('visitor');
  const other = await world.dossier('visitor');
  const document = await world.document({ dossier: one.id });
  expect((await owner.get(`${one.path}/documents/${document}`)).status).toBe(200);
  expect((await owner.get(`${other.path}/documents/${document}`)).status).toBe(404);
  expect((await agent.get(`${one.agentPath}/pieces/${document}`)).status).toBe(200);
  expect((await agent.get(`${other.agentPath}/pieces/${document}`)).status).toBe(404);
});

test('internal notes and working papers never reach the applicant', async () => {
  const dossier = await world.dossier('visitor');
  const agent = await world.browser(world.people.agent);
  await agent.get(dossier.agentPath);
  expect((await agent.post(`${dossier.agentPath}/notes`, { note: 'Entre nous : à vérifier' })).status).toBe(303);
  const paper = { field: 'document', name: 'papier-interne.png', content: png };
  expect((await agent.postFiles(`${dossier.agentPath}/pieces`, {}, [paper])).status).toBe(303);
  const id = /pieces\/([0-9a-f-]{36})/.exec((await agent.get(dossier.agentPath)).body)?.[1];
  expect(id).toBeDefined();
  const owner = await world.browser(world.people.visitor);
  const page = await owner.get(dossier.path);
  expect(page.status).toBe(200);
  expect(page.body).not.toContain('Entre nous');
  expect(page.body).not.toContain('papier-interne');
  expect((await owner.get(`${dossier.path}/documents/${id}`)).status).toBe(404);
});

test('one account has another pseudonym with each authority, and its id is in none of their tables', async () => {
  const { identity } = world.counter;
  const accountId = world.people.resident.accountId ?? '';
  const authorities = [vernon, mercey, agglomeration];
  const pseudonyms = authorities.map((authority) => identity.pseudonymOf(accountId, authority).toString('hex'));
  expect(new Set(pseudonyms).size).toBe(3);
  expect(identity.pseudonymOf(accountId, vernon).toString('hex')).toBe(pseudonyms[0]);
  await world.dossier('resident', 'question');
  await world.dossier('resident', 'question', questionAnswers, mercey);
  await world.draft('resident');
  await world.counter.platform.database.transaction(authorities, async (tx) => {
    const rows = await tx.selectFrom('dossiers').selectAll().where('account_pseudonym', 'is not', null).execute();
    const byAuthority = new Map(rows.map((row) => [row.authority_id, row.account_pseudonym?.toString('hex')]));
    expect(byAuthority.get(vernon)).toBe(pseudonyms[0]);
    expect(byAuthority.get(mercey)).toBe(pseudonyms[1]);
    const said = JSON.stringify([
      rows,
      await tx.selectFrom('dossier_events').selectAll().execute(),
      await tx.selectFrom('drafts').selectAll().execute(),
      await tx.selectFrom('documents').selectAll().execute(),
    ]);
    expect(said.length).toBeGreaterThan(100);
    expect(said).not.toContain(accountId);
  });
});

test('ids and codes say nothing of each other', async () => {
  const filed = [];
  for (let n = 0; n < 25; n += 1) filed.push(await world.dossier('visitor'));
  // Of one millisecond, since the clock of the test stands still: what differs is chance.
  const tails = filed.map(({ id }) => BigInt(`0x${id.replaceAll('-', '').slice(-16)}`));
  const gaps = tails
    .slice(1)
    .map((tail, index) => (tail > (tails[index] ?? 0n) ? tail - (tails[index] ?? 0n) : (tails[index] ?? 0n) - tail));
  expect(gaps.every((gap) => gap > 2n ** 32n)).toBe(true);
  const codes = await world.counter.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('dossiers').select('code').execute(),
  );
  const texts = codes.map((row) => row.code);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.length).toBeGreaterThanOrEqual(25);
  for (let place = 0; place < 10; place += 1) {
    expect(new Set(texts.map((code) => code[place])).size, `symbol ${place}`).toBeGreaterThan(5);
  }
});

test('codes: an unknown one, a mistyped one and one that cannot be a code get the same answer; none can be listed', async () => {
  const { id } = await world.dossier('visitor');
  const [row] = await world.counter.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('dossiers').select('code').where('id', '=', id).execute(),
  );
  const code = row?.code ?? '';
  const visitor = world.counter.visitor();
  await visitor.get('/suivi');
  const answers = new Set<string>();
  const wrong = [
    `${code.slice(0, 10)}${code.endsWith('2') ? '3' : '2'}`,
    '22222222222',
    '%',
    '_'.repeat(11),
    `${code.slice(0, 5)}%`,
    "' OR 1=1 --",
    code.slice(0, 10),
    `${code}2`,
  ];
  for (const typed of wrong) {
    const answer = await visitor.post('/suivi', { code: typed });
    expect(answer.status, typed).toBe(422);
    const shown = typed.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
    answers.add(withoutChance(answer.body).replaceAll(`value="${shown}"`, 'value'));
  }
  expect(answers.size).toBe(1);
  const opened = await visitor.post('/suivi', { code: ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} ` });
  expect(opened.location).toBe(`/vernon/dossiers/${id}`);
  expect((await visitor.get(opened.location ?? '')).status).toBe(200);
  await asApplication(async (app) => {
    await expect(app.query('SELECT * FROM tracking_codes')).rejects.toThrow(/permission denied/);
    await expect(app.query("DELETE FROM tracking_codes WHERE code LIKE '%'")).rejects.toThrow(/permission denied/);
    for (const pattern of ['%', '___________', '.*', '']) {
      expect((await app.query('SELECT * FROM find_dossier_by_code($1)', [pattern])).rowCount, pattern).toBe(0);
    }
    expect((await app.query('SELECT * FROM find_dossier_by_code($1)', [code])).rowCount).toBe(1);
  });
});

test('a code that another account has taken opens the dossier, and gives it to nobody else', async () => {
  const { id, path } = await world.dossier('resident');
  const [row] = await world.counter.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('dossiers').select('code').where('id', '=', id).execute(),
  );
  const other = await world.browser(world.people['other resident']);
  await other.get('/mon-espace/rattacher');
  const claimed = await other.post('/mon-espace/rattacher', { code: row?.code ?? '' });
  expect(claimed.status).toBe(422);
  expect((await other.get('/mon-espace')).body).not.toContain(path);
  expect((await other.get(path)).status).toBe(404);
});

test('what a browser was given to follow is worth nothing in another browser', async () => {
  const filer = world.counter.visitor();
  const page = await filer.get(start);
  const sent = await filer.post(start, {
    ...(questionAnswers as Record<string, string>),
    _idempotency: hidden(page.body, '_idempotency'),
  });
  const path = sent.location ?? '';
  expect((await filer.get(path)).status).toBe(200);
  const grants = filer.cookie('parvis_suivi') ?? '';
  expect(grants.length).toBeGreaterThan(20);
  const thief = world.counter.visitor();
  await thief.get('/suivi');
  thief.setCookie('parvis_suivi', grants);
  expect((await thief.get(path)).status).toBe(404);
  const longer = world.counter.visitor();
  longer.setCookie('parvis_visitor', filer.cookie('parvis_visitor') ?? '');
  const other = await world.dossier('resident');
  // A signed grant rewritten for another dossier.
  longer.setCookie('parvis_suivi', grants.replace(/[0-9a-f-]{36}/, other.id));
  expect((await longer.get(other.path)).status).toBe(404);
});

test('after signing out on a shared computer, the key of a form that was sent does not open what it made', async () => {
  const secret = { visitorSecret: 's'.repeat(43) };
  const resident = await world.browser({ ...world.people.resident, ...secret });
  const key = hidden((await resident.get(start)).body, '_idempotency');
  const sent = await resident.post(start, { ...(questionAnswers as Record<string, string>), _idempotency: key });
  expect(sent.status).toBe(303);
  const next = await world.browser({ ...world.people.stranger, ...secret });
  await next.get(start);
  const repeated = await next.post(start, { ...(questionAnswers as Record<string, string>), _idempotency: key });
  expect(repeated.status).toBe(409);
  const file = { field: 'attachments', name: 'lampe.png', content: png };
  const withFile = await next.postFiles(start, { ...(questionAnswers as Record<string, string>), _idempotency: key }, [
    file,
  ]);
  expect(withFile.status).toBe(409);
  expect((await next.get(sent.location ?? '')).status).toBe(404);
  expect((await resident.get(sent.location ?? '')).status).toBe(200);
});

test('neither a filing nor a failure leaves a trace of a person in the logs', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const platform = {
    ...world.counter.platform,
    log: log as never,
    config: { ...world.counter.platform.config, LOG_LEVEL: 'debug' as const },
  };
  const counter = await composeCounter(platform);
  const server = await counter.createServer();
  const owner = new pg.Client({ connectionString: world.counter.platform.ownerUrl });
  await owner.connect();
  try {
    const visitor = new Visitor(server);
    const secrets = {
      message: 'Ma maladie rare',
      given_names: 'Philoména',
      family_name: 'Tournesol',
      email: 'philomena@tournesol.example',
    };
    const file = async () => {
      const page = await visitor.get(`${start}?secret=Tournesol`);
      return visitor.post(start, {
        ...(questionAnswers as Record<string, string>),
        ...secrets,
        _idempotency: hidden(page.body, '_idempotency'),
      });
    };
    const sent = await file();
    expect(sent.status).toBe(303);
    const receipt = await visitor.get(sent.location ?? '');
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{3}/.exec(receipt.body)?.[0] ?? 'no code';
    await visitor.post('/suivi', { code });
    await visitor.get('/connexion');
    await visitor.post('/connexion', { email: secrets.email, password: 'motdepasse-secret' });
    // The database now refuses this person's dossiers, and quotes the whole row as it does.
    await owner.query(
      "ALTER TABLE dossiers ADD CONSTRAINT refuses CHECK (applicant_name NOT LIKE '%Tournesol') NOT VALID",
    );
    const failed = await file();
    expect(failed.status).toBe(500);
    expect(failed.body).not.toContain('constraint');
    expect(lines.some((line) => line.includes('request failed'))).toBe(true);
    const all = lines.join('');
    for (const secret of [
      ...Object.values(secrets),
      'Tournesol',
      'philomena',
      code,
      code.replaceAll('-', ''),
      'motdepasse-secret',
      'tournesol.example',
    ]) {
      expect(all).not.toContain(secret);
    }
    const cookie = visitor.cookie('parvis_visitor') ?? 'no cookie';
    expect(all).not.toContain(cookie);
  } finally {
    await owner.query('ALTER TABLE dossiers DROP CONSTRAINT IF EXISTS refuses');
    await owner.end();
    await server.close();
  }
});
