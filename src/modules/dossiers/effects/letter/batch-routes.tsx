import { findLetterhead, listTemplates } from '#modules/correspondence/index.ts';
import { renderPdf, renderPdfBundle } from '#modules/documents/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { content, page, type Result, type Route, redirect } from '#platform/http/route.ts';
import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { readSelection } from '../../bulk/read-selection.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { isUuid } from '../../domain/uuid.ts';
import { listInbox } from '../../queries/list-inbox.ts';
import { conditionsOf } from '../../usecases/act-scope.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { letterDocument } from '../../usecases/produce-letter.ts';
import { transitionVariables } from '../../usecases/transition-variables.ts';
import type { CapabilityParts } from '../capability-parts.ts';
import { agentRoute } from '../shared/agent-route.ts';
import {
  type Batch,
  type BatchLine,
  BatchNotFoundError,
  findBatch,
  findBatchLetter,
  listLines,
  listRecipients,
  mostLetters,
  printedLetters,
  startBatch,
  writeBatch,
  writtenAtOnce,
} from './batch.ts';
import { batchWords as say } from './batch-messages.ts';
import { batchPath } from './batch-path.ts';
import { findLetterChoice, type LetterChoice, listLetterChoices, postalLines, wayOfLetters } from './letter-choice.ts';
import { markedAsPreview } from './preview-letters.ts';
import { letterScope } from './used-letter.ts';

/** The same letter to the dossiers of a procedure and state, or to those ticked in the inbox. */
export function batchRoutes(parts: CapabilityParts): Route[] {
  return [
    agentRoute('agent-dossiers.letters', 'GET', batchPath, (context, agent) => showChoice(context, parts, agent)),
    agentRoute('agent-dossiers.write-letters', 'POST', batchPath, (context, agent) => submit(context, parts, agent)),
    agentRoute('agent-dossiers.letter-batch', 'GET', `${batchPath}/:authority/:batch`, (context, agent) =>
      showBatch(context, parts, agent),
    ),
    agentRoute(
      'agent-dossiers.print-letters',
      'GET',
      `${batchPath}/:authority/:batch/courriers.pdf`,
      (context, agent) => printBatch(context, parts, agent),
    ),
  ];
}

/** The authorities whose dossiers the agent may process. */
async function processedAuthorities(parts: CapabilityParts, agent: AgentPrincipal) {
  const ids = [...new Set(agent.rights.map(({ authorityId }) => authorityId))];
  return Promise.all(ids.map((id) => parts.directory.getAuthority(id)));
}

interface Chosen {
  readonly authorityId: string;
  readonly procedureId: string;
  readonly state: string;
  /** Those ticked elsewhere, `authority/dossier`. */
  readonly ids: readonly string[];
}

function chosenOf(context: RequestContext, authorityId: string): Chosen {
  const given = (name: string) => single(context.body, name) || (context.query[name] ?? '');
  const ticked = [context.body.dossier ?? (context.query.dossier ?? '').split(' ')].flat();
  return {
    authorityId,
    procedureId: given('demarche').slice(0, 120),
    state: given('etat').slice(0, 80),
    ids: ticked
      .map((text) => text.split('/').at(-1) ?? '')
      .filter(isUuid)
      .slice(0, mostLetters + 1),
  };
}

interface Problem {
  readonly fieldId: string;
  readonly message: string;
}

/** What the list of dossiers posts. One batch writes for one authority: that of the first dossier. */
interface FromInbox {
  readonly authorityId: string;
  readonly ids: readonly string[];
  /** How many of another authority are left out. */
  readonly others: number;
}

/** The dossiers ticked in the list, or all of it. */
async function chosenInInbox(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
): Promise<FromInbox | undefined> {
  const selection = readSelection(context.body, agent);
  const today = civilDate(instantOf(context.now)).toString();
  const chosen = selection.whole
    ? await parts.platform.database.read(agent.scope, async (tx) => {
        const { rows } = await listInbox(tx, agent, selection.filter, { today, limit: mostLetters + 1 });
        return rows.map((row) => ({ authorityId: row.authority_id, dossierId: row.id }));
      })
    : selection.ticked;
  const authorityId = chosen[0]?.authorityId;
  if (authorityId === undefined) return undefined;
  const own = chosen.filter((one) => one.authorityId === authorityId);
  return { authorityId, ids: own.map(({ dossierId }) => dossierId), others: chosen.length - own.length };
}

async function showChoice(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  problem?: Problem,
  inbox?: FromInbox,
): Promise<Result> {
  const { locale } = context;
  const authorities = await processedAuthorities(parts, agent);
  const slug = single(context.body, 'collectivite') || context.query.collectivite;
  const authority =
    authorities.find((one) => (inbox === undefined ? one.slug === slug : one.id === inbox.authorityId)) ??
    authorities[0];
  const title = say(locale, 'title');
  const posted = authority === undefined ? undefined : chosenOf(context, authority.id);
  const chosen = posted === undefined || inbox === undefined ? posted : { ...posted, ids: inbox.ids };
  const adopted = authority === undefined ? [] : await parts.catalogue.listAdopted(authority.id, { agents: true });
  const procedure = adopted.find((one) => one.procedure.procedure === chosen?.procedureId);
  const fromInbox = chosen !== undefined && chosen.procedureId === '' && chosen.ids.length > 0;
  const isFound = chosen !== undefined && (procedure !== undefined || fromInbox);
  const read = await parts.platform.database.read(agent.scope, async (tx) => ({
    recipients: isFound
      ? await listRecipients(tx, agent, chosen.authorityId, fromInbox ? { ids: chosen.ids } : chosen)
      : [],
    own: authority === undefined ? [] : await listTemplates(tx, authority.id),
    former: await tx
      .selectFrom('letter_batches')
      .selectAll()
      .where('authority_id', 'in', [...agent.scope])
      .where('made_by', '=', agent.agentId)
      .orderBy('made_at', 'desc')
      .limit(10)
      .execute(),
  }));
  const choices = await parts.platform.database.read(agent.scope, (tx) =>
    listLetterChoices(
      tx,
      authority?.id ?? '',
      read.recipients.map(({ id }) => id),
    ),
  );
  const letters = letterChoices(parts, read.own, locale);
  const slugs = new Map(authorities.map(({ id, slug: name }) => [id, name]));
  return page(
    await agentPage(context, parts.site, {
      title: problem === undefined ? title : say(locale, 'errorTitle', { title }),
      current: 'letter-batches',
      children: (
        <>
          <ErrorSummary errors={problem === undefined ? [] : [problem]} />
          <PageHeading title={title} intro={say(locale, 'intro')} />
          <Form method="get" action={batchPath}>
            {authorities.length > 1 && (
              <Select
                id="collectivite"
                label={say(locale, 'authority')}
                placeholder={false}
                value={authority?.slug}
                options={authorities.map((one) => ({ value: one.slug, label: one.name }))}
              />
            )}
            <Select
              id="demarche"
              label={say(locale, 'procedure')}
              value={chosen?.procedureId}
              options={adopted.map((one) => ({
                value: one.procedure.procedure,
                label: localize(one.procedure.title, locale),
              }))}
            />
            <Select
              id="etat"
              label={say(locale, 'state')}
              placeholder={say(locale, 'anyState')}
              optional
              value={chosen?.state}
              options={[...(procedure?.workflow.statesById.values() ?? [])].map((state) => ({
                value: state.id,
                label: localize(state.agentLabel ?? state.label, locale),
              }))}
            />
            <Button tone="secondary">{say(locale, 'find')}</Button>
          </Form>
          {inbox !== undefined && inbox.others > 0 && (
            <InsetText>{say(locale, 'otherAuthority', { count: inbox.others })}</InsetText>
          )}
          {read.recipients.length > mostLetters && <InsetText>{say(locale, 'firstOnly')}</InsetText>}
          {isFound && read.recipients.length === 0 && <EmptyState title={say(locale, 'none')} />}
          {read.recipients.length > 0 && authority !== undefined && (
            <Form action={batchPath} csrf={context.csrfToken()}>
              <input type="hidden" name="cle" value={newId(context.now.getTime())} />
              <input type="hidden" name="collectivite" value={authority.slug} />
              <input type="hidden" name="demarche" value={chosen?.procedureId ?? ''} />
              <input type="hidden" name="etat" value={chosen?.state ?? ''} />
              <Recipients
                rows={read.recipients.slice(0, mostLetters)}
                choices={choices}
                unticked={problem === undefined ? new Set() : untickedOf(context, read.recipients)}
                locale={locale}
              />
              <Select
                id="courrier"
                label={say(locale, 'letter')}
                hint={say(locale, 'letter.hint')}
                value={single(context.body, 'courrier')}
                options={letters}
                error={problem?.fieldId === 'courrier' ? problem.message : undefined}
              />
              <Radios
                id="envoi"
                label={say(locale, 'sending')}
                value={single(context.body, 'envoi') || 'chosen'}
                options={[
                  { value: 'chosen', label: say(locale, 'sending.chosen'), hint: say(locale, 'sending.chosenHint') },
                  { value: 'paper', label: say(locale, 'sending.paper') },
                ]}
              />
              <ButtonGroup>
                <Button>{say(locale, 'write')}</Button>
                <Button tone="secondary" name="apercu" value="oui">
                  {say(locale, 'preview')}
                </Button>
              </ButtonGroup>
            </Form>
          )}
          {read.former.length > 0 && (
            <section aria-labelledby="envois">
              <h2 class="govuk-heading-m" id="envois">
                {say(locale, 'former')}
              </h2>
              <ul class="govuk-list">
                {read.former.map((batch) => (
                  <li key={batch.id}>
                    <a class="govuk-link" href={`${batchPath}/${slugs.get(batch.authority_id) ?? ''}/${batch.id}`}>
                      {say(locale, 'formerOne', { title: batch.title, date: formatDate(batch.made_at, locale) })}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      ),
    }),
    { status: problem === undefined ? 200 : 422 },
  );
}

function untickedOf(context: RequestContext, rows: readonly DossierRow[]): ReadonlySet<string> {
  const ticked = new Set([context.body.dossier ?? []].flat().map((text) => text.split('/').at(-1)));
  return new Set(rows.flatMap(({ id }) => (ticked.has(id) ? [] : [id])));
}

/**
 * The letters that an agent may write to many: the library's and the authority's own, but for those that are a decision,
 * which only the act of the procedure takes.
 */
function letterChoices(
  { catalogue }: Pick<CapabilityParts, 'catalogue'>,
  own: Awaited<ReturnType<typeof listTemplates>>,
  locale: Locale,
) {
  const said = new Map(
    own.flatMap(({ letterId, content: text }) => (text === undefined ? [] : [[letterId, text] as const])),
  );
  const letters: { value: string; title: LocalizedText; decision?: string | undefined }[] = [
    ...manyLetters.map((id) => ({ value: id, ...(said.get(id) ?? catalogue.letter(id)) })),
    ...[...said].filter(([id]) => id.startsWith('own-')).map(([id, text]) => ({ value: id, ...text })),
  ];
  return letters
    .filter(({ decision }) => decision === undefined)
    .map(({ value, title }) => ({ value, label: localize(title, locale).replaceAll(/\s*\{\{[^}]*\}\}/g, '') }));
}

/** Those of the library that say something by themselves; the others need what an act asks. */
const manyLetters = ['acceptance', 'declaration-receipt'] as const;

function Recipients(props: {
  rows: readonly DossierRow[];
  choices: ReadonlyMap<string, LetterChoice>;
  unticked: ReadonlySet<string>;
  locale: Locale;
}) {
  const { rows, choices, unticked, locale } = props;
  return (
    <Table
      caption={say(locale, 'recipients')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          label: say(locale, 'line.dossier'),
          rowHeader: true,
          oneLine: true,
          cell: (row) => (
            <Checkbox
              id={`dossier-${row.id}`}
              name="dossier"
              value={`${row.authority_id}/${row.id}`}
              label={formatTrackingCode(row.code)}
              checked={!unticked.has(row.id)}
              small
            />
          ),
        },
        { label: say(locale, 'applicant'), cell: (row) => row.applicant_name },
        {
          label: say(locale, 'way'),
          cell: (row) => say(locale, `way.${wayOfLetters(row, choices.get(row.id))}`),
        },
      ]}
    />
  );
}

async function submit(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale, now, origin } = context;
  const authorities = await processedAuthorities(parts, agent);
  // The list of dossiers posts those that were ticked here, without a letter yet.
  if (single(context.body, 'courrier') === '' && single(context.body, 'cle') === '') {
    const inbox = await chosenInInbox(context, parts, agent);
    if (inbox !== undefined) return showChoice(context, parts, agent, undefined, inbox);
    return showChoice(context, parts, agent, { fieldId: 'demarche', message: say(locale, 'noneChosen') });
  }
  const wanted = single(context.body, 'collectivite');
  const authority = authorities.find(({ slug }) => slug === wanted);
  if (authority === undefined) throw new BatchNotFoundError();
  const { ids } = chosenOf(context, authority.id);
  const again = (fieldId: string, message: string) => showChoice(context, parts, agent, { fieldId, message });
  const letterId = single(context.body, 'courrier');
  const first = ids[0] === undefined ? '' : `dossier-${ids[0]}`;
  if (ids.length === 0) return again('courrier', say(locale, 'noneChosen'));
  if (ids.length > mostLetters) return again(first, say(locale, 'tooMany'));
  const { database } = parts.platform;
  const key = single(context.body, 'cle');
  const sending = single(context.body, 'envoi') === 'paper' ? 'paper' : 'chosen';
  const done = await database.transaction(agent.scope, async (tx) => {
    const dossiers = await listRecipients(tx, agent, authority.id, { ids });
    const own = await listTemplates(tx, authority.id);
    const letter = letterChoices(parts, own, 'fr').find(({ value }) => value === letterId);
    if (letter === undefined) return { problem: 'noLetter' as const };
    // What they may not write to does not exist for them.
    if (dossiers.length === 0) throw new BatchNotFoundError();
    if (single(context.body, 'apercu') !== '') return { preview: dossiers[0] };
    const title = letter.label;
    const act = { agent, authorityId: authority.id, letterId, title, sending, dossiers, origin, now } as const;
    return {
      batchId: await startBatch(tx, parts, { ...act, key: isUuid(key) ? key : newId() }),
      count: dossiers.length,
    };
  });
  if ('problem' in done) return again('courrier', say(locale, done.problem ?? 'noLetter'));
  if ('preview' in done)
    return done.preview === undefined ? redirect(batchPath) : preview(context, parts, agent, done.preview, letterId);
  // A few are written while the agent waits; the job goes on with the others.
  await writeBatch(parts, { authorityId: authority.id, batchId: done.batchId }, writtenAtOnce);
  context.setFlash(say(locale, 'started', { count: done.count }));
  return redirect(`${batchPath}/${authority.slug}/${done.batchId}`);
}

async function preview(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
  dossier: DossierRow,
  letterId: string,
): Promise<Result> {
  const { now, origin } = context;
  const { procedure, form } = await parts.catalogue.getVersionOf(dossier);
  const authority = await parts.directory.getAuthority(dossier.authority_id);
  const choice = await parts.platform.database.read(agent.scope, (tx) =>
    findLetterChoice(tx, authority.id, dossier.id),
  );
  const subject = {
    ...{ dossier, authority, procedure, form, actorName: agent.name, now, origin },
    postalLines: postalLines(choice),
  };
  const scope = letterScope(conditionsOf(dossier, form, authority, now).scope, subject);
  const drawn = await parts.platform.database.read(agent.scope, async (tx) => {
    const letter = await findBatchLetter(tx, parts, authority.id, letterId, scope);
    if (letter === undefined) throw new BatchNotFoundError();
    const document = letterDocument(
      letter,
      subject,
      transitionVariables(subject, {}, dossier.locale),
      dossier.locale,
      undefined,
    );
    return markedAsPreview(document, await findLetterhead(tx, authority.id));
  });
  return pdf(await renderPdf(drawn), 'apercu.pdf');
}

function pdf(bytes: Buffer, name: string): Result {
  return content(bytes, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${name}"`,
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  });
}

/** Whoever made the batch. @throws {BatchNotFoundError} for anybody else */
async function openBatch(
  context: RequestContext,
  parts: CapabilityParts,
  agent: AgentPrincipal,
): Promise<{ batch: Batch; lines: BatchLine[] }> {
  const authority = await parts.directory.findAuthorityBySlug(context.params.authority ?? '');
  const id = context.params.batch ?? '';
  if (authority === undefined || !agent.scope.includes(authority.id) || !isUuid(id)) throw new BatchNotFoundError();
  return parts.platform.database.read(agent.scope, async (tx) => {
    const batch = await findBatch(tx, authority.id, id);
    if (batch === undefined || batch.made_by !== agent.agentId) throw new BatchNotFoundError();
    return { batch, lines: await listLines(tx, authority.id, id) };
  });
}

async function showBatch(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { locale } = context;
  const { batch, lines } = await openBatch(context, parts, agent);
  const count = (state: BatchLine['state']) => lines.filter((line) => line.state === state).length;
  const base = context.path;
  const hasPaper = lines.some(({ way }) => way === 'paper');
  return page(
    await agentPage(context, parts.site, {
      title: batch.title,
      current: 'letter-batches',
      children: (
        <>
          <BackLink href={batchPath} label={say(locale, 'batch.back')} />
          <PageHeading
            title={batch.title}
            caption={say(locale, batch.state === 'done' ? 'batch.done' : 'batch.running')}
            intro={say(locale, 'batch.progress', {
              written: count('written'),
              refused: count('refused'),
              waiting: count('waiting'),
            })}
          />
          {batch.state === 'running' && (
            <p class="govuk-body">
              <a class="govuk-link" href={base}>
                {say(locale, 'batch.reload')}
              </a>
            </p>
          )}
          {count('written') > 0 && (
            <ul class="govuk-list">
              {hasPaper && (
                <>
                  <li>
                    <a class="govuk-link" href={`${base}/courriers.pdf`}>
                      {say(locale, 'batch.print')}
                    </a>
                  </li>
                  <li>
                    <a class="govuk-link" href={`${base}/courriers.pdf?adresse=oui`}>
                      {say(locale, 'batch.printCovers')}
                    </a>
                  </li>
                </>
              )}
              <li>
                <a class="govuk-link" href={`${base}/courriers.pdf?tous=oui`}>
                  {say(locale, 'batch.printAll')}
                </a>
              </li>
            </ul>
          )}
          <Table
            caption={say(locale, 'recipients')}
            rows={lines}
            rowKey={(line) => line.dossier_id}
            columns={[
              {
                label: say(locale, 'line.dossier'),
                rowHeader: true,
                oneLine: true,
                cell: (line) => (
                  <a class="govuk-link" href={`/agents/dossiers/${context.params.authority ?? ''}/${line.dossier_id}`}>
                    {formatTrackingCode(line.code)}
                  </a>
                ),
              },
              { label: say(locale, 'line.outcome'), cell: (line) => outcomeWords(line, locale) },
            ]}
          />
        </>
      ),
    }),
  );
}

function outcomeWords(line: BatchLine, locale: Locale): string {
  if (line.state === 'waiting') return say(locale, 'line.waiting');
  if (line.state === 'refused') return say(locale, 'line.refused', { reason: line.reason ?? '' });
  return say(locale, `line.${line.way ?? 'paper'}`);
}

async function printBatch(context: RequestContext, parts: CapabilityParts, agent: AgentPrincipal): Promise<Result> {
  const { batch } = await openBatch(context, parts, agent);
  const letters = await parts.platform.database.read(agent.scope, (tx) =>
    printedLetters(tx, batch, { all: context.query.tous === 'oui', covers: context.query.adresse === 'oui' }),
  );
  if (letters.length === 0) throw new BatchNotFoundError();
  return pdf(await renderPdfBundle(letters, { title: batch.title, bothSides: true }), 'courriers.pdf');
}
