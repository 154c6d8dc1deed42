import type { Filing, FilingKind } from './ledger.ts';
import type { Person } from './person.ts';

/** Somebody of a service: where they work, and what comes to them. */
export interface Desk {
  readonly email: string;
  /** Slug of the authority whose dossiers they handle. */
  readonly authority: string;
  readonly handles: readonly FilingKind[];
}

export const desks: readonly Desk[] = [
  { email: 'secretariat@vernon.example', authority: 'vernon', handles: ['question', 'family-book', 'meeting'] },
  { email: 'responsable@vernon.example', authority: 'vernon', handles: ['question', 'family-book', 'meeting'] },
  { email: 'dechets@sna.example', authority: 'agglomeration', handles: ['composter'] },
];

/** Signs in, opens what the residents have filed, does what it waits for, or writes to them. */
export async function beAgent(person: Person, desk: Desk): Promise<void> {
  for (let n = 0; person.going; n += 1) {
    try {
      await work(person, desk, n);
    } catch (error) {
      person.giveUp(error);
    }
    await person.pause(0.3, 1.5);
  }
}

interface Opened {
  readonly person: Person;
  readonly dossierId: string;
  /** Address of the dossier at the desk. */
  readonly path: string;
  readonly page: { html: string; at: string };
  readonly n: number;
}

async function work(person: Person, { email, authority, handles }: Desk, n: number): Promise<void> {
  const told = person.ledger.filings.filter(
    (filing): filing is Filing & Required<Pick<Filing, 'told'>> =>
      filing.told !== undefined && handles.includes(filing.kind),
  );
  if (told.length === 0) return;
  const filing = person.random.pick(told);
  const { dossierId } = filing.told;
  const path = `/agents/dossiers/${authority}/${dossierId}`;
  const opened: Opened = { person, dossierId, path, page: await open(person, path, email), n };
  const next = filing.kind === 'composter' ? takePayment : filing.kind === 'meeting' ? proposeHours : takeInHand;
  if (person.random.next() < 0.7 && (await next(opened))) return;
  const said = { by: 'agent' as const, dossierId, marker: `mot-${email.split('@')[0]}-${n}-fin`, told: false };
  person.ledger.messages.push(said);
  await person.send(opened.page, '/messages', [['message', `Nous regardons : ${said.marker}`]]);
  said.told = true;
}

/** What is done of a dossier that waits for it. @returns whether there was something to do */
async function takeInHand({ person, dossierId, path, page }: Opened): Promise<boolean> {
  if (!page.html.includes(`${path}/actes/take"`)) return false;
  const act = { dossierId, transition: 'take', told: false };
  person.ledger.acts.push(act);
  const to = await person.send(page, '/actes/take', []);
  // Somebody else was quicker: one is led to the page that says so.
  act.told = !to.includes('/actes/');
  return true;
}

/** Asks for a sum, and another time takes it. */
async function takePayment(opened: Opened): Promise<boolean> {
  const { person, dossierId, path, page } = opened;
  if (await actWithForm(opened, 'ask-payment', [['amount', '12,50']])) return true;
  const link = linkTo(page.html, `${path}/paiements/`);
  if (link === undefined || person.ledger.payments.some((one) => one.dossierId === dossierId && one.told)) return false;
  const settled = { dossierId, told: false };
  const made = { dossierId, transition: 'payment-made', told: false };
  const form = await person.read(link);
  // Paid meanwhile, by somebody who was not told of it.
  if (!form.html.includes('/encaisser"')) return false;
  person.ledger.payments.push(settled);
  person.ledger.acts.push(made);
  await person.send(form, '/encaisser', [['moyen', 'cheque']]);
  settled.told = true;
  made.told = true;
  return true;
}

/** Says that a meeting is needed, and another time proposes two hours that nobody else was offered. */
async function proposeHours(opened: Opened): Promise<boolean> {
  const { person, path, page, n } = opened;
  if (await actWithForm(opened, 'offer-appointment', [])) return true;
  const link = linkTo(page.html, `${path}/rendez-vous/`);
  if (link === undefined) return false;
  const form = await person.read(link);
  // Offering again would move what the resident has been promised.
  if (!form.html.includes('/creneaux"') || person.ledger.offered.has(opened.dossierId)) return false;
  person.ledger.offered.add(opened.dossierId);
  const day = (ahead: number) => new Date(Date.now() + (30 + ahead) * 86_400_000).toISOString().slice(0, 10);
  // A day for each time that this agent proposes: nobody can be in two places.
  await person.send(form, '/creneaux', [
    ['jour-0', day(n)],
    ['heure-0', '09:00'],
    ['jour-1', day(n)],
    ['heure-1', '14:30'],
    ['duree', '30'],
    ['lieu', 'Mairie'],
  ]);
  return true;
}

async function actWithForm({ person, dossierId, path, page }: Opened, transition: string, fields: [string, string][]) {
  if (!page.html.includes(`${path}/actes/${transition}"`)) return false;
  const act = { dossierId, transition, told: false };
  const form = await person.read(`${path}/actes/${transition}`);
  person.ledger.acts.push(act);
  act.told = !(await person.send(form, `/actes/${transition}`, fields)).includes('/actes/');
  return true;
}

function linkTo(html: string, beginning: string): string | undefined {
  const at = html.indexOf(`href="${beginning}`);
  return at < 0 ? undefined : html.slice(at + 6, html.indexOf('"', at + 6));
}

/** A page of the desk, signing in when asked to. */
async function open(person: Person, path: string, email: string): Promise<{ html: string; at: string }> {
  const page = await person.read(path);
  if (!page.at.startsWith('/agents/connexion')) return page;
  await person.send(page, undefined, [
    ['email', email],
    ['password', 'parvis-demonstration'],
  ]);
  return person.read(path);
}
