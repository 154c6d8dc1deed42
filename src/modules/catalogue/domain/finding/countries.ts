// France and what belongs to it has its own town halls.
const french = new Set(['FR', 'FX', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC', 'TF']);

/** Names of countries other than France, in one plain word: "né en Tunisie" is a matter of abroad. */
export const foreignCountries: ReadonlySet<string> = listCountries();

function listCountries(): Set<string> {
  const found = new Set<string>();
  for (const language of ['fr', 'en']) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (let first = 65; first <= 90; first += 1) {
      for (let second = 65; second <= 90; second += 1) {
        const code = String.fromCharCode(first, second);
        const name = french.has(code) ? undefined : names.of(code);
        const plain = name
          ?.toLowerCase()
          .normalize('NFD')
          .replace(/\p{Diacritic}/gu, '');
        if (plain !== undefined && /^[a-z]{4,}$/.test(plain)) found.add(plain);
      }
    }
  }
  return found;
}
