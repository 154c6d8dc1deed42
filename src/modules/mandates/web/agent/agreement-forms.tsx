import type { RequestContext } from '#platform/http/context.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { helperOf, type Mandate } from '../../domain/mandate.ts';
import { mandateWords } from '../../messages.ts';
import { mandatesHref } from './menu.ts';
import { deskWords as say } from './messages.ts';

export interface AgreementProblem {
  readonly fieldId: 'code' | 'accord' | 'nom' | 'papier';
  readonly message: string;
}

/** The three ways in which the person may agree. */
export function AgreementForms({
  context,
  mandate,
  problem,
}: {
  context: RequestContext;
  mandate: Mandate;
  problem: AgreementProblem | undefined;
}) {
  const { locale } = context;
  const csrf = context.csrfToken();
  const href = `${mandatesHref}/${mandate.id}`;
  const errorAt = (id: AgreementProblem['fieldId']) => (problem?.fieldId === id ? problem.message : undefined);
  const canBeWritten = mandate.email !== null || mandate.phone !== null;
  const params = {
    helper: helperOf(mandate),
    days: mandateWords(locale, `days.${mandate.days as 1 | 31 | 182 | 365}`),
  };
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'askTitle')}</h2>
      <h3 class="govuk-heading-s">{say(locale, 'byCode')}</h3>
      {canBeWritten ? (
        <>
          <p class="govuk-body">{say(locale, 'byCodeHint')}</p>
          <Form action={`${href}/code`} csrf={csrf}>
            <Button tone="secondary">{say(locale, 'sendCode')}</Button>
          </Form>
          <Form action={`${href}/accord-code`} csrf={csrf} autocomplete="off">
            <TextInput
              id="code"
              label={say(locale, 'code')}
              inputmode="numeric"
              autocomplete="off"
              maxLength={12}
              width={10}
              error={errorAt('code')}
            />
            <Button>{say(locale, 'useCode')}</Button>
          </Form>
        </>
      ) : (
        <p class="govuk-body">{say(locale, 'noContact')}</p>
      )}
      <h3 class="govuk-heading-s">{say(locale, 'onScreen')}</h3>
      <p class="govuk-body">{say(locale, 'onScreenHint')}</p>
      <Form action={`${href}/accord-ecran`} csrf={csrf} autocomplete="off">
        <Checkbox id="accord" value="oui" label={say(locale, 'iAgree', params)} error={errorAt('accord')} />
        <TextInput id="nom" label={say(locale, 'myName')} autocomplete="off" width={20} error={errorAt('nom')} />
        <Button>{say(locale, 'agree')}</Button>
      </Form>
      <h3 class="govuk-heading-s">{say(locale, 'onPaper')}</h3>
      <p class="govuk-body">
        {say(locale, 'onPaperHint')}{' '}
        <a class="govuk-link" href={`${href}/mandat.pdf`}>
          {say(locale, 'pdf')}
        </a>
      </p>
      <Form action={`${href}/accord-papier`} csrf={csrf} multipart>
        <FileUpload id="papier" label={say(locale, 'attach')} accept=".pdf,image/*" error={errorAt('papier')} />
        <Button>{say(locale, 'usePaper')}</Button>
      </Form>
    </>
  );
}
