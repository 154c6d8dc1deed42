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
  expect(lookup.listByPostcode('27221')).toEqual([{ ...apostrophe, name: 'L’Habit' }]);
  expect(lookup.listByPostcode('00000')).toEqual([]);
});
