/** Letters of any alphabet in the domain; no quotes, spaces or separators that a mail header would read. */
const emailPattern = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[\p{Ll}\p{N}](?:[\p{Ll}\p{N}-]*[\p{Ll}\p{N}])?\.)+\p{Ll}{2,}$/u;

/** An e-mail address in small letters, or undefined when it cannot be one. */
export function normalizeEmail(typed: string): string | undefined {
  const email = typed.trim().normalize('NFC').toLowerCase();
  return email.length <= 254 && emailPattern.test(email) ? email : undefined;
}

export { e164 as normalizePhone } from '#platform/i18n/e164.ts';

/** A French number as it is read out, others as they are. */
export function formatPhone(phone: string): string {
  const french = /^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(phone);
  return french === null ? phone : `0${french.slice(1).join('\u00a0')}`;
}

/** One line of a name or an address: no control characters, single spaces. */
export function cleanLine(typed: string, longest = 120): string {
  return typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longest);
}
