import type { KoaContextWithOIDC } from 'oidc-provider';
import { residentCookieName } from '#modules/identity/index.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { ResidentPrincipal } from '#platform/http/principals.ts';
import type { SingleSignOnParts } from '../parts.ts';
import { findResidentSignIn } from '../queries/find-resident-sign-in.ts';
import { type SignedInAt, tellSignOuts } from '../usecases/tell-sign-outs.ts';

/** The resident whose session the browser holds. */
export async function residentBehind(
  { identity, platform }: Pick<SingleSignOnParts, 'identity' | 'platform'>,
  cookies: KoaContextWithOIDC['cookies'],
): Promise<ResidentPrincipal | undefined> {
  const secure = platform.config.PUBLIC_URL?.startsWith('https:') ?? false;
  const cookie = cookies.get(secure ? `__Host-${residentCookieName}` : residentCookieName, { signed: false });
  if (cookie === undefined) return undefined;
  return (await identity.resolve(cookie, undefined)).resident;
}

/**
 * Before anything is decided on a request of a site: the session of the protocol is that of the person who is signed in
 * here, and of nobody else. Who has signed out, or left the computer to somebody else, is not signed in at sites either.
 */
export async function alignLogin(parts: SingleSignOnParts, ctx: KoaContextWithOIDC): Promise<void> {
  const session = ctx.oidc.session as (KoaContextWithOIDC['oidc']['session'] & SignedInAt) | undefined;
  if (session === undefined) return;
  const resident = await residentBehind(parts, ctx.cookies);
  if (session.accountId !== undefined && session.accountId !== resident?.accountId) {
    const { accountId, authorizations } = session;
    const formerUid = session.uid;
    await parts.platform.database.transaction([], async (tx) => {
      const removed = await tx
        .deleteFrom('sso_session_bindings')
        .where('session_uid', '=', formerUid)
        .executeTakeFirst();
      if (removed.numDeletedRows > 0n) {
        await tellSignOuts(parts, tx, { accountId, authorizations }, ctx.oidc.provider.issuer);
      }
    });
    for (const own of ['accountId', 'loginTs', 'authorizations', 'acr', 'amr', 'state', 'transient'] as const) {
      delete session[own];
    }
    // What was given under the former session names it, and ends with it.
    session.uid = newToken();
    session.resetIdentifier();
  }
  if (resident === undefined) return;
  const signIn = await findResidentSignIn(parts.platform.database.open, resident.sessionHash);
  if (signIn === undefined) return;
  session.loginAccount({
    accountId: resident.accountId,
    loginTs: Math.floor(signIn.at.getTime() / 1000),
    acr: signIn.acr,
    amr: [...signIn.amr],
  });
}
