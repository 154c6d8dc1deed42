import type { Page } from 'playwright-core';
import type { Inputs, Upload } from '#tests/library/filing/file-over-http.ts';

/** Types, ticks and chooses in the open page what its inputs should hold, as a person does: nothing is sent. */
export async function fillPage(page: Page, inputs: Inputs, files: readonly Upload[]): Promise<void> {
  await addRows(page, inputs);
  for (const [name, value] of Object.entries(inputs)) {
    for (const one of typeof value === 'string' ? [value] : value) await fillInput(page, name, one);
  }
  for (const file of files) {
    await page
      .locator(`input[type=file][name="${file.field}"]`)
      .setInputFiles({ name: file.name, mimeType: file.type, buffer: file.content });
    // With script a file leaves at once, and its row comes when it has arrived.
    await page
      .getByText(file.name)
      .first()
      .waitFor({ state: 'attached', timeout: 5000 })
      .catch(() => undefined);
  }
}

/** A group shows a row or none: more are asked for by its button. */
async function addRows(page: Page, inputs: Inputs): Promise<void> {
  for (const [name, rows] of Object.entries(inputs)) {
    if (!name.endsWith('-rows') || typeof rows !== 'string') continue;
    const group = name.slice(0, -'-rows'.length);
    for (let row = 0; row < Number(rows); row += 1) {
      if ((await page.locator(`[name^="${group}.${row}."]`).count()) > 0) continue;
      await page.locator(`button[name="__add:${group}"]`).click();
      await page.waitForLoadState();
    }
  }
}

async function fillInput(page: Page, name: string, value: string): Promise<void> {
  const inputs = page.locator(`[name="${name}"]`);
  if ((await inputs.count()) === 0) return;
  const kind = await inputs.first().evaluate((element) => `${element.tagName} ${element.getAttribute('type')}`);
  if (kind === 'SELECT null') {
    await inputs.first().selectOption(value);
  } else if (kind === 'INPUT radio' || kind === 'INPUT checkbox') {
    const box = page.locator(`[name="${name}"][value="${value}"]`);
    // The words are pressed, as people do: they lie over the box itself.
    if (!(await box.isChecked())) await page.locator(`label[for="${await box.getAttribute('id')}"]`).click();
  } else if (kind !== 'INPUT hidden' && kind !== 'INPUT file') {
    await inputs.first().fill(value);
  }
}
