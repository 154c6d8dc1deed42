import fc from 'fast-check';
import { expect, test } from 'vitest';
import { context, firstTime, formOfField } from '../../testing/sample-form.ts';
import type { Answer } from '../answers.ts';
import { isGroup } from '../compiled-form.ts';
import { parsePage } from '../parse-page.ts';
import { summarize } from '../summary.ts';

type Settings = Record<string, unknown>;

function read(settings: Settings, body: Record<string, unknown>) {
  const { answers, errors } = parsePage(formOfField(settings), 'page', body, firstTime);
  return errors.length > 0 ? errors.map((error) => error.code) : answers.f;
}

/** What each type makes of what is typed: the answer, or the codes of its errors. */
const typed: [Settings, string, unknown][] = [
  [{ type: 'text' }, '  Élise\u0000  \u202eMartin ', 'Élise Martin'],
  [{ type: 'text' }, 'e\u0301lise', 'élise'],
  [{ type: 'text', maxLength: 3 }, '👩‍👩‍👧', ['tooLong']],
  [{ type: 'text', maxLength: 5 }, '👩‍👩‍👧', '👩‍👩‍👧'],
  [{ type: 'text', minLength: 3 }, 'ab', ['tooShort']],
  [{ type: 'text', pattern: '[0-9]{3}' }, '1234', ['pattern']],
  [{ type: 'text', pattern: '(a+)+' }, `${'a'.repeat(199)}!`, ['pattern']],
  [{ type: 'text', pattern: '[0-9]{3}' }, '123', '123'],
  [{ type: 'text' }, 'x'.repeat(1_000_000), ['tooLong']],
  [{ type: 'long-text' }, 'a\r\nb\r\u0007', 'a\nb'],
  [{ type: 'number' }, '1 234', 1234],
  [{ type: 'number' }, '1\u202f234', 1234],
  [{ type: 'number' }, '12,5', ['integer']],
  [{ type: 'number' }, '12,0', 12],
  [{ type: 'number', integer: false }, '1 234,5', 1234.5],
  [{ type: 'number', integer: false }, '1.234,5', 1234.5],
  [{ type: 'number', integer: false }, '1,234.5', 1234.5],
  [{ type: 'number', integer: false }, '−0,5', -0.5],
  [{ type: 'number' }, 'douze', ['number']],
  [{ type: 'number' }, '1e5', ['number']],
  [{ type: 'number' }, '0x1F', ['number']],
  [{ type: 'number' }, '9'.repeat(30), ['number']],
  [{ type: 'number', unit: 'm²' }, '12 m²', 12],
  [{ type: 'number', min: 2 }, '1', ['numberMin']],
  [{ type: 'number', max: 2 }, '3', ['numberMax']],
  [{ type: 'money' }, '12,50 €', 1250],
  [{ type: 'money' }, '1 234', 123_400],
  [{ type: 'money' }, '0,1', 10],
  [{ type: 'money' }, '12.345', ['money']],
  [{ type: 'money' }, '-3', ['numberMin']],
  [{ type: 'money', min: -500 }, '-3', -300],
  [{ type: 'email' }, ' Jeanne.Martin@Exemple.FR ', 'Jeanne.Martin@exemple.fr'],
  [{ type: 'email' }, 'jeanne@gmail.con', ['emailTypo']],
  [{ type: 'email' }, 'jeanne', ['email']],
  [{ type: 'email' }, 'a@b', ['email']],
  [{ type: 'email' }, 'a..b@exemple.fr', ['email']],
  [{ type: 'email' }, '"><script>@exemple.fr', ['email']],
  [{ type: 'phone' }, '06 12 34 56 78', '+33612345678'],
  [{ type: 'phone' }, '06.12.34.56.78', '+33612345678'],
  [{ type: 'phone' }, '06-12-34-56-78', '+33612345678'],
  [{ type: 'phone' }, '0612345678', '+33612345678'],
  [{ type: 'phone' }, '+33 (0)6 12 34 56 78', '+33612345678'],
  [{ type: 'phone' }, '+33 06 12 34 56 78', '+33612345678'],
  [{ type: 'phone' }, '0033612345678', '+33612345678'],
  [{ type: 'phone' }, '33612345678', '+33612345678'],
  [{ type: 'phone' }, '0690 12 34 56', '+590690123456'],
  [{ type: 'phone' }, '0262 12 34 56', '+262262123456'],
  [{ type: 'phone' }, '+262 0692 12 34 56', '+262692123456'],
  [{ type: 'phone' }, '+687 12 34 56', '+687123456'],
  [{ type: 'phone' }, '+33 690 12 34 56', '+590690123456'],
  [{ type: 'phone' }, '+44 20 7946 0958', '+442079460958'],
  [{ type: 'phone' }, '06 12 34 56', ['phone']],
  [{ type: 'phone' }, '06 12 34 56 7O', ['phone']],
  [{ type: 'phone' }, '+33 6 12', ['phone']],
  [{ type: 'phone', mobileOnly: true }, '02 32 12 34 56', ['phoneMobile']],
  [{ type: 'phone', mobileOnly: true }, '07 32 12 34 56', '+33732123456'],
  [{ type: 'phone', mobileOnly: true }, '0590 12 34 56', ['phoneMobile']],
  [{ type: 'time' }, '14:30', '14:30'],
  [{ type: 'time' }, '9h', '09:00'],
  [{ type: 'time' }, '14 h 05', '14:05'],
  [{ type: 'time' }, '2:30 pm', '14:30'],
  [{ type: 'time' }, '12 am', '00:00'],
  [{ type: 'time' }, '25:00', ['time']],
  [{ type: 'time' }, '14', ['time']],
  [{ type: 'yes-no' }, 'yes', true],
  [{ type: 'yes-no' }, 'peut-être', ['choiceUnknown']],
  [{ type: 'country' }, 'pt', 'PT'],
  [{ type: 'country' }, 'ZZ', ['countryUnknown']],
  [{ type: 'company' }, '732 829 320 00074', '73282932000074'],
  [{ type: 'company' }, '732 829 320 00075', ['siretKey']],
  [{ type: 'company' }, '356000000 00048', '35600000000048'],
  [{ type: 'company' }, '356 000 000 12341', '35600000012341'],
  [{ type: 'company' }, '356 000 000 12342', ['siretKey']],
  [{ type: 'company' }, '123', ['siretDigits']],
  [{ type: 'company' }, '0'.repeat(14), ['siretKey']],
  [{ type: 'association' }, 'w 271 001234', 'W271001234'],
  [{ type: 'association' }, 'W9R1000123', 'W9R1000123'],
  [{ type: 'association' }, '732 829 320 00074', '73282932000074'],
  [{ type: 'association' }, 'Les amis', ['association']],
  [{ type: 'iban' }, 'FR76 3000 6000 0112 3456 7890 189', 'FR7630006000011234567890189'],
  [{ type: 'iban' }, 'FR76 3000 6000 0112 3456 7890 188', ['ibanKey']],
  [{ type: 'iban' }, 'FR76 3000', ['iban']],
  [{ type: 'iban' }, 'BE68 5390 0754 7034', 'BE68539007547034'],
  [{ type: 'plate' }, 'ab 123 cd', 'AB-123-CD'],
  [{ type: 'plate' }, '1234 ab 27', '1234 AB 27'],
  [{ type: 'plate' }, '12 A 2B', '12 A 2B'],
  [{ type: 'plate' }, 'SS-123-AA', ['plate']],
  [{ type: 'plate' }, 'AI-123-AA', ['plate']],
  [{ type: 'commune' }, 'vernon', { code: '27681', name: 'Vernon', postcode: '27200' }],
  [{ type: 'commune' }, 'St Marcel', { code: '27562', name: 'Saint-Marcel', postcode: '27950' }],
  [{ type: 'commune' }, 'Saint-Denis', ['communeAmbiguous']],
  [{ type: 'commune' }, 'Saint-Denis (93210)', { code: '93066', name: 'Saint-Denis', postcode: '93210' }],
  [{ type: 'commune' }, '27200', ['communeAmbiguous']],
  [{ type: 'commune' }, '27620', { code: '27275', name: 'Gasny', postcode: '27620' }],
  [{ type: 'commune' }, '2a004', { code: '2A004', name: 'Ajaccio', postcode: '20000' }],
  [{ type: 'commune' }, 'Nulle-Part', ['communeUnknown']],
  [{ type: 'commune', inTerritory: true }, 'Ajaccio', ['outsideTerritory']],
  [{ type: 'consent', text: 'Je déclare' }, 'yes', true],
  [{ type: 'consent', text: 'Je déclare' }, 'on', ['requiredConsent']],
  [{ type: 'file' }, 'doc-1', [{ id: 'doc-1', name: 'identité.pdf', size: 240_000, type: 'application/pdf' }]],
  [{ type: 'file' }, 'doc-of-someone-else', ['fileUnknown']],
  [{ type: 'file' }, 'doc-3', ['fileKind']],
];

test.each(typed)('%j reads %j', (settings, text, expected) => {
  expect(read(settings, { f: text })).toEqual(expected);
});

function date(day: string, month: string, year: string) {
  return { 'f-day': day, 'f-month': month, 'f-year': year };
}

test.each<[Settings, Record<string, string>, unknown]>([
  [{}, date('1', '2', '2026'), '2026-02-01'],
  [{}, date('1er', 'février', '2026'), '2026-02-01'],
  [{}, date('3', 'Aout', '2019'), '2019-08-03'],
  [{}, date('3', 'oct.', '2019'), '2019-10-03'],
  [{}, date('29', '2', '2024'), '2024-02-29'],
  [{}, date('31', '2', '2026'), ['dateUnreal']],
  [{}, date('29', '2', '2100'), ['dateUnreal']],
  [{}, date('12', '3', '19'), ['dateYear']],
  [{}, date('12', '', '2019'), ['dateIncomplete']],
  [{}, date('32', '1', '2019'), ['dateDay']],
  [{}, date('1', '13', '2019'), ['dateMonth']],
  [{}, date('12/03/2019', '', ''), '2019-03-12'],
  [{}, date('12 mars 2019', '', ''), '2019-03-12'],
  [{}, date('2019-03-12', '', ''), '2019-03-12'],
  [{}, date('', '', ''), ['requiredDate']],
  [{ optional: true }, date('', '', ''), undefined],
  [{ min: 'today-18y' }, date('22', '11', '2008'), '2008-11-22'],
  [{ min: 'today-18y' }, date('21', '11', '2008'), ['dateMin']],
  [{ max: 'today+30d' }, date('22', '12', '2026'), '2026-12-22'],
  [{ max: 'today+30d' }, date('23', '12', '2026'), ['dateMax']],
  [{ birth: true }, date('23', '11', '2026'), ['birthFuture']],
  [{ birth: true }, date('23', '11', '1826'), ['birthTooOld']],
])('a date %j reads %j', (settings, body, expected) => {
  expect(read({ type: 'date', ...settings }, body)).toEqual(expected);
});

test('31 February is refused in words, at its day', () => {
  const { errors } = parsePage(formOfField({ type: 'date' }), 'page', date('31', 'février', '2026'), firstTime);
  expect(errors[0]).toMatchObject({
    path: 'f',
    inputId: 'f-f',
    message: {
      fr: '«\u00a0Champ\u00a0»\u00a0: février 2026 compte 28 jours, le 31 n’existe pas',
      en: '“Champ”: February 2026 has 28 days, there is no 31',
    },
  });
});

function period(from: string, to: string) {
  const [fromYear, fromMonth, fromDay] = from.split('-');
  const [toYear, toMonth, toDay] = to.split('-');
  return {
    'f-from-day': fromDay,
    'f-from-month': fromMonth,
    'f-from-year': fromYear,
    'f-to-day': toDay,
    'f-to-month': toMonth,
    'f-to-year': toYear,
  };
}

test.each<[Settings, string, string, unknown]>([
  [{}, '2026-07-01', '2026-07-01', { from: '2026-07-01', to: '2026-07-01' }],
  [{}, '2026-07-02', '2026-07-01', ['periodOrder']],
  [{}, '2026-07-02', '', ['requiredDate']],
  [{}, '', '', ['requiredDate', 'requiredDate']],
  [{ maxDays: 3 }, '2026-12-01', '2026-12-03', { from: '2026-12-01', to: '2026-12-03' }],
  [{ maxDays: 3 }, '2026-12-01', '2026-12-04', ['periodLength']],
  [{ min: 'today' }, '2026-11-21', '2026-11-24', ['dateMin']],
])('a period %j from %s to %s', (settings, from, to, expected) => {
  expect(read({ type: 'period', ...settings }, period(from, to))).toEqual(expected);
});

const options = [
  { value: 'mon', label: 'Lundi' },
  { value: 'tue', label: 'Mardi' },
  { value: 'wed', label: 'Mercredi' },
];

test('choices are kept in the order offered, each once', () => {
  const settings = { type: 'choices', options, min: 1, max: 2 };
  expect(read(settings, { f: ['tue', 'mon', 'tue'] })).toEqual(['mon', 'tue']);
  expect(read(settings, { f: 'wed' })).toEqual(['wed']);
  expect(read(settings, { f: ['mon', 'tue', 'wed'] })).toEqual(['choicesMax']);
  expect(read(settings, { f: ['sun'] })).toEqual(['choiceUnknown']);
  expect(read(settings, {})).toEqual(['requiredChoices']);
  expect(read({ type: 'choice', options }, { f: 'sun' })).toEqual(['choiceUnknown']);
});

const typedAddress = { 'f-street': '12 rue Carnot', 'f-postcode': '27 200', 'f-city': 'VERNON' };

test('an address typed by hand is complete, its commune found', () => {
  expect(read({ type: 'address' }, typedAddress)).toEqual({
    label: '12 rue Carnot, 27200 VERNON',
    street: '12 rue Carnot',
    postcode: '27200',
    city: 'VERNON',
    citycode: '27681',
  });
  expect(read({ type: 'address' }, { 'f-street': '12 rue Carnot' })).toEqual(['addressPostcode', 'addressCity']);
  expect(read({ type: 'address' }, {})).toEqual(['required', 'addressPostcode', 'addressCity']);
});

test('an address may have to be in the territory', () => {
  expect(read({ type: 'address', inTerritory: true }, typedAddress)).toMatchObject({ citycode: '27681' });
  const far = { 'f-street': '1 cours Napoléon', 'f-postcode': '20000', 'f-city': 'Ajaccio' };
  expect(read({ type: 'address', inTerritory: true }, far)).toEqual(['outsideTerritory']);
  expect(read({ type: 'address', inTerritory: true }, { ...far, 'f-city': 'Ajacio' })).toEqual(['addressUnknownCity']);
});

test('a suggestion brings its place, as long as what is typed agrees; its commune is checked', () => {
  const chosen = {
    street: '12 Rue Carnot',
    postcode: '27200',
    city: 'Vernon',
    citycode: '27681',
    lat: 49.09,
    lon: 1.48,
  };
  const whole = { 'f-street': '12 Rue Carnot 27200 Vernon', 'f-chosen': JSON.stringify(chosen) };
  expect(read({ type: 'address' }, whole)).toEqual({ ...chosen, label: '12 Rue Carnot, 27200 Vernon' });
  const edited = { ...typedAddress, 'f-street': '99 avenue Foch', 'f-chosen': JSON.stringify(chosen) };
  expect(read({ type: 'address' }, edited)).not.toHaveProperty('lat');
  const forged = { ...whole, 'f-chosen': JSON.stringify({ ...chosen, citycode: '75056' }) };
  expect(read({ type: 'address' }, forged)).toMatchObject({ citycode: '27681' });
});

test('a place on the map is optional, and within the territory', () => {
  expect(read({ type: 'point' }, { 'f-lat': '49.0931234567', 'f-lon': '1,4845' })).toEqual({
    lat: 49.093123,
    lon: 1.4845,
  });
  expect(read({ type: 'point' }, {})).toBeUndefined();
  expect(read({ type: 'point' }, { 'f-lat': '1e3', 'f-lon': '2' })).toEqual(['point']);
  expect(read({ type: 'point' }, { 'f-lat': '43.3', 'f-lon': '5.4' })).toEqual(['outsideTerritory']);
});

test('documents sent while the page was open belong to their field; others can be demanded', () => {
  const form = formOfField({ type: 'file', max: 2, min: 2 });
  const documents = context.documents?.map((document, index) => ({ ...document, field: index < 2 ? 'f' : 'g' })) ?? [];
  const withFields = { ...firstTime, documents };
  expect(parsePage(form, 'page', {}, withFields).answers.f).toMatchObject([{ id: 'doc-1' }, { id: 'doc-2' }]);
  expect(parsePage(form, 'page', { f: 'doc-1' }, firstTime).errors.map(({ code }) => code)).toEqual(['fileMin']);
  const removed = parsePage(form, 'page', { f: ['doc-1', 'doc-2'], '__remove-document:f': 'doc-1' }, firstTime);
  expect(removed).toMatchObject({
    action: { kind: 'remove-document', field: 'f', documentId: 'doc-1' },
    raw: { f: ['doc-2'] },
    errors: [],
  });
});

function told(settings: Settings, answer: Answer, locale: 'fr' | 'en' = 'fr') {
  return summarize(formOfField(settings), { f: answer }, locale)[0]?.rows[0]?.value;
}

test.each<[Settings, Answer, string | string[]]>([
  [{ type: 'number', integer: false, unit: 'm²' }, 1234.5, '1\u202f234,5\u00a0m²'],
  [{ type: 'money' }, 123_450, '1\u202f234,50\u00a0€'],
  [{ type: 'phone' }, '+33612345678', '06\u00a012\u00a034\u00a056\u00a078'],
  [{ type: 'phone' }, '+590690123456', '0690\u00a012\u00a034\u00a056'],
  [{ type: 'phone' }, '+442079460958', '+442079460958'],
  [{ type: 'date' }, '2019-03-12', '12 mars 2019'],
  [{ type: 'time' }, '09:05', '9\u00a0h\u00a005'],
  [{ type: 'period' }, { from: '2026-07-01', to: '2026-07-08' }, 'du 1er juillet 2026 au 8 juillet 2026'],
  [{ type: 'yes-no' }, false, 'Non'],
  [{ type: 'choices', options }, ['mon', 'gone'], ['Lundi', 'gone']],
  [
    { type: 'address' },
    { label: '', street: '1 rue A', postcode: '27200', city: 'Vernon' },
    ['1 rue A', '27200 Vernon'],
  ],
  [{ type: 'commune' }, { code: '27681', name: 'Vernon', postcode: '27200' }, 'Vernon (27200)'],
  [{ type: 'country' }, 'PT', 'Portugal'],
  [{ type: 'company' }, '73282932000074', '732\u00a0829\u00a0320\u00a000074'],
  [{ type: 'iban' }, 'FR7630006000011234567890189', 'FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189'],
])('%j tells %j', (settings, answer, expected) => {
  expect(told(settings, answer)).toEqual(expected);
});

test('and in English', () => {
  expect(told({ type: 'date' }, '2019-03-12', 'en')).toBe('12 March 2019');
  expect(told({ type: 'money' }, 123_450, 'en')).toBe('€1,234.50');
});

/** Answers that a page can give, by type: what is shown again and posted again is the same answer. */
const two = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
const isoDate = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));
const roundTrips: [Settings, fc.Arbitrary<Answer>][] = [
  [{ type: 'number' }, fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })],
  [
    { type: 'number', integer: false },
    fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((value) => value / 100),
  ],
  [{ type: 'money', min: -1_000_000_000 }, fc.integer({ min: -1_000_000_000, max: 100_000_000_000 })],
  [{ type: 'phone' }, fc.stringMatching(/^\+33[13478]\d{8}$/)],
  [{ type: 'phone' }, fc.stringMatching(/^\+(590690|262692|596596|594694)\d{6}$/)],
  [{ type: 'phone' }, fc.stringMatching(/^\+(32|49|1)[1-9]\d{8}$/)],
  [{ type: 'date' }, isoDate],
  [{ type: 'time' }, fc.tuple(two(23), two(59)).map((parts) => parts.join(':'))],
  [{ type: 'period' }, fc.tuple(isoDate, isoDate).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))],
  [{ type: 'yes-no' }, fc.boolean()],
  [{ type: 'choices', options }, fc.subarray(['mon', 'tue', 'wed'], { minLength: 1 })],
  [{ type: 'plate' }, fc.stringMatching(/^[A-HJ-NP-RT]{2}-1\d\d-[A-HJ-NP-RT]{2}$/)],
  [{ type: 'iban' }, fc.stringMatching(/^\d{23}$/).map(frenchIban)],
  [{ type: 'company' }, fc.stringMatching(/^[1-9]\d{12}$/).map(withLuhnKey)],
  [{ type: 'text', maxLength: 500 }, fc.string({ minLength: 1, maxLength: 50 }).filter((text) => text.trim() !== '')],
];

function frenchIban(account: string): string {
  const digits = BigInt(`${account}152700`);
  return `FR${String(98n - (digits % 97n)).padStart(2, '0')}${account}`;
}

function withLuhnKey(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

test.each(roundTrips)('property: %j is shown and read back the same', (settings, answers) => {
  const form = formOfField(settings);
  const entry = form.fieldsById.get('f');
  if (entry === undefined || isGroup(entry)) throw new Error('a field is expected');
  fc.assert(
    fc.property(answers, fc.constantFrom('fr' as const, 'en' as const), (answer, locale) => {
      const inputs = entry.type.toInputs(entry.definition, answer, locale);
      const body = Object.fromEntries(Object.entries(inputs).map(([suffix, value]) => [`f${suffix}`, value]));
      const first = parsePage(form, 'page', body, firstTime);
      if (settings.type !== 'text') expect(first.answers.f).toEqual(answer);
      const again = entry.type.toInputs(entry.definition, first.answers.f ?? '', locale);
      expect(first.answers.f === undefined ? inputs : again).toEqual(settings.type === 'text' ? again : inputs);
      expect(first.errors.filter(({ code }) => code !== 'required')).toEqual([]);
    }),
  );
});

test('property: one wrong digit is always noticed in an IBAN and a SIRET', () => {
  const change = fc.tuple(fc.stringMatching(/^\d{23}$/), fc.nat(22), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(change, ([account, at, by]) => {
      const iban = frenchIban(account);
      expect(read({ type: 'iban' }, { f: withDigitChanged(iban, at + 4, by) })).toEqual(['ibanKey']);
    }),
  );
  fc.assert(
    fc.property(
      fc.stringMatching(/^[1247]\d{12}$/),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 9 }),
      (digits, at, by) => {
        expect(read({ type: 'company' }, { f: withDigitChanged(withLuhnKey(digits), at, by) })).toEqual(['siretKey']);
      },
    ),
  );
});

function withDigitChanged(text: string, at: number, by: number): string {
  return text.slice(0, at) + String((Number(text[at]) + by) % 10) + text.slice(at + 1);
}
