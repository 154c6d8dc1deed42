import type { ShowWhen } from './show-when.ts';

/** What is typed in the page: the browser reads it from its inputs. */
export interface TypedPage {
  /** A shown input of that name holds that value (ticked, for a box). */
  has(name: string, value: string): boolean;
  /** Anything is typed in the field of that name. */
  isFilled(name: string): boolean;
}

/** Whether a field is to be shown, decided while the person types; the server decides again when the page is sent. */
export function isToBeShown(condition: ShowWhen, page: TypedPage): boolean {
  if (typeof condition === 'boolean') return condition;
  switch (condition[0]) {
    case 'is':
      return page.has(condition[1], condition[2]);
    case 'filled':
      return page.isFilled(condition[1]);
    case 'not':
      return !isToBeShown(condition[1], page);
    case 'and':
      return isToBeShown(condition[1], page) && isToBeShown(condition[2], page);
    default:
      return isToBeShown(condition[1], page) || isToBeShown(condition[2], page);
  }
}
