import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import type { Behaviour, Profile } from './authorize-request.ts';
import type { Misbehaviour } from './misbehaviours.ts';
import type { TestIdentity } from './who-is-who.ts';

/** Somebody has signed in for a site. */
export type Grant = Extract<Behaviour, { kind: 'accepted' }> & {
  readonly identity: TestIdentity;
  readonly how: Misbehaviour;
};

export interface Signer {
  readonly jwks: { readonly keys: readonly unknown[] };
  idToken(grant: Grant): Promise<string>;
  /** A signed JWT, as both providers give; JSON when it misbehaves so. */
  userinfo(grant: Grant, profile: Profile): Promise<string>;
  /** Whose ID token it is, expired or not. */
  readHint(idToken: string): Promise<{ clientId: string; login: string } | undefined>;
}

export async function makeSigner(algorithm: 'ES256' | 'RS256', issuer: () => string): Promise<Signer> {
  const good = await generateKeyPair(algorithm);
  const other = await generateKeyPair(algorithm);
  const kid = 'simulator-1';
  const now = () => Math.floor(Date.now() / 1000);
  const sign = (payload: JWTPayload, key: CryptoKey) =>
    new SignJWT(payload).setProtectedHeader({ alg: algorithm, typ: 'JWT', kid }).sign(key);
  /** Which login a subject stands for, to sign out. */
  const logins = new Map<string, string>();

  function subjectOf(grant: Grant): string {
    const again = grant.how === 'new-subject' ? ' again' : '';
    // Pairwise: another one for each site.
    const subject = createHash('sha256').update(`${grant.clientId} ${grant.identity.login}${again}`).digest('hex');
    logins.set(subject, grant.identity.login);
    return subject;
  }

  return {
    jwks: { keys: [{ ...(await exportJWK(good.publicKey)), kid, use: 'sig', alg: algorithm }] },
    idToken: async (grant) => {
      const expired = grant.how === 'expired-token';
      const payload: JWTPayload = {
        iss: grant.how === 'other-issuer' ? 'https://another.provider.example' : issuer(),
        sub: subjectOf(grant),
        aud: grant.how === 'other-audience' ? 'another-site' : grant.clientId,
        iat: now() - (expired ? 7200 : 0),
        exp: now() + (expired ? -3600 : 60),
        auth_time: now(),
        acr: grant.how === 'weak-level' ? 'eidas0' : grant.acr,
        amr: grant.acr.includes('mfa') ? ['pwd', 'mfa'] : ['pwd'],
        ...(grant.how === 'no-nonce' ? {} : { nonce: grant.how === 'wrong-nonce' ? 'x'.repeat(43) : grant.nonce }),
      };
      if (grant.how === 'unsigned') return new UnsecuredJWT(payload).encode();
      return sign(payload, grant.how === 'bad-signature' ? other.privateKey : good.privateKey);
    },
    userinfo: async (grant, profile) => {
      const names = new Set(grant.scopes.flatMap((scope) => profile.claimsOf[scope] ?? []));
      const claims = Object.fromEntries(Object.entries(grant.identity.claims).filter(([name]) => names.has(name)));
      if (grant.how === 'unverified-email') claims.email_verified = false;
      const payload: JWTPayload = {
        ...claims,
        sub: grant.how === 'other-subject' ? 'somebody-else' : subjectOf(grant),
        iss: issuer(),
        aud: grant.how === 'other-userinfo-audience' ? 'another-site' : grant.clientId,
        iat: now(),
        exp: now() + 60,
      };
      if (grant.how === 'plain-userinfo') return JSON.stringify(payload);
      return sign(payload, grant.how === 'bad-userinfo-signature' ? other.privateKey : good.privateKey);
    },
    readHint: async (idToken) => {
      try {
        const { payload } = await jwtVerify(idToken, good.publicKey, { currentDate: new Date(0) });
        const login = logins.get(payload.sub ?? '');
        return typeof payload.aud === 'string' && login !== undefined ? { clientId: payload.aud, login } : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
