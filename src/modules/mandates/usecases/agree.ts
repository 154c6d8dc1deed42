import { type AttemptKind, findAccountByEmail, forgiveAttempt, limitAttempts } from '#modules/identity/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { codeHash, codeMinutes, isCode, mostFailures, newAgreementCode } from '../domain/agreement-code.ts';
import { type Agreement, endOf, helperOf, type Mandate, personOf, scopeInShort, stateOf } from '../domain/mandate.ts';
import { MandateEndedError, MandateSettledError } from '../errors.ts';
import type { MandatesParts } from '../mandates-parts.ts';
import { mandateWords as say } from '../messages.ts';
import type { ScopeLine } from '../queries/describe-procedures.ts';
import { findHelper } from '../queries/find-helper.ts';
import { getOwnMandate } from '../queries/get-mandate.ts';
import { recordAct } from './record-act.ts';
import { tellResident } from './tell-resident.ts';

interface Asking {
  readonly agent: AgentPrincipal;
  readonly mandateId: string;
  readonly origin: string;
  readonly now: Date;
}

/** @throws {MandateEndedError} for whoever is a helper no longer @throws {MandateSettledError} @throws {MandateNotFoundError} */
async function lockWaiting(tx: Tx, { agent, mandateId, now }: Asking): Promise<Mandate> {
  // The right is locked before the mandate, as by whoever takes it back.
  const helper = await findHelper(tx, agent.authorityId, agent.agentId, 'share');
  const mandate = await getOwnMandate(tx, agent, mandateId, 'update');
  if (helper === undefined) throw new MandateEndedError();
  if (stateOf(mandate, now) !== 'waiting') throw new MandateSettledError();
  return mandate;
}

/**
 * Sends the person the code that they read out if they agree, with what they would agree to. A new code replaces the one
 * before and its failures.
 * @returns the medium, or undefined when the person gave no address and no phone
 */
export async function sendAgreementCode(
  tx: Tx,
  parts: MandatesParts,
  asking: Asking & { readonly scope: readonly ScopeLine[] },
): Promise<'email' | 'sms' | undefined> {
  const mandate = await lockWaiting(tx, asking);
  const { locale, email, phone } = mandate;
  if (email === null && phone === null) return undefined;
  const code = newAgreementCode();
  await tx
    .updateTable('mandates')
    .set({
      code_hash: codeHash(parts.key, mandate, code),
      code_expires_at: new Date(asking.now.getTime() + codeMinutes * 60_000),
      code_failures: 0,
    })
    .where('authority_id', '=', mandate.authorityId)
    .where('id', '=', mandate.id)
    .execute();
  const params = {
    helper: helperOf(mandate),
    days: say(locale, `days.${mandate.days as 1 | 31 | 182 | 365}`),
    procedures: scopeInShort(asking.scope),
    code: `${code.slice(0, 3)} ${code.slice(3)}`,
  };
  const medium = phone === null ? 'email' : 'sms';
  await queueMessage(parts.platform, tx, {
    authorityId: mandate.authorityId,
    medium,
    recipient: phone ?? email ?? '',
    ...(medium === 'sms'
      ? { body: say(locale, 'code.sms', params) }
      : {
          subject: say(locale, 'code.subject'),
          body: composeEmail({
            locale,
            greeting: say(locale, 'mail.hello', { name: personOf(mandate) }),
            paragraphs: [
              say(locale, 'code.body', params),
              say(locale, 'code.scope', {
                procedures: asking.scope.map((one) => `${one.title} (${one.authorityName})`).join(', '),
              }),
              say(locale, 'code.give', params),
            ],
            authority: await parts.directory.getAuthority(mandate.authorityId),
          }),
        }),
  });
  await recordAct(tx, mandate, { act: 'code-sent', by: byHelper(asking), at: asking.now, data: { medium } });
  return medium;
}

export type CodeOutcome =
  | { readonly kind: 'agreed' }
  | { readonly kind: 'wrong' }
  /** It is too old, or was tried too often: another one is to be sent. */
  | { readonly kind: 'dead' }
  /** Too many tries: seconds to wait. */
  | { readonly kind: 'wait'; readonly seconds: number };

/** The code that the person read out. Tries are limited for the mandate, for the helper and for the network. */
export async function agreeByCode(
  parts: MandatesParts,
  asking: Asking & { readonly typed: string; readonly network: string },
): Promise<CodeOutcome> {
  const { agent, mandateId, now } = asking;
  const { open, transaction } = parts.platform.database;
  // Not a stranger's: nobody spends the tries of a mandate that is not theirs.
  await transaction([agent.authorityId], (tx) => lockWaiting(tx, asking));
  const limits: { kind: AttemptKind; keys: string[] }[] = [
    { kind: 'helper-code', keys: [`mandate ${mandateId}`] },
    { kind: 'helper-network', keys: [`helper ${agent.agentId}`, asking.network] },
  ];
  for (const limit of limits) {
    const limited = await limitAttempts(open, { ...limit, now });
    if (limited !== undefined) return { kind: 'wait', seconds: limited.wait };
  }
  const outcome = await transaction([agent.authorityId], (tx) => tryCode(tx, parts, asking));
  if (outcome.kind === 'agreed') for (const limit of limits) await forgiveAttempt(open, limit);
  return outcome;
}

async function tryCode(
  tx: Tx,
  parts: MandatesParts,
  asking: Asking & { readonly typed: string },
): Promise<CodeOutcome> {
  const mandate = await lockWaiting(tx, asking);
  const row = await tx
    .selectFrom('mandates')
    .select(['code_hash', 'code_expires_at', 'code_failures'])
    .where('authority_id', '=', mandate.authorityId)
    .where('id', '=', mandate.id)
    .executeTakeFirstOrThrow();
  if (row.code_hash === null || row.code_expires_at === null || row.code_expires_at <= asking.now) {
    return { kind: 'dead' };
  }
  if (isCode(parts.key, mandate, row.code_hash, asking.typed)) {
    await settle(tx, parts, mandate, { ...asking, agreement: 'code' });
    return { kind: 'agreed' };
  }
  const failures = row.code_failures + 1;
  const dead = failures >= mostFailures;
  await tx
    .updateTable('mandates')
    .set({ code_failures: failures, ...(dead ? { code_hash: null } : {}) })
    .where('authority_id', '=', mandate.authorityId)
    .where('id', '=', mandate.id)
    .execute();
  await recordAct(tx, mandate, { act: 'code-wrong', by: byHelper(asking), at: asking.now });
  return { kind: dead ? 'dead' : 'wrong' };
}

/** The person, present, agreed on the helper's screen. @throws {MandateSettledError} */
export async function agreeOnScreen(tx: Tx, parts: MandatesParts, asking: Asking): Promise<void> {
  await settle(tx, parts, await lockWaiting(tx, asking), { ...asking, agreement: 'screen' });
}

/** The mandate was printed and signed; `paperId` is its scan, kept by the helper's authority. */
export async function agreeOnPaper(
  tx: Tx,
  parts: MandatesParts,
  asking: Asking & { readonly paperId: string },
): Promise<void> {
  await settle(tx, parts, await lockWaiting(tx, asking), { ...asking, agreement: 'paper' });
}

async function settle(
  tx: Tx,
  parts: MandatesParts,
  mandate: Mandate,
  { agreement, paperId, ...asking }: Asking & { readonly agreement: Agreement; readonly paperId?: string },
): Promise<void> {
  const { now } = asking;
  const endsAt = endOf(now, mandate.days);
  await tx
    .updateTable('mandates')
    .set({ agreement, agreed_at: now, ends_at: endsAt, paper_id: paperId ?? null, code_hash: null })
    .where('authority_id', '=', mandate.authorityId)
    .where('id', '=', mandate.id)
    .execute();
  await recordAct(tx, mandate, {
    act: 'agreed',
    by: { kind: 'resident', name: personOf(mandate) },
    at: now,
    data: { agreement, ...(paperId === undefined ? {} : { paperId }) },
  });
  await showInAccount(tx, mandate);
  await takePlaceOfFormer(tx, mandate, now);
  const { locale } = mandate;
  const params = { helper: helperOf(mandate), until: formatDateTime(endsAt, locale) };
  await tellResident(tx, parts, mandate, {
    subject: say(locale, 'agreed.subject', params),
    paragraphs: [
      say(locale, 'agreed.body', params),
      ...(mandate.renews === null ? [] : [say(locale, 'agreed.replaces')]),
      say(locale, 'agreed.shown'),
    ],
    sms: say(locale, 'agreed.sms', params),
    origin: asking.origin,
  });
}

/**
 * The mandate that is renewed stays in the history, and acts no more: the person agreed to what they read, and no more. One
 * that had ended by itself is only told what came after; another renewal of it that still runs ends as well.
 */
async function takePlaceOfFormer(tx: Tx, mandate: Mandate, now: Date): Promise<void> {
  const { authorityId, renews } = mandate;
  if (renews === null) return;
  const ended = await tx
    .updateTable('mandates')
    .set({ revoked_at: now, revoked_by: 'resident', replaced_by: mandate.id, code_hash: null })
    .where('authority_id', '=', authorityId)
    .where('helper_id', '=', mandate.helperId)
    .where((eb) => eb.or([eb('id', '=', renews), eb('renews', '=', renews)]))
    .where('id', '!=', mandate.id)
    .where('revoked_at', 'is', null)
    .where('ends_at', '>', now)
    .returning('id')
    .execute();
  await tx
    .updateTable('mandates')
    .set({ replaced_by: mandate.id })
    .where('authority_id', '=', authorityId)
    .where('id', '=', renews)
    .where('replaced_by', 'is', null)
    .execute();
  for (const { id } of ended) {
    await recordAct(
      tx,
      { authorityId, id },
      { act: 'revoked', by: { kind: 'resident', name: personOf(mandate) }, at: now, data: { replacedBy: mandate.id } },
    );
  }
}

/**
 * Whoever has a verified account under that address finds the mandate there, whatever way the agreement was said to be
 * given: so that nobody has a mandate behind their back. The helper is told nothing of it.
 */
async function showInAccount(tx: Tx, mandate: Mandate): Promise<void> {
  const account = mandate.email === null ? undefined : await findAccountByEmail(tx, mandate.email.toLowerCase());
  if (account === undefined || account.email_verified_at === null) return;
  await tx
    .insertInto('account_mandates')
    .values({ account_id: account.id, authority_id: mandate.authorityId, mandate_id: mandate.id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function byHelper({ agent }: Asking) {
  return { kind: 'helper' as const, name: agent.name };
}
