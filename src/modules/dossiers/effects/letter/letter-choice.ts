import type { Tx } from '#platform/database/database.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { choiceWords as say } from './choice-messages.ts';

/** By e-mail, in the applicant's own space with an e-mail that says so, or by post. */
export const letterWays = ['email', 'space', 'paper'] as const;
export type LetterWay = (typeof letterWays)[number];

export interface PostalAddress {
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
}

export interface LetterChoice {
  readonly way: LetterWay;
  /** Where to send letters; undefined for the address of the answers. */
  readonly address: PostalAddress | undefined;
}

export async function findLetterChoice(
  tx: Tx,
  authorityId: string,
  dossierId: string,
): Promise<LetterChoice | undefined> {
  return (await listLetterChoices(tx, authorityId, [dossierId])).get(dossierId);
}

/** Of several dossiers, those whose applicant chose. */
export async function listLetterChoices(
  tx: Tx,
  authorityId: string,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, LetterChoice>> {
  if (dossierIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('letter_choices')
    .select(['dossier_id', 'way', 'street', 'postcode', 'city'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', 'in', [...dossierIds])
    .execute();
  return new Map(
    rows.map(({ dossier_id, way, street, postcode, city }) => [
      dossier_id,
      { way, address: city === '' ? undefined : { street, postcode, city } },
    ]),
  );
}

/** As was chosen, else by e-mail when there is an address; what has no address goes on paper. */
export function wayOfLetters(
  dossier: Pick<DossierRow, 'applicant_email'>,
  choice: Pick<LetterChoice, 'way'> | undefined,
): LetterWay {
  const way = choice?.way ?? 'email';
  return way === 'email' && dossier.applicant_email === null ? 'paper' : way;
}

/** Below the name; empty for the address of the answers. */
export function postalLines(choice: LetterChoice | undefined): string[] {
  if (choice?.address === undefined) return [];
  const { street, postcode, city } = choice.address;
  return [street, `${postcode} ${city}`];
}

/** Keeps how the letters of a dossier go; chosen twice the same, it is chosen once. The caller holds the dossier's lock. */
export async function chooseLetters(
  tx: Tx,
  dossier: Pick<DossierRow, 'authority_id' | 'id'>,
  choice: LetterChoice,
  by: { readonly kind: 'agent' | 'applicant'; readonly id?: string | undefined; readonly name: string },
  now: Date,
): Promise<void> {
  const { authority_id: authorityId, id: dossierId } = dossier;
  const before = await findLetterChoice(tx, authorityId, dossierId);
  if (before !== undefined && sameChoice(before, choice)) return;
  const columns = {
    way: choice.way,
    street: choice.address?.street ?? '',
    postcode: choice.address?.postcode ?? '',
    city: choice.address?.city ?? '',
    chosen_at: now,
    chosen_by_name: by.name,
  };
  await tx
    .insertInto('letter_choices')
    .values({ authority_id: authorityId, dossier_id: dossierId, ...columns })
    .onConflict((conflict) => conflict.columns(['authority_id', 'dossier_id']).doUpdateSet(columns))
    .execute();
  await recordCapabilityEvent(tx, dossier, {
    at: now,
    kind: 'letter-choice',
    actor: by,
    visibility: 'public',
    words: { fr: say('fr', `history.${choice.way}`), en: say('en', `history.${choice.way}`) },
  });
}

function sameChoice(one: LetterChoice, other: LetterChoice): boolean {
  return one.way === other.way && postalLines(one).join('\n') === postalLines(other).join('\n');
}
