import { listHooks, removeHook } from '#modules/dossiers/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { administeredAuthority, privatePage } from '../adoption/surroundings.ts';
import { hookUses } from './hook-uses.ts';
import { hooksPath } from './list.page.tsx';
import { say } from './messages.ts';

/** What stops when a system is no longer told, before it is decided. */
export async function showRemoval(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { locale } = context;
  const { authorityId, name } = await getHook(context, parts);
  const used = hookUses(await parts.catalogue.describeAdoptions(authorityId), locale).get(name) ?? [];
  const title = say(locale, 'remove.title', { name });
  const document = await agentPage(context, parts.site, {
    title,
    current: 'hooks',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'remove.body')} />
        {used.length > 0 && <p class="govuk-body">{say(locale, 'remove.used', { procedures: used.join(', ') })}</p>}
        <Form action={`${hooksPath}/${name}/supprimer`} csrf={context.csrfToken()}>
          <ButtonGroup>
            <Button tone="warning">{say(locale, 'remove')}</Button>
            <LinkButton href={hooksPath} tone="secondary">
              {say(locale, 'remove.keep')}
            </LinkButton>
          </ButtonGroup>
        </Form>
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

export async function submitRemoval(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { authorityId, name } = await getHook(context, parts);
  await parts.platform.database.transaction([authorityId], (tx) => removeHook(tx, authorityId, name));
  context.setFlash(say(context.locale, 'removed'));
  return redirect(hooksPath);
}

/** @throws NotFoundError when the administrator's authority has none of that name */
async function getHook(context: RequestContext, { platform }: AdministrationParts) {
  const authorityId = administeredAuthority(context);
  const hooks = await platform.database.transaction([authorityId], (tx) => listHooks(tx, authorityId));
  const hook = hooks.find(({ name }) => name === context.params.hook);
  if (hook === undefined) throw new NotFoundError('hook-not-found');
  return { authorityId, name: hook.name };
}
