import type { RequestContext } from '#platform/http/context.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { IncomingMail } from '../domain/incoming-mail.ts';
import { mailWords as say } from '../messages.ts';
import { mostScans } from '../usecases/add-scan.ts';
import { mailHref } from './mail-desk.ts';
import { MailFields, type TypedMail } from './mail-form.tsx';
import type { MailRefusal } from './mail-refusal.ts';

/** What may be done with a letter, the usual first. Nothing for one that was cancelled. */
export function MailActs({
  context,
  mail,
  typed,
  refusal,
}: {
  context: RequestContext;
  mail: IncomingMail;
  typed: TypedMail;
  refusal: MailRefusal | undefined;
}) {
  if (mail.settled === 'void') return null;
  const { locale } = context;
  const csrf = context.csrfToken();
  const path = `${mailHref}/${mail.id}`;
  const errorOf = (form: MailRefusal['form']) => (refusal?.form === form ? refusal.message : undefined);
  return (
    <>
      {mail.documentIds.length < mostScans && (
        <Form action={`${path}/numerisation`} csrf={csrf} multipart>
          <FileUpload
            id="scan"
            label={say(locale, 'addScan')}
            hint={say(locale, 'scansHint')}
            accept="image/*,.pdf"
            capture="environment"
            error={errorOf('scan')}
            multiple
          />
          <Button tone="secondary">{say(locale, 'addScanButton')}</Button>
        </Form>
      )}
      {mail.dossierId === null && (
        <>
          <h2 class="govuk-heading-m">{say(locale, 'join')}</h2>
          <p class="govuk-body">{say(locale, 'joinIntro')}</p>
          <Form action={`${path}/dossier`} csrf={csrf}>
            <TextInput
              id="code"
              label={say(locale, 'code')}
              value={refusal?.form === 'join' ? refusal.typed : ''}
              error={errorOf('join')}
              width={20}
              autocomplete="off"
            />
            <Button>{say(locale, 'joinButton')}</Button>
          </Form>
          <p class="govuk-body">{say(locale, 'newDossierHint')}</p>
          <LinkButton href={`${path}/demande`} tone="secondary">
            {say(locale, 'newDossier')}
          </LinkButton>
        </>
      )}
      <Settle context={context} mail={mail} path={path} csrf={csrf} />
      <Details summary={say(locale, 'correct')} open={refusal?.form === 'correct'}>
        <Form action={`${path}/correction`} csrf={csrf} autocomplete="off">
          <MailFields locale={locale} typed={typed} problems={refusal?.problems ?? {}} />
          <Button tone="secondary">{say(locale, 'saveCorrection')}</Button>
        </Form>
      </Details>
      {mail.dossierId === null && (
        <Details summary={say(locale, 'void')} open={refusal?.form === 'void'}>
          <p class="govuk-body">{say(locale, 'voidIntro')}</p>
          <Form action={`${path}/annulation`} csrf={csrf}>
            <TextInput id="reason" label={say(locale, 'reason')} error={errorOf('void')} autocomplete="off" />
            <Button tone="warning">{say(locale, 'voidButton')}</Button>
          </Form>
        </Details>
      )}
    </>
  );
}

function Settle({
  context: { locale },
  mail,
  path,
  csrf,
}: {
  context: RequestContext;
  mail: IncomingMail;
  path: string;
  csrf: string;
}) {
  if (mail.dossierId !== null) return null;
  if (mail.settled === 'handled') {
    return (
      <Form action={`${path}/suite`} csrf={csrf}>
        <Button tone="secondary" name="to" value="waiting">
          {say(locale, 'reopenButton')}
        </Button>
      </Form>
    );
  }
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'settle')}</h2>
      <Form action={`${path}/suite`} csrf={csrf}>
        <TextInput
          id="words"
          label={say(locale, 'words')}
          hint={say(locale, 'wordsHint')}
          autocomplete="off"
          optional
        />
        <Button tone="secondary" name="to" value="handled">
          {say(locale, 'settleButton')}
        </Button>
      </Form>
    </>
  );
}
