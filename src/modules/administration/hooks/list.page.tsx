import { type AuthorityHook, HookAddressError, listHooks, setHook } from '#modules/dossiers/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { administeredAuthority, privatePage } from '../adoption/surroundings.ts';
import { hookUses } from './hook-uses.ts';
import { say } from './messages.ts';

export const hooksPath = '/agents/administration/logiciels';

interface Typed {
  readonly name: string;
  readonly url: string;
  readonly newSecret: boolean;
}

interface Problem {
  readonly fieldId: 'name' | 'url';
  readonly message: string;
}

const nothingTyped: Typed = { name: '', url: '', newSecret: false };

/** The systems that the authority's workflows call, those whose address is missing, and the form that gives one. */
export async function showHooks(
  context: RequestContext,
  parts: AdministrationParts,
  typed: Typed = nothingTyped,
  problems: readonly Problem[] = [],
): Promise<Result> {
  const { locale } = context;
  const authorityId = administeredAuthority(context);
  const [hooks, described] = await Promise.all([
    parts.platform.database.transaction([authorityId], (tx) => listHooks(tx, authorityId)),
    parts.catalogue.describeAdoptions(authorityId),
  ]);
  const uses = hookUses(described, locale);
  const wanted = [...uses].filter(([name]) => !hooks.some((hook) => hook.name === name));
  const title = say(locale, 'title');
  const error = (fieldId: Problem['fieldId']) => problems.find((problem) => problem.fieldId === fieldId)?.message;
  const document = await agentPage(context, parts.site, {
    title: problems.length > 0 ? say(locale, 'problem.summary', { title }) : title,
    current: 'hooks',
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={title} intro={say(locale, 'intro')} />
        {hooks.length === 0 ? (
          <p class="govuk-body">{say(locale, 'empty')}</p>
        ) : (
          <Hooks hooks={hooks} uses={uses} locale={locale} />
        )}
        {wanted.length > 0 && (
          <section aria-labelledby="wanted">
            <h2 class="govuk-heading-m" id="wanted">
              {say(locale, 'wanted.title')}
            </h2>
            <p class="govuk-body">{say(locale, 'wanted.intro')}</p>
            <ul class="govuk-list govuk-list--bullet">
              {wanted.map(([name, procedures]) => (
                <li key={name}>{say(locale, 'wanted.one', { name, procedures: procedures.join(', ') })}</li>
              ))}
            </ul>
          </section>
        )}
        <h2 class="govuk-heading-m">{say(locale, 'add.title')}</h2>
        <Form action={hooksPath} csrf={context.csrfToken()}>
          <TextInput
            id="name"
            label={say(locale, 'add.name')}
            hint={say(locale, 'add.name-hint')}
            value={typed.name}
            width={20}
            maxLength={61}
            spellcheck={false}
            autocomplete="off"
            error={error('name')}
          />
          <TextInput
            id="url"
            type="url"
            label={say(locale, 'add.url')}
            hint={say(locale, 'add.url-hint')}
            value={typed.url}
            maxLength={500}
            spellcheck={false}
            autocomplete="off"
            error={error('url')}
          />
          <Checkbox
            id="new-secret"
            label={say(locale, 'add.new-secret')}
            hint={say(locale, 'add.new-secret-hint')}
            checked={typed.newSecret}
          />
          <Button>{say(locale, 'add.save')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: problems.length > 0 ? 422 : 200, headers: privatePage });
}

function Hooks(props: {
  hooks: readonly AuthorityHook[];
  uses: ReadonlyMap<string, readonly string[]>;
  locale: Locale;
}) {
  const { hooks, uses, locale } = props;
  return (
    <Table
      caption={say(locale, 'caption')}
      rows={hooks}
      rowKey={(hook) => hook.name}
      columns={[
        { label: say(locale, 'name'), rowHeader: true, cell: (hook) => hook.name },
        { label: say(locale, 'url'), cell: (hook) => <code class="pv-code">{hook.url}</code> },
        { label: say(locale, 'used'), cell: (hook) => uses.get(hook.name)?.join(', ') ?? say(locale, 'used.none') },
        { label: say(locale, 'since'), cell: (hook) => formatDate(hook.updatedAt, locale) },
        {
          label: say(locale, 'act'),
          labelHidden: true,
          cell: (hook) => (
            <a
              class="govuk-link"
              href={`${hooksPath}/${hook.name}/supprimer`}
              aria-label={say(locale, 'remove.one', { name: hook.name })}
            >
              {say(locale, 'remove')}
            </a>
          ),
        },
      ]}
    />
  );
}

/** Keeps the address; a secret that is new is shown on the answer to this very request and nowhere else. */
export async function submitHook(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const authorityId = administeredAuthority(context);
  const { locale, body } = context;
  const typed: Typed = {
    name: single(body, 'name').trim(),
    url: single(body, 'url').trim(),
    newSecret: single(body, 'new-secret') === 'true',
  };
  const problems: Problem[] = [];
  if (!/^[a-z][a-z0-9-]{0,60}$/.test(typed.name))
    problems.push({ fieldId: 'name', message: say(locale, 'problem.name') });
  if (typed.url === '' || typed.url.length > 500)
    problems.push({ fieldId: 'url', message: say(locale, 'problem.url') });
  if (problems.length > 0) return showHooks(context, parts, typed, problems);
  let secret: string | undefined;
  try {
    secret = await parts.platform.database.transaction([authorityId], (tx) =>
      setHook(tx, parts.platform, { authorityId, ...typed }),
    );
  } catch (error) {
    if (!(error instanceof HookAddressError)) throw error;
    return showHooks(context, parts, typed, [{ fieldId: 'url', message: addressProblem(error, locale) }]);
  }
  if (secret !== undefined) return showSecret(context, parts, typed.name, secret);
  context.setFlash(say(locale, 'saved'));
  return redirect(hooksPath);
}

function addressProblem({ code }: HookAddressError, locale: Locale): string {
  if (code === 'hook-https-only') return say(locale, 'problem.https');
  return say(locale, code === 'hook-private-address' ? 'problem.private' : 'problem.url');
}

async function showSecret(
  context: RequestContext,
  parts: AdministrationParts,
  name: string,
  secret: string,
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'secret.title', { name });
  const document = await agentPage(context, parts.site, {
    title,
    current: 'hooks',
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'secret.intro')} />
        <p class="govuk-body">
          <code class="pv-code">{secret}</code>
        </p>
        <Button tone="secondary" action={{ copy: secret }}>
          {say(locale, 'secret.copy')}
        </Button>
        <p class="govuk-body">
          <LinkButton href={hooksPath}>{say(locale, 'secret.back')}</LinkButton>
        </p>
      </>
    ),
  });
  return page(document, { headers: privatePage });
}
