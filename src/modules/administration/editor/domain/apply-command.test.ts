import { expect, test } from 'vitest';
import { readAuthoringKit } from '#modules/catalogue/index.ts';
import { applyCommand } from './apply-command.ts';
import { checkContent } from './check-content.ts';
import type { Command } from './command.ts';
import { CommandRefusedError } from './command-refused.ts';
import { type DraftContent, entriesOf, entryKey, findEntry, findPage, pagesOf, statesOf } from './draft-content.ts';
import { editTarget } from './edit-target.ts';
import { asJson, type JsonObject } from './json.ts';
import { skeleton } from './skeleton.ts';

const kit = readAuthoringKit();
const start: DraftContent = {
  source: skeleton({
    procedureId: 'c27681-pret-de-velos',
    title: 'Prêt de vélos',
    slug: 'pret-de-velos',
    theme: 'town-life',
    competence: 'town-life',
    decision: true,
    workflow: 'request',
  }),
  workflow: asJson(kit.workflows.get('request')) as JsonObject,
};

function after(...commands: Command[]): DraftContent {
  return commands.reduce(applyCommand, start);
}

function refusal(content: DraftContent, command: Command): CommandRefusedError {
  try {
    applyCommand(content, command);
  } catch (error) {
    if (error instanceof CommandRefusedError) return error;
    throw error;
  }
  throw new Error('It must be refused');
}

const keys = (content: DraftContent, page: string) => entriesOf(findPage(content.source, page) ?? {}).map(entryKey);
const pageIds = (content: DraftContent) => pagesOf(content.source).map((page) => page.id);

test('what one starts from can be published as it is', () => {
  expect(checkContent(start, kit, 'fr').problems).toEqual([]);
  expect(checkContent(start, kit, 'fr').procedure?.silence.rule).toBe('accept');
});

test('an edit leaves what it was given as it was', () => {
  const before = structuredClone(start);
  after({ do: 'remove-page', page: 'request', knowingly: true });
  expect(start).toEqual(before);
});

test('pages are added, moved, changed and removed', () => {
  const page = { id: 'extra', title: { fr: 'Suite' }, fields: [] };
  const added = after({ do: 'add-page', page, after: 'request' });
  expect(pageIds(added)).toEqual(['request', 'extra', 'applicant']);
  expect(pageIds(applyCommand(added, { do: 'move-page', page: 'extra', by: -1 }))).toEqual([
    'extra',
    'request',
    'applicant',
  ]);
  expect(pageIds(applyCommand(added, { do: 'move-page', page: 'applicant', by: 1 }))).toEqual(pageIds(added));
  const changed = applyCommand(added, { do: 'change-page', page: 'request', values: { title: { fr: 'Tout' } } });
  expect(findPage(changed.source, 'request')).toMatchObject({
    title: { fr: 'Tout' },
    fields: [{ id: 'request_text' }],
  });
  expect(pageIds(applyCommand(added, { do: 'remove-page', page: 'extra', knowingly: false }))).toEqual([
    'request',
    'applicant',
  ]);
  expect(refusal(added, { do: 'add-page', page }).code).toBe('editor.id-taken');
  expect(refusal(added, { do: 'move-page', page: 'nowhere', by: 1 }).status).toBe(404);
});

test('fields are added, moved, copied, sent to another page and removed', () => {
  const entry = { id: 'size', type: 'number', label: { fr: 'Taille' } };
  const added = after({ do: 'add-field', page: 'request', entry });
  expect(keys(added, 'request')).toEqual(['request_text', 'size']);
  expect(keys(applyCommand(added, { do: 'move-field', page: 'request', field: 'size', by: -1 }), 'request')).toEqual([
    'size',
    'request_text',
  ]);
  expect(keys(applyCommand(added, { do: 'duplicate-field', page: 'request', field: 'size' }), 'request')).toEqual([
    'request_text',
    'size',
    'size_2',
  ]);
  const sent = applyCommand(added, { do: 'move-field-to', page: 'request', field: 'size', to: 'applicant' });
  expect(keys(sent, 'request')).toEqual(['request_text']);
  expect(keys(sent, 'applicant')).toContain('size');
  expect(
    keys(applyCommand(added, { do: 'remove-field', page: 'request', field: 'size', knowingly: false }), 'request'),
  ).toEqual(['request_text']);
  expect(refusal(added, { do: 'add-field', page: 'applicant', entry }).code).toBe('editor.id-taken');
});

test('what is referred to is not removed unknowingly, and a new name goes everywhere', () => {
  const size = { id: 'size', type: 'number', label: { fr: 'Taille' } };
  const content = after(
    { do: 'add-field', page: 'request', entry: size },
    {
      do: 'add-field',
      page: 'applicant',
      entry: { id: 'why', type: 'text', label: { fr: 'Pourquoi' }, when: 'size > 3 && given_names != "size"' },
    },
    { do: 'change-head', values: { urgentWhen: 'size > 100' } },
  );
  const remove = { do: 'remove-field', page: 'request', field: 'size', knowingly: false } as const;
  expect(refusal(content, remove).references).toEqual([
    { kind: 'field-condition', page: 'applicant', id: 'why' },
    { kind: 'urgent' },
  ]);
  expect(refusal(content, { do: 'remove-page', page: 'request', knowingly: false }).references).toHaveLength(2);
  const renamed = applyCommand(content, {
    do: 'change-field',
    page: 'request',
    field: 'size',
    entry: { ...size, id: 'height' },
  });
  expect(findEntry(renamed.source, 'applicant', 'why')?.entry.when).toBe('height > 3 && given_names != "size"');
  expect(renamed.source.urgentWhen).toBe('height > 100');
  expect(checkContent(renamed, kit, 'fr').problems).toEqual([]);
  const gone = applyCommand(content, { ...remove, knowingly: true });
  expect(checkContent(gone, kit, 'fr').problems.map((problem) => [problem.place, problem.message])).toContainEqual([
    { in: 'field', page: 'applicant', field: 'why' },
    'La condition parle de «\u00a0size\u00a0», qui n’existe pas.',
  ]);
});

test('the fields of a group have their own place', () => {
  const group = {
    id: 'children',
    type: 'group',
    label: { fr: 'Enfants' },
    rowLabel: { fr: 'Enfant {n}' },
    addLabel: { fr: 'Ajouter' },
    fields: [{ id: 'name', type: 'text', label: { fr: 'Prénom' } }],
  };
  const content = after(
    { do: 'add-field', page: 'request', entry: group },
    { do: 'add-field', page: 'request', group: 'children', entry: { id: 'age', type: 'number', label: { fr: 'Âge' } } },
  );
  expect(findEntry(content.source, 'request', 'children.age')?.index).toBe(1);
  const moved = applyCommand(content, { do: 'move-field', page: 'request', field: 'children.age', by: -1 });
  expect(entriesOf(findEntry(moved.source, 'request', 'children')?.entry ?? {}).map(entryKey)).toEqual(['age', 'name']);
  const relabelled = applyCommand(content, {
    do: 'change-field',
    page: 'request',
    field: 'children',
    entry: { ...group, fields: [], label: { fr: 'X' } },
  });
  expect(relabelled.source).not.toEqual(content.source);
});

test('states, transitions and messages follow each other’s names', () => {
  const state = { ...(statesOf(start.workflow)[0] as JsonObject) };
  const id = String(state.id);
  const renamed = after({ do: 'change-item', list: 'states', id, item: { ...state, id: 'arrived' } });
  expect(renamed.workflow.initial).toBe('arrived');
  expect(checkContent(renamed, kit, 'fr').problems).toEqual([]);
  expect(refusal(start, { do: 'remove-item', list: 'states', id, knowingly: false }).references.length).toBeGreaterThan(
    0,
  );
  const broken = after({ do: 'remove-item', list: 'states', id: 'accepted', knowingly: true });
  const found = checkContent(broken, kit, 'fr').problems;
  expect(found.length).toBeGreaterThan(0);
  expect(found.some((problem) => problem.place.in === 'transitions')).toBe(true);
});

test('an edit of another place is told apart from one of the same place', () => {
  const relabel: Command = {
    do: 'change-field',
    page: 'request',
    field: 'request_text',
    entry: { id: 'request_text', type: 'long-text', label: { fr: 'Autre' } },
  };
  const elsewhere = after({ do: 'change-head', values: { minutes: 9 } });
  expect(editTarget(elsewhere, relabel)).toEqual(editTarget(start, relabel));
  expect(editTarget(applyCommand(start, relabel), relabel)).not.toEqual(editTarget(start, relabel));
});

test('a condition is set and taken away', () => {
  const target = { on: 'page', page: 'applicant' } as const;
  const set = after({ do: 'set-condition', target, expression: 'request_text != null' });
  expect(findPage(set.source, 'applicant')?.when).toBe('request_text != null');
  expect(findPage(applyCommand(set, { do: 'set-condition', target }).source, 'applicant')).not.toHaveProperty('when');
});
