import type { VNode } from 'preact';
import { z } from 'zod';
import { procedureSourceSchema } from '#modules/catalogue/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { checkContent } from '../domain/check-content.ts';
import { isObject, type JsonObject, textOf } from '../domain/json.ts';
import { answersOf, type LegalAnswers, legalOf, usualBases } from '../domain/legal-answers.ts';
import { problemInWords } from '../domain/problem-words.ts';
import { schemaWords } from '../domain/problems/schema-words.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { settingsOf } from '../domain/settings/setting.ts';
import { editorLibrary } from '../editor-library.ts';
import { agentOf, type EditorParts } from '../editor-parts.ts';
import { StaleEditError } from '../errors.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { legalMessages as say } from '../messages/legal-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { DelayInput } from './delay-input.tsx';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, privatePage, RevisionField } from './editor-frame.tsx';
import { PlaceProblems } from './home.page.tsx';
import { LegalPreview } from './legal-preview.tsx';
import { problemAt } from './problem-at.ts';
import { differencesOf } from './settings-page.ts';

const shape = (procedureSourceSchema as z.ZodObject).shape;
const schema = z.object({ legal: shape.legal as z.ZodType, silence: shape.silence as z.ZodType });
const legalSettings = settingsOf(procedureSourceSchema as z.ZodObject).find(({ key }) => key === 'legal')?.inner ?? [];
const rules = ['accept', 'reject', 'none'] as const;

export async function showLegal(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  return page(await legalPage(context, parts, draft, answersOf(draft.content.source), []), { headers: privatePage });
}

export async function submitLegal(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const answers = readAnswers(context);
  const values = legalOf(draft.content.source, answers);
  const problems = problemsIn(context, values, answers);
  if (problems.length === 0 && single(context.body, 'act') === 'preview')
    return page(await legalPage(context, parts, draft, answers, []), { headers: privatePage });
  if (problems.length > 0) {
    return page(await legalPage(context, parts, draft, answers, problems), { status: 422, headers: privatePage });
  }
  return saveEdit(
    context,
    parts,
    draft,
    { do: 'change-head', values },
    {
      to: draftPath(draft, 'legal'),
      again: (refusal) => legalPage(context, parts, draft, answers, [], refusal),
    },
  );
}

function readAnswers({ body }: RequestContext): LegalAnswers {
  const line = (name: string) => single(body, name).replaceAll('\r\n', '\n').trim();
  const text = (name: string): JsonObject => ({ fr: line(`${name}-fr`), en: line(`${name}-en`) });
  const basis = line('basis');
  return {
    purpose: text('purpose'),
    basis: [...usualBases, 'own' as const].find((one) => one === basis) ?? '',
    basisText: text('basis-text'),
    recipients: text('recipients'),
    months: line('months'),
    afterwards: text('afterwards'),
    consequence: text('consequence'),
    remedies: text('remedies'),
    silence: line('silence'),
    delay: delayOf(line('delay'), line('delay-unit')),
    article: line('article'),
    mandate: line('mandate') === 'no' ? 'no' : 'yes',
    mandateRefusal: text('mandate-refusal'),
  };
}

/** `2m` of two and months; what is no number stays, to be mended. */
function delayOf(count: string, unit: string): string {
  return /^\d+$/.test(count) && unit !== '' ? `${Number(count)}${unit}` : count;
}

/** What is wrong, at the question that it answers. */
function problemsIn({ locale }: RequestContext, values: JsonObject, answers: LegalAnswers): SettingProblem[] {
  const problems: SettingProblem[] = [];
  if (answers.basis === '') problems.push({ fieldId: 'basis', message: say(locale, 'basis.missing') });
  if (!rules.some((rule) => rule === answers.silence))
    problems.push({ fieldId: 'silence', message: say(locale, 'silence.missing') });
  if (answers.mandate === 'no' && textOf(answers.mandateRefusal.fr) === '')
    problems.push({ fieldId: 'mandate-refusal-fr', message: editorMessages(locale, 'missing') });
  const result = schema.safeParse(values, { error: schemaWords(locale) });
  for (const { path, message } of result.error?.issues ?? []) {
    const [part, key] = path.map(String);
    const fieldId =
      part === 'silence'
        ? key
        : key === 'retention'
          ? path[2] === 'months'
            ? 'months'
            : 'afterwards-fr'
          : `${key}-fr`;
    if (part === 'silence' && (key === 'rule' || key === undefined)) continue;
    if (key === 'basis') {
      if (answers.basis === 'own')
        problems.push({ fieldId: 'basis-text-fr', message: editorMessages(locale, 'missing') });
      continue;
    }
    const isText = fieldId?.endsWith('-fr') === true || (key === 'article' && answers.article === '');
    const words =
      fieldId === 'months'
        ? say(locale, 'retention.wrong')
        : fieldId === 'delay'
          ? problemInWords('A delay is written', locale)
          : isText
            ? editorMessages(locale, 'missing')
            : message;
    problems.push({ fieldId, message: words });
  }
  return problems;
}

async function legalPage(
  context: RequestContext,
  parts: EditorParts,
  draft: ProcedureDraft,
  answers: LegalAnswers,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale } = context;
  const authority = await parts.directory.getAuthority(agentOf(context).authorityId);
  const found = checkContent(draft.content, editorLibrary().kit, locale).problems.filter(
    (one) => one.place.in === 'legal',
  );
  const theirs = refusal instanceof StaleEditError ? refusal.current.source.legal : undefined;
  const yours = legalOf(draft.content.source, answers).legal;
  const text = (
    name: string,
    value: JsonObject,
    words: Parameters<typeof say>[1],
    hint?: Parameters<typeof say>[1],
  ) => (
    <Bilingual
      locale={locale}
      name={name}
      label={say(locale, words)}
      hint={hint === undefined ? undefined : say(locale, hint)}
      value={value}
      problems={problems}
    />
  );
  return editorPage(context, parts, {
    title: editorMessages(locale, 'step.legal'),
    draft,
    step: 'legal',
    intro: say(locale, 'intro'),
    problems,
    notice: refusal && (
      <RefusalNotice
        locale={locale}
        refusal={refusal}
        differences={
          isObject(theirs) && isObject(yours) ? differencesOf(context, legalSettings, 'legal', theirs, yours) : []
        }
      />
    ),
    children: (
      <>
        <PlaceProblems locale={locale} problems={found} />
        <Form action={draftPath(draft, 'legal')} csrf={context.csrfToken()}>
          <RevisionField revision={refusal instanceof StaleEditError ? refusal.revision : draft.revision} />
          {text('purpose', answers.purpose, 'purpose', 'purpose.hint')}
          <Radios
            id="basis"
            label={say(locale, 'basis')}
            labelSize="s"
            value={answers.basis}
            error={problemAt(problems, 'basis')}
            options={[
              ...usualBases.map((basis) => ({
                value: basis,
                label: say(locale, `basis.${basis}`),
                hint: say(locale, `basis.${basis}.hint`),
              })),
              {
                value: 'own',
                label: say(locale, 'basis.own'),
                conditional: text('basis-text', answers.basisText, 'basis.text'),
              },
            ]}
          />
          {text('recipients', answers.recipients, 'recipients', 'recipients.hint')}
          <TextInput
            id="months"
            label={say(locale, 'retention')}
            hint={say(locale, 'retention.hint')}
            value={answers.months}
            error={problemAt(problems, 'months')}
            inputmode="numeric"
            width={5}
            autocomplete="off"
          />
          {text('afterwards', answers.afterwards, 'afterwards', 'afterwards.hint')}
          {text('consequence', answers.consequence, 'consequence')}
          <InsetText>{say(locale, 'rights')}</InsetText>
          <Radios
            id="silence"
            label={say(locale, 'silence')}
            labelSize="s"
            value={answers.silence}
            error={problemAt(problems, 'silence')}
            options={rules.map((rule) => ({
              value: rule,
              label: say(locale, `silence.${rule}`),
              hint: say(locale, `silence.${rule}.hint`),
            }))}
          />
          <DelayInput
            id="delay"
            name="delay"
            label={say(locale, 'delay')}
            hint={say(locale, 'delay.hint')}
            value={answers.delay}
            error={problemAt(problems, 'delay')}
            optional={false}
            locale={locale}
          />
          <TextInput
            id="article"
            label={say(locale, 'article')}
            hint={say(locale, 'article.hint')}
            value={answers.article}
            error={problemAt(problems, 'article')}
            autocomplete="off"
          />
          {text('remedies', answers.remedies, 'remedies', 'remedies.hint')}
          <Radios
            id="mandate"
            label={say(locale, 'mandate')}
            hint={say(locale, 'mandate.hint')}
            labelSize="s"
            value={answers.mandate}
            options={[
              { value: 'yes', label: say(locale, 'mandate.yes') },
              {
                value: 'no',
                label: say(locale, 'mandate.no'),
                conditional: text('mandate-refusal', answers.mandateRefusal, 'mandate.refusal', 'mandate.refusal.hint'),
              },
            ]}
          />
          <ButtonGroup>
            <Button>{editorMessages(locale, 'save')}</Button>
            <Button tone="secondary" name="act" value="preview">
              {say(locale, 'preview.show')}
            </Button>
          </ButtonGroup>
        </Form>
        <LegalPreview values={legalOf(draft.content.source, answers)} locale={locale} authority={authority.slug} />
      </>
    ),
  });
}

function Bilingual(props: {
  locale: 'fr' | 'en';
  name: string;
  label: string;
  hint: string | undefined;
  value: JsonObject;
  problems: readonly SettingProblem[];
}) {
  const { locale, name, label, value, problems } = props;
  return (
    <div class="pv-pair">
      <Textarea
        id={`${name}-fr`}
        label={label}
        hint={props.hint}
        rows={3}
        value={textOf(value.fr)}
        error={problemAt(problems, `${name}-fr`)}
      />
      <Textarea
        id={`${name}-en`}
        label={say(locale, 'english', { label })}
        optional
        rows={3}
        value={textOf(value.en)}
      />
    </div>
  );
}
