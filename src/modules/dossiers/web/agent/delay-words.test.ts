import { expect, test } from 'vitest';
import { delayWords, silenceWords } from './delay-words.ts';

const due = (dueOn: string | null, suspended: Date | null = null) => ({
  due_on: dueOn,
  clock_suspended_at: suspended,
});

test.each([
  ['2026-12-04', 'dans 12 jours', false],
  ['2026-11-23', 'demain', false],
  ['2026-11-22', 'aujourd’hui', false],
  ['2026-11-21', 'en retard d’un jour', true],
  ['2026-11-19', 'en retard de 3 jours', true],
])('due on %s: %s', (dueOn, label, late) => {
  expect(delayWords(due(dueOn), '2026-11-22', 'fr')).toEqual({ label, late });
});

test('days are counted over a change of hour', () => {
  expect(delayWords(due('2026-03-30'), '2026-03-28', 'fr')?.label).toBe('dans 2 jours');
  expect(delayWords(due('2026-10-26'), '2026-10-24', 'fr')?.label).toBe('dans 2 jours');
});

test('a suspended delay is not late, and no delay has no words', () => {
  expect(delayWords(due(null, new Date()), '2026-11-22', 'fr')).toEqual({ label: 'délai suspendu', late: false });
  expect(delayWords(due(null), '2026-11-22', 'fr')).toBeUndefined();
});

test('silence is said with its date and its text of law', () => {
  const silence = { rule: 'reject', delay: '2m', article: 'CRPA, article L231-4' } as const;
  const dossier = { ...due('2027-01-22'), silence_rule: 'reject', decided_at: null, closed_at: null } as const;
  expect(silenceWords(dossier, silence, '2027-01-22', 'fr')).toBe(
    'Sans décision notifiée le 22 janvier 2027 au plus tard, la demande est refusée (CRPA, article L231-4).',
  );
  expect(silenceWords({ ...dossier, silence_rule: 'accept' }, silence, '2027-01-22', 'fr')).toContain(
    'la demande est acceptée',
  );
  // The day after, it has decided.
  expect(silenceWords(dossier, silence, '2027-01-23', 'fr')).toBe(
    'Aucune décision n’a été notifiée le 22 janvier 2027 au plus tard\u00a0: le silence a refusé la demande (CRPA, article L231-4).',
  );
  expect(silenceWords({ ...dossier, silence_rule: 'accept' }, silence, '2027-01-23', 'fr')).toContain(
    'le silence a accepté la demande',
  );
  const suspended = { ...dossier, due_on: null, clock_suspended_at: new Date('2026-11-22T09:00:00Z') };
  expect(silenceWords(suspended, silence, '2027-01-23', 'fr')).toContain('suspendu depuis le 22 novembre 2026');
  expect(silenceWords({ ...dossier, closed_at: new Date() }, silence, '2027-01-23', 'fr')).toContain(
    'Plus aucun délai',
  );
});
