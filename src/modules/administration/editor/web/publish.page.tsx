import type { VNode } from 'preact';
import { changeInWords, compareProcedures, listWithdrawals } from '#modules/catalogue/index.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { DateInput } from '#ui/components/date-input.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { CheckedContent } from '../domain/check-content.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { NotPublishableError, StaleEditError } from '../errors.ts';
import { momentInWords } from '../messages/editor-messages.ts';
import { publishMessages as say } from '../messages/publish-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { checkDraft, publishDraft, scheduleDraft, setWithdrawn, unscheduleDraft } from '../usecases/publish-draft.ts';
import { RefusalNotice } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, postedRevision, privatePage, RevisionField } from './editor-frame.tsx';
import { Missing } from './home.page.tsx';
import { problemAt } from './problem-at.ts';

export async function showPublish(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  return page(await publishPage(context, parts, draft, {}), { headers: privatePage });
}

/** Publishes now, on a day to come, or not any more; closes and opens to new requests. */
export async function submitPublish(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const { locale, body } = context;
  const agent = agentOf(context);
  const done = (words: string) => {
    context.setFlash(words);
    return redirect(draftPath(draft, 'publish'));
  };
  try {
    switch (single(body, 'act')) {
      case 'publish': {
        const version = await publishDraft(parts, agent, draft.id, postedRevision(context), locale);
        return done(say(locale, 'done.published', { version }));
      }
      case 'schedule': {
        const at = readMoment(body);
        if (at === undefined || at <= context.now) {
          const problems = [{ fieldId: 'date', message: say(locale, at === undefined ? 'date.wrong' : 'date.past') }];
          return page(await publishPage(context, parts, draft, { problems }), { status: 422, headers: privatePage });
        }
        await scheduleDraft(parts, agent, draft.id, at, locale);
        return done(say(locale, 'done.scheduled', { when: momentInWords(locale, at) }));
      }
      case 'unschedule':
        await unscheduleDraft(parts, agent, draft.id);
        return done(say(locale, 'done.unscheduled'));
      case 'withdraw':
        await setWithdrawn(parts, agent, draft.id, true);
        return done(say(locale, 'done.withdrawn'));
      case 'reopen':
        await setWithdrawn(parts, agent, draft.id, false);
        return done(say(locale, 'done.reopened'));
      default:
        return redirect(draftPath(draft, 'publish'));
    }
  } catch (error) {
    if (!(error instanceof NotPublishableError || error instanceof StaleEditError)) throw error;
    const refusal = error instanceof StaleEditError ? error : undefined;
    return page(await publishPage(context, parts, draft, { refusal }), { status: 409, headers: privatePage });
  }
}

/** A day and an hour in Paris. */
function readMoment(body: FormBody): Date | undefined {
  const part = (name: string) => Number(single(body, name).trim());
  const [hour, minute] = (single(body, 'time') || '08:00').split(':').map(Number);
  try {
    const day = { year: part('date-year'), month: part('date-month'), day: part('date-day') };
    if (day.year < 2000) return undefined;
    const at = Temporal.PlainDateTime.from({ ...day, hour, minute }, { overflow: 'reject' });
    return new Date(at.toZonedDateTime('Europe/Paris').epochMilliseconds);
  } catch {
    return undefined;
  }
}

interface View {
  readonly problems?: readonly SettingProblem[];
  readonly refusal?: StaleEditError | undefined;
}

async function publishPage(
  context: RequestContext,
  parts: EditorParts,
  draft: ProcedureDraft,
  { problems = [], refusal }: View,
): Promise<VNode> {
  const { locale, body } = context;
  const [checked, withdrawals] = await Promise.all([
    checkDraft(parts, draft, locale),
    listWithdrawals(parts.platform.database.open),
  ]);
  const changes = await changesSincePublished(parts, draft, checked, locale);
  const withdrawnAt = withdrawals.get(draft.procedureId);
  const csrf = context.csrfToken();
  const action = draftPath(draft, 'publish');
  const ready = checked.problems.length === 0;
  return editorPage(context, parts, {
    title: say(locale, 'title'),
    draft,
    step: 'publish',
    problems,
    notice: refusal && <RefusalNotice locale={locale} refusal={refusal} />,
    children: (
      <>
        {!ready && <Missing locale={locale} draft={draft} problems={checked.problems} />}
        <h2 class="govuk-heading-m">{say(locale, 'changes')}</h2>
        {changes === undefined ? (
          <p class="govuk-body">{say(locale, 'changes.first')}</p>
        ) : changes.length === 0 ? (
          <p class="govuk-body">{say(locale, 'changes.none')}</p>
        ) : (
          <ul class="govuk-list govuk-list--bullet">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        )}
        {ready && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'now')}</h2>
            <p class="govuk-body">{say(locale, 'now.body')}</p>
            <Form action={action} csrf={csrf}>
              <RevisionField revision={draft.revision} />
              <Button name="act" value="publish">
                {say(locale, 'now.button')}
              </Button>
            </Form>
            <h2 class="govuk-heading-m">{say(locale, 'later')}</h2>
            {draft.scheduledFor === undefined ? (
              <Form action={action} csrf={csrf}>
                <DateInput
                  id="date"
                  label={say(locale, 'date')}
                  hint={say(locale, 'date.hint')}
                  value={{
                    day: single(body, 'date-day'),
                    month: single(body, 'date-month'),
                    year: single(body, 'date-year'),
                  }}
                  error={problemAt(problems, 'date')}
                />
                <TextInput
                  id="time"
                  type="time"
                  label={say(locale, 'time')}
                  width={10}
                  value={single(body, 'time') || '08:00'}
                />
                <Button tone="secondary" name="act" value="schedule">
                  {say(locale, 'later.button')}
                </Button>
              </Form>
            ) : (
              <Form action={action} csrf={csrf}>
                <p class="govuk-body">
                  {say(locale, 'later.planned', { when: momentInWords(locale, draft.scheduledFor) })}
                </p>
                <Button tone="secondary" name="act" value="unschedule">
                  {say(locale, 'later.cancel')}
                </Button>
              </Form>
            )}
          </>
        )}
        {withdrawnAt !== undefined ? (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'withdrawn')}</h2>
            <Form action={action} csrf={csrf}>
              <p class="govuk-body">{say(locale, 'withdrawn.body', { when: momentInWords(locale, withdrawnAt) })}</p>
              <Button tone="secondary" name="act" value="reopen">
                {say(locale, 'withdrawn.reopen')}
              </Button>
            </Form>
          </>
        ) : (
          changes !== undefined && (
            <Details summary={say(locale, 'withdraw')}>
              <p class="govuk-body">{say(locale, 'withdraw.body')}</p>
              <Form action={action} csrf={csrf}>
                <Button tone="warning" name="act" value="withdraw">
                  {say(locale, 'withdraw.button')}
                </Button>
              </Form>
            </Details>
          )
        )}
      </>
    ),
  });
}

/** What a publication would change for residents and agents; undefined for a procedure never published. */
async function changesSincePublished(
  parts: EditorParts,
  draft: ProcedureDraft,
  { procedure, workflow }: CheckedContent,
  locale: 'fr' | 'en',
): Promise<string[] | undefined> {
  const published = (await parts.catalogue.listProcedures({ agents: true })).find(
    (one) => one.procedure === draft.procedureId,
  );
  if (published === undefined) return undefined;
  if (procedure === undefined || workflow === undefined) return [];
  const before = await parts.catalogue.getVersion(published.procedure, published.version);
  const changes = compareProcedures(
    { procedure: before.procedure, workflow: before.workflow.definition },
    { procedure, workflow },
  );
  return changes.map((change) => changeInWords(change, locale));
}
