import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import {
  contentOf,
  type KeptTemplate,
  LetterNotFoundError,
  listVersions,
  saveTemplate,
  TemplateChangedError,
  type TemplateContent,
} from '#modules/correspondence/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { commonTemplateVariables, type LetterTemplate } from '#modules/workflow/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import { ForbiddenError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { content, page, type Result, redirect } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import type { ConditionFields } from '../editor/domain/conditions/condition.ts';
import { editorLibrary } from '../editor/editor-library.ts';
import { ConditionBuilder, wholeInWords } from '../editor/web/condition-builder.tsx';
import { drawExample } from './example-letter.ts';
import {
  conditionPrefix,
  contentOfDraft,
  draftOf,
  emptyDraft,
  type LetterDraft,
  type LetterProblem,
  readDraft,
} from './letter-draft.ts';
import { answerVariables, letterFields } from './letter-facts.ts';
import { letterMessages as say } from './messages.ts';
import { inWords, variableName } from './variable-words.ts';

export const lettersPath = '/agents/administration/courriers';
const newLetter = 'nouveau';

interface Open {
  readonly act: {
    readonly authorityId: string;
    readonly by: { readonly id: string; readonly name: string };
    readonly now: Date;
  };
  readonly letterId: string;
  readonly library: LetterTemplate | undefined;
  readonly versions: readonly KeptTemplate[];
  readonly procedures: readonly AdoptedProcedure[];
  readonly example: AdoptedProcedure | undefined;
  readonly fields: ConditionFields;
}

/** @throws {LetterNotFoundError} for what is neither the library's nor the authority's */
async function open(context: RequestContext, parts: AdministrationParts): Promise<Open> {
  const { agent, now } = context;
  if (agent?.role !== 'administrator') throw new ForbiddenError('administrators-only');
  const act = { authorityId: agent.authorityId, by: { id: agent.agentId, name: agent.name }, now };
  const letterId = context.params.letter ?? '';
  if (!/^[a-z0-9-]{1,80}$/.test(letterId)) throw new LetterNotFoundError();
  const library = editorLibrary().kit.texts.letters.get(letterId);
  const versions = await parts.platform.database.read([agent.authorityId], (tx) =>
    listVersions(tx, agent.authorityId, letterId),
  );
  if (letterId !== newLetter && library === undefined && versions.length === 0) throw new LetterNotFoundError();
  const procedures = await parts.catalogue.listAdopted(agent.authorityId, { agents: true });
  const wanted = single(context.body, 'demarche') || context.query.demarche;
  const example = procedures.find(({ procedure }) => procedure.procedure === wanted);
  return { act, letterId, library, versions, procedures, example, fields: letterFields(procedures, example) };
}

function currentContent({ versions, library }: Open, version: number | undefined): TemplateContent | undefined {
  const kept = version === undefined ? versions[0] : versions.find((one) => one.version === version);
  return kept?.content ?? (library === undefined ? undefined : contentOf(library));
}

interface Shown {
  readonly draft: LetterDraft;
  readonly problems?: readonly LetterProblem[];
  readonly status?: number;
}

/** GET …/:letter; `?version=3` takes up a former one. */
export async function showLetter(context: RequestContext, parts: AdministrationParts, shown?: Shown): Promise<Result> {
  const found = await open(context, parts);
  const { letterId, library, versions, procedures, example, fields } = found;
  const { locale } = context;
  const version = Number(context.query.version) || undefined;
  const current = currentContent(found, version);
  const draft = shown?.draft ?? (current === undefined ? emptyDraft : draftOf(current, fields));
  const problems = shown?.problems ?? [];
  const title =
    letterId === newLetter
      ? say(locale, 'newTitle')
      : inWords(titleOf(current, locale), locale, answerVariables(example));
  const error = (fieldId: string) => problems.find((one) => one.fieldId === fieldId)?.message;
  const variables = [
    ...[...commonTemplateVariables].map((path) => ({ value: path, label: variableName(path, locale) ?? path })),
    ...answerVariables(example).map(({ path, label }) => ({ value: path, label })),
  ];
  return page(
    await agentPage(context, parts.site, {
      title: problems.length === 0 ? title : say(locale, 'errorTitle', { title }),
      current: 'letters',
      children: (
        <>
          <BackLink href={lettersPath} label={say(locale, 'back')} />
          <ErrorSummary errors={problems} />
          <PageHeading title={title} caption={say(locale, 'title')} />
          <Form action={`${lettersPath}/${letterId}`} csrf={context.csrfToken()}>
            <input type="hidden" name="version-vue" value={String(versions[0]?.version ?? 0)} />
            <input type="hidden" name="paragraphes" value={String(draft.paragraphs.length)} />
            <TextInput id="titre" label={say(locale, 'letterTitle')} value={draft.title.fr} error={error('titre')} />
            <EnglishLine id="titre-en" value={draft.title.en} error={error('titre-en')} locale={locale} />
            {draft.paragraphs.map((paragraph, index) => (
              <ParagraphFields
                key={index}
                {...{ paragraph, index, fields, locale, problems, variables }}
                last={index === draft.paragraphs.length - 1}
              />
            ))}
            <Button id="ajouter" tone="secondary" name="ajouter" value="oui">
              {say(locale, 'add')}
            </Button>
            <TextInput
              id="formule"
              label={say(locale, 'signatory')}
              value={draft.signatory.fr}
              error={error('formule')}
            />
            <EnglishLine id="formule-en" value={draft.signatory.en} error={error('formule-en')} locale={locale} />
            <Select
              id="registre"
              label={say(locale, 'decision')}
              hint={say(locale, 'decisionHint')}
              placeholder={say(locale, 'decision.none')}
              value={draft.decision}
              options={(['arrete', 'decision', 'attestation'] as const).map((kind) => ({
                value: kind,
                label: say(locale, `decision.${kind}`),
              }))}
            />
            <div class="pv-inline-form">
              <Select
                id="demarche"
                label={say(locale, 'procedure')}
                hint={say(locale, 'procedureHint')}
                value={example?.procedure.procedure ?? ''}
                options={procedures.map(({ procedure }) => ({
                  value: procedure.procedure,
                  label: localize(procedure.title, locale),
                }))}
              />
              <Button tone="secondary" name="demarche-choisie" value="oui">
                {say(locale, 'procedureButton')}
              </Button>
            </div>
            <ButtonGroup>
              <Button>{say(locale, 'save')}</Button>
              <Button tone="secondary" name="voir" value="pdf">
                {say(locale, 'preview')}
              </Button>
            </ButtonGroup>
          </Form>
          {versions[0]?.content !== undefined && (
            <Form action={`${lettersPath}/${letterId}/bibliotheque`} csrf={context.csrfToken()}>
              <input type="hidden" name="version-vue" value={String(versions[0].version)} />
              <Button tone="link">{say(locale, library === undefined ? 'withdraw' : 'restore')}</Button>
            </Form>
          )}
          {versions.length > 0 && <Versions versions={versions} letterId={letterId} locale={locale} />}
        </>
      ),
    }),
    { status: shown?.status ?? (problems.length === 0 ? 200 : 422) },
  );
}

function titleOf(current: TemplateContent | undefined, locale: Locale): string {
  return current === undefined ? say(locale, 'newTitle') : localize(current.title, locale);
}

function EnglishLine(props: { id: string; value: string; error: string | undefined; locale: Locale }) {
  const { id, value, error, locale } = props;
  return (
    <Details summary={say(locale, 'english')} open={error !== undefined}>
      <TextInput id={id} label={say(locale, 'english')} optional value={value} error={error} />
    </Details>
  );
}

function ParagraphFields(props: {
  paragraph: LetterDraft['paragraphs'][number];
  index: number;
  last: boolean;
  fields: ConditionFields;
  locale: Locale;
  problems: readonly LetterProblem[];
  variables: readonly { value: string; label: string }[];
}) {
  const { paragraph, index, last, fields, locale, problems, variables } = props;
  const { text, condition, cel } = paragraph;
  const number = index + 1;
  const error = (fieldId: string) => problems.find((one) => one.fieldId === fieldId)?.message;
  const words = wholeInWords({ condition, fields, locale, reading: 'condition' });
  const own = problems.filter(({ fieldId }) => fieldId.includes(`p${index}`) && fieldId !== `p${index}-fr`);
  const moves = [
    ...(index === 0 ? [] : [['monter', 'up'] as const]),
    ...(last ? [] : [['descendre', 'down'] as const]),
    ['supprimer', 'remove'] as const,
  ];
  return (
    <fieldset class="pv-rows__row">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{say(locale, 'paragraph', { number })}</legend>
      <Textarea
        id={`p${index}-fr`}
        name={`p${index}.fr`}
        label={say(locale, 'paragraphText')}
        {...(index === 0 ? { hint: say(locale, 'paragraphHint') } : {})}
        rows={Math.min(12, 2 + Math.ceil(text.fr.length / 90))}
        value={text.fr}
        error={error(`p${index}-fr`)}
      />
      <div class="pv-inline-form">
        <Select
          id={`p${index}-variable`}
          name={`p${index}.variable`}
          label={say(locale, 'variable')}
          options={variables}
        />
        <Button tone="secondary" name={`inserer:${index}`} value="oui" ariaLabel={say(locale, 'insertIn', { number })}>
          {say(locale, 'insert')}
        </Button>
      </div>
      <p class="govuk-body">
        {cel !== ''
          ? say(locale, 'handWritten', { source: cel })
          : words === undefined
            ? say(locale, 'always')
            : say(locale, 'onlyWhen', { words })}
      </p>
      <Details
        summary={`${say(locale, 'condition')} (${number})`}
        open={own.length > 0 || (words === undefined && condition.items.length > 0)}
      >
        <input type="hidden" name={`p${index}.cel`} value={cel} />
        <ConditionBuilder
          condition={condition}
          fields={fields}
          locale={locale}
          reading="condition"
          problems={problems}
          prefix={conditionPrefix(index)}
        />
      </Details>
      <Details summary={`${say(locale, 'english')} (${number})`} open={error(`p${index}-en`) !== undefined}>
        <Textarea
          id={`p${index}-en`}
          name={`p${index}.en`}
          label={say(locale, 'english')}
          optional
          rows={3}
          value={text.en}
          error={error(`p${index}-en`)}
        />
      </Details>
      <p>
        {moves.map(([act, key]) => (
          <>
            <Button tone="link" name={`${act}:${index}`} value="oui" ariaLabel={say(locale, `${key}Of`, { number })}>
              {say(locale, key)}
            </Button>{' '}
          </>
        ))}
      </p>
    </fieldset>
  );
}

function Versions(props: { versions: readonly KeptTemplate[]; letterId: string; locale: Locale }) {
  const { versions, letterId, locale } = props;
  return (
    <Table
      caption={say(locale, 'versions')}
      rows={versions}
      rowKey={({ version }) => String(version)}
      columns={[
        { label: say(locale, 'version'), rowHeader: true, cell: ({ version }) => String(version) },
        {
          label: say(locale, 'when'),
          cell: ({ madeAt, madeBy }) => `${formatDateTime(madeAt, locale)}, ${madeBy}`,
        },
        {
          label: say(locale, 'what'),
          cell: ({ content: kept }) => say(locale, kept === undefined ? 'library' : 'own'),
        },
        {
          label: say(locale, 'reuse'),
          cell: ({ version, content: kept }) =>
            kept === undefined ? (
              '–'
            ) : (
              <a class="govuk-link" href={`${lettersPath}/${letterId}?version=${version}`}>
                {say(locale, 'reuseOf', { version })}
              </a>
            ),
        },
      ]}
    />
  );
}

/** POST …/:letter: a new version, a preview of what is typed, or the page again after one of its buttons. */
export async function submitLetter(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const found = await open(context, parts);
  const { act, letterId, fields, example } = found;
  const { locale, now } = context;
  const { draft, act: wanted } = readDraft(context.body, fields);
  if (wanted === 'edit') return showLetter(context, parts, { draft });
  const read = contentOfDraft(draft, fields, locale);
  if ('problems' in read) return showLetter(context, parts, { draft, problems: read.problems });
  if (wanted === 'pdf') {
    const authority = await parts.directory.getAuthority(act.authorityId);
    const pdf = await parts.platform.database.read([act.authorityId], (tx) =>
      drawExample(tx, { authority, letterId, content: read.content, example, locale, now }),
    );
    return content(pdf, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': 'inline; filename="exemple.pdf"',
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    });
  }
  const id = letterId === newLetter ? ownLetterId(read.content.title.fr) : letterId;
  const seen = letterId === newLetter ? 0 : Number(single(context.body, 'version-vue')) || 0;
  try {
    const version = await parts.platform.database.transaction([act.authorityId], (tx) =>
      saveTemplate(tx, act, id, read.content, seen),
    );
    context.setFlash(say(locale, 'saved', { version }));
  } catch (error) {
    if (!(error instanceof TemplateChangedError)) throw error;
    return showLetter(context, parts, {
      draft,
      problems: [{ fieldId: 'titre', message: say(locale, 'conflict') }],
      status: 409,
    });
  }
  return redirect(`${lettersPath}/${id}`);
}

/** `own-relance-cantine`: never one of the library's. */
function ownLetterId(title: string): string {
  const plain = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\{\{[^}]*\}\}/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  return `own-${plain === '' ? 'letter' : plain}`;
}

/** POST …/:letter/bibliotheque */
export async function restoreLetter(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { act, letterId, versions } = await open(context, parts);
  if (letterId === newLetter) throw new LetterNotFoundError();
  if (versions.length > 0) {
    await parts.platform.database.transaction([act.authorityId], (tx) =>
      saveTemplate(tx, act, letterId, undefined, Number(single(context.body, 'version-vue')) || 0),
    );
  }
  context.setFlash(say(context.locale, 'restored'));
  return redirect(lettersPath);
}
