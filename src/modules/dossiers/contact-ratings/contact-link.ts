import { hmac, sameDigest } from '#platform/crypto/digests.ts';
import { isUuid } from '../domain/uuid.ts';

/** One message that the service wrote to an applicant. */
export interface Contact {
  readonly authorityId: string;
  readonly dossierId: string;
  /** `contact` of the message's event. */
  readonly contactId: string;
}

/**
 * The secret of the link by which a message is rated. It is worked out from the installation's key and kept nowhere; it
 * opens nothing of the dossier.
 */
export function contactToken(secret: string, { authorityId, dossierId, contactId }: Contact): string {
  const seal = hmac(secret, 'contact-rating', authorityId, dossierId, contactId).subarray(0, 16);
  const ids = Buffer.from(`${dossierId}${contactId}`.replaceAll('-', ''), 'hex');
  return `${authorityId}.${Buffer.concat([ids, seal]).toString('base64url')}`;
}

/** Which message a link is for; undefined when it is not one of ours. */
export function readContactToken(secret: string, token: string): Contact | undefined {
  const [, authorityId, packed] = /^([0-9A-Z]{2,20})\.([\w-]{64})$/.exec(token) ?? [];
  if (authorityId === undefined || packed === undefined) return undefined;
  const hex = Buffer.from(packed, 'base64url').toString('hex');
  const contact = { authorityId, dossierId: uuidOf(hex.slice(0, 32)), contactId: uuidOf(hex.slice(32, 64)) };
  if (!isUuid(contact.dossierId) || !isUuid(contact.contactId)) return undefined;
  return sameDigest(Buffer.from(contactToken(secret, contact)), Buffer.from(token)) ? contact : undefined;
}

function uuidOf(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The address in the mails of messages. */
export function contactHref(secret: string, contact: Contact): string {
  return `/reponse/${contactToken(secret, contact)}`;
}
