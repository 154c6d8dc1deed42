import { type RawBuilder, sql } from 'kysely';

/** The tabs of the inbox, in their order. */
export const inboxViews = ['todo', 'mine', 'unassigned', 'late', 'waiting', 'answered', 'all', 'closed'] as const;
export type InboxView = (typeof inboxViews)[number];

export const openPhases = ['received', 'in-progress', 'waiting-applicant'] as const;
export const allPhases = [...openPhases, 'accepted', 'refused', 'closed', 'withdrawn'] as const;
export const endPhases = ['accepted', 'refused', 'closed', 'withdrawn'] as const;

/** Written out, so that the indexes of open dossiers alone may be used whatever is prepared. */
export const openCondition = sql<boolean>`d.phase IN (${sql.join(openPhases.map((phase) => sql.lit(phase)))})`;

interface Seer {
  readonly agentId: string;
  /** The authority that the agent works for. */
  readonly authorityId: string;
  /** YYYY-MM-DD */
  readonly today: string;
}

/** Mine, and those of colleagues who are away and have named me to stand in for them. */
const mineCondition = ({ agentId, authorityId, today }: Seer) => sql<boolean>`d.assignee_id = ANY (ARRAY(
  SELECT a.agent_id FROM agent_absences a WHERE a.authority_id = ${authorityId}
    AND a.substitute_id = ${agentId}::uuid AND a.from_day <= ${today}::date AND a.to_day >= ${today}::date)
  || ${agentId}::uuid)`;

interface ViewDefinition {
  /** Absent: all phases. */
  readonly phases?: readonly string[];
  condition?(seer: Seer): RawBuilder<boolean>;
  readonly order: InboxOrder;
}

/** By due date, nearest first and without date last; by date of filing, of the last change, by name. */
export const inboxOrders = ['due', 'newest', 'oldest', 'touched', 'untouched', 'name', 'name-back'] as const;
export type InboxOrder = (typeof inboxOrders)[number];

/** An applicant acted and no agent has since: acts of both write `updated_at`, only the applicant's write the other. */
const answeredCondition = sql<boolean>`d.last_applicant_act_at > d.submitted_at AND d.last_applicant_act_at >= d.updated_at`;

export const viewDefinitions: Readonly<Record<InboxView, ViewDefinition>> = {
  todo: { phases: ['received', 'in-progress'], order: 'due' },
  mine: { phases: openPhases, condition: mineCondition, order: 'due' },
  unassigned: { phases: openPhases, condition: () => sql`d.assignee_id IS NULL`, order: 'due' },
  late: { phases: openPhases, condition: ({ today }) => sql`d.due_on < ${today}::date`, order: 'due' },
  waiting: { phases: ['waiting-applicant'], order: 'oldest' },
  answered: { phases: openPhases, condition: () => answeredCondition, order: 'due' },
  all: { order: 'newest' },
  closed: { phases: endPhases, order: 'newest' },
};

/** The views whose count is shown: those that wait for somebody, all among open dossiers. */
export const countedViews = [
  'todo',
  'mine',
  'unassigned',
  'late',
  'waiting',
  'answered',
] as const satisfies readonly InboxView[];
export type CountedView = (typeof countedViews)[number];
