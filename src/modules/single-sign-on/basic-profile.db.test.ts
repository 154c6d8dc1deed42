import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  askTokens,
  claimsIn,
  openSession,
  parametersOf,
  requestOf,
  type SiteWorld,
  signInAtSite,
  siteWorld,
  type TestSite,
} from './testing/site-world.ts';

// What the OpenID Foundation's basic plan tries besides conformance.db.test.ts; docs/openid-conformance.md has the whole list.

let world: SiteWorld;
let site: TestSite;
beforeAll(async () => {
  world = await siteWorld();
  site = await world.site();
}, 120_000);
afterAll(() => world?.close());

const asJson = async (response: Response) => (await response.json()) as Record<string, unknown>;

test('userinfo is asked by POST too, the token in the header or in the body, and never in the address', async () => {
  const browser = await world.browser(await world.account());
  const { body } = await signInAtSite(world, browser, site, { scope: 'openid email' });
  const token = body.access_token ?? '';
  const sub = claimsIn(body.id_token).sub;
  const headers = { authorization: `Bearer ${token}` };
  const byHeader = await fetch(`${world.issuer}/userinfo`, { method: 'POST', headers });
  expect(await asJson(byHeader)).toMatchObject({ sub });
  const inBody = await fetch(`${world.issuer}/userinfo`, {
    method: 'POST',
    body: new URLSearchParams({ access_token: token }),
  });
  expect(await asJson(inBody)).toMatchObject({ sub });
  const inAddress = await fetch(`${world.issuer}/userinfo?access_token=${token}`);
  expect(inAddress.status).toBeGreaterThanOrEqual(400);
  expect(await inAddress.text()).not.toContain('@example.fr');
});

test('a request may come by a form', async () => {
  const browser = await world.browser(await world.account());
  await signInAtSite(world, browser, site);
  const { searchParams } = new URL(requestOf(site).path, world.origin);
  const reply = await browser.post('/oidc/auth', Object.fromEntries(searchParams));
  expect(parametersOf(await browser.follow(reply))).toMatchObject({ code: expect.any(String), state: 'etat' });
  const elsewhere = await browser.post('/oidc/auth', {
    ...Object.fromEntries(searchParams),
    redirect_uri: 'https://voleur.example/retour',
  });
  expect((await browser.follow(elsewhere)).status).toBe(400);
  expect((await browser.post('/oidc/auth', { state: 'x'.repeat(20_000) })).status).toBe(413);
});

test('all scopes at once, in whatever order, say all that was agreed to', async () => {
  const browser = await world.browser(await world.account());
  const { body } = await signInAtSite(world, browser, site, { scope: 'phone family openid address email profile' });
  const headers = { authorization: `Bearer ${body.access_token}` };
  const told = await asJson(await fetch(`${world.issuer}/userinfo`, { headers }));
  for (const claim of ['name', 'email', 'phone_number', 'address', 'family']) expect(told).toHaveProperty(claim);
  expect(claimsIn(body.id_token)).not.toHaveProperty('email');
});

test.each([
  ['display', { display: 'page' }],
  ['display in a window', { display: 'popup' }],
  ['login_hint', { login_hint: 'jeanne@example.fr' }],
  ['ui_locales', { ui_locales: 'se en' }],
  ['claims_locales', { claims_locales: 'se' }],
  ['acr_values', { acr_values: '1 2' }],
  ['claims', { claims: JSON.stringify({ userinfo: { email: { essential: true } } }) }],
  ['an unknown parameter', { extra: 'foobar' }],
] as const)('%s is passed over, and the person signed in', async (_what, more) => {
  const browser = await world.browser(await world.account());
  await signInAtSite(world, browser, site);
  const reply = parametersOf(await browser.follow(await browser.get(requestOf(site, more).path)));
  expect(reply).toMatchObject({ code: expect.any(String), state: 'etat' });
});

test('claims that are named one by one hand over no more than the scopes that were agreed to', async () => {
  const browser = await world.browser(await world.account());
  await signInAtSite(world, browser, site);
  const claims = JSON.stringify({ userinfo: { email: { essential: true } }, id_token: { phone_number: null } });
  const { body } = await signInAtSite(world, browser, site, { claims });
  const headers = { authorization: `Bearer ${body.access_token}` };
  expect(Object.keys(await asJson(await fetch(`${world.issuer}/userinfo`, { headers })))).toEqual(['sub']);
  expect(claimsIn(body.id_token)).not.toHaveProperty('phone_number');
});

test('max_age tells when the person signed in; the tokens of both sign-ins name the same person', async () => {
  const accountId = await world.account();
  const browser = await world.browser(accountId);
  const at = new Date(Date.now() - 30_000);
  browser.cookies.set('parvis_session', await openSession(world.counter, accountId, at));
  const first = claimsIn((await signInAtSite(world, browser, site, { max_age: '10000' })).body.id_token);
  expect(first.auth_time).toBe(Math.floor(at.getTime() / 1000));
  const page = await browser.follow(await browser.get(requestOf(site, { max_age: '1' }).path));
  expect(page.body).toContain('Confirmez que c’est bien vous');
  browser.cookies.set('parvis_session', await openSession(world.counter, accountId, new Date()));
  const second = claimsIn((await signInAtSite(world, browser, site, { max_age: '10000' })).body.id_token);
  expect(second.sub).toBe(first.sub);
  expect(Number(second.auth_time)).toBeGreaterThan(Number(first.auth_time));
});

test('a code that serves twice ends the tokens of the first time', async () => {
  const browser = await world.browser(await world.account());
  const { body, code, verifier } = await signInAtSite(world, browser, site);
  const headers = { authorization: `Bearer ${body.access_token}` };
  expect((await fetch(`${world.issuer}/userinfo`, { headers })).status).toBe(200);
  const again = await askTokens(world, site, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: site.redirectUri,
    code_verifier: verifier,
  });
  expect(again.body.error).toBe('invalid_grant');
  expect((await fetch(`${world.issuer}/userinfo`, { headers })).status).toBe(401);
});

test('a refresh token that serves twice ends all that came of it', async () => {
  const offline = await world.site({ scopes: { offline_access: 'Pour les rappels de retour' } });
  const browser = await world.browser(await world.account());
  const { body } = await signInAtSite(world, browser, offline, {
    scope: 'openid offline_access',
    prompt: 'consent',
  });
  const refresh = (token: string | undefined) =>
    askTokens(world, offline, { grant_type: 'refresh_token', refresh_token: token ?? '' });
  const renewed = await refresh(body.refresh_token);
  expect(renewed.body.refresh_token).not.toBe(body.refresh_token);
  expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant');
  expect((await refresh(renewed.body.refresh_token)).body.error).toBe('invalid_grant');
});

test('the ID token is for the site alone, with its nonce, and short', async () => {
  const browser = await world.browser(await world.account());
  const { body } = await signInAtSite(world, browser, site, { nonce: 'celui-ci' });
  const claims = claimsIn(body.id_token);
  expect(claims).toMatchObject({ iss: world.issuer, aud: site.id, nonce: 'celui-ci', acr: expect.any(String) });
  expect(Number(claims.exp) - Number(claims.iat)).toBeLessThanOrEqual(600);
});
