import type { Authority } from '#modules/directory/index.ts';
import { DocumentRejectedError, documentMessages, type ReceivedFile } from '#modules/documents/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { BodiesParts } from '../../bodies-parts.ts';
import { type DeclarationProblem, readDeclaration, type TypedDeclaration } from '../../domain/body.ts';
import { TooManyWaitingError } from '../../errors.ts';
import { bodyMessages as say } from '../../messages.ts';
import { declareBody } from '../../usecases/declare-body.ts';
import { bodiesPath, bodyPage, type FormProblem, problemOf, residentOf, underBodies } from '../body-web.tsx';

const path = `${bodiesPath}/declarer`;
const proofSize = 20_000_000;
const blank: TypedDeclaration = { kind: '', number: '', name: '', capacity: '', authority: '' };

const fields: Readonly<Record<DeclarationProblem, string>> = {
  'kind-missing': 'kind',
  'number-missing': 'number',
  'number-invalid': 'number',
  'siret-needed': 'number',
  'siret-key': 'number',
  'name-missing': 'name',
  'capacity-missing': 'capacity',
};

/** First the authority that will read the proof, whose key encrypts it; then the declaration. */
export async function showDeclare(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const authority = await authorityOf(context, parts);
  if (authority === undefined) return chooseAuthority(context, parts);
  return declarePage(context, parts, authority, blank, []);
}

export async function submitDeclare(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { locale } = context;
  const authority = await authorityOf(context, parts);
  if (authority === undefined) return chooseAuthority(context, parts);
  const { body, proof, refusal } = await readBody(context, parts, authority);
  const line = (name: string) => single(body, name).slice(0, 400);
  const typed = {
    kind: line('kind'),
    number: line('number'),
    name: line('name'),
    capacity: line('capacity'),
    authority: authority.slug,
  };
  const read = readDeclaration(typed);
  const problems: FormProblem[] =
    'problems' in read
      ? read.problems.map((problem) => ({ fieldId: fields[problem], message: say(locale, problem) }))
      : [];
  if (refusal !== undefined) problems.push({ fieldId: 'proof', message: refusal });
  else if (proof === undefined) problems.push({ fieldId: 'proof', message: say(locale, 'proof-missing') });
  if ('problems' in read || proof === undefined || problems.length > 0)
    return declarePage(context, parts, authority, typed, problems);
  const resident = residentOf(context);
  try {
    await declareBody(parts, {
      accountId: resident.accountId,
      declarantName: resident.label,
      authorityId: authority.id,
      body: read.body,
      capacity: read.capacity,
      proof,
    });
  } catch (error) {
    if (!(error instanceof TooManyWaitingError)) throw error;
    return declarePage(context, parts, authority, typed, [{ message: say(locale, 'too-many') }]);
  }
  context.setFlash(say(locale, 'declared'));
  return redirect(bodiesPath);
}

async function authorityOf(context: RequestContext, { directory }: BodiesParts): Promise<Authority | undefined> {
  const slug = context.query.collectivite ?? '';
  return /^[a-z0-9-]{1,100}$/.test(slug) ? directory.findAuthorityBySlug(slug) : undefined;
}

async function readBody(context: RequestContext, { documents }: BodiesParts, authority: Authority) {
  let proof: ReceivedFile | undefined;
  let refusal: string | undefined;
  const body = await context.readMultipart({ files: 5, fileSize: 4 * proofSize }, async (file) => {
    if (file.field !== 'proof' || proof !== undefined) {
      file.stream.resume();
      return;
    }
    try {
      proof = await documents.receive(authority.id, file, { maxSize: proofSize });
    } catch (error) {
      if (!(error instanceof DocumentRejectedError)) throw error;
      refusal = documentMessages(context.locale, error.messageKey, error.params);
    }
  });
  return { body, proof, refusal };
}

async function chooseAuthority(context: RequestContext, parts: BodiesParts): Promise<Result> {
  const { locale } = context;
  const authorities = await parts.directory.listAuthorities();
  const missing = context.query.collectivite !== undefined;
  const message = say(locale, 'authority-missing');
  const title = say(locale, 'declareTitle');
  return bodyPage(context, parts, {
    title,
    under: underBodies(context),
    problems: missing ? [{ fieldId: 'collectivite', message }] : [],
    children: (
      <div class="pv-prose">
        <PageHeading title={title} intro={say(locale, 'declareIntro')} />
        <Form action={path} method="get">
          <Select
            id="collectivite"
            label={say(locale, 'authorityLabel')}
            error={missing ? message : undefined}
            options={authorities.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
          <Button>{say(locale, 'continue')}</Button>
        </Form>
      </div>
    ),
  });
}

function declarePage(
  context: RequestContext,
  parts: BodiesParts,
  authority: Authority,
  typed: TypedDeclaration,
  problems: readonly FormProblem[],
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'declareTitle');
  const error = (field: string) => problemOf(problems, field);
  return bodyPage(context, parts, {
    title,
    under: underBodies(context),
    problems,
    children: (
      <div class="pv-prose">
        <PageHeading title={title} caption={authority.name} intro={say(locale, 'declareIntro')} />
        <Form action={`${path}?collectivite=${authority.slug}`} csrf={context.csrfToken()} multipart>
          <Radios
            id="kind"
            label={say(locale, 'kind')}
            labelSize="s"
            value={typed.kind}
            error={error('kind')}
            options={(['association', 'company'] as const).map((value) => ({
              value,
              label: say(locale, `kind.${value}`),
            }))}
          />
          <TextInput
            id="number"
            label={say(locale, 'numberLabel')}
            hint={say(locale, 'numberHint')}
            value={typed.number}
            width={20}
            spellcheck={false}
            error={error('number')}
          />
          <TextInput id="name" label={say(locale, 'nameLabel')} value={typed.name} error={error('name')} />
          <TextInput
            id="capacity"
            label={say(locale, 'capacityLabel')}
            hint={say(locale, 'capacityHint')}
            value={typed.capacity}
            error={error('capacity')}
          />
          <FileUpload
            id="proof"
            label={say(locale, 'proofLabel')}
            hint={say(locale, 'proofHint')}
            accept="image/*,.pdf"
            error={error('proof')}
          />
          <Button>{say(locale, 'declareSubmit')}</Button>
        </Form>
      </div>
    ),
  });
}
