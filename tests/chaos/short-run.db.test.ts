import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { performRun } from '../../chaos/perform.ts';
import { planOf } from '../../chaos/plan.ts';

const told = { seed: 20_261_123, seconds: 24, kills: 7 };

// As long as the machine needs: what is compared is what was told with what is there, never a time.
test('kills of each kind, a full disk, a bad mail server, a clock that jumps and lost connections: all that was told is there', {
  timeout: 1_200_000,
}, async () => {
  const parent = mkdtempSync(join(tmpdir(), 'parvis-chaos-'));
  const said: string[] = [];
  try {
    const summary = await performRun({ ...told, folder: join(parent, 'run'), log: (line) => said.push(line) });
    expect(summary.discrepancies, said.join('\n')).toEqual([]);
    expect(summary.unexpected, said.join('\n')).toEqual({});
    expect(summary.kills).toBe(told.kills);
    expect(summary.struck).toEqual(planOf(told).map(({ kind }) => kind));
    // A run in which nobody was told anything would prove nothing.
    expect(summary.filings.told, said.join('\n')).toBeGreaterThan(0);
    expect(summary.mails.delivered, said.join('\n')).toBeGreaterThan(0);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});
