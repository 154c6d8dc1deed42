import { existsSync, readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestCounter, testCounter } from '#tests/support/test-counter.ts';

/** The open catalogue against the shapes of CPSV-AP 3.2.0, when the reference data lie beside the checkout. */
const shapesFile = new URL('../../../shared/reference/catalogue/cpsv-ap-SHACL.ttl', import.meta.url);
const withShapes = test.skipIf(!existsSync(shapesFile));

let counter: TestCounter;

beforeAll(async () => {
  counter = await testCounter();
});
afterAll(() => counter.close());

async function problemsOf(document: object): Promise<string[]> {
  const shapes = new Store(new Parser().parse(readFileSync(shapesFile, 'utf8')));
  const quads = await jsonld.toRDF(document, { format: 'application/n-quads' });
  const report = await new Validator(shapes).validate(new Store(new Parser().parse(quads)));
  return report.results.map((result) =>
    [result.focusNode?.value, result.path?.value, result.sourceConstraintComponent?.value].join(' '),
  );
}

async function read(path: string): Promise<{ '@graph': Record<string, unknown>[] }> {
  const answer = await counter.visitor().get(path);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toMatch(/^application\/ld\+json/);
  return JSON.parse(answer.body);
}

const typed = (graph: readonly Record<string, unknown>[], type: string) =>
  graph.filter((node) => [node['@type']].flat().includes(type));

const addresses = ['/catalogue.jsonld', '/vernon/catalogue.jsonld', '/agglomeration/catalogue.jsonld'];

test.each(addresses)('%s names services', async (path) => {
  const document = await read(path);
  expect(typed(document['@graph'], 'cpsv:PublicService').length).toBeGreaterThan(5);
});

withShapes.each([...addresses, '/catalogue/birth-certificate.jsonld'])('%s is valid', async (path) => {
  expect(await problemsOf(await read(path))).toEqual([]);
});

test('one service has an address of its own; an unknown or an internal one has none', async () => {
  const document = await read('/catalogue/birth-certificate.jsonld');
  expect(typed(document['@graph'], 'cpsv:PublicService')).toHaveLength(1);
  expect((await counter.visitor().get('/catalogue/nothing.jsonld')).status).toBe(404);
  const internal = (await counter.catalogue.listProcedures({ agents: true })).filter((one) => one.agentsOnly);
  for (const { procedure } of internal) {
    expect((await counter.visitor().get(`/catalogue/${procedure}.jsonld`)).status, procedure).toBe(404);
  }
});

withShapes('the shapes find what is missing: a planted fault is told', async () => {
  const document = await read('/catalogue/birth-certificate.jsonld');
  const broken = {
    ...document,
    '@graph': document['@graph'].map((node) => ({ ...node, 'dct:title': undefined, 'dct:description': undefined })),
  };
  expect((await problemsOf(JSON.parse(JSON.stringify(broken)))).length).toBeGreaterThan(0);
});

test('pages carry the data of schema.org', async () => {
  const page = await counter.visitor().get('/vernon/demarches/acte-de-naissance');
  expect(page.body.includes('https://schema.org/GovernmentService')).toBe(true);
  expect((await counter.visitor().get('/vernon')).body.includes('https://schema.org/GovernmentOrganization')).toBe(
    true,
  );
});
