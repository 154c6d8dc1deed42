import type { Answers } from '#modules/forms/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { ActRefusedError } from '../act-refused.ts';
import { opinionWords as say } from './messages.ts';

export type Recipient =
  | { readonly teamId: string; readonly teamName: string; readonly email?: undefined }
  | { readonly email: string; readonly teamId?: undefined };

/**
 * Whom the act's form names: `opinion_team` by the names of services of the authority, `opinion_email` by addresses;
 * several on lines or between commas.
 * @throws {ActRefusedError} for nobody, an unknown service or what is no address
 */
export async function recipientsOf(tx: Tx, authorityId: string, form: Answers): Promise<Recipient[]> {
  const emails = named(form.opinion_email).map((email) => email.toLowerCase());
  const wrong = emails.find((email) => !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email));
  if (wrong !== undefined) throw refusal('opinion-email', 'badEmail', { email: wrong });
  const teams = await teamsOf(tx, authorityId, named(form.opinion_team));
  const found: Recipient[] = [...teams, ...[...new Set(emails)].map((email) => ({ email }))];
  if (found.length === 0) throw refusal('opinion-nobody', 'nobody', {});
  return found;
}

async function teamsOf(tx: Tx, authorityId: string, names: readonly string[]): Promise<Recipient[]> {
  if (names.length === 0) return [];
  const known = await tx
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('authority_id', '=', authorityId)
    .orderBy('name')
    .execute();
  return [...new Set(names.map(plainName))].map((name) => {
    const team = known.find((one) => plainName(one.name) === name);
    if (team === undefined) {
      const asked = names.find((one) => plainName(one) === name) ?? name;
      const teams = known.map((one) => one.name).join(', ');
      throw refusal('opinion-team', 'unknownTeam', { team: asked, teams });
    }
    return { teamId: team.id, teamName: team.name };
  });
}

/** "Service  Urbanisme" and "service urbanisme" are one service. */
export function plainName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’]/g, '’').replace(/\s+/g, ' ').trim();
}

function named(answer: unknown): string[] {
  const texts = Array.isArray(answer) ? answer : [answer];
  return texts
    .flatMap((text) => (typeof text === 'string' ? text.split(/[\n,;]/) : []))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

function refusal(
  code: string,
  key: 'nobody' | 'badEmail' | 'unknownTeam',
  params: Record<string, string>,
): ActRefusedError {
  return new ActRefusedError(code, { fr: say('fr', key, params), en: say('en', key, params) });
}
