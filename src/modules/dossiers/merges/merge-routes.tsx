import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import type { Answers } from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Table } from '#ui/components/table.tsx';
import { labelOf, textsOf } from '../corrections/correction-changes.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { isUuid } from '../domain/uuid.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { DossierNotFoundError } from '../errors.ts';
import { findByCode } from '../queries/find-by-code.ts';
import { getProcessedDossier } from '../queries/get-dossier-for-agent.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { namedDossier, showDossier } from '../web/agent/show-dossier.tsx';
import { stateLabel } from '../web/agent/state-tag.tsx';
import { linkDossiers, unlinkDossiers } from './link-dossiers.ts';
import { distinguishDossiers, MergeImpossibleError, mergeDossiers, partDossiers } from './merge-dossiers.ts';
import { likenessWords } from './merge-panels.tsx';
import { mergeWords as say } from './messages.ts';
import { likenessOf } from './resemblance.ts';

export function mergeRoutes(parts: DossiersParts): Route[] {
  const base = '/agents/dossiers/:authority/:dossier';
  type Handler = (context: RequestContext, parts: DossiersParts, agent: AgentPrincipal) => Promise<Result>;
  const route = (id: string, method: Route['method'], path: string, handler: Handler) =>
    agentRoute(`agent-dossiers.${id}`, method, `${base}/${path}`, (context, agent) => handler(context, parts, agent));
  return [
    route('compare', 'GET', 'rapprocher/:other', (...all) => showCompared(...all)),
    route('merge', 'POST', 'rapprocher/:other', merge),
    route('distinguish', 'POST', 'distinguer/:other', distinguish),
    route('part', 'POST', 'separer', part),
    route('link', 'POST', 'liens', link),
    route('unlink', 'POST', 'liens/:other/retirer', unlink),
  ];
}

function otherOf(context: RequestContext): string {
  const id = context.params.other ?? '';
  if (!isUuid(id)) throw new DossierNotFoundError();
  return id;
}

interface Compared {
  readonly dossier: DossierRow;
  readonly version: ProcedureVersion;
}

async function showCompared(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  problem?: { readonly message: string; readonly status: number },
): Promise<Result> {
  const { locale } = context;
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const otherId = otherOf(context);
  const rows = await parts.platform.database.read(agent.scope, async (tx) => [
    await getProcessedDossier(tx, agent, authority.id, dossierId),
    await getProcessedDossier(tx, agent, authority.id, otherId),
  ]);
  const [own, other] = (await Promise.all(
    rows.map(async (dossier) => ({ dossier, version: await parts.catalogue.getVersionOf(dossier) })),
  )) as [Compared, Compared];
  const title = say(locale, 'compare.title');
  const codes = [own, other].map(({ dossier }) => formatTrackingCode(dossier.code));
  const likeness = likenessOf(own.dossier, other.dossier);
  const document = await agentPage(context, parts.site, {
    title: `${title} – ${codes.join(', ')}`,
    current: 'inbox',
    children: (
      <>
        <BackLink href={base} label={say(locale, 'compare.back')} />
        <ErrorSummary errors={problem === undefined ? [] : [{ fieldId: 'continue', message: problem.message }]} />
        <PageHeading
          title={title}
          {...(likeness.length === 0
            ? {}
            : { intro: say(locale, 'compare.same', { reasons: likenessWords(likeness, locale) }) })}
        />
        <Table
          caption={title}
          captionHidden
          rows={comparedRows(own, other, locale)}
          rowKey={(row) => row.key}
          columns={[
            { label: say(locale, 'compare.answer'), rowHeader: true, cell: (row) => row.label },
            { label: codes[0] ?? '', cell: (row) => row.own },
            { label: codes[1] ?? '', cell: (row) => row.other },
          ]}
        />
        <Form action={`${base}/rapprocher/${otherId}`} csrf={context.csrfToken()}>
          <Radios
            id="continue"
            label={say(locale, 'compare.lead')}
            hint={say(locale, 'compare.leadHint')}
            value={own.dossier.submitted_at <= other.dossier.submitted_at ? dossierId : otherId}
            error={problem?.message}
            options={[own, other].map(({ dossier, version }) => ({
              value: dossier.id,
              label: `${formatTrackingCode(dossier.code)} – ${localize(version.procedure.title, locale)}`,
            }))}
          />
          <Button>{say(locale, 'compare.join')}</Button>
        </Form>
        <Form action={`${base}/distinguer/${otherId}`} csrf={context.csrfToken()}>
          <Button tone="secondary">{say(locale, 'compare.distinct')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: problem?.status ?? 200 });
}

function comparedRows(own: Compared, other: Compared, locale: Locale) {
  const facts = ({ dossier, version }: Compared) => ({
    received: `${formatDateTime(dossier.submitted_at, locale)}, ${say(locale, `channel.${dossier.channel}`)}`,
    applicant: dossier.applicant_name,
    contact: [dossier.applicant_email, dossier.applicant_phone].filter((one) => one !== null).join(', '),
    state: stateLabel(version.workflow, dossier.state, locale),
  });
  const [left, right] = [facts(own), facts(other)];
  const [ownTexts, otherTexts] = [own, other].map(({ dossier, version }) =>
    textsOf(version.form, dossier.answers as Answers, locale),
  ) as [Map<string, string>, Map<string, string>];
  const fields = [...new Set([...ownTexts.keys(), ...otherTexts.keys()])];
  return [
    ...(['received', 'applicant', 'contact', 'state'] as const).map((key) => ({
      key,
      label: say(locale, `compare.${key}`),
      own: left[key],
      other: right[key],
    })),
    ...fields.map((id) => ({
      key: `f-${id}`,
      label: labelOf(own.version.form.fieldsById.has(id) ? own.version.form : other.version.form, id, locale),
      own: ownTexts.get(id) ?? '',
      other: otherTexts.get(id) ?? '',
    })),
  ];
}

async function merge(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const otherId = otherOf(context);
  const leadingId = single(context.body, 'continue');
  if (leadingId !== dossierId && leadingId !== otherId)
    return showCompared(context, parts, agent, { message: say(context.locale, 'compare.leadMissing'), status: 422 });
  try {
    await parts.platform.database.transaction(agent.scope, (tx) =>
      mergeDossiers(tx, parts, {
        agent,
        authorityId: authority.id,
        leadingId,
        joinedId: leadingId === dossierId ? otherId : dossierId,
        origin: context.origin,
        now: context.now,
      }),
    );
  } catch (error) {
    if (!(error instanceof MergeImpossibleError)) throw error;
    return showCompared(context, parts, agent, { message: say(context.locale, 'impossible'), status: 409 });
  }
  context.setFlash(say(context.locale, 'joined'));
  return redirect(leadingId === dossierId ? base : base.replace(dossierId, otherId));
}

async function distinguish(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const otherId = otherOf(context);
  if (otherId === dossierId) throw new DossierNotFoundError();
  await parts.platform.database.transaction(agent.scope, (tx) =>
    distinguishDossiers(tx, { agent, authorityId: authority.id, dossierId, otherId, now: context.now }),
  );
  context.setFlash(say(context.locale, 'distinguished'));
  return redirect(base);
}

async function part(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, origin, now } = context;
  try {
    await parts.platform.database.transaction(agent.scope, async (tx) => {
      await getProcessedDossier(tx, agent, authority.id, dossierId);
      await partDossiers(tx, parts, { agent, authorityId: authority.id, joinedId: dossierId, origin, now });
    });
    context.setFlash(say(locale, 'parted'));
  } catch (error) {
    if (!(error instanceof ConflictError) || error.code !== 'not-joined') throw error;
    context.setFlash(say(locale, 'notJoined'));
  }
  return redirect(base);
}

async function link(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const { locale, now } = context;
  const typed = single(context.body, 'lien').slice(0, 40);
  const again = (message: string) => showDossier(context, parts, agent, { form: 'link', message, typed });
  const found = await findByCode(parts.platform.database.open, typed);
  const act = { agent, authorityId: authority.id, dossierId, now };
  if (found?.dossierId === dossierId) return again(say(locale, 'link.own'));
  // The dossier of the page first: whoever may not open it learns nothing of a number.
  const unknown = await parts.platform.database.transaction(agent.scope, async (tx) => {
    await getProcessedDossier(tx, agent, authority.id, dossierId);
    if (found === undefined || found.authorityId !== authority.id) return true;
    try {
      await getProcessedDossier(tx, agent, authority.id, found.dossierId);
    } catch (error) {
      if (error instanceof DossierNotFoundError) return true;
      throw error;
    }
    await linkDossiers(tx, { ...act, otherId: found.dossierId });
    return false;
  });
  if (unknown) return again(say(locale, 'link.unknown'));
  context.setFlash(say(locale, 'link.added'));
  return redirect(`${base}#lies`);
}

async function unlink(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  const otherId = otherOf(context);
  await parts.platform.database.transaction(agent.scope, (tx) =>
    unlinkDossiers(tx, { agent, authorityId: authority.id, dossierId, otherId, now: context.now }),
  );
  context.setFlash(say(context.locale, 'link.removed'));
  return redirect(base);
}
