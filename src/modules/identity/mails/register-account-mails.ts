import { registerAccountMail } from '#modules/notifications/index.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { type AccountRow, type AgentRow, findAccount, findAgent } from '../queries/find-account.ts';
import { issueToken } from '../usecases/one-time-tokens.ts';
import { listEmployers } from '../usecases/sign-in.ts';
import {
  accountExistsMail,
  agentAddedMail,
  emailChangeRequestedMail,
  invitationMail,
  type MailText,
  passwordChangedMail,
  resetMail,
  verifyMail,
} from './account-mail-texts.ts';

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
  toAccount('email-change-requested', (account) => emailChangeRequestedMail(parts, account.locale));

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
    (await listEmployers(parts, agentId)).map((id) => parts.directory.getAuthority(id)),
  );
  return authorities.map((authority) => authority.name).join(', ');
}
