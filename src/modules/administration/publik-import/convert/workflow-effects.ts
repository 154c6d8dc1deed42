import { findReference } from '../conditions/known-fields.ts';
import { parseDjangoValue } from '../conditions/parse-django.ts';
import { UntranslatableError } from '../conditions/syntax.ts';
import { translateValue } from '../conditions/translate.ts';
import { asNumber } from '../conditions/values.ts';
import { idOf, slugOf } from '../naming.ts';
import type { PublikItem } from '../read/publik-workflow.ts';
import { childrenNamed, childText, findChild } from '../read/xml.ts';
import { plainWords, richWords } from '../rich-words.ts';
import { templateToCel } from '../templates.ts';
import { french } from './drafts.ts';
import { messageWords } from './message-words.ts';
import { type ConditionPlace, type FileScope, scopeHere } from './translate-here.ts';
import type { DraftEffect, DraftMessage } from './workflow-drafts.ts';

export interface MailTemplate {
  readonly name: string;
  readonly subject: string;
  readonly body: string;
}

/** What effects need to know of the workflow around them. */
export interface EffectContext {
  readonly file: FileScope;
  readonly here: ConditionPlace;
  readonly roles: ReadonlyMap<string, string>;
  readonly mailTemplates: ReadonlyMap<string, MailTemplate>;
  /** Names that the acts leading here give to what they ask. */
  readonly asked: ReadonlyMap<string, string>;
  /** Keeps a message; the same words are kept once. */
  readonly keepMessage: (subject: string, body: string) => DraftMessage;
}

/**
 * What an action does besides moving the dossier: effects of ours; `displayed` for words shown on the page; undefined for
 * those without equivalent, which the caller notes.
 */
export function effectsOf(item: PublikItem, context: EffectContext): DraftEffect[] | undefined {
  const convert = Object.hasOwn(converters, item.type) ? converters[item.type] : undefined;
  return convert?.(item, context);
}

type Converter = (item: PublikItem, context: EffectContext) => DraftEffect[] | undefined;

export function isApplicant(role: string): boolean {
  return /^_?submitter$|^_user$|^logged-users$/.test(role);
}

function words(template: string, context: EffectContext): string {
  return messageWords(template, {
    file: context.file,
    here: context.here,
    asked: context.asked,
    leftOut: (what) => context.here.notes.add('adapted', context.here.place, 'message-part', what.slice(0, 120), what),
  });
}

function messageOf(item: PublikItem, context: EffectContext, subjectTag: string): DraftMessage {
  const slug = childText(item.element, 'mail_template');
  const template = slug === undefined ? undefined : context.mailTemplates.get(slug);
  const subject = template?.subject ?? childText(item.element, subjectTag);
  const body = template?.body ?? childText(item.element, 'body');
  if (body === undefined || subject === undefined) {
    context.here.notes.add('settle', context.here.place, 'message-missing', slug ?? '');
  }
  const title = plainWords(words(subject ?? '', context)) || 'Votre demande «\u00a0{{procedure.title}}\u00a0»';
  return context.keepMessage(title.slice(0, 200), words(body ?? '', context) || 'Message à compléter.');
}

const mail: Converter = (item, context) => {
  const message = messageOf(item, context, 'subject').id;
  const targets = item.to.length > 0 ? item.to : ['_receiver'];
  const effects = targets.flatMap((target) => recipientEffect(target, message, context));
  return effects.filter(
    (effect, index) => effects.findIndex((other) => JSON.stringify(other) === JSON.stringify(effect)) === index,
  );
};

function recipientEffect(target: string, message: string, context: EffectContext): DraftEffect[] {
  if (isApplicant(target)) return [{ effect: 'notify', message }];
  if (/^[^\s@{}]+@[^\s@{}]+\.[a-z]{2,}$/i.test(target)) return [{ effect: 'mail', to: target, message }];
  const name = /^\{\{\s*(?:form_var_)?(\w+)[^}]*\}\}$/.exec(target)?.[1] ?? /^form_var_(\w+)$/.exec(target)?.[1];
  if (name === undefined) return [{ effect: 'mail', to: 'team', message }];
  const field = findReference(name, context.file.fields);
  if (field !== undefined && field.rest === '') return [{ effect: 'mail', to: field.field.id, message }];
  if (/mail|courriel|user|submitter/i.test(name)) return [{ effect: 'notify', message }];
  context.here.notes.add('adapted', context.here.place, 'recipient-unknown', target);
  return [{ effect: 'mail', to: 'team', message }];
}

const sms: Converter = (item, context) => {
  const message = context.keepMessage(
    'SMS',
    words(childText(item.element, 'body') ?? '', context) || 'Message à compléter.',
  );
  return [{ effect: 'sms', message: message.id }];
};

/** A notification on the portal and an e-mail to the applicant are one message of ours. */
const notification: Converter = (item, context) => {
  const toApplicant = item.to.length === 0 || item.to.some(isApplicant);
  const message = messageOf(item, context, 'title').id;
  return [toApplicant ? { effect: 'notify', message } : { effect: 'mail', to: 'team', message }];
};

const note: Converter = (item, context) => {
  const text = words(childText(item.element, 'comment') ?? childText(item.element, 'message') ?? '', context);
  return text === '' ? [] : [{ effect: 'note', text: french(text) }];
};

/** Words shown to the applicant go to the explanation of the status; those for agents are a note. */
const display: Converter = (item, context) =>
  item.to.length === 0 || item.to.some(isApplicant) ? [] : note(item, context);

const dispatch: Converter = (item, context) => {
  const role = childText(item.element, 'role_id') ?? findChild(item.element, 'role')?.text.trim();
  const rules = childrenNamed(findChild(item.element, 'rules'), 'item');
  if (rules.length > 0)
    context.here.notes.add(
      'settle',
      context.here.place,
      'dispatch-rules',
      '',
      rules.map((rule) => rule.children.map((child) => child.text.trim()).join(' → ')).join('\n'),
    );
  const team = role === undefined || role.startsWith('_') ? undefined : (context.roles.get(role) ?? role);
  return [{ effect: 'assign', rule: 'least-busy', ...(team === undefined ? {} : { team: team.slice(0, 120) }) }];
};

const webservice: Converter = (item, context) => {
  const url = childText(item.element, 'url') ?? '';
  const label = childText(item.element, 'label') ?? childText(item.element, 'varname') ?? 'appel';
  if (/add-basket-item|\/invoice|add-invoice|\/paiement|payment/i.test(url)) {
    const payment = paymentOf(item, label, context);
    if (payment !== undefined) return [payment];
  }
  const hook = idOf(`publik ${childText(item.element, 'varname') ?? label}`, 'publik-appel', 55);
  context.here.notes.add('settle', context.here.place, 'webhook-address', hook, url);
  return [{ effect: 'webhook', hook }];
};

/** Putting something in the basket is asking for a payment. */
function paymentOf(item: PublikItem, label: string, context: EffectContext): DraftEffect | undefined {
  const posted = findChild(item.element, 'post_data')?.children ?? [];
  const amount = posted.find((entry) => childText(entry, 'name') === 'amount' || entry.name === 'amount');
  const template =
    amount === undefined ? childText(item.element, 'amount') : (childText(amount, 'value') ?? amount.text);
  const value = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(template ?? '')?.[1];
  const fixed = Number(template);
  const title = french(plainWords(label) || 'Paiement');
  try {
    if (Number.isFinite(fixed) && template !== undefined && template !== '') {
      return { effect: 'payment', label: title, amount: String(Math.round(fixed * 100)) };
    }
    if (value === undefined) throw new UntranslatableError('condition-types');
    const { cel } = asNumber(translateValue(parseDjangoValue(value), scopeHere(context.file, context.here)));
    return { effect: 'payment', label: title, amount: `${cel} * 100` };
  } catch {
    context.here.notes.add('settle', context.here.place, 'payment-amount', '', template);
    return { effect: 'payment', label: title, amount: '0' };
  }
}

const openDossier: Converter = (item, context) => {
  const slug = childText(item.element, 'formdef_slug') ?? childText(item.element, 'action_label') ?? '';
  const procedure = idOf(slug, 'a-completer', 55);
  const answers: Record<string, string> = {};
  for (const mapping of findChild(item.element, 'mappings')?.children ?? []) {
    const name = /^\{\{\s*form_var_(\w+)\s*\}\}$/.exec(childText(mapping, 'expression') ?? '')?.[1];
    const reference = name === undefined ? undefined : findReference(name, context.file.fields);
    const target = childText(mapping, 'field_id') ?? '';
    if (reference !== undefined && reference.rest === '' && /^[a-z]/.test(target))
      answers[slugOf(target, 60).replaceAll('-', '_')] = reference.field.id;
  }
  context.here.notes.add('settle', context.here.place, 'open-dossier', procedure);
  return [{ effect: 'open-dossier', procedure, answers }];
};

const letter: Converter = (item, context) => {
  const label = childText(item.element, 'label') ?? childText(item.element, 'filename') ?? 'Document';
  context.here.notes.add('settle', context.here.place, 'letter-model', label);
  return [{ effect: 'letter', template: 'acceptance' }];
};

/** Notes, documents and messages can be added at any time, by anybody concerned: nothing has to be said. */
const builtIn: Converter = (_item, context) => {
  context.here.notes.add('info', context.here.place, 'action-built-in');
  return [];
};

const roundup: Converter = () => undefined;

/** Back-office data are fields of the form that only agents see. */
const backOfficeData: Converter = (item, context) => {
  const { here } = context;
  const values: Record<string, string> = {};
  const entries = childrenNamed(findChild(item.element, 'fields'), 'field');
  for (const entry of entries) {
    const id = childText(entry, 'field_id') ?? '';
    const written = childText(entry, 'value') ?? '';
    const field = context.file.fields.get(`#${id}`)?.id;
    if (field === undefined) {
      here.notes.add('kept', here.place, 'backoffice-value', id, written);
      continue;
    }
    try {
      const { cel } = templateToCel(written, scopeHere(context.file, here));
      if (cel.length > 1900) throw new UntranslatableError('condition-too-long');
      values[field] = cel;
    } catch (error) {
      if (!(error instanceof UntranslatableError)) throw error;
      here.notes.add('kept', here.place, 'backoffice-value', field, written);
    }
  }
  if (Object.keys(values).length > 0) return [{ effect: 'set-fields', values }];
  return entries.length === 0 ? [] : undefined;
};

/** Words for the report of actions that have an equivalent. */
const converters: Readonly<Record<string, Converter>> = {
  sendmail: mail,
  sendsms: sms,
  'sendsms-old': sms,
  notification,
  displaymsg: (item, context) => display(item, context),
  'register-comment': note,
  dispatch,
  'assign-to': dispatch,
  webservice_call: webservice,
  create_formdata: openDossier,
  export_to_model: letter,
  create_document: letter,
  addattachment: builtIn,
  commentable: builtIn,
  editable: builtIn,
  geolocate: builtIn,
  roundup,
  'set-backoffice-fields': backOfficeData,
  aggregationemail: builtIn,
};

/** What the applicant reads while the dossier is in the status. */
export function displayedWords(item: PublikItem, context: EffectContext): string {
  if (item.type !== 'displaymsg') return '';
  if (item.to.length > 0 && !item.to.some(isApplicant)) return '';
  const text = words(childText(item.element, 'message') ?? '', { ...context, asked: new Map() });
  return richWords(text.replace(/\{\{[^}]*\}\}/g, ''))
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim();
}
