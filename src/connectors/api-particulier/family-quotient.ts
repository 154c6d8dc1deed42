import { z } from 'zod';
import type { Logger } from '#platform/log/logger.ts';
import { type AskedPerson, type FamilyQuotient, quotientFrom } from './quotient-answer.ts';

const answerSchema = z.object({
  data: z.object({
    quotient_familial: z.object({
      fournisseur: z.string(),
      valeur: z.number().int().nonnegative(),
      annee: z.number().int(),
      mois: z.number().int().min(1).max(12),
    }),
  }),
});

const errorSchema = z.object({
  errors: z.array(z.object({ code: z.string(), source: z.object({ parameter: z.string().optional() }).nullish() })),
});

/** After this many failures in a row the service is left alone for a while: nobody waits for it. */
const failuresBeforeRest = 5;
const restMilliseconds = 60_000;

/**
 * The family quotient of a person, by API Particulier v3 (`GET /v3/dss/quotient_familial/identite`, `Bearer`): CAF and MSA
 * together. It answers 404 for a person whom it does not find and 422 for an identity that says too little.
 */
export function createFamilyQuotient(options: { url: string; token: string; log: Logger; fetch?: typeof fetch }) {
  const get = options.fetch ?? fetch;
  let failures = 0;
  let restUntil = 0;
  return {
    /**
     * @param recipient SIRET of the administration that receives the data
     * @throws when it cannot be reached, or not before the signal
     */
    async ask(person: AskedPerson, recipient: string, signal: AbortSignal): Promise<FamilyQuotient | undefined> {
      const query = queryOf(person, recipient);
      if (query === undefined) return undefined;
      if (Date.now() < restUntil) throw new Error('at rest after failures');
      try {
        // The address holds a name and a date of birth: it is never written anywhere.
        const response = await get(`${options.url}/v3/dss/quotient_familial/identite?${query}`, {
          signal,
          // An answer that sends elsewhere is none: what is asked is for that address alone.
          redirect: 'error',
          headers: { accept: 'application/json', authorization: `Bearer ${options.token}` },
        });
        if (response.status === 429) restUntil = Date.now() + restMilliseconds;
        const isKnown = await readStatus(response);
        failures = 0;
        if (!isKnown) return undefined;
        const { valeur, annee, mois, fournisseur } = answerSchema.parse(await response.json()).data.quotient_familial;
        return quotientFrom({ value: valeur, year: annee, month: mois, provider: fournisseur });
      } catch (error) {
        failures += 1;
        if (failures >= failuresBeforeRest) restUntil = Date.now() + restMilliseconds;
        options.log.warn(
          { connector: 'family-quotient', failures, err: { message: messageOf(error) } },
          'family quotient lookup failed',
        );
        throw error;
      }
    },
  };
}

/** Whether the person is known. @throws for every other answer than 200, 404 and 422 */
async function readStatus(response: Response): Promise<boolean> {
  if (response.ok) return true;
  const read = errorSchema.safeParse(await response.json().catch(() => undefined));
  const error = read.success ? read.data.errors[0] : undefined;
  // Without its own words a 404 is that of a wrong address; a 422 about the recipient is a fault of the settings.
  const isAboutPerson =
    error !== undefined && [404, 422].includes(response.status) && error.source?.parameter !== 'recipient';
  if (isAboutPerson) return false;
  throw new Error(`status ${response.status}${error === undefined ? '' : `, ${error.code}`}`);
}

/** A payload that is not as expected is told without what it holds. */
function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return 'an answer of another shape';
  return error instanceof Error ? error.message : 'unknown';
}

const france = '99100';

/** Undefined when the identity says too little: sex, country and, for somebody born in France, commune are mandatory. */
function queryOf(person: AskedPerson, recipient: string): URLSearchParams | undefined {
  const sex = { female: 'F', male: 'M', unspecified: undefined }[person.gender ?? 'unspecified'];
  const { birthCountry, birthPlace, familyName, givenNames } = person;
  if (sex === undefined || birthCountry === undefined || familyName === '' || givenNames.length === 0) return undefined;
  if (birthCountry === france && birthPlace === undefined) return undefined;
  const query = new URLSearchParams({ recipient, nomNaissance: familyName });
  if (person.usedName !== undefined) query.set('nomUsage', person.usedName);
  for (const name of givenNames.slice(0, 3)) query.append('prenoms[]', name);
  const [year = 0, month = 0, day = 0] = (person.birthDate ?? '').split('-').map(Number);
  // 00 stands for what nobody knows; a day without its month is ignored there.
  if (year > 0) query.set('anneeDateNaissance', String(year));
  if (month > 0) query.set('moisDateNaissance', String(month));
  if (month > 0 && day > 0) query.set('jourDateNaissance', String(day));
  query.set('sexeEtatCivil', sex);
  query.set('codeCogInseePaysNaissance', birthCountry);
  if (birthCountry === france && birthPlace !== undefined) query.set('codeCogInseeCommuneNaissance', birthPlace);
  return query;
}
