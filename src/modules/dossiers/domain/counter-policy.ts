import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';

/**
 * An agent files for residents what one of their teams may process; a team that may process everything of an authority is
 * its reception and files all of it. A delegation that ended gives nothing: the rights are today's.
 */
export function mayFileFor(
  agent: Pick<AgentPrincipal, 'rights'>,
  adopted: { readonly authority: Pick<AdoptedProcedure['authority'], 'id'> } & {
    readonly procedure: Pick<AdoptedProcedure['procedure'], 'procedure' | 'agentsOnly'>;
  },
): boolean {
  if (adopted.procedure.agentsOnly) return false;
  return mayFileProcedure(agent, adopted.authority.id, adopted.procedure.procedure);
}

/** The same for a draft, of which only the ids are known. */
export function mayFileProcedure(
  agent: Pick<AgentPrincipal, 'rights'>,
  authorityId: string,
  procedureId: string,
): boolean {
  return agent.rights.some(
    (right) => right.authorityId === authorityId && (right.procedureId === '*' || right.procedureId === procedureId),
  );
}
