import { registerAgentMenu } from '#modules/identity/index.ts';
import type { Route } from '#platform/http/route.ts';
import type { AdministrationParts } from '../administration-parts.ts';
import { carryOverPath, showVersions } from './list.page.tsx';
import { say } from './messages.ts';
import { showCarryOver, submitCarryOver } from './version.page.tsx';

/** The dossiers under way on former versions of an authority's procedures, for its administrator. */
export function carryOverRoutes(parts: AdministrationParts): Route[] {
  const { documents, communes, territory } = parts;
  // Without them a dossier's answers cannot be judged: there is nothing to show.
  if (documents === undefined || communes === undefined || territory === undefined) return [];
  const whole = { ...parts, documents, communes, territory };
  registerAgentMenu('carry-over', async (_site, _agent, locale) => [
    { key: 'carry-over', section: 'administration', href: carryOverPath, label: say(locale, 'title') },
  ]);
  const access = 'administrator';
  const onePath = `${carryOverPath}/:procedure/:version`;
  return [
    {
      id: 'carry-over.list',
      method: 'GET',
      path: carryOverPath,
      access,
      handle: (context) => showVersions(context, parts),
    },
    {
      id: 'carry-over.plan',
      method: 'GET',
      path: onePath,
      access,
      handle: (context) => showCarryOver(context, whole),
    },
    {
      id: 'carry-over.do',
      method: 'POST',
      path: onePath,
      access,
      handle: (context) => submitCarryOver(context, whole),
    },
  ];
}
