import { createAudit } from '#modules/dossiers/index.ts';
import { registerAgentMenu } from '#modules/identity/index.ts';
import type { Route } from '#platform/http/route.ts';
import type { AdministrationParts } from '../administration-parts.ts';
import { askVerification, auditPath, downloadSeal, showAudit } from './audit.page.tsx';
import { say } from './messages.ts';

/** The seals of an authority's histories and their verification, for its administrator. */
export function auditRoutes(parts: AdministrationParts): Route[] {
  const audit = createAudit(parts.platform);
  registerAgentMenu('audit', async (_site, agent, locale) =>
    agent.role === 'administrator'
      ? [{ key: 'audit', section: 'administration', href: auditPath, label: say(locale, 'title') }]
      : [],
  );
  const access = 'administrator';
  return [
    { id: 'audit.list', method: 'GET', path: auditPath, access, handle: (context) => showAudit(context, parts, audit) },
    {
      id: 'audit.verify',
      method: 'POST',
      path: `${auditPath}/verifier`,
      access,
      perMinute: 5,
      handle: (context) => askVerification(context, parts),
    },
    {
      id: 'audit.seal',
      method: 'GET',
      path: `${auditPath}/:number`,
      access,
      handle: (context) => downloadSeal(context, parts),
    },
  ];
}
