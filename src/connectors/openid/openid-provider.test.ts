import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SignInProvider, SignInProviderError } from '#modules/identity/index.ts';
import { loadConfig } from '#platform/config/config.ts';
import { createLogger } from '#platform/log/logger.ts';
import { franceConnectClient, startFranceConnect } from '../../../simulators/franceconnect/franceconnect-simulator.ts';
import type { Misbehaviour } from '../../../simulators/openid/misbehaviours.ts';
import type { RunningSimulator } from '../../../simulators/openid/simulated-provider.ts';
import { proConnectClient, startProConnect } from '../../../simulators/proconnect/proconnect-simulator.ts';
import { createFranceConnect } from '../franceconnect/franceconnect.ts';
import { createProConnect } from '../proconnect/proconnect.ts';
import { createOpenIdProvider } from './openid-provider.ts';

const log = createLogger('silent');
let franceconnect: RunningSimulator;
let proconnect: RunningSimulator;
let residents: SignInProvider;
let agents: SignInProvider;

beforeAll(async () => {
  franceconnect = await startFranceConnect();
  proconnect = await startProConnect();
  const config = loadConfig(
    {
      FRANCECONNECT_ISSUER: franceconnect.issuer,
      FRANCECONNECT_CLIENT_ID: franceConnectClient.id,
      FRANCECONNECT_CLIENT_SECRET: franceConnectClient.secret,
      PROCONNECT_ISSUER: proconnect.issuer,
      PROCONNECT_CLIENT_ID: proConnectClient.id,
      PROCONNECT_CLIENT_SECRET: proConnectClient.secret,
    },
    { DATABASE_URL: 'postgresql://nowhere', SESSION_SECRET: 'x'.repeat(32), ENCRYPTION_KEY: '0'.repeat(64) },
  );
  const made = [createFranceConnect(config, log), createProConnect(config, log)];
  if (made[0] === undefined || made[1] === undefined) throw new Error('not configured');
  [residents, agents] = made as [SignInProvider, SignInProvider];
});
beforeEach(() => {
  franceconnect.behave('none');
  proconnect.behave('none');
});
afterAll(async () => {
  await franceconnect.close();
  await proconnect.close();
});

const residentCallback = 'http://localhost:8080/connexion/franceconnect/retour';
const agentCallback = 'http://localhost:8080/agents/connexion/proconnect/retour';

async function signIn(login: string, how: Misbehaviour = 'none') {
  const departure = await residents.depart({ redirectUri: residentCallback, secondFactor: false });
  const back = new URL(await franceconnect.choose(departure.url, login, how));
  return { departure, back, finish: () => residents.arrive(back, { ...departure, secondFactor: false }) };
}

async function problemOf(finish: () => Promise<unknown>): Promise<string> {
  try {
    await finish();
    return 'signed in';
  } catch (error) {
    return error instanceof SignInProviderError ? error.problem : `thrown: ${String(error)}`;
  }
}

describe('FranceConnect', () => {
  test('asks for eidas1 and the pivot identity, with state, nonce and PKCE', async () => {
    const { url, state, nonce } = await residents.depart({ redirectUri: residentCallback, secondFactor: false });
    const query = new URL(url).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      client_id: franceConnectClient.id,
      redirect_uri: residentCallback,
      acr_values: 'eidas1',
      scope: 'openid identite_pivot preferred_username email',
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    expect(nonce.length).toBeGreaterThanOrEqual(22);
    expect(query.get('client_secret')).toBeNull();
  });

  test('gives the identity, with a day of birth that may be unknown', async () => {
    const { finish } = await signIn('jour_inconnu');
    const proved = await finish();
    expect(proved).toMatchObject({ issuer: franceconnect.issuer, acr: 'eidas1' });
    expect(proved.claims).toMatchObject({
      family_name: 'DIALLO',
      given_name: 'Aminata',
      birthdate: '1957-00-00',
      birthcountry: '99335',
    });
    expect(proved.claims.birthplace).toBeUndefined();
  });

  test('the same person is the same subject at each sign-in', async () => {
    const first = await (await signIn('jeanne')).finish();
    const second = await (await signIn('jeanne')).finish();
    const other = await (await signIn('etranger')).finish();
    expect(second.subject).toBe(first.subject);
    expect(other.subject).not.toBe(first.subject);
  });

  test.each<[Misbehaviour, string]>([
    ['wrong-nonce', 'invalid'],
    ['no-nonce', 'invalid'],
    ['wrong-state', 'invalid'],
    ['other-issuer-answer', 'invalid'],
    ['replayed-code', 'invalid'],
    ['expired-code', 'invalid'],
    ['expired-token', 'invalid'],
    ['bad-signature', 'invalid'],
    ['unsigned', 'invalid'],
    ['bad-userinfo-signature', 'invalid'],
    ['plain-userinfo', 'invalid'],
    ['other-audience', 'invalid'],
    ['other-userinfo-audience', 'invalid'],
    ['other-issuer', 'invalid'],
    ['other-subject', 'invalid'],
    ['weak-level', 'weak'],
    ['denied', 'given-up'],
    ['error', 'unavailable'],
    ['token-error', 'unavailable'],
  ])('%s is refused as %s', async (how, problem) => {
    expect(await problemOf((await signIn('jeanne', how)).finish)).toBe(problem);
  });

  test('a code serves once', async () => {
    const { finish } = await signIn('jeanne');
    await finish();
    expect(await problemOf(finish)).toBe('invalid');
  });

  test('a code taken from another sign-in is worth nothing, for its verifier is elsewhere', async () => {
    const victim = await signIn('jeanne');
    const attacker = await signIn('etranger');
    const mixed = new URL(attacker.back);
    mixed.searchParams.set('code', victim.back.searchParams.get('code') ?? '');
    expect(await problemOf(() => residents.arrive(mixed, { ...attacker.departure, secondFactor: false }))).toBe(
      'invalid',
    );
  });

  test('an answer of ProConnect is not taken for one of FranceConnect', async () => {
    const departure = await agents.depart({ redirectUri: agentCallback, secondFactor: false });
    const back = new URL(await proconnect.choose(departure.url, 'secretariat-vernon'));
    expect(await problemOf(() => residents.arrive(back, { ...departure, secondFactor: false }))).toBe('invalid');
  });

  test('signs out with the ID token and a state', async () => {
    const proved = await (await signIn('jeanne')).finish();
    const state = 'a state of the sign-out';
    const returnTo = 'http://localhost:8080/deconnexion/retour';
    const url = new URL(await residents.signOutUrl({ idToken: proved.idToken, state, returnTo }));
    expect(url.href.startsWith(`${franceconnect.issuer}/session/end?`)).toBe(true);
    expect(franceconnect.signedIn()).toContain('jeanne');
    const answer = await fetch(url);
    expect(answer.headers.get('refresh')).toBe(
      `0; url=${returnTo}?state=${new URLSearchParams({ state }).toString().slice(6)}`,
    );
    expect(franceconnect.signedIn()).not.toContain('jeanne');
  });
});

describe('ProConnect', () => {
  test('is asked nothing that it does not know, and for two factors when they are required', async () => {
    const plain = await agents.depart({ redirectUri: agentCallback, secondFactor: false });
    // The simulator refuses unknown parameters and short secrets, as ProConnect does.
    const back = new URL(await proconnect.choose(plain.url, 'secretariat-vernon'));
    const proved = await agents.arrive(back, { ...plain, secondFactor: false });
    expect(proved).toMatchObject({ acr: 'eidas1' });
    expect(proved.claims).toMatchObject({
      siret: '21270681600015',
      idp_id: 'idp-mairie',
      email: 'secretariat@vernon.example',
    });
    expect(plain.state.length).toBeGreaterThanOrEqual(32);
    expect(plain.nonce.length).toBeGreaterThanOrEqual(32);

    const strong = await agents.depart({ redirectUri: agentCallback, secondFactor: true });
    const strongBack = new URL(await proconnect.choose(strong.url, 'secretariat-vernon'));
    expect((await agents.arrive(strongBack, { ...strong, secondFactor: true })).acr).toBe('eidas1-mfa');
  });

  test('one factor is too weak where two were asked for', async () => {
    const departure = await agents.depart({ redirectUri: agentCallback, secondFactor: false });
    const back = new URL(await proconnect.choose(departure.url, 'secretariat-vernon'));
    expect(await problemOf(() => agents.arrive(back, { ...departure, secondFactor: true }))).toBe('weak');
  });

  test('an unknown parameter is refused by the simulator as by ProConnect', async () => {
    const departure = await agents.depart({ redirectUri: agentCallback, secondFactor: false });
    await expect(proconnect.choose(`${departure.url}&extra=1`, 'secretariat-vernon')).rejects.toThrow('Y000400');
  });
});

describe('a provider that does not answer', () => {
  const settings = {
    clientId: 'parvis-simulation',
    clientSecret: 'secret-of-the-simulation',
    signingAlgorithm: 'ES256',
    scopes: 'openid',
    acceptedLevels: () => ['eidas1'],
    parameters: () => ({ acr_values: 'eidas1' }),
    log,
    timeout: 1,
  } as const;

  test.each<Misbehaviour>(['down', 'slow'])('%s is said to be unavailable', async (how) => {
    franceconnect.behave(how);
    const provider = createOpenIdProvider({ ...settings, issuer: franceconnect.issuer });
    expect(await problemOf(() => provider.depart({ redirectUri: residentCallback, secondFactor: false }))).toBe(
      'unavailable',
    );
  });

  test('nobody listens', async () => {
    const provider = createOpenIdProvider({ ...settings, issuer: 'http://127.0.0.1:1/api/v2' });
    expect(await problemOf(() => provider.depart({ redirectUri: residentCallback, secondFactor: false }))).toBe(
      'unavailable',
    );
  });
});
