import type { VNode } from 'preact';
import { delayInWords } from '#modules/catalogue/index.ts';
import {
  answerScope,
  compileExpression,
  evaluate,
  type FieldError,
  FormPageFields,
  holds,
  parsePage,
  type RawInputs,
  summarize,
} from '#modules/forms/index.ts';
import { type CompiledTransition, isEnd, transitionPageId } from '#modules/workflow/index.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import type { TrialStep } from '../domain/trial/trial.ts';
import { type Walk, walkTrial } from '../domain/trial/walk.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import { trialMessages } from '../messages/trial-messages.ts';
import { walkMessages as say } from '../messages/walk-messages.ts';
import { draftPath, editorPage, privatePage } from './editor-frame.tsx';
import { ActDone, EffectsDone } from './trial-acts.tsx';
import { type OpenTrial, readSteps } from './trial-steps.ts';

/** Whether the page posts an act of the workflow rather than a page of the form. */
export function isWalk(body: FormBody): boolean {
  return ['_act', '_doing', '_undo'].some((name) => single(body, name) !== '');
}

/** Does the act that the page posts, asks first what it asks, or takes the last one back. */
export async function submitWalk(
  context: RequestContext,
  parts: EditorParts,
  trial: OpenTrial,
  body: FormBody,
): Promise<Result> {
  const done = readSteps(single(body, '_steps'));
  if (single(body, '_undo') !== '') return shown(await walkPage(context, parts, trial, done.slice(0, -1)));
  const walk = walkTrial(trial, done, editorLibrary().kit.texts.letters, context.locale);
  const steps = done.slice(0, walk.acts.length);
  const doing = single(body, '_doing');
  const transition = walk.offered.find((one) => one.id === (doing || single(body, '_act')));
  if (transition === undefined) return shown(await walkPage(context, parts, trial, steps));
  if (transition.compiledForm === undefined)
    return shown(await walkPage(context, parts, trial, [...steps, { act: transition.id, form: {} }]));
  if (doing === '') return shown(await actPage(context, parts, trial, { steps, transition, errors: [] }));
  const { answers, raw, errors } = parsePage(transition.compiledForm, transitionPageId, body, {
    ...trial.context,
    actor: 'agent',
    answers: {},
  });
  if (errors.length > 0) return shown(await actPage(context, parts, trial, { steps, transition, raw, errors }), 422);
  return shown(await walkPage(context, parts, trial, [...steps, { act: transition.id, form: answers }]));
}

function shown(document: VNode, status = 200): Result {
  return page(document, { status, headers: privatePage });
}

/** What travels with every page of the trial. */
export function Carried({ trial, steps }: { trial: OpenTrial; steps?: readonly TrialStep[] }) {
  return (
    <>
      <input type="hidden" name="_answers" value={JSON.stringify(trial.answers)} />
      <input type="hidden" name="_documents" value={JSON.stringify(trial.documents)} />
      {steps !== undefined && <input type="hidden" name="_steps" value={JSON.stringify(steps)} />}
    </>
  );
}

interface ActView {
  readonly steps: readonly TrialStep[];
  readonly transition: CompiledTransition;
  readonly raw?: RawInputs;
  readonly errors: readonly FieldError[];
}

/** What an act asks, as the agent or the applicant fills it in. */
function actPage(context: RequestContext, parts: EditorParts, trial: OpenTrial, view: ActView): Promise<VNode> {
  const { locale } = context;
  const { draft } = trial;
  const { transition, steps, raw, errors } = view;
  const form = transition.compiledForm;
  const formPage = form?.pages[0];
  return editorPage(context, parts, {
    title: say(locale, 'actTitle', { act: localize(transition.label, locale) }),
    draft,
    step: 'trial',
    intro: transition.hint === undefined ? undefined : localize(transition.hint, locale),
    problems: errors.map((error) => ({ fieldId: error.inputId, message: error.message[locale] })),
    children: (
      <div class="pv-trial">
        <Form action={draftPath(draft, 'trial')} csrf={context.csrfToken()}>
          <Carried trial={trial} steps={steps} />
          <input type="hidden" name="_doing" value={transition.id} />
          {form !== undefined && formPage !== undefined && (
            <FormPageFields
              form={form}
              page={formPage}
              answers={{}}
              context={{ ...trial.context, actor: 'agent' }}
              locale={locale}
              errors={errors}
              {...(raw === undefined ? {} : { raw })}
            />
          )}
          <Button>{say(locale, 'do')}</Button>
        </Form>
        <Form action={draftPath(draft, 'trial')} csrf={context.csrfToken()}>
          <Carried trial={trial} steps={[...steps, { act: transition.id, form: {} }]} />
          <Button tone="secondary" name="_undo" value="1">
            {say(locale, 'cancel')}
          </Button>
        </Form>
      </div>
    ),
  });
}

/** What filing would give, as the agent will see it, then the workflow act by act with all that is sent. */
export function walkPage(
  context: RequestContext,
  parts: EditorParts,
  trial: OpenTrial,
  steps: readonly TrialStep[],
): Promise<VNode> {
  const { locale } = context;
  const { draft } = trial;
  const walk = walkTrial(trial, steps, editorLibrary().kit.texts.letters, locale);
  const done = steps.slice(0, walk.acts.length);
  return editorPage(context, parts, {
    title: trialMessages(locale, 'result'),
    draft,
    step: 'trial',
    intro: say(locale, 'intro'),
    children: (
      <div class="pv-trial">
        <Received trial={trial} locale={locale} folded={walk.acts.length > 0} />
        {walk.filing !== undefined && (
          <section class="pv-rows__row">
            <h2 class="govuk-heading-m">{say(locale, 'filing')}</h2>
            <EffectsDone act={walk.filing} locale={locale} />
          </section>
        )}
        {walk.acts.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'progress')}</h2>
            {walk.acts.map((act, index) => (
              <ActDone key={index} act={act} number={index + 1} locale={locale} />
            ))}
          </>
        )}
        <h2 class="govuk-heading-m">{say(locale, 'now')}</h2>
        <SummaryList
          rows={[
            { term: say(locale, 'state'), value: localize(walk.state.agentLabel ?? walk.state.label, locale) },
            {
              term: say(locale, 'explanation'),
              value: (
                <>
                  <strong>{localize(walk.state.label, locale)}</strong>
                  <br />
                  {localize(walk.state.explanation, locale)}
                </>
              ),
            },
          ]}
        />
        {isEnd(walk.state.phase) && <p class="govuk-body">{say(locale, 'ended')}</p>}
        <Form action={draftPath(draft, 'trial')} csrf={context.csrfToken()}>
          <Carried trial={trial} steps={done} />
          <Offered walk={walk} locale={locale} />
          {done.length > 0 && (
            <p class="govuk-body">
              <Button tone="link" name="_undo" value="1">
                {say(locale, 'back')}
              </Button>
            </p>
          )}
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={draftPath(draft, 'trial')}>
            {trialMessages(locale, 'restart')}
          </a>
        </p>
      </div>
    ),
  });
}

/** The dossier as it comes to the desk. */
function Received({ trial, locale, folded }: { trial: OpenTrial; locale: Locale; folded: boolean }) {
  const { form, procedure, answers } = trial;
  const scope = answerScope(form, answers, { ...trial.context, actor: 'agent' });
  const urgent = procedure.urgentWhen !== undefined && holds(compileExpression(procedure.urgentWhen), scope);
  const headline =
    procedure.headline === undefined ? undefined : evaluate(compileExpression(procedure.headline), scope);
  const content = (
    <>
      {(typeof headline === 'string' || urgent) && (
        <InsetText>
          {trialMessages(locale, 'headline')}
          {'\u00a0: '}
          {typeof headline === 'string' ? headline : ''} {urgent && `(${trialMessages(locale, 'urgent')})`}
        </InsetText>
      )}
      {summarize(form, answers, locale, { context: { ...trial.context, actor: 'agent' } }).map((section) => (
        <SummaryList
          key={section.pageId}
          title={section.title}
          titleLevel={3}
          rows={[
            ...section.rows.map((row) => ({
              term: row.label,
              value: typeof row.value === 'string' ? row.value || '–' : row.value.join(', ') || '–',
            })),
            ...section.groups.map((group) => ({ term: group.label, value: String(group.rows.length) })),
          ]}
        />
      ))}
    </>
  );
  if (folded) return <Details summary={say(locale, 'received')}>{content}</Details>;
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'received')}</h2>
      {content}
    </>
  );
}

/** The acts that may come next, each with who or what does it. */
function Offered({ walk, locale }: { walk: Walk; locale: Locale }) {
  const { offered, withheld } = walk;
  return (
    <>
      {offered.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{say(locale, isEnd(walk.state.phase) ? 'acts.ended' : 'acts')}</h3>
          <ButtonGroup>
            {offered.map((one) => (
              <Button key={one.id} tone="secondary" name="_act" value={one.id}>
                {say(locale, 'act', { act: localize(one.label, locale), who: whoDoes(one, locale) })}
              </Button>
            ))}
          </ButtonGroup>
        </>
      )}
      {offered.length === 0 && !isEnd(walk.state.phase) && <p class="govuk-body">{say(locale, 'waiting')}</p>}
      {withheld.length > 0 && (
        <p class="govuk-body pv-muted">
          {say(locale, 'withheld', { acts: withheld.map((one) => localize(one.label, locale)).join(', ') })}
        </p>
      )}
    </>
  );
}

/** "Un agent du service", "après 10 jours", "Le paiement est fait". */
export function whoDoes(
  act: { readonly by: readonly string[]; readonly on?: string | undefined; readonly after?: string | undefined },
  locale: Locale,
): string {
  const { by, on = '', after = '' } = act;
  return by
    .map((who) => {
      if (who !== 'system') return choiceLabel(locale, 'by', who);
      return on === 'delay' && after !== ''
        ? say(locale, 'after', { delay: delayInWords(after, locale) })
        : choiceLabel(locale, 'on', on);
    })
    .join(', ');
}
