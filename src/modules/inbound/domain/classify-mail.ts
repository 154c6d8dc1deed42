import type { MailFacts } from './mail-facts.ts';

/** What is no letter of a person. `bounce`: a server gives back a message; `automatic`: machines and lists; `spam`. */
export type MachineVerdict = 'loop' | 'bounce' | 'automatic' | 'spam';

/**
 * Tells the messages that no person wrote to the authority, by their headers (RFC 3834, 3464, 8601). Only the
 * `Authentication-Results` that was added last is believed: the mailbox's own server wrote it.
 * @param own addresses from which the authority itself writes
 */
export function classifyMail(facts: MailFacts, own: readonly string[]): MachineVerdict | undefined {
  if (own.includes(facts.sender.address)) return 'loop';
  if (facts.reportType === 'delivery-status' || isDaemon(facts)) return 'bounce';
  if (isSpam(facts)) return 'spam';
  if (isAutomatic(facts)) return 'automatic';
  return undefined;
}

const values = ({ headers }: MailFacts, name: string): string[] =>
  (headers.get(name) ?? []).map((value) => value.trim().toLowerCase());

function isDaemon(facts: MailFacts): boolean {
  return /^(mailer-daemon|postmaster)@/.test(facts.sender.address) && hasNullReturnPath(facts);
}

function hasNullReturnPath(facts: MailFacts): boolean {
  return values(facts, 'return-path').includes('<>');
}

function isAutomatic(facts: MailFacts): boolean {
  if (values(facts, 'auto-submitted').some((value) => value !== '' && !value.startsWith('no'))) return true;
  if (values(facts, 'precedence').some((value) => /^(bulk|junk|list|auto_reply)/.test(value))) return true;
  if (
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'list-id', 'list-unsubscribe', 'feedback-id'].some((name) =>
      facts.headers.has(name),
    )
  )
    return true;
  if (facts.reportType !== undefined) return true;
  return hasNullReturnPath(facts);
}

function isSpam(facts: MailFacts): boolean {
  if (values(facts, 'x-spam-flag').some((value) => value.startsWith('yes'))) return true;
  if (values(facts, 'x-spam-status').some((value) => value.startsWith('yes'))) return true;
  if (values(facts, 'x-spam').some((value) => value.startsWith('yes') || value.startsWith('true'))) return true;
  const [results] = values(facts, 'authentication-results');
  if (results === undefined) return false;
  if (/\bdmarc=fail\b/.test(results)) return true;
  return /\bspf=fail\b/.test(results) && !/\bdkim=pass\b/.test(results);
}
