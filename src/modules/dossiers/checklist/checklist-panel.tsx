import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import type { Tone } from '#ui/components/tag.tsx';
import { TaskList } from '#ui/components/task-list.tsx';
import { agentMessages } from '../agent-messages.ts';
import { type ChecklistItem, completenessOf, type ItemStatus } from './checklist.ts';
import { checklistWords as say } from './messages.ts';

const tones: Readonly<Record<ItemStatus, Tone | undefined>> = {
  absent: undefined,
  optional: undefined,
  'to-review': 'waiting',
  accepted: 'done',
  refused: 'refused',
  'asked-again': 'info',
};

/** Each document that the dossier needs and where it stands; what was said of the whole; the message for those refused. */
export function ChecklistPanel({
  items,
  complete,
  marked,
  toTell,
  base,
  csrf,
  locale,
}: {
  items: readonly ChecklistItem[];
  complete: boolean | null;
  /** The acts of the workflow say whether the dossier is complete. */
  marked: boolean;
  /** Refused documents of which the applicant has not been told. */
  toTell: number;
  base: string;
  csrf: string;
  locale: Locale;
}) {
  const verdict = complete === null ? 'completenessToCheck' : complete ? 'completenessYes' : 'completenessNo';
  const counted = items.filter(({ status }) => status !== 'optional');
  const done = counted.filter(({ status }) => status === 'accepted').length;
  return (
    <section aria-labelledby="completude">
      <h2 class="govuk-heading-s" id="completude">
        {agentMessages(locale, 'completenessTitle')}
      </h2>
      <p>
        {agentMessages(locale, verdict)}
        {counted.length > 0 && (
          <>
            {' '}
            <span class="pv-muted">{say(locale, 'progress', { done, total: counted.length })}</span>
          </>
        )}
      </p>
      {items.length > 0 && (
        <TaskList
          tasks={items.map(({ key, label, status }) => {
            const tone = tones[status];
            return {
              id: `piece-${key}-etat`,
              title: label,
              ...(status === 'absent' || status === 'optional' ? {} : { href: '#pieces' }),
              status: { label: say(locale, `status.${status}`), ...(tone === undefined ? {} : { tone }) },
            };
          })}
        />
      )}
      {marked && complete !== true && completenessOf(items) === true && (
        <p>
          <a class="govuk-link" href="#actes">
            {say(locale, 'allAccepted')}
          </a>
        </p>
      )}
      {toTell > 0 && (
        <Form action={`${base}/pieces-refusees`} csrf={csrf}>
          <p>{say(locale, 'toTell', { count: toTell })}</p>
          <Button>{say(locale, 'tell')}</Button>
        </Form>
      )}
    </section>
  );
}
