import type { AddressAnswer, Answer, Answers, CommuneAnswer } from './answers.ts';
import { type CompiledField, type CompiledForm, isGroup } from './compiled-form.ts';
import type { FormContext } from './form-context.ts';
import type { SimpleField } from './form-schema.ts';

/** What is known of the person before the first page. */
export interface PrefillSource {
  readonly account?: {
    readonly givenNames?: string;
    readonly familyName?: string;
    readonly email?: string;
    /** E.164 */
    readonly phone?: string;
    readonly address?: AddressAnswer;
  };
  readonly commune?: CommuneAnswer;
}

export interface Prefilled {
  readonly answers: Answers;
  /** Where each first value comes from, by field, so that the page can say it. */
  readonly sources: Readonly<Record<string, 'account' | 'commune'>>;
}

/**
 * First answers from what is known; a value that the field would refuse is left out. Rows of groups are not filled in:
 * they are about other people.
 */
export function prefillAnswers(form: CompiledForm, source: PrefillSource, context: FormContext): Prefilled {
  const answers: Answers = {};
  const sources: Record<string, 'account' | 'commune'> = {};
  for (const entry of form.fieldsById.values()) {
    if (isGroup(entry) || entry.definition.prefill === undefined || entry.definition.agentOnly) continue;
    const value = knownValue(entry.definition.prefill, source);
    if (value === undefined || !suits(entry, value, context)) continue;
    answers[entry.id] = value;
    sources[entry.id] = entry.definition.prefill === 'commune' ? 'commune' : 'account';
  }
  return { answers, sources };
}

function knownValue(
  from: NonNullable<SimpleField['prefill']>,
  { account, commune }: PrefillSource,
): Answer | undefined {
  switch (from) {
    case 'account.given_names':
      return account?.givenNames;
    case 'account.family_name':
      return account?.familyName;
    case 'account.email':
      return account?.email;
    case 'account.phone':
      return account?.phone;
    case 'account.address':
      return account?.address && { ...account.address };
    case 'commune':
      return commune && { ...commune };
    default:
      return undefined;
  }
}

function suits(field: CompiledField, value: Answer, context: FormContext): boolean {
  return (
    value !== '' && field.type.accepts(value) && field.type.validate(field.definition, value, context).length === 0
  );
}
