import type { Authority, Directory } from '#modules/directory/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';

/** The authority that the address names. @throws NotFoundError */
export async function portalAuthority(context: RequestContext, directory: Directory): Promise<Authority> {
  const slug = context.params.authority ?? '';
  // Whatever is asked of a site by robots stays out of the database.
  const found = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) ? await directory.findAuthorityBySlug(slug) : undefined;
  if (found === undefined) throw new NotFoundError();
  return found;
}
