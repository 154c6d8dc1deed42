/** Keys of the library's files that hold a text for readers; `label` in `legal.references` is the name of a French law. */
const textKeys = new Set([
  'title',
  'summary',
  'description',
  'label',
  'agentLabel',
  'help',
  'text',
  'intro',
  'body',
  'message',
  'patternMessage',
  'rowLabel',
  'addLabel',
  'hint',
  'explanation',
  'subject',
  'cost',
  'holderRule',
  'purpose',
  'basis',
  'recipients',
  'then',
  'consequence',
  'next',
  'signatory',
]);

interface Found {
  readonly path: string;
  readonly text: unknown;
}

function* listTexts(value: unknown, path = ''): Generator<Found> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* listTexts(item, `${path}[${index}]`);
  } else if (typeof value === 'object' && value !== null) {
    if ('fr' in value && typeof value.fr === 'string') yield { path, text: value };
    for (const [key, item] of Object.entries(value)) {
      const inside = path === '' ? key : `${path}.${key}`;
      if (textKeys.has(key) && typeof item === 'string' && !isName(key, value)) yield { path: inside, text: item };
      else if (inside !== 'legal.references') yield* listTexts(item, inside);
    }
  }
}

/** The `message` of a notify effect names a template. */
function isName(key: string, parent: object): boolean {
  return key === 'message' && 'effect' in parent;
}

/** Paths of the texts that are only in French. */
export function textsWithoutEnglish(content: unknown): string[] {
  return [...listTexts(content)].flatMap(({ path, text }) =>
    typeof text === 'object' && text !== null && 'en' in text && typeof text.en === 'string' && text.en !== ''
      ? []
      : [`${path}: not in English`],
  );
}

const faults: readonly (readonly [RegExp, string])[] = [
  [/[\p{L}\d]'[\p{L}\d]/u, 'a straight apostrophe'],
  [/[^\s] [:;?!]/u, 'an ordinary space before a double punctuation mark'],
  [/« /u, 'an ordinary space after «'],
  [/ »/u, 'an ordinary space before »'],
  [/\bn° \d/u, 'an ordinary space after n°'],
  [
    /\d (?:€|ans|mois|jours?|heures?|minutes?|semaines?|km|m²|euros?|habitants)(?!\p{L})/u,
    'an ordinary space before a unit',
  ],
  [/[^\s\u00a0\u202f:/]\?(?!\S)|[\p{L}]!(?!\S)/u, 'no space before ? or !'],
];

/** Faults of French typography (Imprimerie nationale): apostrophes and non-breaking spaces. */
export function frenchTypographyFaults(content: unknown): string[] {
  return [...listTexts(content)].flatMap(({ path, text }) => {
    const french = typeof text === 'string' ? text : frenchOf(text);
    return faults.filter(([pattern]) => pattern.test(french)).map(([, fault]) => `${path}: ${fault}`);
  });
}

function frenchOf(text: unknown): string {
  return typeof text === 'object' && text !== null && 'fr' in text && typeof text.fr === 'string' ? text.fr : '';
}
