import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkKeys } from '#app/keys/key-marks.ts';
import { runKeysCommand } from '#app/keys-command.ts';
import { createDocuments } from '#modules/documents/index.ts';
import { createIdentity } from '#modules/identity/index.ts';
import { createSecrets } from '#modules/single-sign-on/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { installationKeys } from '#platform/crypto/keyring.ts';
import type { Platform } from '#platform/platform.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';

const vernon = 'C27681';
const former = '0123456789abcdef'.repeat(4);
const next = 'fedcba9876543210'.repeat(4);
const third = '00112233445566778899aabbccddeeff'.repeat(2);
const accountId = newId();
let counter: TestCounter;

beforeAll(async () => {
  counter = await testCounter();
  await counter.platform.database.open
    .insertInto('accounts')
    .values({ id: accountId, email: 'jeanne@example.fr', given_names: 'Jeanne', family_name: 'Martin' })
    .execute();
});
afterAll(() => counter.close());

/** The same database seen by a process that was given other keys. */
function given(keys: { current: string; others?: readonly string[]; identity?: string }): Platform {
  const { current, others = [], identity } = keys;
  return {
    ...counter.platform,
    config: {
      ...counter.platform.config,
      encryptionKey: current,
      ENCRYPTION_KEYS_PREVIOUS: others.join(','),
      identityKey: identity ?? current,
    },
  };
}

async function store(platform: Platform, text: string) {
  const documents = createDocuments(platform);
  const content = Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Title (${text}) >>\nendobj\n%%EOF`, 'latin1');
  const received = await documents.receive(vernon, { filename: 'piece.pdf', stream: Readable.from([content]) });
  const stored = await platform.database.transaction([vernon], (tx) =>
    documents.record(tx, vernon, received, { origin: 'applicant', dossierId: newId() }),
  );
  return {
    stored,
    opensAt: async (other: Platform) =>
      (await buffer(await createDocuments(other).open(vernon, stored))).equals(content),
  };
}

/** One row of each kind that the installation's key protects, beside the keys of authorities. */
async function protectSomething(platform: Platform, mark: string): Promise<void> {
  const keys = installationKeys(platform.config);
  const at = new Date(platform.clock.now().epochMilliseconds);
  const { open } = platform.database;
  const id = newId();
  await open.deleteFrom('code_apps').where('account_id', '=', accountId).execute();
  await open
    .insertInto('code_apps')
    .values({
      id,
      account_id: accountId,
      secret: keys.derive('parvis code apps').wrap(Buffer.alloc(20, mark), `code-app:${id}`),
      created_at: at,
    })
    .execute();
  const hook = `suivi-${mark}`;
  const mailbox = newId();
  await platform.database.transaction([vernon], async (tx) => {
    await tx
      .insertInto('authority_hooks')
      .values({
        authority_id: vernon,
        name: hook,
        url: 'https://logiciel.example/suivi',
        wrapped_secret: keys.wrap(Buffer.alloc(32, mark), `hook ${vernon} ${hook}`),
        created_at: at,
        updated_at: at,
      })
      .execute();
    await tx
      .insertInto('mailboxes')
      .values({
        authority_id: vernon,
        id: mailbox,
        address: `mairie-${mark}@vernon.example`,
        host: 'imap.example',
        port: 993,
        security: 'tls',
        username: 'mairie',
        wrapped_secret: keys.wrap(Buffer.from('password'), `mailbox ${vernon} ${mailbox}`),
        created_at: at,
        updated_at: at,
      })
      .execute();
  });
  const secrets = createSecrets(platform.config);
  const kid = newId();
  await open.deleteFrom('sso_keys').where('state', '=', 'previous').execute();
  await open
    .insertInto('sso_keys')
    .values({
      kid,
      state: 'previous',
      private_key: secrets.seal('{}', `sso key ${kid}`),
      created_at: at,
      changed_at: at,
    })
    .execute();
  const hash = Buffer.alloc(32, mark);
  await open
    .insertInto('sso_records')
    .values({
      model: 'Session',
      id_hash: hash,
      content: secrets.seal('{}', `sso Session ${hash.toString('hex')}`),
      expires_at: new Date(Date.now() + 3_600_000),
    })
    .execute();
}

test('the key of the installation changes: all is taken over, then the former one is needed no more', async () => {
  const before = given({ current: former });
  await checkKeys(before);
  const file = await store(before, 'before');
  await protectSomething(before, 'a');
  const pseudonymBy = (platform: Platform) =>
    createIdentity(platform, counter.directory).pseudonymOf(accountId, vernon);
  const pseudonym = pseudonymBy(before);
  const subjects = createSecrets(before.config).subjects;

  const rotating = given({ current: next, others: [former], identity: former });
  await checkKeys(rotating);
  expect(await file.opensAt(rotating)).toBe(true);
  const status = await runKeysCommand(rotating, ['status'], {});
  expect(status).toMatchObject({ status: 1, text: expect.stringContaining('A former key is still needed') });
  for (const kind of [
    'keys of authorities',
    'secrets of calls',
    'passwords of mailboxes',
    'applications that show codes',
    'sessions at connected sites',
  ])
    expect(status?.text).toMatch(new RegExp(`^${kind}: 0 under the key of today, [1-9]`, 'm'));

  const done = await runKeysCommand(rotating, ['rewrap'], {});
  expect(done).toMatchObject({ status: 0, text: expect.stringContaining('ENCRYPTION_KEYS_PREVIOUS may be emptied') });
  expect(await runKeysCommand(rotating, ['status'], {})).toMatchObject({ status: 0 });

  const after = given({ current: next, identity: former });
  await checkKeys(after);
  expect(await file.opensAt(after)).toBe(true);
  expect(await runKeysCommand(after, ['status'], { json: true })).toMatchObject({ status: 0 });
  expect(pseudonymBy(after)).toEqual(pseudonym);
  expect(createSecrets(after.config).subjects).toBe(subjects);
  await expect(file.opensAt(before)).rejects.toThrow();
  await expect(checkKeys(before)).rejects.toThrow('ENCRYPTION_KEY is not the one');
});

test('a process that was given another key does not start, and says what is to be given back', async () => {
  await expect(checkKeys(given({ current: third, identity: former }))).rejects.toThrow(/ENCRYPTION_KEYS_PREVIOUS/);
  await expect(checkKeys(given({ current: next }))).rejects.toThrow(/IDENTITY_KEY is not the one/);
  await checkKeys(given({ current: third, others: [next], identity: former }));
});

test('what opens with no key is told, and the former key is not given up', async () => {
  const stranger = given({ current: third, identity: former });
  await protectSomething(stranger, 'b');
  const rotating = given({ current: 'a'.repeat(64), others: [next], identity: former });
  const done = await runKeysCommand(rotating, ['rewrap'], {});
  expect(done).toMatchObject({ status: 1, text: expect.stringContaining('that none opens') });
  // The mark is still of the key before: a process with it alone starts.
  await checkKeys(given({ current: next, identity: former }));
  const mended = given({ current: 'a'.repeat(64), others: [next, third], identity: former });
  expect(await runKeysCommand(mended, ['rewrap'], {})).toMatchObject({ status: 0 });
  await checkKeys(given({ current: 'a'.repeat(64), identity: former }));
});

test('an authority gets a new key for the files that come, and those of before still open', async () => {
  const today = given({ current: 'a'.repeat(64), identity: former });
  const old = await store(today, 'old');
  expect(await runKeysCommand(today, ['renew', vernon], {})).toMatchObject({
    status: 0,
    text: expect.stringContaining('Key 2'),
  });
  const recent = await store(today, 'recent');
  expect([await old.opensAt(today), await recent.opensAt(today)]).toEqual([true, true]);
  expect(await runKeysCommand(today, ['renew', 'C99999'], {})).toMatchObject({ status: 1 });
  expect(await runKeysCommand(today, ['forget'], {})).toBeUndefined();
});

test('every column that holds something wrapped is taken over by the change of key', async () => {
  const client = new pg.Client({ connectionString: counter.platform.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ at: string }>(
    `SELECT table_name || '.' || column_name AS at FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'bytea' AND column_name ~ '(wrapped|secret|private_key|^content$)'
       AND column_name !~ '_hash$' ORDER BY 1`,
  );
  await client.end();
  expect(rows.map(({ at }) => at)).toEqual([
    'authority_hooks.wrapped_secret',
    'authority_keys.wrapped_key',
    'code_apps.secret',
    'mailboxes.wrapped_secret',
    // Under the key of its authority, which does not change.
    'seals.wrapped_key',
    'sso_keys.private_key',
    'sso_records.content',
  ]);
});
