/** What residents are told of the service itself: maintenance mode, incidents, works. */
export { readLocalMoment } from './domain/local-moment.ts';
export { createHeartbeat, type Heartbeat } from './heartbeat.ts';
export { rollDays, rollDaysJob } from './jobs/roll-days.ts';
export { readMaintenance } from './queries/read-state.ts';
export { createServiceState, type ServiceState } from './service-state.ts';
export type { ServiceStateParts } from './service-state-parts.ts';
export { beginMaintenance, endMaintenance } from './usecases/switch-maintenance.ts';
export { answerInMaintenance } from './web/closed.page.tsx';
export { serviceStateRoutes } from './web/routes.ts';
