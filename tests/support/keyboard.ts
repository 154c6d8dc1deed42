import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The accessible words of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const labels =
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
        ? element.labels
        : null;
    return (labels?.[0]?.textContent ?? element?.textContent ?? '').trim();
  });
}

/** Presses Tab until the words are reached; each stop on the way shows where the focus is. */
export async function tabTo(page: Page, words: string | RegExp, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    expect(await isFocusVisible(page), `focus on "${await focused(page)}" of ${page.url()}`).toBe(true);
    const reached = await focused(page);
    if (typeof words === 'string' ? reached === words : words.test(reached)) return;
  }
  throw new Error(`Tab never reaches ${words} on ${page.url()}`);
}

/** From the top of a page that has just opened to its content, past the menus. */
export async function skipToContent(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Aller au contenu');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
}

/** Types over what a field holds. */
export async function retype(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(words);
}

/** The element itself, or the card of which it is the link, is outlined. */
function isFocusVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return true;
    const shown = (of: Element, pseudo?: string): boolean => {
      const style = getComputedStyle(of, pseudo);
      return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none';
    };
    const card = element.closest('article');
    // A box or a radio is outlined with its words.
    const choice = element.closest('.govuk-checkboxes__item, .govuk-radios__item');
    return [
      shown(element),
      shown(element, '::before'),
      shown(element, '::after'),
      choice !== null && shown(choice),
      card !== null && getComputedStyle(card).outlineStyle !== 'none',
    ].includes(true);
  });
}
