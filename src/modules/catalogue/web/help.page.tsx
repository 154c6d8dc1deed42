import { citizenPage, type Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { say } from '../messages.ts';
import { publicPage } from './page-result.ts';

/** How the counter is used, in a few paragraphs. */
export async function showHelp(context: RequestContext, site: Site): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'help.title');
  const document = await citizenPage(context, site, {
    title,
    children: (
      <div class="pv-prose">
        <PageHeading title={title} />
        <RichText text={say(locale, 'help.body')} />
        <p class="govuk-body">
          <a class="govuk-link" href="https://www.france-services.gouv.fr/">
            {say(locale, 'help.france-services')}
          </a>
        </p>
      </div>
    ),
  });
  return publicPage(context, document);
}
