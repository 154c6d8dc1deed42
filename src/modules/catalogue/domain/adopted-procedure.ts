import { z } from 'zod';
import type { Authority } from '#modules/directory/index.ts';
import type { CompiledForm } from '#modules/forms/index.ts';
import type { CompiledWorkflow } from '#modules/workflow/index.ts';
import { localizedTextSchema } from '#platform/i18n/text.ts';
import type { Procedure } from './procedure-schema.ts';

/** A version of a procedure, ready to be run. */
export interface ProcedureVersion {
  readonly procedure: Procedure;
  readonly form: CompiledForm;
  readonly workflow: CompiledWorkflow;
}

/** A procedure as one authority offers it. */
export interface AdoptedProcedure extends ProcedureVersion {
  readonly authority: Authority;
  readonly version: number;
  /** A closed one is shown, with the other channels, but cannot be begun. */
  readonly open: boolean;
  /** Why it cannot be begun today: the authority closed it, or its dates are not come or past. */
  readonly closedBy?: 'authority' | 'not-yet' | 'over' | undefined;
  readonly teamAuthorityId: string;
  readonly teamId: string;
}

/** The texts that an authority may say in its own way; form, rules and legal notices stay the library's. */
export const overridesSchema = z.strictObject({
  title: localizedTextSchema.optional(),
  summary: localizedTextSchema.optional(),
  description: localizedTextSchema.optional(),
  needs: z.array(localizedTextSchema).optional(),
  cost: localizedTextSchema.optional(),
  next: localizedTextSchema.optional(),
});

/** The procedure with an authority's own texts. Overrides that are not understood are left out. */
export function withOverrides(procedure: Procedure, overrides: Record<string, unknown>): Procedure {
  if (Object.keys(overrides).length === 0) return procedure;
  const parsed = overridesSchema.safeParse(overrides);
  if (!parsed.success) return procedure;
  const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return { ...procedure, ...Object.fromEntries(given) };
}
