import { whoForLog } from '#platform/log/who-for-log.ts';
import type { IdentityParts } from '../identity-parts.ts';
import type { Hat } from '../owner.ts';

/** How an attempt to sign in went; nothing in it says who the person is. */
export interface SignInNote {
  /** What was tried: `password`, `passkey`, `link`, `second-factor`… */
  readonly kind: string;
  /** What was given and right so far. */
  readonly factors?: readonly string[];
  readonly outcome: 'signed-in' | 'second-factor' | 'set-up' | 'refused' | 'wait';
}

/**
 * A line in the log for each attempt to sign in, right or wrong (ASVS 16.3.1). Whoever it is about is sixteen characters
 * that lead to nobody without the key of the installation.
 * @param who `id` of the account or the agent, or what was typed; absent when nothing says whose it is
 */
export function noteSignIn(
  { platform }: Pick<IdentityParts, 'platform'>,
  who: { readonly hat: Hat; readonly id?: string | undefined },
  note: SignInNote,
): void {
  const line = { event: 'sign-in', hat: who.hat, kind: note.kind, factors: note.factors ?? [], outcome: note.outcome };
  const named = who.id === undefined ? {} : { who: whoForLog(platform.config, who.hat, who.id) };
  platform.log.info({ ...line, ...named }, 'sign-in');
}
