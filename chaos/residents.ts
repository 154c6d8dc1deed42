import { createHash } from 'node:crypto';
import {
  attachment,
  familyBookAttachments,
  familyBookPages,
  familyBookPath,
  questionFields,
  questionPath,
} from '../bench/support/filing.ts';
import { composterPages, composterPath, composterProof, meetingPages, meetingPath } from './forms.ts';
import type { Filing, FilingKind } from './ledger.ts';
import { GivenUp, type Person } from './person.ts';

const ways: Record<FilingKind, (person: Person, filing: Filing) => Promise<string>> = {
  question: fileQuestion,
  'family-book': fileFamilyBook,
  composter: fileComposter,
  meeting: fileMeeting,
};

/** Each thing a resident asks for, as often as its weight says. */
const wanted: readonly FilingKind[] = ['family-book', 'family-book', 'question', 'question', 'composter', 'meeting'];

/** Files, reads the receipt, sometimes writes to the service or waits for an hour to choose; then is somebody else. */
export async function beResident(person: Person, name: string): Promise<void> {
  for (let n = 0; person.going; n += 1) {
    person.forgetCookies();
    const filing: Filing = {
      kind: person.random.pick(wanted),
      email: `${name}-${n}@chaos.example`,
      attachments: [],
    };
    person.ledger.filings.push(filing);
    try {
      const receipt = await ways[filing.kind](person, filing);
      const { html, at } = await person.read(receipt);
      const code = /pv-panel__code-value">([^<]+)</.exec(html)?.[1];
      const dossierId = /\/dossiers\/([0-9a-f-]{36})\/recu/.exec(at)?.[1];
      if (code === undefined || dossierId === undefined) throw new GivenUp(`no receipt at ${at}`);
      filing.told = { dossierId, code };
      const dossier = at.replace(/\/recu$/, '');
      if (filing.kind === 'meeting') await choose(person, dossier, dossierId);
      else if (person.random.next() < 0.5) await write(person, dossier, dossierId, `${name}-${n}`);
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

async function fileComposter(person: Person, filing: Filing): Promise<string> {
  let next = composterPath;
  for (const [index, fields] of composterPages(filing.email).entries()) {
    const content = attachment(20_000);
    const files =
      index === 1 ? [{ field: composterProof, name: 'justificatif.pdf', type: 'application/pdf', content }] : [];
    if (files.length > 0) filing.attachments.push(createHash('sha256').update(content).digest('hex'));
    next = await person.send(await person.read(next), undefined, fields, files);
  }
  return next.endsWith('/recu') ? next : person.send(await person.read(next), undefined, []);
}

async function fileMeeting(person: Person, filing: Filing): Promise<string> {
  let next = meetingPath;
  for (const fields of meetingPages(filing.email)) next = await person.send(await person.read(next), undefined, fields);
  return next.endsWith('/recu') ? next : person.send(await person.read(next), undefined, []);
}

/** Comes back to the page of the dossier until an agent has proposed hours, and takes one; not for ever. */
async function choose(person: Person, dossier: string, dossierId: string): Promise<void> {
  for (let looks = 0; looks < 12 && person.going; looks += 1) {
    const link = /href="([^"]*\/rendez-vous\/[0-9a-f-]{36})"/.exec((await person.read(dossier)).html)?.[1];
    if (link !== undefined) {
      const page = await person.read(link);
      const slots = [...page.html.matchAll(/name="creneau" value="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '');
      if (slots.length > 0) {
        const chosen = { dossierId, slotId: person.random.pick(slots), told: false };
        person.ledger.appointments.push(chosen);
        await person.send(page, undefined, [['creneau', chosen.slotId]]);
        chosen.told = true;
        return;
      }
    }
    await person.pause(1, 3);
  }
}

async function write(person: Person, dossier: string, dossierId: string, name: string): Promise<void> {
  const page = await person.read(dossier);
  const said = { by: 'resident' as const, dossierId, marker: `mot-${name}-fin`, told: false };
  person.ledger.messages.push(said);
  await person.send(page, '/messages', [['message', `Une précision : ${said.marker}`]]);
  said.told = true;
}
