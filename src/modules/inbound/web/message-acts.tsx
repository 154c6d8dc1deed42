import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { InboundParts } from '../inbound-parts.ts';
import { inboundWords as say } from '../messages.ts';
import type { ReceivedMessageRow } from '../queries/received-messages.ts';

/** What was wrong with a form of the page, and what was typed in it. */
export interface MessageRefusal {
  readonly fieldId: 'code' | 'procedure';
  readonly message: string;
  readonly typed: string;
}

/** What may be done with a message that is in no dossier. */
export function MessageActs(props: {
  context: RequestContext;
  parts: InboundParts;
  message: ReceivedMessageRow;
  suggestedCode: string | undefined;
  offered: readonly AdoptedProcedure[];
  /** The procedure of the mailbox. */
  usual: string | undefined;
  refusal: MessageRefusal | undefined;
}) {
  const { context, message, offered, refusal } = props;
  const { locale } = context;
  const csrf = context.csrfToken();
  const path = `/agents/courriels/${message.id}`;
  const of = (field: MessageRefusal['fieldId']) => (refusal?.fieldId === field ? refusal : undefined);
  const readable = message.sender !== '' && (message.body !== '' || message.document_ids.length > 0);
  return (
    <>
      {readable && (
        <>
          <h2 class="govuk-heading-m">{say(locale, 'join')}</h2>
          <Form action={`${path}/joindre`} csrf={csrf}>
            <TextInput
              id="code"
              label={say(locale, 'code')}
              hint={say(locale, 'joinHint')}
              value={of('code')?.typed ?? props.suggestedCode ?? ''}
              error={of('code')?.message}
              width={20}
              autocomplete="off"
            />
            <Button>{say(locale, 'joinButton')}</Button>
          </Form>
          {offered.length > 0 && (
            <>
              <h2 class="govuk-heading-m">{say(locale, 'open')}</h2>
              <Form action={`${path}/ouvrir`} csrf={csrf}>
                <Select
                  id="procedure"
                  label={say(locale, 'procedure')}
                  hint={say(locale, 'openHint')}
                  value={of('procedure')?.typed ?? props.usual ?? ''}
                  error={of('procedure')?.message}
                  options={offered.map(({ procedure }) => ({
                    value: procedure.procedure,
                    label: localize(procedure.title, locale),
                  }))}
                />
                <Button tone="secondary">{say(locale, 'openButton')}</Button>
              </Form>
            </>
          )}
        </>
      )}
      {message.state === 'binned' ? (
        <Form action={`${path}/suite`} csrf={csrf}>
          <Button tone="secondary" name="to" value="waiting">
            {say(locale, 'restoreButton')}
          </Button>
        </Form>
      ) : (
        <>
          <h2 class="govuk-heading-m">{say(locale, 'bin')}</h2>
          <p class="govuk-body">{say(locale, 'binHint')}</p>
          <Form action={`${path}/suite`} csrf={csrf}>
            <Button tone="secondary" name="to" value="binned">
              {say(locale, 'binButton')}
            </Button>
          </Form>
        </>
      )}
    </>
  );
}
