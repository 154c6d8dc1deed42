import { findBodyOfDossier, linkBodyDossier } from '#modules/bodies/index.ts';
import { type Answer, type Answers, evaluate, isGroup, keepShownAnswers } from '#modules/forms/index.ts';
import { linkDossier } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { localize } from '#platform/i18n/text.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import { lockDossier } from '../../usecases/lock-dossier.ts';
import { submitDossier } from '../../usecases/submit-dossier.ts';
import type { Act } from '../../usecases/transition-act.ts';
import { ActRefusedError } from '../act-refused.ts';
import type { EffectDefinition } from '../effect-definition.ts';
import { recordCapabilityEvent } from '../shared/record-capability-event.ts';
import { linkedWords as say } from './messages.ts';

/**
 * Opens another dossier of the same authority, its answers worked out from this one's. It is the same applicant's, unless
 * the procedure is an internal one, of which residents know nothing.
 */
export const openDossierEffect: EffectDefinition<'open-dossier'> = {
  kind: 'open-dossier',
  leavesHouse: true,
  run: async (tx, deps, act, effect) => {
    const { dossier, subject, now, request } = act;
    const { authority } = subject;
    const offered = await deps.catalogue.findAdopted(authority.id, effect.procedure, { agents: true });
    if (offered === undefined) throw notOffered(effect.procedure);
    const context = {
      today: civilDate(instantOf(now)).toString(),
      authority: { code: authority.communeCode ?? authority.id, kind: authority.kind, name: authority.name },
      actor: 'agent' as const,
    };
    const given = Object.entries(effect.answers).flatMap(([field, expression]) => {
      const entry = offered.form.fieldsById.get(field);
      const value = evaluate(expression, act.scope);
      // A field that this version does not have, or an answer that is not known, is left out.
      return entry === undefined || isGroup(entry) || value === null ? [] : [[field, value as Answer] as const];
    });
    const answers = keepShownAnswers(offered.form, Object.fromEntries(given) as Answers, context);
    const isOwn = !offered.procedure.agentsOnly;
    const owner = isOwn ? await ownerOf(tx, act) : undefined;
    const { dossierId } = await submitDossier(
      tx,
      { ...deps, identity: { linkDossier: owner?.linkDossier ?? linkDossier } },
      {
        authority,
        procedure: offered.procedure,
        procedureVersion: offered.version,
        overridesRevision: offered.overridesRevision,
        form: offered.form,
        workflow: offered.workflow,
        teamAuthorityId: offered.teamAuthorityId,
        teamId: offered.teamId,
        answers,
        context,
        submissionKey: newId(now.getTime()),
        visitorHash: isOwn ? (dossier.visitor_hash ?? undefined) : undefined,
        account:
          owner === undefined || dossier.account_pseudonym === null
            ? undefined
            : {
                id: owner.id,
                pseudonym: dossier.account_pseudonym,
                verifiedEmail: dossier.applicant_email ?? undefined,
              },
        channel: 'web',
        ...(request.actor.kind === 'agent' && request.actor.id !== undefined
          ? { filedBy: { kind: 'agent' as const, id: request.actor.id, name: request.actor.name } }
          : {}),
        locale: dossier.locale,
        origin: request.origin,
        now,
      },
    );
    await linkBoth(tx, act, dossierId, offered.procedure.title, isOwn);
    return undefined;
  },
};

/** The body that filed the dossier, or the person, with the index in which the new one is written. */
async function ownerOf(tx: Tx, { dossier }: Act): Promise<{ id: string; linkDossier: typeof linkDossier } | undefined> {
  const bodyId = await findBodyOfDossier(tx, { authorityId: dossier.authority_id, dossierId: dossier.id });
  if (bodyId !== undefined) return { id: bodyId, linkDossier: linkBodyDossier };
  const link = await tx
    .selectFrom('account_dossiers')
    .select('account_id')
    .where('authority_id', '=', dossier.authority_id)
    .where('dossier_id', '=', dossier.id)
    .executeTakeFirst();
  return link && { id: link.account_id, linkDossier };
}

async function linkBoth(
  tx: Tx,
  act: Act,
  openedId: string,
  title: Act['procedure']['title'],
  isOwn: boolean,
): Promise<void> {
  const { dossier, procedure, now, request } = act;
  const { authority_id } = dossier;
  await tx
    .insertInto('dossier_links')
    .values([
      { authority_id, dossier_id: dossier.id, linked_dossier_id: openedId, kind: 'opened', created_at: now },
      { authority_id, dossier_id: openedId, linked_dossier_id: dossier.id, kind: 'opened-by', created_at: now },
    ])
    .execute();
  const opened = await lockDossier(tx, authority_id, openedId);
  const event = {
    at: now,
    kind: 'linked' as const,
    actor: request.actor,
    visibility: isOwn ? ('public' as const) : ('internal' as const),
  };
  const here = (locale: 'fr' | 'en') =>
    say(locale, 'history.opened', { title: localize(title, locale), code: formatTrackingCode(opened.code) });
  const there = (locale: 'fr' | 'en') =>
    say(locale, 'history.openedBy', {
      title: localize(procedure.title, locale),
      code: formatTrackingCode(dossier.code),
    });
  await recordCapabilityEvent(tx, dossier, { ...event, words: { fr: here('fr'), en: here('en') } });
  await recordCapabilityEvent(tx, opened, { ...event, words: { fr: there('fr'), en: there('en') } });
}

function notOffered(procedure: string): ActRefusedError {
  return new ActRefusedError('open-dossier-not-offered', {
    fr: say('fr', 'notOffered', { procedure }),
    en: say('en', 'notOffered', { procedure }),
  });
}
