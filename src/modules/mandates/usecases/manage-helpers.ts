import { isAdministrator } from '#modules/identity/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { MandatesParts } from '../mandates-parts.ts';
import { endedKey, mandateWords as say } from '../messages.ts';
import { findHelper } from '../queries/find-helper.ts';
import { type ListedMandate, listOpenMandates } from '../queries/list-mandates.ts';
import { endMandatesOfHelper } from './end-mandates-of-helper.ts';

/** Gives the right "helper" to an agent of the administrator's own authority. @throws NotFoundError for any other agent */
export async function grantHelper(
  tx: Tx,
  administrator: AgentPrincipal,
  helper: { readonly agentId: string; readonly structure: string; readonly now: Date },
): Promise<void> {
  await requireColleague(tx, administrator, helper.agentId);
  await tx
    .insertInto('helpers')
    .values({
      authority_id: administrator.authorityId,
      agent_id: helper.agentId,
      structure: helper.structure,
      granted_by: administrator.agentId,
      granted_at: helper.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['authority_id', 'agent_id']).doUpdateSet({
        structure: helper.structure,
        granted_by: administrator.agentId,
        granted_at: helper.now,
      }),
    )
    .execute();
}

/** What taking the right back would end. */
export interface HelperOutlook {
  readonly name: string;
  /** Mandates that people agreed to and that run. */
  readonly running: readonly ListedMandate[];
}

/** @throws NotFoundError for any other agent, and for one who is no helper */
export async function lookAtHelper(
  tx: Tx,
  administrator: AgentPrincipal,
  { agentId, now }: { readonly agentId: string; readonly now: Date },
): Promise<HelperOutlook> {
  const { authorityId } = administrator;
  await requireColleague(tx, administrator, agentId);
  const { name } = await tx.selectFrom('agents').select('name').where('id', '=', agentId).executeTakeFirstOrThrow();
  if ((await findHelper(tx, authorityId, agentId)) === undefined) throw new NotFoundError('agent-not-found');
  const open = await listOpenMandates(tx, { authorityId, helperId: agentId, now });
  return { name, running: open.filter((mandate) => mandate.agreedAt !== null) };
}

/**
 * Takes it back: every mandate of the helper ends, the residents are told, and so is the helper. Harmless the second time.
 * @returns how many people lost their helper @throws NotFoundError for any other agent
 */
export async function withdrawHelper(
  tx: Tx,
  parts: MandatesParts,
  administrator: AgentPrincipal,
  ending: { readonly agentId: string; readonly origin: string; readonly now: Date },
): Promise<number> {
  const { authorityId } = administrator;
  await requireColleague(tx, administrator, ending.agentId);
  const ended = await endMandatesOfHelper(tx, parts, { ...ending, authorityId, by: administrator });
  if (ended === undefined) return 0;
  if (ending.agentId !== administrator.agentId) await tellHelper(tx, parts, administrator, ending, ended.agreed);
  return ended.agreed;
}

async function tellHelper(
  tx: Tx,
  parts: MandatesParts,
  { authorityId, name: by }: AgentPrincipal,
  { agentId, origin }: { readonly agentId: string; readonly origin: string },
  count: number,
): Promise<void> {
  const helper = await tx
    .selectFrom('agents')
    .select(['name', 'email', 'locale'])
    .where('id', '=', agentId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (helper === undefined) return;
  const { locale, name, email } = helper;
  const authority = await parts.directory.getAuthority(authorityId);
  const params = { name, by, authority: authority.name, count };
  await queueMessage(parts.platform, tx, {
    authorityId,
    medium: 'email',
    recipient: email,
    subject: say(locale, 'withdrawnMail.subject'),
    body: composeEmail({
      locale,
      greeting: say(locale, 'withdrawnMail.hello', params),
      paragraphs: [
        say(locale, 'withdrawnMail.body', params),
        say(locale, endedKey('withdrawnMail', count), params),
        say(locale, 'withdrawnMail.rest', params),
      ],
      action: { label: say(locale, 'withdrawnMail.action'), href: `${origin}/agents` },
      authority,
    }),
  });
}

async function requireColleague(tx: Tx, administrator: AgentPrincipal, agentId: string): Promise<void> {
  if (!isAdministrator(administrator)) throw new NotFoundError('agent-not-found');
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const colleague = uuid.test(agentId)
    ? await tx
        .selectFrom('agent_roles')
        .select('agent_id')
        .where('authority_id', '=', administrator.authorityId)
        .where('agent_id', '=', agentId)
        .executeTakeFirst()
    : undefined;
  if (colleague === undefined) throw new NotFoundError('agent-not-found');
}
