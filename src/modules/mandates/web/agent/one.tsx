import { documentResult, renderPdf } from '#modules/documents/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { newId } from '#platform/crypto/ids.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { content, page, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { type Mandate, type MandateState, personOf, stateOf } from '../../domain/mandate.ts';
import { mandatePdf } from '../../domain/mandate-pdf.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { mandateWords } from '../../messages.ts';
import { describeScope, type ScopeLine } from '../../queries/describe-procedures.ts';
import { getOwnMandate } from '../../queries/get-mandate.ts';
import { listActs, listMandateDossiers } from '../../queries/list-mandates.ts';
import { revokeMandate } from '../../usecases/revoke-mandate.ts';
import { Acts } from '../acts.tsx';
import { stateTone } from '../tones.ts';
import { AgreementForms, type AgreementProblem } from './agreement-forms.tsx';
import { mandateOwner } from './mandate-desk.tsx';
import { mandatesHref } from './menu.ts';
import { deskWords as say } from './messages.ts';

/** GET /agents/mandats/:mandate: the helper's own mandate, and what may be done with it in its state. */
export async function showMandate(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
  problem?: AgreementProblem,
): Promise<Result> {
  const { locale, now } = context;
  const { mandate, acts } = await parts.platform.database.read([agent.authorityId], async (tx) => {
    const found = await getOwnMandate(tx, agent, context.params.mandate ?? '');
    return { mandate: found, acts: await listActs(tx, agent.authorityId, found.id) };
  });
  const state = stateOf(mandate, now);
  const scope = await describeScope(parts, mandate.procedures, locale);
  const title = say(locale, 'oneTitle', { person: personOf(mandate) });
  const href = `${mandatesHref}/${mandate.id}`;
  return page(
    await agentPage(context, parts.site, {
      title: problem === undefined ? title : say(locale, 'errorTitle', { title }),
      current: 'mandates',
      children: (
        <>
          <BackLink href={mandatesHref} label={say(locale, 'back')} />
          <ErrorSummary errors={problem === undefined ? [] : [problem]} />
          <PageHeading title={title} />
          <p class="govuk-body">
            <Tag tone={stateTone[state]}>{mandateWords(locale, `state.${state}`)}</Tag>
          </p>
          {(state === 'ended' || state === 'revoked') && (
            <Notification tone="warning" title={mandateWords(locale, `state.${state}`)}>
              <p class="govuk-body">{say(locale, 'over')}</p>
            </Notification>
          )}
          <SummaryList
            rows={[
              { term: say(locale, 'days'), value: mandateWords(locale, `days.${mandate.days as 1 | 31 | 182 | 365}`) },
              ...(mandate.endsAt === null
                ? []
                : [{ term: say(locale, 'until'), value: formatDateTime(mandate.endsAt, locale) }]),
              {
                term: say(locale, 'procedures'),
                value: (
                  <ul class="govuk-list">
                    {scope.map((one) => (
                      <li key={`${one.authorityId} ${one.procedureId}`}>
                        {one.title}{' '}
                        <span class="pv-muted">
                          ({one.authorityName}
                          {one.usable || state !== 'active' ? '' : `, ${say(locale, 'notToday')}`})
                        </span>
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
          {state === 'waiting' && <AgreementForms context={context} mandate={mandate} problem={problem} />}
          {state === 'active' && (
            <Active context={context} mandate={mandate} scope={scope} work={await readWork(context, parts, mandate)} />
          )}
          <ul class="govuk-list">
            {state !== 'waiting' && (
              <li>
                <a class="govuk-link" href={`${href}/mandat.pdf`}>
                  {say(locale, 'pdf')}
                </a>
              </li>
            )}
            {mandate.paperId !== null && (
              <li>
                <a class="govuk-link" href={`${href}/papier`}>
                  {say(locale, 'paper')}
                </a>
              </li>
            )}
          </ul>
          <Endings context={context} href={href} mandate={mandate} state={state} />
          <h2 class="govuk-heading-m">{say(locale, 'history')}</h2>
          <Acts acts={acts} locale={locale} />
        </>
      ),
    }),
    { status: problem === undefined ? 200 : 422 },
  );
}

function Endings({
  context,
  href,
  mandate,
  state,
}: {
  context: RequestContext;
  href: string;
  mandate: Mandate;
  state: MandateState;
}) {
  const { locale } = context;
  return (
    <>
      {state !== 'waiting' && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${mandatesHref}/nouveau?suite=${mandate.id}`}>
            {say(locale, 'renew')}
          </a>{' '}
          <span class="pv-muted">{say(locale, 'renewHint')}</span>
        </p>
      )}
      {(state === 'waiting' || state === 'active') && (
        <Form action={`${href}/fin`} csrf={context.csrfToken()}>
          <Button tone="warning">{say(locale, state === 'waiting' ? 'giveUp' : 'end')}</Button>
        </Form>
      )}
    </>
  );
}

/** What is under way with the mandate: its drafts and its dossiers, and no others of the person. */
async function readWork({ locale, now }: RequestContext, parts: MandatesParts, mandate: Mandate) {
  const links = await parts.platform.database.read([mandate.authorityId], (tx) =>
    listMandateDossiers(tx, mandate.authorityId, mandate.id),
  );
  const targets = [...new Set(mandate.procedures.map((one) => one.authorityId))];
  const found = await Promise.all(
    targets.map(async (authorityId) => {
      const authority = await parts.directory.getAuthority(authorityId);
      const ids = links.filter((one) => one.targetAuthorityId === authorityId).map((one) => one.dossierId);
      const { visitorHash } = mandateOwner(parts.identity, mandate, authorityId);
      const columns = ['authority_id', 'id', 'procedure_id', 'procedure_version', 'overrides_revision'] as const;
      const rows = await parts.platform.database.read([authorityId], async (tx) => ({
        drafts: await tx
          .selectFrom('drafts')
          .select([...columns, 'expires_at'])
          .where('authority_id', '=', authorityId)
          .where('agent_id', '=', mandate.helperId)
          .where('visitor_hash', '=', visitorHash ?? null)
          .where('expires_at', '>', now)
          .execute(),
        dossiers:
          ids.length === 0
            ? []
            : await tx
                .selectFrom('dossiers')
                .select([...columns, 'submitted_at'])
                .where('authority_id', '=', authorityId)
                .where('id', 'in', ids)
                .orderBy('submitted_at', 'desc')
                .execute(),
      }));
      const titleOf = async (row: Parameters<typeof parts.catalogue.getVersionOf>[0]) =>
        localize((await parts.catalogue.getVersionOf(row)).procedure.title, locale);
      return {
        drafts: await Promise.all(
          rows.drafts.map(async (row) => ({ id: row.id, slug: authority.slug, title: await titleOf(row) })),
        ),
        dossiers: await Promise.all(
          rows.dossiers.map(async (row) => ({
            id: row.id,
            slug: authority.slug,
            title: await titleOf(row),
            at: row.submitted_at,
          })),
        ),
      };
    }),
  );
  return { drafts: found.flatMap((one) => one.drafts), dossiers: found.flatMap((one) => one.dossiers) };
}

function Active({
  context,
  mandate,
  scope,
  work,
}: {
  context: RequestContext;
  mandate: Mandate;
  scope: readonly ScopeLine[];
  work: Awaited<ReturnType<typeof readWork>>;
}) {
  const { locale } = context;
  const href = `${mandatesHref}/${mandate.id}`;
  const usable = scope.filter((one) => one.usable);
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'fileTitle')}</h2>
      {usable.length === 0 && <p class="govuk-body">{say(locale, 'nothingToday')}</p>}
      {usable.length > 0 && (
        <Form action={`${href}/deposer`} csrf={context.csrfToken()} idempotencyKey={newId(context.now.getTime())}>
          <Select
            id="demarche"
            label={say(locale, 'procedure')}
            placeholder={false}
            options={usable.map((one) => ({
              value: `${one.authorityId}:${one.procedureId}`,
              label: `${one.title} (${one.authorityName})`,
            }))}
          />
          <Button>{say(locale, 'begin')}</Button>
        </Form>
      )}
      {work.drafts.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{say(locale, 'drafts')}</h2>
          <ul class="govuk-list">
            {work.drafts.map((draft) => (
              <li key={draft.id}>
                <a class="govuk-link" href={`${href}/brouillons/${draft.slug}/${draft.id}`}>
                  {draft.title}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2 class="govuk-heading-m">{say(locale, 'followTitle')}</h2>
      {work.dossiers.length === 0 ? (
        <p class="govuk-body">{say(locale, 'followNone')}</p>
      ) : (
        <ul class="govuk-list">
          {work.dossiers.map((dossier) => (
            <li key={dossier.id}>
              <a class="govuk-link" href={`${href}/dossiers/${dossier.slug}/${dossier.id}`}>
                {dossier.title}
              </a>{' '}
              <span class="pv-muted">{formatDate(dossier.at, locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** GET …/mandat.pdf */
export async function printMandate(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const mandate = await parts.platform.database.read([agent.authorityId], (tx) =>
    getOwnMandate(tx, agent, context.params.mandate ?? ''),
  );
  const { locale } = mandate;
  const [authority, scope] = await Promise.all([
    parts.directory.getAuthority(mandate.authorityId),
    describeScope(parts, mandate.procedures, locale),
  ]);
  return content(await renderPdf(mandatePdf(mandate, authority, scope, locale, context.now)), {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${mandateWords(locale, 'pdf.file')}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
}

/** GET …/papier: the signed paper that was attached. */
export async function showPaper(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  const document = await parts.platform.database.read([agent.authorityId], async (tx) => {
    const mandate = await getOwnMandate(tx, agent, context.params.mandate ?? '');
    return mandate.paperId === null ? undefined : parts.documents.find(tx, agent.authorityId, mandate.paperId);
  });
  if (document === undefined) throw new NotFoundError('document-not-found');
  return documentResult(document, await parts.documents.open(agent.authorityId, document), { inline: true });
}

/** POST …/fin: the helper gives the mandate up. */
export async function endOwn(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal): Promise<Result> {
  const id = context.params.mandate ?? '';
  await parts.platform.database.transaction([agent.authorityId], async (tx) => {
    const mandate = await getOwnMandate(tx, agent, id, 'update');
    await revokeMandate(tx, parts, mandate, {
      kind: 'helper',
      name: agent.name,
      origin: context.origin,
      now: context.now,
    });
  });
  context.setFlash(say(context.locale, 'ended'));
  return redirect(`${mandatesHref}/${id}`);
}
