import type { Documents } from '#modules/documents/index.ts';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import {
  type SendAccountMailData,
  type SendMessageData,
  sendAccountMailKind,
  sendMessageKind,
  sendRetries,
} from './job-kinds.ts';
import { sendAccountMail } from './send-account-email.ts';
import { sendMessage } from './send-message.ts';

/** The jobs of this module, for the process that runs jobs. */
export function notificationJobs(
  platform: Platform,
  deps: { readonly documents: Documents },
): [JobDefinition<SendMessageData>, JobDefinition<SendAccountMailData>] {
  return [
    {
      name: sendMessageKind.name,
      concurrency: 16,
      retries: sendRetries,
      run: (data) => sendMessage(platform, deps.documents, data),
    },
    {
      name: sendAccountMailKind.name,
      retries: sendRetries,
      run: (data) => sendAccountMail(platform, data),
    },
  ];
}
