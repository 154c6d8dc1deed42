import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { Select } from '#ui/components/select.tsx';
import { checklistWords as say } from './messages.ts';
import type { TickChoice } from './tick-requested.ts';

/** Which of the documents asked for a file is; when there can hardly be a doubt, one press. */
export function TickForm({
  choice,
  document,
  base,
  csrf,
  locale,
}: {
  readonly choice: TickChoice;
  readonly document: { readonly id: string; readonly name: string };
  readonly base: string;
  readonly csrf: string;
  readonly locale: Locale;
}) {
  if (!choice.documents.has(document.id)) return null;
  const action = `${base}/pieces/${document.id}/demandee`;
  const proposed = choice.proposed?.documentId === document.id ? choice.open[0] : undefined;
  if (proposed !== undefined) {
    const label = localize(proposed.label, locale);
    return (
      <InsetText>
        <Form action={action} csrf={csrf}>
          <p>{say(locale, 'tickProposed', { name: document.name, label })}</p>
          <input type="hidden" name="demande" value={proposed.id} />
          <Button tone="secondary">{say(locale, 'tickYes')}</Button>
        </Form>
      </InsetText>
    );
  }
  return (
    <Details summary={say(locale, 'tickOpen', { name: document.name })}>
      <Form action={action} csrf={csrf}>
        <Select
          id={`demande-${document.id}`}
          name="demande"
          label={say(locale, 'tickLabel')}
          placeholder={false}
          options={choice.open.map((one) => ({ value: one.id, label: localize(one.label, locale) }))}
        />
        <Button tone="secondary">{say(locale, 'tickYes')}</Button>
      </Form>
    </Details>
  );
}
