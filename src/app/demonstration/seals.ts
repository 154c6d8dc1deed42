import { ensureDemonstrationSeal } from '#modules/signatures/index.ts';
import type { Counter } from '../composition.ts';
import { demonstrationAgents } from './sign-ins.ts';

/** Gives the authorities whose agents one can be a seal each, made by this installation and said to be of demonstration. */
export async function ensureDemonstrationSeals({ signatures, directory }: Counter): Promise<void> {
  for (const id of new Set(demonstrationAgents.map(({ authorityId }) => authorityId)))
    await ensureDemonstrationSeal(signatures, await directory.getAuthority(id));
}
