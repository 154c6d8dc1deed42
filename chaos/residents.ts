import { createHash } from 'node:crypto';
import {
  attachment,
  familyBookAttachments,
  familyBookPages,
  familyBookPath,
  questionFields,
  questionPath,
} from '../bench/support/filing.ts';
import type { Filing } from './ledger.ts';
import { GivenUp, type Person } from './person.ts';

/** Files, reads the receipt, sometimes writes to the service; then is somebody else. */
export async function beResident(person: Person, name: string): Promise<void> {
  for (let n = 0; person.going; n += 1) {
    person.forgetCookies();
    const filing: Filing = {
      kind: person.random.next() < 0.4 ? 'family-book' : 'question',
      email: `${name}-${n}@chaos.example`,
      attachments: [],
    };
    person.ledger.filings.push(filing);
    try {
      const receipt =
        filing.kind === 'question' ? await fileQuestion(person, filing) : await fileFamilyBook(person, filing);
      const { html, at } = await person.read(receipt);
      const code = /pv-panel__code-value">([^<]+)</.exec(html)?.[1];
      const dossierId = /\/dossiers\/([0-9a-f-]{36})\/recu/.exec(at)?.[1];
      if (code === undefined || dossierId === undefined) throw new GivenUp(`no receipt at ${at}`);
      filing.told = { dossierId, code };
      if (person.random.next() < 0.5) await write(person, at.replace(/\/recu$/, ''), dossierId, `${name}-${n}`);
    } catch (error) {
      person.giveUp(error);
    }
    await person.pause(0.3, 2);
  }
}

async function fileQuestion(person: Person, filing: Filing): Promise<string> {
  const fields = questionFields({ email: filing.email, message: `Question de ${filing.email} ?` });
  return person.send(await person.read(questionPath), undefined, fields);
}

async function fileFamilyBook(person: Person, filing: Filing): Promise<string> {
  let next = familyBookPath;
  for (const fields of familyBookPages({ email: filing.email, street: '12 rue du Moulin' })) {
    next = await person.send(await person.read(next), undefined, fields);
  }
  const files = familyBookAttachments.map((field) => {
    const content = attachment(60_000);
    filing.attachments.push(createHash('sha256').update(content).digest('hex'));
    return { field, name: `${field}.pdf`, type: 'application/pdf', content };
  });
  next = await person.send(await person.read(next), undefined, [['accuracy', 'yes']], files);
  return person.send(await person.read(next), undefined, []);
}

async function write(person: Person, dossier: string, dossierId: string, name: string): Promise<void> {
  const page = await person.read(dossier);
  const said = { by: 'resident' as const, dossierId, marker: `mot-${name}-fin`, told: false };
  person.ledger.messages.push(said);
  await person.send(page, '/messages', [['message', `Une précision : ${said.marker}`]]);
  said.told = true;
}
