import { type AgentMenuProvider, isAdministrator } from '#modules/identity/index.ts';
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
