import type { VNode } from 'preact';
import { type LetterTemplate, renderLetter } from '#modules/workflow/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { inWords } from '../../letters/variable-words.ts';
import { checkContent } from '../domain/check-content.ts';
import { lettersOf, messagesOf, transitionsOf } from '../domain/draft-content.ts';
import { exampleVariables, variableTree } from '../domain/example-variables.ts';
import { shownText, textOf } from '../domain/json.ts';
import type { SettingProblem } from '../domain/settings/schema-problems.ts';
import { editorLibrary } from '../editor-library.ts';
import type { EditorParts } from '../editor-parts.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { walkMessages } from '../messages/walk-messages.ts';
import { workflowMessages as say } from '../messages/workflow-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { type EditRefusal, RefusalNotice, saveEdit } from './edit-flow.tsx';
import { draftOf, draftPath, editorPage, privatePage, RevisionField } from './editor-frame.tsx';
import { PlaceProblems } from './home.page.tsx';
import { itemPath } from './item-path.ts';
import { findDraftLetter } from './letter-pdf.ts';
import { LetterView } from './letter-view.tsx';
import { languages, VariableTable } from './message-preview.tsx';
import { senderNames } from './message-senders.ts';
import { problemAt } from './problem-at.ts';
import { newMessage } from './workflow.page.tsx';

export async function showMessages(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  return page(await messagesPage(context, parts, draft, []), { headers: privatePage });
}

export async function submitMessages(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const name = single(context.body, 'name').trim().slice(0, 200);
  if (name === '') {
    const problems = [{ fieldId: 'new-message', message: say(context.locale, 'nameMissing') }];
    return page(await messagesPage(context, parts, draft, problems), { status: 422, headers: privatePage });
  }
  const item = newMessage(draft.content.workflow, name);
  return saveEdit(
    context,
    parts,
    draft,
    { do: 'add-item', list: 'messages', item },
    {
      to: itemPath(draft, 'messages', textOf(item.id)),
      again: (refusal) => messagesPage(context, parts, draft, [], refusal),
    },
  );
}

function messagesPage(
  context: RequestContext,
  parts: EditorParts,
  draft: ProcedureDraft,
  problems: readonly SettingProblem[],
  refusal?: EditRefusal,
): Promise<VNode> {
  const { locale } = context;
  const { workflow } = draft.content;
  const { kit } = editorLibrary();
  const found = checkContent(draft.content, kit, locale).problems.filter((one) => one.place.in === 'messages');
  return editorPage(context, parts, {
    title: editorMessages(locale, 'step.messages'),
    draft,
    step: 'messages',
    intro: say(locale, 'messages.intro'),
    problems,
    notice: refusal && <RefusalNotice locale={locale} refusal={refusal} />,
    children: (
      <>
        <PlaceProblems locale={locale} problems={found} />
        <Table
          caption={editorMessages(locale, 'step.messages')}
          captionHidden
          rows={messagesOf(workflow)}
          columns={[
            {
              label: say(locale, 'messages.subject'),
              rowHeader: true,
              cell: (one) => (
                <a class="govuk-link" href={itemPath(draft, 'messages', textOf(one.id))}>
                  {inWords(shownText(one.subject, locale), locale) || textOf(one.id)}
                </a>
              ),
            },
            {
              label: say(locale, 'messages.sent'),
              cell: (one) => senderNames(workflow, textOf(one.id), locale).join(', ') || say(locale, 'messages.never'),
            },
          ]}
        />
        <Form action={draftPath(draft, 'messages')} csrf={context.csrfToken()}>
          <RevisionField revision={draft.revision} />
          <div class="pv-inline-form">
            <TextInput
              id="new-message"
              name="name"
              label={say(locale, 'messages.subject')}
              error={problemAt(problems, 'new-message')}
              autocomplete="off"
            />
            <Button tone="secondary">{say(locale, 'addMessage')}</Button>
          </div>
        </Form>
        <h2 class="govuk-heading-m">{say(locale, 'letters')}</h2>
        <p class="govuk-body">{say(locale, 'lettersBody')}</p>
        <ul class="govuk-list">
          {[...kit.texts.letters.values()].map((letter) => (
            <li key={letter.letter}>
              <a class="govuk-link" href={`${draftPath(draft, 'messages')}/courriers/${letter.letter}`}>
                {inWords(localize(letter.title, locale), locale)}
              </a>
              {isOwn(draft, letter.letter) && ` – ${say(locale, 'letter.own')}`}
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

/** A letter of the library, with an example dossier. */
export async function showLetter(context: RequestContext, parts: EditorParts): Promise<Result> {
  const draft = await draftOf(context, parts);
  const { locale } = context;
  const letter = findDraftLetter(draft, context.params.letter ?? '');
  if (letter === undefined) throw new NotFoundError('editor.letter-not-found');
  const { source, workflow } = draft.content;
  const variablesIn = (language: Locale) =>
    exampleVariables(source, transitionsOf(workflow), editorLibrary().blockFields, language);
  const document = await editorPage(context, parts, {
    title: say(locale, 'letter.title', { name: inWords(localize(letter.title, locale), locale) }),
    draft,
    step: 'messages',
    crumbs: [{ href: draftPath(draft, 'messages'), label: editorMessages(locale, 'step.messages') }],
    children: (
      <>
        {languages.map((language) => (
          <section key={language} aria-labelledby={`letter-${language}`}>
            <h2 class="govuk-heading-m" id={`letter-${language}`}>
              {say(locale, `preview.${language}`)}
            </h2>
            <Translated letter={letter} language={language} locale={locale} />
            <div lang={language === 'en' && isUntranslated(letter) ? 'fr' : language}>
              <LetterView letter={renderLetter(letter, variableTree(variablesIn(language)), language)} />
            </div>
            <p class="govuk-body">
              <a
                class="govuk-link"
                href={`${draftPath(draft, 'messages')}/courriers/${letter.letter}/apercu.pdf?langue=${language}`}
              >
                {walkMessages(locale, `letter.pdf.${language}`)}
              </a>
            </p>
          </section>
        ))}
        <p class="govuk-body">
          <a class="govuk-link" href={itemPath(draft, 'letters', letter.letter)}>
            {say(locale, isOwn(draft, letter.letter) ? 'letter.change' : 'letter.write')}
          </a>
        </p>
        <VariableTable context={context} variables={variablesIn(locale)} />
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

function isOwn(draft: ProcedureDraft, id: string): boolean {
  return lettersOf(draft.content.workflow).some((letter) => letter.id === id);
}

/** Says what of the English is not written, and will be read in French. */
function Translated(props: { letter: LetterTemplate; language: Locale; locale: Locale }) {
  const { letter, language, locale } = props;
  if (language === 'fr') return null;
  const missing = textsOf(letter).filter((text) => text.en === undefined);
  if (missing.length === 0) return null;
  return <p class="govuk-body">{say(locale, isUntranslated(letter) ? 'preview.fallback' : 'preview.partial')}</p>;
}

function isUntranslated(letter: LetterTemplate): boolean {
  return textsOf(letter).every((text) => text.en === undefined);
}

function textsOf({ title, paragraphs, signatory }: LetterTemplate): LetterTemplate['paragraphs'] {
  return [title, ...paragraphs, signatory];
}
