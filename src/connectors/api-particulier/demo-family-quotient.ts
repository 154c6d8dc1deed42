import { type AskedPerson, type FamilyQuotient, quotientFrom } from './quotient-answer.ts';

/**
 * The demonstration's twin: an invented quotient, the same for the same person. Nobody knows people named « Inconnu »;
 * those named « Panne » find the service out of order.
 */
export function createDemoFamilyQuotient(today: () => { year: number; month: number }) {
  return {
    async ask(person: AskedPerson): Promise<FamilyQuotient | undefined> {
      const name = person.familyName.toUpperCase();
      if (name === 'INCONNU') return undefined;
      if (name === 'PANNE') throw new Error('The demonstration’s family allowance funds are out of order');
      const letters = [...`${name} ${person.birthDate ?? ''}`];
      const seed = letters.reduce((sum, letter, index) => sum + (letter.codePointAt(0) ?? 0) * (index + 1), 0);
      const provider = seed % 5 === 0 ? 'MSA' : 'CNAF';
      return quotientFrom({ value: 250 + (seed % 1200), ...today(), provider });
    },
  };
}
