import { hmac, sameDigest } from '#platform/crypto/digests.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const referenceLength = 16;

/**
 * What stands for a dossier in the mails that leave it: 80 bits that only this installation can make, so that whoever
 * shows them has read such a mail. It is no tracking code: it opens nothing.
 */
export function mailReference(secret: string, authorityId: string, dossierId: string): string {
  const digest = hmac(secret, 'mail-thread', authorityId, dossierId);
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of digest) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < referenceLength) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

export function isOwnReference(secret: string, authorityId: string, dossierId: string, reference: string): boolean {
  return sameDigest(Buffer.from(mailReference(secret, authorityId, dossierId)), Buffer.from(reference));
}

/** `mairie@exemple.fr` and a reference: `mairie+p.abcd…@exemple.fr` (RFC 5233). */
export function taggedAddress(address: string, reference: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+p.${reference}${address.slice(at)}`;
}

/** At the end of the subject, for mailboxes that know no `+`. */
export function subjectMark(reference: string): string {
  return `[#${reference}]`;
}

/** The Message-ID that all the mails of a dossier answer, so that mail programs put them together. */
export function threadRoot(reference: string, domain: string): string {
  return `<dossier.${reference}@${domain}>`;
}

/** Every reference that a message shows: in the addresses to which it was sent, its subject, the messages it answers. */
export function referencesIn(seen: {
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly references: readonly string[];
}): string[] {
  const found = [
    ...seen.recipients.flatMap((address) => [...address.toLowerCase().matchAll(/\+p\.([a-z2-7]{16})@/g)]),
    ...seen.subject.toLowerCase().matchAll(/\[#([a-z2-7]{16})\]/g),
    ...seen.references.flatMap((id) => [...id.toLowerCase().matchAll(/^<dossier\.([a-z2-7]{16})@/g)]),
  ];
  return [...new Set(found.flatMap((match) => match[1] ?? []))];
}

/** The ids of messages of ours that a message answers, as their Message-ID gives them. */
export function ownMessageIds(references: readonly string[], domain: string): string[] {
  const end = `@${domain.toLowerCase()}>`;
  return references.flatMap((reference) => {
    const id = reference.toLowerCase();
    const found = /^<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/.exec(id);
    return found?.[1] !== undefined && id.endsWith(end) ? [found[1]] : [];
  });
}

/** A tracking code that somebody typed in a subject: it says which dossier, and proves nothing. */
export function codesIn(subject: string): string[] {
  return (subject.toUpperCase().match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}\b/g) ?? []).slice(0, 3);
}
