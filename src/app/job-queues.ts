import type { JobQueue } from '#platform/jobs/jobs.ts';

/** Every queue there is. The migrations make them; `work` refuses a job whose queue is not listed here. */
export const jobQueues: readonly JobQueue[] = [
  { name: 'send-message' },
  { name: 'send-account-email' },
  { name: 'remove-unused-file' },
  { name: 'acknowledge-dossier' },
  { name: 'take-due-timers' },
  { name: 'call-hook' },
  { name: 'expire-drafts' },
  { name: 'purge-dossiers' },
  { name: 'follow-dossier-event' },
  { name: 'watch-opinions' },
  { name: 'transfer-dossier' },
  { name: 'end-old-sessions' },
  { name: 'take-back-delegated' },
  { name: 'publish-scheduled-procedure' },
  { name: 'end-site-sessions', retries: 0 },
  { name: 'tell-site-sign-out' },
  { name: 'clean-single-sign-on' },
  { name: 'leave-at-majority' },
  { name: 'warn-expiring-seals' },
  { name: 'remind-signers' },
  { name: 'write-letter-batch' },
  { name: 'fetch-mailboxes', retries: 0 },
  { name: 'fetch-mailbox', retries: 0 },
  { name: 'purge-received-messages' },
];
