/**
 * The name of a certificate as people read it, from what Node gives: a line for each attribute. "Commune de Vernon
 * (Cachet serveur)": the common name, then the organisation when it says something else.
 */
export function certificateName(distinguishedName: string | undefined): string {
  const attributes = new Map<string, string>();
  for (const line of (distinguishedName ?? '').split('\n')) {
    const [, name, value] = /^([A-Za-z0-9.]+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !attributes.has(name)) attributes.set(name, unescaped(value));
  }
  const common = attributes.get('CN');
  const organisation = attributes.get('O');
  if (common === undefined) return organisation ?? distinguishedName?.replaceAll('\n', ', ') ?? '';
  return organisation === undefined || common.includes(organisation) ? common : `${common} (${organisation})`;
}

/** Node writes some characters after a backslash (RFC 2253). */
function unescaped(value: string): string {
  return value.replaceAll(/\\([,+"\\<>;=# ])/g, '$1');
}
