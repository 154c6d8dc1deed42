import type { VNode } from 'preact';
import { documentResult } from '#modules/documents/index.ts';
import { formatSiret } from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { ForbiddenError, NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import type { BodiesParts } from '../../bodies-parts.ts';
import { isManaged } from '../../domain/body.ts';
import { BodyRepresentedError } from '../../errors.ts';
import { bodyMessages as say } from '../../messages.ts';
import { listRepresentatives } from '../../queries/find-body.ts';
import { type DeclarationRow, getDeclaration, listDeclarations } from '../../queries/list-declarations.ts';
import { decideDeclaration } from '../../usecases/decide-declaration.ts';
import { agentOf, deskPath, idParam } from '../body-web.tsx';

/** Who may open an organisation's requests to somebody: those who lead a team of the authority, and its administrators. */
export function mayDecide(agent: AgentPrincipal): boolean {
  return agent.role !== 'agent';
}

/** @throws ForbiddenError */
function decidingAgent(context: RequestContext): AgentPrincipal {
  const agent = agentOf(context);
  if (!mayDecide(agent)) throw new ForbiddenError('not-a-leader');
  return agent;
}

export async function showDeclarations(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { locale } = context;
  const { authorityId } = decidingAgent(context);
  const { waiting, decided } = await parts.platform.database.read([authorityId], (tx) =>
    listDeclarations(tx, authorityId),
  );
  const title = say(locale, 'deskTitle');
  const document = await agentPage(context, parts.site, {
    title,
    current: 'bodies',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'deskIntro')} />
        {waiting.length === 0 ? (
          <p class="govuk-body">{say(locale, 'deskNone')}</p>
        ) : (
          <DeclarationTable context={context} caption={say(locale, 'deskWaiting')} rows={waiting} />
        )}
        {decided.length > 0 && (
          <DeclarationTable context={context} caption={say(locale, 'deskDecided')} rows={decided} />
        )}
      </>
    ),
  });
  return page(document);
}

function DeclarationTable(props: { context: RequestContext; caption: string; rows: readonly DeclarationRow[] }) {
  const { locale } = props.context;
  return (
    <Table
      caption={props.caption}
      rows={props.rows}
      rowKey={(row) => row.id}
      columns={[
        {
          label: say(locale, 'name'),
          rowHeader: true,
          cell: (row) => (
            <a class="govuk-link" href={`${deskPath}/${row.id}`}>
              {row.name}
            </a>
          ),
        },
        { label: say(locale, 'number'), cell: numberOf },
        { label: say(locale, 'declarant'), cell: (row) => row.declarant_name },
        { label: say(locale, 'declaredOn'), cell: (row) => formatDate(row.declared_at, locale) },
        { label: say(locale, 'state'), cell: (row) => say(locale, `state.${row.state}`) },
      ]}
    />
  );
}

function numberOf(row: DeclarationRow): string {
  return row.siret === null ? (row.rna ?? '') : formatSiret(row.siret);
}

export async function showDeclaration(context: RequestContext, parts: BodiesParts): Promise<Result> {
  return page(await declarationPage(context, parts, '', undefined));
}

async function declarationPage(
  context: RequestContext,
  parts: BodiesParts,
  reason: string,
  error: string | undefined,
): Promise<VNode> {
  const { locale } = context;
  const { authorityId } = decidingAgent(context);
  const id = idParam(context, 'declaration');
  const declaration = await parts.platform.database.read([authorityId], (tx) => getDeclaration(tx, authorityId, id));
  const represented = declaration.state === 'waiting' && (await isRepresented(parts, declaration));
  const href = `${deskPath}/${id}`;
  return agentPage(context, parts.site, {
    title: error === undefined ? declaration.name : say(locale, 'errorTitle', { title: declaration.name }),
    current: 'bodies',
    breadcrumbs: [{ href: deskPath, label: say(locale, 'deskTitle') }],
    children: (
      <>
        <ErrorSummary errors={error === undefined ? [] : [{ fieldId: 'motif', message: error }]} />
        <PageHeading title={declaration.name} caption={say(locale, `kind.${declaration.kind}`)} />
        {represented && (
          <Notification tone="important" title={say(locale, 'representedTitle')}>
            <p class="govuk-body">{say(locale, 'represented')}</p>
          </Notification>
        )}
        <SummaryList
          rows={[
            { term: say(locale, 'number'), value: numberOf(declaration) },
            {
              term: say(locale, 'foundName'),
              value: declaration.found_name ?? say(locale, declaration.siret === null ? 'notAsked' : 'notFound'),
            },
            { term: say(locale, 'declarant'), value: declaration.declarant_name },
            { term: say(locale, 'capacity'), value: declaration.capacity },
            { term: say(locale, 'declaredOn'), value: formatDate(declaration.declared_at, locale) },
            {
              term: say(locale, 'proof'),
              value: (
                <a class="govuk-link" href={`${href}/justificatif`}>
                  {say(locale, 'readProof')}
                </a>
              ),
            },
            { term: say(locale, 'state'), value: say(locale, `state.${declaration.state}`) },
            ...(declaration.decided_by_name === null
              ? []
              : [{ term: say(locale, 'decidedBy'), value: declaration.decided_by_name }]),
            ...(declaration.reason === null ? [] : [{ term: say(locale, 'reason'), value: declaration.reason }]),
          ]}
        />
        {declaration.state === 'waiting' && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'decideTitle')}</h2>
            <Form action={href} csrf={context.csrfToken()}>
              <Textarea
                id="motif"
                label={say(locale, 'reason')}
                hint={say(locale, 'reasonHint')}
                rows={3}
                value={reason}
                error={error}
              />
              <ButtonGroup>
                {!represented && (
                  <Button name="reponse" value="oui">
                    {say(locale, 'acceptDeclaration')}
                  </Button>
                )}
                <Button tone={represented ? 'primary' : 'secondary'} name="reponse" value="non">
                  {say(locale, 'refuseDeclaration')}
                </Button>
              </ButtonGroup>
            </Form>
          </>
        )}
      </>
    ),
  });
}

async function isRepresented(parts: BodiesParts, declaration: DeclarationRow): Promise<boolean> {
  const { open } = parts.platform.database;
  const body = await open
    .selectFrom('bodies')
    .select('id')
    .where((eb) => eb.or([eb('siret', '=', declaration.siret ?? ''), eb('rna', '=', declaration.rna ?? '')]))
    .executeTakeFirst();
  return body !== undefined && isManaged(await listRepresentatives(open, body.id));
}

export async function submitDecision(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { locale } = context;
  const agent = decidingAgent(context);
  const declarationId = idParam(context, 'declaration');
  const accept = single(context.body, 'reponse') === 'oui';
  const reason = single(context.body, 'motif').trim().slice(0, 2000);
  if (!accept && reason === '')
    return page(await declarationPage(context, parts, reason, say(locale, 'reason-missing')), { status: 422 });
  try {
    await decideDeclaration(parts, agent, { declarationId, accept, reason: accept ? '' : reason });
  } catch (error) {
    if (!(error instanceof BodyRepresentedError)) throw error;
    return page(await declarationPage(context, parts, reason, undefined), { status: 409 });
  }
  context.setFlash(say(locale, accept ? 'declarationAccepted' : 'declarationRefused'));
  return redirect(deskPath);
}

export async function showProof(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { authorityId } = decidingAgent(context);
  const id = idParam(context, 'declaration');
  const document = await parts.platform.database.read([authorityId], async (tx) => {
    const declaration = await getDeclaration(tx, authorityId, id);
    return parts.documents.find(tx, authorityId, declaration.document_id);
  });
  if (document === undefined) throw new NotFoundError();
  return documentResult(document, await parts.documents.open(authorityId, document), { inline: true });
}
