import { randomBytes, randomFillSync } from 'node:crypto';
import type { Answer, Visitor } from './browser-like-client.ts';
import { readForm } from './html-form.ts';

export type Fields = readonly (readonly [string, string])[];
export type Files = Parameters<Visitor['postMultipart']>[2];

/** Where the one-page form of seven fields and the four-page form with two attachments begin. */
export const questionPath = '/vernon/demarches/question-a-la-mairie/commencer';
export const familyBookPath = '/vernon/demarches/livret-de-famille/commencer';

/** The fields of the question, whatever is asked and whoever asks. */
export function questionFields(told: { email: string; message: string }): Fields {
  return [
    ['subject', 'streets'],
    ['message', told.message],
    ['given_names', 'Jeanne'],
    ['family_name', 'Martin'],
    ['email', told.email],
    ['phone', '06 12 34 56 78'],
  ];
}

/** The pages of the family book before that of the attachments. */
export function familyBookPages(told: { email: string; street: string }): readonly Fields[] {
  return [
    [
      ['wanted', 'duplicate'],
      ['reason', 'lost'],
      ['book_kind', 'spouses'],
    ],
    [
      ['marriage_commune', 'Vernon (27200)'],
      ['marriage_date-day', '3'],
      ['marriage_date-month', '5'],
      ['marriage_date-year', '2010'],
    ],
    [
      ['given_names', 'Jeanne'],
      ['family_name', 'Martin'],
      ['birth_date-day', '12'],
      ['birth_date-month', '9'],
      ['birth_date-year', '1984'],
      ['birth_place', 'Rouen'],
      ['address-street', told.street],
      ['address-postcode', '27200'],
      ['address-city', 'Vernon'],
      ['email', told.email],
      ['phone', '06 12 34 56 78'],
    ],
  ];
}

export const familyBookAttachments = ['identity_document', 'home_proof'] as const;

/** What no compression shortens, made once: drawing it for each attachment would cost the load a millisecond. */
const noise = randomBytes(1_000_000);

/** A scan as a PDF of that many bytes, up to a million, its image different each time so that each is really kept. */
export function attachment(size: number): Buffer {
  const head =
    '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n2 0 obj<</Subtype/Image/Filter/DCTDecode/Length 199800>>stream\n';
  const tail = '\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
  const image = noise.subarray(0, size - head.length - tail.length);
  const scan = Buffer.concat([Buffer.from(head), image, Buffer.from(tail)]);
  randomFillSync(scan, head.length, 64);
  return scan;
}

/** Opens a page, sends its form, gives the address of the next one. */
export async function step(visitor: Visitor, path: string, fields: Fields, files: Files = []): Promise<string> {
  const page = await visitor.get(path);
  if (page.status !== 200) throw new Error(`${path}: status ${page.status}`);
  return nextOf(path, await sendForm(visitor, page, path, fields, files));
}

/** Sends the form of a page that was read. */
export function sendForm(
  visitor: Visitor,
  page: Answer,
  path: string,
  fields: Fields,
  files: Files = [],
): Promise<Answer> {
  const form = readForm(page.body.toString(), path);
  const all = [...form.hidden, ...fields];
  return form.multipart ? visitor.postMultipart(form.action, all, files) : visitor.postForm(form.action, all);
}

/** Where an accepted form leads. @throws what the summary of errors says */
export function nextOf(path: string, answer: Answer): string {
  const location = answer.headers.get('location');
  if (answer.status === 303 && location !== undefined) return location;
  const said = /<ul class="govuk-list govuk-error-summary__list">[\s\S]*?<\/ul>/.exec(answer.body.toString())?.[0];
  throw new Error(`${path}: status ${answer.status} ${said?.replace(/<[^>]+>/g, ' ') ?? ''}`);
}

/** @returns the page of the receipt */
export async function expectReceipt(visitor: Visitor, path: string): Promise<string> {
  const receipt = await visitor.get(path);
  const html = receipt.body.toString();
  if (receipt.status !== 200 || (!html.includes('govuk-panel') && !html.includes('pv-panel'))) {
    throw new Error(`${path}: not a receipt (${receipt.status})`);
  }
  return html;
}
