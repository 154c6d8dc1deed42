import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import { makeWorld, mercey, questionAnswers, vernon, type World } from './world.ts';

/**
 * Every job of the worker, by name. `ofAuthority`: its data name one authority, with what of it (the ids are those of
 * Vernon here); tried with the name of another, it does nothing to either. `ofNobody`: goes over all, each authority
 * in a scope of its own, or looks at what is of no authority.
 */
const ofAuthority: Readonly<Record<string, (made: Made) => Readonly<Record<string, unknown>>>> = {
  'send-message': ({ message }) => ({ messageId: message }),
  'remove-unused-file': ({ sha256 }) => ({ sha256 }),
  'scan-document': ({ sha256 }) => ({ sha256 }),
  'acknowledge-dossier': ({ dossier }) => ({ dossierId: dossier, origin: 'https://guichet.example.fr' }),
  'call-hook': () => ({ callId: newId() }),
  'seal-histories': () => ({}),
  'verify-histories': () => ({}),
  'follow-dossier-event': ({ dossier }) => ({
    dossierId: dossier,
    on: 'payment-received',
    origin: 'https://x.example',
  }),
  // Both authorities are then in its scope.
  'transfer-dossier': ({ dossier }) => ({ dossierId: dossier, targetId: vernon, origin: 'https://x.example' }),
  'act-on-many': ({ run }) => ({ runId: run }),
  'export-desk': ({ exported }) => ({ exportId: exported }),
  'publish-scheduled-procedure': ({ draft }) => ({ draftId: draft }),
  'write-letter-batch': () => ({ batchId: newId() }),
  'fetch-mailbox': () => ({ mailboxId: newId() }),
};
const ofNobody = new Set([
  'send-account-email',
  'remove-orphan-files',
  'take-due-timers',
  'expire-drafts',
  'purge-dossiers',
  'watch-opinions',
  'watch-clock',
  'remove-old-exports',
  'end-old-sessions',
  'take-back-delegated',
  'end-site-sessions',
  'tell-site-sign-out',
  'clean-single-sign-on',
  'leave-at-majority',
  'warn-expiring-seals',
  'count-dossier-days',
  'send-morning-mails',
  'remind-signers',
  'rewrap-keys',
  'roll-service-days',
  'fetch-mailboxes',
  'purge-received-messages',
]);

interface Made {
  readonly dossier: string;
  readonly message: string;
  readonly sha256: string;
  readonly run: string;
  readonly exported: string;
  readonly draft: string;
}

let world: World;
let everything: pg.Client;
let tables: string[];
beforeAll(async () => {
  world = await makeWorld();
  const url = new URL(process.env.TEST_DATABASE_SUPER_URL ?? '');
  url.pathname = new URL(world.counter.platform.ownerUrl).pathname;
  everything = new pg.Client({ connectionString: url.href });
  await everything.connect();
  const { rows } = await everything.query<{ relname: string }>(
    `SELECT k.relname FROM pg_class k JOIN pg_attribute a ON a.attrelid = k.oid AND a.attname = 'authority_id'
     WHERE k.relkind = 'r' AND k.relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  tables = rows.map((row) => row.relname);
}, 180_000);
afterAll(async () => {
  await everything?.end();
  await world?.close();
});

/** A digest of all that an authority has, table by table. */
async function holdings(authority: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await everything.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS digest
       FROM ${table} t WHERE authority_id = $1`,
      [authority],
    );
    digests[table] = rows[0]?.digest ?? '';
  }
  return digests;
}

/** What Vernon has for its jobs to do. */
async function make(): Promise<Made> {
  const { database } = world.counter.platform;
  const { id: dossier } = await world.dossier('visitor', 'question', questionAnswers);
  const document = await world.document({ dossier });
  const [message, run, exported] = [newId(), newId(), newId()];
  const agent = world.people.agent.agent?.id ?? '';
  const at = new Date(world.counter.platform.clock.now().epochMilliseconds);
  const common = { authority_id: vernon, agent_id: agent, origin: '', created_at: at };
  return database.transaction([vernon], async (tx) => {
    await tx
      .insertInto('outgoing_messages')
      .values({
        authority_id: vernon,
        id: message,
        dossier_id: dossier,
        medium: 'email',
        recipient: 'zoe.martin@example.fr',
        subject: 'Votre demande',
        body: 'Bonjour',
        created_at: at,
      })
      .execute();
    const act = JSON.stringify({ kind: 'note', body: 'Vu' });
    await tx
      .insertInto('bulk_runs')
      .values({ ...common, id: run, key: run, act })
      .execute();
    await tx
      .insertInto('bulk_run_rows')
      .values({
        authority_id: vernon,
        run_id: run,
        dossier_authority_id: vernon,
        dossier_id: dossier,
        position: 0,
        code: 'x',
      })
      .execute();
    await tx
      .insertInto('desk_exports')
      .values({
        ...common,
        id: exported,
        agent_name: '',
        key: exported,
        query: '',
        format: 'csv',
        columns: ['code'],
        with_answers: false,
        locale: 'fr',
      })
      .execute();
    const file = await tx.selectFrom('documents').select('sha256').where('id', '=', document).executeTakeFirstOrThrow();
    const draft = (await world.procedureDraft(true)).split('/').at(-1) ?? '';
    return { dossier, message, run, exported, draft, sha256: file.sha256.toString('hex') };
  });
}

const jobNamed = (name: string) => world.counter.jobs.find((job) => job.name === name);

/** What a job says of data that make no sense to it is its own matter; what it does is not. */
const run = (name: string, data: object): Promise<unknown> =>
  Promise.resolve(jobNamed(name)?.run(data as never)).catch((error: unknown) => error);

test('every job has a case, and every case a job', () => {
  expect([...Object.keys(ofAuthority), ...ofNobody].toSorted()).toEqual(
    world.counter.jobs.map((job) => job.name).toSorted(),
  );
});

test('a job in the name of another authority does nothing to what an id of Vernon names', async () => {
  const made = await make();
  const before = await holdings(vernon);
  const elsewhere = await holdings(mercey);
  world.counter.platform.mail.sent.length = 0;
  for (const [name, dataOf] of Object.entries(ofAuthority)) {
    await run(name, { authorityId: mercey, ...dataOf(made) });
    expect(await holdings(vernon), `${name} changes what Vernon has`).toEqual(before);
  }
  expect(world.counter.platform.mail.sent).toEqual([]);
  // The seals and verifications of Mercey are its own business; it has got nothing of Vernon's.
  const after = await holdings(mercey);
  const changed = Object.keys(after).filter((table) => after[table] !== elsewhere[table]);
  expect(changed.filter((table) => !/^(history_seals|audit_|seal_)|verification/.test(table))).toEqual([]);
  const kept = await world.counter.platform.database.read([vernon], (tx) =>
    tx.selectFrom('documents').select('id').where('sha256', '=', Buffer.from(made.sha256, 'hex')).execute(),
  );
  expect(kept.length).toBeGreaterThan(0);

  // The counterpart: in its own name each of these does its work.
  for (const name of ['send-message', 'act-on-many', 'export-desk', 'acknowledge-dossier']) {
    const then = await holdings(vernon);
    const outcome = await run(name, { authorityId: vernon, ...ofAuthority[name]?.(made) });
    expect(outcome, name).toBeUndefined();
    expect(await holdings(vernon), `${name} does nothing`).not.toEqual(then);
  }
  expect(world.counter.platform.mail.sent.map((mail) => mail.subject)).toContain('Votre demande');
});
