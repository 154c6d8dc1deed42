import { createAccount, createAgent } from '#modules/identity/index.ts';
import type { Counter } from '../composition.ts';
import { fileSamples } from './filings.ts';
import { addHouseholdsAndBodies } from './households.ts';
import { giveSampleMandate } from './mandate.ts';
import { demonstrationAgents, demonstrationPassword, demonstrationResident } from './sign-ins.ts';

/** Creates the agents, the resident and the first dossiers of a demonstration, once. */
export async function ensureDemonstrationPeople(counter: Counter): Promise<void> {
  const { platform } = counter;
  const last = demonstrationResident.email;
  const known = await platform.database.open
    .selectFrom('accounts')
    .select('id')
    .where('email', '=', last)
    .executeTakeFirst();
  if (known !== undefined) return;
  const agentIds = new Map<string, string>();
  for (const agent of demonstrationAgents) {
    const id = await createAgent(platform, {
      email: agent.email,
      name: agent.name,
      password: demonstrationPassword,
      roles: [{ authorityId: agent.authorityId, role: agent.role }],
      teams:
        agent.helperOf === undefined
          ? [{ authorityId: agent.authorityId, teamId: await getTeam(counter, agent), leader: agent.role !== 'agent' }]
          : [],
    });
    agentIds.set(agent.email, id);
  }
  const accountId = await createAccount(platform, { ...demonstrationResident, password: demonstrationPassword });
  await addHouseholdsAndBodies(counter, accountId);
  await fileSamples(counter, { agentIds, accountId });
  await giveSampleMandate(counter, agentIds);
}

/** The team named, or the one that processes everything of the authority. */
async function getTeam({ platform }: Counter, agent: (typeof demonstrationAgents)[number]): Promise<string> {
  return platform.database.transaction([agent.authorityId], async (tx) => {
    const teams = tx.selectFrom('teams').select('id').where('authority_id', '=', agent.authorityId);
    if (agent.team !== undefined)
      return (await teams.where('name', 'like', `${agent.team}%`).executeTakeFirstOrThrow()).id;
    const right = await tx
      .selectFrom('processing_rights')
      .select('team_id')
      .where('authority_id', '=', agent.authorityId)
      .where('procedure_id', '=', '*')
      .orderBy('valid_from')
      .executeTakeFirstOrThrow();
    return right.team_id;
  });
}
