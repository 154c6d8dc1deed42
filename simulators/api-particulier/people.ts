/** Somebody whom the family allowance funds know. */
export interface Claimant {
  readonly family_name: string;
  readonly given_names: readonly string[];
  readonly sex: 'F' | 'M';
  /** YYYY-MM-DD */
  readonly born: string;
  /** INSEE codes. */
  readonly country: string;
  readonly commune?: string;
  readonly provider: 'CNAF' | 'MSA';
  readonly quotient: number;
}

/** People of the simulated FranceConnect, and of the public test cases of API Particulier (with their quotients). */
export const claimants: readonly Claimant[] = [
  {
    family_name: 'MARTIN',
    given_names: ['Jeanne', 'Marie'],
    sex: 'F',
    born: '1984-03-12',
    country: '99100',
    commune: '27681',
    provider: 'CNAF',
    quotient: 842,
  },
  {
    family_name: 'PETIT',
    given_names: ['Thomas', 'Louis'],
    sex: 'M',
    born: '1982-06-04',
    country: '99100',
    commune: '27681',
    provider: 'CNAF',
    quotient: 731,
  },
  {
    family_name: 'MERCIER',
    given_names: ['Pierre'],
    sex: 'M',
    born: '1969-03-17',
    country: '99100',
    commune: '95277',
    provider: 'MSA',
    quotient: 615,
  },
  {
    family_name: 'DUBOIS',
    given_names: ['Angela', 'Claire', 'Louise'],
    sex: 'F',
    born: '1962-08-24',
    country: '99100',
    commune: '75107',
    provider: 'CNAF',
    quotient: 4270,
  },
  {
    family_name: 'FAKIR',
    given_names: ['Eymen', 'Mohamed'],
    sex: 'M',
    born: '1992-11-14',
    country: '99350',
    provider: 'CNAF',
    quotient: 4270,
  },
];

function same(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toUpperCase()
      .replace(/[^A-Z]+/g, ' ')
      .trim();
  return plain(one) === plain(other);
}

/** The person of the parameters: a name alone finds nobody, a part of the date of birth that is given must be right. */
export function findClaimant(query: URLSearchParams): Claimant | undefined {
  const [first = ''] = query.getAll('prenoms[]');
  const agrees = (name: string, known: string) => query.get(name) === null || Number(query.get(name)) === Number(known);
  return claimants.find((one) => {
    const [year = '', month = '', day = ''] = one.born.split('-');
    return (
      same(one.family_name, query.get('nomNaissance') ?? '') &&
      same(one.given_names[0] ?? '', first) &&
      one.sex === query.get('sexeEtatCivil') &&
      one.country === query.get('codeCogInseePaysNaissance') &&
      (one.country !== '99100' || one.commune === query.get('codeCogInseeCommuneNaissance')) &&
      query.get('anneeDateNaissance') !== null &&
      agrees('anneeDateNaissance', year) &&
      agrees('moisDateNaissance', month) &&
      agrees('jourDateNaissance', day)
    );
  });
}
