/** Which account or agent the mail is about. */
export interface AccountMailIds {
  readonly accountId?: string | undefined;
  readonly agentId?: string | undefined;
  /** The invitation that it carries, for somebody who may have no account. */
  readonly invitationId?: string | undefined;
}

/** `verify-email`, `reset-password`, `invite-agent`…: named by the module that registers it. */
export type AccountMailKind = string;

export interface AccountMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Makes the mail when it leaves, so that no secret link waits in a queue. undefined: nothing to send any more. */
export type AccountMailBuilder = (ids: AccountMailIds) => Promise<AccountMail | undefined>;

const builders = new Map<AccountMailKind, AccountMailBuilder>();

/** Said once at start by the module that owns accounts; the last one registered for a kind holds. */
export function registerAccountMail(kind: AccountMailKind, build: AccountMailBuilder): void {
  builders.set(kind, build);
}

export function getAccountMailBuilder(kind: AccountMailKind): AccountMailBuilder {
  const build = builders.get(kind);
  if (build === undefined) throw new Error(`No account mail is registered under ${kind}`);
  return build;
}
