import { defineConfig } from 'vitest/config';
import { journeyWorkers } from './tests/support/journey-workers.ts';
import { LongestFirst } from './tests/support/longest-first.ts';

/** Whole journeys in real browsers on the built site, a site for each worker. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts', 'tests/support/site-setup.ts'],
    maxWorkers: journeyWorkers,
    sequence: { sequencer: LongestFirst },
    testTimeout: 240_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
