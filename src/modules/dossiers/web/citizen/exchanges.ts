import { type Answers, type CompiledPage, isGroup, type PrefillSource } from '#modules/forms/index.ts';
import { type Asked, askExchange, type Exchange, isExchange } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { LocalizedText } from '#platform/i18n/text.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';

/** An exchange that would fill something of the page in, if the person agreed or linked their account. */
export interface ExchangeOffer {
  readonly exchange: Exchange;
  readonly lacks: 'consent' | 'identity';
}

/** What other administrations said for the fields of a page. */
export interface AskedExchanges {
  readonly found: NonNullable<PrefillSource['exchanges']>;
  readonly offers: readonly ExchangeOffer[];
  /** A sentence for each that did not answer, or that does not know the person. */
  readonly failed: readonly { readonly fr: string; readonly en: string }[];
}

/**
 * Asks other administrations for what the unanswered fields of a page take from them, if the person agrees at this
 * moment. Whoever acts for a body is asked nothing about themselves.
 */
export async function askExchanges(
  context: RequestContext,
  { platform }: DossiersParts,
  wanted: {
    readonly authorityId: string;
    readonly procedureId: string;
    readonly page: CompiledPage;
    readonly answers: Answers;
  },
): Promise<AskedExchanges> {
  const { resident } = context;
  const found = new Map<string, { data: Readonly<Record<string, string | number>>; from: LocalizedText }>();
  const offers: ExchangeOffer[] = [];
  const failed: { fr: string; en: string }[] = [];
  if (resident === undefined || resident.actingFor !== undefined) return { found, offers, failed };
  const { accountId } = resident;
  const take = (exchange: Exchange, asked: Asked): void => {
    switch (asked.kind) {
      case 'found':
        found.set(exchange, { data: asked.data, from: agreed(asked.from) });
        return;
      case 'no-consent':
        offers.push({ exchange, lacks: 'consent' });
        return;
      case 'no-identity':
        if (platform.config.FRANCECONNECT_ISSUER !== undefined) offers.push({ exchange, lacks: 'identity' });
        return;
      case 'unknown':
      case 'unavailable':
        failed.push(inBoth(`exchange.${exchange}.${asked.kind}`));
    }
  };
  const { authorityId, procedureId } = wanted;
  for (const exchange of exchangesOf(wanted))
    take(exchange, await askExchange(platform, { accountId, exchange, authorityId, procedureId }));
  return { found, offers, failed };
}

function exchangesOf({ page, answers }: { page: CompiledPage; answers: Answers }): Set<Exchange> {
  const wanted = new Set<Exchange>();
  for (const entry of page.fields) {
    if (isGroup(entry) || answers[entry.id] !== undefined) continue;
    const name = /^exchange\.([^.]+)\./.exec(entry.definition.prefill ?? '')?.[1] ?? '';
    if (isExchange(name)) wanted.add(name);
  }
  return wanted;
}

type Key = Parameters<typeof say>[1];

const inBoth = (key: Key) => ({ fr: say('fr', key), en: say('en', key) });

function agreed(from: LocalizedText): LocalizedText {
  return {
    fr: say('fr', 'exchange.agreed', { source: from.fr }),
    en: say('en', 'exchange.agreed', { source: from.en ?? from.fr }),
  };
}
