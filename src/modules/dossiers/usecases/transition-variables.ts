import type { Procedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import { type Answers, type CompiledForm, isGroup } from '#modules/forms/index.ts';
import {
  administrativeCourt,
  type CompiledTransition,
  defaultRemedies,
  renderTemplate,
  type TemplateVariables,
} from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { DossierRow } from './lock-dossier.ts';

export interface TransitionSubject {
  readonly dossier: DossierRow;
  readonly authority: Authority;
  readonly procedure: Procedure;
  readonly form: CompiledForm;
  /** Who acts, as letters name them. */
  readonly actorName: string;
  /** Where letters go by post, when it is not the address of the answers. */
  readonly postalLines?: readonly string[];
  readonly now: Date;
  /** `https://guichet.example.fr` */
  readonly origin: string;
}

/** Where the applicant follows the dossier, for e-mails. */
export function dossierLink(origin: string, authority: Pick<Authority, 'slug'>, dossierId: string): string {
  return `${origin}/${authority.slug}/dossiers/${dossierId}`;
}

/**
 * The variables of the messages and letters of an act, in the applicant's language. `formTexts` are the values of the
 * act's own form, already in words.
 */
export function transitionVariables(
  subject: TransitionSubject,
  formTexts: Readonly<Record<string, string>>,
  locale: Locale,
): TemplateVariables {
  const { dossier, authority, procedure } = subject;
  const { contact } = authority;
  const court = localize(administrativeCourt(contact.postcode), locale);
  const remedies = localize(procedure.legal.remedies ?? defaultRemedies, locale);
  return {
    applicant: {
      name: dossier.applicant_name,
      email: dossier.applicant_email,
      phone: dossier.applicant_phone,
      address: applicantAddressLines(subject).join(', '),
    },
    dossier: {
      code: formatTrackingCode(dossier.code),
      link: dossierLink(subject.origin, authority, dossier.id),
      submitted_on: formatDate(dossier.submitted_at, locale),
      due_on: dossier.due_on === null ? '' : formatDate(dossier.due_on, locale),
    },
    procedure: {
      title: localize(procedure.title, locale),
      remedies: renderTemplate(remedies, { authority: { name: authority.name, court } }),
    },
    authority: {
      name: authority.name,
      court,
      phone: contact.phone,
      email: contact.email,
      address: `${contact.street}, ${contact.postcode} ${contact.city}`,
    },
    agent: { name: subject.actorName },
    today: formatDate(civilDate(instantOf(subject.now)).toString(), locale),
    form: formTexts,
    answers: answerTexts(subject.form, dossier.answers as Answers, locale),
  };
}

/** The answers of a form in words, by field id; groups and what was not answered are left out. */
export function answerTexts(form: CompiledForm | undefined, answers: Answers, locale: Locale): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [id, entry] of form?.fieldsById ?? []) {
    const answer = answers[id];
    if (answer === undefined || isGroup(entry)) continue;
    const text = entry.type.format(entry.definition, answer, locale);
    if (typeof text === 'string') texts[id] = text;
    else texts[id] = text.join(entry.definition.type === 'long-text' ? '\n' : ', ');
  }
  return texts;
}

/** The label of each field in brackets: what stands in a preview for what has not been typed yet. */
export function formPlaceholders(transition: CompiledTransition, locale: Locale): Record<string, string> {
  return Object.fromEntries(transition.form.map((field) => [field.id, `[${localize(field.label, locale)}]`]));
}

/** Street, postcode and city of the applicant, each a line; empty when the procedure does not ask for an address. */
export function applicantAddressLines(
  subject: Pick<TransitionSubject, 'dossier' | 'procedure' | 'postalLines'>,
): string[] {
  if (subject.postalLines !== undefined && subject.postalLines.length > 0) return [...subject.postalLines];
  const field = subject.procedure.applicant.address;
  const address = field === undefined ? undefined : (subject.dossier.answers as Answers)[field];
  if (typeof address !== 'object' || Array.isArray(address)) return [];
  const { street, postcode, city } = address;
  return [String(street ?? ''), `${String(postcode ?? '')} ${String(city ?? '')}`.trim()].filter((line) => line !== '');
}
