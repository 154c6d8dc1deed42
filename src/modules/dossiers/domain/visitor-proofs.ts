import { hmac, sameDigest } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import { isUuid } from './uuid.ts';

/** The secrets that sign; only the first one signs, all of them are believed. */
export interface SigningSecrets {
  readonly sessionSecret: string;
  readonly SESSION_SECRET_PREVIOUS?: string | undefined;
}

/** A right of this browser to see one dossier: given by filing it, or by typing its code. */
export interface AccessGrant {
  readonly authorityId: string;
  readonly dossierId: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export const grantCookie = 'parvis_suivi';
export const grantLifetimeDays = 30;
const maxGrants = 12;

/**
 * The value of the cookie that holds a browser's grants, the newest first. Each is signed together with the browser's
 * secret: a cookie copied without the secret is worth nothing.
 */
export function writeGrants(secrets: SigningSecrets, visitorHash: Buffer, grants: readonly AccessGrant[]): string {
  return grants
    .slice(0, maxGrants)
    .map((grant) => {
      const text = grantText(grant);
      return `${text}.${signature(secrets.sessionSecret, visitorHash, text)}`;
    })
    .join('~');
}

/** The grants of a cookie that are ours, this browser's and not over; anything else in it is ignored. */
export function readGrants(
  secrets: SigningSecrets,
  visitorHash: Buffer | undefined,
  cookie: string | undefined,
  now: Date,
): AccessGrant[] {
  if (visitorHash === undefined || cookie === undefined || cookie.length > 4096) return [];
  const grants: AccessGrant[] = [];
  for (const part of cookie.split('~').slice(0, maxGrants)) {
    const [authorityId = '', dossierId = '', until = '', given = ''] = part.split('.');
    const grant = { authorityId, dossierId, until: Number.parseInt(until, 36) };
    if (!/^[0-9A-Z]{2,20}$/.test(authorityId) || !isUuid(dossierId) || !(grant.until > now.getTime())) continue;
    if (isSigned(secrets, visitorHash, grantText(grant), given)) grants.push(grant);
  }
  return grants;
}

/** The grants with one more, in front. */
export function addGrant(grants: readonly AccessGrant[], added: AccessGrant): AccessGrant[] {
  return [added, ...grants.filter((grant) => grant.dossierId !== added.dossierId)].slice(0, maxGrants);
}

/** The hidden key of a form that is sent at once: made here, for this browser and this procedure. */
export function newSubmissionKey(
  secrets: SigningSecrets,
  visitorHash: Buffer,
  authorityId: string,
  procedureId: string,
): string {
  const id = newId();
  return `${id}.${signature(secrets.sessionSecret, visitorHash, `${authorityId}.${procedureId}.${id}`)}`;
}

/** The key's identifier; undefined for a key that was altered, or made for another browser or procedure. */
export function readSubmissionKey(
  secrets: SigningSecrets,
  visitorHash: Buffer | undefined,
  authorityId: string,
  procedureId: string,
  key: string,
): string | undefined {
  const [id = '', given = ''] = key.split('.');
  if (visitorHash === undefined || !isUuid(id)) return undefined;
  return isSigned(secrets, visitorHash, `${authorityId}.${procedureId}.${id}`, given) ? id : undefined;
}

function grantText(grant: AccessGrant): string {
  return `${grant.authorityId}.${grant.dossierId}.${grant.until.toString(36)}`;
}

function isSigned(secrets: SigningSecrets, visitorHash: Buffer, text: string, given: string): boolean {
  return [secrets.sessionSecret, secrets.SESSION_SECRET_PREVIOUS].some(
    (secret) =>
      secret !== undefined && sameDigest(Buffer.from(signature(secret, visitorHash, text)), Buffer.from(given)),
  );
}

/** 128 bits are enough for a signature that is checked here only, and keep the cookie small. */
function signature(secret: string, visitorHash: Buffer, text: string): string {
  return hmac(secret, 'dossiers', visitorHash.toString('base64url'), text).subarray(0, 16).toString('base64url');
}
