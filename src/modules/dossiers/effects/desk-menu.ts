import { type AgentMenuProvider, isAdministrator } from '#modules/identity/index.ts';
import { counterHref } from '../web/agent/counter/counter-desk.tsx';
import { counterWords } from '../web/agent/counter/messages.ts';
import { internalHref } from '../web/agent/internal/internal-owner.ts';
import { internalWords } from '../web/agent/internal/messages.ts';
import { opinionWords } from './opinion/messages.ts';
import { listForAgent } from './opinion/opinion-request.ts';
import { listToSign } from './signature/circuit.ts';
import { signatureWords } from './signature/messages.ts';

/**
 * What waits for the agent besides the inbox. "To sign" stays in the menu of those who often sign; the opinions show when
 * one is waited for.
 */
export const capabilityMenu: AgentMenuProvider = async ({ platform }, agent, locale) => {
  const { toSign, opinions } = await platform.database.read(agent.scope, async (tx) => {
    const [signatures, asked] = await Promise.all([
      listToSign(tx, agent),
      listForAgent(tx, agent.scope, agent.agentId),
    ]);
    return { toSign: signatures.length, opinions: asked.length };
  });
  const signs = isAdministrator(agent) || agent.rights.some((right) => right.leader);
  return [
    ...(agent.rights.length === 0
      ? []
      : [
          {
            key: 'counter',
            section: 'requests' as const,
            href: counterHref,
            label: counterWords(locale, 'title'),
          },
        ]),
    {
      key: 'internal',
      section: 'requests' as const,
      href: internalHref,
      label: internalWords(locale, 'title'),
    },
    ...(toSign > 0 || signs
      ? [
          {
            key: 'to-sign',
            section: 'requests' as const,
            href: '/agents/a-signer',
            label: signatureWords(locale, 'desk.title'),
            ...(toSign === 0 ? {} : { count: toSign }),
          },
        ]
      : []),
    ...(opinions > 0
      ? [
          {
            key: 'opinions',
            section: 'requests' as const,
            href: '/agents/avis',
            label: opinionWords(locale, 'desk.title'),
            count: opinions,
          },
        ]
      : []),
  ];
};
