import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { competenceSchema, relaySchema, territorySchema } from '#modules/directory/domain/territory-schema.ts';

const require = createRequire(import.meta.url);

function readYaml<T>(path: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')));
  if (!result.success) throw new Error(`${path}: ${z.prettifyError(result.error)}`);
  return result.data;
}

const competences = readYaml('library/competences.yaml', z.array(competenceSchema));
const relays = readYaml('library/relays.yaml', z.array(relaySchema));
const territory = readYaml('territories/seine-normandie.yaml', territorySchema);

const competenceIds = new Set(competences.map((competence) => competence.id));
const relayIds = new Set(relays.map((relay) => relay.id));
const otherSirens = new Set(territory.others.map((other) => other.siren));
const inseeCodes = Object.keys(territory.communes);
const authorities = [territory.epci, ...Object.values(territory.communes), ...territory.others];

const repeated = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index);

/** The control digit of a SIREN (ISO/IEC 7812-1, "Luhn"). */
function isSiren(siren: string): boolean {
  const sum = [...siren].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return /^\d{9}$/.test(siren) && sum % 10 === 0;
}

test('competences have unique ids and names that fit after "de"', () => {
  expect(repeated(competences.map((competence) => competence.id))).toEqual([]);
  for (const { name } of competences) expect(name.fr).toMatch(/^(la |l’)/);
});

test('relays have unique ids and local competences that exist', () => {
  expect(repeated(relays.map((relay) => relay.id))).toEqual([]);
  const local = relays.flatMap((relay) => relay.localCompetence ?? []);
  expect(local).toContain('identity-papers-counter');
  expect(local.filter((id) => !competenceIds.has(id))).toEqual([]);
});

test('no relay repeats a synonym', () => {
  for (const relay of relays) expect(repeated(relay.synonyms.fr.map((synonym) => synonym.toLowerCase()))).toEqual([]);
});

test('the territory holds exactly the communes of its agglomération', () => {
  const epci = z
    .array(z.object({ code: z.string(), membres: z.array(z.object({ code: z.string() })) }))
    .parse(require('@etalab/decoupage-administratif/data/epci.json'))
    .find((candidate) => candidate.code === territory.epci.siren);
  expect(epci?.membres).toHaveLength(61);
  expect(inseeCodes.toSorted()).toEqual(epci?.membres.map((member) => member.code).toSorted());
});

test('the post code of each commune is one of its own', () => {
  const communes = z
    .array(
      z.object({ code: z.string(), type: z.string(), nom: z.string(), codesPostaux: z.array(z.string()).default([]) }),
    )
    .parse(require('@etalab/decoupage-administratif/data/communes.json'))
    .filter((commune) => commune.type === 'commune-actuelle' && commune.code in territory.communes);
  expect(communes).toHaveLength(61);
  for (const commune of communes) {
    const contact = territory.communes[commune.code]?.contact;
    expect(commune.codesPostaux, commune.nom).toContain(contact?.postcode);
    expect(contact?.city).toBe(commune.nom);
  }
});

test('every authority has its own address in the portal', () => {
  expect(repeated(authorities.map((authority) => authority.slug))).toEqual([]);
});

test('contacts are fictitious', () => {
  expect(territory.exampleContacts).toBe(true);
  expect(repeated(authorities.map((authority) => authority.contact.phone))).toEqual([]);
  for (const { contact } of authorities) {
    // ARCEP keeps 02 61 91 00 00 to 02 61 91 99 99 for works of fiction; RFC 2606 keeps .example.
    expect(contact.phone).toMatch(/^02 61 91 \d\d \d\d$/);
    expect(contact.email).toMatch(/\.example$/);
    expect(contact.website).toBeUndefined();
  }
});

test('communes lie in the territory, each at a place of its own', () => {
  const places = Object.values(territory.communes);
  for (const { slug, lat, lon } of places) {
    expect(lat > 48.9 && lat < 49.35 && lon > 1.1 && lon < 1.75, slug).toBe(true);
  }
  expect(repeated(places.map(({ lat, lon }) => `${lat} ${lon}`))).toEqual([]);
});

test('opening hours are in order, and every town hall opens', () => {
  for (const { slug, hours } of authorities) {
    expect(Object.keys(hours).length, slug).toBeGreaterThan(0);
    for (const spans of Object.values(hours)) {
      const times = spans.flatMap((span) => span.split('-'));
      expect(times, slug).toEqual(times.toSorted());
      for (const time of times) expect(time, slug).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
    }
  }
});

test('other authorities have a well-formed SIREN and serve communes of the territory', () => {
  for (const other of territory.others) {
    expect(isSiren(other.siren), other.name).toBe(true);
    expect(other.serves.filter((code) => !(code in territory.communes))).toEqual([]);
    expect(repeated(other.serves)).toEqual([]);
  }
});

test('every line of holders names things that exist, and says why', () => {
  for (const line of territory.holders) {
    expect(competenceIds).toContain(line.competence);
    expect(line.reason, line.competence).toBeDefined();
    expect((line.communes ?? []).filter((code) => !(code in territory.communes))).toEqual([]);
    if (line.holder.startsWith('relay:')) expect(relayIds).toContain(line.holder.slice('relay:'.length));
    else if (line.holder !== 'commune' && line.holder !== 'epci') expect(otherSirens).toContain(line.holder);
  }
});

test('no commune has two holders for a competence', () => {
  const pairs = territory.holders.flatMap(({ competence, communes }) =>
    (communes ?? ['all']).map((code) => `${competence} ${code}`),
  );
  expect(repeated(pairs)).toEqual([]);
});

test('a CCAS or a syndicat holds competences only where it serves', () => {
  for (const other of territory.others) {
    const lines = territory.holders.filter((line) => line.holder === other.siren);
    expect(lines.length, other.name).toBeGreaterThan(0);
    for (const line of lines) expect(other.serves).toEqual(expect.arrayContaining(line.communes ?? inseeCodes));
  }
});

test('the thesaurus holds sets of words in lower case, no word twice in a set', () => {
  const thesaurus = readYaml('library/thesaurus.yaml', z.array(z.array(z.string().min(2)).min(2)));
  for (const words of thesaurus) {
    expect(repeated(words)).toEqual([]);
    for (const word of words) expect(word).toBe(word.toLowerCase().trim());
  }
});

const authoritySchema = z.string().regex(/^(C\d{5}|[EAS]\d{9})$/);
const needs = readYaml(
  'tests/find/needs.yaml',
  z.array(
    z.strictObject({
      need: z.string().min(2),
      commune: z.string(),
      authority: authoritySchema.optional(),
      expect: z.union([
        z.strictObject({ procedure: z.string() }),
        z.strictObject({ relay: z.string() }),
        z.strictObject({ lifeEvent: z.string() }),
      ]),
    }),
  ),
);

const libraryFolder = new URL('../../library/', import.meta.url);
const competenceOf = new Map(
  readdirSync(new URL('procedures/', libraryFolder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => {
      const source = readYaml(
        `library/procedures/${path}`,
        z.object({ procedure: z.string(), competence: z.string() }),
      );
      return [source.procedure, source.competence] as const;
    }),
);

/** The authority's id (`C27681`, `E200072312`…), or `relay:<id>`. A line of holders that names the commune goes before one that names none. */
function findHolder(competence: string, commune: string): string | undefined {
  const lines = territory.holders.filter((line) => line.competence === competence);
  const line =
    lines.find((candidate) => candidate.communes?.includes(commune)) ?? lines.find((candidate) => !candidate.communes);
  const holder = line?.holder ?? competences.find((candidate) => candidate.id === competence)?.holder;
  if (holder === 'commune') return `C${commune}`;
  if (holder === 'epci') return `E${territory.epci.siren}`;
  const other = territory.others.find((candidate) => candidate.siren === holder);
  return other ? `${other.kind === 'ccas' ? 'A' : 'S'}${other.siren}` : holder;
}

test('the needs are many, spread over the territory, and never the same twice', () => {
  expect(needs.length).toBeGreaterThanOrEqual(200);
  expect(new Set(needs.map((need) => need.commune)).size).toBeGreaterThanOrEqual(12);
  expect(needs.filter((need) => !(need.commune in territory.communes))).toEqual([]);
  expect(repeated(needs.map(({ need }) => need.toLowerCase()))).toEqual([]);
});

test('every need expects something that the library has', () => {
  const lifeEvents = new Set(
    readYaml('library/life-events.yaml', z.array(z.object({ id: z.string() }))).map(({ id }) => id),
  );
  const missing = needs.filter(({ expect: expected }) => {
    if ('procedure' in expected) return !competenceOf.has(expected.procedure);
    if ('relay' in expected) return !relayIds.has(expected.relay);
    return !lifeEvents.has(expected.lifeEvent);
  });
  expect(missing.map((need) => need.expect)).toEqual([]);
});

test('a need for a procedure expects the authority that holds its competence there', () => {
  for (const { need, commune, authority, expect: expected } of needs) {
    const competence = 'procedure' in expected ? competenceOf.get(expected.procedure) : undefined;
    if (competence !== undefined) expect(authority, need).toBe(findHolder(competence, commune));
  }
});

test('a need for a relay names an authority only where a counter near by does it', () => {
  for (const { need, commune, authority, expect: expected } of needs) {
    if (!('relay' in expected)) continue;
    const local = relays.find((relay) => relay.id === expected.relay)?.localCompetence;
    const holder = local === undefined ? undefined : findHolder(local, commune);
    expect(authority, need).toBe(holder?.startsWith('relay:') ? undefined : holder);
  }
});

test('where no municipal police watches houses, the need leads to the gendarmerie', () => {
  const relayed = needs.filter((need) => 'relay' in need.expect && need.expect.relay === 'gendarmerie');
  expect(relayed.length).toBeGreaterThan(0);
  for (const { commune } of relayed) expect(findHolder('municipal-police', commune)).toBe('relay:gendarmerie');
});

test('no competence is left without a holder in any commune', () => {
  for (const commune of inseeCodes) {
    for (const { id } of competences) {
      const holder = findHolder(id, commune);
      expect(
        holder?.startsWith('relay:') || authoritySchema.safeParse(holder).success,
        `${id} ${commune}: ${holder}`,
      ).toBe(true);
    }
  }
});
