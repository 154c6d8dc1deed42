import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
import type { Route } from '#platform/http/route.ts';
import type { Visitor } from '#tests/support/test-counter.ts';
import { askedBy, withoutChance } from './ask.ts';
import { routeCases } from './route-cases.ts';
import {
  type Filed,
  makeWorld,
  type PersonName,
  personNames,
  png,
  questionAnswers,
  vernon,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 180_000);
afterAll(() => world?.close());

/** Nobody else has these names and words. */
const secretWords = ['Ysoriel', 'Kraspouille', 'ysoriel.zorglubine'];
/** What a foreigner could guess and look for. */
const guess = 'Zorglubine';
const secretAnswers = {
  ...questionAnswers,
  given_names: 'Ysoriel',
  family_name: guess,
  email: 'ysoriel.zorglubine@example.fr',
  message: `${guess} demande où sont les Kraspouilles`,
};

/** To whom a request of somebody else, handled by another team of Vernon, is nothing. */
const foreigners: readonly PersonName[] = [
  'stranger',
  'other visitor',
  'other resident',
  'agent of another team',
  'agent whose delegation ended',
  'administrator of another authority',
  'agent who left',
  'resident whose session ended',
  'agent whose session ended',
];
/** Who reads nothing of Vernon at all: what is filed there changes no number on their pages. */
const elsewhere: readonly PersonName[] = ['agent whose delegation ended', 'administrator of another authority'];

/** Lists the very browsers of the person, of which the second look has one more. */
const ofBrowsers = new Set(['identity.agent-devices']);

/** A page as text, without what is made anew for each answer. */
const steady = (body: string) =>
  withoutChance(body)
    .replace(/name="(?:_idempotency|_mark|key|submission)" value="[^"]*"/g, '')
    .replace(/\bID\.[\w-]+/g, 'ID');

interface Asking {
  readonly route: Route;
  readonly path: string;
  readonly who: PersonName;
}

/** Every GET route of the server, with an address that is real for that person. */
async function askings(): Promise<Asking[]> {
  const all: Asking[] = [];
  for (const route of world.counter.routes) {
    const found = routeCases[route.id];
    // A demonstration shows its mails to all, and says so.
    if (route.method !== 'GET' || route.access === 'demonstration' || route.access === 'operations' || !found) continue;
    for (const who of foreigners) {
      if (found.audience[who] !== 'allowed') continue;
      const { path } = await askedBy(world, found, world.people[who]);
      all.push({ route, path, who });
      if (!path.includes('?')) all.push({ route, path: `${path}?q=${guess}&nom=${guess}&vue=tous&tri=recent`, who });
    }
  }
  return all;
}

async function browsers(): Promise<Map<PersonName, Visitor>> {
  const open = new Map<PersonName, Visitor>();
  for (const name of personNames) open.set(name, await world.browser(world.people[name]));
  return open;
}

async function codeOf({ id }: Filed): Promise<string> {
  const row = await world.counter.platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('dossiers').select('code').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  return row.code;
}

test('what Vernon is sent is on no page, in no list, search, export or count of those whom it does not concern', async () => {
  const asked = await askings();
  expect(asked.length).toBeGreaterThan(300);
  let visitors = await browsers();
  const read = async ({ path, who }: Asking) => visitors.get(who)?.get(path) ?? Promise.reject(new Error(who));
  const before = new Map<Asking, string>();
  for (const asking of asked.filter(({ who, route }) => elsewhere.includes(who) && !ofBrowsers.has(route.id)))
    before.set(asking, steady((await read(asking)).body));

  const secret = await world.dossier('resident', 'question', secretAnswers);
  await world.document({ dossier: secret.id });
  await world.dossier('resident', 'question', secretAnswers);
  await world.dossier('visitor', 'question', secretAnswers);
  const agent = await world.browser(world.people.agent);
  await agent.get(secret.agentPath);
  await agent.post(`${secret.agentPath}/notes`, { note: 'Kraspouille, entre nous' });
  await agent.postFiles(`${secret.agentPath}/pieces`, {}, [
    { field: 'document', name: 'Kraspouille.png', content: png },
  ]);
  await world.counter.runJobs();
  const forbidden = [...secretWords, secret.id, await codeOf(secret)];

  // Those whom it concerns do see it: the words are not missing from everywhere.
  const inbox = (await agent.get(`/agents?q=${guess}`)).body;
  expect(inbox).toContain('Ysoriel');
  expect((await agent.get(secret.agentPath)).body).toContain('Kraspouille');

  // As they came the first time: a browser remembers the commune that it saw last.
  visitors = await browsers();
  const leaks: string[] = [];
  const counted: string[] = [];
  for (const asking of asked) {
    const answer = await read(asking);
    const shown = answer.raw.toString('latin1') + answer.body;
    const found = forbidden.find((word) => shown.includes(word));
    if (found !== undefined) leaks.push(`${asking.route.id} shows ${found} to the ${asking.who}`);
    const known = before.get(asking);
    if (known !== undefined && known !== steady(answer.body))
      counted.push(
        `${asking.route.id} (${asking.path}) changes for the ${asking.who}: ${difference(known, steady(answer.body))}`,
      );
  }
  expect(leaks).toEqual([]);
  expect(counted).toEqual([]);
}, 600_000);

function difference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return `${one.slice(Math.max(0, at - 60), at + 60)} | ${other.slice(at, at + 60)}`;
}

test('an export holds what its agent may see, and nothing of what others were sent', async () => {
  const { id } = await world.dossier('visitor', 'question', secretAnswers);
  const code = await codeOf({ id, path: '', agentPath: '' });
  const exported = async (who: PersonName): Promise<string> => {
    const browser = await world.browser(world.people[who]);
    const page = (await browser.get('/agents/exports/nouveau?liste=')).body;
    const columns = [...page.matchAll(/name="colonne"[^>]*value="([^"]*)"/g)].map(([, value = '']) => value);
    const started = await browser.post('/agents/exports', {
      liste: '',
      colonne: columns.length > 0 ? columns : ['code'],
      _idempotency: newId(),
    });
    expect(started.status, who).toBe(303);
    await world.counter.runJobs();
    const [path] = /\/agents\/exports\/[\w-]+\/fichier/.exec((await browser.follow(started)).body) ?? [];
    if (path === undefined) throw new Error(`No file for the ${who}`);
    const file = await browser.get(path);
    expect(file.status).toBe(200);
    return file.body;
  };
  const shown = code.replace(/^(.{4})(.{4})/, '$1-$2-');
  const words = [...secretWords, guess, shown, code, id];
  // Its columns tell neither the message nor the id.
  const told = await exported('agent');
  expect(words.filter((word) => told.includes(word))).toEqual(['Ysoriel', 'ysoriel.zorglubine', guess, shown]);
  for (const who of [
    'agent of another team',
    'agent whose delegation ended',
    'administrator of another authority',
  ] as const) {
    const file = await exported(who);
    expect(
      words.filter((word) => file.includes(word)),
      who,
    ).toEqual([]);
  }
});

test('nothing is told as it happens but by asking: there is no stream of events, and no route but GET and POST', () => {
  // A stream would need cases of its own for a session, a team or a delegation that ends while it is open.
  for (const route of world.counter.routes) expect(['GET', 'POST'], route.id).toContain(route.method);
  expect(
    world.counter.routes.filter(({ handle }) => /event-stream/.test(handle.toString())).map(({ id }) => id),
  ).toEqual([]);
});
