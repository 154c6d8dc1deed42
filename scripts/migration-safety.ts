import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outsideTransaction } from '#platform/database/migrate.ts';
import { type SqlStatement, splitStatements } from '#platform/database/sql-statements.ts';

/** Migrations before this number were made before there was an installation to update: they are not read. */
export const firstRead = 37;

export interface MigrationProblem {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly why: string;
}

interface Rule {
  readonly name: string;
  readonly why: string;
  /** Of a statement about a table that was there before the file. */
  breaks(text: string): boolean;
}

/** A table that the version which is running reads and writes while the migration is applied, and may be large. */
const rules: readonly Rule[] = [
  {
    name: 'not-null-column',
    why: 'the running version inserts rows without this column: give it a default, or make it NOT NULL once every version fills it',
    breaks: (text) =>
      addedColumns(text).some((column) => /\bNOT NULL\b/i.test(column) && !/\bDEFAULT\b|\bGENERATED\b/i.test(column)),
  },
  {
    name: 'rewriting-column',
    why: 'the table is written anew under an exclusive lock: add the column empty and fill it in portions',
    breaks: (text) =>
      addedColumns(text).some((column) =>
        /\bGENERATED\b|\b(?:big|small)?serial\b|\bDEFAULT\s+\(?\s*(?:gen_random_uuid|uuidv7|random|clock_timestamp|nextval)\b/i.test(
          column,
        ),
      ),
  },
  {
    name: 'drop-column',
    why: 'the running version still names this column: drop it in the version after the one that no longer does',
    breaks: (text) =>
      /^ALTER TABLE\b[\s\S]*\bDROP\s+(?!CONSTRAINT|DEFAULT|NOT|EXPRESSION|IDENTITY)(?:COLUMN\s+)?[\w"]/i.test(text),
  },
  {
    name: 'rename',
    why: 'the running version knows the old name: add the new one, copy, and drop the old one later',
    breaks: (text) => /^ALTER (?:TABLE|VIEW|TYPE|FUNCTION|SEQUENCE)\b[\s\S]*\bRENAME\b/i.test(text),
  },
  {
    name: 'drop-object',
    why: 'the running version still uses it: drop it in the version after the one that no longer does',
    breaks: (text) => /^DROP (?:TABLE|VIEW|FUNCTION|TYPE|SEQUENCE|SCHEMA|MATERIALIZED VIEW)\b/i.test(text),
  },
  {
    name: 'column-type',
    why: 'the table is written anew, or read whole, under an exclusive lock',
    breaks: (text) => /^ALTER TABLE\b[\s\S]*\bALTER\s+(?:COLUMN\s+)?[\w"]+\s+(?:SET DATA\s+)?TYPE\b/i.test(text),
  },
  {
    name: 'set-not-null',
    why: 'the table is read whole under an exclusive lock: add CHECK (… IS NOT NULL) NOT VALID, validate it, then SET NOT NULL',
    breaks: (text) => /^ALTER TABLE\b[\s\S]*\bSET NOT NULL\b/i.test(text),
  },
  {
    name: 'constraint-validated-at-once',
    why: 'every row is checked under a lock: add it NOT VALID, and VALIDATE CONSTRAINT in a later statement outside a transaction',
    breaks: (text) =>
      (/^ALTER TABLE\b[\s\S]*\bADD\s+(?:CONSTRAINT\s+[\w"]+\s+)?(?:CHECK|FOREIGN KEY)\b/i.test(text) &&
        !/\bNOT VALID\b/i.test(text)) ||
      addedColumns(text).some((column) => /\bCHECK\s*\(/i.test(column)),
  },
  {
    name: 'validated-in-the-transaction',
    why: 'the lock of ADD CONSTRAINT is held while every row is read: validate in a file outside a transaction',
    breaks: (text) => /^ALTER TABLE\b[\s\S]*\bVALIDATE CONSTRAINT\b/i.test(text),
  },
  {
    name: 'unique-constraint',
    why: 'its index is built under an exclusive lock: build it CONCURRENTLY, then ADD CONSTRAINT … USING INDEX',
    breaks: (text) =>
      (/^ALTER TABLE\b[\s\S]*\bADD\s+(?:CONSTRAINT\s+[\w"]+\s+)?(?:UNIQUE|PRIMARY KEY|EXCLUDE)\b/i.test(text) &&
        !/\bUSING INDEX\b/i.test(text)) ||
      addedColumns(text).some((column) => /\b(?:UNIQUE|PRIMARY KEY)\b/i.test(column)),
  },
  {
    name: 'index-in-the-way',
    why: 'nobody writes in the table while it is built: CREATE INDEX CONCURRENTLY, in a file outside a transaction',
    breaks: (text) =>
      /^CREATE (?:UNIQUE )?INDEX\b/i.test(text) && !/^CREATE (?:UNIQUE )?INDEX CONCURRENTLY\b/i.test(text),
  },
  {
    name: 'whole-table',
    why: 'every row is locked or written at once: fill in portions, in a file outside a transaction',
    breaks: (text) => /^(?:UPDATE|DELETE FROM)\b/i.test(text) && !/\bWHERE\b/i.test(text),
  },
  {
    name: 'exclusive-lock',
    why: 'everybody waits until it is done',
    breaks: (text) => /^(?:TRUNCATE|LOCK|CLUSTER|VACUUM FULL|REINDEX (?!.*CONCURRENTLY))\b/i.test(text),
  },
];

/** The definitions of the columns that an ALTER TABLE adds. */
function addedColumns(text: string): string[] {
  if (!/^ALTER TABLE\b/i.test(text)) return [];
  return actionsOf(text).flatMap(
    (action) =>
      /^ADD\s+(?!CONSTRAINT|CHECK|FOREIGN|UNIQUE|PRIMARY|EXCLUDE)(?:COLUMN\s+)?([\s\S]+)$/i.exec(action)?.[1] ?? [],
  );
}

/** What an ALTER TABLE does, one by one: parted by the commas that are in no parenthesis. */
function actionsOf(text: string): string[] {
  const body = text.replace(/^ALTER TABLE\s+(?:IF EXISTS\s+)?(?:ONLY\s+)?[\w".]+\s*/i, '');
  const actions: string[] = [''];
  let depth = 0;
  for (const character of body) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) actions.push('');
    else actions[actions.length - 1] += character;
  }
  return actions.map((action) => action.trim());
}

/** The table that a statement is about; undefined for one that is about none, or that we cannot read. */
function tableOf(text: string): string | undefined {
  const name =
    /^ALTER TABLE\s+(?:IF EXISTS\s+)?(?:ONLY\s+)?([\w".]+)/i.exec(text)?.[1] ??
    /^CREATE (?:UNIQUE )?INDEX\b[\s\S]*?\bON\s+(?:ONLY\s+)?([\w".]+)/i.exec(text)?.[1] ??
    /^(?:UPDATE|DELETE FROM)\s+(?:ONLY\s+)?([\w".]+)/i.exec(text)?.[1] ??
    /^DROP TABLE\s+(?:IF EXISTS\s+)?([\w".]+)/i.exec(text)?.[1];
  return name?.replaceAll('"', '').replace(/^public\./, '');
}

/** `-- exempt drop-column: nobody has read it since 0.9` right above the statement, with a reason of some length. */
function isExempt({ comment }: SqlStatement, rule: string): boolean {
  const reason = new RegExp(`--\\s*exempt ${rule}:\\s*(.+)`).exec(comment)?.[1] ?? '';
  return reason.length >= 20;
}

/** What of a migration would lock a large table, or break the version that is running while it is applied. */
export function problemsOfMigration(file: string, source: string): MigrationProblem[] {
  const statements = splitStatements(source);
  const outside = source.startsWith(outsideTransaction);
  const fresh = new Set(
    statements.flatMap(({ text }) => {
      const name = /^CREATE (?:UNLOGGED )?TABLE\s+(?:IF NOT EXISTS\s+)?([\w".]+)/i.exec(text)?.[1];
      return name === undefined ? [] : [name.replaceAll('"', '')];
    }),
  );
  const problems: MigrationProblem[] = [];
  const dropped = new Set<string>();
  for (const statement of statements) {
    const add = (rule: string, why: string): void => {
      if (!isExempt(statement, rule)) problems.push({ file, line: statement.line, rule, why });
    };
    const { text } = statement;
    const table = tableOf(text);
    if (table === undefined || !fresh.has(table)) {
      for (const rule of rules) {
        if (outside && rule.name === 'validated-in-the-transaction') continue;
        if (rule.breaks(text)) add(rule.name, rule.why);
      }
    }
    // What a DO block makes of names is not seen here; what it does to a table that is there is.
    if (/^DO\b/i.test(text) && /ALTER TABLE\s+%[\w$]*[Is]\s+(?:ADD|DROP|ALTER|RENAME)\b/i.test(text)) {
      add('dynamic-alteration', 'its tables cannot be read here: write the statements out');
    }
    const concurrent =
      /^(?:CREATE (?:UNIQUE )?|DROP |RE)INDEX CONCURRENTLY\s+(?:IF (?:NOT )?EXISTS\s+)?([\w".]+)/i.exec(text);
    if (concurrent === null) continue;
    if (!outside)
      add('concurrently-in-a-transaction', `PostgreSQL refuses it: the first line is to be "${outsideTransaction}"`);
    const [, name = ''] = concurrent;
    if (/^DROP/i.test(text)) dropped.add(name);
    else if (/^CREATE/i.test(text) && !dropped.has(name)) {
      add(
        'not-repeatable',
        `a building that fails leaves a broken index: DROP INDEX CONCURRENTLY IF EXISTS ${name} before it`,
      );
    }
  }
  return problems;
}

/** Reads the migrations from `firstRead` on. */
export function problemsOfMigrations(folder = 'migrations'): MigrationProblem[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name) && Number(name.slice(0, 4)) >= firstRead)
    .sort()
    .flatMap((name) => problemsOfMigration(name, readFileSync(join(folder, name), 'utf8')));
}

if (import.meta.main) {
  const problems = problemsOfMigrations();
  for (const { file, line, rule, why } of problems) console.error(`migrations/${file}:${line} ${rule}: ${why}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
