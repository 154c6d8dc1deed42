import pg from 'pg';
import type { Procedure } from '#modules/catalogue/index.ts';
import type { FormDefinition } from '#modules/forms/index.ts';
import { loadBundled } from '../scripts/load-bundled.ts';
import { Visitor } from './support/browser-like-client.ts';
import { type BenchCase, percentile } from './support/figures.ts';
import { readForm } from './support/html-form.ts';
import { measureCpu, residentMemory } from './support/processes.ts';
import { type BenchSite, startBenchSite } from './support/site.ts';

const procedureId = 'bench-large-form';
const slug = 'grand-formulaire';
const authority = 'vernon';

/**
 * A form of 400 fields and 200 conditions: a step as a person makes it (a page sent, read, checked and kept, and the
 * next one shown), and what saving it in the editor costs (the YAML read, checked and compiled).
 * `npm run bench -- form [rounds]`.
 */
export async function run(args: string[], report: (figures: BenchCase) => void): Promise<void> {
  const rounds = Number(args[0] ?? 5);
  const product = await loadBundled<Product>('bench/support/save-form.ts', 'var/bench/save-form.js');
  const form = product.largeForm();
  for (const figures of measureSaving(product, rounds * 4)) report(figures);
  const site = await startBenchSite();
  try {
    await publishLargeForm(site, form);
    report(await measureSteps(site, product, rounds));
  } finally {
    await site.stop();
  }
}

type Product = typeof import('./support/save-form.ts');

function countsOf(form: FormDefinition) {
  const fields = form.pages.flatMap((page) => page.fields);
  return { fields: fields.length, conditions: fields.filter((field) => field.when !== undefined).length };
}

function measureSaving({ saveLargeForms, largeForm }: Product, times: number): BenchCase[] {
  const savings = saveLargeForms(times);
  const counts = { errors: 0, ...countsOf(largeForm()) };
  const processor = savings.map((saving) => saving.editorProcessor).sort((a, b) => a - b);
  return [
    {
      name: 'save in the editor: check and compile',
      ...figuresOf(savings.map((saving) => saving.fromEditor)),
      first: savings[0]?.fromEditor ?? 0,
      processorMs: percentile(processor, 0.5),
      ...counts,
    },
    {
      name: 'save a YAML file: read, check and compile',
      ...figuresOf(savings.map((saving) => saving.fromYaml)),
      ...counts,
    },
  ];
}

async function measureSteps(site: BenchSite, product: Product, rounds: number): Promise<BenchCase> {
  await fillIn(site, product);
  const cpu = measureCpu(site.pids);
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) samples.push(...(await fillIn(site, product)));
  return {
    name: 'step: send a page, be shown the next one',
    ...figuresOf(samples),
    ...cpu(samples.length),
    memory: residentMemory(site.pids.web),
    errors: 0,
    ...countsOf(product.largeForm()),
  };
}

function figuresOf(samples: readonly number[]) {
  const sorted = [...samples].sort((a, b) => a - b);
  const total = samples.reduce((sum, sample) => sum + sample, 0);
  return {
    throughput: (samples.length * 1000) / total,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
  };
}

/** One person through all the pages; the time of each step in milliseconds, both requests. */
async function fillIn(site: BenchSite, { largeForm, largeInputs }: Product): Promise<number[]> {
  const visitor = new Visitor(site.port);
  let path = `/${authority}/demarches/${slug}/commencer`;
  let shown = await visitor.get(path);
  const samples: number[] = [];
  for (const page of largeForm().pages) {
    const { action, hidden } = readForm(shown.body.toString(), path);
    const began = performance.now();
    const answer = await visitor.postForm(action, [...hidden, ...Object.entries(largeInputs(page))]);
    const location = answer.headers.get('location');
    if (answer.status !== 303 || location === undefined) throw new Error(`${page.id}: status ${answer.status}`);
    path = location;
    shown = await visitor.get(path);
    samples.push(performance.now() - began);
    if (shown.status !== 200) throw new Error(`${path}: status ${shown.status}`);
  }
  if (!path.endsWith('/verifier')) throw new Error(`The form led to ${path}`);
  return samples;
}

/** Publishes it as a new version, and waits until the site, which keeps its list for a minute, offers it. */
async function publishLargeForm(site: BenchSite, form: FormDefinition): Promise<void> {
  const client = new pg.Client({ connectionString: site.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ definition: Procedure }>(
      `SELECT definition FROM procedure_versions WHERE procedure_id = 'question' ORDER BY version DESC LIMIT 1`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('The library is not published');
    const { headline: _headline, urgentWhen: _urgentWhen, place: _place, ...model } = row.definition;
    const definition = {
      ...model,
      procedure: procedureId,
      slug,
      title: { fr: 'Grand formulaire' },
      applicant: {},
      form,
    };
    await client.query(
      `INSERT INTO procedure_versions (procedure_id, version, definition, workflow, content_hash)
       SELECT $1, coalesce((SELECT max(version) FROM procedure_versions WHERE procedure_id = $1), 0) + 1,
              $2::jsonb || jsonb_build_object('version', coalesce((SELECT max(version) FROM procedure_versions WHERE procedure_id = $1), 0) + 1),
              workflow, content_hash || '-bench'
       FROM procedure_versions WHERE procedure_id = 'question' ORDER BY version DESC LIMIT 1`,
      [procedureId, JSON.stringify(definition)],
    );
  } finally {
    await client.end();
  }
  const visitor = new Visitor(site.port);
  for (let tries = 0; tries < 120; tries += 1) {
    const answer = await visitor.get(`/${authority}/demarches/${slug}/commencer`);
    if (answer.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error('The large form is not offered');
}
