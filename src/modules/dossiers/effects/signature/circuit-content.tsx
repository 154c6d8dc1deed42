import { formatDateTime } from '#platform/clock/format-date.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag, type Tone } from '#ui/components/tag.tsx';
import { type Circuit, currentStep, roleOf, type Step } from './circuit.ts';
import type { FrozenLetter } from './frozen-letter.ts';
import { signatureWords as say } from './messages.ts';

const circuitTone: Readonly<Record<Circuit['state'], Tone>> = {
  running: 'waiting',
  signed: 'done',
  refused: 'refused',
  cancelled: 'neutral',
};

/** Who signs, in order, and what they did. */
export function CircuitSteps({ circuit, locale }: { circuit: Circuit; locale: Locale }) {
  const turn = currentStep(circuit);
  return (
    <Table
      caption={say(locale, 'page.steps')}
      rows={circuit.steps}
      rowKey={(step) => String(step.position)}
      columns={[
        {
          label: say(locale, 'page.step'),
          rowHeader: true,
          cell: (step) => `${step.position}. ${roleOf(step, locale)}`,
        },
        { label: say(locale, 'page.stepState'), cell: (step) => <StepTag {...{ step, turn, locale }} /> },
        {
          label: say(locale, 'page.signer'),
          cell: (step) =>
            step.acted_at === null ? (
              '–'
            ) : (
              <>
                {`${step.signer_name}, ${formatDateTime(step.acted_at, locale)}`}
                {step.on_behalf_of !== null && (
                  <>
                    <br />
                    {say(locale, 'page.delegated', {
                      role: step.signer_role,
                      reference: step.delegation_reference ?? '',
                    })}
                  </>
                )}
              </>
            ),
        },
        { label: say(locale, 'page.remark'), cell: (step) => step.remark ?? '–' },
      ]}
    />
  );
}

function StepTag({ step, turn, locale }: { step: Step; turn: Step | undefined; locale: Locale }) {
  if (step.state === 'signed') return <Tag tone="done">{say(locale, 'step.signed')}</Tag>;
  if (step.state === 'refused') return <Tag tone="refused">{say(locale, 'step.refused')}</Tag>;
  return step.position === turn?.position ? (
    <Tag tone="waiting">{say(locale, 'step.waiting')}</Tag>
  ) : (
    <Tag>{say(locale, 'step.later')}</Tag>
  );
}

/** The very text that is signed, readable without opening the PDF. */
export function FrozenText({
  letter,
  locale,
  id,
  heading,
}: {
  letter: FrozenLetter;
  locale: Locale;
  /** Of what is shown, where a page shows several. */
  id?: string;
  heading?: string;
}) {
  const headingId = id === undefined ? 'texte' : `texte-${id}`;
  return (
    <section aria-labelledby={headingId}>
      <h2 class="govuk-heading-m" id={headingId}>
        {heading ?? say(locale, 'page.text')}
      </h2>
      <InsetText>
        <p>
          <strong>{letter.title}</strong>
        </p>
        {letter.blocks.map((block, index) => {
          if (block.kind === 'list') {
            return (
              <ul class="govuk-list govuk-list--bullet" key={index}>
                {block.items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            );
          }
          return 'text' in block ? <p key={index}>{block.text}</p> : null;
        })}
        {letter.formula !== '' && <p>{letter.formula}</p>}
      </InsetText>
    </section>
  );
}

/** The circuits of a dossier, for those who process it. */
export function AgentCircuits({
  circuits,
  base,
  csrf,
  documentHref,
  locale,
}: {
  circuits: readonly Circuit[];
  base: string;
  csrf: string;
  documentHref: (id: string) => string;
  locale: Locale;
}) {
  if (circuits.length === 0) return null;
  return (
    <section aria-labelledby="signatures">
      <h2 class="govuk-heading-m" id="signatures">
        {say(locale, 'panel.title')}
      </h2>
      {circuits.map((circuit) => (
        <div key={circuit.id}>
          <p>
            <strong>{circuit.title}</strong>{' '}
            <Tag tone={circuitTone[circuit.state]}>{say(locale, `state.${circuit.state}`)}</Tag>{' '}
            <a class="govuk-link" href={documentHref(circuit.final_document_id ?? circuit.draft_document_id)}>
              {say(locale, 'panel.document')}
              <span class="govuk-visually-hidden"> ({circuit.title})</span>
            </a>
          </p>
          {circuit.failed_at !== null && circuit.state === 'running' && (
            <Notification tone="warning" level={3} title={say(locale, 'failed.title')}>
              <p>
                {say(locale, 'failed.body', {
                  date: formatDateTime(circuit.failed_at, locale),
                  why: circuit.failure ?? '',
                })}
              </p>
            </Notification>
          )}
          <CircuitSteps circuit={circuit} locale={locale} />
          {circuit.state === 'running' && (
            <Form action={`${base}/signatures/${circuit.id}/retirer`} csrf={csrf}>
              <Button tone="link">{say(locale, 'cancel.button')}</Button>
            </Form>
          )}
        </div>
      ))}
    </section>
  );
}
