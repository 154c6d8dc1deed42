import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { localize } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { addNote } from '../usecases/add-note.ts';
import type { TeamMember } from '../usecases/assign-dossier.ts';
import { type AgentAct, lockForAgent } from '../usecases/lock-for-agent.ts';
import { mentionWords as say } from './messages.ts';

interface MentionDeps {
  readonly platform: Pick<Platform, 'jobs' | 'clock'>;
  readonly directory: Pick<Directory, 'getAuthority'>;
  readonly catalogue: Pick<Catalogue, 'getVersionOf'>;
}

const excerptLength = 200;

/**
 * Writes an internal note and tells the colleagues that it names: in their list of mentions and by an e-mail, which says
 * nothing of what the note holds.
 * @param act.mentioned members of the team in charge: they see the dossier
 * @throws {DossierNotFoundError}
 */
export async function addNoteWithMentions(
  tx: Tx,
  deps: MentionDeps,
  act: AgentAct & {
    readonly body: string;
    readonly key: string;
    readonly mentioned: readonly TeamMember[];
    readonly origin: string;
  },
): Promise<void> {
  const dossier = await lockForAgent(tx, act);
  const others = act.mentioned.filter((member) => member.id !== act.agent.agentId);
  if (!(await addNote(tx, { ...act, told: others.map((member) => member.name) }))) return;
  if (others.length === 0) return;
  const { seq } = await tx
    .selectFrom('dossier_events')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('authority_id', '=', act.authorityId)
    .where('dossier_id', '=', act.dossierId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('dossier_mentions')
    .values(
      others.map((member) => ({
        authority_id: act.authorityId,
        dossier_id: act.dossierId,
        seq,
        agent_id: member.id,
        by_name: act.agent.name,
        excerpt: act.body.replace(/\s+/g, ' ').slice(0, excerptLength),
        at: act.now,
      })),
    )
    .execute();
  const addresses = await tx
    .selectFrom('agents')
    .select('email')
    .where(
      'id',
      'in',
      others.map((member) => member.id),
    )
    .where('active', '=', true)
    .execute();
  const authority = await deps.directory.getAuthority(act.authorityId);
  const { procedure } = await deps.catalogue.getVersionOf(dossier);
  const values = {
    by: act.agent.name,
    code: formatTrackingCode(dossier.code),
    title: localize(procedure.title, 'fr'),
  };
  for (const { email } of addresses) {
    await queueMessage(deps.platform, tx, {
      authorityId: act.authorityId,
      dossierId: act.dossierId,
      medium: 'email',
      recipient: email,
      subject: say('fr', 'mail.subject', values),
      body: composeEmail({
        locale: 'fr',
        paragraphs: [say('fr', 'mail.body', values)],
        action: {
          label: say('fr', 'mail.action'),
          href: `${act.origin}/agents/dossiers/${authority.slug}/${act.dossierId}#evenement-${seq}`,
        },
        authority: { name: authority.name, lines: [] },
      }),
    });
  }
}
