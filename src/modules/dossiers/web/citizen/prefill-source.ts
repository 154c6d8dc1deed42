import type { Procedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import {
  type AddressAnswer,
  type Answers,
  type AskedConnectors,
  askConnectors,
  type CompiledPage,
  type PrefillSource,
} from '#modules/forms/index.ts';
import { fillsForms, listProfileData } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { findPreviousAnswers } from '../../queries/find-previous-answers.ts';
import { type AskedExchanges, askExchanges } from './exchanges.ts';
import { refusesProfile } from './refuse-profile.tsx';
import { accountOf } from './visitor.ts';

/** A page that is about to be shown for the first time. */
export interface PageToFill {
  readonly authority: Authority;
  readonly procedure: Pick<Procedure, 'procedure'>;
  readonly page: CompiledPage;
  readonly answers: Answers;
}

/**
 * What is known before the person types: their profile and their last dossier when they are signed in, the commune of the
 * counter, what connectors say of earlier answers, what other administrations say when the person agrees. Only what the page takes is looked for.
 */
export async function prefillSource(
  context: RequestContext,
  parts: DossiersParts,
  { authority, procedure, page, answers }: PageToFill,
): Promise<PrefillSource & { readonly failed: AskedConnectors['failed']; readonly offers?: AskedExchanges['offers'] }> {
  const commune = authority.communeCode === undefined ? undefined : parts.communes.findByCode(authority.communeCode);
  const [asked, previous] = await Promise.all([
    askConnectors(page, answers),
    takesPrevious(page) ? previousAnswers(context, parts, authority, procedure.procedure) : undefined,
  ]);
  const source = {
    failed: asked.failed,
    connectors: asked.data,
    ...(commune === undefined ? {} : { commune: { code: commune.code, name: commune.name } }),
    ...(previous === undefined ? {} : { previous }),
  };
  if (context.resident === undefined) return source;
  const { accountId } = context.resident;
  const { open } = parts.platform.database;
  if (refusesProfile(context, procedure.procedure) || !(await fillsForms(open, accountId))) return source;
  const [profile, given, exchanged] = await Promise.all([
    parts.identity.getProfile(accountId),
    listProfileData(open, accountId),
    askExchanges(context, parts, { authorityId: authority.id, procedureId: procedure.procedure, page, answers }),
  ]);
  const since = (datum: 'identity' | 'phone' | 'address') => given.get(datum)?.givenAt;
  const givenAt = {
    given_names: since('identity'),
    family_name: since('identity'),
    phone: since('phone'),
    address: since('address'),
  };
  // Whoever acts for a body is its contact, at its address and not at their own.
  const address = context.resident.actingFor === undefined ? (profile.address as AddressAnswer | undefined) : undefined;
  return {
    ...source,
    account: { ...profile, address, givenAt },
    exchanges: exchanged.found,
    offers: exchanged.offers,
    failed: [...source.failed, ...exchanged.failed],
  };
}

function takesPrevious(page: CompiledPage): boolean {
  return page.fields.some((field) => field.definition.prefill?.startsWith('previous.') === true);
}

async function previousAnswers(
  context: RequestContext,
  parts: DossiersParts,
  { id: authorityId }: Authority,
  procedureId: string,
): Promise<Answers | undefined> {
  const account = accountOf(context, parts, authorityId);
  if (account === undefined) return undefined;
  return parts.platform.database.read([authorityId], (tx) =>
    findPreviousAnswers(tx, { authorityId, procedureId, accountPseudonym: account.pseudonym }),
  );
}
