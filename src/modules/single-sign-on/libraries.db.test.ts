import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotateKeys } from './keys/signing-keys.ts';
import {
  claimsIn,
  openSession,
  type SiteWorld,
  signInAtSite,
  siteWorld,
  type TestBrowser,
  type TestSite,
} from './testing/site-world.ts';
import { createTold, type Told } from './testing/told-site.ts';

let world: SiteWorld;
let site: TestSite;
let told: Told;
beforeAll(async () => {
  world = await siteWorld();
  site = await world.site();
  told = await createTold();
}, 120_000);
afterAll(async () => {
  await told?.close();
  await world?.close();
});

/** What the person does in the browser, from the request of the site to the address it is led back to. */
async function throughBrowser(browser: TestBrowser, request: URL): Promise<URL> {
  let reply = await browser.follow(await browser.get(request.pathname + request.search));
  if (reply.to === undefined) reply = await browser.agree(reply);
  return new URL(reply.to ?? '', reply.url);
}

test('openid-client signs a person in, reads what they agreed to, and signs them out', async () => {
  const config = await openid.discovery(
    new URL(world.issuer),
    site.id,
    site.secret,
    openid.ClientSecretBasic(site.secret),
    {
      execute: [openid.allowInsecureRequests],
    },
  );
  const verifier = openid.randomPKCECodeVerifier();
  const nonce = openid.randomNonce();
  const state = openid.randomState();
  const request = openid.buildAuthorizationUrl(config, {
    redirect_uri: site.redirectUri,
    scope: 'openid profile email',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    nonce,
    state,
  });
  const accountId = await world.account();
  const browser = await world.browser(accountId);
  const back = await throughBrowser(browser, request);
  const tokens = await openid.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier,
    expectedNonce: nonce,
    expectedState: state,
    idTokenExpected: true,
  });
  const subject = tokens.claims()?.sub ?? '';
  const person = await openid.fetchUserInfo(config, tokens.access_token, subject);
  expect(person).toMatchObject({ sub: subject, name: 'Jeanne Martin', email: `${accountId}@example.fr` });

  const leaving = openid.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: site.redirectUri.replace('/retour', '/au-revoir'),
    state: 'bientot',
  });
  const page = await browser.follow(await browser.get(leaving.pathname + leaving.search));
  expect(page.body).toContain('Vous quittez «\u00a0Site 1\u00a0»');
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const gone = await browser.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' });
  expect(gone.to).toBe('https://site-1.example/au-revoir?state=bientot');
  // Everywhere: here too.
  expect((await browser.get('/mon-espace/profil')).to).toMatch(/^\/connexion\?/);
  await expect(openid.fetchUserInfo(config, tokens.access_token, subject)).rejects.toThrow();
});

test('oauth4webapi does the same from its own reading of the standards', async () => {
  const issuer = new URL(world.issuer);
  const insecure = { [oauth.allowInsecureRequests]: true };
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
  const client: oauth.Client = { client_id: site.id };
  const verifier = oauth.generateRandomCodeVerifier();
  const [nonce, state] = [oauth.generateRandomNonce(), oauth.generateRandomState()];
  const request = new URL(server.authorization_endpoint ?? '');
  request.search = new URLSearchParams({
    client_id: site.id,
    redirect_uri: site.redirectUri,
    response_type: 'code',
    scope: 'openid family',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    nonce,
    state,
  }).toString();
  const back = await throughBrowser(await world.browser(await world.account()), request);
  const parameters = oauth.validateAuthResponse(server, client, back, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.ClientSecretBasic(site.secret),
    parameters,
    site.redirectUri,
    verifier,
    insecure,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, insecure);
  const subject = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '';
  const person = await oauth.processUserInfoResponse(
    server,
    client,
    subject,
    await oauth.userInfoRequest(server, client, tokens.access_token, insecure),
  );
  expect(person).toMatchObject({ sub: subject, family: [{ given_name: 'Léa' }] });
});

test('who leaves one site only stays signed in here and at the others, and that site alone is told', async () => {
  const left = await told.connect(world);
  const browser = await world.browser(await world.account());
  const kept = await signInAtSite(world, browser, site);
  const { body } = await signInAtSite(world, browser, left);
  const page = await browser.follow(await browser.get(`/oidc/session/end?id_token_hint=${body.id_token}`));
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  await browser.post('/oidc/session/end/confirm', { xsrf });
  expect(told.tokens.map((token) => claimsIn(token).aud)).toEqual([left.id]);
  const userinfo = (token = '') => fetch(`${world.issuer}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  expect((await userinfo(body.access_token)).status).toBe(401);
  expect((await userinfo(kept.body.access_token)).status).toBe(200);
  expect((await browser.get('/mon-espace/sites-connectes')).status).toBe(200);
});

test('keys change without a sign-in being lost: published a day before, kept after', async () => {
  const { singleSignOn, platform } = world.counter;
  const kids = async () => {
    const { keys } = (await (await fetch(`${world.issuer}/jwks`)).json()) as { keys: { kid: string }[] };
    return keys.map((key) => key.kid);
  };
  const kidOf = (token = '') =>
    (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
  const browser = await world.browser(await world.account());
  const before = await signInAtSite(world, browser, site);
  const [current, next] = await kids();
  expect(kidOf(before.body.id_token)).toBe(current);
  await expect(rotateKeys(singleSignOn.parts)).rejects.toThrow('sso-key-too-fresh');
  platform.clock.advance({ hours: 25 });
  expect(await rotateKeys(singleSignOn.parts)).toBe(next);
  singleSignOn.forgetKeys();
  expect(await kids()).toEqual([next, expect.any(String), current]);
  // The resident's own session is over by that clock: somebody else signs in.
  const later = await world.browser();
  const accountId = await world.account();
  later.cookies.set('parvis_session', await openSession(world.counter, accountId, undefined, 48));
  const after = await signInAtSite(world, later, site);
  expect(kidOf(after.body.id_token)).toBe(next);
  await rotateKeys(singleSignOn.parts, { compromised: true });
  singleSignOn.forgetKeys();
  expect(await kids()).not.toEqual(expect.arrayContaining([current, next]));
});
