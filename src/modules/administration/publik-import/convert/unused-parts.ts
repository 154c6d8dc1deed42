import { checkWorkflow, type WorkflowDefinition } from '#modules/workflow/index.ts';
import { idOf } from '../naming.ts';
import type { XmlElement } from '../read/xml.ts';
import { plainWords, richWords } from '../rich-words.ts';
import { french } from './drafts.ts';
import { knownVariables } from './message-words.ts';

/** The slugs that the files of an import name: of models of messages and of sources of data. */
export function namedElsewhere(roots: readonly XmlElement[]): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting = [...roots];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (/^(mail_template|comment_template|type)$/.test(element.name)) names.add(element.text.trim());
    waiting.push(...element.children);
  }
  return names;
}

export interface MessageModel {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly body: string;
}

/** As many letters of its own as a workflow has. */
const mostLetters = 40;

/**
 * A workflow with a model of message that none of its acts sends yet, as a letter of its own: its administrator finds it
 * among the messages and letters of the procedure. Undefined when the checks of workflows would refuse it.
 */
export function withModel(workflow: WorkflowDefinition, model: MessageModel): WorkflowDefinition | undefined {
  const letters = workflow.letters ?? [];
  const taken = new Set(letters.map((letter) => letter.id));
  const wanted = idOf(`modele-${model.id}`, 'modele', 36);
  let id = wanted;
  for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`;
  const paragraphs = richWords(known(model.body))
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map(french);
  const letter = {
    id,
    title: french(plainWords(known(model.subject)).slice(0, 200) || model.title.slice(0, 200) || 'Message'),
    paragraphs: paragraphs.length === 0 ? [french('Message à compléter.')] : paragraphs,
    signatory: { fr: 'Pour {{authority.name}}', en: 'For {{authority.name}}' },
  };
  const extended = { ...workflow, letters: [...letters, letter] };
  const isRefused =
    extended.letters.length > mostLetters || checkWorkflow(extended).length > checkWorkflow(workflow).length;
  return isRefused ? undefined : extended;
}

/** The variables that every dossier of ours has; the others become dots to fill in. */
function known(template: string): string {
  return template
    .slice(0, 20_000)
    .replace(/\{%[^%]*%\}|\{#[^#]*#\}/g, '')
    .replace(/\{\{\s*([\w.]*)[^{}]*\}\}/g, (_whole, name: string) =>
      Object.hasOwn(knownVariables, name) ? `{{${knownVariables[name]}}}` : '…',
    )
    .replace(/\{\{(?![a-z][\w.]*\}\})/g, '')
    .replace(/(?<!\{\{[a-z][\w.]{0,40})\}\}/g, '');
}
