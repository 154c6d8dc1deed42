import { agentPage } from '#modules/identity/index.ts';
import { formatDate, formatShortDate } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { CorrespondenceParts } from '../correspondence-parts.ts';
import { LetterNotFoundError } from '../errors.ts';
import { correspondenceWords as say } from '../messages.ts';
import { type DelegationRow, listDelegations } from '../queries/find-delegations.ts';
import { delegateSignature, type NewDelegation, revokeDelegation } from '../usecases/delegate-signature.ts';
import { administratorAct } from './administrator.ts';

export const delegationsPath = '/agents/administration/delegations-de-signature';

interface Problem {
  readonly fieldId: string;
  readonly message: string;
}

function listAgents(tx: Tx, authorityId: string): Promise<{ id: string; name: string }[]> {
  return tx
    .selectFrom('agent_roles as r')
    .innerJoin('agents as g', 'g.id', 'r.agent_id')
    .select(['g.id', 'g.name'])
    .where('r.authority_id', '=', authorityId)
    .where('g.active', '=', true)
    .orderBy('g.name')
    .execute();
}

/** GET: who may sign for whom, and the form that notes one more. */
export async function showDelegations(
  context: RequestContext,
  parts: CorrespondenceParts,
  problems: readonly Problem[] = [],
): Promise<Result> {
  const { authorityId } = administratorAct(context);
  const { locale } = context;
  const [rows, agents] = await parts.platform.database.read(
    [authorityId],
    async (tx) => [await listDelegations(tx, authorityId), await listAgents(tx, authorityId)] as const,
  );
  const title = say(locale, 'delegations.title');
  const people = agents.map(({ id, name }) => ({ value: id, label: name }));
  const typed = (name: string) => single(context.body, name);
  const error = (fieldId: string) => problems.find((one) => one.fieldId === fieldId)?.message;
  return page(
    await agentPage(context, parts.site, {
      title: problems.length === 0 ? title : say(locale, 'errorTitle', { title }),
      current: 'signing-delegations',
      children: (
        <>
          <ErrorSummary errors={problems} />
          <PageHeading title={title} intro={say(locale, 'delegations.intro')} />
          {rows.length === 0 ? (
            <EmptyState title={say(locale, 'delegations.none')} />
          ) : (
            <DelegationTable rows={rows} csrf={context.csrfToken()} locale={locale} />
          )}
          <section aria-labelledby="ajouter">
            <h2 class="govuk-heading-m" id="ajouter">
              {say(locale, 'delegations.add')}
            </h2>
            <Form action={delegationsPath} csrf={context.csrfToken()}>
              <Select
                id="delegant"
                label={say(locale, 'delegations.delegator')}
                value={typed('delegant')}
                options={people}
                error={error('delegant')}
              />
              <TextInput
                id="qualite-delegant"
                label={say(locale, 'delegations.delegatorTitle')}
                hint={say(locale, 'delegations.delegatorTitleHint')}
                maxLength={120}
                value={typed('qualite-delegant')}
                error={error('qualite-delegant')}
              />
              <Select
                id="delegataire"
                label={say(locale, 'delegations.delegate')}
                value={typed('delegataire')}
                options={people}
                error={error('delegataire')}
              />
              <TextInput
                id="qualite-delegataire"
                label={say(locale, 'delegations.delegateTitle')}
                hint={say(locale, 'delegations.delegateTitleHint')}
                maxLength={120}
                value={typed('qualite-delegataire')}
                error={error('qualite-delegataire')}
              />
              <TextInput
                id="reference"
                label={say(locale, 'delegations.reference')}
                hint={say(locale, 'delegations.referenceHint')}
                maxLength={120}
                value={typed('reference')}
                error={error('reference')}
              />
              <TextInput
                id="date-arrete"
                type="date"
                width={10}
                label={say(locale, 'delegations.date')}
                value={typed('date-arrete')}
                error={error('date-arrete')}
              />
              <TextInput
                id="debut"
                type="date"
                width={10}
                label={say(locale, 'delegations.fromDay')}
                value={typed('debut')}
                error={error('debut')}
              />
              <TextInput
                id="fin"
                type="date"
                width={10}
                optional
                label={say(locale, 'delegations.untilDay')}
                value={typed('fin')}
                error={error('fin')}
              />
              <Checkbox id="absence" label={say(locale, 'delegations.onlyAbsent')} checked={typed('absence') !== ''} />
              <Button>{say(locale, 'save')}</Button>
            </Form>
          </section>
        </>
      ),
    }),
    { status: problems.length === 0 ? 200 : 422 },
  );
}

function DelegationTable({ rows, csrf, locale }: { rows: readonly DelegationRow[]; csrf: string; locale: Locale }) {
  return (
    <Table
      caption={say(locale, 'delegations.list')}
      captionHidden
      narrow="stack-early"
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          label: say(locale, 'delegations.who'),
          rowHeader: true,
          cell: (row) => `${row.delegate}, ${row.delegate_title}`,
        },
        { label: say(locale, 'delegations.for'), cell: (row) => `${row.delegator}, ${row.delegator_title}` },
        {
          label: say(locale, 'delegations.order'),
          cell: (row) =>
            say(locale, 'delegations.orderOf', {
              reference: row.order_reference,
              date: formatShortDate(row.order_date, locale),
            }),
        },
        { label: say(locale, 'delegations.when'), cell: (row) => spanWords(row, locale) },
        {
          label: say(locale, 'delegations.revoke'),
          cell: (row) =>
            row.revoked_at === null ? (
              <Form action={`${delegationsPath}/${row.id}/retirer`} csrf={csrf}>
                <Button tone="link" ariaLabel={say(locale, 'delegations.revokeOf', { name: row.delegate })}>
                  {say(locale, 'delegations.revoke')}
                </Button>
              </Form>
            ) : (
              say(locale, 'delegations.revokedOn', {
                date: formatDate(row.revoked_at, locale),
                name: row.revoked_by_name,
              })
            ),
        },
      ]}
    />
  );
}

function spanWords(row: DelegationRow, locale: Locale): string {
  const from = formatShortDate(row.from_day, locale);
  const span =
    row.until_day === null
      ? say(locale, 'delegations.from', { from })
      : say(locale, 'delegations.span', { from, until: formatShortDate(row.until_day, locale) });
  return row.only_absent ? `${span}, ${say(locale, 'delegations.absent')}` : span;
}

/** POST: notes a delegation. */
export async function submitDelegation(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const act = administratorAct(context);
  const { locale } = context;
  const text = (name: string) => single(context.body, name).trim();
  const problems: Problem[] = [];
  for (const name of ['delegant', 'qualite-delegant', 'delegataire', 'qualite-delegataire', 'reference']) {
    const value = text(name);
    if (value === '') problems.push({ fieldId: name, message: say(locale, 'missing') });
    else if (value.length > 120) problems.push({ fieldId: name, message: say(locale, 'tooLong') });
  }
  for (const name of ['date-arrete', 'debut'])
    if (!isDay(text(name))) problems.push({ fieldId: name, message: say(locale, 'missing') });
  const until = text('fin');
  if (until !== '' && (!isDay(until) || until < text('debut')))
    problems.push({ fieldId: 'fin', message: say(locale, 'delegations.dates') });
  const same = text('delegant') === text('delegataire');
  if (problems.length === 0 && same)
    problems.push({ fieldId: 'delegataire', message: say(locale, 'delegations.same') });
  if (problems.length > 0) return showDelegations(context, parts, problems);
  const given: NewDelegation = {
    delegatorId: text('delegant'),
    delegatorTitle: text('qualite-delegant'),
    delegateId: text('delegataire'),
    delegateTitle: text('qualite-delegataire'),
    fromDay: text('debut'),
    untilDay: until === '' ? null : until,
    onlyAbsent: text('absence') !== '',
    orderReference: text('reference'),
    orderDate: text('date-arrete'),
  };
  await parts.platform.database.transaction([act.authorityId], async (tx) => {
    const known = new Set((await listAgents(tx, act.authorityId)).map(({ id }) => id));
    // What the lists of the page cannot have sent.
    if (!known.has(given.delegatorId) || !known.has(given.delegateId)) throw new LetterNotFoundError();
    await delegateSignature(tx, act, given);
  });
  context.setFlash(say(locale, 'delegations.done'));
  return redirect(delegationsPath);
}

/** POST …/:delegation/retirer */
export async function submitRevocation(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const act = administratorAct(context);
  const id = context.params.delegation ?? '';
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new LetterNotFoundError();
  await parts.platform.database.transaction([act.authorityId], (tx) => revokeDelegation(tx, act, id));
  context.setFlash(say(context.locale, 'delegations.revoked'));
  return redirect(delegationsPath);
}

/** YYYY-MM-DD, a day that there is. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
