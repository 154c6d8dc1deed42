import { citizenPage, type Site } from '#modules/directory/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { chosenCommune } from './chosen-commune.ts';
import { publicPage } from './page-result.ts';
import { CommuneStanding } from './results.page.tsx';
import { WhoAnswers } from './who-answers.tsx';

/** One procedure, before it is known in which commune: leads straight to it when it is known, or the same for all. */
export async function chooseCommune(
  context: RequestContext,
  site: Site,
  catalogue: Catalogue,
  slug: string,
): Promise<Result> {
  const { locale } = context;
  const procedure = (await catalogue.listProcedures()).find(
    (candidate) => candidate.slug === slug || candidate.procedure === slug,
  );
  if (procedure === undefined) throw new NotFoundError();
  const chosen = await chosenCommune(context, site.directory);
  const answer = await catalogue.answerFor(procedure, chosen.commune?.code);
  if (answer.href !== undefined) return redirect(answer.href);

  const communes = await site.directory.listTerritoryCommunes();
  const answers = await Promise.all(
    communes.map(async (commune) => ({ commune, ...(await catalogue.answerFor(procedure, commune.code)) })),
  );
  const doors = new Set(answers.map((one) => one.href ?? one.holder?.relay?.url));
  const only = answers[0]?.href;
  if (doors.size === 1 && only !== undefined && context.query.commune === undefined) return redirect(only);

  const title = say(locale, 'choose.title', { title: localize(procedure.title, locale) });
  const relayed = answer.holder?.relay;
  const document = await citizenPage(context, site, {
    title,
    current: 'procedures',
    breadcrumbs: [{ href: `/themes/${procedure.theme}`, label: themeTitle(catalogue, procedure.theme, context) }],
    children: (
      <>
        <PageHeading
          title={title}
          intro={
            procedure.holderRule === undefined ? say(locale, 'choose.intro') : localize(procedure.holderRule, locale)
          }
        />
        {answer.holder && relayed && (
          <div class="pv-stack">
            <WhoAnswers holder={answer.holder} locale={locale} />
            <p class="govuk-body">{localize(relayed.explanation, locale)}</p>
            <LinkButton href={relayed.url}>{localize(relayed.linkLabel, locale)}</LinkButton>
          </div>
        )}
        <CommuneStanding
          context={context}
          chosen={chosen}
          words=""
          procedureSlug={procedure.slug}
          territoryName={localize((await site.directory.getTerritory()).name, locale)}
        />
        {answers.length > 0 && <h2 class="govuk-heading-m">{say(locale, 'choose.list')}</h2>}
        <ul class="govuk-list">
          {answers.map(({ commune, href }) => (
            <li key={commune.code}>
              <a class="govuk-link" href={href ?? `/recherche?demarche=${procedure.slug}&code=${commune.code}`}>
                {commune.name}
              </a>
            </li>
          ))}
        </ul>
      </>
    ),
  });
  return publicPage(context, document);
}

function themeTitle(catalogue: Catalogue, id: string, context: RequestContext): string {
  const theme = catalogue.themes().find((candidate) => candidate.id === id);
  return theme === undefined ? id : localize(theme.title, context.locale);
}
