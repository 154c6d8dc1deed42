import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { findLetterhead, type TemplateContent, underLetterhead, usedLetter } from '#modules/correspondence/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import { type PdfDocument, renderPdf } from '#modules/documents/index.ts';
import { renderLetter } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { examplesIn, variableTree } from '../editor/domain/example-variables.ts';
import { answerVariables } from './letter-facts.ts';

/** The letter as it would be for a dossier that there is not, under the letterhead of the authority. */
export async function drawExample(
  tx: Tx,
  given: {
    readonly authority: Authority;
    readonly letterId: string;
    readonly content: TemplateContent;
    readonly example: AdoptedProcedure | undefined;
    readonly locale: Locale;
    readonly now: Date;
  },
): Promise<Buffer> {
  const { authority, content, example, locale, now } = given;
  const values = examplesIn(locale);
  const facts = {
    procedure: example?.procedure.procedure ?? '',
    channel: 'web',
    complete: true,
    has_email: true,
    has_phone: true,
    has_address: true,
    has_account: true,
    silence: 'accept',
    urgent: false,
    decided: false,
  };
  const letter = usedLetter(given.letterId, 1, content, {
    get: (name) => (name === 'dossier' ? facts : name === 'authority' ? { kind: authority.kind } : null),
  });
  const answers = answerVariables(example).map(({ path, label }) => ({ path, value: `[${label}]` }));
  const tree = variableTree([...Object.entries(values).map(([path, value]) => ({ path, value })), ...answers]);
  const text = renderLetter(letter, tree, locale);
  const { contact } = authority;
  const document: PdfDocument = {
    title: text.title,
    locale,
    createdAt: now,
    letterhead: {
      name: authority.name,
      lines: [contact.street, `${contact.postcode} ${contact.city}`, contact.phone, contact.email],
      ...(authority.accent === undefined ? {} : { accent: authority.accent }),
    },
    recipient: [values['applicant.name'] ?? '', '12 rue de la Mairie', '27200 VERNON'],
    placeAndDate: `${contact.city}, ${locale === 'fr' ? 'le ' : ''}${values.today ?? ''}`,
    subject: text.title,
    references: [[locale === 'fr' ? 'Dossier' : 'File', values['dossier.code'] ?? '']],
    blocks: text.body.map((block) =>
      'list' in block ? { kind: 'list', items: block.list } : { kind: 'paragraph', text: block.paragraph },
    ),
    signature: { formula: text.signatory, name: values['agent.name'] ?? '' },
  };
  return renderPdf(underLetterhead(document, await findLetterhead(tx, authority.id)));
}
