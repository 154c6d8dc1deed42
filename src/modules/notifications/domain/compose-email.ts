import type { Locale } from '#platform/i18n/text.ts';
import { notificationMessages } from '../messages.ts';

/** The parts of an e-mail of an authority, in the order in which they are read. */
export interface EmailLayout {
  readonly locale: Locale;
  /** "Bonjour Madame Martin," "Bonjour," when not said. */
  readonly greeting?: string;
  readonly paragraphs: readonly string[];
  /** Short facts, a line each: `[['Numéro de suivi', '4K7M-…']]` */
  readonly facts?: readonly (readonly [label: string, value: string])[];
  /** What to do now: a sentence and the address, alone on its line. */
  readonly action?: { readonly label: string; readonly href: string };
  /** What is said besides, after that. */
  readonly after?: readonly string[];
  /** Who signs. Absent for mails about an account, which the territory signs. */
  readonly authority: { readonly name: string; readonly lines?: readonly string[] };
}

/**
 * The plain text of an e-mail. A paragraph is one line: readers fold it to their own width, where lines cut at 72
 * columns come out as a comb on a phone; the transfer encoding cuts and joins them again.
 */
export function composeEmail(layout: EmailLayout): string {
  const say = (key: Parameters<typeof notificationMessages>[1]) => notificationMessages(layout.locale, key);
  const colon = layout.locale === 'fr' ? '\u00a0: ' : ': ';
  const parts = [layout.greeting ?? say('greeting'), ...layout.paragraphs];
  if (layout.facts !== undefined && layout.facts.length > 0) {
    parts.push(layout.facts.map(([label, value]) => `${label}${colon}${value}`).join('\n'));
  }
  if (layout.action !== undefined) parts.push(`${layout.action.label}${colon.trimEnd()}\n${layout.action.href}`);
  parts.push(...(layout.after ?? []));
  parts.push([layout.authority.name, ...(layout.authority.lines ?? [])].join('\n'));
  // "-- " alone on its line is the mark of a signature, which answers leave out.
  parts.push(`-- \n${say('do-not-reply')}`);
  return `${parts.join('\n\n')}\n`;
}

/** The same text for an authority that reads the answers: it no longer asks not to reply. */
export function invitingAnswers(text: string): string {
  return (['fr', 'en'] as const).reduce(
    (changed, locale) =>
      changed.replace(notificationMessages(locale, 'do-not-reply'), () => notificationMessages(locale, 'may-reply')),
    text,
  );
}
