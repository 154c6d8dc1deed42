import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { type CompiledForm, compileForm, InvalidFormError } from '#modules/forms/index.ts';

const kept = new WeakMap<CompiledForm, CompiledForm>();

/**
 * The same form for somebody who is at the desk or on the phone: the e-mail address may stay empty. It is due from those who
 * write by electronic means (CRPA, article R112-9-1), and the acknowledgement can be printed or told by text message. A form
 * whose conditions need the address keeps asking for it.
 */
export function formForDesk({ form, procedure }: Pick<ProcedureVersion, 'form' | 'procedure'>): CompiledForm {
  const { email } = procedure.applicant;
  if (email === undefined || !form.fieldsById.has(email)) return form;
  const known = kept.get(form);
  if (known !== undefined) return known;
  const own = compileWithout(form, email, procedure.fees);
  kept.set(form, own);
  return own;
}

function compileWithout(form: CompiledForm, email: string, fees: ProcedureVersion['procedure']['fees']): CompiledForm {
  const pages = form.definition.pages.map((page) => ({
    ...page,
    fields: page.fields.map((field) =>
      field.id === email && 'optional' in field ? { ...field, optional: true } : field,
    ),
  }));
  try {
    return compileForm({ ...form.definition, pages }, { fees });
  } catch (error) {
    if (error instanceof InvalidFormError) return form;
    throw error;
  }
}
