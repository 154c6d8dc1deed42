import type { AgentMenuProvider } from '#modules/identity/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import { calendarWords } from '../calendar-messages.ts';
import { countReplacedColleagues, listReplaced } from '../queries/replaced-dossiers.ts';
import { replacementWords } from '../replacement-messages.ts';
import { calendarPath } from './calendar-address.ts';
import { replacementsPath } from './replacement-routes.tsx';

/** The calendar, for whoever processes something; the dossiers of colleagues who are away, while somebody is. */
export const clockMenu: AgentMenuProvider = async ({ platform }, agent, locale) => {
  if (agent.rights.length === 0) return [];
  const today = civilDate(platform.clock.now()).toString();
  const { database } = platform;
  const absent = await database.readOnce(agent.scope, (tx) => countReplacedColleagues(tx, agent, today));
  // Mostly nobody is away: the dossiers are then not looked at.
  const replaced = absent === 0 ? [] : await database.read(agent.scope, (tx) => listReplaced(tx, agent, today));
  const answered = replaced.filter((row) => row.answered).length;
  return [
    { key: 'calendar', section: 'requests', href: calendarPath, label: calendarWords(locale, 'title') },
    ...(absent === 0
      ? []
      : [
          {
            key: 'replacements',
            section: 'requests' as const,
            href: replacementsPath,
            label: replacementWords(locale, 'title'),
            ...(answered === 0 ? {} : { count: answered }),
          },
        ]),
  ];
};
