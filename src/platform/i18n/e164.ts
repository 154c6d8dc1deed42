/** E.164 of a phone typed in the French way (`06 12 34 56 78`) or with its country, or undefined. */
export function e164(typed: string): string | undefined {
  const digits = typed.replace(/[\s.()/-]/g, '').replace(/^00/, '+');
  if (/^0[1-9]\d{8}$/.test(digits)) return `+33${digits.slice(1)}`;
  const international = digits.replace(/^\+330/, '+33');
  return /^\+[1-9]\d{7,14}$/.test(international) ? international : undefined;
}
