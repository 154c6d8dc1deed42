import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withWorkflow } from '#modules/dossiers/effects/testing/with-workflow.ts';
import { type AgentBench, agentBench } from '#modules/dossiers/web/agent/testing/agent-bench.ts';
import { makeWorld, type World } from '#tests/security/world.ts';
import { launchBrowser, screens } from '#tests/support/browser.ts';
import { expectStep, follow, press, tick } from '#tests/support/journey.ts';

let world: World;
let bench: AgentBench;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  world = await makeWorld();
  bench = await agentBench(world.counter.platform);
  origin = await world.counter.server.listen({ host: '127.0.0.1', port: 0 });
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** The administrator of Vernon, without script, on the narrowest screen. */
async function administrator(): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: screens.narrow,
    javaScriptEnabled: false,
    locale: 'fr-FR',
  });
  const signedIn = await world.browser(world.people.administrator);
  const value = signedIn.cookie('parvis_agent');
  if (value === undefined) throw new Error('The administrator is not signed in');
  await context.addCookies([{ name: 'parvis_agent', value, url: origin }]);
  context.setDefaultTimeout(15_000);
  return context.newPage();
}

test('an administrator gives a system its address, sees its secret once and takes the address away', async () => {
  const page = await administrator();
  await page.goto('/agents/administration/logiciels');
  await expectStep(page, 'Logiciels prévenus');
  await page.getByLabel('Nom du logiciel').fill('État civil');
  await page.getByLabel('Adresse du logiciel').fill('https://10.0.0.1/');
  await press(page, 'Enregistrer');
  await expectStep(page, 'Logiciels prévenus');
  await page.getByRole('link', { name: /lettres minuscules/ }).waitFor();
  expect(await page.getByLabel('Nom du logiciel').inputValue()).toBe('État civil');
  await page.getByLabel('Nom du logiciel').fill('etat-civil');
  await press(page, 'Enregistrer');
  await page.getByRole('link', { name: /réseau privé/ }).waitFor();
  await page.getByLabel('Adresse du logiciel').fill('https://etat-civil.example.fr/parvis');
  await press(page, 'Enregistrer');
  await expectStep(page, /Secret de/);
  const secret = await page.getByRole('main').locator('code').innerText();
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  await follow(page, 'Le secret est copié');
  await expectStep(page, 'Logiciels prévenus');
  expect(await page.content()).not.toContain(secret);

  // Another address keeps the secret, unless a new one is asked for.
  await page.getByLabel('Nom du logiciel').fill('etat-civil');
  await page.getByLabel('Adresse du logiciel').fill('https://autre.example.fr/parvis');
  await press(page, 'Enregistrer');
  await page.getByText('Le secret n’a pas changé').waitFor();
  await page.getByText('https://autre.example.fr/parvis').waitFor();
  await page.getByLabel('Nom du logiciel').fill('etat-civil');
  await page.getByLabel('Adresse du logiciel').fill('https://autre.example.fr/parvis');
  await tick(page, 'Changer aussi le secret');
  await press(page, 'Enregistrer');
  await expectStep(page, /Secret de/);
  expect(await page.getByRole('main').locator('code').innerText()).not.toBe(secret);

  await page.goto('/agents/administration/logiciels');
  await follow(page, 'Supprimer etat-civil');
  await expectStep(page, /Ne plus prévenir/);
  await press(page, 'Supprimer');
  await page.getByText('L’adresse est supprimée').waitFor();
  await page.getByText('Aucun logiciel n’est prévenu').waitFor();
  await page.context().close();
});

test('an administrator sees dossier by dossier what can follow the version online, and why not, then does it', async () => {
  const question = await bench.procedure('question');
  const former = await withWorkflow(bench, question, {
    states: [{ id: 'late', phase: 'in-progress', label: 'En retard', explanation: 'En retard.' }],
    transitions: [
      { id: 'wait', to: 'late' },
      { id: 'resume', from: ['late'], to: 'new' },
    ],
  });
  const next = await withWorkflow(bench, question, { transitions: [] });
  const open = await bench.file(former, { not_asked: 'x' });
  const other = await bench.file(former);
  const stuck = await bench.file(former);
  await bench.platform.database.transaction(['C27681'], (tx) =>
    tx.updateTable('dossiers').set({ state: 'late', phase: 'in-progress' }).where('id', '=', stuck.id).execute(),
  );
  await world.counter.catalogue.refresh();
  const page = await administrator();
  const versions = '/agents/administration/versions';
  await page.goto(versions);
  await expectStep(page, 'Dossiers sur d’anciennes versions');
  await page.locator(`a[href="${versions}/question/${former.version}"]`).click();
  await expectStep(page, new RegExp(`de la version ${former.version} à la version ${next.version}`));
  await page.getByRole('row').filter({ hasText: 'La nouvelle version n’a pas l’étape' }).waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(2);
  // The way to a dossier is for those who may open it: the team in charge.
  const ways = page.getByRole('link', { name: /^Voir le dossier / });
  expect(await ways.count()).toBe(0);
  const membership = {
    authority_id: question.teamAuthorityId,
    team_id: question.teamId,
    agent_id: world.people.administrator.agent?.id ?? '',
  };
  await bench.platform.database.transaction([question.teamAuthorityId], (tx) =>
    tx.insertInto('team_members').values(membership).execute(),
  );
  await page.reload();
  expect(await ways.count()).toBe(3);
  await page.locator('table').getByRole('link').click();
  await page.waitForURL(new RegExp(`/agents/dossiers/vernon/${stuck.id}$`));
  await page.goBack();
  await page
    .getByText(/gardées à l’historique/)
    .first()
    .waitFor();
  expect((await bench.read(open)).procedure_version).toBe(former.version);

  // One at a time when that is wished.
  await page.locator(`label[for="${await page.locator(`[value="${other.id}"]`).getAttribute('id')}"]`).click();
  await press(page, 'Faire passer les dossiers choisis');
  await page.getByText(`Dossiers passés à la version ${next.version}`).waitFor();
  expect((await bench.read(open)).procedure_version).toBe(next.version);
  expect((await bench.read(other)).procedure_version).toBe(former.version);
  await press(page, 'Faire passer les dossiers choisis');
  await expectStep(page, new RegExp(`de la version ${former.version}`));
  expect((await bench.read(other)).procedure_version).toBe(next.version);
  expect((await bench.read(stuck)).procedure_version).toBe(former.version);
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await page.context().close();
});
