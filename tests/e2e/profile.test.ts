import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demonstrationResident, otherResidents } from '#app/demonstration/sign-ins.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { choose, expectStep, follow, press, typeDate } from '#tests/support/journey.ts';
import { newAccount, signInResident } from '#tests/support/new-account.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const dataPath = '/mon-espace/profil/informations';

test('what was given is read with its source and date, fills a form in, and is refused there', async () => {
  const { context, page } = await newAccount(
    browser,
    { givenNames: 'Agathe', familyName: 'Lemoine' },
    { screen: 'phone', javaScript: false },
  );
  await page.goto('/mon-espace/profil');
  await expectStep(page, 'Mon profil');
  await page.goto('/mon-espace/profil/coordonnees');
  await page.getByLabel('Téléphone').fill('06 55 44 33 22');
  await press(page, 'Enregistrer');
  await page.goto(dataPath);
  await expectStep(page, 'Mes informations');
  const phone = page.getByRole('row').filter({ hasText: '06 55 44 33 22' });
  expect(await phone.innerText()).toContain('Donné par vous le');

  await page.getByLabel('Revenu fiscal de référence, en euros').fill('beaucoup');
  await press(page, 'Enregistrer');
  await page.getByRole('alert').waitFor();
  await expectStep(page, 'Mes informations');
  const year = Temporal.Now.plainDateISO('Europe/Paris').year - 1;
  await page.getByLabel('Revenu fiscal de référence, en euros').fill('21 450');
  await page.getByLabel('Année de ces revenus').fill(String(year));
  await press(page, 'Enregistrer');
  await page.getByText(`revenus de ${year}`).waitFor();
  expect(await page.getByRole('row').filter({ hasText: 'Identité' }).innerText()).toContain('Donné par vous le');

  const form = '/vernon/demarches/question-a-la-mairie/commencer';
  await page.goto(form);
  await expectStep(page, 'Poser une question à la mairie');
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Lemoine');
  await press(page, 'Ne pas l’utiliser pour cette démarche');
  await expectStep(page, 'Poser une question à la mairie');
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('');

  await page.goto(dataPath);
  await follow(page, 'Voir et télécharger mes données');
  await expectStep(page, 'Mes données');
  await page.getByText('06 55 44 33 22').waitFor();
  await context.close();
});

test('without script: a second phone is kept, corrected, and chosen in a form that keeps what was typed', async () => {
  const { context, page } = await newAccount(
    browser,
    { givenNames: 'Lucie', familyName: 'Berger' },
    { screen: 'narrow', javaScript: false },
  );
  await page.goto('/mon-espace/profil/coordonnees');
  await page.getByLabel('Téléphone').fill('06 55 44 33 22');
  await press(page, 'Enregistrer');
  await page.goto(dataPath);
  await follow(page, 'Ajouter un téléphone');
  await expectStep(page, 'Ajouter un téléphone');
  await page.getByLabel('Numéro').fill('02 32 11 22 3');
  await press(page, 'Enregistrer');
  await page.getByRole('alert').getByText('Choisissez ce que c’est').waitFor();
  await expectStep(page, 'Ajouter un téléphone');
  expect(await page.getByLabel('Numéro').inputValue()).toBe('02 32 11 22 3');
  await choose(page, 'Quel téléphone est-ce ?', 'Téléphone professionnel');
  await page.getByLabel('Numéro').fill('02 32 11 22 33');
  await press(page, 'Enregistrer');
  await expectStep(page, 'Mes informations');
  await follow(page, /^Corriger Téléphone professionnel/);
  await expectStep(page, 'Corriger un téléphone');
  await page.goto('/vernon/demarches/question-a-la-mairie/commencer');
  await expectStep(page, 'Poser une question à la mairie');
  await page.getByLabel('Votre message').fill('À quelle heure ouvrez-vous ?');
  await page.getByLabel('Vos téléphones').selectOption({ label: 'Téléphone professionnel : 02 32 11 22 33' });
  await press(page, 'Reprendre ce numéro');
  await expectStep(page, 'Poser une question à la mairie');
  expect(await page.getByLabel(/^Téléphone/).inputValue()).toMatch(/^02.32.11.22.33$/);
  expect(await page.getByLabel('Votre message').inputValue()).toBe('À quelle heure ouvrez-vous ?');
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Berger');
  await context.close();
});

test('FranceConnect’s identity is locked; the family quotient is asked with an agreement, told, and not after it is withdrawn', async () => {
  const { context, page } = await signInResident(browser, otherResidents.father.email, { screen: 'phone' });
  await page.goto(dataPath);
  await expectStep(page, 'Mes informations');
  await page.getByText(/Confirmé par FranceConnect le/).waitFor();
  // An earlier run may have left its agreement on a site that stays.
  const left = page.getByRole('button', { name: /^Retirer mon accord/ });
  if ((await left.count()) > 0) await left.click();
  await page.goto('/mon-espace/profil/coordonnees');
  expect(await page.locator('#family-name').count()).toBe(0);

  const form = await reachGuardians(page);
  await page.getByText('Dites-le-nous une fois').waitFor();
  expect(await page.getByLabel(/^Quotient familial/).inputValue()).toBe('');
  await press(page, 'Donner mon accord');
  // The same page comes back: its heading alone would be that of the page that is left.
  await page
    .getByText(/avec votre accord/)
    .first()
    .waitFor();
  await expectStep(page, 'Les responsables');
  expect(page.url()).toBe(form);
  expect(await page.getByLabel(/^Quotient familial/).inputValue()).toMatch(/\d{3}$/);

  await page.goto(dataPath);
  await expectStep(page, 'Mes informations');
  const use = page.getByRole('row').filter({ hasText: 'Inscrire un enfant à la cantine – Mairie de Vernon' });
  expect(await use.first().innerText()).toContain('Reprise dans votre formulaire');
  const uses = await use.count();
  await press(page, /^Retirer mon accord/);
  await expectStep(page, 'Mes informations');

  await page.goto(form);
  await expectStep(page, 'Les responsables');
  expect(await page.getByLabel(/^Quotient familial/).inputValue()).toBe('');
  await page.getByText('Dites-le-nous une fois').waitFor();
  await page.goto(`${dataPath}?lang=en`);
  await expectStep(page, 'My information');
  expect(await page.getByRole('row').filter({ hasText: 'Put in your form' }).count()).toBe(uses);
  await page.goto('/mon-espace/profil?lang=fr');
  await context.close();
});

test('on the narrowest screen the name of the site does not run under that of the person', async () => {
  const { context, page } = await signInResident(browser, demonstrationResident.email, { screen: 'narrow' });
  await page.goto('/mon-espace/profil');
  await expectStep(page, 'Mon profil');
  const [name, account] = await Promise.all(
    ['.pv-header__name', '.pv-header__account'].map((part) =>
      page.locator(part).evaluate((element) => {
        const words = document.createRange();
        words.selectNodeContents(element);
        const shown = words.getBoundingClientRect();
        return { left: element.getBoundingClientRect().left, wordsRight: shown.right };
      }),
    ),
  );
  expect(name?.wordsRight).toBeLessThan(account?.left ?? 0);
  await context.close();
});

/** To the page of the canteen's form that asks for the quotient. @returns its address */
async function reachGuardians(page: Page): Promise<string> {
  await page.goto('/vernon/demarches/inscription-cantine/commencer');
  await expectStep(page, 'Les enfants');
  await choose(page, 'Pour quelle année scolaire ?', 'L’année en cours');
  const child = page.getByRole('group', { name: 'Enfant 1', exact: true });
  // The household has her: nothing of it is typed again.
  await child.getByText(/^Léa Petit, /).click();
  const today = Temporal.Now.plainDateISO('Europe/Paris');
  await child.getByLabel('École', { exact: true }).fill('École du Parc');
  await child.getByLabel('Classe').selectOption({ label: 'CE2' });
  await choose(child, 'Quels jours mangera-t-il à la cantine ?', 'Tous les jours d’école');
  const start = today.add({ months: 1 });
  await typeDate(child, 'À partir du', `${start.day}/${start.month}/${start.year}`);
  await choose(child, 'Menu', 'Menu habituel');
  await choose(child, 'Projet d’accueil individualisé (PAI)', 'Non');
  await press(page, 'Continuer');
  await expectStep(page, 'Les responsables');
  return page.url();
}
