import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { checkForm } from '#modules/forms/index.ts';
import { checkWorkflow } from '#modules/workflow/index.ts';
import { convertPublik } from './convert-publik.ts';
import { noteWords, reportAsJson, reportInWords } from './import-report.ts';

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

test.each([
  ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><formdef>&x;</formdef>', 'refused', 'xml-doctype'],
  ['<formdef><name>Coupé', 'refused', 'xml-malformed'],
  ['%PDF-1.7', 'ignored', 'file-unknown'],
  ['', 'refused', 'file-empty'],
  ['<html><body/></html>', 'ignored', 'file-not-kept'],
  ['<workflow/>', 'refused', 'file-fault'],
])('a bad file is told in words: %s', (text, outcome, reason) => {
  const { report } = convertPublik([file('x.wcs', text), file('bon.wcs', '<role><name>Bon</name></role>')]);
  expect(report.files.map((one) => one.outcome).sort()).toEqual(['converted', outcome].sort());
  expect(report.files.find((one) => one.file === 'x.wcs')).toMatchObject({ outcome, reason });
  expect(reportInWords(report)).not.toMatch(/\{detail\}/);
});

test('ten thousand choices are not carried over, and why is said in the reader’s language', () => {
  const items = Array.from({ length: 10_000 }, (_, index) => `<item>Rue ${index}</item>`).join('');
  const field = `<field><id>1</id><label>Rue</label><type>item</type><varname>rue</varname><items>${items}</items></field>`;
  const { procedures, report } = convertPublik([
    file('rues.wcs', `<formdef><name>Rues</name><fields>${field}</fields></formdef>`),
  ]);
  expect(procedures.map((procedure) => checkForm(procedure.form))).toEqual([[]]);
  const note = report.files[0]?.notes.find(({ code }) => code === 'field-detail-refused');
  if (note === undefined) throw new Error('It must be noted');
  expect(note.place).toBe('Page «\u00a0Rues\u00a0», champ «\u00a0Rue\u00a0»');
  expect(noteWords(note, 'fr')).toContain('10000 choix');
  expect(noteWords(note, 'fr')).not.toMatch(/options are too many/);
  expect(noteWords(note, 'en')).toContain('10000 options are too many');
});

test('an empty form is still a procedure to fill in', () => {
  const { procedures } = convertPublik([file('vide.wcs', '<formdef><name>Vide</name></formdef>')]);
  expect(procedures.map((procedure) => checkForm(procedure.form))).toEqual([[]]);
});

test('the files of an archive lean on one another', () => {
  const form = `<formdef><name>F</name><workflow slug="w">W</workflow><fields>
    <field><type>block</type><label>B</label><varname>b</varname><block_slug>bloc</block_slug><id>1</id></field></fields></formdef>`;
  const block =
    '<block><name>Bloc</name><slug>bloc</slug><fields><field><type>string</type><label>Nom</label><varname>nom</varname></field></fields></block>';
  const workflow = `<workflow><name>W</name><slug>w</slug><possible_status>
    <status><id>1</id><name>Reçu</name><items><item type="choice"><label>Finir</label><by><item>_receiver</item></by><status>2</status></item></items></status>
    <status><id>2</id><name>Fini</name></status></possible_status></workflow>`;
  const text = (words: string) => new TextEncoder().encode(words);
  const zip = zipSync({
    'formdefs_xml/1': text(form),
    'blockdefs_xml/1': text(block),
    'workflows_xml/1': text(workflow),
  });
  const { procedures, workflows, report } = convertPublik([{ name: 'site.zip', bytes: zip }]);
  expect(procedures[0]?.workflow).toBe('circuit-w');
  expect(procedures[0]?.form.pages[0]?.fields.map((field) => field.id)).toEqual(['b_nom']);
  expect(workflows.map((one) => one.workflow)).toEqual(['circuit-w']);
  expect(report.totals).toMatchObject({ files: 3, refused: 0 });
});

const mailModel = (slug: string, body: string) =>
  `<mail-template><name>Modèle ${slug}</name><slug>${slug}</slug><subject>Objet {{ form_number }}</subject><body>${body}</body></mail-template>`;
const circuit = (slug: string) => `<workflow><name>${slug}</name><slug>${slug}</slug><possible_status>
  <status><id>1</id><name>Reçu</name><items><item type="choice"><label>Finir</label><by><item>_receiver</item></by><status>2</status></item></items></status>
  <status><id>2</id><name>Fini</name><items><item type="sendmail"><to><item>_submitter</item></to><mail_template>envoye</mail_template></item></items></status></possible_status></workflow>`;

test('a model of message that no action sends joins the letters of the workflow', () => {
  const { workflows, report } = convertPublik([
    file('w', circuit('w')),
    file('m1', mailModel('envoye', 'Bonjour')),
    file('m2', mailModel('dormant', '&lt;p&gt;Dossier {{ form_number }} de {{ form_var_inconnu }}, }}{{&lt;/p&gt;')),
  ]);
  const [workflow] = workflows;
  if (workflow === undefined) throw new Error('No workflow');
  expect(workflow.letters).toMatchObject([
    {
      id: 'modele-dormant',
      title: { fr: 'Objet {{dossier.code}}' },
      paragraphs: [{ fr: expect.stringContaining('Dossier {{dossier.code}} de …') }],
    },
  ]);
  expect(checkWorkflow(workflow)).toEqual([]);
  const codes = (name: string) => report.files.find((one) => one.file === name)?.notes.map((note) => note.code);
  expect([codes('m1'), codes('m2')]).toEqual([['template-used'], ['template-joined']]);
});

test('where several workflows are imported, each has the model; without any, its text stands in its note', () => {
  const several = convertPublik([
    file('a', circuit('a')),
    file('b', circuit('b')),
    file('m', mailModel('garde', 'Le texte entier.')),
  ]);
  expect(several.workflows.map(({ letters = [] }) => letters.map(({ id }) => id))).toEqual([
    ['modele-garde'],
    ['modele-garde'],
  ]);
  const { report } = convertPublik([file('m', mailModel('garde', 'Le texte entier.'))]);
  expect(report.files.find((one) => one.file === 'm')?.notes).toMatchObject([
    { code: 'template-kept', source: expect.stringContaining('Le texte entier') },
  ]);
});

test('the options of a list stay with the field that offers it, or in its note', () => {
  const source = (slug: string) =>
    `<datasource><name>Liste ${slug}</name><slug>${slug}</slug><data_source><type>jsonvalue</type><value>[{"id": "1", "text": "Un"}, {"id": "2", "text": "Deux"}]</value></data_source></datasource>`;
  const { procedures, report } = convertPublik([
    file(
      'f',
      '<formdef><name>F</name><fields><field><id>1</id><type>item</type><label>Choix</label><varname>choix</varname><data_source><type>prise</type></data_source></field></fields></formdef>',
    ),
    file('l1', source('prise')),
    file('l2', source('libre')),
  ]);
  expect(JSON.stringify(procedures[0]?.form)).toContain('Deux');
  const notes = (name: string) => report.files.find((one) => one.file === name)?.notes;
  expect(notes('l1')).toMatchObject([{ code: 'list-used' }]);
  expect(notes('l2')).toMatchObject([{ code: 'list-kept', source: '1 : Un\n2 : Deux' }]);
});

test('the report as JSON says shares and words', () => {
  const { report } = convertPublik([
    file(
      'f.wcs',
      '<formdef><name>F</name><fields><field><type>string</type><label>Nom</label><condition><type>django</type><value>data_source.x</value></condition></field></fields></formdef>',
    ),
  ]);
  expect(reportAsJson(report)).toMatchObject({
    files: [{ fields: { total: 1, carried: 1, share: 1 }, conditions: { total: 1, carried: 0, share: 0 } }],
    totals: { conditions: { share: 0 } },
  });
  expect(JSON.stringify(reportAsJson(report))).toContain('donnée extérieure à la demande\u00a0: data_source.x');
});

test('property: random bytes never throw', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('', 'PK\u0003\u0004', '<formdef>'),
      (random, start) => {
        const bytes = Uint8Array.of(...new TextEncoder().encode(start), ...random);
        expect(convertPublik([{ name: 'x', bytes }]).report.files.length).toBeGreaterThan(0);
      },
    ),
  );
});

const varname = fc.constantFrom('a', 'b', 'c', 'value', 'Été', '1', '');
const condition = fc.constantFrom(
  'form_var_a',
  'form_var_b == "x"',
  'not form_var_c',
  '"x" in form_var_a',
  'form_option_o',
  'a and',
  'false',
  'form_var_a|length > 2',
);
const field = fc.record({
  type: fc.constantFrom(
    ...[
      'string',
      'text',
      'email',
      'bool',
      'item',
      'items',
      'date',
      'file',
      'map',
      'time',
      'ranked-items',
      'table',
      'table-select',
    ],
    ...[
      'tablerows',
      'password',
      'title',
      'subtitle',
      'comment',
      'page',
      'block',
      'computed',
      'numeric',
      'martian',
      'constructor',
    ],
  ),
  varname,
  label: fc.constantFrom('Nom', '', '<b>x</b>', '{{ form_var_a }}', '\u00e9\u00e9'),
  condition: fc.option(condition, { nil: undefined }),
  value: fc.constantFrom('{{ form_var_a }}', '{% if form_var_b %}x{% endif %}', '{{', ''),
  items: fc.array(fc.constantFrom('x', 'y', 'Oui', '', '***'), { maxLength: 3 }),
});
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

test('property: whatever a form holds, what comes out passes our own checks', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 12 }), (fields) => {
      const xml = fields.map(
        (one, index) =>
          `<field><id>${index}</id><type>${one.type}</type><label>${escaped(one.label)}</label><varname>${one.varname}</varname>` +
          `<items>${one.items.map((item) => `<item>${item}</item>`).join('')}</items><value_template>${escaped(one.value)}</value_template>` +
          `${one.condition === undefined ? '' : `<condition><type>django</type><value>${escaped(one.condition)}</value></condition>`}</field>`,
      );
      const { procedures, report } = convertPublik([
        file('f', `<formdef><name>F</name><fields>${xml.join('')}</fields></formdef>`),
      ]);
      expect(procedures).toHaveLength(1);
      for (const procedure of procedures) expect(checkForm(procedure.form)).toEqual([]);
      expect(report.files[0]?.fields.carried).toBe(report.files[0]?.fields.total);
    }),
    { numRuns: 60 },
  );
});

const item = fc.record({
  type: fc.constantFrom(
    ...[
      'choice',
      'jump',
      'sendmail',
      'sendsms',
      'commentable',
      'displaymsg',
      'dispatch',
      'addattachment',
      'export_to_model',
      'form',
    ],
    ...[
      'register-comment',
      'editable',
      'webservice_call',
      'create_formdata',
      'edit_carddata',
      'anonymise',
      'remove',
      'jumponsubmit',
      'martian',
    ],
  ),
  status: fc.constantFrom('1', '2', '3', '_previous', '9'),
  mode: fc.constantFrom('', 'timeout', 'trigger', 'immediate'),
  by: fc.constantFrom('_submitter', '_receiver', 'Role'),
  condition: fc.option(condition, { nil: undefined }),
});

test('property: whatever a workflow holds, what comes out passes our own checks', () => {
  fc.assert(
    fc.property(fc.array(fc.array(item, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), (statuses) => {
      const xml = statuses.map(
        (items, index) =>
          `<status><id>${index + 1}</id><name>S${index}</name><items>${items
            .map(
              (one) =>
                `<item type="${one.type}"><label>L</label><by><item>${one.by}</item></by><to><item>${one.by}</item></to><status>${one.status}</status>` +
                `<mode>${one.mode}</mode><timeout>1 jour</timeout><trigger>paid</trigger><body>{{ form_var_a }}</body><subject>S</subject><comment>C {{ x }}</comment>` +
                `${one.condition === undefined ? '' : `<condition><type>django</type><value>${escaped(one.condition)}</value></condition>`}</item>`,
            )
            .join('')}</items></status>`,
      );
      const { workflows, report } = convertPublik([
        file('w', `<workflow><name>W</name><possible_status>${xml.join('')}</possible_status></workflow>`),
      ]);
      expect(report.files[0]?.reason).toBeUndefined();
      for (const workflow of workflows) expect(checkWorkflow(workflow)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
