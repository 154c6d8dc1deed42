import { sql } from 'kysely';
import { type Authority, CommuneRefusedError, closeCommune, plainPlaceName } from '#modules/directory/index.ts';
import { agentPage, cleanLine, normalizeEmail, requireTerritoryAdministrator } from '#modules/identity/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { TaskList } from '#ui/components/task-list.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { checklistIds, readChecklist, tickChecklist } from './checklist.ts';
import { say } from './messages.ts';
import { openInOneAct } from './open-in-one-act.ts';
import { refusalInWords } from './words.ts';

export const communesPath = '/agents/administration/communes';
export const checklistPath = '/agents/administration/ouverture';

const privatePage = { 'cache-control': 'private, no-store' };

interface TerritoryCommune {
  readonly code: string;
  readonly name: string;
  readonly population: number;
  readonly postcodes: readonly string[];
  readonly state: 'open' | 'closed' | 'none';
}

/** The territory, for the administrator of the body that runs it. @throws ForbiddenError */
async function administeredTerritory({ agent }: RequestContext, { directory }: AdministrationParts) {
  await requireTerritoryAdministrator(agent, directory);
  return directory.getTerritory();
}

async function listCommunes(parts: AdministrationParts, epciSiren: string | undefined): Promise<TerritoryCommune[]> {
  const result = await sql<TerritoryCommune>`
    SELECT c.code, c.name, c.population, c.postcodes,
      CASE WHEN a.id IS NULL OR NOT a.active THEN 'none' WHEN a.closed_at IS NULL THEN 'open' ELSE 'closed' END AS state
    FROM communes c LEFT JOIN authorities a ON a.id = 'C' || c.code
    WHERE c.epci_siren = ${epciSiren ?? ''}`.execute(parts.platform.database.open);
  return result.rows
    .map((row) => ({ ...row, name: row.name.replaceAll("'", '’') }))
    .sort((a, b) => plainPlaceName(a.name).localeCompare(plainPlaceName(b.name), 'fr'));
}

export async function showCommunes(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const territory = await administeredTerritory(context, parts);
  const { locale } = context;
  const title = say(locale, 'communes.title');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'communes',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'communes.intro')} />
        <Table
          caption={title}
          captionHidden
          rows={await listCommunes(parts, territory.epci.siren)}
          rowKey={(commune) => commune.code}
          columns={[
            { label: say(locale, 'communes.name'), rowHeader: true, cell: (commune) => commune.name },
            {
              label: say(locale, 'communes.population'),
              numeric: true,
              cell: (commune) => commune.population.toLocaleString(locale),
            },
            {
              label: say(locale, 'communes.state'),
              cell: ({ state }) => (
                <Tag tone={state === 'open' ? 'done' : 'neutral'}>{say(locale, stateKey[state])}</Tag>
              ),
            },
            {
              label: say(locale, 'communes.act'),
              cell: (commune) => (
                <a class="govuk-link" href={`${communesPath}/${commune.code}`}>
                  {say(locale, commune.state === 'open' ? 'communes.see' : 'communes.open-one', {
                    commune: commune.name,
                  })}
                </a>
              ),
            },
          ]}
        />
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

const stateKey = { open: 'communes.open', closed: 'communes.closed', none: 'communes.none' } as const;

interface Problem {
  readonly fieldId?: string;
  readonly message: string;
}

/** A commune of the territory, whatever its state. @throws NotFoundError */
async function getCommune(context: RequestContext, parts: AdministrationParts): Promise<TerritoryCommune> {
  const territory = await administeredTerritory(context, parts);
  const known = (await listCommunes(parts, territory.epci.siren)).find((one) => one.code === context.params.commune);
  if (known === undefined) throw new NotFoundError('commune-not-found');
  return known;
}

/** What remains to do where the counter is open; what opens it elsewhere. */
export async function showCommune(
  context: RequestContext,
  parts: AdministrationParts,
  problems: readonly Problem[] = [],
): Promise<Result> {
  const commune = await getCommune(context, parts);
  if (commune.state === 'open') {
    const authority = await parts.directory.getAuthority(`C${commune.code}`);
    return showList(context, parts, authority, { commune });
  }
  const { locale, body } = context;
  const title = say(locale, 'open.title', { commune: commune.name });
  const document = await agentPage(context, parts.site, {
    title,
    current: 'communes',
    breadcrumbs: [{ href: communesPath, label: say(locale, 'communes.title') }],
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} intro={say(locale, 'communes.intro')} />
        <p class="govuk-body">
          {say(locale, 'open.what', {
            population: commune.population.toLocaleString(locale),
            postcodes: commune.postcodes.join(', '),
          })}
        </p>
        <Form action={`${communesPath}/${commune.code}`} csrf={context.csrfToken()}>
          <h2 class="govuk-heading-m">{say(locale, 'open.first-agent')}</h2>
          <p class="govuk-hint">{say(locale, 'open.first-agent-hint')}</p>
          <TextInput
            id="name"
            label={say(locale, 'open.name')}
            optional
            autocomplete="off"
            value={single(body, 'name')}
            error={problems.find((problem) => problem.fieldId === 'name')?.message}
          />
          <TextInput
            id="email"
            type="email"
            label={say(locale, 'open.email')}
            optional
            autocomplete="off"
            value={single(body, 'email')}
            error={problems.find((problem) => problem.fieldId === 'email')?.message}
          />
          <Button>{say(locale, 'open.submit')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: problems.length > 0 ? 422 : 200, headers: privatePage });
}

export async function submitOpening(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const commune = await getCommune(context, parts);
  const { body, locale } = context;
  const name = cleanLine(single(body, 'name'));
  const typed = single(body, 'email').trim();
  const email = normalizeEmail(typed);
  const wanted = name !== '' || typed !== '';
  const problems: Problem[] = [
    ...(wanted && name === '' ? [{ fieldId: 'name', message: say(locale, 'problem.name') }] : []),
    ...(wanted && email === undefined ? [{ fieldId: 'email', message: say(locale, 'problem.email') }] : []),
  ];
  if (problems.length > 0) return showCommune(context, parts, problems);
  parts.identity.parts.links.noteOrigin(context.origin);
  const opened = await openInOneAct(parts, {
    code: commune.code,
    administrator: email === undefined ? undefined : { email, name },
    locale,
    now: context.now,
  });
  context.setFlash(
    opened.outcome === 'already-open'
      ? say(locale, 'open.already', { commune: commune.name })
      : say(locale, 'open.done', { commune: commune.name, count: opened.procedures }),
  );
  return redirect(`${communesPath}/${commune.code}`);
}

export async function showClosing(
  context: RequestContext,
  parts: AdministrationParts,
  problems: readonly Problem[] = [],
): Promise<Result> {
  const commune = await getCommune(context, parts);
  const { locale } = context;
  const title = say(locale, 'close.title', { commune: commune.name });
  const document = await agentPage(context, parts.site, {
    title,
    current: 'communes',
    breadcrumbs: [
      { href: communesPath, label: say(locale, 'communes.title') },
      { href: `${communesPath}/${commune.code}`, label: commune.name },
    ],
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} intro={say(locale, 'close.body')} />
        <Form action={`${communesPath}/${commune.code}/fermer`} csrf={context.csrfToken()}>
          <Checkbox
            id="confirm"
            label={say(locale, 'close.confirm')}
            error={problems.find((problem) => problem.fieldId === 'confirm')?.message}
          />
          <Button tone="warning">{say(locale, 'close.submit')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: problems.length > 0 ? 422 : 200, headers: privatePage });
}

export async function submitClosing(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const territory = await administeredTerritory(context, parts);
  const commune = await getCommune(context, parts);
  const { locale } = context;
  if (single(context.body, 'confirm') !== 'true')
    return showClosing(context, parts, [{ fieldId: 'confirm', message: say(locale, 'problem.confirm') }]);
  try {
    await closeCommune(
      parts.platform.database,
      { id: territory.id, epciSiren: territory.epci.siren },
      commune.code,
      context.now,
    );
  } catch (error) {
    if (!(error instanceof CommuneRefusedError)) throw error;
    return showClosing(context, parts, [{ message: refusalInWords(error, commune.code, locale) }]);
  }
  parts.directory.refresh();
  parts.catalogue.refresh(`C${commune.code}`);
  context.setFlash(say(locale, 'close.done', { commune: commune.name }));
  return redirect(communesPath);
}

/** The same list, for the commune's own administrator. */
export async function showOwnChecklist(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const authority = await parts.directory.getAuthority(context.agent?.authorityId ?? '');
  return showList(context, parts, authority, {});
}

async function showList(
  context: RequestContext,
  parts: AdministrationParts,
  authority: Authority,
  { commune }: { commune?: TerritoryCommune },
): Promise<Result> {
  const { locale } = context;
  const items = await readChecklist(parts, authority.id);
  const title = say(locale, 'list.title');
  const own = commune === undefined;
  const document = await agentPage(context, parts.site, {
    title: own ? title : `${title} – ${authority.shortName}`,
    current: own ? 'portal' : 'communes',
    ...(own ? {} : { breadcrumbs: [{ href: communesPath, label: say(locale, 'communes.title') }] }),
    children: (
      <>
        <PageHeading
          title={title}
          caption={authority.name}
          {...(items.every((item) => item.done) ? { intro: say(locale, 'list.all-done') } : {})}
        />
        <TaskList
          tasks={items.map((item) => ({
            id: item.id,
            title: say(locale, `item.${item.id}`),
            ...(own ? { href: item.href } : {}),
            status: item.done
              ? { label: say(locale, 'list.done') }
              : { label: say(locale, 'list.to-do'), tone: 'waiting' as const },
          }))}
        />
        {own
          ? items
              .filter((item) => item.byHand)
              .map((item) => (
                <Form key={item.id} action={checklistPath} csrf={context.csrfToken()}>
                  <input type="hidden" name="item" value={item.id} />
                  <input type="hidden" name="done" value={item.done ? 'no' : 'yes'} />
                  <Button tone="secondary">
                    {say(locale, item.done ? 'list.untick' : 'list.tick', { item: say(locale, `item.${item.id}`) })}
                  </Button>
                </Form>
              ))
          : undefined}
        {!own && <p class="govuk-body">{say(locale, 'list.own')}</p>}
        <p class="govuk-body">
          <a class="govuk-link" href={`/${authority.slug}`}>
            {say(locale, 'list.portal')}
          </a>
        </p>
        {commune && (
          <LinkButton tone="secondary" href={`${communesPath}/${commune.code}/fermer`}>
            {say(locale, 'close.title', { commune: commune.name })}
          </LinkButton>
        )}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

export async function submitChecklist(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { agent, body } = context;
  const item = checklistIds.find((id) => id === single(body, 'item'));
  if (agent === undefined || item === undefined) throw new NotFoundError('no-such-item');
  await tickChecklist(parts, agent.authorityId, item, {
    done: single(body, 'done') !== 'no',
    agentId: agent.agentId,
    now: context.now,
  });
  return redirect(checklistPath);
}
