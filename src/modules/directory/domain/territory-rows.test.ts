import { expect, test } from 'vitest';
import { authorityRows, holderRows, type NamedCommune, TerritoryProblemsError } from './territory-rows.ts';
import { competenceSchema, territorySchema } from './territory-schema.ts';

const contact = {
  street: '1 place',
  postcode: '27200',
  city: 'Vernon',
  phone: '02 61 91 00 00',
  email: 'a@vernon.example',
};
const base = {
  territory: 'valley',
  name: 'Vallée',
  accent: '#0b6e69',
  welcome: 'Bienvenue',
  epci: { siren: '200072312', name: 'Agglo', shortName: 'l’agglo', slug: 'agglo', contact },
  communes: {
    '27681': { slug: 'vernon', contact, lat: 49, lon: 1 },
    '27016': { slug: 'les-andelys', contact, lat: 49, lon: 1 },
  },
  others: [
    { kind: 'ccas', siren: '269999017', name: 'CCAS', shortName: 'le CCAS', serves: ['27681'], slug: 'ccas', contact },
  ],
  holders: [
    { competence: 'waste', holder: 'relay:elsewhere', communes: ['27016'] },
    { competence: 'waste', holder: 'commune', reason: 'Chacun la sienne.' },
  ],
};
const communes = new Map<string, NamedCommune>([
  ['27681', { name: 'Vernon', link: 0, siren: '212706816' }],
  ['27016', { name: 'Les Andelys', link: 4, siren: undefined }],
]);
const competences = [
  { id: 'waste', name: 'la collecte', holder: 'epci', reason: 'La loi.' },
  { id: 'social-aid', name: 'l’aide', holder: 'ccas', reason: 'La solidarité.' },
].map((competence) => competenceSchema.parse(competence));

test('authorities get their ids, and town halls their names', () => {
  const rows = authorityRows(territorySchema.parse(base), communes);
  expect(rows.map((row) => [row.id, row.name, row.commune_code])).toEqual([
    ['E200072312', 'Agglo', null],
    ['C27016', 'Mairie des Andelys', '27016'],
    ['C27681', 'Mairie de Vernon', '27681'],
    ['A269999017', 'CCAS', '27681'],
  ]);
});

test('a line that names communes wins over the rule of the territory, which wins over the usual holder', () => {
  const rows = holderRows(territorySchema.parse(base), competences, new Set(['elsewhere']));
  const holder = (code: string, competence: string) =>
    rows.find((row) => row.commune_code === code && row.competence_id === competence);
  expect(rows).toHaveLength(4);
  expect(holder('27681', 'waste')).toMatchObject({
    authority_id: 'C27681',
    relay_id: null,
    reason: { fr: 'Chacun la sienne.' },
  });
  expect(holder('27016', 'waste')).toMatchObject({
    authority_id: null,
    relay_id: 'elsewhere',
    reason: { fr: 'La loi.' },
  });
});

test('where there is no CCAS the commune keeps social aid', () => {
  const rows = holderRows(territorySchema.parse(base), competences, new Set(['elsewhere']));
  const social = rows.filter((row) => row.competence_id === 'social-aid').map((row) => row.authority_id);
  expect(social.sort()).toEqual(['A269999017', 'C27016']);
});

test('every problem of a description is told at once', () => {
  const wrong = territorySchema.parse({
    ...base,
    communes: { ...base.communes, '99999': { slug: 'agents', contact, lat: 49, lon: 1 } },
    holders: [
      { competence: 'nothing', holder: 'epci' },
      { competence: 'waste', holder: 'relay:nowhere' },
      { competence: 'waste', holder: '269999017', communes: ['27016'] },
    ],
  });
  expect(() => authorityRows(wrong, communes)).toThrow(/99999/);
  try {
    holderRows(wrong, competences, new Set());
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(TerritoryProblemsError);
    const { problems } = error as TerritoryProblemsError;
    expect(problems.join('\n')).toMatch(/"nothing"[\s\S]*relay:nowhere[\s\S]*CCAS does not serve the commune 27016/);
  }
});

test('a portal may not take an address of the site', () => {
  const wrong = territorySchema.parse({ ...base, epci: { ...base.epci, slug: 'recherche' } });
  expect(() => authorityRows(wrong, communes)).toThrow(/"recherche" is an address of the site/);
});
