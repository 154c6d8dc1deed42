import { type Answers, type CompiledForm, isGroup } from '#modules/forms/index.ts';
import {
  administrativeCourt,
  defaultRemedies,
  renderTemplate,
  type TemplateVariables,
} from '#modules/workflow/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { examplesIn } from '../example-variables.ts';
import type { Trial } from './trial.ts';

/** The answers of a form in words, by field; groups and what was not answered are left out. */
export function answersInWords(
  form: CompiledForm | undefined,
  answers: Answers,
  locale: Locale,
): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [id, entry] of form?.fieldsById ?? []) {
    const answer = answers[id];
    if (answer === undefined || isGroup(entry)) continue;
    const words = entry.type.format(entry.definition, answer, locale);
    texts[id] = typeof words === 'string' ? words : words.join(', ');
  }
  return texts;
}

/** The variables of the messages and letters of an act: the answers of the trial, an example for what a real dossier has. */
export function trialVariables(
  trial: Trial,
  formTexts: Readonly<Record<string, string>>,
  locale: Locale,
): TemplateVariables {
  const { authority, procedure } = trial;
  const examples = examplesIn(locale);
  const { contact } = authority;
  const answers = answersInWords(trial.form, trial.answers, locale);
  const { applicant } = procedure;
  const said = (field: string | undefined) => (field === undefined ? '' : (answers[field] ?? ''));
  const name = [said(applicant.givenNames), said(applicant.familyName)].filter((part) => part !== '').join(' ');
  const court = localize(administrativeCourt(contact.postcode), locale);
  const remedies = localize(procedure.legal.remedies ?? defaultRemedies, locale);
  return {
    applicant: {
      name: name || said(applicant.organisation),
      email: said(applicant.email),
      phone: said(applicant.phone),
      address: said(applicant.address),
    },
    dossier: {
      code: examples['dossier.code'],
      link: examples['dossier.link'],
      submitted_on: examples['dossier.submitted_on'],
      due_on: examples['dossier.due_on'],
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
    agent: { name: examples['agent.name'] },
    today: examples.today,
    form: formTexts,
    answers,
  };
}
