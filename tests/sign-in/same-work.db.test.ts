import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createAccount } from '#modules/identity/index.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';

const phrase = 'cheval brouette parapluie';

let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
});
afterAll(() => counter.close());
afterEach(() => vi.restoreAllMocks());

let made = 0;
const newEmail = () => {
  made += 1;
  return `duree${made}@exemple.fr`;
};

async function known(): Promise<string> {
  const email = newEmail();
  await createAccount(counter.platform, { email, password: phrase });
  return email;
}
async function withoutPassword(): Promise<string> {
  const email = await known();
  await counter.platform.database.open
    .updateTable('accounts')
    .set({ password_hash: null })
    .where('email', '=', email)
    .execute();
  return email;
}
async function unconfirmed(): Promise<string> {
  const email = newEmail();
  const visitor = counter.visitor();
  await visitor.get('/inscription');
  await visitor.post('/inscription', { email, 'new-password': phrase, 'repeat-password': phrase });
  return email;
}

/**
 * What a form costs: the statements sent to the database, and the passwords hashed with their cost. An answer takes the time
 * of its work, and time itself is not to be asserted on a machine that others use.
 */
async function workOf(path: string, fields: Record<string, string>): Promise<string[]> {
  const visitor = counter.visitor();
  await visitor.get(path);
  const work: string[] = [];
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const hash = vi.spyOn(Worker.prototype, 'postMessage');
  const { status } = await visitor.post(path, fields);
  for (const [asked] of query.mock.calls as unknown as [{ text?: string } | string][])
    work.push(typeof asked === 'string' ? asked : (asked.text ?? ''));
  for (const [task] of hash.mock.calls as unknown as [{ options: object; known?: string }][])
    work.push(`hash ${JSON.stringify(task.options)} ${task.known === undefined ? 'made' : 'compared'}`);
  vi.restoreAllMocks();
  return [String(status), ...work.toSorted()];
}

const forms = [
  ['/connexion', { password: 'un tout autre mot de passe' }],
  ['/connexion/lien', {}],
  ['/mot-de-passe-oublie', {}],
] as const;

test.each(forms)(
  '%s does the same work for an account, for one without a password, unconfirmed, and for nobody',
  async (path, fields) => {
    const people = [await known(), await withoutPassword(), await unconfirmed(), newEmail()];
    // The network is counted from now on, and what is made once is made.
    await workOf(path, { ...fields, email: newEmail() });
    const works = [];
    for (const email of people) works.push(await workOf(path, { ...fields, email }));
    const [account = [], ...others] = works;
    expect(account.length).toBeGreaterThan(3);
    for (const other of others) expect(other).toEqual(account);
    if (path === '/connexion') expect(account.filter((line) => line.startsWith('hash')).length).toBe(1);
  },
);
