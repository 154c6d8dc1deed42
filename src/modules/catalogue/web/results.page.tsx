import type { ComponentChildren } from 'preact';
import { type Commune, capitalized, citizenPage, type Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { CardList, type CardProps } from '#ui/components/card.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import type { Found } from '../domain/found.ts';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { type ChosenCommune, chosenCommune } from './chosen-commune.ts';
import { CommuneField } from './commune-field.tsx';
import { publicPage } from './page-result.ts';
import { chooseCommuneHref } from './procedure-links.ts';
import { holderInWords, WhoAnswers } from './who-answers.tsx';

/** Answers to a need: what can be done, who answers in the commune and why. */
export async function showResults(context: RequestContext, site: Site, catalogue: Catalogue): Promise<Result> {
  const { locale } = context;
  const words = (context.query.q ?? '').trim().slice(0, 200);
  const chosen = await chosenCommune(context, site.directory);
  const { commune } = chosen;
  const found = words === '' ? [] : await catalogue.find(words, { communeCode: commune?.code, locale });
  const question = (await catalogue.listProcedures()).find((procedure) => procedure.procedure === 'question');
  const ask = question && (await catalogue.answerFor(question, commune?.code));
  const nothing =
    found.length === 0 || found.every((answer) => answer.kind === 'procedure' && answer.fallback === true);
  const title = words === '' ? say(locale, 'results.title-empty') : say(locale, 'results.title', { words });
  const territoryName = localize((await site.directory.getTerritory()).name, locale);
  const document = await citizenPage(context, site, {
    title,
    noIndex: true,
    children: (
      <div class="pv-stack">
        <PageHeading title={title} />
        <SearchBox
          id="q"
          action="/recherche"
          label={say(locale, 'home.need')}
          value={words}
          keep={commune === undefined ? {} : { commune: commune.name, code: commune.code }}
        />
        <CommuneStanding context={context} chosen={chosen} words={words} territoryName={territoryName} />
        {words !== '' && nothing && (
          <Notification tone="info" title={say(locale, 'results.nothing')}>
            <p class="govuk-body">{say(locale, 'results.nothing-why')}</p>
          </Notification>
        )}
        {found.length > 0 && (
          <>
            {!nothing && (
              <p class="govuk-body pv-muted">
                {found.length === 1
                  ? say(locale, 'results.count-one')
                  : say(locale, 'results.count', { count: found.length })}
              </p>
            )}
            <CardList
              columns={1}
              ariaLabel={say(locale, 'results.list')}
              cards={found.map((answer) => resultCard(answer, context, commune))}
            />
          </>
        )}
        <section aria-labelledby="not-there">
          <h2 class="govuk-heading-m" id="not-there">
            {say(locale, 'results.not-there')}
          </h2>
          <ul class="govuk-list">
            {question && ask && (
              <li>
                <a class="govuk-link" href={ask.href ?? chooseCommuneHref(question)}>
                  {say(locale, 'results.ask')}
                </a>
              </li>
            )}
            <li>
              <a class="govuk-link" href="/themes">
                {say(locale, 'results.browse')}
              </a>
            </li>
          </ul>
        </section>
      </div>
    ),
  });
  return publicPage(context, document);
}

/** For which commune the answers hold; or asks for it, since without it nobody can be said to answer. */
export function CommuneStanding(props: {
  context: RequestContext;
  chosen: ChosenCommune;
  words: string;
  territoryName: string;
  /** Kept when the commune is chosen on the page of one procedure. */
  procedureSlug?: string;
}) {
  const { context, chosen, words } = props;
  const { locale } = context;
  const keep: Record<string, string> =
    props.procedureSlug === undefined ? { q: words } : { demarche: props.procedureSlug };
  const { commune } = chosen;
  if (commune?.inTerritory) {
    return (
      <p class="govuk-body">
        {say(locale, 'results.in', { commune: commune.name })}{' '}
        <a class="govuk-link" href={`/recherche?${new URLSearchParams({ ...keep, commune: '' })}`}>
          {say(locale, 'results.change-commune')}
        </a>
      </p>
    );
  }
  const form = (
    <CommuneForm keep={keep} label={say(locale, 'results.commune-submit')}>
      <CommuneField
        locale={locale}
        id="commune"
        typed={chosen.typed}
        error={
          chosen.typed !== '' && chosen.candidates.length === 0
            ? say(locale, 'results.no-commune', { typed: chosen.typed })
            : undefined
        }
      />
    </CommuneForm>
  );
  if (commune !== undefined) {
    const names = { commune: commune.name, territory: props.territoryName };
    return (
      <>
        <Notification tone="warning" title={say(locale, 'results.outside', names)}>
          <p class="govuk-body">{say(locale, 'results.outside-why', names)}</p>
          <p class="govuk-body">
            <a
              class="govuk-link"
              href={`https://lannuaire.service-public.gouv.fr/recherche?whoWhat=mairie&where=${encodeURIComponent(commune.name)}`}
            >
              {say(locale, 'results.outside-link')}
            </a>
          </p>
        </Notification>
        {form}
      </>
    );
  }
  return (
    <InsetText>
      <h2 class="govuk-heading-s">{say(locale, 'results.commune-needed')}</h2>
      <p class="govuk-body">{say(locale, 'results.commune-needed-why')}</p>
      {chosen.candidates.length > 0 && (
        <>
          <p class="govuk-body">{say(locale, 'results.ambiguous', { typed: chosen.typed })}</p>
          <ul class="govuk-list">
            {chosen.candidates.map((candidate) => (
              <li key={candidate.code}>
                <a class="govuk-link" href={`/recherche?${new URLSearchParams({ ...keep, code: candidate.code })}`}>
                  {communeLabel(candidate)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {form}
    </InsetText>
  );
}

function communeLabel(commune: Commune): string {
  return `${commune.name} (${commune.postcodes[0] ?? commune.department})`;
}

function CommuneForm({
  keep,
  label,
  children,
}: {
  keep: Record<string, string>;
  label: string;
  children: ComponentChildren;
}) {
  return (
    <form action="/recherche" method="get">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button tone="secondary">{label}</Button>
    </form>
  );
}

/** Buttons of a list say of what: read out of their card, "Voir la démarche" means nothing. */
function Of({ title }: { title: string }) {
  return <span class="govuk-visually-hidden">{`\u00a0: ${title}`}</span>;
}

function resultCard(found: Found, context: RequestContext, commune: Commune | undefined): CardProps {
  const { locale } = context;
  if (found.kind === 'life-event') {
    return {
      level: 2,
      title: localize(found.event.title, locale),
      eyebrow: say(locale, 'results.event'),
      children: <p class="govuk-body">{localize(found.event.intro, locale)}</p>,
      actions: (
        <LinkButton tone="secondary" href={`/evenements/${found.event.id}`}>
          {say(locale, 'results.event-open')}
          <Of title={localize(found.event.title, locale)} />
        </LinkButton>
      ),
    };
  }
  if (found.kind === 'relay') {
    const { relay, local } = found;
    return {
      level: 2,
      title: localize(relay.title, locale),
      eyebrow: say(locale, 'results.elsewhere'),
      children: (
        <>
          <p class="govuk-body">{say(locale, 'results.relay-body', { body: localize(relay.body, locale) })}</p>
          <p class="govuk-body">{localize(relay.explanation, locale)}</p>
          {local?.authority && (
            <p class="govuk-body">
              {say(locale, 'results.local-counter', { body: holderInWords(local, locale) })}{' '}
              <a class="govuk-link" href={`/${local.authority.slug}/contact`}>
                {say(locale, 'portal.contact')}
              </a>
            </p>
          )}
        </>
      ),
      actions: (
        <LinkButton tone="secondary" href={relay.url}>
          {localize(relay.linkLabel, locale)}
        </LinkButton>
      ),
    };
  }
  const { procedure, holder } = found;
  const relay = holder?.relay;
  return {
    level: 2,
    title: localize(procedure.title, locale),
    eyebrow: relay === undefined ? undefined : say(locale, 'results.elsewhere'),
    children: (
      <>
        <p class="govuk-body">{localize(procedure.summary, locale)}</p>
        {holder && (
          <WhoAnswers
            holder={holder}
            locale={locale}
            holderRule={procedure.holderRule && localize(procedure.holderRule, locale)}
          />
        )}
        {relay && <p class="govuk-body">{capitalized(localize(relay.explanation, locale))}</p>}
      </>
    ),
    actions: relay ? (
      <LinkButton tone="secondary" href={relay.url}>
        {localize(relay.linkLabel, locale)}
      </LinkButton>
    ) : found.href === undefined ? (
      <LinkButton tone="secondary" href={chooseCommuneHref(procedure) + (commune === undefined ? '' : '&commune=')}>
        {say(locale, 'results.choose-commune')}
        <Of title={localize(procedure.title, locale)} />
      </LinkButton>
    ) : (
      <LinkButton href={found.href}>
        {say(locale, 'results.open')}
        <Of title={localize(procedure.title, locale)} />
      </LinkButton>
    ),
  };
}
