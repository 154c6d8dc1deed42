import { citizenPage, type Site } from '#modules/directory/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import type { LifeEvent } from '../domain/library-schema.ts';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { type ChosenCommune, chosenCommune } from './chosen-commune.ts';
import { publicPage } from './page-result.ts';
import { chooseCommuneHref } from './procedure-links.ts';
import { holderInWords } from './who-answers.tsx';

interface StepLink {
  readonly step: LifeEvent['steps'][number];
  readonly href: string | undefined;
  readonly label: string | undefined;
  readonly body: string | undefined;
}

/** A moment of life: its steps in order, each with who answers it. */
export async function showLifeEvent(context: RequestContext, site: Site, catalogue: Catalogue): Promise<Result> {
  const { locale } = context;
  const event = catalogue.lifeEvents().find((candidate) => candidate.id === context.params.event);
  if (event === undefined) throw new NotFoundError();
  const chosen = await chosenCommune(context, site.directory);
  const steps = await linkSteps(event, site, catalogue, chosen, locale);
  const title = localize(event.title, locale);
  const document = await citizenPage(context, site, {
    title,
    description: localize(event.intro, locale),
    children: (
      <>
        <PageHeading title={title} intro={localize(event.intro, locale)} />
        {chosen.commune && (
          <p class="govuk-body">
            {say(locale, 'results.in', { commune: chosen.commune.name })}{' '}
            <a class="govuk-link" href="?commune=">
              {say(locale, 'results.change-commune')}
            </a>
          </p>
        )}
        <h2 class="govuk-heading-m">{say(locale, 'event.steps')}</h2>
        <ol class="govuk-list govuk-list--number govuk-list--spaced pv-prose">
          {steps.map(({ step, href, label, body }) => (
            <li key={step.title.fr}>
              <h3 class="govuk-heading-s">{localize(step.title, locale)}</h3>
              {step.body && <p class="govuk-body">{localize(step.body, locale)}</p>}
              {body && <p class="govuk-body-s pv-muted">{say(locale, 'portal.by', { body })}</p>}
              {href && (
                <p class="govuk-body">
                  <a class="govuk-link" href={href}>
                    {label}
                  </a>
                </p>
              )}
            </li>
          ))}
        </ol>
      </>
    ),
  });
  return publicPage(context, document);
}

async function linkSteps(
  event: LifeEvent,
  site: Site,
  catalogue: Catalogue,
  chosen: ChosenCommune,
  locale: Locale,
): Promise<StepLink[]> {
  const procedures = new Map((await catalogue.listProcedures()).map((procedure) => [procedure.procedure, procedure]));
  return Promise.all(
    event.steps.map(async (step): Promise<StepLink> => {
      const relay = step.relay === undefined ? undefined : site.directory.findRelay(step.relay);
      if (relay !== undefined) {
        return { step, href: relay.url, label: localize(relay.linkLabel, locale), body: localize(relay.body, locale) };
      }
      const procedure = procedures.get(step.procedure ?? '');
      if (procedure === undefined) return { step, href: undefined, label: undefined, body: undefined };
      const { href, holder } = await catalogue.answerFor(procedure, chosen.commune?.code);
      return {
        step,
        href: href ?? chooseCommuneHref(procedure),
        label: localize(procedure.title, locale),
        body: holder && holderInWords(holder, locale),
      };
    }),
  );
}
