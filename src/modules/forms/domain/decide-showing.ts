import type { NumberOrder, ShowWhen } from './show-when.ts';

/** What is typed in the page: the browser reads it from its inputs. */
export interface TypedPage {
  /** A shown input of that name holds that value (ticked, for a box). */
  has(name: string, value: string): boolean;
  /** Anything is typed in the field of that name. */
  isFilled(name: string): boolean;
  /** The number typed in the input of that name; undefined for anything else. */
  number(name: string): number | undefined;
}

/** Whether a field is to be shown, decided while the person types; the server decides again when the page is sent. */
export function isToBeShown(condition: ShowWhen, page: TypedPage): boolean {
  if (typeof condition === 'boolean') return condition;
  switch (condition[0]) {
    case 'is':
      return page.has(condition[1], condition[2]);
    case 'filled':
      return page.isFilled(condition[1]);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isOrdered(condition[0], page.number(condition[1]), condition[2]);
    case 'not':
      return !isToBeShown(condition[1], page);
    case 'and':
      return isToBeShown(condition[1], page) && isToBeShown(condition[2], page);
    default:
      return isToBeShown(condition[1], page) || isToBeShown(condition[2], page);
  }
}

function isOrdered(order: NumberOrder, typed: number | undefined, limit: number): boolean {
  if (typed === undefined) return false;
  if (order === '<') return typed < limit;
  if (order === '<=') return typed <= limit;
  return order === '>' ? typed > limit : typed >= limit;
}

/** A number as people write it: `1 250,50 €`. */
export function typedNumber(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
