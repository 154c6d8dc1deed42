import type { AgentMenuProvider } from '#modules/identity/index.ts';
import { calendarWords } from '../calendar-messages.ts';
import { calendarPath } from './calendar-address.ts';

/** The calendar, for whoever processes something. */
export const clockMenu: AgentMenuProvider = async (_site, agent, locale) =>
  agent.rights.length === 0
    ? []
    : [{ key: 'calendar', section: 'requests', href: calendarPath, label: calendarWords(locale, 'title') }];
