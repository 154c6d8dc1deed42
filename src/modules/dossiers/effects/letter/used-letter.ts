import { UnknownLetterError } from '#modules/catalogue/index.ts';
import { findLetterhead, findUsedLetter, type Letterhead, type UsedLetter } from '#modules/correspondence/index.ts';
import type { ExpressionScope } from '#modules/forms/index.ts';
import { type CompiledWorkflow, findOwnLetter } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import type { TransitionDeps } from '../../usecases/transition-act.ts';
import { applicantAddressLines, type TransitionSubject } from '../../usecases/transition-variables.ts';
import { findLetterChoice, postalLines } from './letter-choice.ts';

/** A letter for one dossier, in its authority's words and under its letterhead. */
export interface LetterForDossier {
  readonly letter: UsedLetter;
  readonly letterhead: Letterhead | undefined;
  /** Where the applicant wants letters by post; empty for the address of the answers. */
  readonly postalLines: readonly string[];
}

/**
 * The letter of that id: the one that the workflow writes itself, else the authority's, else the library's.
 * @throws UnknownLetterError
 */
export async function letterForDossier(
  tx: Tx,
  deps: Pick<TransitionDeps, 'catalogue'>,
  workflow: CompiledWorkflow,
  id: string,
  subject: Pick<TransitionSubject, 'dossier' | 'procedure'>,
  scope: ExpressionScope,
): Promise<LetterForDossier> {
  const { authority_id: authorityId, id: dossierId } = subject.dossier;
  const postal = postalLines(await findLetterChoice(tx, authorityId, dossierId));
  const addressed = { ...subject, postalLines: postal };
  const own = findOwnLetter(workflow.definition, id);
  const letter =
    own === undefined
      ? await findUsedLetter(tx, authorityId, deps.catalogue.letter(id), letterScope(scope, addressed))
      : { ...own, ...registerOf(deps.catalogue, id) };
  return { letter, letterhead: await findLetterhead(tx, authorityId), postalLines: postal };
}

/** A workflow says the library's letter in its own words: a decision stays one, numbered in the same register. */
function registerOf(catalogue: TransitionDeps['catalogue'], id: string): Pick<UsedLetter, 'decision'> {
  try {
    const { decision } = catalogue.letter(id);
    return decision === undefined ? {} : { decision };
  } catch (error) {
    // A letter that the workflow alone has.
    if (error instanceof UnknownLetterError) return {};
    throw error;
  }
}

/** What the conditions of paragraphs see: the answers, what the act asked, and the dossier itself. */
export function letterScope(
  scope: ExpressionScope,
  subject: Pick<TransitionSubject, 'dossier' | 'procedure' | 'postalLines'>,
): ExpressionScope {
  const { dossier } = subject;
  const facts = dossierFacts(dossier, applicantAddressLines(subject).length > 0);
  return { get: (name) => (name === 'dossier' ? facts : scope.get(name)) };
}

/** `dossier.…` in the conditions of paragraphs; see `letterFacts` of the page that writes them. */
function dossierFacts(dossier: DossierRow, hasAddress: boolean): Readonly<Record<string, unknown>> {
  return {
    procedure: dossier.procedure_id,
    channel: dossier.channel,
    complete: dossier.complete ?? true,
    has_email: dossier.applicant_email !== null,
    has_phone: dossier.applicant_phone !== null,
    has_address: hasAddress,
    has_account: dossier.account_pseudonym !== null,
    silence: dossier.silence_rule,
    urgent: dossier.urgent,
    decided: dossier.decided_at !== null,
  };
}
