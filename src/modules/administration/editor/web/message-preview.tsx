import { renderTemplate } from '#modules/workflow/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Table } from '#ui/components/table.tsx';
import { transitionsOf } from '../domain/draft-content.ts';
import { type ExampleVariable, exampleVariables, variableTree } from '../domain/example-variables.ts';
import { type Json, type JsonObject, localOf, shownText } from '../domain/json.ts';
import { editorLibrary } from '../editor-library.ts';
import { editorMessages } from '../messages/editor-messages.ts';
import { workflowMessages as say } from '../messages/workflow-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { draftPath } from './editor-frame.tsx';
import { sendersOf } from './message-senders.ts';

export const languages: readonly Locale[] = ['fr', 'en'];

/** What a message or a letter of the draft may say of a dossier. */
export function variablesFor(
  draft: ProcedureDraft,
  list: 'messages' | 'letters',
  id: string,
  language: Locale,
): ExampleVariable[] {
  const { source, workflow } = draft.content;
  const sent = list === 'messages' ? sendersOf(workflow, id) : [];
  const senders = sent.length === 0 ? transitionsOf(workflow) : sent;
  return exampleVariables(source, senders, editorLibrary().blockFields, language);
}

/** What the internal notes of an act, or of the filing, may say of a dossier. */
export function noteVariables(
  draft: ProcedureDraft,
  act: { readonly effects: Json | undefined; readonly form: Json | undefined },
  language: Locale,
): ExampleVariable[] {
  const sender = { effects: act.effects ?? [], form: act.form ?? [] };
  return exampleVariables(draft.content.source, [sender], editorLibrary().blockFields, language);
}

/** The message as an example applicant reads it in each language, and the variables that exist there. */
export function MessageHelp(props: {
  context: RequestContext;
  draft: ProcedureDraft;
  message: JsonObject;
  id: string;
}) {
  const { context, draft, message, id } = props;
  const variablesIn = (language: Locale) => variablesFor(draft, 'messages', id, language);
  return (
    <>
      <h2 class="govuk-heading-m">{say(context.locale, 'preview')}</h2>
      {languages.map((language) => {
        const tree = variableTree(variablesIn(language));
        const isWritten = localOf(message.body, language) !== '';
        return (
          <section key={language} aria-labelledby={`preview-${language}`}>
            <h3 class="govuk-heading-s" id={`preview-${language}`}>
              {say(context.locale, `preview.${language}`)}
            </h3>
            {!isWritten && <p class="govuk-body">{say(context.locale, 'preview.fallback')}</p>}
            <div class="pv-letter" lang={isWritten ? language : 'fr'}>
              <p class="govuk-body govuk-!-font-weight-bold">
                {renderTemplate(shownText(message.subject, language), tree)}
              </p>
              <p class="govuk-body pv-pre">{renderTemplate(shownText(message.body, language), tree)}</p>
            </div>
          </section>
        );
      })}
      <VariableTable context={context} variables={variablesIn(context.locale)} />
    </>
  );
}

/** The way to the letter with an example dossier, and the variables that may be written in it. */
export function LetterHelp({ context, draft, id }: { context: RequestContext; draft: ProcedureDraft; id: string }) {
  const { locale } = context;
  return (
    <>
      <p class="govuk-body">
        <a class="govuk-link" href={`${draftPath(draft, 'messages')}/courriers/${encodeURIComponent(id)}`}>
          {say(locale, 'preview')}
        </a>
      </p>
      <VariableTable context={context} variables={variablesFor(draft, 'letters', id, locale)} />
    </>
  );
}

export function VariableTable(props: { context: RequestContext; variables: readonly ExampleVariable[] }) {
  const { locale } = props.context;
  return (
    <Details summary={say(locale, 'variables')}>
      <Table
        caption={say(locale, 'variables')}
        captionHidden
        rows={props.variables}
        rowKey={(one) => one.path}
        columns={[
          {
            label: say(locale, 'variable'),
            rowHeader: true,
            cell: (one) => one.name,
          },
          { label: say(locale, 'meaning'), cell: (one) => one.value },
          {
            label: say(locale, 'code'),
            cell: (one) => (
              <>
                <code class="pv-code">{`{{${one.path}}}`}</code>{' '}
                <Button tone="link" action={{ copy: `{{${one.path}}}` }}>
                  {editorMessages(locale, 'copy')}
                </Button>
              </>
            ),
          },
        ]}
      />
    </Details>
  );
}
