const anyOrigin = 'https://own.invalid';

/**
 * The path to come back to, or `otherwise` when it would leave this site. Browsers read `\` as `/` and drop tabs and
 * line breaks inside an address: whatever holds one is refused rather than understood.
 */
export function ownPath(wanted: string | undefined, otherwise: string): string {
  if (wanted === undefined || wanted.length > 1000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return otherwise;
  if (!URL.canParse(wanted, anyOrigin)) return otherwise;
  const url = new URL(wanted, anyOrigin);
  if (url.origin !== anyOrigin || url.pathname.startsWith('//')) return otherwise;
  return url.pathname + url.search;
}
