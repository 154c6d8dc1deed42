import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { MandateDays, MandateProcedure } from '../domain/mandate.ts';
import { MandateNotFoundError } from '../errors.ts';
import { findHelper } from '../queries/find-helper.ts';
import { recordAct } from './record-act.ts';

export interface NewMandate {
  /** Made by the page: sending it twice draws up one mandate. */
  readonly key: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly days: MandateDays;
  /** One at least; the caller has checked that each may be done under a mandate. */
  readonly procedures: readonly MandateProcedure[];
  readonly renews?: string | undefined;
  readonly locale: Locale;
  readonly now: Date;
}

/** Writes what the person will be asked to agree to: it opens nothing before they did. @throws {MandateNotFoundError} */
export async function drawUpMandate(tx: Tx, agent: AgentPrincipal, mandate: NewMandate): Promise<string> {
  const { authorityId } = agent;
  const helper = await findHelper(tx, authorityId, agent.agentId, 'share');
  if (helper === undefined) throw new MandateNotFoundError();
  const inserted = await tx
    .insertInto('mandates')
    .values({
      authority_id: authorityId,
      id: mandate.key,
      helper_id: agent.agentId,
      helper_name: agent.name,
      structure: helper.structure,
      given_names: mandate.givenNames,
      family_name: mandate.familyName,
      email: mandate.email ?? null,
      phone: mandate.phone ?? null,
      locale: mandate.locale,
      days: mandate.days,
      created_at: mandate.now,
      renews: mandate.renews ?? null,
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return mandate.key;
  await tx
    .insertInto('mandate_procedures')
    .values(
      mandate.procedures.map((one) => ({
        authority_id: authorityId,
        mandate_id: mandate.key,
        target_authority_id: one.authorityId,
        procedure_id: one.procedureId,
      })),
    )
    .execute();
  await recordAct(
    tx,
    { authorityId, id: mandate.key },
    {
      act: 'drawn-up',
      by: { kind: 'helper', name: agent.name },
      at: mandate.now,
      data: mandate.renews === undefined ? {} : { renews: mandate.renews },
    },
  );
  return mandate.key;
}
