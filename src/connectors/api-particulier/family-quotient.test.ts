import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Logger } from '#platform/log/logger.ts';
import {
  type ApiMisbehaviour,
  apiParticulierToken,
  type RunningApiParticulier,
  startApiParticulier,
} from '../../../simulators/api-particulier/api-particulier-simulator.ts';
import { createDemoFamilyQuotient } from './demo-family-quotient.ts';
import { createFamilyQuotient } from './family-quotient.ts';
import type { AskedPerson } from './quotient-answer.ts';

let simulator: RunningApiParticulier;
const warnings: unknown[] = [];
beforeAll(async () => {
  simulator = await startApiParticulier();
});
beforeEach(() => {
  simulator.behave('none');
  warnings.length = 0;
});
afterAll(() => simulator.close());

const log = { warn: (entry: unknown) => warnings.push(entry) } as unknown as Logger;
const connector = (token = apiParticulierToken) => createFamilyQuotient({ url: simulator.url, token, log });
const recipient = '21270681600015';
const never = new AbortController().signal;

const jeanne: AskedPerson = {
  givenNames: ['Jeanne', 'Marie'],
  familyName: 'MARTIN',
  birthDate: '1984-03-12',
  gender: 'female',
  birthPlace: '27681',
  birthCountry: '99100',
};

test('the quotient of a person is told with its month and with who knows it', async () => {
  const found = await connector().ask(jeanne, recipient, never);
  expect(found?.data.value).toBe(842);
  expect(found?.data.month).toMatch(/^\d{4}-\d{2}$/);
  expect(found?.from.fr).toBe('la CAF');
  const query = simulator.asked.at(-1);
  expect(query?.getAll('prenoms[]')).toEqual(['Jeanne', 'Marie']);
  expect(query?.get('recipient')).toBe(recipient);
  const farmer: AskedPerson = {
    ...jeanne,
    givenNames: ['Pierre'],
    familyName: 'MERCIER',
    usedName: 'DUBOIS',
    gender: 'male',
    birthDate: '1969-03-17',
    birthPlace: '95277',
  };
  expect((await connector().ask(farmer, recipient, never))?.from.fr).toBe('la MSA');
});

test('somebody born abroad is asked about without a commune, and no more than three given names are said', async () => {
  const abroad: AskedPerson = {
    givenNames: ['Eymen', 'Mohamed', 'Ali', 'Sami'],
    familyName: 'FAKIR',
    birthDate: '1992-11-00',
    gender: 'male',
    birthPlace: '27681',
    birthCountry: '99350',
  };
  expect((await connector().ask(abroad, recipient, never))?.data.value).toBe(4270);
  const query = simulator.asked.at(-1);
  expect(query?.getAll('prenoms[]')).toHaveLength(3);
  expect(query?.has('codeCogInseeCommuneNaissance')).toBe(false);
  expect([query?.get('moisDateNaissance'), query?.has('jourDateNaissance')]).toEqual(['11', false]);
});

test('an unknown person, and an identity that says too little, have no quotient; nothing is asked about the latter', async () => {
  expect(await connector().ask({ ...jeanne, birthDate: '1985-03-12' }, recipient, never)).toBeUndefined();
  const before = simulator.asked.length;
  for (const lacking of [{ gender: 'unspecified' }, { birthCountry: undefined }, { birthPlace: undefined }] as const)
    expect(await connector().ask({ ...jeanne, ...lacking }, recipient, never)).toBeUndefined();
  expect(simulator.asked).toHaveLength(before);
});

test.each<ApiMisbehaviour>(['too-many', 'provider-error', 'provider-late', 'conflict', 'wrong-shape', 'down'])(
  '%s is a failure, told in the log without a name',
  async (how) => {
    simulator.behave(how);
    await expect(connector().ask(jeanne, recipient, never)).rejects.toThrow();
    expect(warnings).toHaveLength(1);
    expect(JSON.stringify(warnings)).not.toMatch(/MARTIN|1984|27681/);
  },
);

test('a wrong token, a wrong recipient and a wrong address are faults of the settings, not unknown persons', async () => {
  await expect(connector('another').ask(jeanne, recipient, never)).rejects.toThrow('401, 00101');
  await expect(connector().ask(jeanne, '123', never)).rejects.toThrow('422, 00203');
  const lost = createFamilyQuotient({ url: `${simulator.url}/elsewhere`, token: apiParticulierToken, log });
  await expect(lost.ask(jeanne, recipient, never)).rejects.toThrow('404');
});

test('a slow answer is not waited for; too many refusals are heeded at once', async () => {
  simulator.behave('slow');
  await expect(connector().ask(jeanne, recipient, AbortSignal.timeout(50))).rejects.toThrow();
  const heeding = connector();
  simulator.behave('too-many');
  await expect(heeding.ask(jeanne, recipient, never)).rejects.toThrow('429');
  simulator.behave('none');
  await expect(heeding.ask(jeanne, recipient, never)).rejects.toThrow('at rest');
});

test('the twin always says the same of a person', async () => {
  const demo = createDemoFamilyQuotient(() => ({ year: 2026, month: 11 }));
  expect(await demo.ask(jeanne)).toEqual(await demo.ask(jeanne));
  expect((await demo.ask(jeanne))?.data.month).toBe('2026-11');
  expect(await demo.ask({ ...jeanne, familyName: 'Inconnu' })).toBeUndefined();
  await expect(demo.ask({ ...jeanne, familyName: 'Panne' })).rejects.toThrow();
});
