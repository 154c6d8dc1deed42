import type { Authority } from '#modules/directory/index.ts';
import type { DraftDocument, FormContext } from '#modules/forms/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { EditorParts } from '../editor-parts.ts';

/** What the form of a draft is read against, as if a resident filled it in today. */
export function trialContext(
  parts: EditorParts,
  authority: Authority,
  now: Date,
  documents: readonly DraftDocument[] = [],
): FormContext {
  return {
    today: civilDate(instantOf(now)).toString(),
    authority: { code: authority.communeCode ?? authority.id, kind: authority.kind, name: authority.name },
    actor: 'applicant',
    documents,
    ...(parts.communes === undefined ? {} : { communes: parts.communes }),
    ...(parts.territory === undefined ? {} : { territory: parts.territory }),
  };
}
