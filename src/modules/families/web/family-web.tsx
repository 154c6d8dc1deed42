import type { ComponentChildren } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { type HouseholdMember, isChildRelation } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { AppError, NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import type { FamiliesParts } from '../families-parts.ts';
import { familyMessages as say } from '../messages.ts';

export const childrenPath = '/mon-espace/enfants';

/** Nothing of these pages stays on a computer that others use. */
const privatePage = { 'cache-control': 'no-store' };

export interface FormProblem {
  readonly fieldId?: string;
  readonly message: string;
}

export function problemOf(problems: readonly FormProblem[], fieldId: string): string | undefined {
  return problems.find((problem) => problem.fieldId === fieldId)?.message;
}

export const nameOf = (one: { givenNames: string; familyName: string }): string =>
  `${one.givenNames} ${one.familyName}`;

export const todayOf = (context: RequestContext): Temporal.PlainDate => civilDate(instantOf(context.now));

/** @throws AppError; routes of access `resident` always have one */
export function accountIdOf(context: RequestContext): string {
  if (context.resident === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  return context.resident.accountId;
}

/** The children of the person's own household. */
export async function listChildren(parts: FamiliesParts, accountId: string): Promise<HouseholdMember[]> {
  return (await parts.identity.listHousehold(accountId)).filter((member) => isChildRelation(member.relation));
}

/** The child of the address, in the person's own household. @throws NotFoundError for that of another, as for none */
export async function ownChild(
  context: RequestContext,
  parts: FamiliesParts,
): Promise<{ own: { accountId: string; memberId: string }; child: HouseholdMember }> {
  const accountId = accountIdOf(context);
  const child = (await listChildren(parts, accountId)).find((one) => one.id === context.params.member);
  if (child === undefined) throw new NotFoundError('child-not-found');
  return { own: { accountId, memberId: child.id }, child };
}

/** A page under "Mon espace". */
export async function familyPage(
  context: RequestContext,
  parts: FamiliesParts,
  options: {
    title: string;
    problems?: readonly FormProblem[];
    isHome?: boolean;
    status?: number;
    children: ComponentChildren;
  },
): Promise<Result> {
  const { locale } = context;
  const { title, problems = [] } = options;
  const document = await citizenPage(context, parts.site, {
    title: problems.length === 0 ? title : say(locale, 'errorTitle', { title }),
    breadcrumbs: [
      { href: '/mon-espace', label: say(locale, 'mySpace') },
      ...(options.isHome === true ? [] : [{ href: childrenPath, label: say(locale, 'title') }]),
    ],
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
