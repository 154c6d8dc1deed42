import {
  type DeskFiling,
  type FollowedOnBehalf,
  formatTrackingCode,
  startAssistedDraft,
} from '#modules/dossiers/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Tx } from '#platform/database/database.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { InsetText } from '#ui/components/inset-text.tsx';
import { covers, helperOf, type Mandate, personOf } from '../../domain/mandate.ts';
import { OutsideMandateError } from '../../errors.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { mandateWords } from '../../messages.ts';
import { isMandatable } from '../../queries/describe-procedures.ts';
import { getActiveMandate } from '../../queries/get-mandate.ts';
import { recordAct } from '../../usecases/record-act.ts';
import { tellResident } from '../../usecases/tell-resident.ts';
import { mandatesHref } from './menu.ts';
import { deskWords as say } from './messages.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A draft under a mandate belongs to that mandate and to no other of the same helper. */
export function mandateOwner(
  identity: Pick<Identity, 'pseudonymOf'>,
  mandate: Pick<Mandate, 'id'>,
  authorityId: string,
): { readonly visitorHash: Buffer; readonly accountPseudonym: undefined } {
  return { visitorHash: identity.pseudonymOf(`mandate ${mandate.id}`, authorityId), accountPseudonym: undefined };
}

/** The mandate of the address, which must act now, and the authority of the address, which must be one of its own. */
async function openMandate(context: RequestContext, parts: MandatesParts, agent: AgentPrincipal) {
  const mandate = await parts.platform.database.read([agent.authorityId], (tx) =>
    getActiveMandate(tx, agent, context.params.mandate ?? '', context.now),
  );
  const slug = context.params.authority ?? '';
  const authority = /^[a-z0-9-]{1,100}$/.test(slug) ? await parts.directory.findAuthorityBySlug(slug) : undefined;
  if (authority === undefined || !mandate.procedures.some((one) => one.authorityId === authority.id)) {
    throw new OutsideMandateError();
  }
  return { mandate, authority, scope: [...new Set([agent.authorityId, authority.id])] };
}

/** POST …/deposer: begins a draft of one of the mandate's procedures. @throws {OutsideMandateError} for any other */
export async function beginUnderMandate(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<Result> {
  const { now } = context;
  const mandateId = context.params.mandate ?? '';
  const [authorityId = '', procedureId = ''] = single(context.body, 'demarche').split(':', 2);
  const key = single(context.body, '_idempotency');
  const mandate = await parts.platform.database.read([agent.authorityId], (tx) =>
    getActiveMandate(tx, agent, mandateId, now),
  );
  if (!covers(mandate, authorityId, procedureId)) throw new OutsideMandateError();
  const offered = await parts.catalogue.findAdopted(authorityId, procedureId);
  if (offered === undefined || !isMandatable(offered)) throw new OutsideMandateError();
  if (!offered.open || !uuid.test(key)) return redirect(`${mandatesHref}/${mandateId}`);
  const scope = [...new Set([agent.authorityId, authorityId])];
  const draftId = await parts.platform.database.transaction(scope, async (tx) => {
    await getActiveMandate(tx, agent, mandateId, now, 'share');
    return startAssistedDraft(tx, {
      key,
      offered,
      owner: mandateOwner(parts.identity, mandate, authorityId),
      agentId: agent.agentId,
      channel: 'web',
      applicant: {
        givenNames: mandate.givenNames,
        familyName: mandate.familyName,
        email: mandate.email ?? '',
        phone: mandate.phone ?? '',
      },
      locale: mandate.locale,
      now,
    });
  });
  return redirect(`${mandatesHref}/${mandateId}/brouillons/${offered.authority.slug}/${draftId}`);
}

/** The way in which a helper fills in a draft of the mandate. */
export async function openMandateDesk(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<DeskFiling> {
  const { mandate, authority, scope } = await openMandate(context, parts, agent);
  const base = `${mandatesHref}/${mandate.id}`;
  const accountId = await findAccountOf(parts, mandate);
  const pseudonym = accountId === undefined ? undefined : parts.identity.pseudonymOf(accountId, authority.id);
  return {
    authority,
    scope,
    owner: mandateOwner(parts.identity, mandate, authority.id),
    href: (part = '') => `${base}/brouillons/${authority.slug}/${context.params.draft}${part === '' ? '' : `/${part}`}`,
    listHref: base,
    dossierHref: (dossierId) => `${base}/dossiers/${authority.slug}/${dossierId}`,
    current: 'mandates',
    banner: <Banner mandate={mandate} locale={context.locale} />,
    filing: {
      channel: 'web',
      filedBy: { kind: 'agent', id: agent.agentId, name: helperOf(mandate), onBehalf: true },
      ...(accountId === undefined || pseudonym === undefined ? {} : { account: { id: accountId, pseudonym } }),
    },
    identity: {
      linkDossier: parts.identity.linkDossier,
      // The draft is the mandate's until it is sent.
      linkDraft: async () => undefined,
      unlinkDraft: async () => undefined,
    },
    check: async (tx, draft) => {
      const now = await getActiveMandate(tx, agent, mandate.id, nowOf(parts));
      if (!covers(now, authority.id, draft.procedureId)) throw new OutsideMandateError();
    },
    filed: async (tx, filed) => {
      await recordFiling(tx, context, parts, mandate, { ...filed, authorityId: authority.id });
      return undefined;
    },
    findFiled: async (tx, draftId) => {
      if (!uuid.test(draftId)) return undefined;
      const filed = await tx
        .selectFrom('mandate_dossiers')
        .select('dossier_id')
        .where('authority_id', '=', mandate.authorityId)
        .where('mandate_id', '=', mandate.id)
        .where('target_authority_id', '=', authority.id)
        .where('draft_id', '=', draftId)
        .executeTakeFirst();
      return filed?.dossier_id;
    },
  };
}

/** The clock, and not the time of the request: a transaction may have waited. */
function nowOf({ platform }: MandatesParts): Date {
  return new Date(platform.clock.now().epochMilliseconds);
}

async function findAccountOf({ platform }: MandatesParts, mandate: Mandate): Promise<string | undefined> {
  const row = await platform.database.open
    .selectFrom('account_mandates')
    .select('account_id')
    .where('authority_id', '=', mandate.authorityId)
    .where('mandate_id', '=', mandate.id)
    .executeTakeFirst();
  return row?.account_id;
}

async function recordFiling(
  tx: Tx,
  context: RequestContext,
  parts: MandatesParts,
  mandate: Mandate,
  filed: { readonly dossierId: string; readonly draftId: string; readonly authorityId: string },
): Promise<void> {
  const inserted = await tx
    .insertInto('mandate_dossiers')
    .values({
      authority_id: mandate.authorityId,
      mandate_id: mandate.id,
      target_authority_id: filed.authorityId,
      dossier_id: filed.dossierId,
      draft_id: filed.draftId,
      filed_at: context.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return;
  const dossier = await tx
    .selectFrom('dossiers')
    .select(['code', 'authority_id', 'procedure_id', 'procedure_version', 'overrides_revision'])
    .where('authority_id', '=', filed.authorityId)
    .where('id', '=', filed.dossierId)
    .executeTakeFirstOrThrow();
  const { procedure } = await parts.catalogue.getVersionOf(dossier);
  const authority = await parts.directory.getAuthority(filed.authorityId);
  const { locale } = mandate;
  const title = localize(procedure.title, locale);
  const code = formatTrackingCode(dossier.code);
  await recordAct(tx, mandate, {
    act: 'filed',
    by: { kind: 'helper', name: helperOf(mandate) },
    at: context.now,
    data: { title: `${title} – ${authority.name} – ${code}`, dossierId: filed.dossierId },
  });
  const params = { helper: helperOf(mandate), title, authority: authority.name, code };
  await tellResident(tx, parts, mandate, {
    subject: mandateWords(locale, 'filed.subject'),
    paragraphs: [mandateWords(locale, 'filed.body', params)],
    sms: mandateWords(locale, 'filed.sms', params),
    origin: context.origin,
  });
}

/** A dossier that was filed under the mandate. @throws {OutsideMandateError} for any other of the same person */
export async function openMandateDossier(
  context: RequestContext,
  parts: MandatesParts,
  agent: AgentPrincipal,
): Promise<FollowedOnBehalf> {
  const { mandate, authority, scope } = await openMandate(context, parts, agent);
  const dossierId = context.params.dossier ?? '';
  const find = async (tx: Tx) => {
    const row = uuid.test(dossierId)
      ? await tx
          .selectFrom('mandate_dossiers')
          .select('dossier_id')
          .where('authority_id', '=', mandate.authorityId)
          .where('mandate_id', '=', mandate.id)
          .where('target_authority_id', '=', authority.id)
          .where('dossier_id', '=', dossierId)
          .executeTakeFirst()
      : undefined;
    if (row === undefined) throw new OutsideMandateError();
  };
  await parts.platform.database.readOnce([agent.authorityId], find);
  const base = `${mandatesHref}/${mandate.id}`;
  return {
    authority,
    dossierId,
    by: { id: agent.agentId, name: helperOf(mandate) },
    scope,
    href: (part = '') => `${base}/dossiers/${authority.slug}/${dossierId}${part === '' ? '' : `/${part}`}`,
    listHref: base,
    current: 'mandates',
    banner: <Banner mandate={mandate} locale={context.locale} />,
    check: async (tx) => {
      await getActiveMandate(tx, agent, mandate.id, nowOf(parts));
    },
    sent: (tx) => recordMessage(tx, context, parts, mandate, { authorityId: authority.id, dossierId }),
  };
}

async function recordMessage(
  tx: Tx,
  context: RequestContext,
  parts: MandatesParts,
  mandate: Mandate,
  about: { readonly authorityId: string; readonly dossierId: string },
): Promise<void> {
  const dossier = await tx
    .selectFrom('dossiers')
    .select('code')
    .where('authority_id', '=', about.authorityId)
    .where('id', '=', about.dossierId)
    .executeTakeFirstOrThrow();
  const { locale } = mandate;
  const code = formatTrackingCode(dossier.code);
  const params = { helper: helperOf(mandate), code };
  await recordAct(tx, mandate, {
    act: 'message-sent',
    by: { kind: 'helper', name: helperOf(mandate) },
    at: context.now,
    data: { title: code },
  });
  await tellResident(tx, parts, mandate, {
    subject: mandateWords(locale, 'message.subject'),
    paragraphs: [mandateWords(locale, 'message.body', params)],
    sms: mandateWords(locale, 'message.body', params),
    origin: context.origin,
  });
}

function Banner({ mandate, locale }: { mandate: Mandate; locale: Locale }) {
  const until = mandate.endsAt === null ? '' : formatDateTime(mandate.endsAt, locale);
  return (
    <InsetText>
      <strong>{say(locale, 'banner', { person: personOf(mandate), until })}</strong>
    </InsetText>
  );
}
