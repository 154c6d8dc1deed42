import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeCounter } from '#app/composition.ts';
import type { Route } from '#platform/http/route.ts';
import { testCounter, Visitor } from '#tests/support/test-counter.ts';
import { ask, askedBy, hidden, outcomeOf } from './ask.ts';
import type { Asked } from './route-case.ts';
import { routeCases } from './route-cases.ts';
import { makeWorld, type Person, password, personNames, questionAnswers, vernon, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 180_000);
afterAll(() => world?.close());

const start = '/vernon/demarches/question-a-la-mairie/commencer';

function entering(route: Route): Person {
  const audience = routeCases[route.id]?.audience;
  const first = (outcome: string) =>
    (['visitor', 'resident', 'agent', 'administrator', ...personNames] as const).find(
      (one) => audience?.[one as (typeof personNames)[number]] === outcome,
    ) as (typeof personNames)[number] | undefined;
  // What is there for nobody here (a provider that is not configured) is tried by whoever passes its gate.
  const refusedInside = audience?.administrator === 'forbidden' ? 'administrator' : 'visitor';
  return world.people[first('allowed') ?? first('hidden') ?? refusedInside];
}

const sent = (browser: Visitor, asked: Asked, token: Record<string, string>, headers: Record<string, string> = {}) =>
  asked.files === undefined
    ? browser.post(asked.path, { ...asked.fields, ...token }, headers)
    : browser.postFiles(asked.path, { ...asked.fields, ...token }, asked.files);

test('every form is refused without its token, with another browser’s, and from another site', async () => {
  const stranger = world.counter.visitor();
  const theirs = hidden((await stranger.get('/suivi')).body, '_csrf');
  expect(theirs).not.toBe('');
  // The carrying over of a procedure goes first: what is sent to the editor and the adoptions after it changes that procedure.
  const posts = world.counter.routes
    .filter((route) => route.method === 'POST')
    .toSorted((a, b) => Number(b.id === 'carry-over.do') - Number(a.id === 'carry-over.do'));
  expect(posts.length).toBeGreaterThan(30);
  const others: Record<string, string> = {};
  for (const route of posts) {
    const who = entering(route);
    const found = routeCases[route.id];
    if (found === undefined) throw new Error(route.id);
    const asked = await askedBy(world, found, who);
    const browser = await world.browser(who);
    const own = hidden((await browser.get('/suivi')).body, '_csrf');
    for (const token of ['', 'x', theirs, own.slice(1), `${own}x`]) {
      const refused = await sent(browser, asked, { _csrf: token });
      expect(refused.status, `${route.id} with "${token}"`).toBe(403);
      expect(refused.body, route.id).toContain('Votre page a expiré');
    }
    if (asked.files === undefined) {
      for (const site of ['cross-site', 'same-site']) {
        expect(
          (await sent(browser, asked, { _csrf: own }, { 'sec-fetch-site': site })).status,
          `${route.id} ${site}`,
        ).toBe(403);
      }
    }
    if (!Object.values(found.audience).includes('allowed')) continue;
    // The counterpart, which also shows that the refused ones have changed nothing.
    const accepted = await sent(browser, asked, { _csrf: own });
    const outcome = outcomeOf(accepted, found.gives ?? 303);
    if (outcome !== 'allowed') others[route.id] = outcome;
  }
  expect(others).toEqual({});
});

test('a token of before a sign-in is worth nothing after it', async () => {
  const browser = world.counter.visitor();
  const before = hidden((await browser.get('/connexion')).body, '_csrf');
  const signedIn = await browser.post('/connexion', {
    email: `${world.people.resident.accountId}@example.fr`,
    password,
  });
  expect(signedIn.status).toBe(303);
  expect((await browser.post('/mon-espace/profil/coordonnees', { _csrf: before })).status).toBe(403);
});

test('every answer carries the headers that keep browsers safe', async () => {
  for (const route of world.counter.routes.filter((one) => one.method === 'GET')) {
    const who = entering(route);
    const found = routeCases[route.id];
    if (found === undefined) throw new Error(route.id);
    const { path } = await askedBy(world, found, who);
    const answer = await (await world.browser(who)).get(path);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy, route.id).toContain("default-src 'none'");
    // The browser's own PDF viewer styles itself; there is no page of ours that such a style could change.
    const isPdf = String(answer.headers['content-type']).startsWith('application/pdf');
    const strict = isPdf ? policy.replace("style-src 'unsafe-inline'; object-src 'self'", 'sandbox') : policy;
    expect(strict, route.id).not.toMatch(/unsafe|\*/);
    if (!strict.includes('sandbox')) {
      for (const rule of [
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ])
        expect(policy, route.id).toContain(rule);
    }
    expect(answer.headers['x-content-type-options'], route.id).toBe('nosniff');
    expect(answer.headers['x-frame-options'], route.id).toMatch(/DENY/i);
    expect(answer.headers['referrer-policy'], route.id).toMatch(/^(same-origin|no-referrer)$/);
    expect(answer.headers['x-powered-by'], route.id).toBeUndefined();
    expect(answer.headers.server, route.id).toBeUndefined();
    if (String(answer.headers['content-type']).includes('text/html')) {
      expect(answer.body, route.id).not.toMatch(
        /<script(?![^>]* src=)[^>]*>|<style|\sstyle="|\son[a-z]+="|javascript:/,
      );
      expect(String(answer.headers['cache-control']), route.id).toMatch(/private|no-store/);
    }
    if (route.access !== 'public' && route.access !== 'operations') {
      expect(String(answer.headers['cache-control'] ?? 'private'), route.id).not.toMatch(/public/);
    }
    // The open catalogue is for the pages of others to read.
    const forAll = /^catalogue\.(open|own)-/.test(route.id);
    expect(answer.headers['access-control-allow-origin'], route.id).toBe(forAll ? '*' : undefined);
  }
});

test('errors are as well dressed as pages, and say nothing of the inside', async () => {
  const visitor = world.counter.visitor();
  for (const path of [
    '/nowhere/at/all',
    '/%E0%A4%A',
    '/vernon/dossiers/x',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/.env',
    '/.git/config',
  ]) {
    const answer = await visitor.get(path);
    expect([400, 403, 404], path).toContain(answer.status);
    expect(String(answer.headers['content-security-policy']), path).toContain("default-src 'none'");
    expect(answer.headers['x-content-type-options'], path).toBe('nosniff');
    expect(answer.body, path).not.toMatch(/at .*\.ts:\d+|node_modules|"dependencies"|SQLSTATE|postgres/i);
  }
});

test('behind HTTPS, cookies are pinned to the host and out of reach of scripts; a forged Host goes nowhere', async () => {
  const counter = await testCounter({ env: { PUBLIC_URL: 'https://guichet.example.fr' } });
  try {
    const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    const visitor = counter.visitor();
    const page = await visitor.get(start, evil);
    expect(page.body).not.toContain('evil.example');
    const filed = await visitor.post(
      start,
      { ...(questionAnswers as Record<string, string>), _idempotency: hidden(page.body, '_idempotency') },
      evil,
    );
    expect(filed.status).toBe(303);
    for (const answer of [page, filed]) {
      const cookies = [answer.headers['set-cookie'] ?? []].flat();
      expect(cookies.length).toBeGreaterThan(0);
      for (const cookie of cookies) {
        expect(cookie).toMatch(/^__Host-/);
        for (const flag of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag);
        expect(cookie).not.toMatch(/Domain=/i);
      }
      expect(String(answer.headers['strict-transport-security'])).toContain('max-age=31536000');
    }
    await visitor.get('/inscription');
    await visitor.post(
      '/inscription',
      { email: 'zoe@example.fr', 'new-password': password, 'repeat-password': password },
      evil,
    );
    await counter.runJobs();
    expect(counter.platform.mail.sent.length).toBe(2);
    for (const mail of counter.platform.mail.sent) {
      expect(mail.text).toContain('https://guichet.example.fr/');
      expect(mail.text).not.toContain('evil.example');
    }
    // A cookie that another host of the domain could have set is not ours.
    const tossed = counter.visitor();
    tossed.setCookie('parvis_visitor', visitor.cookie('__Host-parvis_visitor') ?? '');
    tossed.setCookie('parvis_suivi', visitor.cookie('__Host-parvis_suivi') ?? '');
    expect((await visitor.get(filed.location ?? '')).status).toBe(200);
    expect((await tossed.get(filed.location ?? '')).status).toBe(404);
  } finally {
    await counter.close();
  }
});

test('cookies that were planted, doubled or broken give nothing and break nothing', async () => {
  const planted = 'p'.repeat(43);
  const victim = world.counter.visitor();
  victim.setCookie('parvis_session', planted);
  await victim.get('/connexion');
  const signedIn = await victim.post('/connexion', {
    email: `${world.people.resident.accountId}@example.fr`,
    password,
  });
  expect(signedIn.status).toBe(303);
  expect(victim.cookie('parvis_session')).not.toBe(planted);
  const attacker = world.counter.visitor();
  attacker.setCookie('parvis_session', planted);
  expect((await attacker.get('/mon-espace')).location).toContain('/connexion');

  for (const cookie of [
    'parvis_visitor=x; parvis_session=y; parvis_agent=z; parvis_suivi=~~..~.',
    'parvis_visitor=%00; parvis_session=%; parvis_lang=de; parvis_flash=%3Cscript%3Ealert(1)%3C/script%3E',
    `parvis_visitor=${'v'.repeat(43)}; parvis_visitor=${'w'.repeat(43)}; parvis_suivi=${'~'.repeat(3000)}`,
    '__proto__=x; constructor=y; =; ;;;',
    `parvis_suivi=${vernon}.0197f000-0000-7000-8000-000000000001.zzzzzzzz.AAAA; parvis_visitor=${'v'.repeat(43)}`,
  ]) {
    for (const path of [
      '/',
      '/suivi',
      '/mon-espace',
      '/agents',
      '/vernon/dossiers/0197f000-0000-7000-8000-000000000001',
      start,
    ]) {
      const answer = await world.counter.server.inject({ url: path, headers: { cookie, 'accept-language': 'fr' } });
      expect(answer.statusCode, `${path} ${cookie.slice(0, 40)}`).toBeLessThan(500);
      expect(answer.body).not.toContain('<script>alert');
    }
  }
});

test('a page that is kept for the crowd holds nothing of one visitor', async () => {
  for (const path of [
    '/',
    '/themes',
    '/vernon',
    '/vernon/demarches/question-a-la-mairie',
    '/aide',
    '/recherche?q=poubelle',
  ]) {
    const resident = await world.browser(world.people.resident);
    expect((await resident.get(path)).body, path).toContain('Rose');
    const forged = await world.counter.visitor().get(path, { host: 'evil.example' });
    expect([200, 404], path).toContain(forged.status);
    for (let n = 0; n < 2; n += 1) {
      const stranger = world.counter.visitor();
      const answer = await stranger.get(path);
      expect(answer.status, path).toBe(200);
      expect(answer.body, path).not.toContain('Rose');
      expect(answer.body, path).not.toContain('evil.example');
      expect(answer.body, path).not.toMatch(/name="_csrf"/);
      expect(stranger.cookie('parvis_visitor'), path).toBeUndefined();
    }
    // Nor is one language, or one commune, taken for another's.
    expect((await world.counter.visitor().get(path, { 'accept-language': 'en' })).body, path).toContain(
      '<html lang="en"',
    );
    expect((await world.counter.visitor().get(path)).body, path).toContain('<html lang="fr"');
    expect((await resident.get(path)).body, path).toContain('Rose');
  }
  // A message for one visitor is shown to that one only.
  const told = world.counter.visitor();
  await told.get('/');
  told.setCookie('parvis_flash', 'Message-pour-moi');
  expect((await told.get('/')).body).toContain('Message-pour-moi');
  expect((await world.counter.visitor().get('/')).body).not.toContain('Message-pour-moi');
});

test('outside a demonstration its mailbox and its example sign-ins do not exist', async () => {
  const { platform } = world.counter;
  const production = await composeCounter({
    ...platform,
    config: { ...platform.config, demonstration: false, PUBLIC_URL: 'https://guichet.example.fr' },
  });
  const server = await production.createServer();
  try {
    const visitor = new Visitor(server);
    for (const route of production.routes.filter((one) => one.access === 'demonstration')) {
      const found = routeCases[route.id];
      if (found === undefined) throw new Error(route.id);
      const asked = await askedBy(world, found, world.people.stranger);
      expect((await ask(visitor, route, asked)).status, route.id).toBe(404);
      const gives = found.gives ?? (route.method === 'GET' ? 200 : 303);
      expect((await ask(await world.browser(world.people.stranger), route, asked)).status, route.id).toBe(gives);
    }
    for (const path of ['/connexion', '/agents/connexion']) {
      expect((await visitor.get(path)).body, path).not.toContain('parvis-demonstration');
      expect((await world.counter.visitor().get(path)).body, path).toContain('parvis-demonstration');
    }
  } finally {
    await server.close();
  }
});

test('figures for the supervisor stay on the machine, or ask for their token', async () => {
  const { server } = world.counter;
  const from = (remoteAddress: string) => server.inject({ url: '/metrics', remoteAddress });
  expect((await from('127.0.0.1')).statusCode).toBe(200);
  for (const far of ['192.0.2.7', '10.0.0.1', '2001:db8::1', '128.0.0.1'])
    expect((await from(far)).statusCode, far).toBe(404);
  const forged = await server.inject({
    url: '/metrics',
    remoteAddress: '192.0.2.7',
    headers: { 'x-forwarded-for': '127.0.0.1' },
  });
  expect(forged.statusCode).toBe(404);
  const counter = await testCounter({ env: { METRICS_TOKEN: 'a token of the supervisor' } });
  try {
    const asking = (authorization?: string) =>
      counter.server.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } });
    expect((await asking()).statusCode).toBe(404);
    expect((await asking('Bearer x')).statusCode).toBe(404);
    expect((await asking('Bearer a token of the supervisor')).statusCode).toBe(200);
    expect((await asking('Bearer a token of the supervisor')).body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  } finally {
    await counter.close();
  }
});

test('guessing is slowed down: codes, passwords, mails to others', async () => {
  const counter = await testCounter({ env: { RATE_LIMITS: 'on' } });
  try {
    const limited = counter.routes.filter((route) => route.perMinute !== undefined && route.perMinute <= 30);
    for (const id of [
      'dossiers.send-code',
      'identity.submit-sign-in',
      'identity.submit-agent-sign-in',
      'identity.submit-forgotten-password',
      'identity.submit-sign-up',
      'dossiers.send-resume-link',
      'dossiers.resume',
    ])
      expect(limited.map((route) => route.id)).toContain(id);
    const visitor = counter.visitor();
    await visitor.get('/suivi');
    const statuses: number[] = [];
    for (let n = 0; n < 14; n += 1) statuses.push((await visitor.post('/suivi', { code: '2222-2222-222' })).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 422));
    expect(statuses.slice(10)).toEqual([429, 429, 429, 429]);
    const refused = await visitor.post('/suivi', { code: '2222-2222-222' });
    expect(refused.body).toContain('Trop de demandes');
    // Another browser behind the same address is the same guesser; a forged header does not make another address.
    const other = counter.visitor();
    await other.get('/suivi');
    expect((await other.post('/suivi', { code: '2222-2222-222' }, { 'x-forwarded-for': '192.0.2.9' })).status).toBe(
      429,
    );
  } finally {
    await counter.close();
  }
});

test('wrong passwords make the next ones wait, whatever their address', async () => {
  const email = `${world.people['other resident'].accountId}@example.fr`;
  const statuses: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    const visitor = world.counter.visitor();
    await visitor.get('/connexion');
    statuses.push((await visitor.post('/connexion', { email, password: `faux ${n}` })).status);
  }
  expect(statuses.slice(0, 5)).toEqual([422, 422, 422, 422, 422]);
  expect(statuses.slice(-1)).toEqual([429]);
  // The right one waits as well: being refused must not tell that it was found.
  const visitor = world.counter.visitor();
  await visitor.get('/connexion');
  expect((await visitor.post('/connexion', { email, password })).status).toBe(429);
  expect(visitor.cookie('parvis_session')).toBeUndefined();
});

test('behind one proxy a visitor is whom the proxy saw, whatever they claim before it', async () => {
  const counter = await testCounter({ env: { TRUST_PROXY: '1' } });
  try {
    const asking = (forwarded: string) =>
      counter.server.inject({
        url: '/metrics',
        remoteAddress: '10.0.0.2',
        headers: { 'x-forwarded-for': forwarded },
      });
    expect((await asking('127.0.0.1, 192.0.2.7')).statusCode).toBe(404);
    expect((await asking('192.0.2.7')).statusCode).toBe(404);
    expect((await asking('127.0.0.1')).statusCode).toBe(200);
  } finally {
    await counter.close();
  }
});

test('a page that was kept for one host name is not shown under another', async () => {
  const counter = await testCounter({
    env: { PUBLIC_URL: 'https://guichet.example.fr' },
    prepare: async (platform) => {
      await platform.database.open
        .updateTable('authorities')
        .set({ hosts: ['demarches.vernon.example'] })
        .where('id', '=', 'C27681')
        .execute();
    },
  });
  try {
    const home = async (host: string) => (await counter.visitor().get('/', { host })).body;
    const heading = (body: string) => /<h1[^>]*>([^<]*)/.exec(body)?.[1];
    const own = heading(await home('demarches.vernon.example'));
    const territory = heading(await home('guichet.example.fr'));
    expect(own).toBe('Mairie de Vernon');
    expect(territory).not.toBe(own);
    for (let n = 0; n < 2; n += 1) {
      expect(heading(await home('demarches.vernon.example'))).toBe(own);
      expect(heading(await home('guichet.example.fr'))).toBe(territory);
    }
  } finally {
    await counter.close();
  }
});
