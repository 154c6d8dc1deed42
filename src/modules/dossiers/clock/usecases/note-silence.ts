import { sql } from 'kysely';
import { formatDate } from '#platform/clock/format-date.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { lockDossier } from '../../usecases/lock-dossier.ts';
import { recordEvent } from '../../usecases/record-event.ts';
import { silenceOf } from '../domain/silence.ts';
import { clockWords } from '../messages.ts';

const atOnce = 500;

/**
 * Writes in the history of each dossier whose date has passed what silence has decided. The dossier itself does not move:
 * an express decision may still come. Each date is noted once; a run may be repeated.
 * @param today YYYY-MM-DD
 * @returns how many were noted
 */
export async function noteSilence(
  parts: Pick<DossiersParts, 'platform' | 'catalogue'>,
  authorityId: string,
  today: string,
): Promise<number> {
  const { database, clock } = parts.platform;
  const now = new Date(clock.now().epochMilliseconds);
  let noted = 0;
  for (;;) {
    const { rows } = await database.read([authorityId], (tx) =>
      sql<{ id: string }>`
        SELECT d.id FROM dossiers d
        WHERE d.authority_id = ${authorityId} AND d.due_on < ${today}::date AND d.silence_rule IN ('accept', 'reject')
          AND NOT EXISTS (SELECT FROM clock_notices n WHERE n.authority_id = d.authority_id AND n.dossier_id = d.id
            AND n.kind = 'silence' AND n.due_on = d.due_on)
        ORDER BY d.due_on, d.id LIMIT ${sql.lit(atOnce)}`.execute(tx),
    );
    let done = 0;
    for (const { id } of rows) done += (await noteOne(parts, authorityId, id, today, now)) ? 1 : 0;
    noted += done;
    // Those that need nothing would come back: never loop on them alone.
    if (rows.length < atOnce || done === 0) return noted;
  }
}

function noteOne(
  { platform, catalogue }: Pick<DossiersParts, 'platform' | 'catalogue'>,
  authorityId: string,
  dossierId: string,
  today: string,
  now: Date,
): Promise<boolean> {
  return platform.database.transaction([authorityId], async (tx) => {
    const dossier = await lockDossier(tx, authorityId, dossierId);
    const silence = silenceOf(dossier, today);
    // Decided, suspended or given another date while it waited its turn.
    if (silence.kind !== 'accepted' && silence.kind !== 'rejected') return false;
    const { numInsertedOrUpdatedRows: written } = await tx
      .insertInto('clock_notices')
      .values({ authority_id: authorityId, dossier_id: dossierId, kind: 'silence', due_on: silence.on, at: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (written === 0n) return false;
    const { procedure } = await catalogue.getVersionOf(dossier);
    const rule = silence.kind === 'accepted' ? 'accept' : 'reject';
    const words = (locale: 'fr' | 'en') =>
      clockWords(locale, `silence.${rule}`, {
        date: formatDate(silence.on, locale),
        article: procedure.silence.article ?? '',
      });
    await recordEvent(tx, {
      authorityId,
      dossierId,
      at: now,
      kind: 'silence',
      actor: { kind: 'system' },
      channel: 'web',
      visibility: 'public',
      data: { rule, on: silence.on, words: { fr: words('fr'), en: words('en') } },
    });
    return true;
  });
}
