import { Readable } from 'node:stream';
import type { Selectable } from 'kysely';
import { type AuthorityKeys, createAuthorityKeys } from '#modules/documents/index.ts';
import type { Answers, CompiledForm } from '#modules/forms/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { decryptChunks, encryptChunks } from '#platform/crypto/envelope.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { JobKind } from '#platform/jobs/jobs.ts';
import { mayRemoveFiles } from '#platform/storage/held-files.ts';
import { findAgentAtWork } from '../bulk/agent-at-work.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import type { InboxCursor } from '../queries/list-inbox.ts';
import { filterOfListParameter } from '../web/agent/inbox-address.ts';
import { csvLine, csvStart } from './csv.ts';
import { answerCells, answerColumns, cellOf, columnLabel, exportColumns } from './export-columns.ts';
import { listExported } from './list-exported.ts';
import { exportWords as say } from './messages.ts';
import { odsFile } from './ods.ts';

export interface ExportData {
  readonly authorityId: string;
  readonly exportId: string;
}

/** Writes the file of an export. */
export const exportKind: JobKind<ExportData> = { name: 'export-desk' };

export const exportKeptDays = 7;

export type DeskExport = Selectable<Tables['desk_exports']>;

/** Under the authority, beside its documents; the identifier is random. */
export function exportFileKey({ authority_id, id }: Pick<DeskExport, 'authority_id' | 'id'>): string {
  return `${authority_id}/exports/${id.replaceAll('-', '')}`;
}

/**
 * Writes the file, encrypted as it comes, page after page of the list: memory does not grow with it. It holds what the
 * agent may see now, not when they asked. Done again after a failure, it is written anew.
 */
export async function makeExport(parts: DossiersParts, { authorityId, exportId }: ExportData): Promise<void> {
  const { database, files, clock } = parts.platform;
  const asked = await database.transaction([authorityId], (tx) => takeExport(tx, authorityId, exportId));
  if (asked === undefined) return;
  const agent = await findAgentAtWork(database.open, asked.agent_id, authorityId);
  if (agent === undefined) {
    await endExport(parts, asked, { state: 'failed' }, 'failed');
    return;
  }
  try {
    const keys = createAuthorityKeys(parts.platform);
    const dataKey = await keys.current(authorityId);
    const writing = new ExportWriting(parts, agent, asked);
    await files.put(exportFileKey(asked), encryptChunks(writing.bytes(), dataKey.key, dataKey.version));
    const now = new Date(clock.now().epochMilliseconds);
    const expires = new Date(now.getTime() + exportKeptDays * 86_400_000);
    const ended = {
      state: 'ready' as const,
      rows_written: writing.rows,
      size: String(writing.size),
      expires_at: expires,
    };
    await endExport(parts, asked, ended, 'made', (tx) => tellAgent(tx, parts, agent, asked, writing.rows, expires));
  } catch (error) {
    await endExport(parts, asked, { state: 'failed' }, 'failed');
    throw error;
  }
}

/** SELECT of the keys of the file store that exports name. */
export const exportFilesQuery = `SELECT authority_id || '/exports/' || replace(id::text, '-', '') FROM desk_exports WHERE state = 'ready'`;

/** The clear bytes of a file that is ready. */
export async function openExport(parts: DossiersParts, found: DeskExport): Promise<Readable> {
  const keys: AuthorityKeys = createAuthorityKeys(parts.platform);
  const encrypted = await parts.platform.files.get(exportFileKey(found));
  return Readable.from(
    decryptChunks(encrypted, (version) => keys.get(found.authority_id, version)),
    { objectMode: false },
  );
}

async function takeExport(tx: Tx, authorityId: string, exportId: string): Promise<DeskExport | undefined> {
  return tx
    .updateTable('desk_exports')
    .set({ state: 'running', rows_written: 0 })
    .where('authority_id', '=', authorityId)
    .where('id', '=', exportId)
    .where('state', 'in', ['waiting', 'running', 'failed'])
    .returningAll()
    .executeTakeFirst();
}

/** Writes the end of an export, and that it happened, in one transaction. */
async function endExport(
  parts: DossiersParts,
  asked: DeskExport,
  change: Partial<Pick<DeskExport, 'state' | 'rows_written' | 'size' | 'expires_at'>>,
  kind: 'made' | 'failed',
  besides?: (tx: Tx) => Promise<void>,
): Promise<void> {
  const now = new Date(parts.platform.clock.now().epochMilliseconds);
  await parts.platform.database.transaction([asked.authority_id], async (tx) => {
    await tx
      .updateTable('desk_exports')
      .set({ ...change, finished_at: now })
      .where('authority_id', '=', asked.authority_id)
      .where('id', '=', asked.id)
      .execute();
    await recordExportAct(tx, asked, kind, now, undefined, { rows: change.rows_written ?? 0 });
    await besides?.(tx);
  });
}

export async function recordExportAct(
  tx: Tx,
  { authority_id, id }: Pick<DeskExport, 'authority_id' | 'id'>,
  kind: Tables['desk_export_acts']['kind'],
  now: Date,
  agent?: Pick<AgentPrincipal, 'agentId' | 'name'>,
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await tx
    .insertInto('desk_export_acts')
    .values({
      authority_id,
      export_id: id,
      id: newId(now.getTime()),
      at: now,
      kind,
      agent_id: agent?.agentId ?? null,
      agent_name: agent?.name ?? '',
      data: JSON.stringify(data),
    })
    .execute();
}

async function tellAgent(
  tx: Tx,
  parts: DossiersParts,
  agent: AgentPrincipal,
  asked: DeskExport,
  count: number,
  expires: Date,
): Promise<void> {
  const locale: Locale = asked.locale === 'en' ? 'en' : 'fr';
  await queueMessage(parts.platform, tx, {
    authorityId: asked.authority_id,
    medium: 'email',
    recipient: agent.email,
    subject: say(locale, 'mailSubject'),
    body: composeEmail({
      locale,
      paragraphs: [say(locale, 'mailBody', { count, date: formatDate(expires, locale) })],
      action: { label: say(locale, 'mailAction'), href: `${asked.origin}/agents/exports/${asked.id}` },
      authority: { name: agent.authorityName },
    }),
  });
}

/** One file under way. */
class ExportWriting {
  readonly #parts: DossiersParts;
  readonly #agent: AgentPrincipal;
  readonly #asked: DeskExport;
  rows = 0;
  size = 0;

  constructor(parts: DossiersParts, agent: AgentPrincipal, asked: DeskExport) {
    this.#parts = parts;
    this.#agent = agent;
    this.#asked = asked;
  }

  async *bytes(): AsyncGenerator<Buffer> {
    const { format, locale } = this.#asked;
    const chunks = format === 'ods' ? odsFile(say(locale === 'en' ? 'en' : 'fr', 'sheet'), this.#lines()) : this.#csv();
    for await (const chunk of chunks) {
      this.size += chunk.length;
      yield chunk;
    }
  }

  async *#csv(): AsyncGenerator<Buffer> {
    let pending = csvStart;
    for await (const line of this.#lines()) {
      pending += csvLine(line);
      if (pending.length < 64 * 1024) continue;
      yield Buffer.from(pending);
      pending = '';
    }
    if (pending !== '') yield Buffer.from(pending);
  }

  async *#lines(): AsyncGenerator<string[]> {
    const { database, clock } = this.#parts.platform;
    const locale: Locale = this.#asked.locale === 'en' ? 'en' : 'fr';
    const filter = filterOfListParameter(this.#asked.query) ?? { view: 'todo' };
    const columns = exportColumns.filter((column) => this.#asked.columns.includes(column));
    const questions = await this.#questions(filter.procedureId, locale);
    yield [...columns.map((column) => columnLabel(column, locale)), ...questions.map((question) => question.label)];
    const names = await this.#names();
    const today = civilDate(clock.now()).toString();
    const contacts = columns.includes('email') || columns.includes('phone');
    const answered = questions.length > 0;
    const read = (after: InboxCursor | undefined) => {
      const page = database.read(this.#agent.scope, (tx) =>
        listExported(tx, this.#agent, filter, {
          today,
          contacts,
          answers: answered,
          ...(after === undefined ? {} : { after }),
        }),
      );
      // It may fail before it is waited for.
      page.catch(() => undefined);
      return page;
    };
    // PostgreSQL reads a page while the one before it is written.
    let coming: ReturnType<typeof read> | undefined = read(undefined);
    while (coming !== undefined) {
      const page: Awaited<typeof coming> = await coming;
      coming = page.next === undefined ? undefined : read(page.next);
      for (const row of page.rows) {
        const version = await this.#parts.catalogue.getVersionOf(row);
        const around = {
          version,
          authorityName: (await this.#parts.directory.getAuthority(row.authority_id)).name,
          ...names,
        };
        const answers = questions.length === 0 ? undefined : answerCells(version.form, row.answers as Answers, locale);
        this.rows += 1;
        yield [
          ...columns.map((column) => cellOf(column, row, around, locale)),
          ...questions.map(({ id }) => answers?.get(id) ?? ''),
        ];
      }
      await this.#noteProgress();
    }
  }

  /** The questions of the procedure of the list, as it is asked today by the first authority that offers it. */
  async #questions(procedureId: string | undefined, locale: Locale): Promise<{ id: string; label: string }[]> {
    if (!this.#asked.with_answers || procedureId === undefined) return [];
    const form = await findForm(this.#parts, this.#agent, procedureId);
    return form === undefined ? [] : answerColumns(form, locale);
  }

  async #names() {
    const { database } = this.#parts.platform;
    const teamIds = [...new Set(this.#agent.rights.map((right) => right.teamId))];
    const teams =
      teamIds.length === 0
        ? []
        : await database.read(this.#agent.scope, (tx) =>
            tx.selectFrom('teams').select(['id', 'name']).where('id', 'in', teamIds).execute(),
          );
    const communes = await this.#parts.directory.listTerritoryCommunes();
    const communeNames = new Map(communes.map(({ code, name }) => [code, name]));
    const teamNames = new Map(teams.map(({ id, name }) => [id, name]));
    return {
      communeName: (code: string | null) => (code === null ? '' : (communeNames.get(code) ?? code)),
      teamName: (id: string) => teamNames.get(id) ?? '',
    };
  }

  #noteProgress(): Promise<void> {
    const { authority_id, id } = this.#asked;
    return this.#parts.platform.database.transaction([authority_id], async (tx) => {
      await tx
        .updateTable('desk_exports')
        .set({ rows_written: this.rows })
        .where('authority_id', '=', authority_id)
        .where('id', '=', id)
        .execute();
    });
  }
}

export async function findForm(
  parts: Pick<DossiersParts, 'catalogue'>,
  agent: Pick<AgentPrincipal, 'rights'>,
  procedureId: string,
): Promise<CompiledForm | undefined> {
  for (const authorityId of new Set(agent.rights.map((right) => right.authorityId))) {
    const adopted = await parts.catalogue.findAdopted(authorityId, procedureId, { agents: true });
    if (adopted !== undefined) return adopted.form;
  }
  return undefined;
}

/** The files whose days are over: each morning, for one authority. The journal stays. */
export async function removeOldExports(parts: DossiersParts, authorityId: string, now: Date): Promise<number> {
  const { database, files } = parts.platform;
  const old = await database.read([authorityId], (tx) =>
    tx
      .selectFrom('desk_exports')
      .select(['authority_id', 'id'])
      .where('authority_id', '=', authorityId)
      .where('state', '=', 'ready')
      .where('expires_at', '<=', now)
      .execute(),
  );
  let removed = 0;
  for (const one of old) {
    removed += await database.transaction([authorityId], async (tx) => {
      // Held by a backup: the next morning takes it.
      if (!(await mayRemoveFiles(tx))) return 0;
      await files.remove(exportFileKey(one));
      await tx
        .updateTable('desk_exports')
        .set({ state: 'removed', query: '' })
        .where('authority_id', '=', authorityId)
        .where('id', '=', one.id)
        .execute();
      await recordExportAct(tx, one, 'removed', now);
      return 1;
    });
  }
  return removed;
}
