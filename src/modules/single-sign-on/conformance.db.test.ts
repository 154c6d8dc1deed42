import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/crypto/ids.ts';
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

let world: SiteWorld;
let site: TestSite;
let accountId: string;
beforeAll(async () => {
  world = await siteWorld();
  site = await world.site();
  accountId = await world.account();
}, 120_000);
afterAll(() => world?.close());

describe('discovery and keys', () => {
  test('what is offered is what is done: the code flow, PKCE, identifiers by site, no implicit flow', async () => {
    const response = await fetch(`${world.issuer}/.well-known/openid-configuration`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      issuer: world.issuer,
      authorization_endpoint: `${world.issuer}/auth`,
      token_endpoint: `${world.issuer}/token`,
      userinfo_endpoint: `${world.issuer}/userinfo`,
      jwks_uri: `${world.issuer}/jwks`,
      end_session_endpoint: `${world.issuer}/session/end`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      subject_types_supported: ['pairwise'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: expect.arrayContaining(['RS256']),
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256', 'ES256'],
      grant_types_supported: expect.not.arrayContaining(['implicit']),
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      scopes_supported: expect.arrayContaining(['openid', 'profile', 'email', 'address', 'phone', 'family']),
    });
  });

  test('two public keys are published, and nothing private of them', async () => {
    const { keys } = (await (await fetch(`${world.issuer}/jwks`)).json()) as { keys: Record<string, string>[] };
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256' });
      expect(Object.keys(key)).not.toEqual(expect.arrayContaining(['d']));
    }
  });
});

describe('a request of a site', () => {
  const refusedBackAtSite = [
    ['a flow that hands tokens over in the address', { response_type: 'id_token token' }, 'invalid_request'],
    ['the implicit flow', { response_type: 'id_token' }, 'invalid_request'],
    ['no response type', { response_type: undefined }, 'invalid_request'],
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['PKCE in the clear', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a request object', { request: 'e30.e30.' }, 'request_not_supported'],
    ['a request by reference', { request_uri: 'https://ailleurs.example/r' }, 'request_uri_not_supported'],
    ['`none` with another prompt', { prompt: 'none login' }, 'invalid_request'],
    ['an answer by a form that sends itself', { response_mode: 'form_post' }, 'unsupported_response_mode'],
    ['an answer after the #', { response_mode: 'fragment' }, 'unsupported_response_mode'],
    ['a negative max_age', { max_age: '-1' }, 'invalid_request'],
  ] as const;
  test.each(refusedBackAtSite)('%s is refused at the site’s own address', async (_what, more, error) => {
    const browser = await world.browser(accountId);
    const reply = await browser.get(requestOf(site, more).path);
    expect(reply.to?.split(/[?#]/)[0]).toBe(site.redirectUri);
    expect(parametersOf(reply)).toMatchObject({ error, state: 'etat', iss: world.issuer });
  });

  const refusedHere = [
    ['another address', { redirect_uri: 'https://voleur.example/retour' }],
    ['a longer address', { redirect_uri: 'PLUS/suite' }],
    ['a query added', { redirect_uri: 'PLUS?x=1' }],
    ['a shorter address', { redirect_uri: 'https://site-1.example/' }],
    ['a host that begins alike', { redirect_uri: 'https://site-1.example.voleur.example/retour' }],
    ['credentials before the host', { redirect_uri: 'https://site-1.example@voleur.example/retour' }],
    ['capitals in the path', { redirect_uri: 'https://site-1.example/Retour' }],
    ['no address', { redirect_uri: undefined }],
    ['an unknown site', { client_id: 'site-inconnu' }],
    ['no site', { client_id: undefined }],
  ] as const;
  test.each(refusedHere)(
    '%s is refused here and leads nowhere',
    async (_what, more: Record<string, string | undefined>) => {
      const browser = await world.browser(accountId);
      const { redirect_uri: address } = more;
      const given = address?.startsWith('PLUS') ? { redirect_uri: site.redirectUri + address.slice(4) } : more;
      const reply = await browser.get(requestOf(site, given).path);
      expect(reply.to).toMatch(/^\/connexion-site-impossible\?motif=\w+$/);
      expect((await browser.follow(reply)).status).toBe(400);
    },
  );

  test('what the site was not allowed is refused, and what it was is not widened by `offline_access`', async () => {
    const narrow = await world.site({ scopes: { email: 'Pour vous écrire' } });
    const browser = await world.browser(accountId);
    const reply = await browser.get(requestOf(narrow, { scope: 'openid email address' }).path);
    expect(parametersOf(reply).error).toBe('invalid_scope');
    const offline = requestOf(narrow, { scope: 'openid offline_access', prompt: 'consent' });
    expect((await browser.follow(await browser.get(offline.path))).body).not.toContain('quand vous n’êtes plus');
  });

  test('state comes back to the letter, and none when none was sent', async () => {
    const browser = await world.browser(accountId);
    const state = 'é "<script>&=+ ';
    const reply = await browser.get(requestOf(site, { state, response_type: 'id_token' }).path);
    expect(parametersOf(reply).state).toBe(state);
    const without = await browser.get(requestOf(site, { state: undefined, response_type: 'id_token' }).path);
    expect(parametersOf(without)).not.toHaveProperty('state');
  });

  test('other words of the protocol are passed over', async () => {
    const browser = await world.browser(accountId);
    const more = { display: 'popup', ui_locales: 'fr en', claims_locales: 'fr', acr_values: 'eidas1', extra: 'foo' };
    const reply = await browser.follow(await browser.get(requestOf(site, more).path));
    expect(reply.body).toContain('Accepter et continuer');
  });
});

describe('the person', () => {
  test('who is not signed in goes to the sign-in, with a way back', async () => {
    const browser = await world.browser();
    const reply = await browser.follow(await browser.get(requestOf(site).path));
    expect(reply.status).toBe(200);
    expect(new URL(reply.url).pathname).toBe('/connexion');
    expect(new URL(reply.url).searchParams.get('suite')).toMatch(/^\/connexion-site\/[\w-]+\?apres=connexion$/);
  });

  test('agrees once: the next time the site is served at once', async () => {
    const own = await world.account();
    const browser = await world.browser(own);
    const first = await browser.follow(await browser.get(requestOf(site, { scope: 'openid email' }).path));
    expect(first.body).toContain('Pour vous écrire');
    expect(first.body).toContain(`${own}@example.fr`);
    expect(first.body).not.toContain('Léa');
    expect(parametersOf(await browser.agree(first))).toHaveProperty('code');
    const again = await browser.get(requestOf(site, { scope: 'openid email' }).path);
    expect(parametersOf(again)).toMatchObject({ code: expect.any(String), state: 'etat', iss: world.issuer });
    const more = await browser.follow(await browser.get(requestOf(site, { scope: 'openid email family' }).path));
    expect(more.body).toContain('Léa Martin');
    expect(more.body).not.toContain('Paul');
  });

  test('refuses: the site is told so and gets nothing', async () => {
    const browser = await world.browser(await world.account());
    const page = await browser.follow(await browser.get(requestOf(site).path));
    const reply = await browser.agree(page, 'refuse');
    expect(parametersOf(reply)).toMatchObject({ error: 'access_denied', state: 'etat' });
    expect(parametersOf(reply)).not.toHaveProperty('code');
  });

  describe('prompt', () => {
    test('none: an error when nobody is signed in, when they have not agreed, a code when they have', async () => {
      const stranger = await world.browser();
      expect(parametersOf(await stranger.get(requestOf(site, { prompt: 'none' }).path)).error).toBe('login_required');
      const own = await world.account();
      const browser = await world.browser(own);
      expect(parametersOf(await browser.get(requestOf(site, { prompt: 'none' }).path)).error).toBe('consent_required');
      await signInAtSite(world, browser, site);
      expect(parametersOf(await browser.get(requestOf(site, { prompt: 'none' }).path))).toHaveProperty('code');
      const elsewhere = await world.browser(own);
      expect(parametersOf(await elsewhere.get(requestOf(site, { prompt: 'none' }).path))).toHaveProperty('code');
    });

    test('consent: the person is asked again', async () => {
      const browser = await world.browser(await world.account());
      await signInAtSite(world, browser, site);
      const page = await browser.follow(await browser.get(requestOf(site, { prompt: 'consent' }).path));
      expect(page.body).toContain('Accepter et continuer');
    });

    test('consent in English: what the site wrote in French is said to be French', async () => {
      const browser = await world.browser(await world.account());
      const { path } = requestOf(site, { prompt: 'consent', scope: 'openid profile' });
      const asked = await browser.follow(await browser.get(path));
      const page = await browser.get(`${new URL(asked.url).pathname}?lang=en`);
      expect(page.body).toContain('Accept and continue');
      expect(page.body).toMatch(/<span lang="fr">Emprunter des livres et des films\.<\/span>/);
      expect(page.body).toMatch(/Why: ?<span lang="fr">Pour vous appeler par votre nom<\/span>/);
    });

    test('consent in English: what the site says in English is read so, the rest in French', async () => {
      const english = { purpose: 'Borrow books and films.', reasons: { profile: 'To call you by your name' } };
      const bilingual = await world.site({ english });
      const browser = await world.browser(await world.account());
      const { path } = requestOf(bilingual, { prompt: 'consent', scope: 'openid profile email' });
      const asked = await browser.follow(await browser.get(path));
      expect(asked.body).toContain('<span lang="fr">Emprunter des livres et des films.</span>');
      const page = await browser.get(`${new URL(asked.url).pathname}?lang=en`);
      expect(page.body).toContain('<span lang="en">Borrow books and films.</span>');
      expect(page.body).toContain('<span lang="en">To call you by your name</span>');
      expect(page.body).toContain('<span lang="fr">Pour vous écrire</span>');
    });

    test('login: only a sign-in of after the request will do', async () => {
      const own = await world.account();
      const browser = await world.browser(own);
      browser.cookies.set('parvis_session', await openSession(world.counter, own, new Date(Date.now() - 600_000)));
      const before = claimsIn((await signInAtSite(world, browser, site)).body.id_token);
      const page = await browser.follow(await browser.get(requestOf(site, { prompt: 'login' }).path));
      expect(page.body).toContain('Confirmez que c’est bien vous');
      const address = new URL(page.url).pathname;
      const out = await browser.post(`${address}/identite`, {}, page);
      expect(out.to).toBe(`/connexion?suite=${encodeURIComponent(`${address}?apres=connexion`)}`);
      expect(browser.cookies.has('parvis_session')).toBe(false);
      browser.cookies.set('parvis_session', await openSession(world.counter, own, new Date(Date.now() + 1000)));
      const reply = await browser.follow(await browser.get(`${address}?apres=connexion`));
      expect(parametersOf(reply)).toHaveProperty('code');
      const after = claimsIn((await signInAtSite(world, browser, site)).body.id_token);
      expect(Number(after.auth_time)).toBeGreaterThan(Number(before.auth_time));
      expect(after.sub).toBe(before.sub);
    });
  });

  test('max_age: an old sign-in is asked again, a recent one serves', async () => {
    const own = await world.account();
    const browser = await world.browser(own);
    browser.cookies.set('parvis_session', await openSession(world.counter, own, new Date(Date.now() - 600_000)));
    await signInAtSite(world, browser, site);
    expect(parametersOf(await browser.get(requestOf(site, { max_age: '3600' }).path))).toHaveProperty('code');
    const page = await browser.follow(await browser.get(requestOf(site, { max_age: '60' }).path));
    expect(page.body).toContain('Confirmez que c’est bien vous');
    expect(parametersOf(await browser.get(requestOf(site, { max_age: '60', prompt: 'none' }).path)).error).toBe(
      'login_required',
    );
  });

  test('id_token_hint: of the person who is signed in it serves, of another it is refused', async () => {
    const one = await world.browser(await world.account());
    const hint = (await signInAtSite(world, one, site)).body.id_token ?? '';
    expect(parametersOf(await one.get(requestOf(site, { id_token_hint: hint, prompt: 'none' }).path))).toHaveProperty(
      'code',
    );
    const other = await world.browser(await world.account());
    await signInAtSite(world, other, site);
    expect(parametersOf(await other.get(requestOf(site, { id_token_hint: hint, prompt: 'none' }).path)).error).toBe(
      'login_required',
    );
  });
});

describe('the tokens', () => {
  test('the ID token is signed by the published key and says what it must', async () => {
    const browser = await world.browser(accountId);
    const { status, body } = await signInAtSite(world, browser, site);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'openid' });
    expect(body).not.toHaveProperty('refresh_token');
    const keys = createRemoteJWKSet(new URL(`${world.issuer}/jwks`));
    const { payload, protectedHeader } = await jwtVerify(body.id_token ?? '', keys, {
      issuer: world.issuer,
      audience: site.id,
    });
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.any(String) });
    expect(payload).toMatchObject({
      nonce: 'une-fois',
      sub: expect.any(String),
      auth_time: expect.any(Number),
      acr: 'urn:parvis:acr:1',
      amr: ['pwd'],
    });
    expect(payload.sub).not.toContain(accountId);
    expect(payload.exp).toBe((payload.iat ?? 0) + 600);
    // Data are asked for with the access token, and stand in no token that a browser may keep.
    expect(payload).not.toHaveProperty('email');
  });

  test('without a nonce the ID token has none', async () => {
    const browser = await world.browser(accountId);
    const request = requestOf(site, { nonce: undefined });
    const { code = '' } = parametersOf(await browser.follow(await browser.get(request.path)));
    const { body } = await askTokens(world, site, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: site.redirectUri,
      code_verifier: request.verifier,
    });
    expect(claimsIn(body.id_token)).not.toHaveProperty('nonce');
  });

  const scopes = [
    ['openid', {}],
    ['openid profile', { name: 'Jeanne Martin', given_name: 'Jeanne', family_name: 'Martin', locale: 'fr' }],
    ['openid email', { email: expect.stringContaining('@example.fr'), email_verified: true }],
    ['openid phone', { phone_number: '+33612345678', phone_number_verified: false }],
    [
      'openid address',
      {
        address: {
          formatted: '1 Rue Carnot, 27200 Vernon',
          street_address: '1 Rue Carnot',
          postal_code: '27200',
          locality: 'Vernon',
          country: 'FR',
        },
      },
    ],
    [
      'openid family',
      { family: [{ relation: 'child', given_name: 'Léa', family_name: 'Martin', birthdate: '2018-03-12' }] },
    ],
  ] as const;
  test.each(scopes)('userinfo of `%s` says that and nothing more', async (scope, expected) => {
    const browser = await world.browser(await world.account());
    const { body } = await signInAtSite(world, browser, site, { scope });
    const told = (await (await userinfo(world, body.access_token ?? '')).json()) as Record<string, unknown>;
    expect(told).toEqual({ sub: claimsIn(body.id_token).sub, ...expected });
  });

  test('userinfo without a token, or with one made up, is refused', async () => {
    expect((await fetch(`${world.issuer}/userinfo`)).status).toBe(401);
    const refused = await userinfo(world, 'invente');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('invalid_token');
  });

  test('the secret may be in the header or in the body, as the site was registered', async () => {
    const inBody = await world.site({ authMethod: 'client_secret_post' });
    const browser = await world.browser(accountId);
    const request = requestOf(inBody);
    const page = await browser.follow(await browser.get(request.path));
    const { code = '' } = parametersOf(await browser.agree(page));
    const fields = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: inBody.redirectUri,
      code_verifier: request.verifier,
    };
    expect((await askTokens(world, inBody, fields, { secret: 'faux' })).body.error).toBe('invalid_client');
    expect((await askTokens(world, inBody, fields, { inBody: true, secret: 'faux' })).body.error).toBe(
      'invalid_client',
    );
    expect((await askTokens(world, inBody, fields, { inBody: true })).status).toBe(200);
  });

  describe('of a site that signs with a key of its own', () => {
    let keys: Awaited<ReturnType<typeof generateKeyPair>>;
    let signing: TestSite;
    beforeAll(async () => {
      keys = await generateKeyPair('ES256', { extractable: true });
      const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'un', use: 'sig' };
      signing = await world.site({ authMethod: 'private_key_jwt', publicKeys: { keys: [jwk] } });
    });

    const assertionOf = (more: { iss?: string; aud?: string; exp?: string; jti?: string; key?: CryptoKey } = {}) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', kid: 'un' })
        .setIssuer(more.iss ?? signing.id)
        .setSubject(more.iss ?? signing.id)
        .setAudience(more.aud ?? world.issuer)
        .setJti(more.jti ?? newId())
        .setIssuedAt()
        .setExpirationTime(more.exp ?? '1m')
        .sign(more.key ?? keys.privateKey);
    const fieldsOf = async () => {
      const browser = await world.browser(accountId);
      const request = requestOf(signing);
      const page = await browser.follow(await browser.get(request.path));
      const { code = '' } = parametersOf(page.to === undefined ? await browser.agree(page) : page);
      return {
        grant_type: 'authorization_code',
        code,
        redirect_uri: signing.redirectUri,
        code_verifier: request.verifier,
        client_id: signing.id,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      };
    };
    const exchange = async (fields: Record<string, string>) => {
      const answer = await fetch(`${world.issuer}/token`, { method: 'POST', body: new URLSearchParams(fields) });
      return (await answer.json()) as { error?: string; access_token?: string };
    };

    test('its assertion serves once', async () => {
      const fields = await fieldsOf();
      const client_assertion = await assertionOf();
      expect(await exchange({ ...fields, client_assertion })).toHaveProperty('access_token');
      const again = { ...(await fieldsOf()), client_assertion };
      expect((await exchange(again)).error).toBe('invalid_client');
    });

    test('of the same assertion sent four times at once one is taken at most', async () => {
      const client_assertion = await assertionOf();
      const requests = await Promise.all([1, 2, 3, 4].map(fieldsOf));
      const answers = await Promise.all(requests.map((fields) => exchange({ ...fields, client_assertion })));
      expect(answers.filter(({ access_token }) => access_token !== undefined).length).toBeLessThanOrEqual(1);
    });

    test('what somebody else signed, for another, or long ago, is refused; so is a secret', async () => {
      const fields = await fieldsOf();
      const stranger = (await generateKeyPair('ES256')).privateKey;
      const wrong = await Promise.all([
        assertionOf({ key: stranger }),
        assertionOf({ aud: 'https://ailleurs.example' }),
        assertionOf({ exp: '1 minute ago' }),
        assertionOf({ iss: site.id }),
      ]);
      for (const client_assertion of wrong)
        expect((await exchange({ ...fields, client_assertion })).error).toMatch(/^invalid_(client|request)$/);
      const secret = { grant_type: fields.grant_type, code: fields.code };
      expect((await askTokens(world, signing, secret)).body.error).toBe('invalid_client');
      expect(await exchange({ ...fields, client_assertion: await assertionOf() })).toHaveProperty('access_token');
    });
  });

  const wrongExchanges = [
    ['a wrong secret', {}, { secret: 'pas-le-secret' }, 'invalid_client'],
    ['a wrong verifier', { code_verifier: 'x'.repeat(43) }, {}, 'invalid_grant'],
    ['another address', { redirect_uri: 'https://ailleurs.example/retour' }, {}, 'invalid_grant'],
    ['a code made up', { code: 'inconnu' }, {}, 'invalid_grant'],
    ['a flow that is not offered', { grant_type: 'client_credentials' }, {}, 'unsupported_grant_type'],
    ['a password flow', { grant_type: 'password', username: 'a', password: 'b' }, {}, 'unsupported_grant_type'],
  ] as const;
  test.each(wrongExchanges)('%s gives no token', async (_what, more, options, error) => {
    const browser = await world.browser(accountId);
    const request = requestOf(site);
    const { code = '' } = parametersOf(await browser.follow(await browser.get(request.path)));
    const fields = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: site.redirectUri,
      code_verifier: request.verifier,
    };
    const refused = await askTokens(world, site, { ...fields, ...more }, options);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.body.error).toBe(error);
    expect(refused.body).not.toHaveProperty('access_token');
  });

  test('the answer of the token endpoint is kept by nobody', async () => {
    const browser = await world.browser(accountId);
    const request = requestOf(site);
    const { code = '' } = parametersOf(await browser.follow(await browser.get(request.path)));
    const response = await fetch(`${world.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${site.id}:${site.secret}`).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: site.redirectUri,
        code_verifier: request.verifier,
      }),
    });
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(response.headers.get('x-frame-options')?.toLowerCase()).toBe('deny');
  });
});

describe('refresh tokens', () => {
  test('come only with offline_access and an agreement asked for, and serve once each', async () => {
    const offline = await world.site({
      scopes: { email: 'Pour vous écrire', offline_access: 'Pour les rappels de retour' },
    });
    const browser = await world.browser(await world.account());
    const without = await signInAtSite(world, browser, offline, { scope: 'openid offline_access' });
    expect(without.body).not.toHaveProperty('refresh_token');
    const { body } = await signInAtSite(world, browser, offline, {
      scope: 'openid email offline_access',
      prompt: 'consent',
    });
    expect(body.refresh_token).toEqual(expect.any(String));
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' };
    const renewed = await askTokens(world, offline, refresh);
    expect(renewed.status).toBe(200);
    expect(claimsIn(renewed.body.id_token).sub).toBe(claimsIn(body.id_token).sub);
    const more = await askTokens(world, offline, { ...refresh, scope: 'openid email profile' });
    expect(more.body.error).toBe('invalid_scope');
    const other = await askTokens(world, await world.site({ scopes: { offline_access: 'Aussi' } }), refresh);
    expect(other.body.error).toBe('invalid_grant');
  });
});
