import {
  changeInWords,
  type DescribedAdoption,
  type DescribedLibrary,
  followLibrary,
  markLibrarySeen,
  type ProcedureChange,
  postponeVersion,
  takeVersion,
} from '#modules/catalogue/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Pagination } from '#ui/components/pagination.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import { SubNavigation } from '#ui/components/sub-navigation.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { holdsWords, pageOfRows } from '../paged-rows.ts';
import { say } from './messages.ts';
import { isDay, type Problem } from './read-choices.ts';
import { administeredAuthority, adoptionsPath, privatePage } from './surroundings.ts';

/** The procedures of the administrator's authority, and what changes in the library. */
export async function showAdoptions(
  context: RequestContext,
  parts: AdministrationParts,
  problems: readonly Problem[] = [],
): Promise<Result> {
  const { locale } = context;
  const described = await parts.catalogue.describeAdoptions(administeredAuthority(context));
  const title = say(locale, 'list.title');
  const words = (context.query.q ?? '').slice(0, 100);
  const view = viewAsked(context.query.montrer);
  const found = described.adoptions.filter(
    (one) =>
      inView[view](one) &&
      holdsWords(`${one.own.procedure.title.fr} ${one.own.procedure.title.en ?? ''} ${one.procedureId}`, words),
  );
  const shown = pageOfRows(found, context.query.page);
  const document = await agentPage(context, parts.site, {
    title: problems.length > 0 ? say(locale, 'problem.summary', { title }) : title,
    current: 'adoptions',
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} intro={say(locale, 'list.intro')} />
        <Waiting context={context} described={described} problems={problems} />
        <Moved context={context} described={described} />
        <SearchBox
          id="q"
          action={adoptionsPath}
          label={say(locale, 'list.search')}
          value={words}
          keep={view === 'all' ? {} : { montrer: viewNames[view] }}
        />
        <SubNavigation
          ariaLabel={say(locale, 'view.label')}
          items={views.map((one) => ({
            href: listHref({ words, view: one, number: 1 }),
            label: say(locale, `view.${one}`),
            current: one === view,
            count: described.adoptions.filter(inView[one]).length,
          }))}
        />
        {found.length === 0 && (
          <EmptyState title={say(locale, words === '' ? 'list.none-in-view' : 'list.none')}>
            <a class="govuk-link" href={adoptionsPath}>
              {say(locale, 'list.all')}
            </a>
          </EmptyState>
        )}
        {found.length > 0 && (
          <Table
            caption={say(locale, 'list.caption')}
            rows={shown.rows}
            rowKey={(one) => one.procedureId}
            columns={[
              {
                label: say(locale, 'list.procedure'),
                rowHeader: true,
                cell: (one) => (
                  <a class="govuk-link" href={`${adoptionsPath}/${one.procedureId}`}>
                    {localize(one.own.procedure.title, locale)}
                  </a>
                ),
              },
              { label: say(locale, 'list.state'), cell: (one) => <State adoption={one} locale={locale} /> },
              { label: say(locale, 'list.version'), numeric: true, cell: (one) => one.version ?? '–' },
              { label: say(locale, 'list.team'), cell: (one) => teamName(one, described) },
              { label: say(locale, 'list.own'), cell: (one) => ownInWords(one, locale) },
            ]}
          />
        )}
        <Pagination
          current={shown.page}
          total={shown.pages}
          hrefFor={(number) => listHref({ words, view, number })}
          ariaLabel={say(locale, 'list.pages')}
        />
        <h2 class="govuk-heading-m">{say(locale, 'follow.title')}</h2>
        <Form action={`${adoptionsPath}/bibliotheque`} csrf={context.csrfToken()}>
          <Radios
            id="follows"
            label={say(locale, 'follow.label')}
            value={described.follows ? 'yes' : 'no'}
            options={[
              { value: 'yes', label: say(locale, 'follow.yes'), hint: say(locale, 'follow.yes-hint') },
              { value: 'no', label: say(locale, 'follow.no'), hint: say(locale, 'follow.no-hint') },
            ]}
          />
          <Button tone="secondary">{say(locale, 'follow.save')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: problems.length > 0 ? 422 : 200, headers: privatePage });
}

const views = ['all', 'own', 'fees', 'closed'] as const;
type View = (typeof views)[number];

/** As addresses say them. */
const viewNames: Readonly<Record<View, string>> = {
  all: 'toutes',
  own: 'a-votre-facon',
  fees: 'tarifs',
  closed: 'fermees',
};

const inView: Readonly<Record<View, (adoption: DescribedAdoption) => boolean>> = {
  all: () => true,
  own: ({ overrides }) => Object.keys(overrides).length > 0,
  fees: ({ library }) => library.procedure.fees.length > 0,
  closed: ({ open }) => !open,
};

function viewAsked(name: string | undefined): View {
  return views.find((view) => viewNames[view] === name) ?? 'all';
}

function listHref({ words, view, number }: { words: string; view: View; number: number }): string {
  const said = new URLSearchParams({
    ...(words === '' ? {} : { q: words }),
    ...(view === 'all' ? {} : { montrer: viewNames[view] }),
    ...(number === 1 ? {} : { page: String(number) }),
  }).toString();
  return said === '' ? adoptionsPath : `${adoptionsPath}?${said}`;
}

function State({ adoption, locale }: { adoption: DescribedAdoption; locale: Locale }) {
  if (adoption.version === undefined) return <Tag tone="waiting">{say(locale, 'state.not-taken')}</Tag>;
  return adoption.open ? <Tag tone="done">{say(locale, 'state.open')}</Tag> : <Tag>{say(locale, 'state.closed')}</Tag>;
}

function teamName(adoption: DescribedAdoption, described: DescribedLibrary): string {
  return described.teams.find((team) => team.id === adoption.teamId)?.name ?? adoption.usualTeam;
}

function ownInWords(adoption: DescribedAdoption, locale: Locale): string {
  if (adoption.misfits.length > 0) return say(locale, 'own.misfits', { count: adoption.misfits.length });
  return say(locale, Object.keys(adoption.overrides).length > 0 ? 'own.yes' : 'own.no');
}

/** What the administrator decides on: newer versions, and procedures that are new. */
function Waiting(props: { context: RequestContext; described: DescribedLibrary; problems: readonly Problem[] }) {
  const { context, described, problems } = props;
  const { locale } = context;
  const waiting = described.adoptions.filter((one) => one.waiting !== undefined || one.version === undefined);
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="waiting">
      <h2 class="govuk-heading-m" id="waiting">
        {say(locale, 'waiting.title', { count: waiting.length })}
      </h2>
      {waiting.map((one) => {
        const title = localize(one.own.procedure.title, locale);
        const fieldId = `until-${one.procedureId}`;
        return (
          <section key={one.procedureId} aria-labelledby={`w-${one.procedureId}`}>
            <h3 class="govuk-heading-s" id={`w-${one.procedureId}`}>
              {one.waiting === undefined
                ? say(locale, 'waiting.new', { title })
                : say(locale, 'waiting.version', { title, version: one.waiting.version })}
            </h3>
            {one.waiting?.until !== undefined && (
              <p class="govuk-body">{say(locale, 'waiting.until', { date: formatDate(one.waiting.until, locale) })}</p>
            )}
            {one.waiting && <Changes changes={one.waiting.changes} locale={locale} />}
            <Form action={`${adoptionsPath}/${one.procedureId}/version`} csrf={context.csrfToken()}>
              <input type="hidden" name="version" value={one.waiting?.version ?? one.library.procedure.version} />
              <Button ariaLabel={say(locale, 'waiting.take-one', { title })}>{say(locale, 'waiting.take')}</Button>
            </Form>
            {one.waiting && (
              <Form action={`${adoptionsPath}/${one.procedureId}/report`} csrf={context.csrfToken()}>
                <TextInput
                  id={fieldId}
                  name="until"
                  type="date"
                  label={say(locale, 'waiting.day')}
                  width={10}
                  error={problems.find((problem) => problem.fieldId === fieldId)?.message}
                />
                <Button tone="secondary">{say(locale, 'waiting.postpone')}</Button>
              </Form>
            )}
          </section>
        );
      })}
    </section>
  );
}

/** What the library changed by itself, for an authority that follows it. */
function Moved({ context, described }: { context: RequestContext; described: DescribedLibrary }) {
  const { locale } = context;
  const moved = described.adoptions.filter((one) => one.moved !== undefined);
  if (moved.length === 0) return null;
  return (
    <section aria-labelledby="moved">
      <h2 class="govuk-heading-m" id="moved">
        {say(locale, 'moved.title', { count: moved.length })}
      </h2>
      {moved.map((one) => (
        <section key={one.procedureId} aria-labelledby={`m-${one.procedureId}`}>
          <h3 class="govuk-heading-s" id={`m-${one.procedureId}`}>
            {say(locale, 'waiting.version', {
              title: localize(one.own.procedure.title, locale),
              version: one.version ?? 0,
            })}
          </h3>
          <Changes changes={one.moved?.changes ?? []} locale={locale} />
        </section>
      ))}
      <Form action={`${adoptionsPath}/lu`} csrf={context.csrfToken()}>
        <Button tone="secondary">{say(locale, 'moved.seen')}</Button>
      </Form>
    </section>
  );
}

const shownAtOnce = 6;

export function Changes({ changes, locale }: { changes: readonly ProcedureChange[]; locale: Locale }) {
  if (changes.length === 0) return <p class="govuk-body">{say(locale, 'waiting.nothing')}</p>;
  const list = (
    <ul class="govuk-list govuk-list--bullet">
      {changes.map((change) => (
        <li key={`${change.subject} ${change.id} ${change.what}`}>{changeInWords(change, locale)}</li>
      ))}
    </ul>
  );
  if (changes.length <= shownAtOnce) return list;
  return <Details summary={say(locale, 'changes.more', { count: changes.length })}>{list}</Details>;
}

export async function submitFollow(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const authorityId = administeredAuthority(context);
  const described = await parts.catalogue.describeAdoptions(authorityId);
  const offered = described.adoptions.flatMap(({ procedureId, version }) =>
    version === undefined ? [] : [{ procedureId, version }],
  );
  const follows = single(context.body, 'follows') !== 'no';
  if (follows !== described.follows) {
    await followLibrary(parts.platform.database, authorityId, { follows, offered, now: context.now });
    parts.catalogue.refresh(authorityId);
  }
  context.setFlash(say(context.locale, 'follow.saved'));
  return redirect(adoptionsPath);
}

export async function submitSeen(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  await markLibrarySeen(parts.platform.database, administeredAuthority(context), context.now);
  return redirect(adoptionsPath);
}

/** One of the authority's procedures. @throws NotFoundError */
export async function getAdoption(context: RequestContext, parts: AdministrationParts) {
  const authorityId = administeredAuthority(context);
  const described = await parts.catalogue.describeAdoptions(authorityId);
  const adoption = described.adoptions.find((one) => one.procedureId === context.params.procedure);
  if (adoption === undefined) throw new NotFoundError('procedure-not-found');
  return { authorityId, described, adoption, key: { authorityId, procedureId: adoption.procedureId } };
}

/** Takes the version that was shown; one that follows the library goes on following it. */
export async function submitTake(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { authorityId, described, adoption, key } = await getAdoption(context, parts);
  const latest = adoption.waiting?.version ?? adoption.library.procedure.version;
  const shown = Number(single(context.body, 'version'));
  const version = Number.isInteger(shown) && shown > 0 && shown < latest ? shown : latest;
  await takeVersion(parts.platform.database, key, described.follows && version === latest ? undefined : version);
  parts.catalogue.refresh(authorityId);
  context.setFlash(say(context.locale, 'waiting.taken'));
  return redirect(adoptionsPath);
}

export async function submitPostpone(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { authorityId, adoption, key } = await getAdoption(context, parts);
  const until = single(context.body, 'until').trim();
  const fieldId = `until-${adoption.procedureId}`;
  if (!isDay(until)) return showAdoptions(context, parts, [{ fieldId, message: say(context.locale, 'problem.date') }]);
  if (until <= civilDate(parts.platform.clock.now()).toString())
    return showAdoptions(context, parts, [{ fieldId, message: say(context.locale, 'problem.past') }]);
  if (adoption.version !== undefined) {
    await postponeVersion(parts.platform.database, key, { version: adoption.version, until });
    parts.catalogue.refresh(authorityId);
  }
  context.setFlash(say(context.locale, 'waiting.postponed'));
  return redirect(adoptionsPath);
}
