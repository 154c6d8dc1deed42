import { afterAll, beforeAll, expect, test } from 'vitest';
import { resident, vernon } from '#tests/support/signed-in.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';
import {
  apiParticulierToken,
  type RunningApiParticulier,
  startApiParticulier,
} from '../../../../simulators/api-particulier/api-particulier-simulator.ts';
import { vouchIdentity } from '../federation/usecases/vouch-identity.ts';
import { askExchange } from './ask-exchange.ts';
import { giveConsent, withdrawConsent } from './exchange-consents.ts';
import { registerExchangeSource } from './exchange-sources.ts';
import { listUses } from './exchange-uses.ts';

let api: RunningApiParticulier;
let counter: TestCounter;
beforeAll(async () => {
  api = await startApiParticulier();
  counter = await testCounter({
    env: {
      API_PARTICULIER_URL: api.url,
      API_PARTICULIER_TOKEN: apiParticulierToken,
      API_PARTICULIER_RECIPIENTS: `${vernon}=21270681600015`,
    },
  });
});
afterAll(async () => {
  await counter.close();
  await api.close();
});

const jeanne = {
  givenNames: ['Jeanne', 'Marie'],
  familyName: 'MARTIN',
  birthDate: '1984-03-12',
  gender: 'female',
  birthPlace: '27681',
  birthCountry: '99100',
} as const;
const accords = '/mon-espace/profil/informations/accords';
const profile = '/mon-espace/profil/informations';
const form = '/vernon/demarches/inscription-cantine/commencer';

const now = () => new Date(counter.platform.clock.now().epochMilliseconds);
const ask = (accountId: string, authorityId = vernon) =>
  askExchange(counter.platform, { accountId, exchange: 'family-quotient', authorityId, procedureId: 'canteen' });
const uses = (accountId: string) => listUses(counter.platform.database.open, accountId);

async function person(options: { linked?: boolean; agrees?: boolean } = {}) {
  const someone = await resident<Visitor>(counter, 'Jeanne');
  if (options.linked !== false) await vouchIdentity(counter.platform, someone.id, jeanne);
  if (options.agrees === true) await giveConsent(counter.platform.database.open, someone.id, 'family-quotient', now());
  return someone;
}

test('nothing is asked without an agreement, nor without an identity, nor for an authority that is not allowed', async () => {
  const before = api.asked.length;
  const one = await person();
  expect(await ask(one.id)).toEqual({ kind: 'no-consent' });
  const another = await person({ linked: false, agrees: true });
  expect(await ask(another.id)).toEqual({ kind: 'no-identity' });
  const agreed = await person({ agrees: true });
  expect(await ask(agreed.id, 'C27399')).toEqual({ kind: 'not-served' });
  expect(api.asked).toHaveLength(before);
  for (const { id } of [one, another, agreed]) expect(await uses(id)).toEqual([]);
});

test('an agreement of one person serves nobody else; each use is told to that person alone', async () => {
  const one = await person({ agrees: true });
  const other = await person();
  expect(await ask(one.id)).toMatchObject({ kind: 'found', data: { value: 842 } });
  expect(api.asked.at(-1)?.get('recipient')).toBe('21270681600015');
  expect(await ask(other.id)).toEqual({ kind: 'no-consent' });
  expect(await uses(one.id)).toMatchObject([{ authorityId: vernon, procedureId: 'canteen', outcome: 'found' }]);
  const page = await one.visitor.get(profile);
  expect(page.body).toContain('Inscrire un enfant à la cantine – Mairie de Vernon');
  expect(page.body).toContain('Reprise dans votre formulaire');
  expect((await other.visitor.get(profile)).body).not.toContain('Reprise dans votre formulaire');
});

test('after a withdrawal nothing is asked, at once; an answer under way is thrown away', async () => {
  const one = await person({ agrees: true });
  await ask(one.id);
  await one.visitor.get(profile);
  await one.visitor.post(accords, { echange: 'family-quotient', acte: 'retirer' });
  const before = api.asked.length;
  expect(await ask(one.id)).toEqual({ kind: 'no-consent' });
  expect(api.asked).toHaveLength(before);

  const { open } = counter.platform.database;
  await giveConsent(open, one.id, 'family-quotient', now());
  registerExchangeSource({
    exchange: 'family-quotient',
    recipientOf: () => 'slow',
    ask: async () => {
      await withdrawConsent(open, one.id, 'family-quotient', now());
      return { data: { value: 1 }, from: { fr: 'la CAF' } };
    },
  });
  expect(await ask(one.id)).toEqual({ kind: 'no-consent' });
  expect((await uses(one.id)).map((use) => use.outcome).sort()).toEqual(['found', 'withdrawn']);
});

test('a service out of order is told among the uses; a page that is opened again and again stops asking', async () => {
  const one = await person({ agrees: true });
  let asked = 0;
  registerExchangeSource({
    exchange: 'family-quotient',
    recipientOf: () => 'broken',
    ask: async () => {
      asked += 1;
      throw new Error('out of order');
    },
  });
  for (let tries = 0; tries < 25; tries += 1) expect(await ask(one.id)).toEqual({ kind: 'unavailable' });
  expect(asked).toBe(20);
  expect(await uses(one.id)).toHaveLength(20);
  expect((await one.visitor.get(profile)).body).toContain('Pas de réponse');
});

test('agreeing leads back to the form, and never out of this site', async () => {
  const one = await person();
  await one.visitor.get(profile);
  const give = (suite: string) => one.visitor.post(accords, { echange: 'family-quotient', acte: 'donner', suite });
  expect((await give(form)).location).toBe(form);
  for (const suite of ['//ailleurs.fr', 'https://ailleurs.fr', '/\\ailleurs.fr', ''])
    expect((await give(suite)).location).toBe(profile);
});
