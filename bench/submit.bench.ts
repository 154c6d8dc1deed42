import { Visitor } from './support/browser-like-client.ts';
import type { BenchCase } from './support/figures.ts';
import {
  attachment,
  expectReceipt,
  familyBookAttachments,
  familyBookPages,
  familyBookPath,
  questionFields,
  questionPath,
  step,
} from './support/filing.ts';
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
    { name: 'submit four pages with two attachments of 200 KB', clients: 20, file: fileWithAttachments },
  ];
  const site = await startBenchSite();
  try {
    for (const { name, clients, file } of cases) {
      if (name.includes(wanted))
        report(await runLoad(site, { name, clients, seconds, afterWarmUp: site.countRows, act: actOf(site, file) }));
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

async function fileOnePage(visitor: Visitor): Promise<void> {
  const fields = questionFields({
    email: 'jeanne.martin@example.org',
    message: 'Quand la rue du Moulin sera-t-elle refaite ? Les trous deviennent dangereux pour les vélos.',
  });
  await expectReceipt(visitor, await step(visitor, questionPath, fields));
}

async function fileWithAttachments(visitor: Visitor): Promise<void> {
  const told = { email: 'jeanne.martin@example.org', street: '12 rue du Moulin' };
  let next = familyBookPath;
  for (const fields of familyBookPages(told)) next = await step(visitor, next, fields);
  const files = familyBookAttachments.map((field) => ({
    field,
    name: `${field}.pdf`,
    type: 'application/pdf',
    content: attachment(200_000),
  }));
  next = await step(visitor, next, [['accuracy', 'yes']], files);
  await expectReceipt(visitor, await step(visitor, next, []));
}
