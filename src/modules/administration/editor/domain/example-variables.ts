import { commonTemplateVariables, effectTemplateVariables, type TemplateVariables } from '#modules/workflow/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { variableName } from '../../letters/variable-words.ts';
import { entriesOf, isBlock, pagesOf } from './draft-content.ts';
import { type JsonObject, objectsOf, shownText, textOf } from './json.ts';

/** A variable of messages and letters, with what it becomes for an example dossier. */
export interface ExampleVariable {
  readonly path: string;
  /** What it stands for, as people say it. */
  readonly name: string;
  readonly value: string;
}

const examples: Readonly<Record<string, string>> = {
  'applicant.name': 'Zoé Martin',
  'applicant.email': 'zoe.martin@exemple.fr',
  'applicant.phone': '06 12 34 56 78',
  'applicant.address': '12 rue de la Mairie, 27200 Vernon',
  'dossier.code': '7K3M-92QX-4WD',
  'dossier.link': 'https://guichet.exemple.fr/suivi',
  'dossier.submitted_on': '2 mars 2026',
  'dossier.due_on': '2 mai 2026',
  'authority.name': 'Mairie de Vernon',
  'authority.court': 'tribunal administratif de Rouen',
  'authority.phone': '02 32 00 00 00',
  'authority.email': 'mairie@exemple.fr',
  'authority.address': 'Place de la Mairie, 27200 Vernon',
  'agent.name': 'Camille Bertin',
  'payment.label': 'Location de la salle',
  'payment.amount': '120,00\u00a0€',
  'payment.due_on': '2 avril 2026',
  'documents.list': '- Justificatif de domicile',
  today: '4 mars 2026',
};

const inEnglish: Readonly<Record<string, string>> = {
  'dossier.submitted_on': '2 March 2026',
  'dossier.due_on': '2 May 2026',
  'authority.court': 'administrative court of Rouen',
  'payment.label': 'Rent of the hall',
  'payment.amount': '€120.00',
  'payment.due_on': '2 April 2026',
  'documents.list': '- Proof of home',
  today: '4 March 2026',
};

/** What an example dossier has, as the reader's language says it. */
export function examplesIn(locale: Locale): Readonly<Record<string, string>> {
  return locale === 'en' ? { ...examples, ...inEnglish } : examples;
}

/**
 * The variables that a message can use: everybody's, what the acts that send it ask, and the answers of the form.
 * @param senders the transitions that send it; all of them when it is not yet sent
 */
export function exampleVariables(
  source: JsonObject,
  senders: readonly JsonObject[],
  blockFields: (block: string) => readonly JsonObject[],
  locale: Locale,
): ExampleVariable[] {
  const title = shownText(source.title, locale);
  const known = examplesIn(locale);
  const common = [...commonTemplateVariables].map((path) => ({
    path,
    name: variableName(path, locale) ?? path,
    value: path === 'procedure.title' ? title : (known[path] ?? `(${path})`),
  }));
  const effects = new Set(senders.flatMap((sender) => objectsOf(sender.effects)).map((effect) => effect.effect));
  const brought = Object.entries(effectTemplateVariables)
    .filter(([, effect]) => effects.has(effect))
    .map(([path]) => ({ path, name: variableName(path, locale) ?? path, value: known[path] ?? `(${path})` }));
  const asked = senders.flatMap((sender) => objectsOf(sender.form)).map((field) => ['form', field] as const);
  const answered = pagesOf(source)
    .flatMap(entriesOf)
    .flatMap((entry) => (isBlock(entry) ? blockFields(textOf(entry.use)) : [entry]))
    .filter((field) => field.type !== 'info' && field.type !== 'group')
    .map((field) => ['answers', field] as const);
  const own = [...asked, ...answered].map(([root, field]) => ({
    path: `${root}.${textOf(field.id)}`,
    name: shownText(field.label, locale) || textOf(field.id),
    value: textOf(field.example) || `[${shownText(field.label, locale)}]`,
  }));
  const seen = new Set<string>();
  return [...common, ...brought, ...own].filter(({ path }) => !seen.has(path) && seen.add(path));
}

/** The same as a tree, for templates. */
export function variableTree(variables: readonly Pick<ExampleVariable, 'path' | 'value'>[]): TemplateVariables {
  const tree: { [name: string]: string | { [name: string]: string } } = {};
  for (const { path, value } of variables) {
    const [root = '', ...rest] = path.split('.');
    if (rest.length === 0) {
      tree[root] = value;
      continue;
    }
    const known = tree[root];
    const branch = typeof known === 'object' ? known : {};
    branch[rest.join('.')] = value;
    tree[root] = branch;
  }
  return tree;
}
