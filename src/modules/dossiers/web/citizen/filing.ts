import type { AdoptedProcedure, ProcedureVersion } from '#modules/catalogue/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import type { Filing } from '../../usecases/submit-dossier.ts';
import { accountOf } from './visitor.ts';

/**
 * What the request says of a filing. `version` is that of the draft when there is one; the team is today's.
 */
export async function filingOf(
  context: RequestContext,
  parts: DossiersParts,
  offered: AdoptedProcedure,
  version: ProcedureVersion & { readonly version: number; readonly overridesRevision: number } = offered,
): Promise<Omit<Filing, 'answers' | 'context' | 'submissionKey'>> {
  const { authority } = offered;
  const account = accountOf(context, parts, authority.id);
  return {
    authority,
    procedure: version.procedure,
    procedureVersion: version.version,
    overridesRevision: version.overridesRevision,
    form: version.form,
    workflow: version.workflow,
    teamAuthorityId: offered.teamAuthorityId,
    teamId: offered.teamId,
    visitorHash: context.ensureVisitor(),
    account: account && {
      ...account,
      verifiedEmail: await verifiedEmail(parts, context.resident?.accountId ?? account.id),
    },
    ...(context.resident?.actingFor === undefined
      ? {}
      : { represented: { name: context.resident.actingFor.name, by: context.resident.label } }),
    helped: context.resident?.helper !== undefined,
    channel: 'web',
    locale: context.locale,
    origin: context.origin,
    now: context.now,
  };
}

/** Where news go when the form does not ask: an address that somebody else typed is not written to. */
async function verifiedEmail(parts: DossiersParts, accountId: string): Promise<string | undefined> {
  const profile = await parts.identity.getProfile(accountId);
  return profile.emailVerified ? profile.email : undefined;
}
