import { expect, test } from 'vitest';
import { editorLibrary } from '../editor-library.ts';
import { checkContent } from './check-content.ts';
import { asJson, type JsonObject } from './json.ts';
import { skeleton } from './skeleton.ts';
import { unwrittenTexts } from './unwritten-texts.ts';

test('texts still to be written are found wherever they stand, those that only speak of it are not', () => {
  const value = asJson({
    legal: { purpose: { fr: 'À compléter avant la publication.' } },
    cost: { fr: 'À compléter', en: 'To be filled in.' },
    needs: [{ fr: 'Le formulaire à compléter' }],
  });
  expect(unwrittenTexts(value)).toEqual([
    ['legal', 'purpose', 'fr'],
    ['cost', 'fr'],
    ['cost', 'en'],
  ]);
});

test('a text still to be written prevents the publication, at the page where it is written', () => {
  const source = skeleton({
    title: 'Prêt de vélos',
    theme: 'town-life',
    competence: 'town-life',
    decision: true,
    slug: 'pret-de-velos',
    procedureId: 'pret-de-velos',
    workflow: 'request',
  });
  const workflow = editorLibrary().findWorkflow('request') ?? {};
  expect(checkContent({ source, workflow }, editorLibrary().kit, 'fr').problems).toEqual([]);
  const legal = { ...(source.legal as JsonObject), recipients: { fr: 'À compléter avant la publication.' } };
  const { problems } = checkContent({ source: { ...source, legal }, workflow }, editorLibrary().kit, 'fr');
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ place: { in: 'legal' }, path: 'legal.recipients.fr' });
  expect(problems[0]?.message).toContain('À compléter');
});
