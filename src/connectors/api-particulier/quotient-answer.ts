/** Who is asked about, as FranceConnect vouches for them. */
export interface AskedPerson {
  readonly givenNames: readonly string[];
  /** At birth. */
  readonly familyName: string;
  readonly usedName?: string | undefined;
  /** YYYY-MM-DD; 00 stands for a day, or a day and a month, that nobody knows. */
  readonly birthDate?: string | undefined;
  readonly gender?: 'female' | 'male' | 'unspecified' | undefined;
  /** INSEE code of the commune, for somebody born in France. */
  readonly birthPlace?: string | undefined;
  /** INSEE code of the country, 99100 for France. */
  readonly birthCountry?: string | undefined;
}

export interface FamilyQuotient {
  readonly data: {
    /** The quotient, in euros. */
    readonly value: number;
    /** The month for which it holds, YYYY-MM. */
    readonly month: string;
  };
  /** As in « Repris de … ». */
  readonly from: { readonly fr: string; readonly en: string };
}

/** @param quotient `provider`: `CNAF` or `MSA`, as the API names them */
export function quotientFrom(quotient: {
  value: number;
  year: number;
  month: number;
  provider: string;
}): FamilyQuotient {
  const { value, year, month, provider } = quotient;
  return {
    data: { value, month: `${year}-${String(month).padStart(2, '0')}` },
    from: provider === 'MSA' ? { fr: 'la MSA', en: 'the MSA' } : { fr: 'la CAF', en: 'the CAF' },
  };
}
