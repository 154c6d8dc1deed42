import { listDelegates } from '#modules/correspondence/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Platform } from '#platform/platform.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import type { Circuit, Step } from './circuit.ts';
import { signatureWords as say } from './messages.ts';

/** The active agents who may sign a step by themselves, with where to write to them. */
export async function signersOf(
  tx: Tx,
  step: Pick<Step, 'who' | 'team_id'>,
  dossier: Pick<DossierRow, 'authority_id' | 'team_authority_id' | 'team_id'>,
): Promise<{ agentId: string; email: string }[]> {
  if (step.who === 'administrator') {
    return tx
      .selectFrom('agent_roles as r')
      .innerJoin('agents as g', 'g.id', 'r.agent_id')
      .select(['g.id as agentId', 'g.email'])
      .where('r.authority_id', '=', dossier.authority_id)
      .where('r.role', '=', 'administrator')
      .where('g.active', '=', true)
      .execute();
  }
  const authorityId = step.who === 'leader' ? dossier.team_authority_id : dossier.authority_id;
  const teamId = step.who === 'leader' ? dossier.team_id : (step.team_id ?? dossier.team_id);
  let query = tx
    .selectFrom('team_members as m')
    .innerJoin('agents as g', 'g.id', 'm.agent_id')
    .select(['g.id as agentId', 'g.email'])
    .where('m.authority_id', '=', authorityId)
    .where('m.team_id', '=', teamId)
    .where('g.active', '=', true);
  if (step.who === 'leader') query = query.where('m.leader', '=', true);
  return query.execute();
}

/** Tells those who may sign a step, for themselves or for one of them, that its turn has come, or still waits. */
export async function announceTurn(
  tx: Tx,
  deps: { readonly platform: Pick<Platform, 'jobs' | 'clock'>; readonly directory: Pick<Directory, 'getAuthority'> },
  circuit: Pick<Circuit, 'id' | 'title'>,
  step: Pick<Step, 'who' | 'team_id'>,
  dossier: DossierRow,
  origin: string,
  told: 'turn' | 'reminder' = 'turn',
): Promise<void> {
  const authority = await deps.directory.getAuthority(dossier.authority_id);
  const values = { title: circuit.title, code: formatTrackingCode(dossier.code) };
  const signers = await signersOf(tx, step, dossier);
  const day = civilDate(deps.platform.clock.now()).toString();
  const ids = signers.map(({ agentId }) => agentId);
  const delegates = await listDelegates(tx, dossier.authority_id, ids, day);
  for (const email of new Set([...signers, ...delegates].map((one) => one.email))) {
    await queueMessage(deps.platform, tx, {
      authorityId: dossier.authority_id,
      dossierId: dossier.id,
      medium: 'email',
      recipient: email,
      subject: say('fr', `mail.${told}.subject`, values),
      body: composeEmail({
        locale: 'fr',
        paragraphs: [say('fr', `mail.${told}.body`, values)],
        action: {
          label: say('fr', 'mail.turn.action'),
          href: `${origin}/agents/a-signer/${authority.slug}/${circuit.id}`,
        },
        authority: { name: authority.name },
      }),
    });
  }
}
