import type { Procedure } from '#modules/catalogue/index.ts';
import { type Answers, type CompiledField, type CompiledForm, isGroup } from '#modules/forms/index.ts';

/** Who wrote, as the message says it. */
export interface MessageSender {
  readonly name: string;
  readonly email?: string | undefined;
  /** E.164 */
  readonly phone?: string | undefined;
}

/** The field of a form that takes what somebody wrote freely: its first long text that every request shows. */
export function messageFieldOf(form: CompiledForm): CompiledField | undefined {
  for (const page of form.pages) {
    if (page.when !== undefined) continue;
    for (const field of page.fields) {
      if (!isGroup(field) && field.when === undefined && field.definition.type === 'long-text') return field;
    }
  }
  return undefined;
}

/** What a message answers of a form, the rest being left empty. `whole` is false when the text was longer than the field. */
export function answersOfMessage(
  { form, procedure }: { readonly form: CompiledForm; readonly procedure: Procedure },
  sender: MessageSender,
  text: string,
): { readonly answers: Answers; readonly whole: boolean } {
  const field = messageFieldOf(form);
  const longest = field?.definition.type === 'long-text' ? field.definition.maxLength : 0;
  const { givenNames, familyName } = splitName(sender.name);
  const known = [
    [field?.id, text.slice(0, longest)],
    [procedure.applicant.givenNames, givenNames],
    [procedure.applicant.familyName, familyName],
    [procedure.applicant.email, sender.email ?? ''],
    [procedure.applicant.phone, sender.phone ?? ''],
  ] as const;
  const answers: Record<string, string> = {};
  for (const [id, value] of known) if (id !== undefined && value !== '' && form.fieldsById.has(id)) answers[id] = value;
  return { answers, whole: text.length <= longest };
}

/** `Jeanne Martin`, `MARTIN Jeanne`, `Martin, Jeanne`: the parts of a name as mail programs show it. */
export function splitName(name: string): { readonly givenNames: string; readonly familyName: string } {
  const [family = '', given = ''] = name.split(',', 2).map((part) => part.trim());
  if (given !== '') return { givenNames: given, familyName: family };
  const words = name.split(/\s+/).filter((word) => word !== '');
  const capitals = words.findIndex((word) => !isCapitals(word));
  if (capitals > 0)
    return { givenNames: words.slice(capitals).join(' '), familyName: words.slice(0, capitals).join(' ') };
  return { givenNames: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' };
}

function isCapitals(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}
