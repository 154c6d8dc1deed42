import type { Authority, Site } from '#modules/directory/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { content, type Result } from '#platform/http/route.ts';
import { type DescribedService, describeServices } from '../domain/open-catalogue.ts';
import type { Procedure } from '../domain/procedure-schema.ts';
import type { Catalogue } from '../queries/catalogue.ts';

/** Everything that the library offers, whoever answers; each service is named after the body that runs the counter. */
export async function serveCatalogue(context: RequestContext, site: Site, catalogue: Catalogue): Promise<Result> {
  const { epci } = await site.directory.getTerritory();
  return served(
    context,
    catalogue,
    (await catalogue.listProcedures()).map((procedure) => ofLibrary(procedure, epci)),
  );
}

/** One service of the library: `/catalogue/birth-certificate.jsonld`. */
export async function serveService(context: RequestContext, site: Site, catalogue: Catalogue): Promise<Result> {
  const id = /^([a-z0-9-]+)\.jsonld$/.exec(context.params.file ?? '')?.[1];
  const procedure = (await catalogue.listProcedures()).find((candidate) => candidate.procedure === id);
  if (procedure === undefined) throw new NotFoundError();
  return served(context, catalogue, [ofLibrary(procedure, (await site.directory.getTerritory()).epci)]);
}

/** What one authority offers, in its own words. */
export async function serveOwnCatalogue(
  context: RequestContext,
  catalogue: Catalogue,
  authority: Authority,
): Promise<Result> {
  const adopted = await catalogue.listAdopted(authority.id);
  return served(
    context,
    catalogue,
    adopted.map(({ procedure, open }) => ({
      procedure,
      authority,
      open,
      path: `/${authority.slug}/demarches/${procedure.slug}`,
    })),
  );
}

function ofLibrary(procedure: Procedure, authority: Authority): DescribedService {
  return { procedure, authority, open: true, path: `/recherche?demarche=${procedure.slug}` };
}

function served(context: RequestContext, catalogue: Catalogue, services: readonly DescribedService[]): Result {
  const document = describeServices(services, {
    origin: context.origin,
    themes: catalogue.themes(),
    lifeEvents: catalogue.lifeEvents(),
  });
  return content(JSON.stringify(document), {
    'content-type': 'application/ld+json; charset=utf-8',
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
  });
}
