import { sql } from 'kysely';
import type { Database, Tx } from '#platform/database/database.ts';
import { AppError } from '#platform/errors/app-error.ts';
import { ofCommune, typographicName } from '../domain/place-names.ts';
import { portalSlug, slugOf } from '../domain/portal-address.ts';
import { type NationalCommune, readNationalCommunes } from './national-communes.ts';

/** Why a commune cannot be opened or closed. */
export type CommuneRefusal = 'unknown-commune' | 'outside-territory' | 'not-open';

export class CommuneRefusedError extends AppError {
  readonly refusal: CommuneRefusal;
  constructor(refusal: CommuneRefusal) {
    super(refusal === 'not-open' ? 'conflict' : 'not-found', refusal);
    this.refusal = refusal;
  }
}

export interface OpenedCommune {
  readonly authorityId: string;
  readonly slug: string;
  readonly name: string;
  readonly outcome: 'opened' | 'reopened' | 'already-open';
}

export interface OpeningTerritory {
  readonly id: string;
  /** SIREN of the EPCI whose communes may be opened. */
  readonly epciSiren: string | undefined;
}

/**
 * Opens the counter of a commune of the territory: makes its authority from the national base, or opens again one that
 * was closed. Doing it again does nothing.
 * @throws CommuneRefusedError
 */
export async function openCommune(
  database: Database,
  territory: OpeningTerritory,
  code: string,
  now: Date,
): Promise<OpenedCommune> {
  const commune = readNationalCommunes().find((candidate) => candidate.code === code);
  if (commune === undefined) throw new CommuneRefusedError('unknown-commune');
  return database.transaction([], async (tx) => {
    // Two openings of communes of one name do not choose the same address.
    await sql`SELECT pg_advisory_xact_lock(720277)`.execute(tx);
    const known = await tx.selectFrom('authorities').selectAll().where('id', '=', `C${code}`).executeTakeFirst();
    if (known !== undefined && known.territory_id !== territory.id) throw new CommuneRefusedError('outside-territory');
    if (known !== undefined) {
      const open = known.active && known.closed_at === null;
      if (!open) {
        await tx
          .updateTable('authorities')
          .set({ active: true, closed_at: null, opened_at: now, updated_at: now })
          .where('id', '=', known.id)
          .execute();
      }
      return {
        authorityId: known.id,
        slug: known.slug,
        name: known.name,
        outcome: open ? 'already-open' : 'reopened',
      };
    }
    if (commune.epciSiren !== territory.epciSiren) throw new CommuneRefusedError('outside-territory');
    return insertCommune(tx, territory.id, commune, now);
  });
}

async function insertCommune(tx: Tx, territoryId: string, commune: NationalCommune, now: Date): Promise<OpenedCommune> {
  const plain = slugOf(commune.name);
  const near = await tx.selectFrom('authorities').select('slug').where('slug', 'like', `${plain}%`).execute();
  const taken = new Set(near.map((row) => row.slug));
  const slug = portalSlug(commune, (candidate) => taken.has(candidate));
  const name = `Mairie ${ofCommune(commune.name, commune.link)}`;
  const authorityId = `C${commune.code}`;
  await tx
    .insertInto('authorities')
    .values({
      id: authorityId,
      territory_id: territoryId,
      kind: 'commune',
      slug,
      name,
      short_name: typographicName(commune.name),
      siren: commune.siren ?? null,
      commune_code: commune.code,
      contact: JSON.stringify(knownContact(commune)),
      hours: JSON.stringify({}),
      opened_at: now,
      updated_at: now,
    })
    .execute();
  return { authorityId, slug, name, outcome: 'opened' };
}

/** What the national base knows of a town hall's address; telephone and e-mail are left for the town hall to say. */
export function knownContact(commune: Pick<NationalCommune, 'name' | 'postcodes'>) {
  return {
    street: 'Mairie',
    postcode: commune.postcodes[0] ?? '',
    city: typographicName(commune.name),
    phone: '',
    email: '',
  };
}

/**
 * Closes the counter of a commune: its portal says where to go, nothing can be begun, dossiers are still followed and
 * processed. `openCommune` opens it again.
 * @throws CommuneRefusedError `not-open`, `unknown-commune`
 */
export async function closeCommune(
  database: Database,
  territory: OpeningTerritory,
  code: string,
  now: Date,
): Promise<{ authorityId: string; slug: string; name: string }> {
  const closed = await database.open
    .updateTable('authorities')
    .set({ closed_at: now, updated_at: now })
    .where('id', '=', `C${code}`)
    .where('territory_id', '=', territory.id)
    .where('active', '=', true)
    .where('closed_at', 'is', null)
    .returning(['id', 'slug', 'name'])
    .executeTakeFirst();
  if (closed === undefined) {
    const known = await database.open.selectFrom('communes').select('code').where('code', '=', code).executeTakeFirst();
    throw new CommuneRefusedError(known === undefined ? 'unknown-commune' : 'not-open');
  }
  return { authorityId: closed.id, slug: closed.slug, name: closed.name };
}

/** What an administrator says of the counter: how to reach it, when it is open, its welcome, its colour. */
export interface CounterTexts {
  readonly contact: {
    readonly street: string;
    readonly postcode: string;
    readonly city: string;
    readonly phone: string;
    readonly email: string;
    readonly website?: string | undefined;
  };
  readonly hours: Partial<Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', string[]>>;
  readonly hoursNote: { fr: string; en?: string | undefined } | undefined;
  readonly welcome: { fr: string; en?: string | undefined } | undefined;
  /** #rrggbb; that of the territory when undefined. */
  readonly accent: string | undefined;
}

/** A description of the territory that is loaded again leaves these texts alone. */
export async function changeCounterTexts(
  database: Database,
  authorityId: string,
  texts: CounterTexts,
  now: Date,
): Promise<void> {
  await database.open
    .updateTable('authorities')
    .set({
      contact: JSON.stringify(texts.contact),
      hours: JSON.stringify(texts.hours),
      hours_note: texts.hoursNote === undefined ? null : JSON.stringify(texts.hoursNote),
      welcome: texts.welcome === undefined ? null : JSON.stringify(texts.welcome),
      accent: texts.accent ?? null,
      own_texts: true,
      updated_at: now,
    })
    .where('id', '=', authorityId)
    .execute();
}
