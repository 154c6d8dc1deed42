import { existsSync } from 'node:fs';
import type { Wishes } from './find-answers.ts';

/** The answers that a procedure says itself in `tests/library/samples/<procedure>.ts` (`export const sample = {…}`), by field id. */
export async function ownSample(procedure: string): Promise<Wishes> {
  if (!existsSync(new URL(`../samples/${procedure}.ts`, import.meta.url))) return {};
  const module: { sample: Wishes } = await import(`../samples/${procedure}.ts`);
  return module.sample;
}
