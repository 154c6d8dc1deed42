/** The register of the letters that come in: numbered by authority and year without holes, scanned, joined to dossiers. */
import { registerAgentMenu } from '#modules/identity/index.ts';
import type { IncomingMailParts } from './incoming-mail-parts.ts';
import { mailMenu } from './web/mail-desk.ts';

export type { IncomingMailParts } from './incoming-mail-parts.ts';
export { incomingMailRoutes } from './web/routes.ts';

/** Said once at start: the register is in the menu of whoever opens letters. */
export function createIncomingMail(parts: IncomingMailParts): IncomingMailParts {
  registerAgentMenu('incoming-mail', mailMenu);
  return parts;
}
