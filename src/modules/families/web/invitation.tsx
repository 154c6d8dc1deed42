import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { FamiliesParts } from '../families-parts.ts';
import { familyMessages as say } from '../messages.ts';
import { answerParentInvitation, getParentInvitation } from '../usecases/answer-parent-invitation.ts';
import { accountIdOf, childrenPath, type FormProblem, familyPage, problemOf } from './family-web.tsx';

/** A secret of a link. @throws NotFoundError */
function tokenParam(context: RequestContext): string {
  const value = context.params.token ?? '';
  if (!/^[\w-]{43}$/.test(value)) throw new NotFoundError();
  return value;
}

/** Reading it changes nothing, and says nothing of the child before the code. */
export function showInvitation(context: RequestContext, parts: FamiliesParts): Promise<Result> {
  return invitationPage(context, parts, '', []);
}

async function invitationPage(
  context: RequestContext,
  parts: FamiliesParts,
  typed: string,
  problems: readonly FormProblem[],
): Promise<Result> {
  const { locale, now } = context;
  const token = tokenParam(context);
  await getParentInvitation(parts.platform.database.open, { token, accountId: accountIdOf(context), now });
  const title = say(locale, 'invitationTitle');
  return familyPage(context, parts, {
    title,
    problems,
    children: (
      <div class="pv-prose">
        <PageHeading title={title} intro={say(locale, 'invitationIntro')} />
        <Form action={`${childrenPath}/invitation/${token}`} csrf={context.csrfToken()}>
          <TextInput
            id="code"
            label={say(locale, 'codeLabel')}
            hint={say(locale, 'codeHint')}
            value={typed}
            width={10}
            autocomplete="off"
            spellcheck={false}
            error={problemOf(problems, 'code')}
          />
          <Checkboxes
            id="demandes"
            label={say(locale, 'sharing')}
            labelHidden
            options={[{ value: '1', label: say(locale, 'showsDossiers'), hint: say(locale, 'showsHint') }]}
          />
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

export async function submitInvitation(context: RequestContext, parts: FamiliesParts): Promise<Result> {
  const { locale, body } = context;
  const code = single(body, 'code').slice(0, 40);
  const again = (message: string) => invitationPage(context, parts, code, [{ fieldId: 'code', message }]);
  try {
    const answer = await answerParentInvitation(parts, {
      token: tokenParam(context),
      accountId: accountIdOf(context),
      accept: single(body, 'reponse') !== 'non',
      code,
      showsDossiers: single(body, 'demandes') !== '',
    });
    switch (answer.kind) {
      case 'wrong-code':
        return again(say(locale, 'wrongCode'));
      case 'wait':
        return again(say(locale, 'wait', { seconds: answer.seconds }));
      case 'declined':
        context.setFlash(say(locale, 'declined'));
        return redirect(childrenPath);
      default:
        context.setFlash(say(locale, 'accepted', { name: answer.givenNames }));
        return redirect(`${childrenPath}/${answer.memberId}`);
    }
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return again(say(locale, 'householdFull'));
  }
}
