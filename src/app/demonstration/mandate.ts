import { agreeOnScreen, createMandates, drawUpMandate, grantHelper } from '#modules/mandates/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Counter } from '../composition.ts';
import { originOf } from './filings.ts';
import { demonstrationAgents, demonstrationResident } from './sign-ins.ts';

const procedures = ['birth-certificate', 'question', 'parking-permit'];
/** What the resident needs of the agglomération, in the same mandate. */
const proceduresOfTerritory = ['bin-change', 'question'];

/** The helper of the demonstration, with the right to be one, and the mandate that the resident gave them on screen. */
export async function giveSampleMandate(counter: Counter, agentIds: ReadonlyMap<string, string>): Promise<void> {
  const { platform, catalogue, parts } = counter;
  const now = new Date(platform.clock.now().epochMilliseconds);
  const before = new Date(now.getTime() - 10 * 60_000);
  const helper = demonstrationAgents.find((agent) => agent.helperOf !== undefined);
  const administrator = demonstrationAgents.find(
    (agent) => agent.authorityId === helper?.authorityId && agent.role === 'administrator',
  );
  if (helper?.helperOf === undefined || administrator === undefined) return;
  const structure = helper.helperOf;
  const { epci } = await counter.directory.getTerritory();
  const scopeAt = async (authorityId: string, wanted: readonly string[]) =>
    (await catalogue.listAdopted(authorityId))
      .filter(({ procedure }) => wanted.includes(procedure.procedure))
      .map(({ procedure }) => ({ authorityId, procedureId: procedure.procedure }));
  const scope = [
    ...(await scopeAt(helper.authorityId, procedures)),
    ...(await scopeAt(epci.id, proceduresOfTerritory)),
  ];
  const principal = await principalOf(counter, helper, agentIds);
  const grantedBy = await principalOf(counter, administrator, agentIds);
  await platform.database.transaction([helper.authorityId], async (tx) => {
    await grantHelper(tx, grantedBy, { agentId: principal.agentId, structure, now });
    const mandateId = await drawUpMandate(tx, principal, {
      key: newId(now.getTime()),
      givenNames: demonstrationResident.givenNames,
      familyName: demonstrationResident.familyName,
      email: demonstrationResident.email,
      phone: undefined,
      days: 182,
      procedures: scope,
      locale: 'fr',
      now: before,
    });
    await agreeOnScreen(tx, createMandates(parts).parts, {
      agent: principal,
      mandateId,
      origin: originOf(counter),
      now,
    });
  });
}

async function principalOf(
  { directory }: Counter,
  agent: (typeof demonstrationAgents)[number],
  agentIds: ReadonlyMap<string, string>,
): Promise<AgentPrincipal> {
  const agentId = agentIds.get(agent.email);
  if (agentId === undefined) throw new Error(`No demonstration agent ${agent.email}`);
  const { id, name } = await directory.getAuthority(agent.authorityId);
  return {
    agentId,
    name: agent.name,
    email: agent.email,
    authorityId: id,
    authorityName: name,
    role: agent.role,
    rights: [],
    scope: [id],
    sessionHash: Buffer.alloc(0),
  };
}
