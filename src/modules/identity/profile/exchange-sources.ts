import type { LocalizedText } from '#platform/i18n/text.ts';
import type { VerifiedIdentity } from '../federation/domain/verified-identity.ts';
import type { Exchange } from './exchange-consents.ts';

/** What another administration answers about a person. */
export interface ExchangeAnswer {
  /** By name of datum, as in `prefill: exchange.<exchange>.<datum>`. */
  readonly data: Readonly<Record<string, string | number>>;
  /** Who knows it, as in « Repris de … ». */
  readonly from: LocalizedText;
}

/** An administration that can be asked about a person who agrees. */
export interface ExchangeSource {
  readonly exchange: Exchange;
  /**
   * For whom it may be asked: the establishment (SIRET) of an authority that was allowed to.
   * @returns undefined for an authority that was not
   */
  recipientOf(authorityId: string): string | undefined;
  /** Undefined when it does not know that person. @throws when it cannot be reached, or not before the signal */
  ask(identity: VerifiedIdentity, recipient: string, signal: AbortSignal): Promise<ExchangeAnswer | undefined>;
}

const sources = new Map<Exchange, ExchangeSource>();

/** Says at start how an exchange is made. One that nobody registers is neither offered nor made. */
export function registerExchangeSource(source: ExchangeSource): void {
  sources.set(source.exchange, source);
}

export function findExchangeSource(exchange: Exchange): ExchangeSource | undefined {
  return sources.get(exchange);
}
