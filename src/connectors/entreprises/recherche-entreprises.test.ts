import { expect, test } from 'vitest';
import type { Logger } from '#platform/log/logger.ts';
import { createDemoCompanies } from './demo-companies.ts';
import { createCompanySearch } from './recherche-entreprises.ts';

const siret = '35600000000048';

/** The parts that are read of an answer of the API. */
const laPoste = {
  results: [
    {
      siren: '356000000',
      nom_complet: 'LA POSTE',
      nom_raison_sociale: 'LA POSTE',
      statut_diffusion: 'O',
      siege: { siret: '35600000000048', adresse: '9 RUE DU COLONEL PIERRE AVIA 75015 PARIS', code_postal: '75015' },
      matching_etablissements: [
        {
          siret,
          adresse: '9 RUE DU COLONEL PIERRE AVIA 75015 PARIS',
          code_postal: '75015',
          commune: '75115',
          libelle_commune: 'PARIS',
          activite_principale: '53.10Z',
          statut_diffusion_etablissement: 'O',
        },
      ],
    },
  ],
  total_results: 1,
};

function searchAnswering(answer: () => Promise<Response>) {
  const asked: string[] = [];
  const warnings: unknown[] = [];
  const log = { warn: (entry: unknown) => warnings.push(entry) } as unknown as Logger;
  const search = createCompanySearch({
    url: 'https://entreprises.example',
    log,
    fetch: async (address) => {
      asked.push(String(address));
      return answer();
    },
  });
  return { search, asked, warnings };
}

const never = new AbortController().signal;

test('the establishment asked for is told, with its address in parts', async () => {
  const { search, asked } = searchAnswering(async () => Response.json(laPoste));
  expect(await search.ask(siret, never)).toEqual({
    name: 'LA POSTE',
    activity: '53.10Z',
    address: {
      label: '9 RUE DU COLONEL PIERRE AVIA 75015 PARIS',
      street: '9 RUE DU COLONEL PIERRE AVIA',
      postcode: '75015',
      city: 'PARIS',
      citycode: '75115',
    },
    commune: { code: '75115', name: 'PARIS', postcode: '75015' },
  });
  expect(asked).toEqual([`https://entreprises.example/search?q=${siret}&page=1&per_page=1`]);
});

test('what is not to be published is not given; another establishment is not taken for the one asked for', async () => {
  const hidden = structuredClone(laPoste);
  const [unit] = hidden.results;
  if (unit !== undefined)
    Object.assign(unit, { nom_raison_sociale: '[NON-DIFFUSIBLE]', nom_complet: '[NON-DIFFUSIBLE]' });
  Object.assign(unit?.matching_etablissements[0] ?? {}, { statut_diffusion_etablissement: 'P' });
  const { search } = searchAnswering(async () => Response.json(hidden));
  expect(await search.ask(siret, never)).toEqual({ activity: '53.10Z' });
  expect(await search.ask('73282932000074', never)).toBeUndefined();
  expect(await search.ask('W271234567', never)).toBeUndefined();
});

test('a postcode is no pattern: signs of regular expressions in it are signs', async () => {
  for (const postcode of ['750(15', '.*', '75015)', '[', 'a{99999}', '(x+)+$']) {
    const odd = structuredClone(laPoste);
    const place = odd.results[0]?.matching_etablissements[0];
    if (place !== undefined) place.code_postal = postcode;
    const { search, warnings } = searchAnswering(async () => Response.json(odd));
    const found = await search.ask(siret, never);
    expect(found?.address, postcode).toMatchObject({ street: '9 RUE DU COLONEL PIERRE AVIA 75015 PARIS', postcode });
    expect(warnings).toEqual([]);
  }
});

test('a service out of order is said, then left alone', async () => {
  const { search, asked, warnings } = searchAnswering(async () => new Response('', { status: 503 }));
  for (let tries = 0; tries < 7; tries += 1) await expect(search.ask(siret, never)).rejects.toThrow();
  expect(asked).toHaveLength(5);
  expect(JSON.stringify(warnings)).not.toContain(siret);
});

test('the twin always says the same of a number, and that it is an example', async () => {
  const demo = createDemoCompanies();
  const first = await demo.ask(siret, never);
  expect(first).toEqual(await demo.ask(siret, never));
  expect(first?.name).toContain('Exemple');
  expect(await demo.ask('99999999900016', never)).toBeUndefined();
  await expect(demo.ask('98765432100017', never)).rejects.toThrow();
});
