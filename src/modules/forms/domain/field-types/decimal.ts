/** A number as a person types it, cut in its digits: `1 234,5`, `1.234,50`, `1,234.50`, `-3`. */
export interface TypedDecimal {
  readonly negative: boolean;
  /** Digits before the decimal mark, at least one, without leading zeros. */
  readonly whole: string;
  /** Digits after it, maybe none. */
  readonly fraction: string;
}

const plain = /^([+-]?)(\d*)(?:[.,](\d*))?$/;
const frenchThousands = /^([+-]?)(\d{1,3}(?:\.\d{3})+),(\d+)$/;
const englishThousands = /^([+-]?)(\d{1,3}(?:,\d{3})+)\.(\d+)$/;

/** Longer numbers lose digits when they are stored. */
const maxDigits = 15;

/**
 * Reads a decimal in French or English writing. Spaces of any kind separate thousands. A lone comma or point is the
 * decimal mark, as on a French keyboard; both are understood together when they cannot be mistaken.
 */
export function readDecimal(typed: string): TypedDecimal | undefined {
  const text = typed.replace(/[\s\u00a0\u202f\u2009]/g, '').replace(/[\u2212\u2013]/g, '-');
  const parts = frenchThousands.exec(text) ?? englishThousands.exec(text) ?? plain.exec(text);
  if (parts === null) return undefined;
  const whole = (parts[2] ?? '').replace(/[.,]/g, '');
  const fraction = parts[3] ?? '';
  if (whole === '' && fraction === '') return undefined;
  const significant = whole.replace(/^0+(?=.)/, '') || '0';
  if (significant.length + fraction.length > maxDigits) return undefined;
  return { negative: parts[1] === '-', whole: significant, fraction };
}
