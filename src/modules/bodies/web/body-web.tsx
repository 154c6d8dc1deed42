import type { ComponentChildren, VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { AppError, NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal, ResidentPrincipal } from '#platform/http/principals.ts';
import { page, type Result } from '#platform/http/route.ts';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import type { BodiesParts } from '../bodies-parts.ts';
import { bodyMessages as say } from '../messages.ts';

export const bodiesPath = '/mon-espace/organismes';
export const deskPath = '/agents/organismes';

/** Nothing of these pages stays on a computer that others use. */
const privatePage = { 'cache-control': 'no-store' };

export interface FormProblem {
  readonly fieldId?: string;
  readonly message: string;
}

export function problemOf(problems: readonly FormProblem[], fieldId: string): string | undefined {
  return problems.find((problem) => problem.fieldId === fieldId)?.message;
}

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

export function isId(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

/** An id in the address. @throws NotFoundError when it cannot be one */
export function idParam(context: RequestContext, name: string): string {
  const value = context.params[name] ?? '';
  if (!isId(value)) throw new NotFoundError();
  return value;
}

/** A page under "Mon espace". */
export async function bodyPage(
  context: RequestContext,
  parts: BodiesParts,
  options: {
    title: string;
    problems?: readonly FormProblem[];
    under?: readonly { href: string; label: string }[];
    status?: number;
    children: ComponentChildren;
  },
): Promise<Result> {
  const { locale } = context;
  const { title, problems = [] } = options;
  const document: VNode = await citizenPage(context, parts.site, {
    title: problems.length === 0 ? title : say(locale, 'errorTitle', { title }),
    breadcrumbs: [{ href: '/mon-espace', label: say(locale, 'mySpace') }, ...(options.under ?? [])],
    noIndex: true,
    children: (
      <>
        <ErrorSummary errors={problems} />
        {options.children}
      </>
    ),
  });
  return page(document, { status: options.status ?? (problems.length === 0 ? 200 : 422), headers: privatePage });
}

export const underBodies = (context: RequestContext) => [{ href: bodiesPath, label: say(context.locale, 'title') }];
