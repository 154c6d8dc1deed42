import type { Person } from './person.ts';

/** Signs in, opens what the residents have filed, takes it in hand, writes to them. */
export async function beAgent(person: Person, email: string): Promise<void> {
  for (let n = 0; person.going; n += 1) {
    try {
      await work(person, email, n);
    } catch (error) {
      person.giveUp(error);
    }
    await person.pause(0.3, 1.5);
  }
}

async function work(person: Person, email: string, n: number): Promise<void> {
  const told = person.ledger.filings.filter((filing) => filing.told !== undefined);
  if (told.length === 0) return;
  const { dossierId } = person.random.pick(told).told as { dossierId: string };
  const path = `/agents/dossiers/vernon/${dossierId}`;
  const page = await open(person, path, email);
  if (page.html.includes(`${path}/actes/take"`) && person.random.next() < 0.6) {
    const act = { dossierId, transition: 'take', told: false };
    person.ledger.acts.push(act);
    const to = await person.send(page, '/actes/take', []);
    // Somebody else was quicker: one is led to the page that says so.
    act.told = !to.includes('/actes/');
    return;
  }
  const said = { by: 'agent' as const, dossierId, marker: `mot-${email.split('@')[0]}-${n}-fin`, told: false };
  person.ledger.messages.push(said);
  await person.send(page, '/messages', [['message', `Nous regardons : ${said.marker}`]]);
  said.told = true;
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
