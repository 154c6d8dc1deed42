import type { VNode } from 'preact';
import type { Authority } from '#modules/directory/index.ts';
import { agentPage } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { type Mandate, mandateDays, personOf } from '../../domain/mandate.ts';
import type { MandatesParts } from '../../mandates-parts.ts';
import { mandateWords } from '../../messages.ts';
import { listMandatable, listPersonal } from '../../queries/describe-procedures.ts';
import { mandatesHref } from './menu.ts';
import { deskWords as say } from './messages.ts';
import { ProcedureChoice } from './procedure-choice.tsx';

export interface Typed {
  readonly givenNames: string;
  readonly familyName: string;
  readonly email: string;
  readonly phone: string;
  readonly days: string;
  /** Ids of the authorities whose procedures are shown. */
  readonly authorities: readonly string[];
  /** `authority:procedure`, or `authority:theme:theme` for all those of a theme today. */
  readonly procedures: readonly string[];
}
export type Problems = Partial<Record<keyof Typed, string>>;

interface DrawUpPage {
  readonly typed: Typed;
  readonly problems: Problems;
  /** The mandate that the new one takes the place of: its person stays the same. */
  readonly former: Mandate | undefined;
  /** Those of the territory that may be chosen. */
  readonly authorities: readonly Authority[];
}

/** Who, how long, and what of which authorities: all that the person will be asked to agree to. */
export async function drawUpPage(
  context: RequestContext,
  parts: MandatesParts,
  { typed, problems, former, authorities }: DrawUpPage,
): Promise<VNode> {
  const { locale } = context;
  const chosen = authorities.filter((one) => typed.authorities.includes(one.id));
  const offers = await Promise.all(
    chosen.map(async (authority) => ({
      authority,
      offered: await listMandatable(parts, authority.id),
      personal: await listPersonal(parts, authority.id, locale),
    })),
  );
  const title = say(locale, former === undefined ? 'new' : 'renewTitle');
  const errors = (Object.keys(problems) as (keyof Typed)[]).map((id) => ({ fieldId: id, message: problems[id] ?? '' }));
  const keep = former === undefined ? '' : `?suite=${former.id}`;
  return agentPage(context, parts.site, {
    title: errors.length === 0 ? title : say(locale, 'errorTitle', { title }),
    current: 'mandates',
    children: (
      <>
        <BackLink
          href={former === undefined ? mandatesHref : `${mandatesHref}/${former.id}`}
          label={say(locale, former === undefined ? 'back' : 'backToFormer')}
        />
        <ErrorSummary errors={errors} />
        <PageHeading title={title} intro={say(locale, 'newIntro')} />
        {former !== undefined && <InsetText>{say(locale, 'renewInset', { person: personOf(former) })}</InsetText>}
        <Form
          action={`${mandatesHref}/nouveau${keep}`}
          csrf={context.csrfToken()}
          idempotencyKey={newId(context.now.getTime())}
          autocomplete="off"
        >
          {former === undefined && <Person locale={locale} typed={typed} problems={problems} />}
          <TextInput
            id="phone"
            type="tel"
            label={say(locale, 'phone')}
            hint={say(locale, 'contactHint')}
            autocomplete="off"
            value={typed.phone}
            error={problems.phone}
            width={20}
            optional
          />
          <TextInput
            id="email"
            type="email"
            label={say(locale, 'email')}
            value={typed.email}
            error={problems.email}
            width={30}
            optional
          />
          <Radios
            id="days"
            label={say(locale, 'days')}
            value={typed.days}
            error={problems.days}
            inline
            options={mandateDays.map((days) => ({ value: String(days), label: mandateWords(locale, `days.${days}`) }))}
          />
          <h2 class="govuk-heading-m">{say(locale, 'procedures')}</h2>
          <p class="govuk-body">
            {say(locale, 'fromAuthorities', {
              names: new Intl.ListFormat(locale).format(chosen.map(({ name }) => name)),
            })}
          </p>
          <Details summary={say(locale, 'otherAuthorities')} open={problems.authorities !== undefined}>
            <Checkboxes
              id="authorities"
              label={say(locale, 'authorities')}
              hint={say(locale, 'authoritiesHint')}
              small
              values={typed.authorities}
              error={problems.authorities}
              options={authorities.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Button tone="secondary" name="show" value="authorities">
              {say(locale, 'showAuthorities')}
            </Button>
          </Details>
          {offers.map(({ authority, offered, personal }, index) => (
            <ProcedureChoice
              key={authority.id}
              id={index === 0 ? 'procedures' : `procedures-${authority.slug}`}
              authority={authority}
              offered={offered}
              personal={personal}
              themes={parts.catalogue.themes()}
              chosen={typed.procedures}
              error={index === 0 ? problems.procedures : undefined}
              locale={locale}
            />
          ))}
          <Button>{say(locale, 'draw')}</Button>
        </Form>
      </>
    ),
  });
}

function Person({ locale, typed, problems }: { locale: RequestContext['locale']; typed: Typed; problems: Problems }) {
  return (
    <>
      <TextInput
        id="givenNames"
        label={say(locale, 'givenNames')}
        value={typed.givenNames}
        error={problems.givenNames}
        width={20}
      />
      <TextInput
        id="familyName"
        label={say(locale, 'familyName')}
        value={typed.familyName}
        error={problems.familyName}
        width={20}
      />
    </>
  );
}
