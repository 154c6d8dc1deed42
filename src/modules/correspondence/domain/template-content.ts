import { z } from 'zod';
import { compileExpression, type ExpressionScope, holds } from '#modules/forms/index.ts';
import type { LetterTemplate } from '#modules/workflow/index.ts';
import { type DecisionKind, decisionKinds } from './decision-kind.ts';

export const longestParagraph = 6000;
export const mostParagraphs = 60;

const textSchema = z.strictObject({
  fr: z.string().min(1).max(longestParagraph),
  en: z.string().min(1).max(longestParagraph).optional(),
});

/** What an authority's letter says, as it is kept: a paragraph with a condition (CEL) is there when it holds. */
export const templateContentSchema = z.strictObject({
  title: textSchema,
  paragraphs: z
    .array(z.strictObject({ text: textSchema, when: z.string().min(1).max(2000).optional() }))
    .min(1)
    .max(mostParagraphs),
  signatory: textSchema,
  /** The register in which each such letter is entered. */
  decision: z.enum(decisionKinds).optional(),
});
export type TemplateContent = z.infer<typeof templateContentSchema>;

/** A letter ready to have its variables put in place. */
export interface UsedLetter extends LetterTemplate {
  readonly decision?: DecisionKind | undefined;
}

/** The content of an authority's letter at first: that of the library. */
export function contentOf({ title, paragraphs, signatory, decision }: UsedLetter): TemplateContent {
  return {
    title,
    paragraphs: paragraphs.map((text) => ({ text })),
    signatory,
    ...(decision === undefined ? {} : { decision }),
  };
}

/** The letter as it is for one dossier: the paragraphs whose condition does not hold are left out. */
export function usedLetter(
  letter: string,
  version: number,
  content: TemplateContent,
  scope: ExpressionScope,
): UsedLetter {
  const { title, signatory, decision } = content;
  return {
    letter,
    version,
    title,
    signatory,
    paragraphs: content.paragraphs
      .filter(({ when }) => when === undefined || isHeld(when, scope))
      .map(({ text }) => text),
    ...(decision === undefined ? {} : { decision }),
  };
}

/** A condition that cannot be told of this dossier (a question that its form does not ask) does not hold. */
function isHeld(when: string, scope: ExpressionScope): boolean {
  try {
    return holds(compileExpression(when), { get: (name) => scope.get(name) ?? null });
  } catch {
    return false;
  }
}
