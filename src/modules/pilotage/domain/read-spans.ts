/**
 * The hours that were typed, `09:00-12:00, 14:00-17:00`, in order; none for a closing.
 * @returns undefined when they are not hours, end before they begin, or overlap
 */
export function readSpans(text: string): string[] | undefined {
  const spans = text
    .split(',')
    .map((span) => span.replace(/\s/g, '').replace(/[–—]/g, '-'))
    .filter((span) => span !== '');
  const valid = spans.every((span) => /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/.test(span));
  if (!valid) return undefined;
  const ordered = spans.sort();
  let last = '';
  for (const span of ordered) {
    const [from = '', to = ''] = span.split('-');
    if (to <= from || from < last) return undefined;
    last = to;
  }
  return ordered;
}
