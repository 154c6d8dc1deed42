import { documentResult, renderPdf } from '#modules/documents/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { content, page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { endsSoon, type Mandate, type MandateState, personOf, stateOf } from '../../domain/mandate.ts';
import { mandatePdf } from '../../domain/mandate-pdf.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { mandateWords } from '../../messages.ts';
import { describeScope } from '../../queries/describe-procedures.ts';
import { getOwnMandate } from '../../queries/get-mandate.ts';
import { listActs } from '../../queries/list-mandates.ts';
import { revokeMandate } from '../../usecases/revoke-mandate.ts';
import { Acts } from '../acts.tsx';
import { ScopeList } from '../scope-list.tsx';
import { stateTone } from '../tones.ts';
import { AgreementForms, type AgreementProblem } from './agreement-forms.tsx';
import { mandatesHref } from './menu.ts';
import { deskWords as say } from './messages.ts';
import { Active, readWork } from './under-way.tsx';

/** GET /agents/mandats/:mandate: the helper's own mandate, and what may be done with it in its state. */
export async function showMandate(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
  problem?: AgreementProblem,
): Promise<Result> {
  const { locale, now } = context;
  const { mandate, former, next, acts } = await parts.platform.database.read([agent.authorityId], async (tx) => {
    const found = await getOwnMandate(tx, agent, context.params.mandate ?? '');
    const former = found.renews === null ? undefined : await getOwnMandate(tx, agent, found.renews);
    const next = found.replacedBy === null ? undefined : await getOwnMandate(tx, agent, found.replacedBy);
    return { mandate: found, former, next, acts: await listActs(tx, agent.authorityId, found.id) };
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
          {state !== 'waiting' && state !== 'active' && (
            <Notification tone="warning" title={mandateWords(locale, `state.${state}`)}>
              <p class="govuk-body">{say(locale, next === undefined ? 'over' : 'replaced')}</p>
            </Notification>
          )}
          {state === 'active' && endsSoon(mandate, now) !== undefined && (
            <Notification tone="warning" title={soonInWords(mandate, now, locale)}>
              <p class="govuk-body">{say(locale, 'soonHint')}</p>
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
                  <ScopeList
                    scope={scope}
                    note={(one) => (one.usable || state !== 'active' ? '' : say(locale, 'notToday'))}
                  />
                ),
              },
              ...(former === undefined
                ? []
                : [{ term: say(locale, 'follows'), value: <MandateLink mandate={former} locale={locale} /> }]),
              ...(next === undefined
                ? []
                : [{ term: say(locale, 'replacedBy'), value: <MandateLink mandate={next} locale={locale} /> }]),
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

function MandateLink({ mandate, locale }: { mandate: Mandate; locale: Locale }) {
  return (
    <a class="govuk-link" href={`${mandatesHref}/${mandate.id}`}>
      {say(locale, 'mandate.of', { date: formatDate(mandate.createdAt, locale) })}
    </a>
  );
}

/** "Se termine dans 5 jours" */
export function soonInWords(mandate: Pick<Mandate, 'endsAt' | 'days'>, now: Date, locale: Locale): string {
  const left = endsSoon(mandate, now) ?? 0;
  return left === 0 ? say(locale, 'soonToday') : say(locale, left === 1 ? 'soonOne' : 'soon', { count: left });
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
      {state !== 'waiting' && mandate.replacedBy === null && (
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
