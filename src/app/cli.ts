import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createCatalogue, findNeed } from '#modules/catalogue/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { ConfigurationError } from '#platform/config/config.ts';
import { describeSchema } from '#platform/database/describe-schema.ts';
import { migrate } from '#platform/database/migrate.ts';
import { type AgentFlags, agentUsage, runAgentCommand } from './agent-command.ts';
import { auditUsage, runAuditCommand } from './audit-command.ts';
import { backupUsage, runBackupCommand } from './backup/backup-command.ts';
import { restoreUsage, runRestoreCommand } from './backup/restore-command.ts';
import { backupPlace, withDatabase, withPlatform, withSettings } from './cli-database.ts';
import { type CommuneFlags, communeUsage, runCommuneCommand } from './commune-command.ts';
import { deployFrance, deployTerritory } from './deploy-territory.ts';
import { importUsage, runImportCommand } from './import-command.ts';
import { keysUsage, runKeysCommand } from './keys-command.ts';
import { letterUsage, runLetterCommand } from './letter-command.ts';
import { maintenanceUsage, runMaintenanceCommand } from './maintenance-command.ts';
import { referenceFiles } from './reference/index.ts';
import { retentionUsage, runRetentionCommand } from './retention-command.ts';
import { settingsTable } from './settings-table.ts';
import { runSsoCommand, ssoUsage } from './sso-command.ts';
import { runWorkflowCommand, workflowUsage } from './workflow-command.ts';

interface CommandFlags extends CommuneFlags, AgentFlags {
  readonly compromised: boolean;
  readonly commune?: string | undefined;
  readonly keep?: string | undefined;
  readonly name?: string | undefined;
  readonly replace: boolean;
  readonly authority?: string | undefined;
  readonly until?: string | undefined;
  readonly message?: string | undefined;
}

interface Command {
  readonly usage: string;
  readonly help: string;
  run(positionals: string[], flags: CommandFlags): Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  migrate: {
    usage: 'migrate',
    help: 'applies the migrations that the database has not had yet',
    run: () =>
      withDatabase(async ({ ownerUrl }) => {
        const applied = await migrate(ownerUrl);
        console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
        return 0;
      }),
  },
  schema: {
    usage: 'schema',
    help: 'writes migrations/schema.sql from the migrated database',
    run: () =>
      withDatabase(async ({ ownerUrl }) => {
        const client = new pg.Client({ connectionString: ownerUrl });
        await client.connect();
        try {
          await writeFile('migrations/schema.sql', await describeSchema(client));
        } finally {
          await client.end();
        }
        return 0;
      }),
  },
  territory: {
    usage: 'territory load FILE|france',
    help: 'loads a territory, publishes the library and gives each authority its procedures; can be run again',
    run: async ([verb, file], flags) => {
      if (verb !== 'load' || file === undefined) return wrongUsage('territory');
      return withDatabase(async ({ platform }) => {
        const options = { renumber: platform.config.demonstration };
        const report =
          file === 'france'
            ? await deployFrance(platform.database, options)
            : await deployTerritory(platform.database, file, options);
        console.log(JSON.stringify(report, null, flags.json ? 0 : 2));
        return 0;
      });
    },
  },
  find: {
    usage: 'find --commune CODE "WORDS" [--json]',
    help: 'ranks what a resident of that commune may want, with who answers',
    run: async (words, flags) => {
      if (words.length === 0) return wrongUsage('find');
      return withDatabase(async ({ platform }) => {
        const directory = createDirectory(platform);
        const catalogue = createCatalogue(platform, directory);
        const need = {
          words: words.join(' '),
          json: flags.json,
          ...(flags.commune === undefined ? {} : { commune: flags.commune }),
        };
        const { answers, text } = await findNeed({ directory, catalogue }, need);
        console.log(text);
        return answers.length > 0 ? 0 : 1;
      });
    },
  },
  commune: {
    usage: communeUsage,
    help: 'opens the counter of a commune of the territory in one act, closes it, says what remains to do',
    run: (positionals, flags) =>
      withDatabase(async ({ platform }) => {
        const { status, text } = await runCommuneCommand(platform, positionals, flags);
        if (status === 0 || flags.json) console.log(text);
        else console.error(text);
        return status;
      }),
  },
  import: {
    usage: importUsage,
    help: 'reads exports of Publik (files, zip) and tells what is carried over and what is not',
    run: (positionals, flags) => runImportCommand(positionals, { json: flags.json === true }),
  },
  workflow: {
    usage: workflowUsage,
    help: 'shows every path of the workflow of a procedure: acts, delays, messages, what is asked',
    run: async (words, flags) => runWorkflowCommand(words, flags) ?? wrongUsage('workflow'),
  },
  agent: {
    usage: agentUsage,
    help: 'lets an agent who lost every second factor set another one up, when no administrator can; who and why is kept',
    run: (positionals, flags) =>
      withDatabase(async ({ platform }) => {
        const { status, text } = await runAgentCommand(platform, positionals, flags);
        if (status === 0) console.log(text);
        else console.error(text);
        return status;
      }),
  },
  audit: {
    usage: auditUsage,
    help: 'verifies the histories, their seals and the proofs of purges; prints a seal; status 1 when something was altered',
    run: (positionals, flags) =>
      withDatabase(async ({ platform }) => {
        const status = await runAuditCommand(platform, positionals, flags);
        return status ?? wrongUsage('audit');
      }),
  },
  keys: {
    usage: keysUsage,
    help: 'says what is under which ENCRYPTION_KEY, takes over what a former one protects, renews the key of an authority',
    run: (positionals, flags) =>
      withDatabase(async ({ platform }) => {
        const told = await runKeysCommand(platform, positionals, { json: flags.json === true });
        if (told === undefined) return wrongUsage('keys');
        if (told.status === 0 || flags.json === true) console.log(told.text);
        else console.error(told.text);
        return told.status;
      }),
  },
  retention: {
    usage: retentionUsage,
    help: 'tells what a purge would take, by procedure; purges; purges again what came back with a restored copy',
    run: (positionals, flags) =>
      withDatabase(async ({ platform, ownerUrl }) => {
        const status = await runRetentionCommand({ platform, ownerUrl }, positionals, flags);
        return status ?? wrongUsage('retention');
      }),
  },
  maintenance: {
    usage: maintenanceUsage,
    help: 'turns maintenance mode on or off, or says whether it is on: everything can be read and drafts are kept, requests and acts wait',
    run: (positionals, flags) =>
      withDatabase(async ({ platform }) => {
        const told = await runMaintenanceCommand(platform, positionals, flags);
        if (told === undefined) return wrongUsage('maintenance');
        if (told.status === 0) console.log(told.text);
        else console.error(told.text);
        return told.status;
      }),
  },
  backup: {
    usage: backupUsage,
    help: 'takes a backup of database and files into BACKUP_DIR, encrypted with BACKUP_KEY; lists them; reads one through; status 3 when files could not be read',
    run: async (positionals, flags) =>
      (await runBackupCommand({ place: backupPlace, withDatabase, ...voices }, positionals, flags)) ??
      wrongUsage('backup'),
  },
  restore: {
    usage: restoreUsage,
    help: 'restores the last backup, or the one named, into an empty database and folder, purges again what had been purged since and verifies the histories; status 3 when something is to be looked at',
    run: async (positionals, flags) =>
      (await runRestoreCommand({ place: backupPlace, withSettings, withPlatform, ...voices }, positionals, flags)) ??
      wrongUsage('restore'),
  },
  letter: {
    usage: letterUsage,
    help: 'says who signed a PDF, when, and whether it was changed since; status 1 unless all is intact',
    run: async (positionals, flags) => {
      const told = await runLetterCommand(positionals, { json: flags.json === true });
      if (told === undefined) return wrongUsage('letter');
      console.log(told.text);
      return told.status;
    },
  },
  sso: {
    usage: ssoUsage,
    help: 'changes the key that signs what connected sites are told',
    run: (positionals, flags) =>
      withDatabase(async ({ platform }) => {
        const { status, text } = await runSsoCommand(platform, positionals, flags);
        if (status === 0) console.log(text);
        else console.error(text);
        return status;
      }),
  },
  reference: {
    usage: 'reference',
    help: 'writes docs/reference from the code: fields, expressions, effects',
    run: async () => {
      for (const [path, text] of referenceFiles()) await writeFile(path, text);
      return 0;
    },
  },
  settings: {
    usage: 'settings',
    help: 'prints the table of the environment variables, in Markdown',
    run: async () => {
      console.log(settingsTable());
      return 0;
    },
  },
};

/** What is answered goes to standard output, what is said on the way does not. */
const voices = { print: (line: string) => console.log(line), say: (line: string) => console.error(line) };

function wrongUsage(name: string): number {
  console.error(`Usage: npm run cli -- ${commands[name]?.usage ?? ''}`);
  return 2;
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The command line. Answers the exit status: 0 done, 1 nothing found or failed, 2 wrong usage, 3 done with findings. */
export async function runCli(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    options: {
      json: { type: 'boolean' },
      commune: { type: 'string' },
      authority: { type: 'string' },
      'admin-email': { type: 'string' },
      'admin-name': { type: 'string' },
      yes: { type: 'boolean' },
      keep: { type: 'string' },
      name: { type: 'string' },
      replace: { type: 'boolean' },
      compromised: { type: 'boolean' },
      by: { type: 'string' },
      reason: { type: 'string' },
      until: { type: 'string' },
      message: { type: 'string' },
    },
  });
  const [name = '', ...rest] = positionals;
  const command = commands[name];
  if (command === undefined) {
    console.error(
      `Usage: npm run cli -- COMMAND\n${Object.values(commands)
        .map(({ usage, help }) => `  ${usage}\n      ${help}`)
        .join('\n')}`,
    );
    return 2;
  }
  try {
    return await command.run(rest, {
      json: values.json === true,
      commune: textOf(values.commune),
      authority: textOf(values.authority),
      adminEmail: textOf(values['admin-email']),
      adminName: textOf(values['admin-name']),
      yes: values.yes === true,
      keep: textOf(values.keep),
      name: textOf(values.name),
      replace: values.replace === true,
      compromised: values.compromised === true,
      by: textOf(values.by),
      reason: textOf(values.reason),
      until: textOf(values.until),
      message: textOf(values.message),
    });
  } catch (error) {
    // What is wrong in a file or a setting is told in words; anything else is a fault of ours and shows its stack.
    const told = error instanceof ConfigurationError || /Problems?Error$/.test((error as Error).name);
    console.error(told ? (error as Error).message : error);
    return 1;
  }
}
