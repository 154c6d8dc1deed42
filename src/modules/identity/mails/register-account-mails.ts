import { registerAccountMail } from '#modules/notifications/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { browserName } from '../domain/browser-name.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { type Owner, ownerColumns } from '../owner.ts';
import { type AccountRow, type AgentRow, findAccount, findAccountByEmail, findAgent } from '../queries/find-account.ts';
import { listEmployers } from '../usecases/list-employers.ts';
import { issueToken } from '../usecases/one-time-tokens.ts';
import { findWaitingRelease } from '../usecases/release-second-factor.ts';
import {
  accountExistsMail,
  agentAddedMail,
  agreeToEmailChangeMail,
  confirmEmailMail,
  invitationMail,
  type MailText,
  methodsChangedMail,
  newBrowserMail,
  passwordChangedMail,
  releaseAskedMail,
  resetMail,
  signInLinkMail,
  verifyMail,
} from './account-mail-texts.ts';
import { mailMessages } from './mail-messages.ts';

/** Says how each mail about an account is written when it leaves: its secret link is made then, and waits in no queue. */
export function registerAccountMails(parts: IdentityParts): void {
  const { open } = parts.platform.database;

  const toAccount = (kind: string, write: (account: AccountRow) => Promise<MailText | undefined>) =>
    registerAccountMail(kind, async ({ accountId }) => {
      const account = accountId === undefined ? undefined : await findAccount(open, accountId);
      const mail = account && (await write(account));
      return account && mail && { to: account.email, ...mail };
    });

  const toAgent = (kind: string, write: (agent: AgentRow) => Promise<MailText | undefined>) =>
    registerAccountMail(kind, async ({ agentId }) => {
      const agent = agentId === undefined ? undefined : await findAgent(open, agentId);
      const mail = agent?.active ? await write(agent) : undefined;
      return agent && mail && { to: agent.email, ...mail };
    });

  /** About the latest sign-in, unless it has ended meanwhile. */
  const newBrowser = async (owner: Owner, locale: Locale): Promise<MailText | undefined> => {
    const session = await open
      .selectFrom('sessions')
      .select(['user_agent', 'created_at'])
      .where(ownerColumns[owner.hat], '=', owner.id)
      .orderBy('created_at', 'desc')
      .executeTakeFirst();
    if (session === undefined) return undefined;
    const browser = browserName(session.user_agent ?? '') || mailMessages(locale, 'newBrowser.unknown');
    const path = owner.hat === 'resident' ? '/mon-espace/profil/appareils' : '/agents/compte/appareils';
    return newBrowserMail(parts, locale, { browser, at: formatDateTime(session.created_at, locale) }, path);
  };

  toAccount('verify-email', async (account) => {
    if (account.email_verified_at !== null) return undefined;
    return verifyMail(
      parts,
      account.locale,
      await issueToken(open, 'verify-email', { accountId: account.id }, nowOf(parts)),
    );
  });
  toAccount('account-exists', (account) => accountExistsMail(parts, account.locale));
  toAccount('reset-password', async (account) => {
    const token = await issueToken(open, 'reset-password', { accountId: account.id }, nowOf(parts));
    return resetMail(parts, account.locale, `/reinitialiser/${token}`);
  });
  toAccount('password-changed', (account) => passwordChangedMail(parts, account.locale, '/mot-de-passe-oublie'));
  toAccount('sign-in-link', async (account) => {
    if (account.email_verified_at === null) return undefined;
    const token = await issueToken(open, 'sign-in', { accountId: account.id }, nowOf(parts));
    return signInLinkMail(parts, account.locale, token);
  });
  toAccount('email-change-former', async (account) => {
    const token = await issueToken(open, 'email-change-former', { accountId: account.id }, nowOf(parts));
    return agreeToEmailChangeMail(parts, account.locale, token);
  });
  registerAccountMail('email-change-new', async ({ accountId }) => {
    const account = accountId === undefined ? undefined : await findAccount(open, accountId);
    const change =
      account &&
      (await open
        .selectFrom('email_changes')
        .select('new_email')
        .where('account_id', '=', account.id)
        .where('expires_at', '>', nowOf(parts))
        .executeTakeFirst());
    if (account === undefined || change === undefined) return undefined;
    const to = change.new_email;
    const taken = await findAccountByEmail(open, to);
    if (taken !== undefined) return { to, ...(await accountExistsMail(parts, taken.locale)) };
    const token = await issueToken(open, 'email-change-new', { accountId: account.id }, nowOf(parts));
    return { to, ...(await confirmEmailMail(parts, account.locale, token)) };
  });
  toAccount('new-browser', (account) => newBrowser({ hat: 'resident', id: account.id }, account.locale));
  toAgent('agent-new-browser', (agent) => newBrowser({ hat: 'agent', id: agent.id }, agent.locale));
  toAccount('release-asked', async (account) => {
    const release = await findWaitingRelease(open, account.id);
    if (release === undefined) return undefined;
    const token = await issueToken(open, 'refuse-release', { accountId: account.id }, nowOf(parts));
    const { name } = await parts.directory.getAuthority(release.authorityId);
    return releaseAskedMail(parts, account.locale, token, {
      authority: name,
      due: formatDateTime(release.dueAt, account.locale),
    });
  });
  toAccount('methods-changed', (account) => methodsChangedMail(parts, account.locale, '/mon-espace/profil/securite'));
  toAgent('agent-methods-changed', (agent) => methodsChangedMail(parts, agent.locale, '/agents/compte/securite'));

  toAgent('invite-agent', async (agent) => {
    const authorities = await employerNames(parts, agent.id);
    if (authorities === '') return undefined;
    return invitationMail(
      parts,
      agent.locale,
      await issueToken(open, 'invite-agent', { agentId: agent.id }, nowOf(parts)),
      authorities,
    );
  });
  toAgent('agent-added', async (agent) => agentAddedMail(parts, agent.locale, await employerNames(parts, agent.id)));
  toAgent('reset-agent-password', async (agent) => {
    const token = await issueToken(open, 'reset-agent-password', { agentId: agent.id }, nowOf(parts));
    return resetMail(parts, agent.locale, `/agents/reinitialiser/${token}`);
  });
  toAgent('agent-password-changed', (agent) => passwordChangedMail(parts, agent.locale, '/agents/mot-de-passe-oublie'));
}

async function employerNames(parts: IdentityParts, agentId: string): Promise<string> {
  const authorities = await Promise.all(
    (await listEmployers(parts, agentId)).map((employer) => parts.directory.getAuthority(employer.authorityId)),
  );
  return authorities.map((authority) => authority.name).join(', ');
}
