import { citizenPage } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { json, page as pageResult, type Result } from '#platform/http/route.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { draftLifetimeDays } from '../../domain/draft.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { DraftExpiredError, DraftNotFoundError } from '../../errors.ts';
import { dossierMessages as say } from '../../messages.ts';
import { findCounter } from './counter.ts';

type Handler = (context: RequestContext, parts: DossiersParts) => Promise<Result>;

/**
 * A page of a draft, with words for the two ways in which a draft is no more there: its time is over, or it is not (or
 * no longer) this browser's. The second says nothing of whether it exists.
 */
export function withDraft(handler: Handler): Handler {
  return async (context, parts) => {
    try {
      return await handler(context, parts);
    } catch (error) {
      if (error instanceof DraftExpiredError) return goneResult(context, parts, 'expired', 410);
      if (error instanceof DraftNotFoundError) return goneResult(context, parts, 'unknown', 404);
      throw error;
    }
  };
}

async function goneResult(
  context: RequestContext,
  parts: DossiersParts,
  why: 'expired' | 'unknown',
  status: number,
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, `draft.${why}Title`);
  const body = say(locale, `draft.${why}`, { days: draftLifetimeDays });
  if (context.wantsJson) return json({ error: body }, status);
  const authority = await findCounter(context, parts);
  const document = await citizenPage(context, parts.site, {
    title,
    authority,
    noIndex: true,
    children: (
      <>
        <PageHeading title={title} intro={body} />
        {why === 'unknown' && context.resident === undefined && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/connexion?suite=${encodeURIComponent(context.path)}`}>
              {say(locale, 'draft.signIn')}
            </a>
          </p>
        )}
        <LinkButton href={authority === undefined ? '/' : `/${authority.slug}/demarches`}>
          {say(locale, 'draft.again')}
        </LinkButton>
      </>
    ),
  });
  return pageResult(document, { status });
}
