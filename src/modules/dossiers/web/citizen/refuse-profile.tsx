import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { dossierMessages as say } from '../../messages.ts';

/** Procedures that this browser fills in without the profile, until it is closed. */
const refusedCookie = 'parvis_sans_profil';
const mostRefused = 20;

function refused(context: RequestContext): string[] {
  return (context.cookie(refusedCookie) ?? '').split('.').filter((id) => /^[a-z0-9-]{1,100}$/.test(id));
}

/** Whether the person does not want their profile in this form. */
export function refusesProfile(context: RequestContext, procedureId: string): boolean {
  return refused(context).includes(procedureId);
}

/** Beside a form that the profile filled in: the way to have it blank. */
export function RefuseProfile({ context, procedureId }: { context: RequestContext; procedureId: string }) {
  const { locale } = context;
  return (
    <Form action="/mon-espace/sans-profil" csrf={context.csrfToken()}>
      <input type="hidden" name="demarche" value={procedureId} />
      <input type="hidden" name="suite" value={context.path} />
      <p class="govuk-body">
        {say(locale, 'profile.used')} <Button tone="link">{say(locale, 'profile.refuse')}</Button>
      </p>
    </Form>
  );
}

/** The form again, without the profile. */
export async function submitRefusal(context: RequestContext): Promise<Result> {
  const procedureId = single(context.body, 'demarche');
  const path = single(context.body, 'suite');
  const isForm = /^\/[a-z0-9-]{1,100}\/(demarches|brouillons)\/[a-z0-9-]{1,100}\/[A-Za-z0-9_-]{1,100}$/.test(path);
  if (!/^[a-z0-9-]{1,100}$/.test(procedureId) || !isForm) throw new NotFoundError();
  const kept = [procedureId, ...refused(context).filter((id) => id !== procedureId)].slice(0, mostRefused);
  context.setCookie(refusedCookie, kept.join('.'), {});
  context.setFlash(say(context.locale, 'profile.refused'));
  return redirect(path);
}
