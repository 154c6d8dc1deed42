import { type AgentMenuProvider, isAdministrator } from '#modules/identity/index.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { findHelper } from '../../queries/find-helper.ts';
import { deskWords as say } from './messages.ts';

export const mandatesHref = '/agents/mandats';
export const helpersHref = '/agents/equipe/aidants';
export const runningHref = '/agents/mandats/en-cours';

/** Whoever answers the phone of the authority: its administrator, and those who may process all that it offers. */
export function mayEndForResidents(agent: AgentPrincipal): boolean {
  return (
    isAdministrator(agent) ||
    agent.rights.some((right) => right.authorityId === agent.authorityId && right.procedureId === '*')
  );
}

export const mandatesMenu: AgentMenuProvider = async ({ platform }, agent, locale) => {
  const helper = await platform.database.readOnce([agent.authorityId], (tx) =>
    findHelper(tx, agent.authorityId, agent.agentId),
  );
  return [
    ...(helper === undefined
      ? []
      : [
          {
            key: 'mandates',
            section: 'residents' as const,
            href: mandatesHref,
            label: say(locale, 'menu'),
            home: true,
          },
        ]),
    ...(mayEndForResidents(agent)
      ? [
          {
            key: 'running-mandates',
            section: 'residents' as const,
            href: runningHref,
            label: say(locale, 'runningTitle'),
          },
        ]
      : []),
    ...(isAdministrator(agent)
      ? [{ key: 'helpers', section: 'administration' as const, href: helpersHref, label: say(locale, 'helpersTitle') }]
      : []),
  ];
};
