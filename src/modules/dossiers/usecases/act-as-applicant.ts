import type { Answers } from '#modules/forms/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { actorOf, type Follower, getOwnDossier } from '../queries/get-own-dossier.ts';
import { type AppliedTransition, applyTransition, type TransitionDeps } from './apply-transition.ts';

/**
 * An act that the workflow leaves to the applicant, such as withdrawing the request.
 * @throws {DossierNotFoundError} for whoever may not follow the dossier
 * @throws {TransitionUnavailableError} when the state of the dossier does not allow it
 */
export async function actAsApplicant(
  tx: Tx,
  deps: TransitionDeps,
  act: {
    authorityId: string;
    dossierId: string;
    follower: Follower;
    transitionId: string;
    form: Answers;
    expectedRevision: number | undefined;
    origin: string;
  },
): Promise<AppliedTransition> {
  const dossier = await getOwnDossier(tx, act);
  const { name, by } = actorOf(dossier, act.follower);
  return applyTransition(tx, deps, {
    authorityId: act.authorityId,
    dossierId: act.dossierId,
    transitionId: act.transitionId,
    expectedRevision: act.expectedRevision,
    actor: { kind: 'applicant', role: 'applicant', name },
    helped: by.helped,
    channel: 'web',
    form: act.form,
    origin: act.origin,
  });
}
