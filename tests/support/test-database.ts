import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { sha256 } from '#platform/crypto/digests.ts';

/** Which database a test is cloned from: only migrated, or with the demonstration territory and its library. */
export type Template = 'migrated' | 'territory';

export interface TestDatabase {
  readonly appUrl: string;
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

/** The run that a clone belongs to, so that two runs at once leave each other's alone. */
const runId = process.env.TEST_RUN_ID ?? String(process.pid);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Addresses of the databases of one server, and how to make them. */
export function templateUrlsFor(superUrl: string) {
  const urlOf = (user: string, database: string): string => {
    const url = new URL(superUrl);
    url.username = user;
    url.pathname = `/${database}`;
    return url.href;
  };
  const asSuper = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: superUrl });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  return {
    urlOf,
    /** Clones that a run which ended early has left. */
    dropLeftovers: () =>
      asSuper(async (client) => {
        const { rows } = await client.query<{ datname: string }>(
          "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'",
        );
        for (const { datname } of rows) {
          if (!isAlive(Number(datname.split('_')[1])))
            await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
        }
      }),
    /** Makes the template once, whoever asks first; `fill` gets an empty database. */
    ensureTemplate: (kind: Template, fill: (urls: { appUrl: string; ownerUrl: string }) => Promise<void>) =>
      asSuper(async (client) => {
        const name = `template_${kind}_${templateFingerprint(kind)}`;
        await client.query('SELECT pg_advisory_lock(720276)');
        const known = await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
        if (known.rowCount === 0) {
          await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
          await client.query(`CREATE DATABASE ${name} OWNER parvis_owner`);
          await fill({ appUrl: urlOf('parvis_app', name), ownerUrl: urlOf('parvis_owner', name) });
          await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
        }
        return name;
      }),
    clone: (template: string): Promise<TestDatabase> =>
      asSuper(async (client) => {
        const name = `test_${runId}_${randomBytes(6).toString('hex')}`;
        await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER parvis_owner`);
        return {
          appUrl: urlOf('parvis_app', name),
          ownerUrl: urlOf('parvis_owner', name),
          drop: () =>
            asSuper(async (again) => void (await again.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
        };
      }),
  };
}

/** Changes when a migration changes, and for a territory when its files or the library do. */
function templateFingerprint(kind: Template): string {
  const folders =
    kind === 'migrated'
      ? ['migrations']
      : ['migrations', 'library', 'territories', 'src/modules/directory', 'src/modules/catalogue'];
  const parts: string[] = [];
  const visit = (path: string): void => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else parts.push(path, sha256(readFileSync(path)).toString('hex'));
  };
  for (const folder of folders) visit(folder);
  return sha256(parts.join('\n')).toString('hex').slice(0, 12);
}
