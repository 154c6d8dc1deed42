import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    // The journeys in the browser need the built site: `npm test` runs them after the rest.
    exclude: ['node_modules/**', 'tests/e2e/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    // Two cores, one of them for PostgreSQL.
    maxWorkers: 2,
    // Files share what their worker has loaded, which is most of what a short one costs; none leaves anything behind.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Far above what any takes: a busy machine is no fault of the product.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    reporters: ['default'],
  },
});
