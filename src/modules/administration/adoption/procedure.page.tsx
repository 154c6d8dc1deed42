import {
  assignTeam,
  type DescribedAdoption,
  type DescribedLibrary,
  formatCents,
  openProcedure,
  saveOverrides,
} from '#modules/catalogue/index.ts';
import { FormPageFields } from '#modules/forms/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { civilDate } from '#platform/clock/clock.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import { type FormBody, type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { type LocalizedText, localize } from '#platform/i18n/text.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import type { AdministrationParts } from '../administration-parts.ts';
import { Differences, differencesOf, eurosOf } from './differences.tsx';
import { getAdoption } from './list.page.tsx';
import { say } from './messages.ts';
import { addedTypes, misfitName, type Problem, readChoices, textKeys } from './read-choices.ts';
import { adoptionsPath, privatePage } from './surroundings.ts';

/** One procedure as the authority says it. */
export async function showAdoption(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { adoption, described } = await getAdoption(context, parts);
  return adoptionPage(context, parts, { adoption, described, problems: [] });
}

interface Shown {
  readonly adoption: DescribedAdoption;
  readonly described: DescribedLibrary;
  readonly problems: readonly Problem[];
  /** What was typed, when it is shown again with its errors. */
  readonly typed?: FormBody;
  /** A colleague has saved meanwhile. */
  readonly isStale?: boolean;
}

async function adoptionPage(context: RequestContext, parts: AdministrationParts, shown: Shown): Promise<Result> {
  const { locale } = context;
  const { adoption, problems } = shown;
  const title = localize(adoption.own.procedure.title, locale);
  const authority = await parts.directory.getAuthority(context.agent?.authorityId ?? '');
  const path = `${adoptionsPath}/${adoption.procedureId}`;
  const document = await agentPage(context, parts.site, {
    title: problems.length > 0 ? say(locale, 'problem.summary', { title }) : title,
    current: 'adoptions',
    breadcrumbs: [{ href: adoptionsPath, label: say(locale, 'list.title') }],
    children: (
      <>
        <ErrorSummary errors={problems} />
        {shown.isStale === true && shown.typed !== undefined && (
          <Differences rows={differencesOf(adoption, shown.typed, locale)} locale={locale} />
        )}
        <PageHeading
          title={title}
          caption={say(locale, 'one.caption', { version: adoption.version ?? adoption.library.procedure.version })}
          intro={say(locale, 'one.empty')}
          actions={
            <>
              <LinkButton tone="secondary" href={`${path}/apercu`}>
                {say(locale, 'one.preview')}
              </LinkButton>
              {adoption.version !== undefined && !adoption.own.procedure.agentsOnly && (
                <LinkButton tone="secondary" href={`/${authority.slug}/demarches/${adoption.own.procedure.slug}`}>
                  {say(locale, 'one.public')}
                </LinkButton>
              )}
            </>
          }
        />
        {adoption.misfits.length > 0 && (
          <Notification tone="warning" title={say(locale, 'one.misfits')}>
            <p class="govuk-body">{say(locale, 'one.misfits-body')}</p>
            <ul class="govuk-list govuk-list--bullet">
              {adoption.misfits.map((misfit) => (
                <li key={misfit.path}>
                  {say(locale, 'problem.misfit', {
                    name: misfitName(misfit, adoption, locale),
                    reason: say(locale, `misfit.${misfit.reason}`),
                  })}
                </li>
              ))}
            </ul>
          </Notification>
        )}
        {adoption.version === undefined ? (
          <>
            <p class="govuk-body">{say(locale, 'one.not-taken')}</p>
            <Form action={`${path}/version`} csrf={context.csrfToken()}>
              <input type="hidden" name="version" value={adoption.library.procedure.version} />
              <Button>{say(locale, 'one.take')}</Button>
            </Form>
          </>
        ) : (
          <Form action={path} csrf={context.csrfToken()}>
            <input type="hidden" name="revision" value={adoption.overridesRevision} />
            <OfferSection context={context} shown={shown} />
            <TextSection context={context} shown={shown} />
            <FieldSection context={context} shown={shown} />
            <Button>{say(locale, 'one.save')}</Button>
          </Form>
        )}
      </>
    ),
  });
  return page(document, { status: problems.length > 0 ? 422 : 200, headers: privatePage });
}

interface SectionProps {
  readonly context: RequestContext;
  readonly shown: Shown;
}

/** What was typed, else what is kept. */
function typedOr({ typed }: Shown, name: string, kept: string | undefined): string {
  return typed === undefined ? (kept ?? '') : single(typed, name);
}

function errorOf({ problems }: Shown, fieldId: string): string | undefined {
  return problems.find((problem) => problem.fieldId === fieldId)?.message;
}

function OfferSection({ context: { locale }, shown }: SectionProps) {
  const { adoption, described } = shown;
  const { opening, fees, delay } = adoption.overrides;
  const { silence } = adoption.library.procedure;
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'section.offer')}</h2>
      <Radios
        id="open"
        label={say(locale, 'open.label')}
        value={typedOr(shown, 'open', adoption.open ? 'yes' : 'no')}
        options={[
          { value: 'yes', label: say(locale, 'open.yes') },
          { value: 'no', label: say(locale, 'open.no'), hint: say(locale, 'open.no-hint') },
        ]}
      />
      <TextInput
        id="from"
        type="date"
        width={10}
        label={say(locale, 'opening.from')}
        hint={say(locale, 'opening.hint')}
        value={typedOr(shown, 'from', opening?.from)}
        error={errorOf(shown, 'from')}
      />
      <TextInput
        id="to"
        type="date"
        width={10}
        label={say(locale, 'opening.to')}
        hint={say(locale, 'opening.hint')}
        value={typedOr(shown, 'to', opening?.to)}
        error={errorOf(shown, 'to')}
      />
      {silence.rule === 'none' && (
        <TextInput
          id="delay"
          inputmode="numeric"
          width={3}
          label={say(locale, 'delay.days')}
          value={typedOr(shown, 'delay', delay?.replace(/\D+$/, ''))}
          error={errorOf(shown, 'delay')}
        />
      )}
      <Select
        id="team"
        label={say(locale, 'section.team')}
        value={typedOr(shown, 'team', adoption.teamId)}
        error={errorOf(shown, 'team')}
        placeholder={false}
        options={[
          { value: '', label: say(locale, 'team.usual', { team: adoption.usualTeam }) },
          ...described.teams.map((team) => ({ value: team.id, label: team.name })),
        ]}
      />
      {adoption.library.procedure.fees.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{say(locale, 'section.fees')}</h2>
          {adoption.library.procedure.fees.map((fee) => {
            return (
              <TextInput
                key={fee.id}
                id={`fee-${fee.id}`}
                inputmode="decimal"
                width={10}
                suffix="€"
                label={localize(fee.label, locale)}
                hint={say(locale, 'fee.hint', { amount: formatCents(fee.amount, locale) })}
                value={typedOr(shown, `fee-${fee.id}`, eurosOf(fees?.[fee.id]))}
                error={errorOf(shown, `fee-${fee.id}`)}
              />
            );
          })}
        </>
      )}
    </>
  );
}

function TextSection({ context: { locale }, shown }: SectionProps) {
  const { overrides, library } = shown.adoption;
  const original = (text: LocalizedText) => say(locale, 'one.library', { text: localize(text, locale).slice(0, 300) });
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'section.texts')}</h2>
      {textKeys.map((key) => (
        <Textarea
          key={key}
          id={key}
          rows={key === 'description' ? 8 : key === 'title' ? 1 : 3}
          label={say(locale, `text.${key}`)}
          hint={original(library.procedure[key])}
          value={typedOr(shown, key, overrides[key]?.fr)}
          error={errorOf(shown, key)}
        />
      ))}
      <Textarea
        id="needs"
        rows={4}
        label={say(locale, 'text.needs')}
        value={typedOr(shown, 'needs', overrides.needs?.map((need) => need.fr).join('\n'))}
        error={errorOf(shown, 'needs')}
      />
      <Details summary={say(locale, 'section.english')}>
        {textKeys.map((key) => (
          <Textarea
            key={key}
            id={`${key}-en`}
            rows={2}
            label={say(locale, `text.${key}`)}
            value={typedOr(shown, `${key}-en`, overrides[key]?.en)}
            error={errorOf(shown, `${key}-en`)}
          />
        ))}
      </Details>
    </>
  );
}

function FieldSection({ context: { locale }, shown }: SectionProps) {
  const { overrides, library } = shown.adoption;
  const own = overrides.fields;
  const ticked = (name: string, id: string, kept: boolean) =>
    shown.typed === undefined ? kept : [shown.typed[name] ?? []].flat().includes(id);
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'section.fields')}</h2>
      {library.procedure.form.pages.map((formPage) => (
        <Details
          key={formPage.id}
          summary={say(locale, 'field.page', { title: localize(formPage.title, locale) })}
          open={formPage.fields.some((field) =>
            ['label', 'hide', 'optional'].some((part) => errorOf(shown, `${part}-${field.id}`) !== undefined),
          )}
        >
          {formPage.fields.map((field) => {
            const label = localize(field.label, locale);
            return (
              <div key={field.id}>
                <TextInput
                  id={`label-${field.id}`}
                  label={say(locale, 'field.label', { label })}
                  value={typedOr(shown, `label-${field.id}`, own?.texts[field.id]?.label?.fr)}
                  error={errorOf(shown, `label-${field.id}`)}
                />
                {field.type !== 'info' && (
                  <TextInput
                    id={`help-${field.id}`}
                    label={say(locale, 'field.help', { label })}
                    {...(field.help === undefined
                      ? {}
                      : { hint: say(locale, 'one.library', { text: localize(field.help, locale).slice(0, 300) }) })}
                    value={typedOr(shown, `help-${field.id}`, own?.texts[field.id]?.help?.fr)}
                  />
                )}
                <Checkbox
                  id={`hide-${field.id}`}
                  name="hide"
                  value={field.id}
                  small
                  label={say(locale, 'field.hide', { label })}
                  checked={ticked('hide', field.id, own?.hide.includes(field.id) ?? false)}
                  error={errorOf(shown, `hide-${field.id}`)}
                />
                {!field.optional && field.type !== 'info' && (
                  <Checkbox
                    id={`optional-${field.id}`}
                    name="optional"
                    value={field.id}
                    small
                    label={say(locale, 'field.optional', { label })}
                    checked={ticked('optional', field.id, own?.optional.includes(field.id) ?? false)}
                    error={errorOf(shown, `optional-${field.id}`)}
                  />
                )}
              </div>
            );
          })}
        </Details>
      ))}
      {own !== undefined && own.add.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{say(locale, 'added.mine')}</h3>
          {own.add.map(({ field }) => (
            <Checkbox
              key={field.id}
              id={`remove-${field.id}`}
              name="remove"
              value={field.id}
              small
              label={say(locale, 'added.remove', { label: localize(field.label, locale) })}
              checked={ticked('remove', field.id, false)}
            />
          ))}
        </>
      )}
      <Details
        summary={say(locale, 'section.added')}
        open={['new-label', 'new-options'].some((id) => errorOf(shown, id) !== undefined)}
      >
        <TextInput
          id="new-label"
          label={say(locale, 'added.label')}
          value={typedOr(shown, 'new-label', undefined)}
          error={errorOf(shown, 'new-label')}
        />
        <TextInput id="new-help" label={say(locale, 'added.help')} value={typedOr(shown, 'new-help', undefined)} />
        <Select
          id="new-type"
          label={say(locale, 'added.type')}
          placeholder={false}
          value={typedOr(shown, 'new-type', 'text')}
          options={addedTypes.map((type) => ({ value: type, label: say(locale, `type.${type}`) }))}
        />
        <Textarea
          id="new-options"
          rows={4}
          label={say(locale, 'added.options')}
          hint={say(locale, 'added.options-hint')}
          value={typedOr(shown, 'new-options', undefined)}
          error={errorOf(shown, 'new-options')}
        />
        <Select
          id="new-page"
          label={say(locale, 'added.page')}
          placeholder={false}
          value={typedOr(shown, 'new-page', library.procedure.form.pages.at(-1)?.id)}
          options={library.procedure.form.pages.map((one) => ({ value: one.id, label: localize(one.title, locale) }))}
        />
        <Checkbox
          id="new-optional"
          small
          label={say(locale, 'added.optional')}
          checked={typedOr(shown, 'new-optional', 'true') === 'true'}
        />
      </Details>
    </>
  );
}

export async function submitAdoption(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { authorityId, described, adoption, key } = await getAdoption(context, parts);
  const { body, locale } = context;
  const read = readChoices(body, adoption, described.teams, locale);
  if (read.problems.length > 0)
    return adoptionPage(context, parts, { adoption, described, problems: read.problems, typed: body });
  const { database } = parts.platform;
  try {
    if (JSON.stringify(read.overrides) !== JSON.stringify(adoption.overrides)) {
      await saveOverrides(database, key, {
        overrides: read.overrides,
        baseRevision: Number(single(body, 'revision')) || 0,
        ...(context.agent === undefined ? {} : { agentId: context.agent.agentId }),
      });
    }
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    parts.catalogue.refresh(authorityId);
    const theirs = await getAdoption(context, parts);
    return adoptionPage(context, parts, {
      adoption: theirs.adoption,
      described: theirs.described,
      problems: [{ message: say(locale, 'problem.changed') }],
      typed: body,
      isStale: true,
    });
  }
  if (read.open !== adoption.open) await openProcedure(database, key, read.open);
  if (read.teamId !== (adoption.teamId ?? '')) {
    await assignTeam(database, key, read.teamId === '' ? undefined : read.teamId);
  }
  parts.catalogue.refresh(authorityId);
  context.setFlash(say(locale, 'one.saved'));
  return redirect(`${adoptionsPath}/${adoption.procedureId}`);
}

/** Every page of the form, as it is saved; nothing can be sent. */
export async function showAdoptionPreview(context: RequestContext, parts: AdministrationParts): Promise<Result> {
  const { authorityId, adoption } = await getAdoption(context, parts);
  const { locale } = context;
  const authority = await parts.directory.getAuthority(authorityId);
  const { form, procedure } = adoption.own;
  const title = say(locale, 'preview.title', { title: localize(procedure.title, locale) });
  const surroundings = {
    today: civilDate(parts.platform.clock.now()).toString(),
    authority: { code: authority.communeCode ?? authority.id, kind: authority.kind, name: authority.name },
  };
  const document = await agentPage(context, parts.site, {
    title,
    current: 'adoptions',
    breadcrumbs: [
      { href: adoptionsPath, label: say(locale, 'list.title') },
      { href: `${adoptionsPath}/${adoption.procedureId}`, label: localize(procedure.title, locale) },
    ],
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'preview.intro')} />
        {form.pages.map((formPage) => (
          <section key={formPage.id} aria-labelledby={`page-${formPage.id}`}>
            <h2 class="govuk-heading-m" id={`page-${formPage.id}`}>
              {localize(formPage.definition.title, locale)}
            </h2>
            <fieldset class="govuk-fieldset" disabled aria-labelledby={`page-${formPage.id}`}>
              <FormPageFields form={form} page={formPage} answers={{}} context={surroundings} locale={locale} />
            </fieldset>
          </section>
        ))}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}
