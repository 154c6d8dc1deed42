import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withWorkflow } from '#modules/dossiers/effects/testing/with-workflow.ts';
import { agentBench } from '#modules/dossiers/web/agent/testing/agent-bench.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { makeWorld, type PersonName, vernon, type World } from '#tests/security/world.ts';
import { launchBrowser, screens } from '#tests/support/browser.ts';
import { choose, expectStep, follow, press } from '#tests/support/journey.ts';

let world: World;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  world = await makeWorld();
  origin = await world.counter.server.listen({ host: '127.0.0.1', port: 0 });
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** A browser in which that person is signed in, or followed by the cookie of a visitor. */
async function windowOf(name: PersonName, screen: keyof typeof screens): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    baseURL: origin,
    viewport: screens[screen],
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  });
  const signedIn = await world.browser(world.people[name]);
  const cookies = ['parvis_visitor', 'parvis_agent'].flatMap((cookie) => {
    const value = signedIn.cookie(cookie);
    return value === undefined ? [] : [{ name: cookie, value, url: origin }];
  });
  await context.addCookies(cookies);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}

const step = { phase: 'in-progress', explanation: 'Étape de la demande.' };

test('a request is paid, met about, judged by others and signed, each on its own screen', async () => {
  const { counter, people } = world;
  const bench = await agentBench(counter.platform);
  const question = await bench.procedure('question');
  await counter.platform.database.transaction([vernon], (tx) =>
    tx
      .updateTable('team_members')
      .set({ leader: true })
      .where('agent_id', '=', people['team leader'].agent?.id ?? '')
      .execute(),
  );
  const dossier = await bench.file(
    await withWorkflow(bench, question, {
      states: [
        { ...step, id: 'to-pay', phase: 'waiting-applicant', label: 'À payer' },
        { ...step, id: 'meeting', label: 'Rendez-vous à fixer' },
        { ...step, id: 'advice', label: 'Avis demandé' },
        { ...step, id: 'signing', label: 'À la signature' },
      ],
      transitions: [
        {
          id: 'ask-payment',
          to: 'to-pay',
          label: 'Demander le paiement',
          effects: [{ effect: 'payment', label: 'Droits de place', amount: '1250', within: '30d' }],
        },
        {
          id: 'paid',
          from: ['to-pay'],
          to: 'meeting',
          by: ['system'],
          on: 'payment-made',
          effects: [{ effect: 'appointment', subject: 'Visite sur place', minutes: 45 }],
        },
        {
          id: 'consult',
          from: ['meeting'],
          to: 'advice',
          label: 'Demander un avis',
          form: [{ id: 'opinion_team', type: 'text', label: 'Service à consulter', agentOnly: true }],
          effects: [{ effect: 'ask-opinion', question: 'Le projet est-il conforme ?', within: '15d' }],
        },
        {
          id: 'advised',
          from: ['advice'],
          to: 'signing',
          by: ['system'],
          on: 'opinion-given',
          effects: [{ effect: 'signature', steps: ['leader'], template: 'refusal' }],
        },
        { id: 'signed', from: ['signing'], to: 'done', by: ['system'], on: 'signed' },
      ],
    }),
    { subject: 'services', message: 'Je souhaite installer un étal.' },
  );
  await counter.platform.database.transaction([vernon], (tx) =>
    tx
      .updateTable('dossiers')
      .set({ visitor_hash: sha256(people.visitor.visitorSecret ?? '') })
      .where('id', '=', dossier.id)
      .execute(),
  );
  const own = `/vernon/dossiers/${dossier.id}`;
  const desk = `/agents/dossiers/vernon/${dossier.id}`;
  const agent = await windowOf('agent', 'desk');
  const resident = await windowOf('visitor', 'phone');

  await agent.goto(`${desk}/actes/ask-payment`);
  await expectStep(agent, 'Demander le paiement');
  await press(agent, 'Demander le paiement');
  await expectStep(agent, /Zoé Martin|Poser une question|question/i);
  await resident.goto(own);
  await expectStep(resident, /question/i);
  await resident.getByText(/À payer\s:\s12,50/).waitFor();
  await follow(agent, /Encaisser ou annuler/);
  await expectStep(agent, 'Paiement\u00a0: Droits de place');
  await press(agent, /^Encaisser 12,50/);
  await expectStep(agent, 'Paiement\u00a0: Droits de place');
  await choose(agent, 'Comment la personne a-t-elle payé\u00a0?', 'Espèces');
  await press(agent, /^Encaisser 12,50/);
  await agent.getByText('Paiement enregistré. Reçu 2026-0001.').waitFor();

  await follow(agent, /Proposer ou modifier/);
  await expectStep(agent, 'Rendez-vous\u00a0: Visite sur place');
  await agent.getByLabel('Créneau 1\u00a0: jour').fill('2026-12-08');
  await agent.getByLabel('Créneau 1\u00a0: heure').fill('09:30');
  await agent.getByLabel(/Créneau 2\u00a0: jour/).fill('2026-12-09');
  await agent.getByLabel(/Créneau 2\u00a0: heure/).fill('14:00');
  await press(agent, 'Envoyer les créneaux');
  await agent.getByText('Les créneaux sont proposés à la personne.').waitFor();
  await resident.goto(own);
  await follow(resident, 'Voir les créneaux proposés');
  await expectStep(resident, 'Rendez-vous\u00a0: Visite sur place');
  await choose(
    resident,
    'Quel créneau vous convient\u00a0?',
    'mercredi 9 décembre 2026, de 14\u00a0h\u00a000 à 14\u00a0h\u00a045',
  );
  await press(resident, 'Confirmer mon choix');
  await resident
    .getByText(/Votre rendez-vous est pris/)
    .first()
    .waitFor();
  await expectStep(resident, /question/i);

  await agent.goto(`${desk}/actes/consult`);
  await expectStep(agent, 'Demander un avis');
  await agent.getByLabel('Service à consulter').fill('Sans droit');
  await agent.getByLabel('Résumé de la demande').fill('Un étal de fleurs sur la place.');
  await press(agent, 'Demander un avis');
  await agent.getByRole('heading', { name: 'Avis demandés' }).waitFor();
  const expert = await windowOf('agent of another team', 'phone');
  await expert.goto('/agents/avis');
  await expectStep(expert, 'Avis à donner');
  await expert.getByRole('table').getByRole('link').first().click();
  await expectStep(expert, 'Votre avis');
  await choose(expert, 'Quel est votre avis\u00a0?', 'Favorable');
  await press(expert, 'Envoyer mon avis');
  await expectStep(expert, 'Avis à donner');

  const leader = await windowOf('team leader', 'desk');
  await leader.goto('/agents');
  await follow(leader, /^À signer/);
  await expectStep(leader, 'À signer');
  await leader.getByRole('table').getByRole('link').first().click();
  await expectStep(leader, /^Signer/);
  await choose(leader, 'Que décidez-vous\u00a0?', 'Je signe ce document');
  await press(leader, 'Valider ma décision');
  await expectStep(leader, 'À signer');
  await leader.getByText('Rien n’attend votre signature.').waitFor();
  expect(await bench.read(dossier)).toMatchObject({ state: 'done' });
  await agent.goto(desk);
  await expectStep(agent, /question/i);
  await resident.goto(own);
  await expectStep(resident, /question/i);

  const lost = await windowOf('stranger', 'narrow');
  await lost.goto('/avis/nimporte-quoi');
  await expectStep(lost, 'Ce lien ne mène à aucune demande d’avis');
}, 180_000);

test('an agent asks for leave from the desk and follows it', async () => {
  const page = await windowOf('agent', 'desk');
  await page.goto('/agents/demandes-internes');
  await expectStep(page, 'Mes demandes internes');
  await follow(page, 'Demander un congé ou une absence');
  await expectStep(page, 'Demander un congé ou une absence');
  await press(page, 'Commencer');
  await page
    .getByRole('heading', { level: 2, name: 'Votre absence' })
    .or(page.getByRole('heading', { level: 1 }))
    .first()
    .waitFor();
  expect(await page.getByLabel('Adresse électronique professionnelle').inputValue()).toContain('@example.fr');
  await press(page, 'Continuer');
  await page.getByRole('alert').or(page.getByText('Il y a un problème')).first().waitFor();
}, 60_000);
