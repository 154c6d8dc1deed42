import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { otherResidents } from '#app/demonstration/sign-ins.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { choose, expectStep, follow, followMailLink, openMail, press, tick, typeDate } from '#tests/support/journey.ts';
import { newAccount, signInResident } from '#tests/support/new-account.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const birthYear = Temporal.Now.plainDateISO('Europe/Paris').year - 7;

test('a parent on a phone adds a child, shares it with the other parent, and each sees what is theirs', async () => {
  const mother = await newAccount(browser, { givenNames: 'Claire', familyName: 'Vidal' }, { screen: 'phone' });
  const father = await newAccount(browser, { givenNames: 'Marc', familyName: 'Roche' }, { screen: 'desk' });
  const stranger = await newAccount(browser, { givenNames: 'Paul', familyName: 'Garnier' }, { javaScript: false });

  await addChild(mother.page, 'Jules');
  await follow(mother.page.getByRole('main'), /Partager la fiche d’un enfant/);
  await expectStep(mother.page, 'Mes enfants');
  await follow(mother.page, /Voir Jules Roche/);
  await expectStep(mother.page, 'Jules Roche');
  const motherPage = mother.page.url();

  await mother.page.getByLabel('Adresse électronique de l’autre parent').fill(mother.email);
  await press(mother.page, 'Envoyer l’invitation');
  await expectStep(mother.page, 'Jules Roche');
  await mother.page.getByLabel('Adresse électronique de l’autre parent').fill(father.email);
  await tick(mother.page, /Montrer à l’autre parent/);
  await press(mother.page, 'Envoyer l’invitation');
  await expectStep(mother.page, 'Jules Roche');
  const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(await mother.page.locator('body').innerText())?.[0] ?? '';
  expect(code).not.toBe('');

  await openMail(father.page, { to: father.email, subject: /Partager la fiche d’un enfant/ });
  const mail = await father.page.getByRole('article').innerText();
  expect([mail.includes('Jules'), mail.includes(code)]).toEqual([false, false]);
  const link = await father.page.getByRole('article').getByRole('link', { name: /^http/ }).getAttribute('href');
  // Who got hold of the mail opens nothing with it: another account, with or without the code.
  expect((await stranger.page.goto(link ?? ''))?.status()).toBe(404);
  await followMailLink(father.page, /^http/);
  await expectStep(father.page, 'Partager la fiche d’un enfant');
  expect(await father.page.getByRole('main').innerText()).not.toContain('Jules');
  await father.page.getByLabel('Code').fill('AAAA-AAAA');
  await press(father.page, 'Accepter');
  await father.page.getByRole('alert').waitFor();
  await expectStep(father.page, 'Partager la fiche d’un enfant');
  await father.page.getByLabel('Code').fill(code.toLowerCase());
  await press(father.page, 'Accepter');
  await expectStep(father.page, 'Jules Roche');
  await father.page.getByText('Vous partagez cette fiche avec Claire Vidal').waitFor();

  const collector = mother.page;
  await collector.goto(motherPage);
  await press(collector, 'Autoriser cette personne');
  await expectStep(collector, 'Jules Roche');
  await collector.getByLabel('Prénoms').fill('Odile');
  await collector.getByLabel('Nom', { exact: true }).fill('Vidal');
  await collector.getByLabel('Téléphone').fill('06 11 22 33 44');
  await press(collector, 'Autoriser cette personne');
  await expectStep(collector, 'Jules Roche');
  await collector.getByRole('rowheader', { name: 'Odile Vidal' }).waitFor();

  const fatherPage = father.page.url();
  await father.page.reload();
  const row = father.page.getByRole('row').filter({ hasText: 'Odile Vidal' });
  expect(await row.innerText()).toContain('Claire Vidal');
  // What the mother said is hers to take away.
  expect(await row.getByRole('button').count()).toBe(0);

  // Neither household, nor a stranger, opens the page of the other one.
  for (const who of [father, stranger]) expect((await who.page.goto(motherPage))?.status()).toBe(404);
  await father.page.goto('/mon-espace/foyer');
  await expectStep(father.page, 'Mon foyer');
  expect(await father.page.getByRole('main').innerText()).not.toContain('Vidal');

  // The child is offered in the forms of both.
  for (const who of [mother, father]) {
    await who.page.goto('/vernon/demarches/inscription-ecole/commencer');
    await expectStep(who.page, 'L’enfant');
    await who.page.getByText('Jules Roche').first().waitFor();
  }

  // Separated for good: the mother ends it, and the father reads nothing of hers any more.
  await mother.page.goto(motherPage);
  await mother.page.getByText('Mettre fin au partage', { exact: true }).first().click();
  await press(mother.page, 'Mettre fin au partage');
  await expectStep(mother.page, 'Jules Roche');
  await father.page.goto(fatherPage);
  await expectStep(father.page, 'Jules Roche');
  const left = await father.page.getByRole('main').innerText();
  expect([left.includes('Vidal'), left.includes('06 11 22 33 44')]).toEqual([false, false]);
  await openMail(father.page, { to: father.email, subject: /n’est plus partagé/ });
  for (const { context } of [mother, father, stranger]) await context.close();
});

test('without script, a child is entered, corrected and removed', async () => {
  const { context, page } = await newAccount(
    browser,
    { givenNames: 'Nadège', familyName: 'Colin' },
    { screen: 'narrow', javaScript: false },
  );
  await page.goto('/mon-espace/foyer');
  await expectStep(page, 'Mon foyer');
  await page.goto('/mon-espace/foyer/ajouter');
  await press(page, 'Enregistrer');
  await expectStep(page, 'Ajouter une personne');
  await addChild(page, 'Lise');
  await follow(page, /Corriger Lise/);
  await expectStep(page, 'Corriger Lise Roche');
  await page.getByLabel('Prénoms').fill('Élise');
  await press(page, 'Enregistrer');
  await expectStep(page, 'Mon foyer');
  await page.goto('/mon-espace/enfants');
  await expectStep(page, 'Mes enfants');
  await follow(page, /Voir Élise Roche/);
  await page.getByLabel('Prénoms').fill('Odile');
  await page.getByLabel('Nom', { exact: true }).fill('Vidal');
  await page.getByLabel('Téléphone').fill('06 11 22 33 44');
  await typeDate(page, 'Autorisée jusqu’au', '1/1/2020');
  await press(page, 'Autoriser cette personne');
  await expectStep(page, 'Élise Roche');
  expect(await page.getByLabel('Prénoms').inputValue()).toBe('Odile');
  await typeDate(page, 'Autorisée jusqu’au', `1/7/${birthYear + 9}`);
  await press(page, 'Autoriser cette personne');
  await expectStep(page, 'Élise Roche');
  await press(page, 'Retirer Odile Vidal');
  await page.getByText('Personne d’autre que les parents.').waitFor();
  await page.goto('/mon-espace/foyer');
  await follow(page, /Corriger Élise/);
  await press(page, 'Retirer de mon foyer');
  await expectStep(page, 'Mon foyer');
  await page.getByText('Personne pour l’instant.').waitFor();
  await context.close();
});

test('the father of the demonstration reads his children in English, and not what their mother keeps to herself', async () => {
  const { context, page } = await signInResident(browser, otherResidents.father.email, {
    screen: 'phone',
    english: true,
  });
  await page.goto('/mon-espace/enfants');
  await expectStep(page, 'My children');
  await follow(page, /Open Léa Petit/);
  await expectStep(page, 'Léa Petit');
  await page.getByText(/You share this record with Jeanne Martin/).waitFor();
  await page.getByRole('rowheader', { name: 'Marie Martin' }).waitFor();
  expect(await page.getByRole('main').innerText()).not.toContain('Tom');
  await context.close();
});

async function addChild(page: Page, givenNames: string): Promise<void> {
  await page.goto('/mon-espace/foyer');
  await expectStep(page, 'Mon foyer');
  await page.getByRole('main').getByRole('link', { name: 'Ajouter une personne' }).click();
  await expectStep(page, 'Ajouter une personne');
  await page.getByLabel('Prénoms').fill(givenNames);
  await page.getByLabel('Nom de famille').fill('Roche');
  await choose(page, 'Qui est cette personne pour vous ?', 'Mon enfant');
  await typeDate(page, 'Date de naissance', `14/3/${birthYear}`);
  await press(page, 'Enregistrer');
  await expectStep(page, 'Mon foyer');
}
