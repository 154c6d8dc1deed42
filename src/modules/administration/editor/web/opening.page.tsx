import type { VNode } from 'preact';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Fieldset } from '#ui/components/fieldset.tsx';
import { Form } from '#ui/components/form.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { answersBefore } from '../domain/conditions/condition-fields.ts';
import { asJson, isObject, type JsonObject, objectsOf, shownText, textOf } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import {
  canBeTyped,
  isFixedAnswer,
  type OpenedAnswer,
  type OpenedQuestion,
  type OpeningTarget,
  openedQuestions,
  openedToCel,
  openingEffect,
  readOpened,
  setOpenedAnswers,
} from '../domain/values/opened-answers.ts';
import { valueSources } from '../domain/values/value-sources.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { openingMessages as say } from '../messages/opening-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { targetPath } from './condition-target.ts';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, privatePage, RevisionField } from './editor-frame.tsx';
import { problemAt } from './problem-at.ts';

interface View {
  readonly draft: ProcedureDraft;
  readonly target: OpeningTarget;
  /** Another request is opened; otherwise fields of this one are filled in. */
  readonly isOpening: boolean;
  /** The procedure that is opened; undefined while it is not chosen. */
  readonly title: string | undefined;
  readonly questions: readonly OpenedQuestion[];
  readonly answers: ReadonlyMap<string, OpenedAnswer>;
  readonly problems: readonly SettingProblem[];
}

export function openingPath(draft: Pick<ProcedureDraft, 'id'>, target: OpeningTarget): string {
  const text = target.on === 'effect' ? `effet:${target.transition}:${target.index}` : `depot:${target.index}`;
  return `${draftPath(draft)}/demande-liee?cible=${encodeURIComponent(text)}`;
}

function readTarget(text: string): OpeningTarget | undefined {
  const [kind, one = '', two = ''] = text.split(':');
  if (kind === 'effet' && /^\d{1,3}$/.test(two)) return { on: 'effect', transition: one, index: Number(two) };
  return kind === 'depot' && /^\d{1,3}$/.test(one) ? { on: 'filing-effect', index: Number(one) } : undefined;
}

async function open(context: RequestContext, parts: EditorParts): Promise<View> {
  const draft = await draftOf(context, parts);
  const target = readTarget(context.query.cible ?? '');
  const effect = target === undefined ? undefined : openingEffect(draft.content, target);
  if (target === undefined || effect === undefined) throw new NotFoundError('editor.effect-not-found');
  const { source, workflow } = draft.content;
  const { blockFields } = editorLibrary();
  const own = answersBefore(source, target, blockFields);
  const isOpening = effect.effect === 'open-dossier';
  const procedures = isOpening ? await parts.catalogue.listProcedures({ agents: true }) : [];
  const opened = procedures.find(({ procedure }) => procedure === effect.procedure);
  const fields = isOpening
    ? (opened?.form.pages ?? []).flatMap((one) => objectsOf(asJson(one.fields)))
    : own.filter((field) => field.agentOnly === true);
  const questions = openedQuestions(fields, own, valueSources(source, target, blockFields, workflow));
  const mapped = effect[isOpening ? 'answers' : 'values'];
  const written = isObject(mapped) ? mapped : {};
  const answers = new Map(questions.map((one) => [one.id, readOpened(written[one.id], one)] as const));
  const title = opened === undefined ? undefined : localize(opened.title, context.locale);
  return { draft, target, isOpening, title, questions, answers, problems: [] };
}

export async function showOpening(context: RequestContext, parts: EditorParts): Promise<Result> {
  return page(await openingPage(context, parts, await open(context, parts)), { headers: privatePage });
}

export async function submitOpening(context: RequestContext, parts: EditorParts): Promise<Result> {
  const opened = await open(context, parts);
  const { draft, target, questions } = opened;
  const answers = new Map(questions.map((one) => [one.id, posted(context, one)] as const));
  const problems = questions.flatMap((question): SettingProblem[] => {
    const answer = answers.get(question.id);
    const isWrong =
      (answer?.from === 'fixed' && !isOneOf(answer.value, question)) ||
      (answer?.from === 'formula' && answer.expression === '');
    return isWrong ? [{ fieldId: typedId(question), message: say(context.locale, 'wrong') }] : [];
  });
  const view = { ...opened, answers, problems };
  if (problems.length > 0) {
    return page(await openingPage(context, parts, view), { status: 422, headers: privatePage });
  }
  const written: JsonObject = {};
  for (const question of questions) {
    const expression = openedToCel(answers.get(question.id) ?? { from: 'nothing' }, question.type);
    if (expression !== undefined) written[question.id] = expression;
  }
  return saveEdit(context, parts, draft, setOpenedAnswers(draft.content, target, written), {
    to: targetPath(draft, target),
    again: (refusal) => openingPage(context, parts, view, refusal),
  });
}

function isOneOf(value: string, { type, options }: OpenedQuestion): boolean {
  if (type === 'yes-no') return value === 'yes' || value === 'no';
  if (type === 'choice') return options.some((option) => option.value === value);
  return isFixedAnswer(value, type);
}

const typedId = ({ id }: OpenedQuestion) => `q-${id}-typed`;

function posted({ body }: RequestContext, question: OpenedQuestion): OpenedAnswer {
  const from = single(body, `q-${question.id}`);
  const typed = single(body, typedId(question)).trim().slice(0, 2000);
  if (from === '#fixed') return { from: 'fixed', value: plainAnswer(typed, question.type) };
  if (from === '#formula') return { from: 'formula', expression: typed };
  if (from.startsWith('=')) return { from: 'fixed', value: from.slice(1) };
  const found = question.sources.find(({ id }) => id === from);
  return found === undefined ? { from: 'nothing' } : { from: 'answer', source: found.id };
}

/** Euros for cents, a date as it is said. */
function plainAnswer(typed: string, type: string): string {
  if (type === 'date') {
    if (/^(aujourd['’]?hui|today)$/i.test(typed)) return 'today';
    return typed.replace(
      /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/,
      (_, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    );
  }
  if (type !== 'number' && type !== 'money') return typed;
  const plain = typed.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  if (type === 'number') return plain;
  return /^-?\d{1,10}(\.\d{1,2})?$/.test(plain) ? String(Math.round(Number(plain) * 100)) : typed;
}

function shownAnswer(value: string, type: string, locale: Locale): string {
  if (type === 'date') {
    if (value === 'today') return locale === 'fr' ? 'aujourd’hui' : 'today';
    return value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
  }
  if (type === 'money' && /^-?\d+$/.test(value)) {
    return String(Number(value) / 100).replace('.', locale === 'fr' ? ',' : '.');
  }
  return value;
}

function openingPage(context: RequestContext, parts: EditorParts, view: View, refusal?: EditRefusal): Promise<VNode> {
  const { locale } = context;
  const { draft, target, isOpening, title, questions, answers, problems } = view;
  const unknown = questions.length === 0 ? say(locale, 'noField') : say(locale, 'introFields');
  return editorPage(context, parts, {
    title: say(locale, isOpening ? 'title' : 'titleFields'),
    draft,
    step: 'workflow',
    problems,
    intro: !isOpening
      ? unknown
      : title === undefined
        ? say(locale, 'unknown')
        : say(locale, 'intro', { procedure: title }),
    notice: refusal && <RefusalNotice locale={locale} refusal={refusal} />,
    children: (
      <>
        <p class="govuk-body">
          <a class="govuk-link" href={targetPath(draft, target)}>
            {say(locale, 'back')}
          </a>
        </p>
        {questions.length > 0 && (
          <Form action={openingPath(draft, target)} csrf={context.csrfToken()}>
            <RevisionField revision={refusal instanceof StaleEditError ? refusal.revision : draft.revision} />
            {questions.map((question) => (
              <Question
                key={question.id}
                locale={locale}
                question={question}
                answer={answers.get(question.id) ?? { from: 'nothing' }}
                problems={problems}
              />
            ))}
            <Button>{editorMessages(locale, 'save')}</Button>
          </Form>
        )}
      </>
    ),
  });
}

function Question(props: {
  locale: Locale;
  question: OpenedQuestion;
  answer: OpenedAnswer;
  problems: readonly SettingProblem[];
}) {
  const { locale, question, answer, problems } = props;
  const { id, type, options, sources } = question;
  const label = shownText(question.label, locale) || id;
  const fixed = [
    ...(type === 'yes-no'
      ? (['yes', 'no'] as const).map((one) => ({ value: `=${one}`, label: say(locale, one) }))
      : []),
    ...(type === 'choice'
      ? options.map((option) => ({
          value: `=${textOf(option.value)}`,
          label: say(locale, 'option', { label: shownText(option.label, locale) || textOf(option.value) }),
        }))
      : []),
    ...(canBeTyped(type) ? [{ value: '#fixed', label: say(locale, 'fixed') }] : []),
  ];
  return (
    <Fieldset legend={label} legendSize="s">
      <div class="pv-clause__inputs">
        <Select
          id={`q-${id}`}
          label={say(locale, 'title')}
          labelHidden
          placeholder={say(locale, 'nothing')}
          value={chosen(answer, fixed)}
          options={[
            ...sources.map((one) => ({ value: one.id, label: say(locale, 'answer', { label: one.label[locale] }) })),
            ...fixed,
            { value: '#formula', label: say(locale, 'formula') },
          ]}
        />
        <TextInput
          id={typedId(question)}
          label={say(locale, 'typed', { label })}
          labelHidden
          optional
          value={typedText(answer, question, locale)}
          error={problemAt(problems, typedId(question))}
          autocomplete="off"
          spellcheck={false}
        />
      </div>
    </Fieldset>
  );
}

function chosen(answer: OpenedAnswer, fixed: readonly { value: string }[]): string {
  switch (answer.from) {
    case 'nothing':
      return '';
    case 'answer':
      return answer.source;
    case 'formula':
      return '#formula';
    case 'fixed':
      return fixed.some(({ value }) => value === `=${answer.value}`) ? `=${answer.value}` : '#fixed';
  }
}

function typedText(answer: OpenedAnswer, { type }: OpenedQuestion, locale: Locale): string {
  if (answer.from === 'formula') return answer.expression;
  return answer.from === 'fixed' && canBeTyped(type) ? shownAnswer(answer.value, type, locale) : '';
}
