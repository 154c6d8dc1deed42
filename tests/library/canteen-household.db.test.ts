import { afterAll, beforeAll, expect, test } from 'vitest';
import { resident } from '#tests/support/signed-in.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';

const start = '/vernon/demarches/inscription-cantine/commencer';
let counter: TestCounter;
beforeAll(async () => {
  counter = await testCounter();
}, 120_000);
afterAll(() => counter?.close());

const rest = {
  school_year: 'current',
  'children-rows': '1',
  'children.0.school': 'École du Parc',
  'children.0.school_class': 'cp',
  'children.0.rhythm': 'all',
  'children.0.start_date-day': '4',
  'children.0.start_date-month': '1',
  'children.0.start_date-year': '2027',
  'children.0.diet': 'standard',
  'children.0.pai': 'none',
};

test('the child is chosen in the household of the account, and nothing of it is typed again', async () => {
  const { id, visitor } = await resident(counter, 'Inès');
  await counter.identity.addHouseholdMembers(id, [
    { givenNames: 'Léa', familyName: 'Petit', birthDate: '2019-03-14', relation: 'child' },
    { givenNames: 'Paul', familyName: 'Petit', birthDate: '1985-03-14', relation: 'partner' },
  ]);
  const page = await visitor.get(start);
  expect(page.body).toContain('Léa Petit, 14 mars 2019');
  expect(page.body).not.toContain('Paul Petit');
  const who = /name="children\.0\.child-who"[^>]*value="([0-9a-f]{32})"/.exec(page.body)?.[1] ?? '';
  expect(who).not.toBe('');
  const key = /name="_idempotency" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  const sent = await visitor.postFiles(start, { ...rest, 'children.0.child-who': who, _idempotency: key }, []);
  expect(sent.status, sent.body.slice(0, 2000)).toBe(303);
  const draft = await counter.platform.database.read(['C27681'], (tx) =>
    tx.selectFrom('drafts').select('answers').where('procedure_id', '=', 'canteen').executeTakeFirstOrThrow(),
  );
  expect(draft.answers).toMatchObject({
    children: [{ child: { id: who, given_names: 'Léa', family_name: 'Petit', birth_date: '2019-03-14' } }],
  });
});

test('without an account the child is typed, and a child too old for the canteen is told', async () => {
  const visitor = counter.visitor();
  const page = await visitor.get(start);
  expect(page.body).not.toContain('children.0.child-who');
  const key = /name="_idempotency" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  const typed = {
    ...rest,
    _idempotency: key,
    'children.0.child-given_names': 'Tom',
    'children.0.child-family_name': 'Duval',
    'children.0.child-birth_date-day': '2',
    'children.0.child-birth_date-month': '9',
  };
  const old = await visitor.postFiles(start, { ...typed, 'children.0.child-birth_date-year': '2008' }, []);
  expect(old.status).toBe(422);
  expect(old.body).toContain('13');
  const sent = await visitor.postFiles(start, { ...typed, 'children.0.child-birth_date-year': '2020' }, []);
  expect(sent.status, sent.body.slice(0, 2000)).toBe(303);
});
