import type { Reader } from '#platform/database/database.ts';
import { type Acr, acrOf, amrOf } from '../domain/assurance.ts';

/** When and how the person behind a session of ours signed in. */
export interface ResidentSignIn {
  readonly at: Date;
  readonly acr: Acr;
  readonly amr: readonly string[];
}

export async function findResidentSignIn(open: Reader, sessionHash: Buffer): Promise<ResidentSignIn | undefined> {
  const row = await open
    .selectFrom('sessions')
    .select(['created_at', 'authenticated_at', 'assurance', 'factors'])
    .where('token_hash', '=', sessionHash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { at: row.authenticated_at ?? row.created_at, acr: acrOf(row), amr: amrOf(row.factors) };
}
