import type { FoundCompany } from './recherche-entreprises.ts';

const trades = [
  { name: 'Boulangerie Exemple', activity: '10.71C' },
  { name: 'Menuiserie Exemple', activity: '43.32A' },
  { name: 'Café de l’Exemple', activity: '56.30Z' },
  { name: 'Atelier Exemple Vélos', activity: '95.29Z' },
  { name: 'Association Exemple', activity: '94.99Z' },
] as const;

const streets = ['Rue de l’Exemple', 'Place du Marché Fictif', 'Quai de la Démonstration'] as const;

/**
 * The demonstration's twin of the directory of companies: invented names in an invented street of Vernon, the same for
 * the same SIRET. Those that begin with 99 are not known; those that begin with 98 find the service out of order.
 */
export function createDemoCompanies() {
  return {
    async ask(siret: unknown, _signal: AbortSignal): Promise<FoundCompany | undefined> {
      if (typeof siret !== 'string' || !/^\d{14}$/.test(siret) || siret.startsWith('99')) return undefined;
      if (siret.startsWith('98')) throw new Error('The demonstration’s directory of companies is out of order');
      const seed = [...siret].reduce((sum, digit, index) => sum + Number(digit) * (index + 1), 0);
      const trade = trades[seed % trades.length] ?? trades[0];
      const street = `${1 + (seed % 90)} ${streets[seed % streets.length] ?? streets[0]}`;
      return {
        ...trade,
        address: { label: `${street} 27200 Vernon`, street, postcode: '27200', city: 'Vernon', citycode: '27681' },
        commune: { code: '27681', name: 'Vernon', postcode: '27200' },
      };
    },
  };
}
