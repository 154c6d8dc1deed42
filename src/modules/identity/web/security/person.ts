import type { VNode } from 'preact';
import type { RequestContext } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { isFresh } from '../../domain/sign-in-terms.ts';
import type { Hat, Owner } from '../../owner.ts';
import { findAccount } from '../../queries/find-account.ts';
import { agentPage } from '../agent/agent-page.tsx';
import { hatPaths } from '../hats.ts';
import { passkeyIsland } from '../passkey-form.tsx';
import { profilePage } from '../resident/profile.tsx';
import { agentOf, type IdentityWeb, residentOf } from '../routes-parts.ts';

/** Who is signed in, whichever hat they wear. */
export interface SignedInPerson {
  readonly owner: Owner;
  readonly email: string;
  readonly name: string;
  readonly sessionHash: Buffer;
  readonly authenticatedAt: Date | undefined;
}

export function personOf(context: RequestContext, hat: Hat): SignedInPerson {
  if (hat === 'resident') {
    const { accountId, label, ...rest } = residentOf(context);
    return { ...rest, owner: { hat, id: accountId }, name: label };
  }
  const { agentId, authenticatedAt, ...rest } = agentOf(context);
  return { ...rest, owner: { hat, id: agentId }, authenticatedAt };
}

/** Sends whoever has not proved lately who they are to the page that asks; nothing when they have. */
export function confirmFirst(context: RequestContext, hat: Hat, comeBackTo: string): Result | undefined {
  if (isFresh(personOf(context, hat).authenticatedAt, context.now)) return undefined;
  return redirect(`${hatPaths[hat].confirm}?suite=${encodeURIComponent(comeBackTo)}`);
}

/** Whether the resident has a password to ask for. */
export async function hasPassword(context: RequestContext, web: IdentityWeb): Promise<boolean> {
  const account = await findAccount(web.parts.platform.database.open, residentOf(context).accountId);
  return account?.password_hash != null;
}

/** A page of one's own account, in the frame of each hat. */
export function ownPage(
  context: RequestContext,
  web: IdentityWeb,
  hat: Hat,
  title: string,
  children: VNode,
): Promise<VNode> {
  return hat === 'resident'
    ? profilePage(context, web, title, children, passkeyIsland)
    : agentPage(context, web.site, { title, current: 'account', island: passkeyIsland, children });
}
