import { registerAgentMenu } from '#modules/identity/index.ts';
import type { Route } from '#platform/http/route.ts';
import type { AdministrationParts } from '../administration-parts.ts';
import { say } from './messages.ts';
import { retentionPath, showRetention } from './retention.page.tsx';

/** What an authority is about to erase, holds, and has erased, for its administrator. */
export function retentionRoutes(parts: AdministrationParts): Route[] {
  registerAgentMenu('retention', async (_site, agent, locale) =>
    agent.role === 'administrator'
      ? [{ key: 'retention', section: 'administration', href: retentionPath, label: say(locale, 'title') }]
      : [],
  );
  return [
    {
      id: 'retention.show',
      method: 'GET',
      path: retentionPath,
      access: 'administrator',
      handle: (context) => showRetention(context, parts),
    },
  ];
}
