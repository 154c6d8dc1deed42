import type { TeamMember } from '../usecases/assign-dossier.ts';

export interface Mentions {
  readonly agents: readonly TeamMember[];
  /** What follows an @ and is nobody's name, or several people's. */
  readonly unknown: readonly string[];
}

/**
 * Whom a note names: `@Aline Roux`, or `@Aline` when nobody else of the team has that first name; accents and case aside.
 * An e-mail address names nobody.
 */
export function findMentions(text: string, team: readonly TeamMember[]): Mentions {
  const found = new Map<string, TeamMember>();
  const unknown: string[] = [];
  const byLength = [...team].sort((a, b) => b.name.length - a.name.length);
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}._-])@(?=\p{L})/gu)) {
    const rest = plain(text.slice(index + 1, index + 101));
    const whole = byLength.find((member) => startsWithName(rest, plain(member.name)));
    const word = /^[\p{L}\p{N}’'-]+/u.exec(text.slice(index + 1))?.[0] ?? '';
    const same = team.filter((member) => plain(member.name).split(' ').includes(plain(word)));
    const member = whole ?? (same.length === 1 ? same[0] : undefined);
    if (member === undefined) unknown.push(word);
    else found.set(member.id, member);
  }
  return { agents: [...found.values()], unknown };
}

function startsWithName(text: string, name: string): boolean {
  return text.startsWith(name) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'");
}
