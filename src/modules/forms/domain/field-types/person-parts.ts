import { formatDate } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { say } from '../../messages.ts';
import { isIsoDate } from '../civil-date.ts';
import { bilingual, inBoth, problem } from '../field-problem.ts';
import type { FieldProblem, InputReader, ParsedAnswer } from '../field-type.ts';
import type { FormContext } from '../form-context.ts';
import type { BilingualText } from '../form-error.ts';
import type { ChildPart, FieldOf, LabelledField, PersonPart } from '../form-schema.ts';
import { lengthOf } from '../text-cleaning.ts';
import { dateField, dateParts } from './date.ts';
import { emailField } from './email.ts';
import { formatPhone, phoneField } from './phone.ts';
import { dateInputs, readDate, typedDate } from './typed-date.ts';

/** What is asked about somebody, person or child: each part has its own inputs, named `-<part>`. */
export type AnyPart = PersonPart | ChildPart;

/** The values that a part is chosen among, with the message that says each. */
export const partChoices = {
  title: { madam: 'titleMadam', sir: 'titleSir' },
  sex: { female: 'sexFemale', male: 'sexMale' },
} as const;

const names = {
  title: 'partTitle',
  given_names: 'partGivenNames',
  family_name: 'partFamilyName',
  birth_name: 'partBirthName',
  birth_date: 'partBirthDate',
  birth_place: 'partBirthPlace',
  email: 'partEmail',
  phone: 'partPhone',
  sex: 'partSex',
  school: 'partSchool',
} as const satisfies Record<AnyPart, string>;

/** "Prénoms" */
export function partLabel(part: AnyPart, locale: Locale): string {
  return say(locale, names[part]);
}

const maxLength = 120;
const isName = (part: AnyPart) => part === 'given_names' || part === 'family_name' || part === 'birth_name';

export function partInputs(part: AnyPart): readonly string[] {
  return part === 'birth_date' ? dateInputs('-birth_date') : [`-${part}`];
}

/** The suffix of the first input of a part. */
export function partSuffix(part: AnyPart): string {
  return partInputs(part)[0] ?? '';
}

/** The field under the name of one of its parts: "Premier parent – prénoms". */
function labelOfPart(field: LabelledField, part: AnyPart): { readonly label: BilingualText } {
  const label = inBoth(field.label);
  return { label: bilingual('partOf', { label, part: bilingual(names[part]) }) };
}

const plain = { id: 'part', optional: false, constraints: [], agentOnly: false };
const emailOf = (label: BilingualText): FieldOf<'email'> => ({ ...plain, type: 'email', label });
const phoneOf = (label: BilingualText): FieldOf<'phone'> => ({ ...plain, type: 'phone', label, mobileOnly: false });
const dateOf = (label: BilingualText): FieldOf<'date'> => ({ ...plain, type: 'date', label, birth: true });

/** What was typed for a part; nothing typed: neither an answer nor problems. */
export function readPart(
  field: LabelledField,
  part: AnyPart,
  input: InputReader,
  context: FormContext,
): ParsedAnswer<string> {
  const { label } = labelOfPart(field, part);
  const suffix = partSuffix(part);
  const own: InputReader = {
    line: (inner = '') => input.line(suffix + inner),
    text: (inner = '') => input.text(suffix + inner),
    list: (inner = '') => input.list(suffix + inner),
  };
  switch (part) {
    case 'birth_date':
      return readDate({ label }, typedDate(input, '-birth_date'), context.today);
    case 'email':
      return placed(emailField.parse(emailOf(label), own, context), suffix);
    case 'phone':
      return placed(phoneField.parse(phoneOf(label), own, context), suffix);
    default: {
      const answer = input.line(suffix);
      return answer === '' ? {} : { answer };
    }
  }
}

function placed(read: ParsedAnswer<string>, suffix: string): ParsedAnswer<string> {
  return read.problems === undefined ? read : { problems: atSuffix(read.problems, suffix) };
}

/** The problems of a part's own type, at the input of the part. */
function atSuffix(problems: readonly FieldProblem[], suffix: string): FieldProblem[] {
  return problems.map((found) => ({ ...found, suffix }));
}

/** The rules of a part that is answered. */
export function partProblems(
  field: LabelledField,
  part: AnyPart,
  value: string,
  context: FormContext,
): readonly FieldProblem[] {
  const named = labelOfPart(field, part);
  const suffix = partSuffix(part);
  switch (part) {
    case 'birth_date':
      return dateField
        .validate(dateOf(named.label), value, context)
        .map((found) => ({ ...found, suffix: `-birth_date${found.suffix ?? '-day'}` }));
    case 'email':
      return atSuffix(emailField.validate(emailOf(named.label), value, context), suffix);
    case 'phone':
      return atSuffix(phoneField.validate(phoneOf(named.label), value, context), suffix);
    case 'title':
    case 'sex':
      return Object.hasOwn(partChoices[part], value) ? [] : [problem('choiceUnknown', named, {}, suffix)];
    default:
      if (lengthOf(value) > maxLength)
        return [problem('tooLong', named, { max: maxLength, length: lengthOf(value) }, suffix)];
      return isName(part) && !/^[^\d@<>]*\p{L}[^\d@<>]*$/u.test(value) ? [problem('partName', named, {}, suffix)] : [];
  }
}

/** The message of a mandatory part left empty. */
export function partMissing(field: LabelledField, part: AnyPart): FieldProblem {
  const key =
    part === 'birth_date' ? 'requiredDate' : part === 'sex' || part === 'title' ? 'requiredChoice' : 'required';
  return problem(key, labelOfPart(field, part), {}, partSuffix(part));
}

/** A part in words, without its label. */
export function formatPart(part: AnyPart, value: string, locale: Locale): string {
  switch (part) {
    case 'birth_date':
      return isIsoDate(value) ? formatDate(value, locale) : value;
    case 'phone':
      return formatPhone(value);
    case 'title':
    case 'sex': {
      const keys: Readonly<Record<string, 'titleMadam' | 'titleSir' | 'sexFemale' | 'sexMale'>> = partChoices[part];
      const key = Object.hasOwn(keys, value) ? keys[value] : undefined;
      return key === undefined ? value : say(locale, key);
    }
    default:
      return value;
  }
}

/** The inputs of a part that is answered, by suffix. */
export function partToInputs(part: AnyPart, value: string): Record<string, string> {
  if (part === 'birth_date') return dateParts(value, '-birth_date');
  return { [partSuffix(part)]: part === 'phone' ? formatPhone(value) : value };
}

/** A line of a summary: "Date de naissance : 12 mars 2018". */
export function partLine(part: AnyPart, value: string, locale: Locale): string {
  return say(locale, 'partLine', { part: partLabel(part, locale), value: formatPart(part, value, locale) });
}

/**
 * Parts read together. When one is not understood, all that is wrong with the others is told at once, the mandatory ones
 * left empty included; otherwise the rules of an answer are left to its validation.
 */
export function readParts<P extends AnyPart>(
  field: LabelledField,
  parts: readonly P[],
  isMandatory: (part: P) => boolean,
  input: InputReader,
  context: FormContext,
): { readonly answers: Partial<Record<P, string>>; readonly problems: readonly FieldProblem[] } {
  const answers: Partial<Record<P, string>> = {};
  const problems: FieldProblem[] = [];
  let misread = false;
  for (const part of parts) {
    const read = readPart(field, part, input, context);
    if (read.answer !== undefined) {
      answers[part] = read.answer;
      problems.push(...partProblems(field, part, read.answer, context));
    } else if (read.problems !== undefined) {
      misread = true;
      problems.push(...read.problems);
    } else if (isMandatory(part)) {
      problems.push(partMissing(field, part));
    }
  }
  return { answers, problems: misread ? problems : [] };
}
