import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type IdentityParts, nowOf } from '../../identity-parts.ts';
import { requireAdministrator } from '../../usecases/require-administrator.ts';
import { isSiret } from '../domain/agent-claims.ts';

/** How an authority takes ProConnect. */
export interface ProConnectRules {
  /** Establishments whose agents come in; none: every one of the authority's SIREN. */
  readonly sirets: readonly string[];
  readonly secondFactorRequired: boolean;
  /** Agents of this domain are made at their first sign-in; undefined: by invitation only. */
  readonly emailDomain: string | undefined;
}

export type RulesProblem = 'siret-invalid' | 'domain-invalid' | 'domain-needs-siret';

/** Reads what an administrator typed: SIRET on lines or with commas. */
export function readRules(
  typed: { readonly sirets: string; readonly secondFactorRequired: boolean; readonly emailDomain: string },
  siren: string | undefined,
): { readonly rules: ProConnectRules } | { readonly problems: readonly RulesProblem[] } {
  const sirets = typed.sirets
    .split(/[\n,;]+/)
    .map((one) => one.replace(/\s/g, ''))
    .filter((one) => one !== '');
  const domain = typed.emailDomain.trim().toLowerCase().replace(/^@/, '');
  const problems: RulesProblem[] = [];
  if (!sirets.every(isSiret) || sirets.length > 200) problems.push('siret-invalid');
  if (domain !== '' && !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(domain)) problems.push('domain-invalid');
  if (domain !== '' && sirets.length === 0 && siren === undefined) problems.push('domain-needs-siret');
  if (problems.length > 0) return { problems };
  const { secondFactorRequired } = typed;
  return { rules: { sirets: [...new Set(sirets)], secondFactorRequired, emailDomain: domain || undefined } };
}

export async function getRules(parts: IdentityParts, agent: AgentPrincipal): Promise<ProConnectRules> {
  const row = await parts.platform.database.transaction([agent.authorityId], (tx) =>
    tx.selectFrom('authority_proconnect').selectAll().where('authority_id', '=', agent.authorityId).executeTakeFirst(),
  );
  return {
    sirets: row?.sirets ?? [],
    secondFactorRequired: row?.second_factor_required ?? false,
    emailDomain: row?.email_domain ?? undefined,
  };
}

/** @throws ForbiddenError for who is no administrator */
export async function changeRules(parts: IdentityParts, by: AgentPrincipal, rules: ProConnectRules): Promise<void> {
  const authorityId = requireAdministrator(by);
  const values = {
    sirets: [...rules.sirets],
    second_factor_required: rules.secondFactorRequired,
    email_domain: rules.emailDomain ?? null,
    updated_at: nowOf(parts),
  };
  await parts.platform.database.transaction([authorityId], (tx) =>
    tx
      .insertInto('authority_proconnect')
      .values({ authority_id: authorityId, ...values })
      .onConflict((conflict) => conflict.column('authority_id').doUpdateSet(values))
      .execute(),
  );
}
