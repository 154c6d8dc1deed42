import { environmentSchema } from '#platform/config/config.ts';

/** The settings as a Markdown table, from their own descriptions: `docs/operations.md` holds a copy, checked by a test. */
export function settingsTable(): string {
  const rows = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(undefined);
    const byDefault =
      parsed.success && parsed.data !== undefined && parsed.data !== '' ? `\`${String(parsed.data)}\`` : '';
    return `| \`${name}\` | ${byDefault} | ${schema.description ?? ''} |`;
  });
  return ['| variable | by default | what it does |', '|---|---|---|', ...rows].join('\n');
}
