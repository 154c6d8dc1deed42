/** A member of the team in charge. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly leader: boolean;
}

/**
 * Who is told that a date draws near: whoever is in charge, or their substitute while they are away, and the leaders. With
 * nobody in charge, or nobody who is there, the present members; in a team without a leader, all of them.
 * @param substitutes of the members who are away, by their ids; undefined for whoever named none
 */
export function whoIsWarned(
  assigneeId: string | null,
  members: readonly Member[],
  substitutes: ReadonlyMap<string, string | undefined>,
): Member[] {
  const present = members.filter((member) => !substitutes.has(member.id));
  const leaders = present.filter((member) => member.leader);
  const inCharge = assigneeId === null ? undefined : inPlaceOf(assigneeId, members, substitutes);
  if (inCharge !== undefined) return [inCharge, ...leaders.filter((leader) => leader.id !== inCharge.id)];
  if (leaders.length > 0) return leaders;
  return present.length > 0 ? present : [...members];
}

function inPlaceOf(
  assigneeId: string,
  members: readonly Member[],
  substitutes: ReadonlyMap<string, string | undefined>,
): Member | undefined {
  const id = substitutes.has(assigneeId) ? substitutes.get(assigneeId) : assigneeId;
  return id === undefined || substitutes.has(id) ? undefined : members.find((member) => member.id === id);
}
