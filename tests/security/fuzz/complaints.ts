/** What came back. */
export interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
  readonly body: string;
  readonly complaint?: string;
}

/** Words of the inside, which no answer holds. */
const inside =
  /\n\s+at [^\n]+:\d+:\d+|node_modules\/|\bnode:internal|(?:Type|Reference|Range|Syntax)Error: |error: (?:relation|column|syntax)|invalid input syntax|violates (?:check|foreign|not-null|unique)|\bpg_catalog\b|\/src\/(?:modules|platform|app)\//;

/** What is wrong in an answer, whatever was asked; nothing when all is well. */
export function complaintsOf({ status, headers, body, complaint }: Heard): string[] {
  const found: string[] = complaint === undefined ? [] : [complaint];
  if (status >= 500) found.push(`status ${status}`);
  const type = String(headers['content-type'] ?? '');
  if (type.startsWith('text/') || type.includes('json')) {
    const leak = inside.exec(body)?.[0];
    if (leak !== undefined) found.push(`tells of the inside: ${leak.trim().slice(0, 100)}`);
  }
  if (type.startsWith('text/html')) {
    // Looked for as a browser reads it: what stands between a quote and the next is no element.
    const script = /<(?:script>alert|b id=intruder|svg\/onload)/.exec(body)?.[0];
    if (script !== undefined) found.push(`shows what was sent as an element: ${script}`);
    if (body.includes('3349076')) found.push('worked out what was sent');
  }
  if (headers['x-fuzz'] !== undefined || /stolen/.test(String(headers['set-cookie'] ?? '').split(';')[0] ?? ''))
    found.push('a header came out of a value');
  const { location } = headers;
  if (typeof location === 'string' && new URL(location, 'http://guichet.example/').host !== 'guichet.example')
    found.push(`leads to ${location.slice(0, 100)}`);
  if (status !== 0 && headers['x-content-type-options'] !== 'nosniff') found.push(`${status} without nosniff`);
  if (status !== 0 && headers['content-security-policy'] === undefined)
    found.push(`${status} without a content security policy`);
  return found;
}
