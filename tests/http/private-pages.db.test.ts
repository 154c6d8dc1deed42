import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actKey } from '#platform/http/late-values.ts';
import type { ResidentPrincipal } from '#platform/http/principals.ts';
import { privatePage, type Route, redirect } from '#platform/http/route.ts';
import { createServer } from '#platform/http/server.ts';
import { type TestPlatform, testPlatform } from '#tests/support/test-platform.ts';

let platform: TestPlatform;
let server: FastifyInstance;
let made = 0;
let version = 1;

/** A page of somebody that holds a form; with `?flat`, one whose bytes are the same each time. */
const routes: Route[] = [
  {
    id: 't.page',
    method: 'GET',
    path: '/page',
    access: 'public',
    handle: (context) =>
      privatePage({
        key: `page ${context.resident?.label ?? ''}`,
        basis: [version],
        sameBytes: context.query.flat !== undefined,
        make: async () => {
          made += 1;
          const key = context.query.flat === undefined ? actKey(context) : '';
          return h('p', null, `made ${made} in ${context.locale} for ${context.resident?.label ?? 'nobody'} `, [
            h('b', null, context.csrfToken()),
            h('i', null, key),
            h('u', null, context.flash ?? ''),
            'x'.repeat(2000),
          ]);
        },
      }),
  },
  {
    id: 't.act',
    method: 'POST',
    path: '/page',
    access: 'public',
    handle: (context) => {
      context.setFlash('Fait');
      return redirect('/page');
    },
  },
];

beforeAll(async () => {
  platform = await testPlatform();
  server = await createServer({
    platform,
    routes,
    cookieNames: { resident: 'r', agent: 'a' },
    resolvePrincipals: async ({ resident }) => ({
      resident:
        resident === undefined
          ? undefined
          : ({ accountId: resident, label: resident, sessionHash: Buffer.from(resident) } as ResidentPrincipal),
    }),
    errorPage: () => h('p', null, 'error'),
    signInPath: () => '/connexion',
  });
});
afterAll(async () => {
  await server.close();
  await platform.close();
});
beforeEach(() => {
  made = 0;
  version += 1;
});

class Browser {
  readonly cookies: Record<string, string> = {};

  async get(path: string, headers: Record<string, string> = {}) {
    const answer = await server.inject({ method: 'GET', url: path, cookies: this.cookies, headers });
    for (const { name, value } of answer.cookies) {
      if (value === '') delete this.cookies[name];
      else this.cookies[name] = value;
    }
    const part = (tag: string) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(answer.body)?.[1] ?? '';
    return { answer, body: answer.body, token: part('b'), key: part('i'), flash: part('u') };
  }

  async act(token: string): Promise<number> {
    const answer = await server.inject({
      method: 'POST',
      url: '/page',
      cookies: this.cookies,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `_csrf=${encodeURIComponent(token)}`,
    });
    for (const { name, value } of answer.cookies) this.cookies[name] = value;
    return answer.statusCode;
  }
}

test('the page is made once; each browser gets its own form token, each answer its own key', async () => {
  const [one, two] = [new Browser(), new Browser()];
  const first = await one.get('/page');
  const again = await one.get('/page');
  const other = await two.get('/page');
  expect(made).toBe(1);
  expect(again.token).toBe(first.token);
  expect(other.token).not.toBe(first.token);
  expect(new Set([first.key, again.key, other.key]).size).toBe(3);
  expect(first.key).toMatch(/^[0-9a-f-]{36}$/);
  expect(await two.act(first.token)).toBe(403);
  expect(await two.act(other.token)).toBe(303);
  for (const { answer } of [first, again, other]) {
    expect(answer.body).not.toContain('late-');
    expect(answer.headers['cache-control']).toContain('private');
    expect(answer.headers.vary).toContain('Cookie');
  }
});

test('what it was made from changes: it is made again', async () => {
  const browser = new Browser();
  await browser.get('/page');
  version += 1;
  expect((await browser.get('/page')).body).toContain('made 2');
  await browser.get('/page?flat');
  version += 1;
  expect((await browser.get('/page?flat')).body).toContain('made 4');
});

test('another language, another person and signing out are other pages', async () => {
  const browser = new Browser();
  for (const path of ['/page', '/page?flat']) {
    expect((await browser.get(path)).body).toContain('in fr for nobody');
    expect((await browser.get(path, { 'accept-language': 'en' })).body).toContain('in en for nobody');
    browser.cookies.r = 'Zoe';
    expect((await browser.get(path)).body).toContain('in fr for Zoe');
    browser.cookies.r = 'Ali';
    expect((await browser.get(path)).body).toContain('in fr for Ali');
    delete browser.cookies.r;
    expect((await browser.get(path)).body).toContain('in fr for nobody');
  }
});

test('a page kept as bytes is that of one browser, and of one session of it', async () => {
  const [one, two] = [new Browser(), new Browser()];
  const first = await one.get('/page?flat');
  expect((await one.get('/page?flat')).body).toBe(first.body);
  expect(made).toBe(1);
  const other = await two.get('/page?flat');
  expect(made).toBe(2);
  expect(other.token).not.toBe(first.token);
  one.cookies.r = 'Zoe';
  const signedIn = await one.get('/page?flat');
  expect(made).toBe(3);
  expect(signedIn.token).not.toBe(first.token);
});

test('a browser that takes no compressed answers is not given the compressed bytes of another', async () => {
  const browser = new Browser();
  const plain = await browser.get('/page?flat');
  const small = await browser.get('/page?flat', { 'accept-encoding': 'br' });
  expect(small.answer.headers['content-encoding']).toBe('br');
  expect(small.answer.rawPayload.length).toBeLessThan(plain.body.length / 2);
  const again = await browser.get('/page?flat');
  expect(again.answer.headers['content-encoding']).toBeUndefined();
  expect(again.body).toBe(plain.body);
});

test('the words of the act before are shown once, to whom they are for', async () => {
  const [one, two] = [new Browser(), new Browser()];
  for (const path of ['/page', '/page?flat']) {
    const { token } = await one.get(path);
    await two.get(path);
    expect(await one.act(token)).toBe(303);
    expect((await two.get(path)).flash).toBe('');
    expect((await one.get(path)).flash).toBe('Fait');
    expect((await one.get(path)).flash).toBe('');
    expect((await two.get(path)).flash).toBe('');
  }
});
