import { newId } from '#platform/crypto/ids.ts';
import type { Reader } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { findFederation } from '../federation/queries/find-federation.ts';
import { type Exchange, hasConsented } from './exchange-consents.ts';
import { type ExchangeAnswer, findExchangeSource } from './exchange-sources.ts';
import { countUsesSince, noteOutcome, noteUse } from './exchange-uses.ts';

/** Later than this, typing is quicker. */
const deadlineMilliseconds = 4000;

/** A page that is opened again and again asks no more than this in an hour. */
const mostAskedInAnHour = 20;

export type Asked =
  | ({ readonly kind: 'found' } & ExchangeAnswer)
  /** It does not know the person. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unavailable' }
  /** The person has not agreed, or no longer does. */
  | { readonly kind: 'no-consent' }
  /** Only an identity that FranceConnect vouches for is asked about: nobody reads another's data by typing a name. */
  | { readonly kind: 'no-identity' }
  /** Not connected, or not for this authority. */
  | { readonly kind: 'not-served' };

/**
 * Asks another administration about a person, for one procedure of one authority, if the person agrees at this very
 * moment. The asking is written among the uses that the person reads; what is answered is kept nowhere here. Never throws
 * for the administration that is asked.
 */
export async function askExchange(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  question: {
    readonly accountId: string;
    readonly exchange: Exchange;
    readonly authorityId: string;
    readonly procedureId: string;
  },
): Promise<Asked> {
  const { open } = database;
  const { accountId, exchange, authorityId, procedureId } = question;
  const source = findExchangeSource(exchange);
  const recipient = source?.recipientOf(authorityId);
  if (source === undefined || recipient === undefined) return { kind: 'not-served' };
  const identity = (await findFederation(open, accountId))?.identity;
  if (identity === undefined) return { kind: 'no-identity' };
  if (!(await hasConsented(open, accountId, exchange))) return { kind: 'no-consent' };
  const now = new Date(clock.now().epochMilliseconds);
  const anHourAgo = new Date(now.getTime() - 3_600_000);
  if ((await countUsesSince(open, accountId, anHourAgo)) >= mostAskedInAnHour) return { kind: 'unavailable' };

  const id = newId(now.getTime());
  await noteUse(open, { accountId, id, exchange, authorityId, procedureId, at: now });
  const asked = await answerInTime(source.ask(identity, recipient, AbortSignal.timeout(deadlineMilliseconds)));
  const settled = await unlessWithdrawn(open, question, asked);
  const outcome = settled.kind === 'no-consent' ? 'withdrawn' : settled.kind;
  await noteOutcome(open, { accountId, id, outcome });
  return settled;
}

type Answered = Extract<Asked, { kind: 'found' | 'unknown' | 'unavailable' }>;

async function answerInTime(answer: Promise<ExchangeAnswer | undefined>): Promise<Answered> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), deadlineMilliseconds + 100);
  });
  try {
    const found = await Promise.race([answer, late]);
    return found === undefined ? { kind: 'unknown' } : { kind: 'found', ...found };
  } catch {
    return { kind: 'unavailable' };
  } finally {
    clearTimeout(timer);
  }
}

/** Withdrawn while the other administration was thinking: what it said is thrown away. */
async function unlessWithdrawn(
  open: Reader,
  { accountId, exchange }: { accountId: string; exchange: Exchange },
  asked: Answered,
): Promise<Answered | { readonly kind: 'no-consent' }> {
  return (await hasConsented(open, accountId, exchange)) ? asked : { kind: 'no-consent' };
}
