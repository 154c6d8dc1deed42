import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '#platform/errors/app-error.ts';
import { json, page, type Route, redirect } from '#platform/http/route.ts';
import { createServer } from '#platform/http/server.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';

let platform: TestPlatform;
let server: FastifyInstance;
const sessionHash = Buffer.alloc(32);
let made = 0;

const routes: Route[] = [
  {
    id: 't.form',
    method: 'GET',
    path: '/form',
    access: 'public',
    handle: (context) => page(h('p', null, context.csrfToken())),
  },
  { id: 't.send', method: 'POST', path: '/form', access: 'public', handle: () => redirect('/done') },
  {
    id: 't.crash',
    method: 'GET',
    path: '/crash',
    access: 'public',
    handle: () => {
      throw new TypeError('secret detail');
    },
  },
  {
    id: 't.broken',
    method: 'GET',
    path: '/broken/:code',
    access: 'public',
    handle: ({ params: { code = '' } }) => {
      // As the driver says of a connection that broke under a statement, and the system of a disk.
      if (code === 'terminated') throw new Error('Connection terminated unexpectedly');
      throw Object.assign(new Error(code), { code, syscall: code === 'ENOENT' ? 'open' : 'write' });
    },
  },
  {
    id: 't.gone',
    method: 'GET',
    path: '/gone',
    access: 'public',
    handle: () => {
      throw new AppError('not-found', 'no-such-thing');
    },
  },
  {
    id: 't.mine',
    method: 'GET',
    path: '/mine',
    access: 'resident',
    handle: (context) => json({ email: context.resident?.email }),
  },
  {
    id: 't.named',
    method: 'GET',
    path: '/named/:name',
    access: 'public',
    handle: () => {
      throw new AppError('not-found', 'not-found');
    },
  },
  { id: 't.desk', method: 'GET', path: '/desk', access: 'agent', handle: () => json({}) },
  { id: 't.admin', method: 'GET', path: '/admin', access: 'administrator', handle: () => json({}) },
  { id: 't.long', method: 'GET', path: '/long', access: 'public', handle: () => page(h('p', null, 'é'.repeat(5000))) },
  { id: 't.few', method: 'GET', path: '/few', access: 'public', perMinute: 3, handle: () => json({}) },
  {
    id: 't.kept',
    method: 'GET',
    path: '/kept',
    access: 'public',
    kept: { seconds: 60, cookies: ['place'] },
    handle: (context) => {
      made += 1;
      const { place } = context.query;
      if (place !== undefined && context.cookie('place') !== place) context.setCookie('place', place, {});
      return page(h('p', null, `made ${made}`));
    },
  },
  {
    id: 't.kept-late',
    method: 'GET',
    path: '/kept-late',
    access: 'public',
    kept: { seconds: 60, late: { key: async (context) => `key-of-${context.query.who ?? 'nobody'}` } },
    handle: (context) => {
      made += 1;
      return page(h('p', null, `made ${made} ${context.csrfToken()} ${context.late('key') ?? 'own'}`));
    },
  },
  {
    id: 't.kept-form',
    method: 'GET',
    path: '/kept-form',
    access: 'public',
    kept: { seconds: 60 },
    handle: (context) => page(h('p', null, context.csrfToken())),
  },
];

beforeAll(async () => {
  platform = await testPlatform({ env: { RATE_LIMITS: 'on' } });
  server = await createServer({
    platform,
    routes,
    cookieNames: { resident: 'resident', agent: 'agent' },
    resolvePrincipals: async (cookies) => ({
      resident:
        cookies.resident === 'r'
          ? {
              accountId: 'a',
              email: 'x@example.org',
              label: 'X',
              sessionHash,
              assurance: 'password',
              authenticatedAt: new Date(0),
            }
          : undefined,
      agent:
        cookies.agent === undefined
          ? undefined
          : {
              agentId: 'g',
              name: 'G',
              email: '',
              authorityId: 'C1',
              authorityName: '',
              role: cookies.agent === 'admin' ? 'administrator' : 'agent',
              rights: [],
              scope: [],
              sessionHash,
            },
    }),
    errorPage: (_context, problem) => h('main', null, `problem ${problem.status} ${problem.code} ${problem.requestId}`),
    signInPath: (access, back) => `/sign-in-${access}?suite=${encodeURIComponent(back)}`,
  });
  await server.ready();
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function openForm() {
  const answer = await server.inject({ url: '/form' });
  const token = /<p>(.+)<\/p>/.exec(answer.body)?.[1] ?? '';
  const visitor = answer.cookies.find((cookie) => cookie.name === 'parvis_visitor')?.value ?? '';
  return { token, visitor };
}

test('a form is accepted with the token made for this browser, and with no other', async () => {
  const mine = await openForm();
  const other = await openForm();
  const send = (token: string, visitor: string, headers: Record<string, string> = {}) =>
    server.inject({
      method: 'POST',
      url: '/form',
      headers: { ...form, ...headers },
      cookies: { parvis_visitor: visitor },
      payload: `_csrf=${token}`,
    });
  expect((await send(mine.token, mine.visitor)).statusCode).toBe(303);
  for (const refused of [
    await send('', mine.visitor),
    await send(other.token, mine.visitor),
    await send(mine.token, other.visitor),
    await send(mine.token, ''),
    await send(mine.token, mine.visitor, { 'sec-fetch-site': 'cross-site' }),
    await send(mine.token, mine.visitor, { 'sec-fetch-site': 'same-site' }),
  ]) {
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('form-expired');
  }
});

test('a token of before a sign-in is worth nothing after it', async () => {
  const { token, visitor } = await openForm();
  const answer = await server.inject({
    method: 'POST',
    url: '/form',
    headers: form,
    cookies: { parvis_visitor: visitor, resident: 'r' },
    payload: `_csrf=${token}`,
  });
  expect(answer.statusCode).toBe(403);
});

test('a crash says nothing of what happened and gives a number to quote', async () => {
  const answer = await server.inject({ url: '/crash' });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).toMatch(/problem 500 unexpected \w+/);
  expect(answer.body).not.toContain('secret detail');
});

test('an expected error keeps its code; a program gets RFC 9457', async () => {
  expect((await server.inject({ url: '/gone' })).statusCode).toBe(404);
  const problem = await server.inject({ url: '/gone', headers: { accept: 'application/json' } });
  expect(problem.headers['content-type']).toContain('application/problem+json');
  expect(problem.json()).toMatchObject({ status: 404, title: 'no-such-thing' });
});

test('each gate lets in whom it names', async () => {
  const status = async (url: string, cookies: Record<string, string> = {}) =>
    (await server.inject({ url, cookies })).statusCode;
  expect(await status('/mine')).toBe(303);
  expect(await status('/mine', { resident: 'r' })).toBe(200);
  expect(await status('/mine', { agent: 'agent' })).toBe(303);
  expect(await status('/desk', { resident: 'r' })).toBe(303);
  expect(await status('/desk', { agent: 'agent' })).toBe(200);
  expect(await status('/admin', { agent: 'agent' })).toBe(403);
  expect(await status('/admin', { agent: 'admin' })).toBe(200);
  const sentAway = await server.inject({ url: '/mine?x=1' });
  expect(sentAway.headers.location).toBe('/sign-in-resident?suite=%2Fmine%3Fx%3D1');
});

test('pages carry a policy without inline script or style, and are compressed for those who can', async () => {
  const plain = await server.inject({ url: '/long' });
  const policy = String(plain.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(plain.headers['x-content-type-options']).toBe('nosniff');
  const brotli = await server.inject({ url: '/long', headers: { 'accept-encoding': 'gzip, br' } });
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotli.rawPayload.length).toBeLessThan(500);
});

test('a database that goes away and a disk that is full are "not now", a fault of ours is not', async () => {
  const statusOf = async (code: string) => (await server.inject({ url: `/broken/${code}` })).statusCode;
  for (const code of ['terminated', 'ECONNREFUSED', '57P01', '57P02', '57P03', 'ENOSPC', 'EDQUOT', 'EFBIG'])
    expect(await statusOf(code), code).toBe(503);
  for (const code of ['ENOENT', '23505', 'EACCES']) expect(await statusOf(code), code).toBe(500);
});

test('too many requests are refused, with the moment to come back', async () => {
  const statuses = [];
  for (let n = 0; n < 5; n += 1) statuses.push((await server.inject({ url: '/few' })).statusCode);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  const refused = await server.inject({ url: '/few' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});

test('a redirect never leaves the site', () => {
  for (const hostile of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '']) {
    expect(() => redirect(hostile)).toThrow();
  }
});

test('an address that cannot be decoded, or is very long, is refused in words', async () => {
  const undecodable = await server.inject({ url: '/%E0%A4%A' });
  expect(undecodable.statusCode).toBe(404);
  expect(undecodable.body).toContain('problem 404');
  expect(undecodable.headers['x-content-type-options']).toBe('nosniff');
  expect((await server.inject({ url: `/${'a'.repeat(5000)}` })).statusCode).toBe(404);
  const long = await server.inject({ url: `/named/${'a'.repeat(15_000)}` });
  expect(long.statusCode).toBe(404);
  expect(long.body).toContain('problem 404');
  expect(long.headers['content-security-policy']).toBeDefined();
});

test('a public page is kept for those about whom nothing is known, and for nobody else', async () => {
  const count = async (cookies: Record<string, string> = {}, url = '/kept') =>
    (await server.inject({ url, cookies })).body.match(/made (\d+)/)?.[1];
  const first = await count();
  expect(await count()).toBe(first);
  expect(await count({ place: 'a' })).not.toBe(first);
  expect(await count({}, '/kept?lang=en')).not.toBe(first);
  // Somebody who is signed in gets a page of their own, which is not kept for others.
  const mine = await count({ resident: 'r' });
  expect(mine).not.toBe(first);
  expect(await count({ resident: 'r' })).not.toBe(mine);
  expect(await count()).toBe(first);
});

test('a page that holds a form is never kept', async () => {
  const one = await server.inject({ url: '/kept-form' });
  const other = await server.inject({ url: '/kept-form' });
  expect(one.body).not.toBe(other.body);
});

test('the choice that a kept page remembers is remembered for each visitor', async () => {
  for (let visit = 0; visit < 2; visit += 1) {
    const answer = await server.inject({ url: '/kept?place=b' });
    expect(answer.cookies.find((cookie) => cookie.name === 'place')?.value).toBe('b');
  }
});

test('a kept page with a form gives each visitor a token and a key of their own, which work', async () => {
  const open = async (cookies: Record<string, string> = {}) => {
    const answer = await server.inject({ url: '/kept-late', cookies });
    const [, count, token, key] = /made (\d+) (\S+) ([^<\s]+)/.exec(answer.body) ?? [];
    const visitor = answer.cookies.find((cookie) => cookie.name === 'parvis_visitor')?.value ?? cookies.parvis_visitor;
    return { count, token: token ?? '', key, visitor: visitor ?? '' };
  };
  const one = await open();
  const other = await open();
  expect(other.count).toBe(one.count);
  expect(other.token).not.toBe(one.token);
  expect(other.visitor).not.toBe(one.visitor);
  expect(one.key).toBe('key-of-nobody');
  expect(one.token).not.toContain('late-');
  const send = (token: string, visitor: string) =>
    server.inject({
      method: 'POST',
      url: '/form',
      headers: form,
      cookies: { parvis_visitor: visitor },
      payload: `_csrf=${token}`,
    });
  expect((await send(one.token, one.visitor)).statusCode).toBe(303);
  expect((await send(other.token, other.visitor)).statusCode).toBe(303);
  expect((await send(one.token, other.visitor)).statusCode).toBe(403);
  // Who comes back keeps their secret; who is signed in gets a page of their own.
  expect((await open({ parvis_visitor: one.visitor })).visitor).toBe(one.visitor);
  const mine = await open({ resident: 'r' });
  expect(mine.count).not.toBe(one.count);
  expect(mine.token).not.toContain('late-');
});
