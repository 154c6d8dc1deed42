import { registerAgentMenu } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result, Route } from '#platform/http/route.ts';
import type { AdministrationParts } from '../administration-parts.ts';
import { showAdoptions, submitFollow, submitPostpone, submitSeen, submitTake } from './list.page.tsx';
import { say } from './messages.ts';
import { showAdoptionPreview } from './preview.page.tsx';
import { showAdoption, submitAdoption } from './procedure.page.tsx';
import { adoptionsPath } from './surroundings.ts';

type Handler = (context: RequestContext, parts: AdministrationParts) => Promise<Result>;

/** What an authority offers of the library, for its administrator. */
export function adoptionRoutes(parts: AdministrationParts): Route[] {
  registerAgentMenu('adoptions', async (_site, _agent, locale) => [
    { key: 'adoptions', section: 'administration', href: adoptionsPath, label: say(locale, 'menu') },
  ]);
  const get = (id: string, path: string, handle: Handler): Route => ({
    id: `adoption.${id}`,
    method: 'GET',
    path: adoptionsPath + path,
    access: 'administrator',
    handle: (context) => handle(context, parts),
  });
  const post = (id: string, path: string, handle: Handler): Route => ({ ...get(id, path, handle), method: 'POST' });
  return [
    get('list', '', (context) => showAdoptions(context, parts)),
    post('follow', '/bibliotheque', submitFollow),
    post('seen', '/lu', submitSeen),
    get('procedure', '/:procedure', showAdoption),
    post('save', '/:procedure', submitAdoption),
    get('preview', '/:procedure/apercu', showAdoptionPreview),
    post('take', '/:procedure/version', submitTake),
    post('postpone', '/:procedure/report', submitPostpone),
  ];
}
