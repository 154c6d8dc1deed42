import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { signInTerms } from '../domain/sign-in-terms.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { type Owner, ownerColumns, ownerOf, ownerValues } from '../owner.ts';
import { readPasskeyAnswer } from './read-passkey-answer.ts';

/** For whom a passkey is good: the site's own name, which browsers check too. */
export interface PasskeySite {
  /** `https://guichet.example.fr` */
  readonly origin: string;
  readonly name: string;
}

/** A challenge is for one browser and one purpose; an answer to another one is worth nothing. */
export interface Challenge {
  readonly purpose: string;
  readonly visitorHash: Buffer;
}

/** EdDSA, ES256 and RS256 (COSE): what devices sign with today. */
const algorithms = [-8, -7, -257];

/** More would be a directory of devices. */
const mostPasskeys = 20;

/** What the browser needs to make a passkey. @returns undefined when the person has as many as one may */
export async function startNewPasskey(
  parts: IdentityParts,
  site: PasskeySite,
  challenge: Challenge,
  person: { readonly owner: Owner; readonly email: string; readonly name: string },
): Promise<PublicKeyCredentialCreationOptionsJSON | undefined> {
  const { open } = parts.platform.database;
  const known = await open
    .selectFrom('passkeys')
    .select(['credential_id', 'transports'])
    .where(ownerColumns[person.owner.hat], '=', person.owner.id)
    .execute();
  if (known.length >= mostPasskeys) return undefined;
  return generateRegistrationOptions({
    rpName: site.name,
    rpID: hostOf(site),
    userName: person.email,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(person.owner.id),
    challenge: await newChallenge(parts, challenge),
    timeout: signInTerms.challenge,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known.map((row) => ({
      id: row.credential_id.toString('base64url'),
      transports: row.transports,
    })),
    // Found without an address being typed, and unlocked by its holder: it is then worth two factors.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Keeps a new passkey. @returns whether the browser's answer was good */
export async function addPasskey(
  parts: IdentityParts,
  tx: Tx,
  site: PasskeySite,
  challenge: Challenge,
  added: { readonly owner: Owner; readonly answer: string; readonly label: string },
): Promise<boolean> {
  const response = readPasskeyAnswer<RegistrationResponseJSON>(added.answer);
  if (response === undefined) return false;
  const verified = await orRefused(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: (answered) => takeChallenge(parts, challenge, answered),
      expectedOrigin: site.origin,
      expectedRPID: hostOf(site),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  );
  if (verified?.verified !== true) return false;
  const { credential } = verified.registrationInfo;
  const kept = await tx
    .insertInto('passkeys')
    .values({
      credential_id: Buffer.from(credential.id, 'base64url'),
      ...ownerValues(added.owner),
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).slice(0, 10).map((transport) => transport.slice(0, 20)),
      label: added.label,
      created_at: nowOf(parts),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return kept.numInsertedOrUpdatedRows === 1n;
}

/** What the browser needs to use a passkey: it offers those of this site, nothing says whose. */
export async function startPasskeyUse(
  parts: IdentityParts,
  site: PasskeySite,
  challenge: Challenge,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: hostOf(site),
    challenge: await newChallenge(parts, challenge),
    timeout: signInTerms.challenge,
    userVerification: 'required',
    allowCredentials: [],
  });
}

/** Whose passkey answered, or undefined when the answer is not good. */
export async function usePasskey(
  parts: IdentityParts,
  site: PasskeySite,
  challenge: Challenge,
  answer: string,
): Promise<Owner | undefined> {
  const { open } = parts.platform.database;
  const response = readPasskeyAnswer<AuthenticationResponseJSON>(answer);
  if (response === undefined) return undefined;
  const credentialId = Buffer.from(response.id, 'base64url');
  const row = await open
    .selectFrom('passkeys')
    .selectAll()
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const verified = await orRefused(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: (answered) => takeChallenge(parts, challenge, answered),
      expectedOrigin: site.origin,
      expectedRPID: hostOf(site),
      credential: {
        id: response.id,
        publicKey: new Uint8Array(row.public_key),
        counter: Number(row.counter),
      },
      requireUserVerification: true,
    }),
  );
  if (verified?.verified !== true) return undefined;
  const used = await open
    .updateTable('passkeys')
    .set({ counter: verified.authenticationInfo.newCounter, used_at: nowOf(parts) })
    .where('credential_id', '=', credentialId)
    .where((eb) => eb(eb.ref('counter'), '=', eb.val(row.counter)))
    .executeTakeFirst();
  return used.numUpdatedRows === 1n ? ownerOf(row) : undefined;
}

/** @param id in base64url */
export async function removePasskey(tx: Tx, owner: Owner, id: string): Promise<boolean> {
  const removed = await tx
    .deleteFrom('passkeys')
    .where('credential_id', '=', Buffer.from(id, 'base64url'))
    .where(ownerColumns[owner.hat], '=', owner.id)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
}

async function newChallenge(
  parts: IdentityParts,
  { purpose, visitorHash }: Challenge,
): Promise<Uint8Array<ArrayBuffer>> {
  const secret = newToken();
  await parts.platform.database.open
    .insertInto('passkey_challenges')
    .values({
      challenge_hash: sha256(secret),
      visitor_hash: visitorHash,
      purpose,
      expires_at: new Date(nowOf(parts).getTime() + signInTerms.challenge),
    })
    .execute();
  return new Uint8Array(Buffer.from(secret, 'base64url'));
}

/** It is gone once it was answered, well or badly. */
async function takeChallenge(parts: IdentityParts, challenge: Challenge, answered: string): Promise<boolean> {
  const row = await parts.platform.database.open
    .deleteFrom('passkey_challenges')
    .where('challenge_hash', '=', sha256(answered))
    .returningAll()
    .executeTakeFirst();
  return (
    row !== undefined &&
    row.purpose === challenge.purpose &&
    row.visitor_hash.equals(challenge.visitorHash) &&
    row.expires_at > nowOf(parts)
  );
}

/** The library throws for whatever is wrong in an answer: it is refused, for one reason or another. */
async function orRefused<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify();
  } catch (error) {
    if (isDatabaseError(error)) throw error;
    return undefined;
  }
}

/** Ours to report: PostgreSQL's errors and lost connections carry a code. */
function isDatabaseError(error: unknown): boolean {
  return typeof (error as { code?: unknown }).code === 'string' && !(error as Error).name.includes('WebAuthn');
}

function hostOf({ origin }: PasskeySite): string {
  return new URL(origin).hostname;
}
