import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdoptedProcedure, readLibrary } from '#modules/catalogue/index.ts';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';
import type { Surroundings } from './filing/candidate-answers.ts';
import { fileOverHttp } from './filing/file-over-http.ts';
import { findAnswers } from './filing/find-answers.ts';
import { ownSample } from './filing/own-samples.ts';

let counter: TestCounter;
let offers: ReadonlyMap<string, AdoptedProcedure>;
beforeAll(async () => {
  counter = await testCounter();
  offers = await listOffers();
}, 180_000);
afterAll(() => counter?.close());

const library = readLibrary();

/** Each procedure where the town of Vernon finds it, else wherever it is. */
async function listOffers(): Promise<Map<string, AdoptedProcedure>> {
  const { directory, catalogue } = counter.parts;
  const found = new Map<string, AdoptedProcedure>();
  const authorities = [...(await directory.listAuthorities())].sort(
    (a, b) => Number(b.communeCode === '27681') - Number(a.communeCode === '27681'),
  );
  for (const authority of authorities) {
    for (const adopted of await catalogue.listAdopted(authority.id, { agents: true })) {
      if (!found.has(adopted.procedure.procedure)) found.set(adopted.procedure.procedure, adopted);
    }
    if (found.size === library.procedures.size) break;
  }
  return found;
}

function surroundingsOf({ authority }: AdoptedProcedure): Surroundings {
  const { communes, territory } = counter.parts;
  const code = authority.communeCode ?? '27681';
  const commune = communes.findByCode(code);
  if (commune === undefined) throw new Error(`No commune has the code ${code}`);
  const today = counter.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();
  return {
    context: {
      today,
      authority: { code: authority.communeCode ?? authority.id, kind: authority.kind, name: authority.name },
      communes,
      territory,
    },
    home: { code, name: commune.name, postcode: commune.postcodes[0] ?? '' },
  };
}

test('every procedure of the library is offered somewhere in the territory', () => {
  expect([...offers.keys()].sort()).toEqual([...library.procedures.keys()].sort());
});

const idsOf = (agentsOnly: boolean) =>
  [...library.procedures.values()]
    .filter(({ procedure }) => procedure.agentsOnly === agentsOnly)
    .map(({ procedure }) => procedure.procedure);

test.each(idsOf(true))('%s is no business of residents', async (id) => {
  const { authority, procedure } = counterOffer(id);
  const visitor = counter.visitor();
  for (const path of ['', '/commencer']) {
    expect((await visitor.get(`/${authority.slug}/demarches/${procedure.slug}${path}`)).status).toBe(404);
  }
});

function counterOffer(id: string): AdoptedProcedure {
  const offered = offers.get(id);
  if (offered === undefined) throw new Error(`Nobody offers ${id}`);
  return offered;
}

test.each(idsOf(false))('%s is filed page by page, and answered with a receipt', async (id) => {
  const offered = counterOffer(id);
  const around = surroundingsOf(offered);
  const { answers, exitedAt } = findAnswers(offered.form, around, await ownSample(id));
  expect(exitedAt).toBeUndefined();
  const visitor = counter.visitor();
  const about = await visitor.get(`/${offered.authority.slug}/demarches/${offered.procedure.slug}`);
  expect(about.status).toBe(200);

  const { dossierPath, receipt } = await fileOverHttp(visitor, offered, answers, around);
  expect(receipt.status).toBe(200);
  expect(receipt.body).toContain('Votre demande est envoyée');
  expect((await visitor.get(dossierPath)).status).toBe(200);

  const dossier = await counter.platform.database.transaction([offered.authority.id], (tx) =>
    tx
      .selectFrom('dossiers')
      .select(['procedure_id', 'procedure_version', 'phase', 'headline', 'answers', 'applicant_email', 'team_id'])
      .where('authority_id', '=', offered.authority.id)
      .where('id', '=', dossierPath.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow(),
  );
  expect(dossier).toMatchObject({
    procedure_id: id,
    procedure_version: offered.procedure.version,
    applicant_email: 'louise.martin@example.fr',
    team_id: offered.teamId,
  });
  expect(dossier.headline).not.toBe('');
  expect(Object.keys(dossier.answers as object).sort()).toEqual(Object.keys(answers).sort());
});
