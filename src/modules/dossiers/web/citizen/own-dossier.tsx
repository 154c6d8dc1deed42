import { type Authority, citizenPage } from '#modules/directory/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { DossierNotFoundError } from '../../errors.ts';
import { dossierMessages as say } from '../../messages.ts';
import { getOwnDossier } from '../../queries/get-own-dossier.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { internalApplicant, internalDossierHref } from '../agent/internal/internal-owner.ts';
import { CodeForm } from './code-form.tsx';
import { findCounter, getCounter } from './counter.ts';
import { followerOf } from './visitor.ts';

type Handler = (context: RequestContext, parts: DossiersParts) => Promise<Result>;

/** The dossier of the address, for whoever may follow it. @throws {DossierNotFoundError} */
export async function openDossier(
  context: RequestContext,
  parts: DossiersParts,
): Promise<{ authority: Authority; dossier: DossierRow }> {
  const authority = await getCounter(context, parts);
  const follower = followerOf(context, parts, authority.id);
  const dossier = await parts.platform.database.read([authority.id], (tx) =>
    getOwnDossier(tx, { authorityId: authority.id, dossierId: context.params.dossier ?? '', follower }),
  );
  return { authority, dossier };
}

/**
 * A page of a dossier. Whoever may not follow it (another browser than the one that filed, somebody who signed out, a
 * stranger) gets the same page, whether it exists or not: the code opens it, or signing in.
 */
export function withDossier(handler: Handler): Handler {
  return async (context, parts) => {
    try {
      return await handler(context, parts);
    } catch (error) {
      if (!(error instanceof DossierNotFoundError) || context.wantsJson) throw error;
      return (await ownInternalPage(context, parts)) ?? closedDoor(context, parts);
    }
  };
}

/** The links of e-mails about an agent's own internal request lead to where agents follow theirs. */
async function ownInternalPage(context: RequestContext, parts: DossiersParts): Promise<Result | undefined> {
  const { agent, params } = context;
  const authority = await findCounter(context, parts);
  if (agent === undefined || authority?.id !== agent.authorityId) return undefined;
  const dossierId = params.dossier ?? '';
  try {
    await parts.platform.database.read([authority.id], (tx) =>
      getOwnDossier(tx, { authorityId: authority.id, dossierId, follower: internalApplicant(parts.identity, agent) }),
    );
  } catch (error) {
    if (error instanceof DossierNotFoundError) return undefined;
    throw error;
  }
  return redirect(internalDossierHref(dossierId));
}

async function closedDoor(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { locale } = context;
  const authority = await findCounter(context, parts);
  if (authority === undefined) throw new NotFoundError('authority-not-found');
  const title = say(locale, 'door.title');
  const document = await citizenPage(context, parts.site, {
    title,
    authority,
    current: 'follow',
    noIndex: true,
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'door.intro')} />
        <CodeForm context={context} />
        {context.resident === undefined && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/connexion?suite=${encodeURIComponent(context.path)}`}>
              {say(locale, 'door.signIn')}
            </a>
          </p>
        )}
      </>
    ),
  });
  return pageResult(document, { status: 404 });
}
