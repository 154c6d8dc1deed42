import type { Authority } from '#modules/directory/index.ts';
import { type Answers, agentPages, summarize } from '#modules/forms/index.ts';
import { agentPage, agentPageBasis } from '#modules/identity/index.ts';
import { availableTransitions } from '#modules/workflow/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { actKey } from '#platform/http/late-values.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, privatePage, type Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { listRequestedRows, type RequestedRow } from '../../checklist/read-checklist.ts';
import { type AbsentAssignee, AbsentAssigneeBanner, findAbsentAssignee } from '../../clock/web/absent-assignee.tsx';
import { ClockPanel } from '../../clock/web/clock-panel.tsx';
import { SilenceNotice } from '../../clock/web/silence-notice.tsx';
import { mayCorrect } from '../../corrections/correct-answers.ts';
import { actingRole, mayProcess, mayUndo } from '../../domain/agent-policies.ts';
import { formContextOf } from '../../domain/form-surroundings.ts';
import { goesOnElsewhere } from '../../domain/goes-on-elsewhere.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { isUuid } from '../../domain/uuid.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { AgentPanels } from '../../effects/panels/agent-panels.tsx';
import { describeLinked, describeTransfers } from '../../effects/panels/describe-related.ts';
import { type AgentCapabilities, readAgentCapabilities } from '../../effects/panels/read-capabilities.ts';
import { ReferredNotice } from '../../effects/transfer/handed-over.tsx';
import { DossierNotFoundError } from '../../errors.ts';
import { type HouseholdDossier, listHouseholdDossiers } from '../../household/household-dossiers.ts';
import { HouseholdDossiers } from '../../household/household-panel.tsx';
import { type DossierLook, isToBeWritten } from '../../looks/dossier-look.ts';
import { listNews } from '../../looks/list-news.ts';
import { recordLook } from '../../looks/record-look.ts';
import { findResembling, type Resembling } from '../../merges/find-resembling.ts';
import { JoinedNotice, LedDossiers, LinkForms, ResemblingNotice } from '../../merges/merge-panels.tsx';
import { type MergeView, readMerges } from '../../merges/read-merges.ts';
import { NoteTemplateLink } from '../../note-templates/note-template-link.tsx';
import { findNeighbours } from '../../queries/find-neighbours.ts';
import { type AgentDossier, getDossierForAgent } from '../../queries/get-dossier-for-agent.ts';
import { type Automation, readAutomation } from '../../queries/read-automation.ts';
import { type AgentTrace, traceForAgent } from '../../queries/trace-dossier.ts';
import { HoldLink, HoldNotice } from '../../retention/hold-panels.tsx';
import { findHold, type Hold, mayHold } from '../../retention/holds.ts';
import { type DossierTask, listTasks } from '../../tasks/dossier-tasks.ts';
import { conditionsOf } from '../../usecases/act-scope.ts';
import type { TeamMember } from '../../usecases/assign-dossier.ts';
import { processedDossier } from '../../usecases/lock-for-agent.ts';
import { recordView } from '../../usecases/record-view.ts';
import { findUndoableAct } from '../../usecases/undo-transition.ts';
import { asksForChild } from '../citizen/household.tsx';
import { AutomationSection } from './automation-section.tsx';
import { CompleteLink } from './complete.page.tsx';
import { DossierContent, type DossierProblem } from './dossier.page.tsx';
import { familyOfAddress } from './dossier-timeline.tsx';
import { dossierHref, filterOfListParameter, inboxHref } from './inbox-address.ts';

/** The dossier that an address names; whether the agent may see it is decided with its row. */
export interface NamedDossier {
  readonly authority: Authority;
  readonly dossierId: string;
  /** The path of its page. */
  readonly base: string;
}

/** @throws {DossierNotFoundError} for an authority that the agent does not process for, as for one that does not exist */
export async function namedDossier(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<NamedDossier> {
  const { authority: slug = '', dossier: dossierId = '' } = context.params;
  const authority = await parts.directory.findAuthorityBySlug(slug);
  if (authority === undefined || !agent.scope.includes(authority.id) || !isUuid(dossierId))
    throw new DossierNotFoundError();
  return { authority, dossierId, base: dossierHref(authority.slug, dossierId) };
}

/**
 * GET /agents/dossiers/:authority/:dossier, and the same page again when one of its forms did not do. The database is
 * asked each time who may see it and whether anything of it has changed since the page was made.
 */
export async function showDossier(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  problem?: DossierProblem,
): Promise<Result> {
  const named = await namedDossier(context, parts, agent);
  const { authority, dossierId } = named;
  const { now } = context;
  const today = civilDate(instantOf(now)).toString();
  const list = context.query.liste;
  const { seen, neighbours } = await parts.platform.database.read(agent.scope, async (tx) => {
    const found = await traceForAgent(tx, authority.id, dossierId, agent.agentId);
    if (found === undefined || !mayProcess(agent, processedDossier(found))) throw new DossierNotFoundError();
    return { seen: found, neighbours: await neighbourAddresses(tx, parts, agent, list, found, today) };
  });
  const { form } = await parts.catalogue.getVersionOf(seen);
  const household =
    seen.account_pseudonym !== null && asksForChild(form)
      ? await parts.platform.database.read(agent.scope, (tx) => listHouseholdDossiers(tx, parts, agent, seen))
      : [];
  const known = lookOf(seen);
  const key = { authorityId: authority.id, dossierId, agentId: agent.agentId };
  const isNoted = seen.viewed_on === today;
  const look =
    problem === undefined && isNoted && isToBeWritten(known, seen.last_seq, now)
      ? await parts.platform.database.transaction(agent.scope, (tx) => recordLook(tx, key, now))
      : known;
  const make = async () => {
    const read = await readDossier(context, parts, agent, named, isNoted);
    return dossierDocument(context, parts, agent, named, {
      ...read,
      look: read.look ?? look,
      household,
      neighbours,
      today,
      list,
      problem,
    });
  };
  // An opening that is to be noted is part of the page's history from the next time on.
  if (problem !== undefined || !isNoted)
    return page(await make(), { status: problem === undefined ? 200 : (problem.status ?? 422) });
  return privatePage({
    key: ['desk', authority.id, dossierId, agent.sessionHash.toString('base64'), context.url].join('\n'),
    basis: [
      seen.trace,
      look?.sinceSeq,
      Math.floor(now.getTime() / 60_000),
      neighbours.previous,
      neighbours.next,
      JSON.stringify(household),
      authority,
      (await parts.catalogue.getVersionOf(seen)).procedure,
      ...(await agentPageBasis(context, parts.site)),
    ],
    make,
  });
}

async function readDossier(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  { authority, dossierId }: NamedDossier,
  isNoted: boolean,
) {
  const { database } = parts.platform;
  const read = async (tx: Tx) => {
    const found = getDossierForAgent(tx, parts, agent, authority.id, dossierId);
    const [dossier, capabilities, automation, tasks] = await Promise.all([
      found,
      readAgentCapabilities(tx, authority.id, dossierId),
      readAutomation(tx, authority.id, dossierId),
      listTasks(tx, authority.id, dossierId),
    ]);
    const requested = await listRequestedRows(tx, authority.id, dossierId);
    const merges = await readMerges(tx, agent, authority.id, dossierId);
    const resembling = await findResembling(tx, parts, agent, dossier.dossier);
    const { team_authority_id: teamAuthorityId, team_id: teamId } = dossier.dossier;
    const team = await parts.identity.listAgentsOfTeam(tx, teamAuthorityId, teamId);
    const absent = await findAbsentAssignee(tx, dossier.dossier, civilDate(instantOf(context.now)).toString());
    const hold = await findHold(tx, authority.id, dossierId);
    return { hold, found: dossier, team, capabilities, automation, tasks, requested, merges, resembling, absent };
  };
  if (isNoted) return { ...(await database.read(agent.scope, read)), look: undefined };
  return database.transaction(agent.scope, async (tx) => {
    const all = await read(tx);
    await recordView(tx, { agent, authorityId: authority.id, dossierId, now: context.now });
    const look = await recordLook(tx, { authorityId: authority.id, dossierId, agentId: agent.agentId }, context.now);
    return { ...all, look };
  });
}

function lookOf(seen: AgentTrace): DossierLook | undefined {
  if (seen.looked_at === null || seen.seen_seq === null) return undefined;
  const { looked_at: lookedAt, seen_seq: seenSeq, since_at: sinceAt, since_seq: sinceSeq } = seen;
  return { lookedAt, seenSeq, sinceAt, sinceSeq: sinceSeq ?? 0 };
}

async function dossierDocument(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  { authority, base }: NamedDossier,
  read: {
    found: AgentDossier;
    hold: Hold | undefined;
    team: readonly TeamMember[];
    capabilities: AgentCapabilities;
    automation: Automation;
    absent: AbsentAssignee | undefined;
    look: DossierLook | undefined;
    tasks: readonly DossierTask[];
    requested: readonly RequestedRow[];
    merges: readonly MergeView[];
    resembling: readonly Resembling[];
    household: readonly HouseholdDossier[];
    neighbours: { back?: string; previous?: string; next?: string };
    today: string;
    list: string | undefined;
    problem: DossierProblem | undefined;
  },
) {
  const { locale, now } = context;
  const { dossier, events } = read.found;
  const version = await parts.catalogue.getVersionOf(dossier);
  const others = await Promise.all(
    read.found.others.map(async (other) => ({
      dossier: other,
      version: await parts.catalogue.getVersionOf(other),
    })),
  );
  const code = formatTrackingCode(dossier.code);
  const linked = await describeLinked(parts, read.capabilities.linked, locale, (one) =>
    mayProcess(agent, processedDossier(one)) ? dossierHref(authority.slug, one.id) : undefined,
  );
  const transfers = await describeTransfers(parts, read.capabilities.transfers, false);
  const resembling = await withVersions(parts, read.resembling, (one) => one.dossier);
  const household = await withVersions(parts, read.household, (one) => one);
  const merges = await withVersions(parts, read.merges, (one) => one.other);
  const merged = { views: merges, authoritySlug: authority.slug, csrf: context.csrfToken(), locale };
  return agentPage(context, parts.site, {
    title: `${code} – ${localize(version.procedure.title, locale)}`,
    current: 'inbox',
    children: (
      <DossierContent
        locale={locale}
        found={read.found}
        version={version}
        authority={authority}
        sections={summarize(version.form, dossier.answers as Answers, locale, {
          context: { ...formContextOf(parts, authority, now), actor: 'agent' },
          withAgentFields: true,
        })}
        transitions={
          goesOnElsewhere(dossier)
            ? []
            : availableTransitions(version.workflow, dossier.state, {
                ...conditionsOf(dossier, version.form, authority, now),
                actor: actingRole(agent, processedDossier(dossier)),
              })
        }
        notices={
          <>
            <SilenceNotice dossier={dossier} authority={authority} today={read.today} locale={locale} />
            <HoldNotice hold={read.hold} locale={locale} />
            <JoinedNotice {...merged} />
            <ReferredNotice dossier={dossier} locale={locale} />
            <ResemblingNotice lines={resembling} base={base} locale={locale} />
          </>
        }
        undoable={findUndoableAct([...events].reverse(), (act) => mayUndo(agent, act, now))}
        team={read.team}
        clock={
          <>
            {mayHold(agent, dossier) && <HoldLink isHeld={read.hold !== undefined} base={base} locale={locale} />}
            <ClockPanel
              dossier={dossier}
              version={version}
              authority={authority}
              events={events}
              transfers={read.capabilities.transfers}
              base={base}
              csrf={context.csrfToken()}
              today={read.today}
              locale={locale}
            />
          </>
        }
        panels={
          <>
            <AbsentAssigneeBanner absent={read.absent} locale={locale} />
            <NoteTemplateLink base={base} locale={locale} />
            <CompleteLink
              base={base}
              isOffered={
                agentPages(version.form, dossier.answers as Answers, formContextOf(parts, authority, now)).length > 0
              }
              locale={locale}
            />
            <AutomationSection
              automation={read.automation}
              version={version}
              base={base}
              csrf={context.csrfToken()}
              locale={locale}
            />
            <LedDossiers {...merged} />
            <HouseholdDossiers lines={household} authoritySlug={authority.slug} locale={locale} />
            <AgentPanels
              capabilities={read.capabilities}
              dossier={dossier}
              linked={linked}
              transfers={transfers}
              mayAskOpinion={mayCorrect(dossier)}
              locale={locale}
              base={base}
              csrf={context.csrfToken()}
              documentHref={(id) => `${base}/pieces/${id}`}
            />
            <LinkForms
              related={read.capabilities.linked.filter((one) => one.kind === 'related')}
              base={base}
              csrf={context.csrfToken()}
              problem={read.problem?.form === 'link' ? read.problem : undefined}
              locale={locale}
            />
          </>
        }
        others={others}
        agentId={agent.agentId}
        today={read.today}
        base={base}
        csrf={context.csrfToken()}
        key_={actKey(context)}
        list={read.list}
        neighbours={read.neighbours}
        problem={read.problem}
        news={listNews(events, read.look, agent.agentId)}
        tasks={read.tasks}
        requested={read.requested}
        family={familyOfAddress(context.query.historique)}
        all={context.query.tout === 'oui'}
      />
    ),
  });
}

function withVersions<T>(
  parts: DossiersParts,
  list: readonly T[],
  dossierOf: (one: T) => Parameters<DossiersParts['catalogue']['getVersionOf']>[0],
) {
  return Promise.all(
    list.map(async (one) => ({ ...one, version: await parts.catalogue.getVersionOf(dossierOf(one)) })),
  );
}

async function neighbourAddresses(
  tx: Tx,
  parts: DossiersParts,
  agent: AgentPrincipal,
  list: string | undefined,
  seen: AgentTrace,
  today: string,
): Promise<{ back?: string; previous?: string; next?: string }> {
  const filter = filterOfListParameter(list);
  if (filter === undefined) return {};
  const { previous, next } = await findNeighbours(tx, agent, filter, seen, today);
  const addressOf = async (one: { authority_id: string; id: string }) =>
    dossierHref((await parts.directory.getAuthority(one.authority_id)).slug, one.id, list);
  return {
    back: inboxHref(filter),
    ...(previous === undefined ? {} : { previous: await addressOf(previous) }),
    ...(next === undefined ? {} : { next: await addressOf(next) }),
  };
}
