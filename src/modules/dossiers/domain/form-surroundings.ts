import type { AnswerDocument, CommuneLookup, FormContext, FormTerritory } from '#modules/forms/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';

/** What an applicant's form is read against, at a moment. */
export function formContextOf(
  surroundings: { readonly communes: CommuneLookup; readonly territory: FormTerritory },
  authority: {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly communeCode: string | undefined;
  },
  now: Date,
  documents: readonly AnswerDocument[] = [],
): FormContext {
  return {
    today: civilDate(instantOf(now)).toString(),
    authority: { code: authority.communeCode ?? authority.id, kind: authority.kind, name: authority.name },
    actor: 'applicant',
    documents,
    communes: surroundings.communes,
    territory: surroundings.territory,
  };
}
