import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { signInMessages as say } from '../../sign-in-messages.ts';
import { FormPage, type FormProblem, titleOf } from '../form-problems.tsx';
import { PasskeyForm } from '../passkey-form.tsx';
import { waitingReleaseNotice } from '../resident/refuse-release.tsx';
import { type IdentityWeb, privatePage } from '../routes-parts.ts';
import { type Area, type AreaName, areaPage, findArea } from './area.ts';

/** The ways to sign in, each with what can be done with it. */
export async function showMethods(context: RequestContext, web: IdentityWeb, name: AreaName): Promise<Result> {
  const found = await findArea(context, web, name, false);
  return 'refused' in found ? found.refused : methodsPage(context, web, found.area, []);
}

/** @param problems of the passkey that was to be added */
export async function methodsPage(
  context: RequestContext,
  web: IdentityWeb,
  area: Area,
  problems: readonly FormProblem[],
): Promise<Result> {
  const { locale } = context;
  const setUp = area.name === 'set-up';
  const title = say(locale, setUp ? 'setUp.title' : 'security.title');
  const part = { area, locale, csrf: context.csrfToken() };
  const notice = area.name === 'resident' ? await waitingReleaseNotice(context, web, area.owner.id) : null;
  const document = await areaPage(
    context,
    web,
    area,
    titleOf(locale, title, problems),
    <FormPage title={title} intro={say(locale, setUp ? 'setUp.intro' : 'security.intro')} problems={problems}>
      {notice}
      <Passkeys {...part} />
      <CodeApp {...part} />
      {!setUp && area.methods.recoveryCodesLeft > 0 && <RecoveryCodes {...part} />}
      {area.name === 'resident' && <SecondFactor {...part} />}
      {area.name === 'resident' && <Password {...part} />}
    </FormPage>,
  );
  return page(document, { status: problems.length === 0 ? 200 : 422, headers: privatePage });
}

interface Part {
  readonly area: Area;
  readonly locale: RequestContext['locale'];
  readonly csrf: string;
}

function Passkeys({ area, locale, csrf }: Part) {
  const { passkeys } = area.methods;
  return (
    <section>
      <h2 class="govuk-heading-m">{say(locale, 'security.passkeys')}</h2>
      <p class="govuk-body">{say(locale, 'passkey.hint')}</p>
      {passkeys.length > 0 ? (
        <Table
          caption={say(locale, 'security.passkeys')}
          captionHidden
          rows={passkeys}
          rowKey={(passkey) => passkey.id}
          columns={[
            { label: say(locale, 'security.device'), rowHeader: true, cell: (passkey) => passkey.label },
            { label: say(locale, 'security.added'), cell: (passkey) => formatDate(passkey.createdAt, locale) },
            {
              label: say(locale, 'security.used'),
              cell: (passkey) =>
                passkey.usedAt === undefined ? say(locale, 'security.never') : formatDate(passkey.usedAt, locale),
            },
            {
              label: say(locale, 'security.act'),
              labelHidden: true,
              cell: (passkey) => (
                <Form action={`${area.base}/cle/retirer`} csrf={csrf}>
                  <Button
                    tone="link"
                    name="passkey"
                    value={passkey.id}
                    ariaLabel={`${say(locale, 'security.remove')} ${passkey.label}`}
                  >
                    {say(locale, 'security.remove')}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      ) : (
        <p class="govuk-body">{say(locale, 'security.noPasskey')}</p>
      )}
      <PasskeyForm
        locale={locale}
        kind="create"
        action={`${area.base}/cle`}
        challenge={`${area.base}/defi`}
        csrf={csrf}
        label={say(locale, 'security.addPasskey')}
      >
        <TextInput
          id="label"
          label={say(locale, 'security.label')}
          hint={say(locale, 'security.labelHint')}
          autocomplete="off"
          maxLength={60}
          width={20}
        />
      </PasskeyForm>
    </section>
  );
}

function CodeApp({ area, locale, csrf }: Part) {
  const { codeAppSince } = area.methods;
  return (
    <section>
      <h2 class="govuk-heading-m">{say(locale, 'security.app')}</h2>
      <p class="govuk-body">
        {codeAppSince === undefined
          ? say(locale, 'security.appHint')
          : say(locale, 'security.appSince', { date: formatDate(codeAppSince, locale) })}
      </p>
      {codeAppSince === undefined ? (
        <Form action={`${area.base}/application`} csrf={csrf}>
          <Button tone="secondary">{say(locale, 'security.startApp')}</Button>
        </Form>
      ) : (
        <Form action={`${area.base}/application/retirer`} csrf={csrf}>
          <Button tone="secondary">{say(locale, 'security.removeApp')}</Button>
        </Form>
      )}
    </section>
  );
}

function RecoveryCodes({ area, locale, csrf }: Part) {
  return (
    <section>
      <h2 class="govuk-heading-m">{say(locale, 'security.codes')}</h2>
      <p class="govuk-body">{say(locale, 'security.codesLeft', { count: String(area.methods.recoveryCodesLeft) })}</p>
      <Form action={`${area.base}/codes`} csrf={csrf}>
        <Button tone="secondary">{say(locale, 'security.newCodes')}</Button>
      </Form>
    </section>
  );
}

function SecondFactor({ area, locale, csrf }: Part) {
  const { secondFactor, passkeys, codeAppSince } = area.methods;
  if (passkeys.length === 0 && codeAppSince === undefined) return null;
  return (
    <section>
      <h2 class="govuk-heading-m">{say(locale, 'security.second')}</h2>
      <p class="govuk-body">{say(locale, secondFactor ? 'security.secondOn' : 'security.secondOff')}</p>
      <Form action={`${area.base}/double`} csrf={csrf}>
        <Button tone="secondary" name="asked" value={secondFactor ? 'no' : 'yes'}>
          {say(locale, secondFactor ? 'security.secondTurnOff' : 'security.secondTurnOn')}
        </Button>
      </Form>
    </section>
  );
}

function Password({ area, locale, csrf }: Part) {
  const { password, passkeys } = area.methods;
  return (
    <section>
      <h2 class="govuk-heading-m">{say(locale, 'security.password')}</h2>
      {!password && <p class="govuk-body">{say(locale, 'security.noPassword')}</p>}
      {!password && (
        <LinkButton tone="secondary" href="/mon-espace/profil/mot-de-passe">
          {say(locale, 'security.choosePassword')}
        </LinkButton>
      )}
      {password && passkeys.length === 0 && (
        <LinkButton tone="secondary" href="/mon-espace/profil/mot-de-passe">
          {say(locale, 'security.changePassword')}
        </LinkButton>
      )}
      {password && passkeys.length > 0 && (
        <Form action={`${area.base}/mot-de-passe/retirer`} csrf={csrf}>
          <Button tone="secondary">{say(locale, 'security.removePassword')}</Button>
        </Form>
      )}
    </section>
  );
}
