import { z } from 'zod';

const count = z.number().int().min(0);
const measure = { rows: count, bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) };

/**
 * What a backup holds and what is needed to restore it. Written last: a folder without it is no backup. Pieces are
 * `t1`, `t2`… in the order of `tables`, then `files` and `papers`, lists of names.
 */
export const manifestSchema = z.object({
  format: z.literal(1),
  /** Part of the key of each piece: one of another backup does not open. */
  id: z.uuid(),
  name: z.string(),
  /** ISO instant at which the database was looked at. */
  takenAt: z.string(),
  /** The version of Parvis that made it. */
  software: z.string(),
  /** The migrations that the database had had. */
  migrations: z.array(z.string()).min(1),
  /** Of the tables of the jobs. */
  jobsVersion: z.number().int(),
  /** Tells whether an `ENCRYPTION_KEY` is that of then, and nothing else about it. */
  encryptionKeyCheck: z.string(),
  tables: z.array(z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()).min(1), ...measure })),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string(), called: z.boolean() })),
  files: z.object(measure),
  papers: z.object(measure),
  /** Files that rows name and that could not be read, with the reason; the first of them. */
  missing: z.object({ count, first: z.array(z.object({ key: z.string(), reason: z.string() })) }),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestTable = Manifest['tables'][number];

export const tableNameOf = ({ schema, name }: Pick<ManifestTable, 'schema' | 'name'>): string => `${schema}.${name}`;
