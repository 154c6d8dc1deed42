import { type Answers, prefillAnswers } from '#modules/forms/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { formatTrackingCode } from '../../../domain/tracking-code.ts';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { findFiledDraft } from '../../../usecases/submit-draft.ts';
import type { DeskDraft, DeskFiling } from '../counter/desk-filing.ts';
import {
  internalApplicant,
  internalDossierHref,
  internalDraftHref,
  internalHref,
  namesOf,
  noIndex,
} from './internal-owner.ts';
import { ownDraftWords } from './messages.ts';

/** The agent's own request to their authority: the pages of the desk, said to whoever asks. */
export async function openInternalDesk(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
): Promise<DeskFiling> {
  const authority = await parts.directory.getAuthority(agent.authorityId);
  const owner = internalApplicant(parts.identity, agent);
  const draftId = context.params.draft ?? '';
  return {
    authority,
    scope: [authority.id],
    owner,
    href: (part) => internalDraftHref(draftId, part),
    listHref: internalHref,
    dossierHref: internalDossierHref,
    current: 'internal',
    banner: undefined,
    words: ownDraftWords,
    known: (page, open) => knownOf(agent, open, new Set(page.fields.map((field) => field.id))),
    filing: {
      channel: 'web',
      account: { id: agent.agentId, pseudonym: owner.accountPseudonym, verifiedEmail: agent.email },
    },
    identity: noIndex,
    // The draft is the agent's own, whatever they may process.
    check: async () => undefined,
    filed: async (tx, { dossierId }) => ({ code: await nameApplicant(tx, agent, dossierId) }),
    findFiled: (tx, id) => findFiledDraft(tx, agent.authorityId, id, owner),
  };
}

/** What the house knows of its agent, on one page. */
function knownOf(agent: AgentPrincipal, { form, procedure, inputs }: DeskDraft, fields: ReadonlySet<string>): Answers {
  const names = namesOf(agent);
  const { applicant } = procedure;
  const known: Answers = {
    ...prefillAnswers(form, { account: { ...names, email: agent.email } }, inputs).answers,
    ...(applicant.givenNames === undefined ? {} : { [applicant.givenNames]: names.givenNames }),
    ...(applicant.familyName === undefined ? {} : { [applicant.familyName]: names.familyName }),
    ...(applicant.email === undefined ? {} : { [applicant.email]: agent.email }),
  };
  return Object.fromEntries(Object.entries(known).filter(([id, answer]) => fields.has(id) && answer !== ''));
}

/** The house knows who asks, whatever the form does. @returns the tracking code */
async function nameApplicant(tx: Tx, agent: AgentPrincipal, dossierId: string): Promise<string> {
  const named = await tx
    .updateTable('dossiers')
    .set((eb) => ({
      applicant_name: eb.case().when('applicant_name', '=', '').then(agent.name).else(eb.ref('applicant_name')).end(),
    }))
    .where('authority_id', '=', agent.authorityId)
    .where('id', '=', dossierId)
    .returning('code')
    .executeTakeFirstOrThrow();
  return formatTrackingCode(named.code);
}
