import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '#platform/crypto/digests.ts';
import { HostTakenError, SectorOfAnotherError } from './errors.ts';
import { findSite } from './queries/find-site.ts';
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
  userinfo,
} from './testing/site-world.ts';
import { createTold, type Told } from './testing/told-site.ts';
import { changeSite, createSite, setSiteState } from './usecases/manage-sites.ts';

const vernon = 'C27681';
let world: SiteWorld;
let site: TestSite;
let other: TestSite;
let told: Told;
beforeAll(async () => {
  world = await siteWorld();
  told = await createTold();
  site = await world.site();
  other = await world.site({}, vernon);
}, 120_000);
afterAll(async () => {
  await told?.close();
  await world?.close();
});

const exchange = (of: TestSite, code: string, verifier: string) =>
  askTokens(world, of, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: of.redirectUri,
    code_verifier: verifier,
  });

describe('a code', () => {
  test('serves once: the second time it gives nothing, and what the first gave ends', async () => {
    const browser = await world.browser(await world.account());
    const { body, code, verifier } = await signInAtSite(world, browser, site);
    expect((await userinfo(world, body.access_token ?? '')).status).toBe(200);
    expect((await exchange(site, code, verifier)).body.error).toBe('invalid_grant');
    expect((await userinfo(world, body.access_token ?? '')).status).toBe(401);
  });

  test('taken twice at the same moment gives tokens once at most', async () => {
    const browser = await world.browser(await world.account());
    await signInAtSite(world, browser, site);
    const request = requestOf(site);
    const { code = '' } = parametersOf(await browser.get(request.path));
    const answers = await Promise.all([1, 2, 3, 4].map(() => exchange(site, code, request.verifier)));
    expect(answers.filter((answer) => answer.status === 200).length).toBeLessThanOrEqual(1);
  });

  test('of one site is worth nothing to another, whatever it says', async () => {
    const browser = await world.browser(await world.account());
    await signInAtSite(world, browser, site);
    const request = requestOf(site);
    const { code = '' } = parametersOf(await browser.get(request.path));
    const stolen = await askTokens(world, other, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: site.redirectUri,
      code_verifier: request.verifier,
    });
    expect(stolen.body.error).toBe('invalid_grant');
    const withItsName = await askTokens(world, { ...other, id: site.id }, { grant_type: 'authorization_code', code });
    expect(withItsName.body.error).toBe('invalid_client');
  });
});

describe('two sites', () => {
  test('know a person under two names, and neither is the one that an authority knows', async () => {
    const accountId = await world.account();
    const browser = await world.browser(accountId);
    const [here, there] = [
      claimsIn((await signInAtSite(world, browser, site)).body.id_token).sub,
      claimsIn((await signInAtSite(world, browser, other)).body.id_token).sub,
    ];
    const again = claimsIn((await signInAtSite(world, await world.browser(accountId), site)).body.id_token).sub;
    expect(again).toBe(here);
    expect(there).not.toBe(here);
    const { identity } = world.counter;
    const pseudonyms = [vernon, 'E200072312', site.id, other.id].map((one) => identity.pseudonymOf(accountId, one));
    for (const pseudonym of pseudonyms) {
      expect([here, there]).not.toContain(pseudonym.toString('base64url'));
      expect([here, there]).not.toContain(pseudonym.toString('hex'));
    }
  });

  test('cannot try whether a person of one is that of the other: its ID token is no hint here', async () => {
    const browser = await world.browser(await world.account());
    const hint = (await signInAtSite(world, browser, site)).body.id_token ?? '';
    await signInAtSite(world, browser, other);
    const reply = await browser.get(requestOf(other, { id_token_hint: hint, prompt: 'none' }).path);
    expect(parametersOf(reply)).not.toHaveProperty('code');
    const leaving = await browser.get(
      `/oidc/session/end?${new URLSearchParams({ id_token_hint: hint, client_id: other.id })}`,
    );
    expect(leaving.to).toMatch(/^\/connexion-site-impossible/);
  });

  test('cannot read with the access token of one what the other may read', async () => {
    const browser = await world.browser(await world.account());
    const { body } = await signInAtSite(world, browser, site, { scope: 'openid' });
    await signInAtSite(world, browser, other, { scope: 'openid email family' });
    const read = (await (await userinfo(world, body.access_token ?? '')).json()) as object;
    expect(Object.keys(read)).toEqual(['sub']);
    const revoking = await fetch(`${world.issuer}/token/revocation`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${other.id}:${other.secret}`).toString('base64')}` },
      body: new URLSearchParams({ token: body.access_token ?? '' }),
    });
    expect(revoking.status).toBeGreaterThanOrEqual(200);
    expect((await userinfo(world, body.access_token ?? '')).status).toBe(200);
  });

  test('never share a name for people: not by a host that is taken, nor by the service of another authority', async () => {
    const { parts } = world.counter.singleSignOn;
    const actor = { agentId: undefined, name: 'Essai' };
    const known = await findSite(parts.platform.database.open, site.id);
    if (known === undefined) throw new Error('The site is there');
    const details = {
      name: 'Curieux',
      purpose: 'Savoir qui est qui.',
      privacyUrl: 'https://curieux.example/donnees',
      postLogoutRedirectUris: [],
      backchannelLogoutUri: undefined,
      scopes: {},
      authMethod: 'client_secret_basic',
    } as const;
    const host = new URL(site.redirectUri).host;
    await expect(
      createSite(parts, actor, vernon, { ...details, redirectUris: [`https://${host}/curieux`] }),
    ).rejects.toThrow(HostTakenError);
    const elsewhere = { ...details, redirectUris: ['https://curieux.example/retour'] };
    await expect(createSite(parts, actor, vernon, elsewhere, { sameServiceAs: site.id })).rejects.toThrow(
      SectorOfAnotherError,
    );
    const same = await createSite(parts, actor, 'E200072312', elsewhere, { sameServiceAs: site.id });
    const accountId = await world.account();
    const browser = await world.browser(accountId);
    const application = { ...same, redirectUri: 'https://curieux.example/retour' };
    const [here, there] = [
      claimsIn((await signInAtSite(world, browser, site)).body.id_token).sub,
      claimsIn((await signInAtSite(world, browser, application)).body.id_token).sub,
    ];
    expect(there).toBe(here);
  });
});

describe('fixation', () => {
  test('a request begun in one browser is nothing in another', async () => {
    const attacker = await world.browser();
    const victim = await world.browser(await world.account());
    const begun = await attacker.get(requestOf(site).path);
    expect(begun.to).toMatch(/^\/connexion-site\//);
    expect((await victim.get(begun.to ?? '')).status).toBe(404);
    expect((await victim.get(`${begun.to}/suite`)).status).toBe(404);
    const page = await victim.get('/suivi');
    expect((await victim.post(begun.to ?? '', { answer: 'accept' }, page)).status).toBe(404);
    const uid = (begun.to ?? '').split('/').at(-1);
    expect((await victim.follow(await victim.get(`/oidc/auth/${uid}`))).status).toBe(400);
  });

  test('a planted session of the protocol is not the victim’s after they sign in', async () => {
    const attacker = await world.browser(await world.account('Mallory'));
    await signInAtSite(world, attacker, site);
    const victimAccount = await world.account('Jeanne');
    const victim = await world.browser(victimAccount);
    for (const [name, value] of attacker.cookies) if (name.startsWith('parvis_sso')) victim.cookies.set(name, value);
    const { body } = await signInAtSite(world, victim, site, { scope: 'openid email' });
    const mine = (await (await userinfo(world, body.access_token ?? '')).json()) as { email: string };
    expect(mine.email).toBe(`${victimAccount}@example.fr`);
    // The cookie that the attacker still holds opens nothing of the victim's.
    const stale = await attacker.get(requestOf(site, { prompt: 'none', scope: 'openid email' }).path);
    expect(parametersOf(stale)).not.toHaveProperty('code');
  });

  test('an answer sent from another site is refused', async () => {
    const browser = await world.browser(await world.account());
    const page = await browser.follow(await browser.get(requestOf(site).path));
    const forged = await browser.post(new URL(page.url).pathname, { answer: 'accept', _csrf: 'x'.repeat(43) });
    expect(forged.status).toBe(403);
    expect(page.headers.get('x-frame-options')?.toLowerCase()).toBe('deny');
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
  });
});

describe('open redirect', () => {
  test.each([
    'https://voleur.example/',
    '//voleur.example',
    'javascript:alert(1)',
    'https://site-1.example.voleur.example/au-revoir',
  ])('after signing out nobody is sent to %s', async (address) => {
    const browser = await world.browser(await world.account());
    const { body } = await signInAtSite(world, browser, site);
    const query = { id_token_hint: body.id_token ?? '', post_logout_redirect_uri: address };
    const refused = await browser.get(`/oidc/session/end?${new URLSearchParams(query)}`);
    expect(refused.to).toMatch(/^\/connexion-site-impossible/);
    // Nor when the site is not said.
    const anonymous = await browser.get(`/oidc/session/end?post_logout_redirect_uri=${encodeURIComponent(address)}`);
    expect(anonymous.to).toMatch(/^\/deconnexion-site\?/);
    const page = await browser.follow(anonymous);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const gone = await browser.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' });
    expect(gone.to).not.toContain('voleur');
  });

  test('the page of a refusal says no more than a known code', async () => {
    const browser = await world.browser();
    const page = await browser.get('/connexion-site-impossible?motif=%3Cscript%3Ealert(1)%3C/script%3E');
    expect(page.status).toBe(400);
    expect(page.body).not.toContain('alert(1)');
  });
});

describe('who has left here', () => {
  test('is not signed in at sites: the session ends, the token too, the site is told', async () => {
    const own = await told.connect(world);
    const accountId = await world.account();
    const browser = await world.browser(accountId);
    const { body } = await signInAtSite(world, browser, own);
    const { sub, sid } = claimsIn(body.id_token);
    expect((await userinfo(world, body.access_token ?? '')).status).toBe(200);
    const session = browser.cookies.get('parvis_session') ?? '';
    await world.counter.platform.database.open
      .deleteFrom('sessions')
      .where('token_hash', '=', sha256(session))
      .execute();
    world.counter.identity.parts.sessions.forgetAll();
    await world.counter.jobs.find((job) => job.name === 'end-site-sessions')?.run({} as never);
    await world.counter.runJobs();
    expect((await userinfo(world, body.access_token ?? '')).status).toBe(401);
    expect(told.tokens).toHaveLength(1);
    const logout = claimsIn(told.tokens[0]);
    expect(logout).toMatchObject({
      iss: world.issuer,
      aud: own.id,
      sid,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
    expect(logout).not.toHaveProperty('nonce');
    expect([sub, undefined]).toContain(logout.sub);
    const reply = await browser.get(requestOf(own, { prompt: 'none' }).path);
    expect(parametersOf(reply).error).toBe('login_required');
  });

  test('is told of by the sign-out itself: nobody waits for the next look', async () => {
    const own = await told.connect(world);
    const browser = await world.browser(await world.account());
    await signInAtSite(world, browser, own);
    const before = told.tokens.length;
    const page = (await browser.get('/mon-espace')).body;
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect((await browser.post('/deconnexion', { _csrf })).status).toBe(303);
    await world.counter.runJobs();
    expect(told.tokens).toHaveLength(before + 1);
    expect(claimsIn(told.tokens.at(-1))).toMatchObject({ aud: own.id });
  });

  test('leaves the computer to somebody else: the site meets the new person, never the one before', async () => {
    const [first, second] = [await world.account(), await world.account()];
    const browser = await world.browser(first);
    const before = await signInAtSite(world, browser, site);
    browser.cookies.set('parvis_session', await openSession(world.counter, second));
    const after = await signInAtSite(world, browser, site, { scope: 'openid email' });
    const met = (await (await userinfo(world, after.body.access_token ?? '')).json()) as { email: string };
    expect(met.email).toBe(`${second}@example.fr`);
    expect((await userinfo(world, before.body.access_token ?? '')).status).toBe(401);
  });
});

describe('closed doors', () => {
  test('an account that closes leaves no agreement and no token behind', async () => {
    const id = await world.account();
    const browser = await world.browser(id);
    const { body } = await signInAtSite(world, browser, await world.site());
    const page = (await browser.get('/mon-espace/profil/fermer')).body;
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect((await browser.post('/mon-espace/profil/fermer', { _csrf })).status).toBe(303);
    expect((await userinfo(world, body.access_token ?? '')).status).toBe(401);
    const { open } = world.counter.platform.database;
    const consents = await open.selectFrom('sso_consents').select('site_id').where('account_id', '=', id).execute();
    const records = await open
      .selectFrom('sso_records')
      .select('model')
      .where('account_id', '=', id)
      .where('model', '!=', 'Session')
      .execute();
    expect([consents, records]).toEqual([[], []]);
  });

  test('a suspended site signs nobody in, and what it held is worth nothing', async () => {
    const closing = await world.site();
    const { parts } = world.counter.singleSignOn;
    const browser = await world.browser(await world.account());
    const { body } = await signInAtSite(world, browser, closing);
    await setSiteState(parts, { agentId: undefined, name: 'Essai' }, closing.id, 'suspended');
    expect((await userinfo(world, body.access_token ?? '')).status).toBe(401);
    expect((await browser.get(requestOf(closing).path)).to).toMatch(/^\/connexion-site-impossible/);
    await setSiteState(parts, { agentId: undefined, name: 'Essai' }, closing.id, 'active');
    expect(parametersOf(await browser.follow(await browser.get(requestOf(closing).path)))).toHaveProperty('code');
  });

  test('a purpose that changes is agreed to anew', async () => {
    const changing = await world.site();
    const { parts } = world.counter.singleSignOn;
    const browser = await world.browser(await world.account());
    await signInAtSite(world, browser, changing);
    const known = await findSite(parts.platform.database.open, changing.id);
    if (known === undefined) throw new Error('The site is there');
    world.counter.platform.clock.advance({ minutes: 1 });
    await changeSite(parts, { agentId: undefined, name: 'Essai' }, changing.id, {
      ...known,
      scopes: Object.fromEntries(known.scopes),
      purpose: 'Vendre des abonnements.',
    });
    const page = await browser.follow(await browser.get(requestOf(changing).path));
    expect(page.body).toContain('Vendre des abonnements.');
  });

  test('an agreement that is withdrawn ends everything, and is asked for again', async () => {
    const own = await world.site({ scopes: { email: 'Pour vous écrire', offline_access: 'Pour les rappels' } });
    const browser = await world.browser(await world.account());
    const given = { scope: 'openid email offline_access', prompt: 'consent' };
    const { body } = await signInAtSite(world, browser, own, given);
    const list = await browser.get('/mon-espace/sites-connectes');
    expect(list.body).toContain('Votre adresse électronique');
    const done = await browser.post('/mon-espace/sites-connectes', { site: own.id }, list);
    expect(done.to).toBe('/mon-espace/sites-connectes');
    expect((await userinfo(world, body.access_token ?? '')).status).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' };
    expect((await askTokens(world, own, refresh)).body.error).toBe('invalid_grant');
    const page = await browser.follow(await browser.get(requestOf(own).path));
    expect(page.body).toContain('Accepter et continuer');
  });
});

test('the database alone gives away no code, no token and nobody', async () => {
  const accountId = await world.account();
  const browser = await world.browser(accountId);
  const { body } = await signInAtSite(world, browser, site, { scope: 'openid email' });
  const { open } = world.counter.platform.database;
  const rows = await open.selectFrom('sso_records').selectAll().where('account_id', '=', accountId).execute();
  const sites = await open.selectFrom('sso_sites').selectAll().execute();
  const keys = await open.selectFrom('sso_keys').selectAll().execute();
  const all = Buffer.concat([
    ...rows.flatMap((row) => [row.content, row.id_hash, row.grant_hash ?? Buffer.alloc(0)]),
    ...keys.map((key) => key.private_key),
    Buffer.from(JSON.stringify(sites)),
  ]).toString('latin1');
  expect(rows.length).toBeGreaterThan(1);
  for (const secret of [body.access_token ?? '?', site.secret, 'BEGIN', '"d":', 'nonce'])
    expect(all).not.toContain(secret);
});
