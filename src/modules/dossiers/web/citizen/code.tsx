import { isBodyDossier } from '#modules/bodies/index.ts';
import { citizenPage } from '#modules/directory/index.ts';
import { forgiveAttempt, limitAttempts, networkOf } from '#modules/identity/index.ts';
import { AppError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { findHandedOver } from '../../effects/transfer/find-handed-over.ts';
import { findLeadingOwn } from '../../merges/joined-to.tsx';
import { dossierMessages as say } from '../../messages.ts';
import { findByCode } from '../../queries/find-by-code.ts';
import { CodeForm } from './code-form.tsx';
import { dossierPath } from './counter.ts';
import { grantAccess } from './visitor.ts';

/** Where a code is typed. A code in the address is only put in the field: opening a link looks nothing up. */
export async function showCode(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const typed = (context.query.code ?? '').slice(0, 40);
  return pageResult(await codePage(context, parts, typed), { headers: { 'referrer-policy': 'no-referrer' } });
}

/**
 * Opens the dossier of a code in this browser. A code that nobody has and one mistyped get the same answer. Wrong codes are
 * counted by network: a guesser makes nobody else wait.
 */
export async function sendCode(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const typed = single(context.body, 'code').slice(0, 100);
  const { open } = parts.platform.database;
  const attempt = { kind: 'tracking-code', keys: [networkOf(context.ip)] } as const;
  if ((await limitAttempts(open, { ...attempt, now: context.now })) !== undefined)
    throw new AppError('too-many', 'too-many');
  const found = await findByCode(open, typed);
  if (found === undefined) {
    const error = say(context.locale, typed.trim() === '' ? 'code.missing' : 'code.unknown');
    return pageResult(await codePage(context, parts, typed.slice(0, 40), error), { status: 422 });
  }
  await forgiveAttempt(open, attempt);
  const authority = await parts.directory.getAuthority(found.authorityId);
  // A request joined to another one of the same person goes on there.
  const leadingId = await parts.platform.database.readOnce([found.authorityId], (tx) =>
    findLeadingOwn(tx, found.authorityId, found.dossierId),
  );
  const there = await findHandedOver(parts.platform.database, found);
  // A body's requests open to those who represent it at that moment, not to whoever once knew the code.
  if (!(await isBodyDossier(open, found))) grantAccess(context, parts, found, ...(there === undefined ? [] : [there]));
  // One that was sent on to another authority goes on there.
  if (there !== undefined)
    return redirect(dossierPath(await parts.directory.getAuthority(there.authorityId), there.dossierId));
  return redirect(dossierPath(authority, leadingId ?? found.dossierId));
}

function codePage(context: RequestContext, parts: DossiersParts, typed: string, error?: string) {
  const { locale } = context;
  const title = say(locale, 'code.title');
  return citizenPage(context, parts.site, {
    title: error === undefined ? title : say(locale, 'form.errorTitle', { title }),
    current: 'follow',
    children: (
      <>
        <ErrorSummary errors={error === undefined ? [] : [{ fieldId: 'code', message: error }]} />
        <PageHeading title={title} intro={say(locale, 'code.intro')} />
        <CodeForm context={context} typed={typed} error={error} />
        <p class="govuk-body">
          <a class="govuk-link" href="/mon-espace">
            {say(locale, 'code.mySpace')}
          </a>
        </p>
        <p class="govuk-body">{say(locale, 'code.lost')}</p>
      </>
    ),
  });
}
