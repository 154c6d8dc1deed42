import { registerAgentMenu } from '#modules/identity/index.ts';
import type { Route } from '#platform/http/route.ts';
import { signatureMessages as say } from '../messages.ts';
import type { SignaturesParts } from '../signatures-parts.ts';
import { sealPath, showRemoval, showSeal, submitLetterChoice, submitRemoval, submitSeal } from './seal.page.tsx';
import { showVerification, submitVerification, verifyPath } from './verify.page.tsx';

/** The seal of an authority, for its administrator; the check of a sealed document, for everybody. */
export function sealRoutes(parts: SignaturesParts): Route[] {
  registerAgentMenu('seal', async (_site, agent, locale) =>
    agent.role === 'administrator'
      ? [{ key: 'seal', section: 'administration', href: sealPath, label: say(locale, 'menu') }]
      : [],
  );
  const access = 'administrator';
  return [
    { id: 'seals.show', method: 'GET', path: sealPath, access, handle: (context) => showSeal(context, parts) },
    {
      id: 'seals.keep',
      method: 'POST',
      path: sealPath,
      access,
      multipart: true,
      // Each one starts a process.
      perMinute: 20,
      handle: (context) => submitSeal(context, parts),
    },
    {
      id: 'seals.letters',
      method: 'POST',
      path: `${sealPath}/courriers`,
      access,
      handle: (context) => submitLetterChoice(context, parts),
    },
    {
      id: 'seals.removal',
      method: 'GET',
      path: `${sealPath}/retirer`,
      access,
      handle: (context) => showRemoval(context, parts),
    },
    {
      id: 'seals.remove',
      method: 'POST',
      path: `${sealPath}/retirer`,
      access,
      handle: (context) => submitRemoval(context, parts),
    },
    {
      id: 'seals.verification',
      method: 'GET',
      path: verifyPath,
      access: 'public',
      handle: (context) => showVerification(context, parts),
    },
    {
      id: 'seals.verify',
      method: 'POST',
      duringMaintenance: 'open',
      path: verifyPath,
      access: 'public',
      multipart: true,
      perMinute: 20,
      handle: (context) => submitVerification(context, parts),
    },
  ];
}
