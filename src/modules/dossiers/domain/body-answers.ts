import type { Procedure } from '#modules/catalogue/index.ts';
import { type Answer, type Answers, type CompiledForm, type FormContext, isGroup } from '#modules/forms/index.ts';

/** What is known of an association or a company. */
export interface KnownBody {
  readonly name: string;
  readonly siret: string | undefined;
  readonly rna: string | undefined;
  readonly address: Readonly<Record<string, unknown>> | undefined;
}

/**
 * First answers about the body that a request is for: its name where the procedure asks for the organisation, its numbers,
 * its address where the applicant's is asked. A value that the field would refuse is left out.
 */
export function bodyAnswers(
  form: CompiledForm,
  { applicant }: Pick<Procedure, 'applicant'>,
  body: KnownBody,
  context: FormContext,
): Answers {
  const answers: Answers = {};
  for (const entry of form.fieldsById.values()) {
    if (isGroup(entry) || entry.definition.agentOnly) continue;
    const value = valueFor(entry.id, entry.definition.type, applicant, body);
    if (value === undefined || !entry.type.accepts(value)) continue;
    if (entry.type.validate(entry.definition, value, context).length === 0) answers[entry.id] = value;
  }
  return answers;
}

function valueFor(id: string, type: string, applicant: Procedure['applicant'], body: KnownBody): Answer | undefined {
  if (id === applicant.organisation) return body.name;
  if (type === 'company') return body.siret;
  if (type === 'association') return body.rna ?? body.siret;
  return id === applicant.address && body.address !== undefined ? ({ ...body.address } as Answer) : undefined;
}
