/** SIREN of La Poste: the SIRET of its establishments follow a rule of their own. */
const laPoste = '356000000';

/** The 14 digits, whatever spaces, points or hyphens stand between them. */
export function readSiret(typed: string): string | undefined {
  const digits = typed.replace(/[\s\u00a0\u202f.-]/g, '');
  return /^\d{14}$/.test(digits) ? digits : undefined;
}

/**
 * The key of a SIRET: Luhn's (ISO/IEC 7812-1). Establishments of La Poste, but for its head office, have digits whose
 * sum is a multiple of 5 instead (INSEE, "Numérotation des établissements de La Poste").
 */
export function hasSiretKey(siret: string): boolean {
  if (/^0+$/.test(siret)) return false;
  if (luhnSum(siret) % 10 === 0) return true;
  return siret.startsWith(laPoste) && [...siret].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

function luhnSum(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}

/** "123 456 789 00012", no-break spaces. */
export function formatSiret(siret: string): string {
  return siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4');
}
