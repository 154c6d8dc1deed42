import type { Reply } from '#modules/correspondence/index.ts';
import type { CompiledTransition } from '#modules/workflow/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Select } from '#ui/components/select.tsx';
import { letterWords as say } from './messages.ts';

/** The questions of an act that take a kept reply: those of free text, of several lines. */
export function replyFields(transition: Pick<CompiledTransition, 'form'>): CompiledTransition['form'] {
  return transition.form.filter(({ type }) => type === 'long-text');
}

/** The replies that the authority keeps, to be put in a free text of an act: the page comes back with the text in its place. */
export function InsertReply(props: { transition: CompiledTransition; replies: readonly Reply[]; locale: Locale }) {
  const { transition, replies, locale } = props;
  const fields = replyFields(transition);
  if (fields.length === 0 || replies.length === 0) return null;
  return (
    <div class="pv-inline-form">
      <Select
        id="reponse-type"
        label={say(locale, 'reply.label')}
        options={replies.map(({ id, title }) => ({ value: id, label: title }))}
      />
      {fields.map((field) => (
        <Button key={field.id} tone="secondary" name="inserer-reponse" value={field.id} formNoValidate>
          {say(locale, 'reply.insertIn', { field: localize(field.label, locale) })}
        </Button>
      ))}
    </div>
  );
}
