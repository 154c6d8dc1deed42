import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

const stored = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** A time of the day, HH:MM. */
export const timeField: FieldTypeDefinition<FieldOf<'time'>, string> = {
  type: 'time',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input.line();
    if (typed === '') return {};
    const answer = readTime(typed);
    return answer === undefined ? { problems: [problem('time', field)] } : { answer };
  },
  accepts: (value) => typeof value === 'string',
  validate: (field, answer) => (stored.test(answer) ? [] : [problem('time', field)]),
  missing: (field) => problem('required', field),
  format: (_field, answer, locale) => (locale === 'fr' ? answer.replace(/^0?(\d+):/, '$1\u00a0h\u00a0') : answer),
  toInputs: (_field, answer) => ({ '': answer }),
  toCel: (_field, answer) => answer,
};

/** HH:MM of "14:30", "14 h 30", "14h", "9.15", "2:30 pm". */
function readTime(typed: string): string | undefined {
  const parts =
    /^(\d{1,2})(?:\s*(?:[:.]|h(?:eures?)?|:h)\s*(\d{2})?(?:\s*m(?:in)?n?)?)?(?:[:.]00)?(?:\s*([ap])\.?m\.?)?$/i.exec(
      typed,
    );
  if (parts === null) return undefined;
  const half = parts[3]?.toLowerCase();
  // A bare number is an hour only with something that says so.
  if (half === undefined && /^\d+$/.test(typed)) return undefined;
  const hours = Number(parts[1]);
  if (half !== undefined && (hours < 1 || hours > 12)) return undefined;
  const hour = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
  const time = `${String(hour).padStart(2, '0')}:${parts[2] ?? '00'}`;
  return stored.test(time) ? time : undefined;
}
