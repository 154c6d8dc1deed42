import pg from 'pg';
import { expect, test } from 'vitest';
import { runAuditCommand } from '#app/audit-command.ts';
import { auditJobs } from '#modules/dossiers/index.ts';
import { agentBench, vernon } from '#modules/dossiers/web/agent/testing/agent-bench.ts';
import { testPlatform } from '#tests/support/test-platform.ts';

test('the command seals, verifies, prints, and says in words what somebody altered', async () => {
  const platform = await testPlatform({ territory: true });
  const bench = await agentBench(platform);
  const [procedure] = await bench.parts.catalogue.listAdopted(vernon);
  if (procedure === undefined) throw new Error('Vernon has adopted something');
  const { id } = await bench.file(procedure);
  const run = async (words: string[], flags: { json?: boolean; authority?: string } = {}) => {
    const lines: string[] = [];
    return {
      status: await runAuditCommand(platform, words, flags, (line) => lines.push(line)),
      text: lines.join('\n'),
    };
  };

  expect(await run(['verify'])).toMatchObject({ status: 0, text: expect.stringContaining('never sealed') });
  expect((await run(['seal'])).text).toMatch(/^C27681: seal 1, 1 histories, 0 purges, [0-9a-f]{64}$/);
  expect((await run(['seal'])).text).toBe('Nothing to seal.');
  expect(JSON.parse((await run(['print', '1'], { authority: vernon })).text)).toMatchObject({ number: 1, chains: 1 });
  expect(await run(['print', '2'], { authority: vernon })).toEqual({ status: 1, text: 'C27681 has no seal 2' });
  expect((await run(['verify'], { authority: vernon })).text).toMatch(
    /1 seals, the last \(1\) of .*: intact\nIntact\.$/,
  );
  for (const wrong of [[], ['verify', 'x'], ['print'], ['print', '0'], ['remove']])
    expect((await run(wrong, { authority: vernon })).status).toBeUndefined();

  const url = new URL(process.env.TEST_DATABASE_SUPER_URL ?? '');
  url.pathname = new URL(platform.ownerUrl).pathname;
  const superuser = new pg.Client({ connectionString: url.href });
  await superuser.connect();
  await superuser.query('UPDATE dossier_events SET actor_name = $2 WHERE dossier_id = $1 AND seq = 1', [id, 'Other']);
  await superuser.end();

  const altered = await run(['verify']);
  expect(altered.status).toBe(1);
  expect(altered.text).toContain(`  dossier ${id}, event 1: the event was altered`);
  expect(altered.text).toContain('ALTERED: 1 findings.');
  const told = await run(['verify'], { json: true, authority: vernon });
  expect(told.status).toBe(1);
  expect(JSON.parse(told.text)).toMatchObject({ found: 1, findings: [{ dossierId: id, reason: 'event-content' }] });

  const verification = auditJobs(platform).find(({ name }) => name === 'verify-histories');
  await verification?.run({ authorityId: vernon } as never);
  const kept = await platform.database.transaction([vernon], (tx) =>
    tx.selectFrom('audit_checks').selectAll().execute(),
  );
  expect(kept).toMatchObject([{ found: 1, findings: [{ reason: 'event-content', dossierId: id, seq: 1 }] }]);
  await auditJobs(platform)
    .find(({ name }) => name === 'seal-histories')
    ?.run({} as never);
  expect(await platform.jobs.takeOne(['seal-histories'])).toMatchObject({ data: { authorityId: expect.any(String) } });
});
