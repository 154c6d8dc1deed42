import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { getState } from '#modules/workflow/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { Card } from '#ui/components/card.tsx';
import { Columns } from '#ui/components/columns.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { formatTrackingCode } from '../../../domain/tracking-code.ts';
import { isUuid } from '../../../domain/uuid.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { dossierColumns } from '../../../usecases/lock-dossier.ts';
import { startDraft } from '../../../usecases/start-draft.ts';
import { phaseTone } from '../state-tag.tsx';
import { internalApplicant, internalDossierHref, internalDraftHref, internalHref, noIndex } from './internal-owner.ts';
import { internalWords as say } from './messages.ts';

/** GET /agents/demandes-internes */
export async function showInternalList(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { locale } = context;
  const offered = await listInternal(parts, agent.authorityId);
  const { dossiers, drafts } = await parts.platform.database.read([agent.authorityId], (tx) =>
    listOwn(tx, parts, agent, context.now),
  );
  const requests = await Promise.all(
    dossiers.map(async (dossier) => ({ dossier, version: await parts.catalogue.getVersionOf(dossier) })),
  );
  const unfinished = await Promise.all(
    drafts.map(async (draft) => ({ draft, version: await parts.catalogue.getVersionOf(draft) })),
  );
  const title = say(locale, 'title');
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'internal',
      children: (
        <>
          <PageHeading title={title} intro={say(locale, 'intro')} />
          {unfinished.length > 0 && (
            <Table
              caption={say(locale, 'draftsTitle')}
              rows={unfinished}
              rowKey={({ draft }) => draft.id}
              columns={[
                {
                  label: say(locale, 'column.procedure'),
                  rowHeader: true,
                  cell: ({ draft, version }) => (
                    <a class="govuk-link" href={internalDraftHref(draft.id)}>
                      {localize(version.procedure.title, locale)}
                    </a>
                  ),
                },
                { label: say(locale, 'column.until'), cell: ({ draft }) => formatDate(draft.expires_at, locale) },
              ]}
            />
          )}
          {requests.length === 0 ? (
            <>
              <h2 class="govuk-heading-m">{say(locale, 'mineTitle')}</h2>
              <p>{say(locale, 'mineNone')}</p>
            </>
          ) : (
            <Table
              caption={say(locale, 'mineTitle')}
              rows={requests}
              rowKey={({ dossier }) => dossier.id}
              columns={[
                {
                  label: say(locale, 'column.procedure'),
                  rowHeader: true,
                  cell: ({ dossier, version }) => (
                    <a class="govuk-link" href={internalDossierHref(dossier.id)}>
                      {localize(version.procedure.title, locale)}
                    </a>
                  ),
                },
                { label: say(locale, 'column.headline'), cell: ({ dossier }) => dossier.headline },
                {
                  label: say(locale, 'column.state'),
                  cell: ({ dossier, version }) => (
                    <Tag tone={phaseTone(dossier.phase)}>
                      {localize(getState(version.workflow, dossier.state).label, locale)}
                    </Tag>
                  ),
                },
                { label: say(locale, 'column.date'), cell: ({ dossier }) => formatDate(dossier.submitted_at, locale) },
                { label: say(locale, 'column.code'), cell: ({ dossier }) => formatTrackingCode(dossier.code) },
              ]}
            />
          )}
          <h2 class="govuk-heading-m">{say(locale, 'newTitle')}</h2>
          {offered.length === 0 ? <p>{say(locale, 'none')}</p> : <Offered offered={offered} locale={locale} />}
        </>
      ),
    }),
  );
}

function Offered({ offered, locale }: { offered: readonly AdoptedProcedure[]; locale: Locale }) {
  return (
    <div class="pv-stack">
      {offered.map(({ procedure }) => (
        <Card
          key={procedure.procedure}
          title={localize(procedure.title, locale)}
          href={`${internalHref}/nouvelle/${procedure.slug}`}
        >
          <p>{localize(procedure.summary, locale)}</p>
        </Card>
      ))}
    </div>
  );
}

/** What the agents of an authority may ask of it. */
export async function listInternal(
  { catalogue }: Pick<DossiersParts, 'catalogue'>,
  authorityId: string,
): Promise<AdoptedProcedure[]> {
  const all = await catalogue.listAdopted(authorityId, { agents: true });
  return all.filter(({ procedure }) => procedure.agentsOnly);
}

async function listOwn(tx: Tx, parts: DossiersParts, agent: AgentPrincipal, now: Date) {
  const { accountPseudonym } = internalApplicant(parts.identity, agent);
  const [dossiers, drafts] = await Promise.all([
    tx
      .selectFrom('dossiers')
      .select(dossierColumns)
      .where('authority_id', '=', agent.authorityId)
      .where('account_pseudonym', '=', accountPseudonym)
      .orderBy('submitted_at', 'desc')
      .limit(200)
      .execute(),
    tx
      .selectFrom('drafts')
      .select(['authority_id', 'id', 'procedure_id', 'procedure_version', 'overrides_revision', 'expires_at'])
      .where('authority_id', '=', agent.authorityId)
      .where('account_pseudonym', '=', accountPseudonym)
      .where('expires_at', '>', now)
      .orderBy('updated_at', 'desc')
      .limit(50)
      .execute(),
  ]);
  return { dossiers, drafts };
}

/** An internal procedure of the agent's authority. @throws {NotFoundError} for any other */
async function getInternal(
  context: RequestContext,
  { catalogue }: Pick<DossiersParts, 'catalogue'>,
  agent: AgentPrincipal,
): Promise<AdoptedProcedure> {
  const offered = await catalogue.findAdopted(agent.authorityId, context.params.procedure ?? '', { agents: true });
  if (offered === undefined || !offered.procedure.agentsOnly) throw new NotFoundError('procedure-not-found');
  return offered;
}

/** GET …/nouvelle/:procedure: what it is, and the button that begins it. */
export async function showBegin(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const { procedure, open } = await getInternal(context, parts, agent);
  const title = localize(procedure.title, locale);
  return page(
    await agentPage(context, parts.site, {
      title,
      current: 'internal',
      children: (
        <>
          <BackLink href={internalHref} label={say(locale, 'back')} />
          <PageHeading title={title} intro={localize(procedure.summary, locale)} />
          <Columns
            main={
              <>
                <RichText text={localize(procedure.description, locale)} headingLevel={2} />
                <p>{say(locale, 'known')}</p>
                {open ? (
                  <Form csrf={context.csrfToken()} idempotencyKey={newId(context.now.getTime())}>
                    <Button>{say(locale, 'begin')}</Button>
                  </Form>
                ) : (
                  <p>{say(locale, 'closed')}</p>
                )}
              </>
            }
            aside={
              <>
                <h2 class="govuk-heading-s">{say(locale, 'next')}</h2>
                <p>{localize(procedure.next, locale)}</p>
              </>
            }
            asideLabel={say(locale, 'next')}
          />
        </>
      ),
    }),
  );
}

/** POST …/nouvelle/:procedure: begins a draft, once for each page that was shown. */
export async function begin(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, procedure, version, overridesRevision, open } = await getInternal(context, parts, agent);
  const key = single(context.body, '_idempotency');
  if (!open || !isUuid(key)) return redirect(`${internalHref}/nouvelle/${procedure.slug}`);
  const { accountPseudonym } = internalApplicant(parts.identity, agent);
  const id = await parts.platform.database.transaction([authority.id], (tx) =>
    startDraft(tx, noIndex, {
      id: key,
      reuseFiled: false,
      authorityId: authority.id,
      procedureId: procedure.procedure,
      procedureVersion: version,
      overridesRevision,
      visitorHash: accountPseudonym,
      account: { id: agent.agentId, pseudonym: accountPseudonym },
      locale: context.locale,
      now: context.now,
    }),
  );
  return redirect(internalDraftHref(id));
}
