import { sql } from 'kysely';
import type { Database, Tx } from '#platform/database/database.ts';
import { ofCommune, typographicName } from '../domain/place-names.ts';
import { slugOf } from '../domain/portal-address.ts';
import type { AuthorityRow } from '../domain/territory-rows.ts';
import { reservedSlugs, TerritoryProblemsError } from '../domain/territory-rows.ts';
import { type ChangeCount, loadCommunes, writeAuthorities } from './load-territory.ts';
import {
  type NationalCommune,
  type NationalEpci,
  nationalCommunesEdition,
  readNationalCommunes,
  readNationalEpci,
} from './national-communes.ts';
import { knownContact } from './open-commune.ts';

export const franceId = 'france';

const publisherId = 'SFRANCE';

export interface FranceReport {
  communes: ChangeCount;
  authorities: ChangeCount & { closed: number };
}

/**
 * Writes every commune and EPCI of France as one territory. Who is in charge of what needs no row: the general rule of law
 * says it (`usualHolder`). Can be run again.
 * @throws TerritoryProblemsError when the database holds another territory
 */
export async function loadFrance(database: Database): Promise<FranceReport> {
  const communes = readNationalCommunes();
  const rows = franceRows(communes, readNationalEpci());
  return database.transaction([], async (tx) => {
    const other = await tx.selectFrom('territories').select('id').where('id', '<>', franceId).executeTakeFirst();
    if (other !== undefined) {
      throw new TerritoryProblemsError(franceId, [
        `this database holds the territory "${other.id}": France is loaded in a database of its own (DATABASE_URL)`,
      ]);
    }
    const communesReport = await loadCommunes(tx, communes);
    await writeFrance(tx);
    return { communes: communesReport, authorities: await writeAuthorities(tx, franceId, rows) };
  });
}

/** Pure, so that addresses can be tried without a database. */
export function franceRows(communes: readonly NationalCommune[], epcis: readonly NationalEpci[]): AuthorityRow[] {
  const names = new Map<string, number>();
  for (const { name } of communes) names.set(slugOf(name), (names.get(slugOf(name)) ?? 0) + 1);
  const taken = new Set<string>();
  const free = (...candidates: string[]): string => {
    const slug = candidates.find((one) => !taken.has(one) && !reservedSlugs.has(one));
    if (slug === undefined) throw new Error(`No address is free for ${candidates[0]}`);
    taken.add(slug);
    return slug;
  };
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  const townHalls = communes.map((commune): AuthorityRow => {
    const plain = slugOf(commune.name);
    const located = `${plain}-${commune.department.toLowerCase()}`;
    const last = `${plain}-${commune.code.toLowerCase()}`;
    // Communes of one name all say their département, so that none is taken for the other.
    const slug = names.get(plain) === 1 ? free(plain, located, last) : free(located, last);
    return {
      ...withoutTexts,
      id: `C${commune.code}`,
      kind: 'commune',
      slug,
      name: `Mairie ${ofCommune(commune.name, commune.link)}`,
      short_name: typographicName(commune.name),
      siren: commune.siren ?? null,
      commune_code: commune.code,
      contact: knownContact(commune),
    };
  });
  const intercommunal = epcis.map((epci): AuthorityRow => {
    const name = typographicName(epci.name);
    const seat = byCode.get(epci.members[0] ?? '');
    return {
      ...withoutTexts,
      id: `E${epci.siren}`,
      kind: 'epci',
      slug: free(slugOf(epci.name), `${slugOf(epci.name)}-${epci.siren}`),
      name,
      short_name: name,
      siren: epci.siren,
      commune_code: null,
      contact: seat === undefined ? nowhere : { ...knownContact(seat), street: 'Siège' },
    };
  });
  const publisher: AuthorityRow = {
    ...withoutTexts,
    id: publisherId,
    kind: 'syndicat',
    slug: free('guichet-de-france'),
    name: 'Guichet de France',
    short_name: 'le guichet de France',
    siren: null,
    commune_code: null,
    contact: { ...nowhere, street: 'Adresse à indiquer' },
  };
  return [publisher, ...intercommunal, ...townHalls];
}

const nowhere = { street: 'Siège', postcode: '75000', city: 'Paris', phone: '', email: '' };

const withoutTexts = { hours: {}, hours_note: null, accent: null, welcome: null, hosts: [] };

async function writeFrance(tx: Tx): Promise<void> {
  const settings = JSON.stringify({
    accent: '#0b6e69',
    welcome: {
      fr: 'Les démarches de votre commune et de votre intercommunalité, au même endroit.',
      en: 'The procedures of your commune and of your intercommunal body, in one place.',
    },
    exampleContacts: true,
    hosting: null,
    dataProtectionOfficer: null,
    epciId: publisherId,
    communesEdition: nationalCommunesEdition(),
  });
  await sql`
    INSERT INTO territories AS t (id, name, settings)
    VALUES (${franceId}, ${JSON.stringify({ fr: 'France', en: 'France' })}::jsonb, ${settings}::jsonb)
    ON CONFLICT (id) DO UPDATE SET settings = t.settings || excluded.settings`.execute(tx);
}
