import type { Platform } from '#platform/platform.ts';
import { DossierNotFoundError } from '../../errors.ts';
import { applySystemEvent, type TransitionDeps } from '../../usecases/apply-transition.ts';
import type { FollowEventData } from './follow-event-kind.ts';

/** Moves the dossier when its workflow reacts to the event; a dossier that is gone is left alone. */
export async function followEvent(
  deps: TransitionDeps & { readonly platform: Platform },
  event: FollowEventData,
): Promise<void> {
  try {
    await deps.platform.database.transaction([event.authorityId], (tx) =>
      applySystemEvent(tx, deps, { ...event, channel: 'web' }),
    );
  } catch (error) {
    if (!(error instanceof DossierNotFoundError)) throw error;
  }
}
