import type { Answer, FormContext, SimpleField } from '#modules/forms/index.ts';

/** Where the applicant of a made-up filing lives. */
export interface Home {
  readonly code: string;
  readonly name: string;
  readonly postcode: string;
}

export interface Surroundings {
  readonly context: FormContext;
  readonly home: Home;
}

/**
 * What somebody could answer to a field, likeliest first; the form's own rules decide which of them hold. Empty for a
 * field that asks nothing.
 */
export function candidateAnswers(field: SimpleField, around: Surroundings): readonly Answer[] {
  const { today } = around.context;
  // A type may come before this list knows it: it is then told by name.
  const known: { readonly [type: string]: (field: never) => readonly Answer[] } = candidatesByType;
  const candidates = known[field.type];
  if (candidates === undefined) throw new Error(`tests/library/filing: no sample answers for a field "${field.type}"`);
  return candidates({ ...field, today, home: around.home } as never);
}

type Of<T extends SimpleField['type']> = Extract<SimpleField, { type: T }> & { readonly today: string; home: Home };

const texts = [
  'Martin',
  'Louise',
  '12',
  '2026',
  '12345',
  '1234567',
  '1234567A',
  '123456789',
  '12AB34567',
  '123456789012345',
  '1234567890123456',
  '1A',
  'A-1',
  'ABC123',
  '27200',
];

const candidatesByType = {
  text: ({ minLength, maxLength }: Of<'text'>) =>
    texts.map((text) => text.padEnd(minLength, 'e').slice(0, maxLength)).filter(isFirst),
  'long-text': ({ maxLength }: Of<'long-text'>) => [
    'Nous serons là le matin.\nMerci de votre aide.'.slice(0, maxLength),
  ],
  number: ({ min = 0, max = 1_000_000 }: Of<'number'>) =>
    [2, min, min + 1, 1, 10, 50, 365, 1000, 2020, max, Math.floor((min + max) / 2)]
      .filter((value) => value >= min && value <= max)
      .filter(isFirst),
  money: ({ min = 0, max = 100_000_000 }: Of<'money'>) =>
    [50_000, min, 100, 150_000, 100_000, max].filter((value) => value >= min && value <= max).filter(isFirst),
  email: () => ['louise.martin@example.fr'],
  phone: ({ mobileOnly }: Of<'phone'>) => (mobileOnly ? ['+33612345678'] : ['+33612345678', '+33232123456']),
  date: ({ birth, min, max, today }: Of<'date'>) => datesWithin(today, birth, min, max),
  time: () => ['10:00', '14:30'],
  period: ({ min, max, maxDays = 10, today }: Of<'period'>) =>
    datesWithin(today, false, min, max).flatMap((from) =>
      [Math.min(maxDays, 10) - 1, 1, 0]
        .map((days) => ({ from, to: Temporal.PlainDate.from(from).add({ days }).toString() }))
        .filter(({ to }) => max === undefined || to <= boundDate(max, today)),
    ),
  'yes-no': () => [true, false],
  choice: ({ options }: Of<'choice'>) => options.map(({ value }) => value),
  choices: ({ options, min = 1, max = options.length }: Of<'choices'>) => {
    const values = options.map(({ value }) => value);
    return [values.slice(0, Math.max(1, min)), ...values.map((value) => [value]), values.slice(0, max)];
  },
  address: ({ home }: Of<'address'>) => [
    addressIn(home),
    addressIn({ code: '76540', name: 'Rouen', postcode: '76000' }),
  ],
  commune: ({ home }: Of<'commune'>) => [{ ...home }, { code: '76540', name: 'Rouen', postcode: '76000' }],
  country: () => ['DE', 'FR'],
  company: () => ['55208131766522'],
  association: () => ['W273001234'],
  iban: () => ['FR7630006000011234567890189'],
  plate: () => ['AB-123-CD'],
  file: ({ id, min = 1, accept }: Of<'file'>) =>
    [Math.max(1, min)].map((count) =>
      Array.from({ length: count }, (_, index) => ({
        id: `${id}-${index}`,
        name: `${id}-${index + 1}.${accept.includes('image') ? 'png' : 'pdf'}`,
        size: 100,
        type: accept.includes('image') ? 'image/png' : 'application/pdf',
      })),
    ),
  point: () => [{ lat: 49.0933, lon: 1.4855 }],
  consent: () => [true],
  info: () => [],
  declaration: () => [true],
  month: ({ min, max, today }: { min?: string; max?: string; today: string }) =>
    datesWithin(today, false, min, max).map((date) => date.slice(0, 7)),
  ranked: ({ options, max }: { options: readonly { value: string }[]; max?: number }) => [
    options.map(({ value }) => value).slice(0, max ?? options.length),
    options.map(({ value }) => value).slice(0, 1),
  ],
  person: ({ ask = ['given_names', 'family_name'], home }: { ask?: readonly string[]; home: Home }) =>
    ['1985-06-15', '2012-03-10'].map((birth) => samplePerson(ask, birth, home)),
  child: ({ ask = ['birth_date'], today, home, ...ages }: Child) =>
    childBirths(ages, today).map((birth) => samplePerson(['given_names', 'family_name', ...ask], birth, home)),
  nir: () => ['285027628100154'],
  'tax-reference': ({ kind }: { kind?: string }) => [kind === 'notice' ? '26A1234567890' : '3012345678901'],
  'family-allowance': () => ['1234567', '1234567A'],
  area: () => [],
  computed: () => [],
  table: ({ columns, rows, fixedRows, today, home }: Table) => {
    const row = () =>
      Object.fromEntries(
        columns.flatMap((column) => {
          const [first] = candidateAnswers({ optional: false, minLength: 0, maxLength: 60, ...column } as SimpleField, {
            context: { today, authority: { code: home.code, kind: 'commune', name: home.name } },
            home,
          });
          return first === undefined ? [] : [[column.id, first]];
        }),
      );
    return [(fixedRows ?? Array.from({ length: Math.max(1, rows?.min ?? 1) })).map(row)];
  },
};

interface Child {
  readonly ask?: readonly string[];
  readonly minAge?: number;
  readonly maxAge?: number;
  readonly today: string;
  readonly home: Home;
}

interface Table {
  readonly columns: readonly { readonly id: string; readonly type: string }[];
  readonly rows?: { readonly min?: number };
  readonly fixedRows?: readonly unknown[];
  readonly today: string;
  readonly home: Home;
}

function childBirths({ minAge = 0, maxAge = 18 }: { minAge?: number; maxAge?: number }, today: string): string[] {
  return [7, 4, 1, 12, 15, minAge, maxAge]
    .filter((years) => years >= minAge && years <= maxAge)
    .map((years) => Temporal.PlainDate.from(today).subtract({ years, days: 40 }).toString())
    .filter(isFirst);
}

function samplePerson(ask: readonly string[], birth: string, home: Home): { [key: string]: unknown } {
  const whole: { [key: string]: unknown } = {
    given_names: 'Louise',
    family_name: 'Martin',
    birth_name: 'Petit',
    birth_date: birth,
    birth_place: home.name,
    email: 'louise.martin@example.fr',
    phone: '+33612345678',
    sex: 'female',
    title: 'madam',
    school: 'École du Parc',
  };
  return Object.fromEntries(ask.filter((key) => key in whole).map((key) => [key, whole[key]]));
}

function addressIn(home: Home): { [key: string]: unknown } {
  const street = '3 rue du Moulin';
  return {
    label: `${street}, ${home.postcode} ${home.name}`,
    street,
    postcode: home.postcode,
    city: home.name,
    citycode: home.code,
  };
}

/** Days from today that a resident may mean: soon, this year, childhoods, adult lives. */
const usualDays = [30, 0, 3, 10, 60, 100, 200, 300, 400, -1, -30, -10, -100, -400, -800];
const usualAges = [41, 7, 16, 66, 22, 3, 12, 78, 1, 18, 5, 9, 14, 30];

function datesWithin(today: string, birth: boolean, min?: string, max?: string): string[] {
  const day = Temporal.PlainDate.from(today);
  const dates = birth
    ? usualAges.map((years) => day.subtract({ years, days: 40 }).toString())
    : usualDays.map((days) => day.add({ days }).toString());
  const [from, to] = [min, max].map((bound) => (bound === undefined ? undefined : boundDate(bound, today)));
  const bounds = [from, to].filter((bound) => bound !== undefined);
  return [...dates, ...bounds]
    .filter((date) => (from === undefined || date >= from) && (to === undefined || date <= to))
    .filter(isFirst);
}

/** `today+30d`, `today-2y`, or a date. */
function boundDate(bound: string, today: string): string {
  const [, sign, amount, unit] = /^today(?:([+-])(\d+)([dwmy]))?$/.exec(bound) ?? [];
  if (!bound.startsWith('today')) return bound;
  const count = Number(amount ?? 0) * (sign === '-' ? -1 : 1);
  const units = { d: 'days', w: 'weeks', m: 'months', y: 'years' } as const;
  const name = units[(unit ?? 'd') as keyof typeof units];
  return Temporal.PlainDate.from(today)
    .add({ [name]: count })
    .toString();
}

function isFirst<T>(value: T, index: number, all: readonly T[]): boolean {
  return all.indexOf(value) === index;
}
