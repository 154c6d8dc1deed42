import type { KoaContextWithOIDC } from 'oidc-provider';
import { renderToString } from 'preact-render-to-string';
import { residentCookieName, signOut } from '#modules/identity/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import type { SingleSignOnParts } from '../parts.ts';
import { noteUse } from '../usecases/consents.ts';
import { bindSession } from '../usecases/end-site-sessions.ts';
import { passOnDocument } from '../web/pass-on.tsx';
import { residentBehind } from './login-alignment.ts';

/** Around each turn of the protocol: what follows from it on our side. */
export function watchTurns(parts: SingleSignOnParts) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    refuseOtherModes(ctx);
    await next();
    // Undefined for an address that the protocol has not.
    const route = (ctx.oidc as KoaContextWithOIDC['oidc'] | undefined)?.route;
    if (route === 'discovery') (ctx.body as Record<string, unknown>).response_modes_supported = ['query'];
    if (route === 'authorization' || route === 'resume') await bind(parts, ctx);
    if (route === 'end_session') leaveWithoutSession(ctx);
    if (route === 'end_session_confirm') await leave(parts, ctx);
  };
}

/**
 * The library also answers by a form that sends itself, which the policy of our pages forbids, even to say that it will
 * not: a mode that it has never heard of is refused in the address, as all the rest.
 */
function refuseOtherModes(ctx: KoaContextWithOIDC): void {
  const { response_mode: mode } = ctx.query;
  if (mode !== undefined && mode !== 'query') ctx.query = { ...ctx.query, response_mode: 'not-offered' };
}

async function bind(parts: SingleSignOnParts, ctx: KoaContextWithOIDC): Promise<void> {
  const { session, entities, client, provider } = ctx.oidc;
  if (session?.accountId === undefined) return;
  const resident = await residentBehind(parts, ctx.cookies);
  const same = resident?.accountId === session.accountId;
  await bindSession(parts, {
    sessionUid: session.uid,
    // Somebody who left in the middle: bound to no session, it ends with the next round.
    residentSession: same ? resident.sessionHash : sha256(''),
    issuer: provider.issuer,
  });
  if (entities.AuthorizationCode !== undefined && client !== undefined)
    await noteUse(parts, session.accountId, client.clientId);
}

interface Leaving {
  readonly state?: string;
  readonly postLogoutRedirectUri?: string;
}

/** Nobody is signed in: there is nothing to confirm, and the library's own page would need a script. */
function leaveWithoutSession(ctx: KoaContextWithOIDC): void {
  const { session } = ctx.oidc;
  if (session === undefined || session.accountId !== undefined || ctx.status !== 200) return;
  const { postLogoutRedirectUri, state } = (session.state ?? {}) as Leaving;
  if (postLogoutRedirectUri === undefined) {
    ctx.redirect(ctx.oidc.urlFor('end_session_success'));
  } else {
    const to = new URL(postLogoutRedirectUri);
    if (state !== undefined) to.searchParams.set('state', state);
    ctx.redirect(to.href);
  }
  ctx.status = 303;
}

/** Who leaves everything leaves here too. Then back to the site, by a page: our forms may send nobody elsewhere. */
async function leave(parts: SingleSignOnParts, ctx: KoaContextWithOIDC): Promise<void> {
  if (ctx.status !== 303) return;
  if (ctx.oidc.params?.logout !== undefined) {
    const secure = parts.platform.config.PUBLIC_URL?.startsWith('https:') ?? false;
    const token = ctx.cookies.get(secure ? `__Host-${residentCookieName}` : residentCookieName, { signed: false });
    if (token !== undefined) await signOut(parts.identity.parts, token);
  }
  const to = ctx.response.get('location');
  if (new URL(to, ctx.oidc.provider.issuer).origin === new URL(ctx.oidc.provider.issuer).origin) return;
  const locale = ctx.cookies.get('parvis_lang', { signed: false }) === 'en' ? 'en' : 'fr';
  ctx.remove('location');
  ctx.set('refresh', `0; url=${to}`);
  ctx.type = 'html';
  ctx.status = 200;
  ctx.body = `<!DOCTYPE html>${renderToString(passOnDocument(locale, to))}`;
}
