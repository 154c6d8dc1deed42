import type { AdministrationParts } from '../administration-parts.ts';

/** What remains to do once a counter is open, in the order in which one does it. */
export const checklistIds = [
  'agent',
  'contact',
  'hours',
  'welcome',
  'colours',
  'letterhead',
  'fees',
  'procedures',
] as const;
export type ChecklistId = (typeof checklistIds)[number];

export interface ChecklistItem {
  readonly id: ChecklistId;
  readonly done: boolean;
  /** Where it is done, by the commune's own administrator. */
  readonly href: string;
  /** A person says that it is done: the counter cannot know. */
  readonly byHand: boolean;
}

const byHand: ReadonlySet<ChecklistId> = new Set(['letterhead', 'fees', 'procedures']);

const hrefs: Readonly<Record<ChecklistId, string>> = {
  agent: '/agents/equipe',
  contact: '/agents/administration/portail',
  hours: '/agents/administration/portail#hours',
  welcome: '/agents/administration/portail#welcome-fr',
  colours: '/agents/administration/portail#accent',
  letterhead: '/agents/administration/portail',
  fees: '/agents/administration/demarches?montrer=tarifs',
  procedures: '/agents/administration/demarches',
};

/** Worked out from what is there: filling in a thing elsewhere ticks it here. */
export async function readChecklist(parts: AdministrationParts, authorityId: string): Promise<ChecklistItem[]> {
  const { platform, directory, catalogue } = parts;
  const [authority, offered, ticked, agent] = await Promise.all([
    directory.getAuthority(authorityId),
    catalogue.listAdopted(authorityId, { agents: true }),
    platform.database.readOnce([authorityId], (tx) =>
      tx.selectFrom('opening_checks').select('item').where('authority_id', '=', authorityId).execute(),
    ),
    platform.database.readOnce([authorityId], (tx) =>
      tx
        .selectFrom('agent_roles as r')
        .innerJoin('agents as g', 'g.id', 'r.agent_id')
        .select('g.id')
        .where('r.authority_id', '=', authorityId)
        .where('g.active', '=', true)
        .where('g.password_hash', 'is not', null)
        .executeTakeFirst(),
    ),
  ]);
  const hands = new Set(ticked.map((row) => row.item));
  const { contact } = authority;
  const known: Partial<Record<ChecklistId, boolean>> = {
    agent: agent !== undefined,
    contact: contact.phone !== '' && contact.email !== '',
    hours: Object.keys(authority.hours).length > 0,
    welcome: authority.welcome !== undefined,
    colours: authority.accent !== undefined,
  };
  const hasFees = offered.some((entry) => entry.procedure.fees.length > 0);
  return checklistIds
    .filter((id) => id !== 'fees' || hasFees)
    .map((id) => ({ id, done: hands.has(id) || known[id] === true, href: hrefs[id], byHand: byHand.has(id) }));
}

/** Ticks or unticks what only a person can say. */
export async function tickChecklist(
  { platform }: Pick<AdministrationParts, 'platform'>,
  authorityId: string,
  item: ChecklistId,
  tick: { done: boolean; agentId: string; now: Date },
): Promise<void> {
  await platform.database.transaction([authorityId], async (tx) => {
    if (!tick.done) {
      await tx.deleteFrom('opening_checks').where('authority_id', '=', authorityId).where('item', '=', item).execute();
      return;
    }
    await tx
      .insertInto('opening_checks')
      .values({ authority_id: authorityId, item, agent_id: tick.agentId, done_at: tick.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}
