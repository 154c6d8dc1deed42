import type { Authority } from '#modules/directory/index.ts';
import type { AddressAnswer, PrefillSource } from '#modules/forms/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';

/** What is known of the person before they type: their profile when they are signed in, the commune of the counter. */
export async function prefillSource(
  context: RequestContext,
  parts: DossiersParts,
  authority: Authority,
): Promise<PrefillSource> {
  const commune = authority.communeCode === undefined ? undefined : parts.communes.findByCode(authority.communeCode);
  const source: PrefillSource = commune === undefined ? {} : { commune: { code: commune.code, name: commune.name } };
  if (context.resident === undefined) return source;
  const profile = await parts.identity.getProfile(context.resident.accountId);
  return { ...source, account: { ...profile, address: profile.address as AddressAnswer | undefined } };
}
