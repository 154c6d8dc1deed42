import { mostReadOfFile, type PdfDocument, renderPdf } from '#modules/documents/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { content, page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import type { CorrespondenceParts } from '../correspondence-parts.ts';
import { type LetterheadContent, letterheadSchema, underLetterhead } from '../domain/letterhead.ts';
import { largestPng } from '../domain/logo/read-png.ts';
import { LogoRefusedError } from '../errors.ts';
import { correspondenceWords as say } from '../messages.ts';
import { findLetterhead } from '../queries/find-letterhead.ts';
import { type KeptLogo, readLogo, saveLetterhead } from '../usecases/save-letterhead.ts';
import { administratorAct } from './administrator.ts';

export const letterheadPath = '/agents/administration/courriers/en-tete';

interface Shown {
  readonly content: LetterheadContent;
  readonly problems: readonly { readonly fieldId: string; readonly message: string }[];
}

/** GET: what all letters of the authority have in common. */
export async function showLetterhead(
  context: RequestContext,
  parts: CorrespondenceParts,
  shown?: Shown,
): Promise<Result> {
  const { authorityId } = administratorAct(context);
  const { locale } = context;
  const kept = await parts.platform.database.read([authorityId], (tx) => findLetterhead(tx, authorityId));
  const typed = shown?.content ?? kept?.content ?? letterheadSchema.parse({});
  const problems = shown?.problems ?? [];
  const error = (fieldId: string) => problems.find((one) => one.fieldId === fieldId)?.message;
  const title = say(locale, 'letterhead.title');
  const line = (id: keyof LetterheadContent & string, hint?: Parameters<typeof say>[1], width?: 10) => (
    <TextInput
      id={id}
      label={say(locale, `letterhead.${id}` as Parameters<typeof say>[1])}
      {...(hint === undefined ? {} : { hint: say(locale, hint) })}
      {...(width === undefined ? {} : { width })}
      optional
      maxLength={120}
      value={String(typed[id])}
      error={error(id)}
    />
  );
  return page(
    await agentPage(context, parts.site, {
      title: problems.length === 0 ? title : say(locale, 'errorTitle', { title }),
      current: 'letterhead',
      children: (
        <>
          <ErrorSummary errors={problems} />
          <PageHeading title={title} intro={say(locale, 'letterhead.intro')} />
          <p class="govuk-body">
            <a class="govuk-link" href={`${letterheadPath}/exemple.pdf`}>
              {say(locale, 'letterhead.preview')}
            </a>
          </p>
          <Form action={letterheadPath} csrf={context.csrfToken()} multipart>
            <FileUpload
              id="logo"
              label={say(locale, 'letterhead.logo')}
              hint={say(locale, 'letterhead.logoHint')}
              accept=".svg,.png,image/svg+xml,image/png"
              optional
              error={error('logo')}
            />
            {kept?.logo !== undefined && (
              <Checkbox
                id="retirer-logo"
                label={say(locale, 'letterhead.logoRemove')}
                hint={say(locale, 'letterhead.logoKept')}
              />
            )}
            {line('logoText', 'letterhead.logoTextHint')}
            {line('service')}
            <Textarea
              id="lines"
              label={say(locale, 'letterhead.lines')}
              hint={say(locale, 'letterhead.linesHint')}
              rows={6}
              optional
              value={typed.lines.join('\n')}
              error={error('lines')}
            />
            {line('accent', 'letterhead.accentHint', 10)}
            {line('signatory', 'letterhead.signatoryHint')}
            {line('signatoryTitle')}
            <Textarea
              id="footer"
              label={say(locale, 'letterhead.footer')}
              rows={2}
              optional
              maxLength={300}
              value={typed.footer}
              error={error('footer')}
            />
            <Button>{say(locale, 'save')}</Button>
          </Form>
        </>
      ),
    }),
    { status: problems.length === 0 ? 200 : 422 },
  );
}

/** POST (multipart) */
export async function submitLetterhead(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const act = administratorAct(context);
  const { locale } = context;
  let file: Buffer | 'too-large' | undefined;
  const body = await context.readMultipart({ files: 1, fileSize: mostReadOfFile }, async ({ stream }) => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      size += bytes.length;
      if (size <= largestPng) chunks.push(bytes);
    }
    file = size > largestPng ? 'too-large' : size === 0 ? undefined : Buffer.concat(chunks);
  });
  const text = (name: string) => single(body, name).trim();
  const given: LetterheadContent = {
    service: text('service'),
    lines: text('lines')
      .split(/\r?\n/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    accent: text('accent').toLowerCase(),
    signatory: text('signatory'),
    signatoryTitle: text('signatoryTitle'),
    footer: text('footer'),
    logoText: text('logoText'),
  };
  const problems: { fieldId: string; message: string }[] = [];
  let logo: KeptLogo | 'keep' | 'remove' = text('retirer-logo') === '' ? 'keep' : 'remove';
  try {
    if (file === 'too-large') throw new LogoRefusedError('too-large');
    if (Buffer.isBuffer(file)) logo = readLogo(file);
  } catch (error) {
    if (!(error instanceof LogoRefusedError)) throw error;
    problems.push({ fieldId: 'logo', message: say(locale, `logo.${error.problem}`) });
  }
  const read = letterheadSchema.safeParse(given);
  for (const { path } of read.error?.issues ?? []) {
    const fieldId = String(path[0] ?? '');
    const key = fieldId === 'accent' ? 'letterhead.colour' : fieldId === 'lines' ? 'letterhead.tooMany' : 'tooLong';
    if (!problems.some((one) => one.fieldId === fieldId)) problems.push({ fieldId, message: say(locale, key) });
  }
  if (typeof logo === 'object' && given.logoText === '')
    problems.push({ fieldId: 'logoText', message: say(locale, 'letterhead.textMissing') });
  if (problems.length > 0) return showLetterhead(context, parts, { content: given, problems });
  await parts.platform.database.transaction([act.authorityId], (tx) => saveLetterhead(tx, act, given, logo));
  context.setFlash(say(locale, 'saved'));
  return redirect(letterheadPath);
}

/** GET …/exemple.pdf: a letter to nobody, under the letterhead as it is kept. */
export async function showLetterheadExample(context: RequestContext, parts: CorrespondenceParts): Promise<Result> {
  const { authorityId } = administratorAct(context);
  const { locale, now } = context;
  const authority = await parts.directory.getAuthority(authorityId);
  const letterhead = await parts.platform.database.read([authorityId], (tx) => findLetterhead(tx, authorityId));
  const { contact } = authority;
  const letter: PdfDocument = {
    title: say(locale, 'example.title'),
    locale,
    createdAt: now,
    letterhead: {
      name: authority.name,
      lines: [contact.street, `${contact.postcode} ${contact.city}`, contact.phone, contact.email],
      ...(authority.accent === undefined ? {} : { accent: authority.accent }),
    },
    recipient: ['Madame Zoé Martin', '12 rue de la Mairie', `${contact.postcode} ${contact.city.toUpperCase()}`],
    placeAndDate: say(locale, 'example.date', { city: contact.city, date: formatDate(now, locale) }),
    subject: say(locale, 'example.title'),
    blocks: [{ kind: 'paragraph', text: say(locale, 'example.paragraph') }],
    signature: { name: authority.name },
  };
  return content(await renderPdf(underLetterhead(letter, letterhead)), {
    'Content-Type': 'application/pdf',
    'Content-Disposition': 'inline; filename="exemple.pdf"',
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  });
}
