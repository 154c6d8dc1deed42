import { longestParagraph, mostParagraphs, type TemplateContent } from '#modules/correspondence/index.ts';
import { commonTemplateVariables, listTemplateVariables } from '#modules/workflow/index.ts';
import { type FormBody, single } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { celToCondition } from '../editor/domain/conditions/cel-to-condition.ts';
import type { Condition, ConditionFields } from '../editor/domain/conditions/condition.ts';
import { conditionToCel } from '../editor/domain/conditions/condition-to-cel.ts';
import { unsoundClauses } from '../editor/web/condition-builder.tsx';
import { readCondition } from '../editor/web/posted-condition.ts';
import { letterMessages as say } from './messages.ts';

interface DraftText {
  readonly fr: string;
  readonly en: string;
}

export interface DraftParagraph {
  readonly text: DraftText;
  readonly condition: Condition;
  /** What the builder cannot show: kept as it is written. */
  readonly cel: string;
}

/** A letter as its page shows it, perhaps not yet whole. */
export interface LetterDraft {
  readonly title: DraftText;
  readonly paragraphs: readonly DraftParagraph[];
  readonly signatory: DraftText;
  readonly decision: string;
}

export interface LetterProblem {
  readonly fieldId: string;
  readonly message: string;
}

const always: Condition = { join: 'all', items: [] };
const emptyParagraph: DraftParagraph = { text: { fr: '', en: '' }, condition: always, cel: '' };
export const emptyDraft: LetterDraft = {
  title: { fr: '', en: '' },
  paragraphs: [emptyParagraph],
  signatory: { fr: 'Le maire', en: '' },
  decision: '',
};

/** Before the names of the inputs of a paragraph's condition. */
export function conditionPrefix(index: number): string {
  return `p${index}.c.`;
}

export function draftOf(content: TemplateContent, fields: ConditionFields): LetterDraft {
  const text = ({ fr, en }: { fr: string; en?: string | undefined }) => ({ fr, en: en ?? '' });
  return {
    title: text(content.title),
    signatory: text(content.signatory),
    decision: content.decision ?? '',
    paragraphs: content.paragraphs.map((paragraph) => {
      const shown = paragraph.when === undefined ? always : celToCondition(paragraph.when, fields);
      return {
        text: text(paragraph.text),
        condition: shown ?? always,
        cel: shown === undefined ? (paragraph.when ?? '') : '',
      };
    }),
  };
}

/** What the page posted; its buttons change the draft without anything being saved. */
export function readDraft(
  body: FormBody,
  fields: ConditionFields,
): { draft: LetterDraft; act: 'save' | 'pdf' | 'edit' } {
  const line = (name: string) => single(body, name).replaceAll('\r\n', '\n').trim();
  const count = Math.min(mostParagraphs, Math.max(0, Number(single(body, 'paragraphes')) || 0));
  let pressed = ['ajouter', 'demarche-choisie'].some((name) => single(body, name) !== '');
  const paragraphs = Array.from({ length: count }, (_, index): DraftParagraph => {
    const posted = readCondition(body, fields, 'condition', conditionPrefix(index));
    if (!posted.save) pressed = true;
    return {
      text: { fr: line(`p${index}.fr`), en: line(`p${index}.en`) },
      condition: posted.condition,
      cel: line(`p${index}.cel`),
    };
  });
  const edit = /^(monter|descendre|supprimer|inserer):(\d+)$/.exec(
    Object.keys(body).find((key) => /^(monter|descendre|supprimer|inserer):\d+$/.test(key)) ?? '',
  );
  const changed = edit === null ? paragraphs : edited(paragraphs, edit[1] ?? '', Number(edit[2]), body);
  const draft: LetterDraft = {
    title: { fr: line('titre'), en: line('titre-en') },
    signatory: { fr: line('formule'), en: line('formule-en') },
    decision: single(body, 'registre'),
    paragraphs:
      single(body, 'ajouter') !== '' && changed.length < mostParagraphs ? [...changed, emptyParagraph] : changed,
  };
  if (pressed || edit !== null) return { draft, act: 'edit' };
  return { draft, act: single(body, 'voir') === 'pdf' ? 'pdf' : 'save' };
}

function edited(paragraphs: readonly DraftParagraph[], act: string, at: number, body: FormBody): DraftParagraph[] {
  const list = [...paragraphs];
  const paragraph = list[at];
  if (paragraph === undefined) return list;
  if (act === 'supprimer') return list.filter((_, index) => index !== at);
  if (act === 'inserer') {
    const path = single(body, `p${at}.variable`);
    if (!isKnownVariable(path)) return list;
    const { fr } = paragraph.text;
    list[at] = { ...paragraph, text: { ...paragraph.text, fr: `${fr}${fr === '' ? '' : ' '}{{${path}}}` } };
    return list;
  }
  const to = act === 'monter' ? at - 1 : at + 1;
  const other = list[to];
  if (other === undefined) return list;
  list[at] = other;
  list[to] = paragraph;
  return list;
}

/** What letters may name: what every dossier has, what the act asks, the answers, what effects bring. */
function isKnownVariable(path: string): boolean {
  return commonTemplateVariables.has(path) || /^(form|answers|payment|documents)\.[a-z][a-zA-Z0-9_-]*$/.test(path);
}

/** The content of the draft, or all that keeps it from being one. */
export function contentOfDraft(
  draft: LetterDraft,
  fields: ConditionFields,
  locale: Locale,
): { content: TemplateContent } | { problems: readonly LetterProblem[] } {
  const problems: LetterProblem[] = [];
  const check = (fieldId: string, text: string, isNeeded: boolean) => {
    if (text === '' && isNeeded) problems.push({ fieldId, message: say(locale, 'missing') });
    if (text.length > longestParagraph) problems.push({ fieldId, message: say(locale, 'tooLong') });
    const unknown = listTemplateVariables(text).filter((path) => !isKnownVariable(path));
    const rest = text.replaceAll(/\{\{\s*[a-z][\w.-]*\s*\}\}/gi, '');
    const stray = [...unknown, ...(/\{\{|\}\}/.test(rest) ? ['{{ }}'] : [])];
    if (stray.length > 0) problems.push({ fieldId, message: say(locale, 'stray', { names: stray.join(', ') }) });
  };
  check('titre', draft.title.fr, true);
  check('titre-en', draft.title.en, false);
  check('formule', draft.signatory.fr, true);
  check('formule-en', draft.signatory.en, false);
  if (draft.paragraphs.length === 0) problems.push({ fieldId: 'ajouter', message: say(locale, 'missing') });
  draft.paragraphs.forEach(({ text, condition, cel }, index) => {
    check(`p${index}-fr`, text.fr, true);
    check(`p${index}-en`, text.en, false);
    if (cel === '')
      problems.push(
        ...unsoundClauses(condition, fields, locale, conditionPrefix(index)).map(({ fieldId = '', message }) => ({
          fieldId,
          message,
        })),
      );
  });
  if (problems.length > 0) return { problems };
  const text = ({ fr, en }: DraftText) => ({ fr, ...(en === '' ? {} : { en }) });
  const decision = (['arrete', 'decision', 'attestation'] as const).find((kind) => kind === draft.decision);
  return {
    content: {
      title: text(draft.title),
      signatory: text(draft.signatory),
      ...(decision === undefined ? {} : { decision }),
      paragraphs: draft.paragraphs.map((paragraph) => {
        const when = paragraph.cel === '' ? conditionToCel(paragraph.condition, fields) : paragraph.cel;
        return { text: text(paragraph.text), ...(when === '' ? {} : { when }) };
      }),
    },
  };
}
