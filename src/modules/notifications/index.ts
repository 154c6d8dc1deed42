export { createDemoTransport } from './demo-transport.ts';
export { type AccountMailIds, type AccountMailKind, registerAccountMail } from './domain/account-mails.ts';
export { composeEmail, type EmailLayout } from './domain/compose-email.ts';
export { notificationJobs } from './jobs/notification-jobs.ts';
export { type FailedMessage, listFailedMessages } from './queries/list-failed-messages.ts';
export { queueAccountEmail } from './usecases/queue-account-email.ts';
export { type NewMessage, queueMessage } from './usecases/queue-message.ts';
export { replayMessage } from './usecases/replay-message.ts';
export { demoRoutes } from './web/demo-routes.tsx';
