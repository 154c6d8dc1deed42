import type { VNode } from 'preact';
import type { Site } from '#modules/directory/index.ts';
import { citizenPage } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { SearchBox } from '#ui/components/search-box.tsx';
import { PlainLayout } from '#ui/layout/plain-layout.tsx';
import { appMessages as say } from './messages.ts';

type Problem = { status: number; code: string; requestId: string };
type Wording =
  | 'notFound'
  | 'forbidden'
  | 'formExpired'
  | 'tooMany'
  | 'tooLarge'
  | 'conflict'
  | 'invalid'
  | 'unavailable'
  | 'tooSlow'
  | 'unexpected'
  | 'documentHeld'
  | 'documentInfected';

function wordingOf(problem: Problem): Wording {
  if (problem.code === 'form-expired') return 'formExpired';
  if (problem.code === 'too-slow') return 'tooSlow';
  if (problem.code === 'document-held') return 'documentHeld';
  if (problem.code === 'document-infected') return 'documentInfected';
  switch (problem.status) {
    case 404:
    case 405:
      return 'notFound';
    case 401:
    case 403:
      return 'forbidden';
    case 409:
      return 'conflict';
    case 413:
      return 'tooLarge';
    case 429:
      return 'tooMany';
    case 503:
      return 'unavailable';
    default:
      return problem.status >= 500 ? 'unexpected' : 'invalid';
  }
}

/** The page of an error: says what happened, what is kept, where to go. Needs no database when the database is away. */
export async function errorPage(context: RequestContext, site: Site, problem: Problem): Promise<VNode> {
  const { locale } = context;
  const wording = wordingOf(problem);
  const title = say(locale, `${wording}Title`);
  const content = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{say(locale, `${wording}Body`, { reference: problem.requestId })}</p>
      {wording === 'notFound' && (
        <SearchBox id="q" action="/recherche" label={say(locale, 'searchAgain')} buttonLabel={say(locale, 'search')} />
      )}
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href="/">
            {say(locale, 'backHome')}
          </a>
        </li>
        <li>
          <a class="govuk-link" href="/suivi">
            {say(locale, 'followDossier')}
          </a>
        </li>
      </ul>
    </>
  );
  if (problem.status < 500) {
    try {
      return await citizenPage(context, site, { title, children: content });
    } catch {
      // The directory cannot be read: the bare page below can always be shown.
    }
  }
  return (
    <PlainLayout title={title} siteName="Parvis" locale={locale} assets={site.assets} homeHref="/">
      {content}
    </PlainLayout>
  );
}
