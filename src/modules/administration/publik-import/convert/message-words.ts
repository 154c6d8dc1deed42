import { findReference } from '../conditions/known-fields.ts';
import { parseDjangoCondition } from '../conditions/parse-django.ts';
import { conditionOf } from '../conditions/translate.ts';
import { richWords } from '../rich-words.ts';
import { parseTemplate, type TemplatePart } from '../templates.ts';
import { type ConditionPlace, type FileScope, scopeHere } from './translate-here.ts';

/** Names of Publik that messages of ours know. */
export const knownVariables: Readonly<Record<string, string>> = {
  form_name: 'procedure.title',
  form_slug: 'procedure.title',
  form_number: 'dossier.code',
  form_number_raw: 'dossier.code',
  form_display_name: 'dossier.code',
  form_identifier: 'dossier.code',
  form_tracking_code: 'dossier.code',
  form_url: 'dossier.link',
  form_url_backoffice: 'dossier.link',
  form_uri: 'dossier.link',
  form_backoffice_url: 'dossier.link',
  form_submission_url: 'dossier.link',
  form_receipt_date: 'dossier.submitted_on',
  form_receipt_datetime: 'dossier.submitted_on',
  form_user_display_name: 'applicant.name',
  form_user_name: 'applicant.name',
  form_user: 'applicant.name',
  form_submitter_email: 'applicant.email',
  form_user_email: 'applicant.email',
  form_user_var_phone: 'applicant.phone',
  today: 'today',
  now: 'today',
  commune_name: 'authority.name',
  site_name: 'authority.name',
  global_title: 'authority.name',
  collectivity_name: 'authority.name',
  commune_email: 'authority.email',
  commune_telephone: 'authority.phone',
};

/** What is always there in a dossier of ours, for `{% if … %}`. */
const present = /^(form_user|form_user_\w+|form_tracking_code|form_status_changed|form_url|form_number|form_name)$/;
/** What ours never put in a message. */
const absent = /^(form_details|form_evolution|form_comment|form_previous_status_is_hidden)$/;

export interface MessageContext {
  readonly file: FileScope;
  readonly here: ConditionPlace;
  /** Ids of the fields that the act asks, by the names that Publik gives them. */
  readonly asked: ReadonlyMap<string, string>;
  /** Tells what had to be left out. */
  readonly leftOut: (what: string) => void;
}

/** A text of Publik as a message of ours, with our variables. */
export function messageWords(template: string, context: MessageContext): string {
  const text = render(parseTemplate(template), context);
  const html = /<(p|br|div|a|strong|ul|table|span)\b/i.test(text);
  const words = html ? richWords(text) : text;
  return (
    words
      // Links of reStructuredText: `words <address>`_
      .replace(/`([^`<>]*?)\.?\s*<(\{\{[^}]*\}\}|[^<>`]*)>`_/g, '$1 : $2')
      .replace(/\{%|%\}/g, '')
      .replace(/\{\{(?!\s*[a-z][\w.-]*\s*\}\})|(?<!\{\{\s*[a-z][\w.-]{0,80}\s*)\}\}/g, '')
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

function render(parts: readonly TemplatePart[], context: MessageContext): string {
  return parts.map((part) => renderPart(part, context)).join('');
}

function renderPart(part: TemplatePart, context: MessageContext): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'value':
      return variable(part.source, context);
    case 'if':
      return chosenBranch(part.branches, context);
    case 'for':
      context.leftOut(`{% for ${part.source} %}`);
      return '';
    case 'tag':
      if (part.name === 'firstof') return variable(part.source.split(/\s+/)[0] ?? '', context);
      if (!['load', 'with', 'spaceless', 'autoescape', 'comment'].includes(part.name))
        context.leftOut(`{% ${part.name} %}`);
      return '';
  }
}

function variable(source: string, context: MessageContext): string {
  const name = (/^\s*([\w.]+)/.exec(source)?.[1] ?? '').replaceAll('.', '_');
  const known = Object.hasOwn(knownVariables, name) ? knownVariables[name] : undefined;
  if (known !== undefined) return `{{${known}}}`;
  const text = /^\s*"([^"]*)"|^\s*'([^']*)'/.exec(source);
  if (text !== null) return text[1] ?? text[2] ?? '';
  const setting = /^form_option_(\w+)$/.exec(name)?.[1];
  if (setting !== undefined) return String(context.file.settings.get(setting) ?? '');
  const asked = askedField(name, context.asked);
  if (asked !== undefined) return `{{form.${asked}}}`;
  const field = /^form_var_(\w+)$/.exec(name)?.[1];
  if (field !== undefined) {
    const reference = findReference(field, context.file.fields);
    if (reference !== undefined && reference.rest === '' && reference.field.kind !== 'presence')
      return `{{answers.${reference.field.id}}}`;
  }
  if (name !== '' && !absent.test(name)) context.leftOut(`{{ ${source} }}`);
  return '';
}

/** `form_workflow_form_motif_var_refus`, `motif_var_refus` and, by mistake, `refus_var_motif`. */
function askedField(name: string, asked: ReadonlyMap<string, string>): string | undefined {
  return asked.get(name) ?? asked.get(name.replace(/^form_workflow_form_|^workflow_form_/, '').replace(/_0$/, ''));
}

function chosenBranch(branches: Extract<TemplatePart, { kind: 'if' }>['branches'], context: MessageContext): string {
  for (const branch of branches) {
    const verdict = branch.when === undefined ? true : verdictOf(branch.when, context);
    if (verdict === false) continue;
    if (verdict === undefined) context.leftOut(`{% if ${branch.when} %}`);
    return render(branch.parts, context);
  }
  return '';
}

/** Whether a part of a message stands; undefined when it depends on the dossier: the words are then kept. */
function verdictOf(source: string, context: MessageContext): boolean | undefined {
  const name = source.trim();
  if (present.test(name)) return true;
  if (absent.test(name)) return false;
  if (askedField(name, context.asked) !== undefined) return true;
  if (/^\w+_var_\w+$/.test(name) && !name.startsWith('form_var_')) return false;
  // A variable without answer is empty, and a line that held only it goes away.
  if (/^form_var_\w+$/.test(name) && findReference(name.slice(9), context.file.fields) !== undefined) return true;
  try {
    const condition = conditionOf(
      parseDjangoCondition(source),
      scopeHere({ ...context.file, settingFields: new Map() }, { ...context.here, foldSettings: true }),
    );
    return 'constant' in condition ? condition.constant : undefined;
  } catch {
    return undefined;
  }
}
