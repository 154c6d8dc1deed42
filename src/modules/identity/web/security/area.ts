import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import type { Owner } from '../../owner.ts';
import { findAgent } from '../../queries/find-account.ts';
import { listSignInMethods, type SignInMethods } from '../../queries/list-sign-in-methods.ts';
import { findPendingSignIn } from '../../usecases/complete-sign-in.ts';
import { pendingOf } from '../browser-session.ts';
import { hatPaths, setUpPath } from '../hats.ts';
import { passkeyIsland } from '../passkey-form.tsx';
import type { IdentityWeb } from '../routes-parts.ts';
import { tooLate } from '../sign-in/second-factor.tsx';
import { confirmFirst, ownPage, personOf } from './person.ts';

/** Where ways to sign in are looked after: one's own account, or the setting up that a sign-in waits for. */
export type AreaName = 'resident' | 'agent' | 'set-up';

export interface Area {
  readonly name: AreaName;
  readonly owner: Owner;
  readonly email: string;
  readonly person: string;
  readonly base: string;
  readonly methods: SignInMethods;
  /** The sign-in that waits, in `set-up`. */
  readonly pending?: string;
}

/** Whose ways they are, or where the browser must go first. */
export type FoundArea = { readonly area: Area } | { readonly refused: Result };

/**
 * @param act something will change: the person proves anew who they are
 */
export async function findArea(
  context: RequestContext,
  web: IdentityWeb,
  name: AreaName,
  act: boolean,
): Promise<FoundArea> {
  if (name === 'set-up') return findSetUp(context, web);
  const { owner, email, name: person } = personOf(context, name);
  const base = hatPaths[name].security;
  const refused = act ? confirmFirst(context, name, base) : undefined;
  if (refused !== undefined) return { refused };
  return { area: { name, owner, email, person, base, methods: await methodsOf(web, owner) } };
}

/**
 * A sign-in by password alone may set a second factor up while there is none, and only then: whoever has one must use it,
 * or a stolen password would be enough to add another.
 */
async function findSetUp(context: RequestContext, web: IdentityWeb): Promise<FoundArea> {
  const pending = pendingOf(context, 'agent');
  const step = pending === undefined ? undefined : await findPendingSignIn(web.parts, pending);
  if (pending === undefined || step?.owner.hat !== 'agent') return { refused: tooLate(context, 'agent') };
  const { owner } = step;
  const methods = await methodsOf(web, owner);
  const agent = await findAgent(web.parts.platform.database.open, owner.id);
  if (methods.secondFactor || agent?.active !== true) return { refused: tooLate(context, 'agent') };
  const { email, name: person } = agent;
  return { area: { name: 'set-up', owner, email, person, base: setUpPath, methods, pending } };
}

function methodsOf({ parts }: IdentityWeb, owner: Owner): Promise<SignInMethods> {
  return listSignInMethods(parts.platform.database.open, owner);
}

/** A page of the area. */
export function areaPage(
  context: RequestContext,
  web: IdentityWeb,
  area: Area,
  title: string,
  children: VNode,
): Promise<VNode> {
  if (area.name !== 'set-up') return ownPage(context, web, area.name, title, children);
  return citizenPage(context, web.site, { title, breadcrumbs: [], noIndex: true, island: passkeyIsland, children });
}
