import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorOfText, filterOfListParameter, inboxFilterOf, inboxHref, listParameter } from './inbox-address.ts';

const queryOf = (href: string) => Object.fromEntries(new URLSearchParams(href.split('?')[1] ?? ''));

test('an address without anything is the list of what waits', () => {
  expect(inboxFilterOf({})).toEqual({ view: 'todo' });
  expect(inboxHref({ view: 'todo' })).toBe('/agents');
});

test('a search without a view looks everywhere', () => {
  expect(inboxFilterOf({ q: ' dupont ' })).toEqual({ view: 'all', search: 'dupont' });
});

test('a filter survives its address, and the address of another page', () => {
  const filter = {
    view: 'late',
    order: 'oldest',
    procedureId: 'street-light',
    authorityId: 'C27681',
    communeCode: '2A004',
    teamId: '0190a0a0-0000-7000-8000-000000000001',
    phase: 'in-progress',
    urgent: true,
    from: '2026-01-31',
    to: '2026-02-28',
    search: 'rue de l’Église & co',
    state: 'in-progress',
    channel: 'phone',
    assigneeId: 'personne',
    completeness: 'incomplete',
    delay: 'week',
    dueFrom: '2026-03-01',
    dueTo: '2026-03-31',
    field: { id: 'fault', value: 'éteint & co' },
    columns: ['applicant', 'updated'],
    savedView: '0190a0a0-0000-7000-8000-000000000002',
  } as const;
  expect(inboxFilterOf(queryOf(inboxHref(filter)))).toEqual(filter);
  expect(filterOfListParameter(listParameter(filter))).toEqual(filter);
});

test('a place in a list survives its address', () => {
  const after = {
    id: '0190a0a0-0000-7000-8000-000000000001',
    submitted: '2026-11-22 10:00:00.123456+01',
    due: '2027-01-22',
  };
  expect(cursorOfText(queryOf(inboxHref({ view: 'all' }, after)).apres)).toEqual(after);
  expect(cursorOfText(queryOf(inboxHref({ view: 'all' }, { ...after, due: null })).apres)).toEqual({
    ...after,
    due: null,
  });
});

test('an address made by hand shows a list and no error', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom(
          ...[
            'vue',
            'q',
            'demarche',
            'commune',
            'service',
            'etat',
            'du',
            'au',
            'tri',
            'collectivite',
            'etape',
            'canal',
          ],
          ...['agent', 'dossier', 'delai', 'echeance-du', 'champ', 'valeur', 'colonnes', 'v', 'avancee'],
        ),
        fc.string(),
      ),
      (query) => {
        const filter = inboxFilterOf(query);
        expect(inboxFilterOf(queryOf(inboxHref(filter)))).toEqual(filter);
      },
    ),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(cursorOfText(text)).toBeUndefined();
    }),
  );
  expect(inboxFilterOf({ du: '2026-02-31' })).toEqual({ view: 'todo' });
  expect(cursorOfText(Buffer.from('["x","2026-11-22 10:00:00+01",null]').toString('base64url'))).toBeUndefined();
});
