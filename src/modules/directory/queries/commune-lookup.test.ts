import { expect, test } from 'vitest';
import { indexCommunes } from './commune-lookup.ts';

const vernon = { code: '27681', name: 'Vernon', postcodes: ['27200'] };
const otherVernon = { code: '07336', name: 'Vernon', postcodes: ['07260'] };
const andelys = { code: '27016', name: 'Les Andelys', postcodes: ['27700'] };
const apostrophe = { code: '27014', name: "L'Habit", postcodes: ['27220', '27221'] };
const lookup = indexCommunes([vernon, otherVernon, andelys, apostrophe]);

test('a commune is found by its code, its name or one of its postcodes', () => {
  expect(lookup.findByCode('27681')).toEqual(vernon);
  expect(lookup.findByCode('99999')).toBeUndefined();
  expect(lookup.listByName('VERNON')).toEqual([vernon, otherVernon]);
  expect(lookup.listByName('les  andelys')).toEqual([andelys]);
  expect(lookup.listByName('l’habit')).toEqual(lookup.listByPostcode('27220'));
  expect(lookup.listByName("L'Habit")).toHaveLength(1);
  expect(lookup.listByPostcode('27221')).toEqual([{ ...apostrophe, name: 'L’Habit' }]);
  expect(lookup.listByPostcode('00000')).toEqual([]);
});

test('among tens of thousands each is found, and no other', () => {
  const many = Array.from({ length: 40_000 }, (_, n) => ({
    code: String(n).padStart(5, '0'),
    name: `Commune ${n % 30_000}`,
    postcodes: [String(n % 7000).padStart(5, '0')],
  }));
  const found = indexCommunes(many);
  for (let n = 0; n < many.length; n += 37) {
    const commune = many[n];
    expect(found.findByCode(commune?.code ?? '')).toEqual(commune);
    expect(found.listByName(commune?.name ?? '')).toContainEqual(commune);
  }
  expect(found.listByName('commune 12')).toEqual([many[12], many[30_012]]);
  expect(found.listByPostcode('00003').map(({ code }) => code)).toEqual([
    '00003',
    '07003',
    '14003',
    '21003',
    '28003',
    '35003',
  ]);
});
