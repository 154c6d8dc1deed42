import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { type Answers, type FormContext, keepShownAnswers, validateAll } from '#modules/forms/index.ts';
import { carryOverState, isEnd } from '#modules/workflow/index.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';

/** What carrying a dossier over to another version of its procedure would do to it, or why it cannot be. */
export type CarryOverPlan =
  | {
      readonly possible: true;
      /** The answers that the new form knows and accepts. */
      readonly answers: Answers;
      /** Those that it does not: kept in the history, out of the dossier's answers. */
      readonly keptApart: Answers;
      /** Ids of the fields that the new form wants and that were never answered: the agent may ask for them. */
      readonly missing: readonly string[];
    }
  | {
      readonly possible: false;
      /** `ended`: over, and stays as it was decided; the others: the new workflow has no such state, or means another thing. */
      readonly reason: 'ended' | 'unknown-state' | 'other-phase';
    };

/**
 * Whether a dossier can go on under another version, and what becomes of its answers. Dates are judged as on the day of
 * the filing: what was right then is not made wrong by time.
 * @param context with `today` the day of the filing
 */
export function planCarryOver(
  dossier: Pick<DossierRow, 'state' | 'phase' | 'answers'>,
  to: Pick<ProcedureVersion, 'form' | 'workflow'>,
  context: FormContext,
): CarryOverPlan {
  if (isEnd(dossier.phase)) return { possible: false, reason: 'ended' };
  const state = carryOverState(dossier.state, dossier.phase, to.workflow);
  if (!state.possible) return state;
  const given = dossier.answers as Answers;
  let answers = keepShownAnswers(to.form, given, context);
  // What is taken away may hide other fields, or make another one wrong: gone through until nothing is.
  for (let round = 0; round <= to.form.fieldsById.size; round += 1) {
    const wrong = wrongFields(to, answers, context).filter((id) => answers[id] !== undefined);
    if (wrong.length === 0) break;
    const left = Object.fromEntries(Object.entries(answers).filter(([id]) => !wrong.includes(id)));
    answers = keepShownAnswers(to.form, left, context);
  }
  return {
    possible: true,
    answers,
    keptApart: Object.fromEntries(Object.entries(given).filter(([id]) => answers[id] === undefined)),
    missing: wrongFields(to, answers, context),
  };
}

function wrongFields({ form }: Pick<ProcedureVersion, 'form'>, answers: Answers, context: FormContext): string[] {
  const paths = validateAll(form, answers, context).map(({ path }) => path.split(/[.[]/, 1)[0] ?? path);
  return [...new Set(paths)];
}
