import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { performRun } from '../../chaos/perform.ts';

test('half a minute of kills, a full disk, a bad mail server and lost connections: all that was told is there', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'parvis-chaos-'));
  try {
    const said: string[] = [];
    const summary = await performRun({
      seed: 20_261_123,
      seconds: 30,
      kills: 6,
      folder: join(parent, 'run'),
      log: (line) => said.push(line),
    });
    expect(summary.discrepancies, said.join('\n')).toEqual([]);
    expect(summary.unexpected, said.join('\n')).toEqual({});
    expect(summary.kills).toBe(6);
    // A run in which nobody was told anything would prove nothing.
    expect(summary.filings.told).toBeGreaterThan(0);
    expect(summary.mails.delivered).toBeGreaterThan(0);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}, 600_000);
