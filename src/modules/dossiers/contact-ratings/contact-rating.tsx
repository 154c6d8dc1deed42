import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Form } from '#ui/components/form.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { useWords } from '#ui/words.tsx';
import type { PublicEvent } from '../queries/list-public-events.ts';
import { contactWords as say } from './messages.ts';

export const maxComment = 1000;

/** The last message of the service and what its applicant said of it; undefined when there is none to rate. */
export function lastContact(
  events: readonly PublicEvent[],
): { readonly contactId: string; readonly mark: number | undefined; readonly comment: string } | undefined {
  const contactId = events.findLast(({ kind, data }) => kind === 'message' && typeof data.contact === 'string')?.data
    .contact;
  if (typeof contactId !== 'string') return undefined;
  const rated = events.findLast(({ kind, data }) => kind === 'rated' && data.contact === contactId)?.data;
  return {
    contactId,
    mark: typeof rated?.rating === 'number' ? rated.rating : undefined,
    comment: typeof rated?.comment === 'string' ? rated.comment : '',
  };
}

export interface ContactRatingProps {
  readonly locale: Locale;
  readonly csrf: string;
  readonly action: string;
  readonly contactId?: string;
  readonly mark: number | undefined;
  readonly comment: string;
  readonly problem?: { readonly fieldId: string; readonly message: string } | undefined;
}

/** Five marks, each a button: one touch gives it. Then, for those who want, a word for the team. */
export function ContactRating(props: ContactRatingProps) {
  const { locale, csrf, action, contactId, mark, comment, problem } = props;
  const words = useWords();
  const errorAt = (id: string) => (problem?.fieldId === id ? problem.message : undefined);
  const idOf = (name: string) => (contactId === undefined ? name : `contact-${name}`);
  const contact = contactId !== undefined && <input type="hidden" name="contact" value={contactId} />;
  if (mark === undefined) {
    return (
      <Form action={action} csrf={csrf}>
        {contact}
        <Fieldset legend={say(locale, 'legend')} legendSize="s">
          {errorAt(idOf('mark')) !== undefined && <p class="govuk-error-message">{errorAt(idOf('mark'))}</p>}
          <div class="pv-rating">
            {words.rating.map((word, index) => (
              <button
                class="pv-rating__label"
                key={word}
                type="submit"
                id={idOf(index === 0 ? 'mark' : `mark-${index + 1}`)}
                name="mark"
                value={index + 1}
              >
                <span class="pv-rating__mark">{index + 1}</span> <span class="pv-rating__word">{word}</span>
              </button>
            ))}
          </div>
        </Fieldset>
      </Form>
    );
  }
  return (
    <>
      <p class="govuk-body">{say(locale, 'given', { mark })}</p>
      <Form action={action} csrf={csrf}>
        {contact}
        <input type="hidden" name="mark" value={mark} />
        <Textarea
          id={idOf('comment')}
          name="comment"
          label={say(locale, 'comment')}
          hint={say(locale, 'commentHint')}
          rows={2}
          maxLength={maxComment}
          optional
          value={comment}
          error={errorAt(idOf('comment'))}
        />
        <Button tone="secondary">{say(locale, 'send')}</Button>
      </Form>
    </>
  );
}
