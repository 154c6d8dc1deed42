import { cleanLine, normalizeEmail, resetByInstallation } from '#modules/identity/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import { composeCounter } from './composition.ts';

/** Who acts and why, as `cli agent` was told. */
export interface AgentFlags {
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
}

export const agentUsage = 'agent reset-second-factor EMAIL --by "YOUR NAME" --reason "WHY"';

/**
 * `agent reset-second-factor`: passkeys, code application and recovery codes of an agent are erased, their sessions end, and
 * the next sign-in sets another second factor up. Who did it and why is kept.
 * @returns the exit status and what to print; status 2 is a wrong usage
 */
export async function runAgentCommand(
  platform: Platform,
  [verb, given]: readonly (string | undefined)[],
  flags: AgentFlags,
): Promise<{ status: number; text: string }> {
  const email = normalizeEmail(given ?? '');
  const said = { by: cleanLine(flags.by ?? ''), reason: cleanLine(flags.reason ?? '') };
  if (verb !== 'reset-second-factor' || email === undefined || said.by === '' || said.reason === '')
    return { status: 2, text: `Usage: npm run cli -- ${agentUsage}` };
  const { identity } = await composeCounter(platform);
  try {
    const { name, interventions } = await resetByInstallation(identity.parts, email, said);
    const history = interventions.map(({ at, by, reason }) => `  ${at.toISOString()} ${by}: ${reason}`);
    const told = `${name} signs in with their password or ProConnect and sets another second factor up; an e-mail tells them.`;
    return { status: 0, text: [told, 'Done to this agent by command:', ...history].join('\n') };
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return { status: 1, text: `No agent signs in with ${email}.` };
  }
}
