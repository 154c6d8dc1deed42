import { expect, test } from 'vitest';
import { isLastManager, readDeclaration } from './body.ts';

const typed = {
  kind: 'association',
  number: 'W273001234',
  name: 'Les Amis du lac',
  capacity: 'Présidente',
  authority: '',
};

test('an association has an RNA number or a SIRET, a company a SIRET', () => {
  expect(readDeclaration(typed)).toMatchObject({ body: { rna: 'W273001234', siret: undefined } });
  expect(readDeclaration({ ...typed, number: '356 000 000 00048' })).toMatchObject({
    body: { siret: '35600000000048', rna: undefined },
  });
  expect(readDeclaration({ ...typed, kind: 'company' })).toEqual({ problems: ['siret-needed'] });
});

test('every problem is told at once, a wrong key among them', () => {
  expect(readDeclaration({ kind: '', number: '35600000000049', name: ' ', capacity: '', authority: '' })).toEqual({
    problems: ['kind-missing', 'siret-key', 'name-missing', 'capacity-missing'],
  });
  expect(readDeclaration({ ...typed, number: '12' })).toEqual({ problems: ['number-invalid'] });
  expect(readDeclaration({ ...typed, number: '' })).toEqual({ problems: ['number-missing'] });
});

test('the last manager is the one without whom nobody could invite', () => {
  const one = { accountId: 'a', role: 'manager' as const };
  const other = { accountId: 'b', role: 'member' as const };
  expect(isLastManager([one, other], 'a')).toBe(true);
  expect(isLastManager([one, other], 'b')).toBe(false);
  expect(isLastManager([one, { ...other, role: 'manager' }], 'a')).toBe(false);
});
