import type { ComponentChildren } from 'preact';
import {
  type Answers,
  type CompiledForm,
  type FieldError,
  type FormContext,
  FormPageFields,
  type RawInputs,
} from '#modules/forms/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { maxTextLength } from '../usecases/add-note.ts';
import { inboxHref } from '../web/agent/inbox-address.ts';
import type { OfferedTransition } from './bulk-transitions.ts';
import { bulkWords } from './messages.ts';
import type { Selection } from './read-selection.ts';

export interface PreparePageProps {
  locale: Locale;
  selection: Selection;
  /** How many are chosen, and how many there would be without the limit. */
  count: number;
  most: boolean;
  looked: number;
  offered: readonly OfferedTransition[];
  colleagues: readonly { readonly value: string; readonly label: string }[];
  teams: readonly { readonly value: string; readonly label: string }[];
  csrf: string;
  key_: string;
  chosen?: string | undefined;
  /** The act of the procedure that asks something first. */
  asked?: {
    readonly form: CompiledForm;
    readonly context: FormContext;
    readonly label: string;
    readonly answers: Answers;
    readonly raw?: RawInputs | undefined;
  };
  errors: readonly { readonly fieldId: string; readonly message: string }[];
  fieldErrors?: readonly FieldError[];
  typedNote?: string;
}

/** What can be done to the chosen dossiers, with how many of them allow it. */
export function PrepareContent(props: PreparePageProps) {
  const { locale, selection, count } = props;
  const say = (key: Parameters<typeof bulkWords>[1], params = {}) => bulkWords(locale, key, params);
  return (
    <>
      <ErrorSummary errors={props.errors} />
      <PageHeading
        title={props.asked === undefined ? say('prepareTitle') : say('confirmTitle', { act: props.asked.label, count })}
        caption={
          selection.whole ? say(props.most ? 'chosenMost' : 'chosenWhole', { count }) : say('chosenSome', { count })
        }
        intro={say('confirmIntro')}
      />
      {props.looked < count && <InsetText>{say('lookedAt', { count: props.looked })}</InsetText>}
      <Form action="/agents/lots" csrf={props.csrf} idempotencyKey={props.key_}>
        <SelectionFields selection={selection} />
        {props.asked === undefined ? <Acts {...props} /> : <AskedFields {...props} asked={props.asked} />}
        <Button>{say(props.asked === undefined ? 'go' : 'doIt')}</Button>
      </Form>
      <p>
        <a class="govuk-link" href={inboxHref(selection.filter)}>
          {say('back')}
        </a>
      </p>
    </>
  );
}

function SelectionFields({ selection }: { selection: Selection }) {
  return (
    <>
      <input type="hidden" name="liste" value={selection.list} />
      {selection.whole ? (
        <input type="hidden" name="tout" value="oui" />
      ) : (
        selection.ticked.map(({ authorityId, dossierId }) => (
          <input key={dossierId} type="hidden" name="dossier" value={`${authorityId}/${dossierId}`} />
        ))
      )}
    </>
  );
}

interface ActOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly conditional?: ComponentChildren;
}

function Acts(props: PreparePageProps) {
  const { locale } = props;
  const say = (key: Parameters<typeof bulkWords>[1], params = {}) => bulkWords(locale, key, params);
  const errorOf = (id: string) => props.errors.find(({ fieldId }) => fieldId === id)?.message;
  const options: ActOption[] = [
    { value: 'take', label: say('take') },
    {
      value: 'assign',
      label: say('assign'),
      conditional: <Select id="agent" label={say('assignTo')} placeholder={false} options={props.colleagues} />,
    },
    {
      value: 'note',
      label: say('note'),
      conditional: (
        <Textarea
          id="note"
          label={say('noteBody')}
          rows={3}
          maxLength={maxTextLength}
          value={props.typedNote}
          error={errorOf('note')}
        />
      ),
    },
    ...(props.teams.length < 2
      ? []
      : [
          {
            value: 'team',
            label: say('team'),
            conditional: <Select id="service" label={say('teamTo')} options={props.teams} error={errorOf('service')} />,
          },
        ]),
    ...props.offered.map(({ transition, possible, looked }, index) => ({
      value: `acte-${index}-${transition.id}`,
      label: localize(transition.label, locale),
      hint: possible === looked ? say('possibleAll') : say('possible', { possible, looked }),
    })),
  ];
  return (
    <Radios id="acte" label={say('which')} value={props.chosen ?? 'take'} options={options} error={errorOf('acte')} />
  );
}

function AskedFields(props: PreparePageProps & { asked: NonNullable<PreparePageProps['asked']> }) {
  const { asked } = props;
  const formPage = asked.form.pages[0];
  return (
    <>
      <input type="hidden" name="acte" value={props.chosen} />
      <input type="hidden" name="rempli" value="oui" />
      {formPage !== undefined && (
        <FormPageFields
          form={asked.form}
          page={formPage}
          answers={asked.answers}
          context={asked.context}
          locale={props.locale}
          {...(asked.raw === undefined ? {} : { raw: asked.raw })}
          errors={props.fieldErrors ?? []}
        />
      )}
    </>
  );
}
