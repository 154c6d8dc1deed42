import { randomBytes } from 'node:crypto';
import { Visitor } from './support/browser-like-client.ts';
import type { BenchCase } from './support/figures.ts';
import { readForm } from './support/html-form.ts';
import { runLoad } from './support/load.ts';
import { type BenchSite, startBenchSite } from './support/site.ts';

/**
 * Whole filings, as browsers make them: each act opens the form, sends it and reads the receipt, and ends after the
 * commit with the acknowledgement enqueued. `npm run bench -- submit [seconds] [part of a case's name]`.
 */
export async function run(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const seconds = Number(args[0] ?? 10);
  const wanted = args[1] ?? '';
  const cases = [
    { name: 'submit one page of seven fields', clients: 20, file: fileOnePage },
    { name: 'submit four pages with two attachments of 200 KB', clients: 12, file: fileWithAttachments },
  ];
  const site = await startBenchSite();
  try {
    for (const { name, clients, file } of cases) {
      if (name.includes(wanted)) report(await runLoad(site, { name, clients, seconds, act: actOf(site, file) }));
    }
  } finally {
    await site.stop();
  }
}

/** Each client keeps its connection; each filing is by somebody new, without cookies. */
function actOf(site: BenchSite, file: (visitor: Visitor) => Promise<void>): (client: number) => Promise<void> {
  const visitors = new Map<number, Visitor>();
  return async (client) => {
    let visitor = visitors.get(client);
    if (visitor === undefined) {
      visitor = new Visitor(site.port);
      visitors.set(client, visitor);
    }
    visitor.forgetCookies();
    await file(visitor);
  };
}

const identity = [
  ['given_names', 'Jeanne'],
  ['family_name', 'Martin'],
] as const;

async function fileOnePage(visitor: Visitor): Promise<void> {
  const receipt = await step(visitor, '/vernon/demarches/question-a-la-mairie/commencer', [
    ['subject', 'streets'],
    ['message', 'Quand la rue du Moulin sera-t-elle refaite ? Les trous deviennent dangereux pour les vélos.'],
    ...identity,
    ['email', 'jeanne.martin@example.org'],
    ['phone', '06 12 34 56 78'],
  ]);
  await expectReceipt(visitor, receipt);
}

/** A scan as a PDF of that many bytes, its image different each time so that each is really kept. */
function attachment(size: number): Buffer {
  const head =
    '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n2 0 obj<</Subtype/Image/Filter/DCTDecode/Length 199800>>stream\n';
  const tail = '\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
  return Buffer.concat([Buffer.from(head), randomBytes(size - head.length - tail.length), Buffer.from(tail)]);
}

async function fileWithAttachments(visitor: Visitor): Promise<void> {
  const file = (field: string) => ({
    field,
    name: `${field}.pdf`,
    type: 'application/pdf',
    content: attachment(200_000),
  });
  let next = await step(visitor, '/vernon/demarches/livret-de-famille/commencer', [
    ['wanted', 'duplicate'],
    ['reason', 'lost'],
    ['book_kind', 'spouses'],
  ]);
  next = await step(visitor, next, [
    ['marriage_commune', 'Vernon (27200)'],
    ['marriage_date-day', '3'],
    ['marriage_date-month', '5'],
    ['marriage_date-year', '2010'],
  ]);
  next = await step(visitor, next, [
    ...identity,
    ['birth_date-day', '12'],
    ['birth_date-month', '9'],
    ['birth_date-year', '1984'],
    ['birth_place', 'Rouen'],
    ['address-street', '12 rue du Moulin'],
    ['address-postcode', '27200'],
    ['address-city', 'Vernon'],
    ['email', 'jeanne.martin@example.org'],
    ['phone', '06 12 34 56 78'],
  ]);
  next = await step(visitor, next, [['accuracy', 'yes']], [file('identity_document'), file('home_proof')]);
  await expectReceipt(visitor, await step(visitor, next, []));
}

type Files = Parameters<Visitor['postMultipart']>[2];

/** Opens a page, sends its form, gives the address of the next one. */
async function step(
  visitor: Visitor,
  path: string,
  fields: readonly (readonly [string, string])[],
  files: Files = [],
): Promise<string> {
  const page = await visitor.get(path);
  if (page.status !== 200) throw new Error(`${path}: status ${page.status}`);
  const form = readForm(page.body.toString(), path);
  const all = [...form.hidden, ...fields];
  const answer = form.multipart
    ? await visitor.postMultipart(form.action, all, files)
    : await visitor.postForm(form.action, all);
  const location = answer.headers.get('location');
  if (answer.status !== 303 || location === undefined) {
    const said = /<ul class="govuk-list govuk-error-summary__list">[\s\S]*?<\/ul>/.exec(answer.body.toString())?.[0];
    throw new Error(`${form.action}: status ${answer.status} ${said?.replace(/<[^>]+>/g, ' ') ?? ''}`);
  }
  return location;
}

async function expectReceipt(visitor: Visitor, path: string): Promise<void> {
  const receipt = await visitor.get(path);
  if (receipt.status !== 200 || (!receipt.body.includes('govuk-panel') && !receipt.body.includes('pv-panel'))) {
    throw new Error(`${path}: not a receipt (${receipt.status})`);
  }
}
