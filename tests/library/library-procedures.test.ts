import { expect, test } from 'vitest';
import { readLibrary } from '#modules/catalogue/usecases/read-library.ts';
import {
  type Answers,
  answerScope,
  compileForm,
  evaluate,
  exitFor,
  holds,
  validateAll,
  validatePage,
} from '#modules/forms/index.ts';

const library = readLibrary();
const context = { today: '2026-11-22', authority: { code: '27681', kind: 'commune', name: 'Vernon' } } as const;

function getProcedure(id: string) {
  const found = library.procedures.get(id)?.procedure;
  if (found === undefined) throw new Error(`library/procedures: no procedure "${id}"`);
  return found;
}

function formOf(id: string) {
  const { form, fees } = getProcedure(id);
  return compileForm(form, { fees });
}

/** The certificates that a requester may choose. */
function certificatesFor(answers: Answers): string[] {
  const form = formOf('birth-certificate');
  const field = form.fieldsById.get('act_type')?.definition;
  if (field?.type !== 'choice') throw new Error('act_type is a choice');
  const scope = answerScope(form, answers, context);
  return field.options
    .filter((option) => option.when === undefined || holds(option.when, scope))
    .map((option) => option.value);
}

test('only the persons whom the decree names obtain a full copy or parentage', () => {
  const birth = { birth_place: 'france', birth_commune: { code: '27681', name: 'Vernon' }, birth_date: '1980-05-02' };
  for (const requester of ['self', 'spouse', 'descendant', 'ascendant', 'legal-representative', 'professional']) {
    expect(certificatesFor({ ...birth, requester }), requester).toEqual([
      'full',
      'with-parents',
      'without-parents',
      'multilingual',
    ]);
  }
  expect(certificatesFor({ ...birth, requester: 'other' })).toEqual(['without-parents']);
  expect(certificatesFor({ ...birth, birth_date: '1940-05-02', requester: 'other' })).toEqual([
    'full',
    'with-parents',
    'without-parents',
  ]);
});

test('a birth abroad, or in another commune, is sent to the body that keeps the record', () => {
  const form = formOf('birth-certificate');
  const linkFor = (answers: Answers) => exitFor(form, 'birth', answers, context)?.link;
  expect(linkFor({ birth_place: 'abroad', birth_date: '1980-05-02' })).toMatchObject({ relay: 'scec' });
  expect(
    linkFor({ birth_place: 'france', birth_date: '1980-05-02', birth_commune: { code: '27229', name: 'Évreux' } }),
  ).toMatchObject({
    authorityOf: 'birth_commune',
  });
  expect(
    linkFor({ birth_place: 'france', birth_date: '1980-05-02', birth_commune: { code: '27681', name: 'Vernon' } }),
  ).toBeUndefined();
});

test('the budget of a subsidy must balance', () => {
  const form = formOf('association-subsidy');
  const messagesFor = (answers: Answers) =>
    validatePage(form, 'budget', { kind: 'running', amount: 50_000, ...answers }, context).map(
      (error) => error.fieldId,
    );
  const budget = (expenses: readonly number[], income: readonly number[]) => ({
    expenses: Array.from({ length: 6 }, (_, index) => amountOf(expenses[index])),
    income: Array.from({ length: 7 }, (_, index) => amountOf(income[index])),
  });
  const amountOf = (cents: number | undefined) => (cents === undefined ? {} : { amount: cents });
  expect(messagesFor(budget([80_000, 20_000], [50_000, 50_000]))).toEqual([]);
  expect(messagesFor(budget([80_000, 20_000], [50_000, 49_999]))).toEqual(['expenses']);
  // The first line of income is the amount that is asked for.
  expect(messagesFor(budget([60_000], [60_000]))).toEqual(['income']);
  expect(messagesFor(budget([60_000], []))).toEqual(['expenses', 'income']);
});

test('a question is one page of seven fields', () => {
  const { pages } = getProcedure('question').form;
  expect(pages.map((page) => page.fields.map((field) => field.id))).toEqual([
    ['subject', 'message', 'given_names', 'family_name', 'email', 'phone', 'attachments'],
  ]);
});

test('the census begins on the sixteenth birthday and ends on the twenty-fifth', () => {
  const form = formOf('census-at-16');
  const exitOn = (birth_date: string) =>
    exitFor(form, 'right', { french: true, birth_date, filled_by: 'self' }, context)?.title.fr;
  expect(exitOn('2010-11-23')).toBe('C’est un peu tôt');
  expect(exitOn('2010-11-22')).toBeUndefined();
  expect(exitOn('2001-11-23')).toBeUndefined();
  expect(exitOn('2001-11-22')).toBe('Le recensement n’est plus nécessaire');
});

test('data rights and questions ask for no identity document, and no procedure asks for civility', () => {
  for (const id of ['data-rights', 'question', 'street-light'])
    expect([...formOf(id).fieldsById.keys()]).not.toContain('identity_document');
  for (const [id] of library.procedures) expect([...formOf(id).fieldsById.keys()], id).not.toContain('civility');
});

const vernon = {
  label: '1 place de l’Hôtel de Ville, 27200 Vernon',
  street: '1 place de l’Hôtel de Ville',
  postcode: '27200',
  city: 'Vernon',
  citycode: '27681',
};
const person = { given_names: 'Jeanne', family_name: 'Morel', email: 'jeanne.morel@example.org' };
const paper = (id: string) => [{ id, name: `${id}.pdf`, size: 20_000, type: 'application/pdf' }];
const papers = ['identity', 'home', 'book'].flatMap(paper).map((document) => ({ ...document }));

/** What a resident answers, from the first page to the last. */
const wholeFilings: { [procedure: string]: { answers: Answers; headline: string } } = {
  question: {
    answers: { subject: 'thanks', message: 'Merci pour les fleurs de la place.', ...person },
    headline: 'Remerciement',
  },
  'street-light': {
    answers: { fault: 'damaged', danger: true, place_address: vernon },
    headline: 'Danger – Poteau ou lampe abîmé',
  },
  'birth-certificate': {
    answers: {
      birth_place: 'france',
      birth_commune: { code: '27681', name: 'Vernon' },
      birth_date: '1951-03-14',
      requester: 'self',
      act_type: 'full',
      copies: 1,
      parents_known: true,
      parents: [{ parent_given_names: 'Louise', parent_family_name: 'Petit' }],
      ...person,
      address: vernon,
      accuracy: true,
    },
    headline: 'Copie intégrale – Morel',
  },
  'electoral-roll': {
    answers: {
      nationality: 'french',
      birth_date: '1990-01-31',
      reason: 'moved',
      birth_family_name: 'Petit',
      sex: 'female',
      born_in_france: true,
      birth_commune: { code: '76540', name: 'Rouen' },
      link: 'home',
      home_address: vernon,
      has_french_card: true,
      identity_document: paper('identity'),
      home_proof: paper('home'),
      ...person,
      accuracy: true,
    },
    headline: 'Nouvel arrivant',
  },
  canteen: {
    answers: {
      school_year: 'current',
      children: [
        {
          child: { given_names: 'Léo', family_name: 'Morel', birth_date: '2019-04-02' },
          school: 'Jules-Ferry',
          school_class: 'ce1',
          rhythm: 'fixed',
          days: ['monday', 'friday'],
          start_date: '2026-12-01',
          diet: 'standard',
          pai: 'none',
        },
      ],
      relation: 'parent',
      address: vernon,
      contact_channel: 'email',
      alternating: false,
      allowance_fund: 'none',
      emergency_contacts: [
        { emergency_name: 'Rose Petit', emergency_phone: '+33612345678', emergency_role: 'Grand-mère' },
      ],
      regulation: true,
      ...person,
      accuracy: true,
    },
    headline: '1 enfant – Morel',
  },
  'data-rights': {
    answers: {
      rights: ['access', 'erasure'],
      service: ['all'],
      erasure_reason: 'not-needed',
      on_behalf: 'self',
      answer_channel: 'online',
      ...person,
    },
    headline: 'Accès, Effacement',
  },
};

test.each(Object.entries(wholeFilings))(
  '%s: a whole filing passes, and the inbox says what it is about',
  (id, { answers, headline }) => {
    const form = formOf(id);
    const surroundings = { ...context, documents: papers };
    expect(validateAll(form, answers, surroundings)).toEqual([]);
    for (const page of form.pages) expect(exitFor(form, page.id, answers, surroundings), page.id).toBeUndefined();
    expect(evaluate(getProcedure(id).headline ?? '', answerScope(form, answers, surroundings))).toBe(headline);
  },
);

test('a headline is a text even before anything is answered', () => {
  for (const { file, procedure } of library.procedures.values()) {
    if (procedure.headline === undefined) continue;
    const headline = evaluate(
      procedure.headline,
      answerScope(compileForm(procedure.form, { fees: procedure.fees }), {}, context),
    );
    expect(headline, file).toEqual(expect.any(String));
  }
});

test('the electoral roll sends on whoever lives in another commune, unless taxes are paid here', () => {
  const form = formOf('electoral-roll');
  const elsewhere = { ...vernon, city: 'Évreux', citycode: '27229' };
  const exit = (answers: Answers) => exitFor(form, 'link', answers, context)?.title.fr;
  expect(exit({ link: 'home', home_address: elsewhere })).toBe('Votre adresse est dans une autre commune');
  expect(exit({ link: 'taxes', home_address: elsewhere, local_address: vernon })).toBeUndefined();
  expect(exit({ link: 'taxes', home_address: vernon, local_address: elsewhere })).toBe(
    'Cette adresse est dans une autre commune',
  );
});
