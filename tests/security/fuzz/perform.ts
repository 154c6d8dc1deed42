import setup from '#tests/support/global-setup.ts';
import { fuzz, type Options, type Summary } from './fuzz.ts';

/** A run with a PostgreSQL and a territory of its own, outside the test runner. */
export async function performFuzz(options: Options): Promise<Summary> {
  const stop = await setup();
  try {
    return await fuzz(options);
  } finally {
    await stop();
  }
}
