import { problem } from '../field-problem.ts';
import type { FieldTypeDefinition } from '../field-type.ts';
import type { FieldOf } from '../form-schema.ts';

/** An e-mail address: its syntax is checked, never its existence. */
export const emailField: FieldTypeDefinition<FieldOf<'email'>, string> = {
  type: 'email',
  inputs: [''],
  celType: () => 'string',
  parse(field, input) {
    const typed = input
      .line()
      .replace(/^mailto:/i, '')
      .replaceAll(' ', '');
    if (typed === '') return {};
    const at = typed.lastIndexOf('@');
    const answer = typed.slice(0, at + 1) + typed.slice(at + 1).toLowerCase();
    return isEmail(answer) ? { answer } : { problems: [problem('email', field)] };
  },
  accepts: (value) => typeof value === 'string',
  validate(field, answer) {
    if (!isEmail(answer)) return [problem('email', field)];
    const suggestion = suggestEmail(answer);
    return suggestion !== undefined && endsWithUnknownDomain(answer)
      ? [problem('emailTypo', field, { suggestion })]
      : [];
  },
  missing: (field) => problem('required', field),
  format: (_field, answer) => answer,
  toInputs: (_field, answer) => ({ '': answer }),
  toCel: (_field, answer) => answer,
};

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** RFC 5321 without quoted local parts nor addresses in brackets, which no one uses. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 1 || at > 64 || text.length > 254) return false;
  const labels = text.slice(at + 1).split('.');
  const last = labels.at(-1) ?? '';
  return (
    localPart.test(text.slice(0, at)) &&
    labels.length >= 2 &&
    labels.every((label) => domainLabel.test(label)) &&
    /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(last)
  );
}

/** Ends that no domain has, and what was meant. */
const mistakenEnds: Readonly<Record<string, string>> = {
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  comm: 'com',
  coom: 'com',
  vom: 'com',
  xom: 'com',
  cpm: 'com',
  frr: 'fr',
  ffr: 'fr',
  fre: 'fr',
};

const mistakenDomains: Readonly<Record<string, string>> = {
  'gmial.com': 'gmail.com',
  'gamil.com': 'gmail.com',
  'gmai.com': 'gmail.com',
  'gmail.fr': 'gmail.com',
  'gmal.com': 'gmail.com',
  'gnail.com': 'gmail.com',
  'gmaill.com': 'gmail.com',
  'gmail.co': 'gmail.com',
  'hotmial.com': 'hotmail.com',
  'hotmai.com': 'hotmail.com',
  'hotmial.fr': 'hotmail.fr',
  'hotmai.fr': 'hotmail.fr',
  'outlok.com': 'outlook.com',
  'outlok.fr': 'outlook.fr',
  'outloook.fr': 'outlook.fr',
  'yaho.fr': 'yahoo.fr',
  'yahou.fr': 'yahoo.fr',
  'yaho.com': 'yahoo.com',
  'wanado.fr': 'wanadoo.fr',
  'wanadou.fr': 'wanadoo.fr',
  'orage.fr': 'orange.fr',
  'ornage.fr': 'orange.fr',
  'orang.fr': 'orange.fr',
  'laposte.fr': 'laposte.net',
  'lapost.net': 'laposte.net',
  'frre.fr': 'free.fr',
  'fre.fr': 'free.fr',
  'sfr.com': 'sfr.fr',
  'icloud.fr': 'icloud.com',
  'iclou.com': 'icloud.com',
};

/** The address that was probably meant, when the domain is a known slip of the keyboard. */
export function suggestEmail(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  if (at < 1) return undefined;
  const local = address.slice(0, at + 1);
  const domain = withKnownEnd(address.slice(at + 1).toLowerCase());
  const meant = Object.hasOwn(mistakenDomains, domain) ? (mistakenDomains[domain] ?? domain) : domain;
  return local + meant === address ? undefined : local + meant;
}

function withKnownEnd(domain: string): string {
  const dot = domain.lastIndexOf('.');
  const end = domain.slice(dot + 1);
  return Object.hasOwn(mistakenEnds, end) ? `${domain.slice(0, dot + 1)}${mistakenEnds[end] ?? end}` : domain;
}

function endsWithUnknownDomain(address: string): boolean {
  return Object.hasOwn(mistakenEnds, address.slice(address.lastIndexOf('.') + 1));
}
