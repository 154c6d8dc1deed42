import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser, screens } from '#tests/support/browser.ts';

/**
 * Pictures of pages, to look at: `npm run shots -- [--as resident|agent|helper|administrator|territory] [--url http://…] [--dark] PATH…`.
 * The site must run (`npm start`). Each page at 360 and at 1,280 px, in `shots/`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string', default: 'visitor' },
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    dark: { type: 'boolean', default: false },
    out: { type: 'string', default: 'shots' },
  },
});

const signIns: Readonly<Record<string, { path: string; email: string }>> = {
  resident: { path: '/connexion', email: 'jeanne.martin@parvis.example' },
  agent: { path: '/agents/connexion', email: 'secretariat@vernon.example' },
  helper: { path: '/agents/connexion', email: 'france-services@vernon.example' },
  administrator: { path: '/agents/connexion', email: 'admin@vernon.example' },
  territory: { path: '/agents/connexion', email: 'admin@sna.example' },
};

const paths = positionals.length === 0 ? ['/'] : positionals;
mkdirSync(values.out, { recursive: true });
const browser = await launchBrowser();
try {
  for (const screen of ['phone', 'desk'] as const) {
    const context = await browser.newContext({
      baseURL: values.url,
      viewport: screens[screen],
      locale: 'fr-FR',
      colorScheme: values.dark ? 'dark' : 'light',
    });
    const page = await context.newPage();
    await signInAs(page, values.as);
    for (const path of paths) {
      await page.goto(path);
      const name = path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'accueil';
      const file = `${values.out}/${name}-${values.as}-${screens[screen].width}${values.dark ? '-dark' : ''}.png`;
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
    }
    await context.close();
  }
} finally {
  await browser.close();
}

/** The demonstration's passwords are all the same; see what `npm start` prints. */
async function signInAs(page: Page, who: string): Promise<void> {
  const signIn = signIns[who];
  if (signIn === undefined) return;
  await page.goto(signIn.path);
  await page.fill('input[type=email]', signIn.email);
  await page.fill('input[type=password]', 'parvis-demonstration');
  // By the keyboard: the first button of the page may be that of FranceConnect.
  await page.locator('input[type=password]').press('Enter');
  await page.waitForLoadState();
}
