import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkExpression } from '#modules/forms/index.ts';
import { writtenCondition } from './cel-condition.ts';
import type { ConditionScope, KnownField, KnownOption } from './known-fields.ts';
import { UntranslatableError } from './syntax.ts';
import { type ConditionLanguage, translateCondition } from './translate.ts';

const option = (raw: string, label: string, value = raw): KnownOption => ({ raw, label, value });

const known: readonly (readonly [string, KnownField])[] = [
  ['nom', { id: 'nom', kind: 'text', options: [] }],
  ['ville', { id: 'ville', kind: 'text', options: [] }],
  ['cp', { id: 'cp', kind: 'text', options: [] }],
  ['nb', { id: 'nb', kind: 'number', options: [] }],
  ['accord', { id: 'accord', kind: 'boolean', options: [] }],
  ['autre', { id: 'autre', kind: 'boolean', options: [] }],
  ['societe', { id: 'societe', kind: 'choice', options: [option('Oui', 'Oui', 'oui'), option('Non', 'Non', 'non')] }],
  [
    'genre',
    {
      id: 'genre',
      kind: 'choice',
      options: [option('a1', 'Lampe cassée', 'a1'), option('b2', 'Lampe éteinte', 'b2'), option('c3', 'Autre', 'c3')],
    },
  ],
  [
    'lieux',
    {
      id: 'lieux',
      kind: 'choices',
      options: [
        option('dom', 'À domicile', 'dom'),
        option('mairie', 'En mairie', 'mairie'),
        option('m2', 'Par mail', 'm2'),
      ],
    },
  ],
  ['debut', { id: 'debut', kind: 'date', options: [] }],
  ['fin', { id: 'fin', kind: 'date', options: [] }],
  ['heure', { id: 'heure', kind: 'time', options: [] }],
  ['heure_fin', { id: 'heure_fin', kind: 'time', options: [] }],
  ['pays', { id: 'pays', kind: 'country', options: [] }],
  ['piece', { id: 'piece', kind: 'presence', options: [] }],
  ['#12', { id: 'champ_12', kind: 'text', options: [] }],
];

const variables = {
  today: 'string',
  authority: { record: { name: 'string' } },
  nom: 'string',
  ville: 'string',
  cp: 'string',
  nb: 'int',
  accord: 'bool',
  autre: 'bool',
  societe: 'string',
  genre: 'string',
  lieux: 'list<string>',
  debut: 'string',
  fin: 'string',
  heure: 'string',
  heure_fin: 'string',
  pays: 'string',
  piece: 'list<string>',
  champ_12: 'string',
} as const;

function scope(more: Partial<ConditionScope> = {}): ConditionScope {
  return {
    fields: new Map(known),
    settings: new Map<string, string | boolean | null>([
      ['ouvert', true],
      ['ferme', false],
      ['mode', 'Proposer'],
      ['jours', '5'],
      ['vide', null],
      ['codes', '5000,5032'],
    ]),
    fieldsAreComplete: true,
    guarded: true,
    assume: () => undefined,
    ...more,
  };
}

function translated(source: string, language: ConditionLanguage = 'django', more: Partial<ConditionScope> = {}) {
  return writtenCondition(translateCondition(source, language, scope(more)));
}

test.each<[string, string | boolean]>([
  // Truth
  ['form_var_nom', 'nom != null'],
  ['not form_var_nom', 'nom == null'],
  ['form_var_accord', 'accord == true'],
  ['not form_var_accord', 'accord != true'],
  ['form_var_nb', 'nb != null && nb != 0'],
  ['form_var_piece', 'piece != null'],
  ['form_var_piece_raw', 'piece != null'],
  ['form_var_piece_url', 'piece != null'],
  ['form_var_lieux', 'lieux != null'],
  ['False', false],
  ['true', true],
  // Equality
  ['form_var_nom == "Dupont"', 'nom == "Dupont"'],
  ["form_var_nom != 'Dupont'", 'nom != "Dupont"'],
  ['form_var_nom == ""', 'nom == null'],
  ['form_var_nom is None', 'nom == null'],
  ['form_var_nom is not null', 'nom != null'],
  ['form_var_accord == True', 'accord == true'],
  ['form_var_accord == "True"', 'accord == true'],
  ['form_var_accord == False', 'accord != true'],
  ['form_var_societe == "Oui"', 'societe == "oui"'],
  ['form_var_societe_raw == "Non"', 'societe == "non"'],
  ['"Oui" == form_var_societe', 'societe == "oui"'],
  ['form_var_genre_raw == "b2"', 'genre == "b2"'],
  ['form_var_genre == "lampe ETEINTE"', 'genre == "b2"'],
  ['form_var_genre_structured_id == "a1"', 'genre == "a1"'],
  ['form_var_genre == "Inconnu"', false],
  ['form_var_nb == 3', 'nb == 3'],
  ['form_var_nb == "3"', 'nb == 3'],
  ['form_var_nb != "0.00"', 'nb != 0'],
  ['form_var_pays == "Belgique"', 'pays == "BE"'],
  ['form_var_debut == "31/12/2026"', 'debut == "2026-12-31"'],
  ['form_var_nom == form_var_ville', 'nom == ville'],
  // Order
  ['form_var_nb > 3', 'nb != null && nb > 3'],
  ['form_var_nb <= "12,5"', 'nb != null && nb <= 12.5'],
  ['form_var_cp|decimal >= 5000', 'cp != null && double(cp) >= 5000'],
  ['form_var_nb|add:2 > 5', 'nb != null && (nb + 2) > 5'],
  ['form_var_nb|multiply:2|subtract:1 > 5', 'nb != null && ((nb * 2) - 1) > 5'],
  ['form_var_nb|default:0 > 5', '(nb != null ? nb : 0) > 5'],
  // Membership
  ['"dom" in form_var_lieux_raw', 'lieux != null && "dom" in lieux'],
  ['"À domicile" in form_var_lieux', 'lieux != null && "dom" in lieux'],
  ['"domicile" in form_var_lieux', 'lieux != null && "dom" in lieux'],
  ['"domicile" not in form_var_lieux', '!(lieux != null && "dom" in lieux)'],
  ['"mairi" in form_var_lieux|lower', 'lieux != null && "mairie" in lieux'],
  ['"ma" in form_var_lieux', 'lieux != null && ("mairie" in lieux || "m2" in lieux)'],
  ['"Lampe" in form_var_genre', 'genre in ["a1", "b2"]'],
  ['form_var_genre in "Lampe cassée, Autre"', 'genre in ["a1", "c3"]'],
  ['"mont" in form_var_ville', 'ville != null && ville.contains("mont")'],
  ['form_var_cp in "5000, 5032"', 'cp != null && "5000, 5032".contains(cp)'],
  ['form_var_cp in form_option_codes', 'cp != null && "5000,5032".contains(cp)'],
  // Filters
  ['form_var_nom|length > 3', '(nom != null ? size(nom) : 0) > 3'],
  ['form_var_lieux|length', '(lieux != null ? size(lieux) : 0) != 0'],
  ['form_var_nom|startswith:"Du"', 'nom != null && nom.startsWith("Du")'],
  ['form_var_genre|startswith:"Lampe"', 'genre in ["a1", "b2"]'],
  ['form_var_nom|lower == "dupont"', 'nom != null && nom.lowerAscii() == "dupont"'],
  ['form_var_nom|is_empty', 'nom == null'],
  ['form_var_nom|default:"x" == "x"', '(nom != null ? nom : "x") == "x"'],
  ['form_var_societe|lower == "oui"', 'societe == "oui"'],
  // Dates
  ['form_var_debut|date > today', 'debut != null && debut > today'],
  ['form_var_debut|date >= today|date|add_days:3', 'debut != null && days(today, debut) >= 3'],
  ['form_var_debut|add_days:15 > today', 'debut != null && days(today, debut) > -15'],
  ['form_var_debut|date <= form_var_fin|date', 'debut != null && fin != null && debut <= fin'],
  ['form_var_debut|age_in_years >= 18', 'debut != null && age(debut) >= 18'],
  ['form_var_debut|age_in_days < 30', 'debut != null && days(debut, today) < 30'],
  ['form_var_debut|date:"Y" == "2026"', 'debut != null && debut.substring(0, 4) == "2026"'],
  ['form_var_debut_year > 2000', 'debut != null && int(debut.substring(0, 4)) > 2000'],
  ['form_var_heure|time < form_var_heure_fin|time', 'heure != null && heure_fin != null && heure < heure_fin'],
  [
    'form_var_debut|add:" "|add:form_var_heure|datetime < form_var_fin|add:" "|add:form_var_heure_fin|datetime',
    'debut != null && heure != null && fin != null && heure_fin != null && debut + " " + heure < fin + " " + heure_fin',
  ],
  ['form_var_nom or is_in_backoffice', 'nom != null'],
  // Several
  ['form_var_accord and form_var_societe == "Oui"', 'accord == true && societe == "oui"'],
  ['form_var_accord or form_var_autre and form_var_nom', 'accord == true || (autre == true && nom != null)'],
  ['not form_var_accord and not form_var_autre', 'accord != true && autre != true'],
  ['(form_var_accord or form_var_autre) and form_var_nom', '(accord == true || autre == true) && nom != null'],
  ['form_var_accord or form_var_accord', 'accord == true'],
  // Settings, by their value
  ['form_option_ouvert', true],
  ['form_option_ferme == True or form_var_accord', 'accord == true'],
  ['form_option_mode != "Proposer"', false],
  ['not form_option_vide', true],
  ['form_option_ouvert or data_source.ailleurs', true],
  ['form_var_debut|date > today|date|add_days:form_option_jours', 'debut != null && days(today, debut) > 5'],
  // Names that no field has are empty, as in Publik
  ['form_var_inconnu', false],
  ['not form_var_inconnu', true],
  ['form_var_inconnu == "x" or form_var_nom', 'nom != null'],
])('django: %s', (source, expected) => {
  const result = translated(source);
  expect(result).toBe(expected);
  if (typeof result === 'string') expect(checkExpression(result, variables)).toEqual([]);
});

test.each<[string, string | boolean]>([
  ['form_var_nom == "Dupont"', 'nom == "Dupont"'],
  [
    '(form_var_nom is not None and form_var_accord == "True") or form_var_nom is None',
    '(nom != null && accord == true) || nom == null',
  ],
  ['form_var_societe in ("Oui", "Non")', 'societe == "oui" || societe == "non"'],
  ["form_var_societe in ['Oui']", 'societe == "oui"'],
  ['len(form_var_nom) > 3', '(nom != null ? size(nom) : 0) > 3'],
  ['int(form_var_cp) >= 5000', 'cp != null && double(cp) >= 5000'],
  ['form_var_nom.startswith("Du")', 'nom != null && nom.startsWith("Du")'],
  ['form_var_nom.lower() == "dupont"', 'nom != null && nom.lowerAscii() == "dupont"'],
  ['"mont" in (form_var_ville or "")', 'ville != null && ville.contains("mont")'],
  ['vars().get("form_var_nom") == "x"', 'nom == "x"'],
  ['0 < form_var_nb <= 10', 'nb != null && 0 < nb && nb != null && nb <= 10'],
  ['form_var_nb * 2 + 1 > 5', 'nb != null && ((nb * 2) + 1) > 5'],
  ['form_option_mode == "Proposer"', true],
  ['f12 == "x"', 'champ_12 == "x"'],
  ['nom == "x"', 'nom == "x"'],
  ['not form_var_accord', 'accord != true'],
  ['form_var_accord and True', 'accord == true'],
  ['=form_var_nom == "x"', 'nom == "x"'],
])('python: %s', (source, expected) => {
  const result = translated(source, 'python');
  expect(result).toBe(expected);
  if (typeof result === 'string') expect(checkExpression(result, variables)).toEqual([]);
});

test.each([
  ['data_source.rues|length > 0', 'condition-outside-data'],
  ['webservice.x.err', 'condition-outside-data'],
  ['cards|objects:"x"|getlist:"y"', 'condition-outside-data'],
  ['form_user_email', 'condition-account'],
  ['session_user', 'condition-account'],
  ['now|time > "12:00"', 'condition-clock'],
  ['form_var_nom|unheard_of', 'condition-filter'],
  ['form_var_genre_prix > 3', 'condition-part'],
  ['form_var_lieux_0_nom == "x"', 'condition-row'],
  ['form_previous_status == "Reçu"', 'condition-history'],
  ['form_var_nom ==', 'condition-syntax'],
  ['form_var_nom == "x', 'condition-syntax'],
  ['', 'condition-syntax'],
  [`${'('.repeat(60)}form_var_nom${')'.repeat(60)}`, 'condition-too-long'],
  [Array.from({ length: 400 }, () => 'form_var_nom').join(' or '), 'condition-too-long'],
])('%s has no equivalent: %s', (source, code) => {
  expect(() => translated(source)).toThrow(expect.objectContaining({ code }));
});

test('the status that the dossier comes from is told where it is known', () => {
  const more = { previousStatus: 'Juste envoyé' };
  expect(translated('form_previous_status == "Juste envoyé"', 'django', more)).toBe(true);
  expect(translated('form_previous_status != "Juste envoyé"', 'django', more)).toBe(false);
});

test('checks are left undecided where nothing has been answered', () => {
  expect(translated('form_var_debut|date > today', 'django', { guarded: false })).toBe('debut > today');
});

test('without the form, a name stands for the words or the value of an option', () => {
  const more = { fields: new Map(), fieldsAreComplete: false };
  expect(translated('form_var_mode_raw == "Sur place"', 'django', more)).toBe('mode in ["Sur place", "sur-place"]');
  expect(translated('form_var_mode', 'django', more)).toBe('mode != null');
});

test('what is taken for granted is told', () => {
  const assumed: string[] = [];
  const assume = (code: string, detail: string) => assumed.push(`${code} ${detail}`);
  translated('form_option_mode == "x" or form_var_absent or form_var_genre == "Nul"', 'django', { assume });
  expect(assumed).toEqual([
    'assumed-setting mode = Proposer',
    'assumed-no-field absent',
    'assumed-no-option genre: Nul',
  ]);
});

test('property: any text is translated into an expression of ours, or refused with a reason', () => {
  const word = fc.constantFrom(
    ...[
      'form_var_nom',
      'form_var_lieux',
      'form_var_nb',
      'form_var_debut',
      'form_option_mode',
      'and',
      'or',
      'not',
      'in',
      '==',
      '<',
    ],
    ...[
      '"Oui"',
      "'x",
      '3',
      '|',
      'lower',
      'length',
      'add_days',
      ':',
      '(',
      ')',
      '[',
      ']',
      ',',
      '.',
      'is',
      'None',
      'if',
      'else',
      '+',
      '-',
    ],
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), fc.constantFrom('django', 'python'), (words, language) => {
      try {
        const result = translated(words.join(' '), language as ConditionLanguage);
        if (typeof result === 'string') expect(checkExpression(result, variables, 'any')).toBeInstanceOf(Array);
      } catch (error) {
        expect(error).toBeInstanceOf(UntranslatableError);
      }
    }),
  );
});
