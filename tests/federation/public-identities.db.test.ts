import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listResidents, publicTestIdentities } from '../../simulators/franceconnect/identities.ts';
import { type FederatedCounter, federatedCounter, signInWith } from './federated-counter.ts';

const own = new Set(listResidents().map((one) => one.login));
const people = listResidents(publicTestIdentities).filter((one) => !own.has(one.login));

/** The public test identities of FranceConnect are no part of this repository: skipped where the reference data are not. */
describe.skipIf(!existsSync(publicTestIdentities))('public test identities; skipped without the reference data', () => {
  let world: FederatedCounter;
  beforeAll(async () => {
    world = await federatedCounter(publicTestIdentities);
  }, 120_000);
  afterAll(() => world?.close());

  test('there are some', () => expect(people.length).toBeGreaterThan(30));

  test.each(people.map((one) => [one.login, one.claims] as const))(
    '%s makes an account, reads the identity, and is known again',
    async (login, claims) => {
      const email = `${encodeURIComponent(login).replaceAll('%', '-').toLowerCase()}@exemple.example`;
      const signIn = (browser = world.counter.visitor()) =>
        signInWith(world.franceconnect, browser, 'resident', login).then((answer) => ({ browser, answer }));
      const { browser, answer } = await signIn();
      expect(answer.location).toBe('/connexion/franceconnect/premiere-fois');
      expect((await browser.get('/connexion/franceconnect/premiere-fois')).status).toBe(200);
      const made = await browser.post('/connexion/franceconnect/premiere-fois', { email });
      expect(made.location, made.body.slice(0, 2000)).toBe('/mon-espace');

      const identity = await browser.get('/mon-espace/profil/franceconnect');
      expect(identity.status).toBe(200);
      const shown = identity.body.replaceAll('&#39;', '’').replaceAll('&amp;', '&');
      for (const name of [claims.family_name, claims.given_name]) {
        if (typeof name === 'string') for (const word of name.split(' ')) expect(shown).toContain(word);
      }
      expect(shown).toContain(String(claims.birthdate).slice(0, 4));
      for (const path of ['', '/coordonnees', '/informations', '/informations/donnees']) {
        expect((await browser.get(`/mon-espace/profil${path}`)).status, path).toBe(200);
      }
      expect((await signIn()).answer.location).toBe('/mon-espace');
    },
  );
});
