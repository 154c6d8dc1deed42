import type { Answers } from '#modules/forms/index.ts';
import { asJson, isObject, objectsOf } from '../domain/json.ts';
import type { Trial, TrialStep } from '../domain/trial/trial.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';

/** A trial and the draft that is tried. */
export interface OpenTrial extends Trial {
  readonly draft: ProcedureDraft;
}

/** The acts that an earlier page of the trial carried; those that are not possible are left out when they are followed. */
export function readSteps(text: string): TrialStep[] {
  try {
    return objectsOf(asJson(JSON.parse(text || '[]')))
      .slice(0, 50)
      .map((one) => ({ act: String(one.act), form: isObject(one.form) ? (one.form as Answers) : {} }));
  } catch {
    return [];
  }
}
