import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import type { BodiesParts } from '../../bodies-parts.ts';
import { bodyMessages as say } from '../../messages.ts';
import { answerInvitation, getInvitation } from '../../usecases/answer-invitation.ts';
import { bodiesPath, bodyPage, residentOf, underBodies } from '../body-web.tsx';

/** A secret of a link. @throws NotFoundError */
function tokenParam(context: RequestContext): string {
  const value = context.params.token ?? '';
  if (!/^[\w-]{43}$/.test(value)) throw new NotFoundError();
  return value;
}

/** Reading it changes nothing: mail readers open links by themselves. */
export async function showInvitation(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { locale, now } = context;
  const token = tokenParam(context);
  const { accountId } = residentOf(context);
  const invitation = await getInvitation(parts.platform.database.open, { token, accountId, now });
  const name = invitation.body_name;
  const title = say(locale, 'invitationTitle', { name });
  return bodyPage(context, parts, {
    title,
    under: underBodies(context),
    children: (
      <div class="pv-prose">
        <PageHeading
          title={title}
          intro={say(locale, 'invitationIntro', {
            by: invitation.invited_by_name,
            name,
            role: say(locale, `role.${invitation.role}`).toLowerCase(),
          })}
        />
        <Form action={`${bodiesPath}/invitation/${token}`} csrf={context.csrfToken()}>
          <ButtonGroup>
            <Button name="reponse" value="oui">
              {say(locale, 'accept')}
            </Button>
            <Button tone="secondary" name="reponse" value="non">
              {say(locale, 'decline')}
            </Button>
          </ButtonGroup>
        </Form>
      </div>
    ),
  });
}

export async function submitInvitation(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { locale } = context;
  const accept = single(context.body, 'reponse') === 'oui';
  const { bodyName } = await answerInvitation(parts, {
    token: tokenParam(context),
    accountId: residentOf(context).accountId,
    accept,
  });
  context.setFlash(accept ? say(locale, 'accepted', { name: bodyName }) : say(locale, 'declined'));
  return redirect(bodiesPath);
}
