import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Visitor } from '#tests/support/test-counter.ts';
import { makeWorld, password, type World } from './world.ts';

/** No limits of requests here: what is tried is what stands when they are gone round from many addresses. */
let world: World;
let port: number;
beforeAll(async () => {
  world = await makeWorld();
  await world.counter.server.listen({ host: '127.0.0.1', port: 0 });
  const address = world.counter.server.server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
}, 180_000);
afterAll(() => world?.close());

/** A page that needs the database, asked for by somebody else over a connection of their own. */
async function somebodyElse(): Promise<void> {
  for (const path of ['/', '/recherche?q=lampadaire', '/vernon/demarches/question-a-la-mairie', '/health/ready']) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
    expect(answer.status, path).toBe(200);
    await answer.arrayBuffer();
  }
}

interface Attacker {
  readonly socket: Socket;
  /** All that came back. */
  heard: string;
  closed: boolean;
}

function attackers(count: number, first: string): Attacker[] {
  const all = Array.from({ length: count }, () => {
    const attacker: Attacker = { socket: connect(port, '127.0.0.1'), heard: '', closed: false };
    attacker.socket.on('data', (chunk: Buffer) => {
      attacker.heard += chunk.toString('latin1');
    });
    attacker.socket.on('error', () => undefined);
    attacker.socket.on('close', () => {
      attacker.closed = true;
    });
    attacker.socket.write(first);
    return attacker;
  });
  onTestFinished(() => {
    for (const { socket } of all) socket.destroy();
  });
  return all;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('headers that never end: others are answered, and the server ends such requests by itself', async () => {
  const { server } = world.counter.server;
  // Node looks every half minute for requests whose headers, or whole, have not come by then.
  expect(server.headersTimeout).toBeGreaterThan(0);
  expect(server.headersTimeout).toBeLessThanOrEqual(60_000);
  expect(server.requestTimeout).toBeGreaterThan(0);
  expect(server.requestTimeout).toBeLessThanOrEqual(120_000);
  expect(server.timeout).toBeGreaterThan(0);
  const slow = attackers(300, 'GET / HTTP/1.1\r\nHost: guichet\r\nX-Slow: ');
  await somebodyElse();
  for (const { socket } of slow) socket.write('a');
  await somebodyElse();
  expect(slow.filter(({ heard }) => heard !== '')).toEqual([]);
});

test.each([
  ['a form', '/suivi', 'application/x-www-form-urlencoded', 900_000],
  ['a form with files', '/vernon/demarches/question-a-la-mairie/commencer', 'multipart/form-data; boundary=b', 900_000],
  [
    'a long form with files',
    '/vernon/demarches/question-a-la-mairie/commencer',
    'multipart/form-data; boundary=b',
    50_000_000,
  ],
  ['a token of a site', '/oidc/token', 'application/x-www-form-urlencoded', 50_000],
])('a body that comes a byte at a time, of %s: others are answered', async (_what, path, type, length) => {
  const slow = attackers(
    150,
    `POST ${path} HTTP/1.1\r\nHost: guichet\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n--b\r\n`,
  );
  await somebodyElse();
  for (const { socket } of slow) socket.write('a');
  await somebodyElse();
});

test('a body without end is refused once it is over its limit, and takes no memory', async () => {
  const before = process.memoryUsage().rss;
  const announced = attackers(
    20,
    'POST /suivi HTTP/1.1\r\nHost: guichet\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999\r\n\r\n',
  );
  await until(() => announced.every(({ heard }) => heard.startsWith('HTTP/1.1 413')));
  const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
  const endless = attackers(
    20,
    'POST /suivi HTTP/1.1\r\nHost: guichet\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  for (let n = 0; n < 40; n += 1) for (const { socket, closed } of endless) if (!closed) socket.write(chunk);
  await until(() => endless.every(({ heard, closed }) => heard.startsWith('HTTP/1.1 413') || closed));
  await somebodyElse();
  // Forty bodies of gigabytes were announced; what was taken is far below one.
  expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000);
});

test('requests that no program makes get one answer at most, and others are answered', async () => {
  const odd = [
    'GET / HTTP/1.1\r\nHost: guichet\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /agents HTTP/1.1\r\nHost: x\r\n\r\n',
    'POST /suivi HTTP/1.1\r\nHost: guichet\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\nabcGET /agents HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET /\0 HTTP/1.1\r\nHost: guichet\r\n\r\n',
    'G'.repeat(200_000),
    `GET / HTTP/1.1\r\n${'X-A: b\r\n'.repeat(5000)}\r\n`,
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: guichet\r\n\r\n`,
    'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
    'GET http://evil.example/ HTTP/1.1\r\nHost: guichet\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: guichet\r\nCookie: a=\x00\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    '\r\n'.repeat(1000),
  ].flatMap((bytes) => attackers(1, bytes));
  for (const { socket } of odd) socket.end();
  await until(() => odd.every(({ closed }) => closed));
  for (const { heard } of odd) {
    expect(heard).not.toMatch(/HTTP\/1\.1 5\d\d|node_modules|\n\s+at /);
    expect((heard.match(/HTTP\/1\.1 2\d\d/g) ?? []).length).toBeLessThanOrEqual(1);
  }
  await somebodyElse();
});

test('a flood of sign-ins: others are answered while passwords are still being compared', async () => {
  let [open, refused] = [0, 0];
  const flood = Array.from({ length: 260 }, async (_, n) => {
    const visitor = world.counter.visitor();
    await visitor.get('/suivi');
    open += 1;
    const { status } = await visitor.post('/connexion', { email: `flood-${n}@example.fr`, password });
    if (status === 429) refused += 1;
    open -= 1;
    return status;
  });
  await until(() => open > 100);
  await somebodyElse();
  // Those who ask for a page did not stand behind them.
  expect(open).toBeGreaterThan(0);
  const statuses = await Promise.all(flood);
  expect(statuses.filter((status) => status !== 422 && status !== 429)).toEqual([]);
  // More than may wait are told to come back, and none waits for ever.
  expect(refused).toBeGreaterThan(0);
}, 300_000);

const heavy = [
  `${'a '.repeat(3000)}`,
  `${'lampadaire '.repeat(600)}`,
  '%'.repeat(5000),
  `${'(a|'.repeat(1500)}`,
  `${'é'.repeat(2500)}`,
  Array.from({ length: 1200 }, (_, n) => `mot${n}`).join(' '),
  `"${'a" "'.repeat(1500)}"`,
  `${'-'.repeat(6000)}`,
  `${':*&|!<->'.repeat(500)}`,
];

test('expensive searches: cut to what a person types, and others are answered meanwhile', async () => {
  const agent = await world.browser(world.people.agent);
  const administrator = await world.browser(world.people.administrator);
  const stranger = world.counter.visitor();
  const ask = (visitor: Visitor, path: string) => visitor.get(path).then(({ status }) => status);
  const searches = heavy.flatMap((words) => {
    const typed = encodeURIComponent(words).slice(0, 7000).replace(/%.?$/, '');
    return [
      ask(stranger, `/recherche?q=${typed}`),
      ask(stranger, `/api/communes?q=${typed}`),
      ask(stranger, `/api/adresses?q=${typed}`),
      ask(agent, `/agents?q=${typed}`),
      ask(agent, `/agents?vue=tous&q=${typed}`),
      ask(administrator, `/agents/equipe?q=${typed}`),
    ];
  });
  await somebodyElse();
  const statuses = await Promise.all(searches);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
}, 120_000);

const deep = '['.repeat(300_000);

test('JSON and YAML of any depth are refused like what cannot be read', async () => {
  const owner = await world.browser(world.people.visitor);
  await owner.get('/suivi');
  const { path } = await world.draft('visitor');
  for (const chosen of [deep, `${deep}${']'.repeat(300_000)}`, '{"a":'.repeat(100_000), '{"lat":1e999,"lon":{}}']) {
    const answer = await owner.post(`${path}/place`, {
      'place_address-street': '1 rue x',
      'place_address-chosen': chosen,
    });
    expect([303, 413, 422]).toContain(answer.status);
  }
  const administrator = await world.browser(world.people.administrator);
  await administrator.get('/agents/editeur/importer');
  const laughs = ['a: &a ["x","x","x","x","x","x","x","x","x"]'];
  for (let n = 0; n < 12; n += 1) laughs.push(`b${n}: &b${n} [${Array(9).fill(n === 0 ? '*a' : `*b${n - 1}`)}]`);
  for (const text of [
    deep.slice(0, 200_000),
    'a:\n'.repeat(1),
    laughs.join('\n'),
    `${'- '.repeat(50_000)}x`,
    `procedure: ${'{a: '.repeat(20_000)}`,
  ]) {
    const answer = await administrator.postFiles('/agents/editeur/importer', { text }, []);
    expect([413, 422]).toContain(answer.status);
  }
  await somebodyElse();
}, 120_000);

/** Each stalls an engine that goes back on its steps. */
const catastrophic = [
  '(a+)+$',
  '(a*)*b',
  '(a|aa)+$',
  '([a-zA-Z]+)*$',
  '(.*a){20}',
  '(?:a?){50}a{50}',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
];

test('a pattern that an administrator writes to stall is refused or matched in one pass, and others are answered', async () => {
  const administrator = await world.browser(world.people.administrator);
  const draft = await world.procedureDraft(true);
  const revision = async () =>
    /name="revision" value="(\d+)"/.exec((await administrator.get(`${draft}/formulaire/request`)).body)?.[1] ?? '';
  const added = await administrator.post(`${draft}/formulaire/request/champs`, {
    revision: await revision(),
    act: 'add',
    label: 'Référence',
    type: 'text',
  });
  expect(added.status).toBe(303);
  const field = `${draft}/formulaire/request/champs/reference`;
  let kept = 0;
  for (const pattern of catastrophic) {
    const written: readonly Record<string, string>[] = [
      { pattern },
      {
        'constraints-rows': '1',
        'constraints.0.check': `value.matches("${pattern}")`,
        'constraints.0.message-fr': 'Non',
      },
    ];
    for (const more of written) {
      const saved = await administrator.post(field, {
        revision: await revision(),
        'label-fr': 'Référence',
        id: 'reference',
        maxLength: '500',
        ...more,
      });
      expect([303, 422]).toContain(saved.status);
      if ((await administrator.get(field)).body.includes(pattern)) kept += 1;
      await administrator.get(`${draft}/essai`);
      const answer = await administrator.postFiles(
        `${draft}/essai`,
        { _page: 'request', request_text: 'Un vélo', reference: `${'a'.repeat(490)}!` },
        [],
      );
      expect([200, 422]).toContain(answer.status);
    }
    await somebodyElse();
  }
  // Some are no patterns of RE2, or too heavy for such answers; the others were tried.
  expect(kept).toBeGreaterThan(3);
}, 120_000);
