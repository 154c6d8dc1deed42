import { registerAgentMenu } from '#modules/identity/index.ts';
import type { Route } from '#platform/http/route.ts';
import type { AdministrationParts } from '../administration-parts.ts';
import { hooksPath, showHooks, submitHook } from './list.page.tsx';
import { say } from './messages.ts';
import { showRemoval, submitRemoval } from './remove.page.tsx';

/** The other systems that the workflows of an authority call, for its administrator. */
export function hookRoutes(parts: AdministrationParts): Route[] {
  registerAgentMenu('hooks', async (_site, _agent, locale) => [
    { key: 'hooks', section: 'administration', href: hooksPath, label: say(locale, 'title') },
  ]);
  const access = 'administrator';
  return [
    { id: 'hooks.list', method: 'GET', path: hooksPath, access, handle: (context) => showHooks(context, parts) },
    { id: 'hooks.save', method: 'POST', path: hooksPath, access, handle: (context) => submitHook(context, parts) },
    {
      id: 'hooks.removal',
      method: 'GET',
      path: `${hooksPath}/:hook/supprimer`,
      access,
      handle: (context) => showRemoval(context, parts),
    },
    {
      id: 'hooks.remove',
      method: 'POST',
      path: `${hooksPath}/:hook/supprimer`,
      access,
      handle: (context) => submitRemoval(context, parts),
    },
  ];
}
