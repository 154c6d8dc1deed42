import { sql } from 'kysely';
import { availableTransitions, type CompiledTransition } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { actingRole } from '../domain/agent-policies.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { conditionsOf } from '../usecases/act-scope.ts';
import { type DossierRow, dossierColumns } from '../usecases/lock-dossier.ts';
import { processedDossier } from '../usecases/lock-for-agent.ts';
import type { ChosenDossier } from './bulk-act.ts';

/** An act that some of the chosen dossiers allow. */
export interface OfferedTransition {
  readonly transition: CompiledTransition;
  readonly formKey: string;
  /** Of how many of those looked at. */
  readonly possible: number;
  readonly looked: number;
  /** One that allows it: its version is the one whose form is shown. */
  readonly example: DossierRow;
}

/** Tells apart two acts of one name that do not ask the same. */
export function formKeyOf(transition: CompiledTransition): string {
  return JSON.stringify([transition.label, transition.to, transition.form]);
}

/** What asks for a file or names who is to be asked belongs to one dossier at a time. */
function isForMany(transition: CompiledTransition): boolean {
  return (
    transition.form.every((field) => field.type !== 'file' && field.type !== 'group') &&
    transition.effects.every((effect) => effect.effect !== 'ask-opinion')
  );
}

/** The acts that at least one of the dossiers allows, the most widely possible first. */
export async function listOfferedTransitions(
  tx: Tx,
  parts: DossiersParts,
  agent: AgentPrincipal,
  chosen: readonly ChosenDossier[],
  now: Date,
): Promise<OfferedTransition[]> {
  if (chosen.length === 0) return [];
  const rows = await tx
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('authority_id', 'in', [...new Set(chosen.map((one) => one.authorityId))])
    .where(sql<boolean>`id = ANY (${chosen.map((one) => one.dossierId)}::uuid[])`)
    .execute();
  const offered = new Map<string, OfferedTransition>();
  for (const dossier of rows) {
    const version = await parts.catalogue.getVersionOf(dossier);
    const authority = await parts.directory.getAuthority(dossier.authority_id);
    const transitions = availableTransitions(version.workflow, dossier.state, {
      ...conditionsOf(dossier, version.form, authority, now),
      actor: actingRole(agent, processedDossier(dossier)),
    });
    for (const transition of transitions.filter(isForMany)) {
      const formKey = formKeyOf(transition);
      const key = `${transition.id} ${formKey}`;
      const known = offered.get(key);
      offered.set(key, {
        transition,
        formKey,
        example: known?.example ?? dossier,
        looked: rows.length,
        possible: (known?.possible ?? 0) + 1,
      });
    }
  }
  return [...offered.values()].sort((a, b) => b.possible - a.possible);
}
