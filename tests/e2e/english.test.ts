import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { codeOfReceipt, expectStep, follow, openMail, ownEmail, press } from '#tests/support/journey.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('somebody who reads English asks a question and is answered in English', async () => {
  const email = ownEmail('english');
  const { context, page } = await newVisitor(browser, { screen: 'phone', english: true });
  await page.goto('/');
  await expectStep(page, 'What would you like to do?');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.getByLabel('Your need, in your own words').fill('write to the mayor');
  await page.getByRole('combobox', { name: 'Your commune' }).fill('Giverny');
  await press(page, 'Search');
  await expectStep(page, /Answers for/);
  await follow(page, /Ask the town hall a question/);
  await expectStep(page, 'Ask the town hall a question');
  await follow(page, 'Start');
  await expectStep(page, 'Ask the town hall a question');
  await press(page, 'Send my request');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Ask the town hall a question');
  await page.getByLabel('Subject').selectOption({ label: 'Another subject' });
  await page.getByLabel('Your message').fill('When do the gardens open in spring?');
  await page.getByLabel('First names').fill('Emily');
  await page.getByLabel('Surname').fill('Carter');
  await page.getByLabel('Email address').fill(email);
  await press(page, 'Send my request');
  await expectStep(page, 'Your request has been sent');
  const code = await codeOfReceipt(page);
  await openMail(page, { to: email, subject: `We have received your request ${code}` });
  await page.getByText(/Dear Emily Carter|Hello/).waitFor();

  await page.goto('/?lang=fr');
  await expectStep(page, 'Que souhaitez-vous faire ?');
  await page.goto('/giverny');
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  await context.close();
});
