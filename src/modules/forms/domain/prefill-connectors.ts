import type { LocalizedText } from '#platform/i18n/text.ts';
import type { Answer } from './answers.ts';

/** What a connector says about the answer that it was asked about, by name of datum. */
export type ConnectorData = Readonly<Record<string, Answer | undefined>>;

/** What the connectors that come with the product give, in words for authors: a form is checked without starting them. */
const declared = new Map<string, Readonly<Record<string, string>>>([
  [
    'company',
    {
      name: 'The name of the company or of the association that a SIRET belongs to (text)',
      address: 'The address of the establishment (address)',
      commune: 'The commune of the establishment (commune)',
      activity: 'The code of its main activity, NAF (text)',
    },
  ],
]);

/** Something outside that knows more about an answer: the name and the address of a company, from its SIRET. */
export interface PrefillConnector {
  /** As in `prefill: connector.<name>.<datum>`. */
  readonly name: string;
  /** Said beside a field that it filled in: « Repris de … ». */
  readonly source: LocalizedText;
  /** What it gives, in words for authors; absent for a connector that comes with the product. */
  readonly data?: Readonly<Record<string, string>>;
  /** Undefined when it knows nothing of that value. @throws when it cannot be reached, or not before the signal */
  ask(value: Answer, signal: AbortSignal): Promise<ConnectorData | undefined>;
}

const connectors = new Map<string, PrefillConnector>();

/** Adds a connector, or replaces the one of that name: its demonstration twin by the real one. */
export function registerPrefillConnector(connector: PrefillConnector): void {
  connectors.set(connector.name, connector);
  if (connector.data !== undefined) declared.set(connector.name, connector.data);
}

export function findPrefillConnector(name: string): PrefillConnector | undefined {
  return connectors.get(name);
}

/** What each connector gives, by name. */
export function listConnectorData(): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return declared;
}

/** One answer of a connector: which, about the answer of which field. */
export function connectorKey(connector: string, from: string): string {
  return `${connector} ${from}`;
}

/** What other administrations say of a person who agrees, in words for authors: by exchange, then by datum. */
const exchanges = new Map<string, Readonly<Record<string, string>>>([
  ['family-quotient', { value: 'The family quotient that the CAF or the MSA knows, in euros (number)' }],
]);

export function listExchangeData(): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return exchanges;
}
