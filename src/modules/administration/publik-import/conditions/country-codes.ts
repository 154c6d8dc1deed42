import { sameWords } from './values.ts';

let codes: ReadonlyMap<string, string> | undefined;

/** The ISO 3166-1 code of a country called in French, or undefined. */
export function countryCode(name: string): string | undefined {
  codes ??= frenchNames();
  return codes.get(sameWords(name));
}

function frenchNames(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' });
  const found = new Map<string, string>();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of letters) {
    for (const second of letters) {
      const name = names.of(first + second);
      if (name !== undefined) found.set(sameWords(name), first + second);
    }
  }
  return found;
}
