import { afterAll, beforeAll, expect, test } from 'vitest';
import { agentCookieName, residentCookieName } from '#modules/identity/index.ts';
import { beginMaintenance } from '#modules/service-state/index.ts';
import { isClosedDuringMaintenance, type Route } from '#platform/http/route.ts';
import { agent, resident } from '#tests/support/signed-in.ts';
import { type TestCounter, testCounter, type Visitor } from '#tests/support/test-counter.ts';

/** Every form that answers in maintenance mode, with its reason. All others are closed, new ones too. */
const open: Readonly<Record<string, RegExp>> = {
  'getting in, and keeping others out':
    /^identity\.(?!.*(submit-details|submit-agent-details|change-email$|household|close-account|invite-agent|repeat-invitation|agent-role|end-agent-access|reset-second-factor|team|delegation|absence|unlink-agent-proconnect|rules)).*$/,
  'signing in to other sites': /^single-sign-on\.(answer|sign-in-again|withdraw)$/,
  'drafts of residents':
    /^dossiers\.(send-start|send-draft-page|send-draft-file|erase-draft|send-resume-link|send-resume|refuse-profile)$|^bodies\.act-for$/,
  'drafts that agents and helpers fill in':
    /^(agent-dossiers\.(counter|internal)-(send-begin|send-page|send-long|erase)|mandates\.(begin|send-page|erase)|incoming-mail\.(send-page|send-long|erase))$/,
  'reading by way of a form':
    /^(dossiers\.send-code|seals\.verify|agent-dossiers\.open-resident-file|agent-presence\.note)$/,
  'taking a right back': /^mandates\.end-(mine|by-link)$/,
  'the mode itself': /^service-state\./,
};

const isOpen = (route: Route) => Object.values(open).some((pattern) => pattern.test(route.id));

let counter: TestCounter;
let browser: Visitor;
beforeAll(async () => {
  counter = await testCounter();
  const person = await resident(counter, 'Zoé');
  const territory = await counter.directory.getTerritory();
  const administrator = await agent(counter, 'administrator', territory.epci.id);
  browser = counter.visitor();
  browser.setCookie(residentCookieName, person.visitor.cookie(residentCookieName) ?? '');
  browser.setCookie(agentCookieName, administrator.cookie(agentCookieName) ?? '');
  await beginMaintenance(counter.platform, 'command', { until: undefined, message: undefined });
}, 120_000);
afterAll(() => counter?.close());

test('each form is declared open with a reason, or is closed', () => {
  const forms = counter.routes.filter(({ method }) => method === 'POST');
  expect(forms.length).toBeGreaterThan(180);
  expect(forms.filter((route) => !isClosedDuringMaintenance(route)).map(({ id }) => id)).toEqual(
    forms.filter(isOpen).map(({ id }) => id),
  );
  expect(counter.routes.filter((route) => route.method === 'GET' && isClosedDuringMaintenance(route))).toEqual([]);
});

test('a form that files says that what it files is kept as a draft', () => {
  expect(
    counter.routes.filter(({ duringMaintenance }) => duringMaintenance === 'closed-with-draft').map(({ id }) => id),
  ).toEqual([
    'dossiers.submit',
    'agent-dossiers.internal-send',
    'agent-dossiers.counter-send',
    'mandates.send',
    'incoming-mail.send',
  ]);
});

test('each closed form is answered by the mode, whoever sends it, and no open one is', async () => {
  // The page of the administrator gives the form token.
  expect((await browser.get('/agents/administration/etat-du-service')).status).toBe(200);
  const wrong: string[] = [];
  for (const route of counter.routes.filter(({ method, access }) => method === 'POST' && access !== 'operations')) {
    // Signing out and the end of the mode would change the rest.
    if (/sign-out$|end-devices$|end-maintenance$|change-password$/.test(route.id)) continue;
    const path = route.path.replace(/:\w+/g, '0');
    const answer =
      route.multipart === true ? await browser.postFiles(path, {}, []) : await browser.post(path, { x: '1' });
    const refused = answer.status === 503 && answer.headers['retry-after'] === '900';
    if (refused === isOpen(route)) wrong.push(`${route.id}: ${answer.status}`);
    if (answer.status === 500) wrong.push(`${route.id}: 500`);
  }
  expect(wrong).toEqual([]);
}, 120_000);
