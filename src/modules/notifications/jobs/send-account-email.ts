import { MailError } from '#platform/mail/mail-error.ts';
import type { Platform } from '#platform/platform.ts';
import { getAccountMailBuilder } from '../domain/account-mails.ts';
import type { SendAccountMailData } from './job-kinds.ts';

/**
 * Makes and sends a mail about an account. An address that is refused for good ends the job: the person will ask again.
 * @throws MailError when another attempt may do
 */
export async function sendAccountMail(
  platform: Pick<Platform, 'mail' | 'log'>,
  data: SendAccountMailData,
): Promise<void> {
  const mail = await getAccountMailBuilder(data.kind)({
    accountId: data.accountId,
    agentId: data.agentId,
    invitationId: data.invitationId,
  });
  if (mail === undefined) return;
  try {
    await platform.mail.sendMail({ id: data.mailId, ...mail, attachments: [] });
  } catch (error) {
    if (!(error instanceof MailError && error.permanent)) throw error;
    platform.log.warn({ code: error.code, kind: data.kind }, 'account mail refused for good');
  }
}
