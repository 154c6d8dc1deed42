import {
  applyOverrides,
  type DescribedAdoption,
  type Misfit,
  type Overrides,
  overridesSchema,
} from '#modules/catalogue/index.ts';
import type { Field } from '#modules/forms/index.ts';
import { type FormBody, single } from '#platform/http/context.ts';
import type { Locale, LocalizedText } from '#platform/i18n/text.ts';
import { localize } from '#platform/i18n/text.ts';
import { say } from './messages.ts';

export interface Problem {
  readonly fieldId?: string;
  readonly message: string;
}

export interface ReadChoices {
  readonly overrides: Overrides;
  readonly open: boolean;
  /** '' for the rule's. */
  readonly teamId: string;
  readonly problems: readonly Problem[];
}

export const textKeys = ['title', 'summary', 'description', 'cost', 'next'] as const;
const longest: Record<(typeof textKeys)[number] | 'needs', number> = {
  title: 120,
  summary: 300,
  description: 8000,
  cost: 300,
  next: 1000,
  needs: 3000,
};

const longestHelp = 500;
/** As many as the form engine takes in a field; longer ones are lists of the library. */
const mostOptions = 300;

export const addedTypes = ['text', 'long-text', 'yes-no', 'number', 'date', 'choice', 'file'] as const;
type AddedType = (typeof addedTypes)[number];

/**
 * What the page of a procedure posts, as the authority's choices. Every problem is told at its field; what the form itself
 * refuses (a question on which another depends) too.
 */
export function readChoices(
  body: FormBody,
  adoption: DescribedAdoption,
  teams: readonly { readonly id: string }[],
  locale: Locale,
): ReadChoices {
  const problems: Problem[] = [];
  const texts = readTexts(body, problems, locale);
  const fees = readFees(body, adoption, problems, locale);
  const opening = readOpening(body, problems, locale);
  const delay = readDelay(body, adoption, problems, locale);
  const fields = readFields(body, adoption, problems, locale);
  const teamId = single(body, 'team');
  if (teamId !== '' && !teams.some((team) => team.id === teamId))
    problems.push({ fieldId: 'team', message: say(locale, 'problem.team') });
  const parsed = overridesSchema.safeParse({ ...texts, fees, opening, delay, fields });
  const overrides = parsed.success ? parsed.data : {};
  if (!parsed.success)
    problems.push({
      message: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    });
  const before = new Set(adoption.misfits.map((misfit) => misfit.path));
  for (const misfit of applyOverrides(adoption.library, overrides).misfits) {
    // What no longer fitted is kept as it is; what does not fit now is an error of this page.
    if (!before.has(misfit.path)) problems.push(misfitProblem(misfit, adoption, locale));
  }
  return { overrides: withoutEmpty(overrides), open: single(body, 'open') !== 'no', teamId, problems };
}

function readTexts(body: FormBody, problems: Problem[], locale: Locale): Partial<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const key of textKeys) {
    const fr = single(body, key).trim();
    const en = single(body, `${key}-en`).trim();
    if (fr.length > longest[key] || en.length > longest[key]) {
      const name = say(locale, `text.${key}`);
      problems.push({
        fieldId: fr.length > longest[key] ? key : `${key}-en`,
        message: say(locale, 'problem.too-long', { name, max: longest[key] }),
      });
    } else if (fr !== '') found[key] = en === '' ? { fr } : { fr, en };
    else if (en !== '')
      problems.push({ fieldId: key, message: say(locale, 'problem.french', { name: say(locale, `text.${key}`) }) });
  }
  const needs = linesOf(single(body, 'needs'));
  if (single(body, 'needs').length > longest.needs)
    problems.push({
      fieldId: 'needs',
      message: say(locale, 'problem.too-long', { name: say(locale, 'text.needs'), max: longest.needs }),
    });
  else if (needs.length > 0) found.needs = needs.map((fr) => ({ fr }));
  return found;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** "12,50" or "12.5" in cents. */
export function centsOf(typed: string): number | undefined {
  const parts = /^(\d{1,6})(?:[.,](\d{1,2}))?\s*€?$/.exec(typed.replace(/[\u00a0\u202f ](?=\d{3})/g, '').trim());
  if (parts === null) return undefined;
  return Number(parts[1]) * 100 + Number((parts[2] ?? '0').padEnd(2, '0'));
}

function readFees(body: FormBody, adoption: DescribedAdoption, problems: Problem[], locale: Locale) {
  const fees: Record<string, number> = {};
  for (const fee of adoption.library.procedure.fees) {
    const typed = single(body, `fee-${fee.id}`).trim();
    if (typed === '') continue;
    const cents = centsOf(typed);
    if (cents === undefined)
      problems.push({
        fieldId: `fee-${fee.id}`,
        message: say(locale, 'problem.fee', { name: localize(fee.label, locale) }),
      });
    else if (cents !== fee.amount) fees[fee.id] = cents;
  }
  for (const [id, cents] of Object.entries(adoption.overrides.fees ?? {})) {
    if (!adoption.library.procedure.fees.some((fee) => fee.id === id)) fees[id] = cents;
  }
  return Object.keys(fees).length === 0 ? undefined : fees;
}

export function isDay(typed: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return false;
  const date = new Date(`${typed}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(typed);
}

function readOpening(body: FormBody, problems: Problem[], locale: Locale) {
  const from = single(body, 'from').trim();
  const to = single(body, 'to').trim();
  for (const [fieldId, typed] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (typed !== '' && !isDay(typed)) {
      problems.push({ fieldId, message: say(locale, 'problem.date') });
      return undefined;
    }
  }
  if (from !== '' && to !== '' && to < from) {
    problems.push({ fieldId: 'to', message: say(locale, 'problem.dates') });
    return undefined;
  }
  if (from === '' && to === '') return undefined;
  return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
}

function readDelay(body: FormBody, adoption: DescribedAdoption, problems: Problem[], locale: Locale) {
  const typed = single(body, 'delay').trim();
  if (adoption.library.procedure.silence.rule !== 'none') return adoption.overrides.delay;
  if (typed === '') return undefined;
  const days = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  if (days < 1 || days > 365) {
    problems.push({ fieldId: 'delay', message: say(locale, 'problem.days') });
    return undefined;
  }
  return `${days}d`;
}

function readFields(body: FormBody, adoption: DescribedAdoption, problems: Problem[], locale: Locale) {
  const known = libraryFields(adoption);
  const ids = new Set(known.map((field) => field.id));
  const listed = (name: string) => [body[name] ?? []].flat();
  const earlier = adoption.overrides.fields;
  const gone = (id: string) => !ids.has(id);
  const texts: Record<string, { label?: LocalizedText; help?: LocalizedText }> = Object.fromEntries(
    Object.entries(earlier?.texts ?? {})
      .filter(([id]) => gone(id))
      .map(([id, text]) => [id, { ...(text.label && { label: text.label }), ...(text.help && { help: text.help }) }]),
  );
  for (const field of known) {
    const label = single(body, `label-${field.id}`).trim().slice(0, 300);
    const help = single(body, `help-${field.id}`).trim().slice(0, longestHelp);
    if (label !== '' || help !== '')
      texts[field.id] = {
        ...(label === '' ? {} : { label: keepEnglish(label, earlier?.texts[field.id]?.label) }),
        ...(help === '' ? {} : { help: keepEnglish(help, earlier?.texts[field.id]?.help) }),
      };
  }
  const removed = new Set(listed('remove'));
  const add = (earlier?.add ?? []).filter(({ field }) => !removed.has(field.id));
  const fresh = readAdded(body, adoption, add, problems, locale);
  const fields = {
    hide: [...listed('hide').filter((id) => ids.has(id)), ...(earlier?.hide ?? []).filter(gone)],
    optional: [...listed('optional').filter((id) => ids.has(id)), ...(earlier?.optional ?? []).filter(gone)],
    texts,
    add: fresh === undefined ? add : [...add, fresh],
  };
  const empty =
    fields.hide.length + fields.optional.length + fields.add.length + Object.keys(fields.texts).length === 0;
  return empty ? undefined : fields;
}

/** The French as typed; its English stays as long as the French says the same. */
function keepEnglish(fr: string, earlier: LocalizedText | undefined): LocalizedText {
  return earlier?.fr === fr ? earlier : { fr };
}

function readAdded(
  body: FormBody,
  adoption: DescribedAdoption,
  others: readonly { readonly field: Field }[],
  problems: Problem[],
  locale: Locale,
) {
  const label = single(body, 'new-label').trim().slice(0, 300);
  if (label === '') return undefined;
  const type = addedTypes.find((known): known is AddedType => known === single(body, 'new-type')) ?? 'text';
  const page =
    adoption.library.procedure.form.pages.find((one) => one.id === single(body, 'new-page')) ??
    adoption.library.procedure.form.pages.at(-1);
  const options = linesOf(single(body, 'new-options'));
  if (type === 'choice' && options.length > mostOptions) {
    const message = say(locale, 'problem.too-many-options', { max: mostOptions, count: options.length });
    problems.push({ fieldId: 'new-options', message });
    return undefined;
  }
  if (type === 'choice' && options.length < 2) {
    problems.push({ fieldId: 'new-options', message: say(locale, 'problem.options') });
    return undefined;
  }
  const help = single(body, 'new-help').trim().slice(0, 500);
  const id = freeId(
    label,
    new Set([...libraryFields(adoption), ...others.map((one) => one.field)].map((one) => one.id)),
  );
  return {
    page: page?.id ?? '',
    field: {
      type,
      id,
      label: { fr: label },
      ...(help === '' ? {} : { help: { fr: help } }),
      optional: single(body, 'new-optional') === 'true',
      ...(type === 'choice'
        ? { options: options.map((option, index) => ({ value: `choice-${index + 1}`, label: { fr: option } })) }
        : {}),
    },
  };
}

/** `local_` before the words of the question: the library's own fields never have such an id. */
function freeId(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  for (let n = 1; ; n += 1) {
    const id = `local_${words === '' ? 'question' : words}${n === 1 ? '' : `_${n}`}`;
    if (!taken.has(id)) return id;
  }
}

export function libraryFields(adoption: Pick<DescribedAdoption, 'library'>): Field[] {
  return adoption.library.procedure.form.pages.flatMap((page) => page.fields);
}

/** What a choice is about, in the words of the library; its identifier when the library no longer has it. */
export function misfitName(misfit: Misfit, adoption: DescribedAdoption, locale: Locale): string {
  const id = misfit.path.split('.').at(-1) ?? misfit.path;
  const field = libraryFields(adoption).find((one) => misfit.path.split('.').includes(one.id));
  return field === undefined ? id : localize(field.label, locale);
}

function misfitProblem(misfit: Misfit, adoption: DescribedAdoption, locale: Locale): Problem {
  const [, kind = '', id = ''] = misfit.path.split('.');
  const message = say(locale, 'problem.misfit', {
    name: misfitName(misfit, adoption, locale),
    reason: say(locale, `misfit.${misfit.reason}`),
  });
  const fieldId =
    kind === 'hide' || kind === 'optional' ? `${kind}-${id}` : kind === 'texts' ? `label-${id}` : 'new-label';
  return { fieldId, message };
}

function withoutEmpty(overrides: Overrides): Overrides {
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
}
