import { sql } from 'kysely';
import { type AgentMenuProvider, isAdministrator } from '#modules/identity/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { exportWords } from '../export/messages.ts';
import { mentionsHref } from '../mentions/mention-routes.tsx';
import { mentionWords } from '../mentions/messages.ts';
import { taskWords } from '../tasks/messages.ts';
import { tasksHref } from '../tasks/task-routes.tsx';
import { counterHref } from '../web/agent/counter/counter-desk.tsx';
import { counterWords } from '../web/agent/counter/messages.ts';
import { internalHref } from '../web/agent/internal/internal-owner.ts';
import { internalWords } from '../web/agent/internal/messages.ts';
import { batchWords } from './letter/batch-messages.ts';
import { batchPath } from './letter/batch-path.ts';
import { opinionWords } from './opinion/messages.ts';
import { listToSign } from './signature/circuit.ts';
import { signatureWords } from './signature/messages.ts';

interface Waiting {
  readonly circuits: number;
  readonly opinions: number;
  readonly late_tasks: number;
  readonly mentions: number;
}

/** In one statement, since every page of the back office asks. */
async function countWaiting(tx: Tx, agent: AgentPrincipal, today: string): Promise<Waiting> {
  const { rows } = await sql<Waiting>`SELECT
    (SELECT count(*)::int FROM dossier_tasks WHERE authority_id = ANY (${agent.scope}) AND agent_id = ${agent.agentId}
      AND done_at IS NULL AND due_on < ${today}) AS late_tasks,
    (SELECT count(*)::int FROM dossier_mentions WHERE authority_id = ANY (${agent.scope}) AND agent_id = ${agent.agentId}
      AND read_at IS NULL) AS mentions,
    (SELECT count(*)::int FROM signature_circuits WHERE authority_id = ANY (${agent.scope}) AND state = 'running') AS circuits,
    (SELECT count(*)::int FROM opinion_requests o
      JOIN team_members m ON m.authority_id = o.authority_id AND m.team_id = o.team_id
      WHERE o.authority_id = ANY (${agent.scope}) AND m.agent_id = ${agent.agentId} AND o.state = 'asked') AS opinions`.execute(
    tx,
  );
  return rows[0] ?? { circuits: 0, opinions: 0, late_tasks: 0, mentions: 0 };
}

/**
 * What waits for the agent besides the inbox. "To sign" stays in the menu of those who often sign; the opinions show when
 * one is waited for.
 */
export const capabilityMenu: AgentMenuProvider = async ({ platform }, agent, locale) => {
  const today = civilDate(platform.clock.now()).toString();
  const waiting = await platform.database.readOnce(agent.scope, (tx) => countWaiting(tx, agent, today));
  const { circuits, opinions, late_tasks: lateTasks, mentions } = waiting;
  // Which of the circuits under way wait for this very agent takes longer to say, and is mostly not asked.
  const toSign =
    circuits === 0
      ? 0
      : (
          await platform.database.read(agent.scope, (tx) =>
            listToSign(tx, agent, new Date(platform.clock.now().epochMilliseconds)),
          )
        ).length;
  const signs = isAdministrator(agent) || agent.rights.some((right) => right.leader);
  return [
    ...(agent.rights.length === 0
      ? []
      : [
          {
            key: 'tasks',
            section: 'requests' as const,
            href: tasksHref,
            label: taskWords(locale, 'desk.title'),
            ...(lateTasks === 0 ? {} : { count: lateTasks }),
          },
          {
            key: 'mentions',
            section: 'requests' as const,
            href: mentionsHref,
            label: mentionWords(locale, 'desk.title'),
            ...(mentions === 0 ? {} : { count: mentions }),
          },
          {
            key: 'exports',
            section: 'requests' as const,
            href: '/agents/exports',
            label: exportWords(locale, 'title'),
          },
          {
            key: 'counter',
            section: 'residents' as const,
            href: counterHref,
            label: counterWords(locale, 'title'),
          },
          {
            key: 'letter-batches',
            section: 'mail' as const,
            href: batchPath,
            label: batchWords(locale, 'menu'),
          },
        ]),
    {
      key: 'internal',
      section: 'requests' as const,
      href: internalHref,
      label: internalWords(locale, 'title'),
    },
    ...(toSign > 0 || signs
      ? [
          {
            key: 'to-sign',
            section: 'requests' as const,
            href: '/agents/a-signer',
            label: signatureWords(locale, 'desk.title'),
            ...(toSign === 0 ? {} : { count: toSign }),
          },
        ]
      : []),
    ...(opinions > 0
      ? [
          {
            key: 'opinions',
            section: 'requests' as const,
            href: '/agents/avis',
            label: opinionWords(locale, 'desk.title'),
            count: opinions,
          },
        ]
      : []),
  ];
};
