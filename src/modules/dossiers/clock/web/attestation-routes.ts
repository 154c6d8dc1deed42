import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Result, type Route, redirect } from '#platform/http/route.ts';
import { mayProcess } from '../../domain/agent-policies.ts';
import { isUuid } from '../../domain/uuid.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { DossierNotFoundError } from '../../errors.ts';
import { actorOf, mayFollow } from '../../queries/get-own-dossier.ts';
import { processedDossier } from '../../usecases/lock-for-agent.ts';
import { namedDossier } from '../../web/agent/show-dossier.tsx';
import { dossierPath, getCounter } from '../../web/citizen/counter.ts';
import { withDossier } from '../../web/citizen/own-dossier.tsx';
import { followerOf } from '../../web/citizen/visitor.ts';
import { giveAttestation } from '../usecases/give-attestation.ts';

/** The attestation of a tacit acceptance, asked for by its applicant or by an agent for them. */
export function attestationRoutes(parts: DossiersParts): Route[] {
  return [
    {
      id: 'dossiers.attestation',
      method: 'POST',
      path: '/:authority/dossiers/:dossier/attestation',
      access: 'visitor',
      perMinute: 20,
      handle: (context) => withDossier(askAsApplicant)(context, parts),
    },
    {
      id: 'agent-dossiers.attestation',
      method: 'POST',
      path: '/agents/dossiers/:authority/:dossier/attestation',
      access: 'agent',
      handle: (context) => askAsAgent(context, parts),
    },
  ];
}

async function askAsApplicant(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const authority = await getCounter(context, parts);
  const follower = followerOf(context, parts, authority.id);
  const dossierId = context.params.dossier ?? '';
  if (!isUuid(dossierId)) throw new DossierNotFoundError();
  const documentId = await parts.platform.database.transaction([authority.id], async (tx) => {
    const found = await tx
      .selectFrom('dossiers')
      .select(['authority_id', 'id', 'visitor_hash', 'account_pseudonym', 'applicant_name'])
      .where('authority_id', '=', authority.id)
      .where('id', '=', dossierId)
      .executeTakeFirst();
    if (found === undefined || !mayFollow(found, follower)) throw new DossierNotFoundError();
    const actor = actorOf(found, follower);
    return giveAttestation(tx, parts, {
      authorityId: authority.id,
      dossierId,
      actor: { kind: 'applicant', name: actor.name },
      by: actor.by,
      origin: context.origin,
      now: context.now,
      mayAsk: (dossier) => {
        if (!mayFollow(dossier, follower)) throw new DossierNotFoundError();
      },
    });
  });
  return redirect(`${dossierPath(authority, dossierId, `documents/${documentId}`)}?voir`);
}

async function askAsAgent(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { agent } = context;
  if (agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  const { authority, dossierId, base } = await namedDossier(context, parts, agent);
  await parts.platform.database.transaction(agent.scope, (tx) =>
    giveAttestation(tx, parts, {
      authorityId: authority.id,
      dossierId,
      actor: { kind: 'agent', id: agent.agentId, name: agent.name },
      origin: context.origin,
      now: context.now,
      mayAsk: (dossier) => {
        if (!mayProcess(agent, processedDossier(dossier))) throw new DossierNotFoundError();
      },
    }),
  );
  return redirect(base);
}
