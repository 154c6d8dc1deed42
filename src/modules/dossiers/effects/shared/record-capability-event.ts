import type { BilingualText } from '#modules/forms/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import { recordEvent } from '../../usecases/record-event.ts';

export interface CapabilityEvent {
  readonly at: Date;
  readonly kind: 'payment' | 'appointment' | 'opinion' | 'signature' | 'transfer' | 'linked' | 'letter-choice';
  readonly actor: {
    readonly kind: 'agent' | 'applicant' | 'system';
    readonly id?: string | undefined;
    readonly name: string;
  };
  readonly visibility: 'public' | 'internal';
  /** The line of the history, as it was said: kept with the event, in both languages. */
  readonly words: BilingualText;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Writes what happened to a dossier outside its own acts. The caller holds the dossier's lock. */
export async function recordCapabilityEvent(
  tx: Tx,
  dossier: Pick<DossierRow, 'authority_id' | 'id'>,
  event: CapabilityEvent,
): Promise<void> {
  await recordEvent(tx, {
    authorityId: dossier.authority_id,
    dossierId: dossier.id,
    at: event.at,
    kind: event.kind,
    actor: { kind: event.actor.kind, id: event.actor.id ?? null, name: event.actor.name },
    channel: 'web',
    visibility: event.visibility,
    data: { ...event.data, words: { fr: event.words.fr, en: event.words.en } },
  });
}
