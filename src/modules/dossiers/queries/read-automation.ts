import type { Tx } from '#platform/database/database.ts';

/** What will happen to a dossier by itself. */
export interface PlannedAct {
  readonly kind: 'transition' | 'clock';
  /** Of the transition. */
  readonly name: string;
  /** YYYY-MM-DD */
  readonly dueOn: string;
}

/** A call to another system. */
export interface HookCallLine {
  readonly id: string;
  readonly hook: string;
  readonly state: 'queued' | 'answered' | 'failed';
  readonly lastError: string | null;
  readonly updatedAt: Date;
}

export interface Automation {
  /** Nearest first. */
  readonly planned: readonly PlannedAct[];
  /** Newest first. */
  readonly calls: readonly HookCallLine[];
  /** Documents asked for that have not come. */
  readonly missingDocuments: number;
}

/** What time and other systems do with a dossier. */
export async function readAutomation(tx: Tx, authorityId: string, dossierId: string): Promise<Automation> {
  const [planned, calls, missing] = await Promise.all([
    tx
      .selectFrom('dossier_timers')
      .select(['kind', 'name', 'due_on as dueOn'])
      .where('authority_id', '=', authorityId)
      .where('dossier_id', '=', dossierId)
      .orderBy('due_on')
      .execute(),
    tx
      .selectFrom('hook_calls')
      .select(['id', 'hook', 'state', 'last_error as lastError', 'updated_at as updatedAt'])
      .where('authority_id', '=', authorityId)
      .where('dossier_id', '=', dossierId)
      .orderBy('created_at', 'desc')
      .limit(20)
      .execute(),
    tx
      .selectFrom('requested_documents')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('authority_id', '=', authorityId)
      .where('dossier_id', '=', dossierId)
      .where('answered_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ]);
  return { planned, calls, missingDocuments: Number(missing.count) };
}
