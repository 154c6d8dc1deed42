import type { Site } from '#modules/directory/index.ts';
import { AppError, NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal, ResidentPrincipal } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { IdentityParts } from '../identity-parts.ts';

/** A sign-in that the page of a demonstration gives away. */
export interface ExampleSignIn {
  readonly label: string;
  readonly email: string;
  readonly password: string;
}

/** What the pages of this module work with. */
export interface IdentityWeb {
  readonly site: Site;
  readonly parts: IdentityParts;
  readonly examples: { readonly residents: readonly ExampleSignIn[]; readonly agents: readonly ExampleSignIn[] };
  /** The title of a procedure, for the list of delegations. */
  procedureName(procedureId: string, locale: Locale): Promise<string | undefined> | string | undefined;
  /** What an authority offers, that it may delegate. */
  proceduresOf(
    authorityId: string,
    locale: Locale,
  ): Promise<readonly { readonly id: string; readonly title: string }[]>;
}

/** Nothing of these pages stays on a computer that others use. */
export const privatePage = { 'cache-control': 'no-store' };

/** @throws AppError; routes of access `resident` always have one */
export function residentOf(context: RequestContext): ResidentPrincipal {
  if (context.resident === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  return context.resident;
}

/** @throws AppError; routes of access `agent` always have one */
export function agentOf(context: RequestContext): AgentPrincipal {
  if (context.agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  return context.agent;
}

/** An id in the address. @throws NotFoundError when it cannot be one */
export function idParam(context: RequestContext, name: string): string {
  const value = context.params[name] ?? '';
  if (!isId(value)) throw new NotFoundError();
  return value;
}

export function isId(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

/** Of an answer that signs out: pages that were read do not come back from the browser's memory (ASVS 14.3.1). */
export const nothingLeft = { 'clear-site-data': '"cache"' };

/** A secret of a link. @throws NotFoundError */
export function tokenParam(context: RequestContext): string {
  const value = context.params.token ?? '';
  if (!/^[\w-]{43}$/.test(value)) throw new NotFoundError();
  return value;
}
