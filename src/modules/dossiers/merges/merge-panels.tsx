import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { EventList } from '../web/agent/dossier-timeline.tsx';
import { dossierHref } from '../web/agent/inbox-address.ts';
import type { Resembling } from './find-resembling.ts';
import { mergeWords as say } from './messages.ts';
import type { MergeView } from './read-merges.ts';
import type { Likeness } from './resemblance.ts';

export interface ResemblingLine extends Resembling {
  readonly version: ProcedureVersion;
}

/** What may be the same need told twice: proposed, and never joined without an agent. */
export function ResemblingNotice({
  lines,
  base,
  locale,
}: {
  lines: readonly ResemblingLine[];
  base: string;
  locale: Locale;
}) {
  if (lines.length === 0) return null;
  return (
    <Notification tone="warning" title={say(locale, 'proposal.title')}>
      <ul class="govuk-list">
        {lines.map(({ dossier, version, likeness }) => (
          <li key={dossier.id}>
            {say(locale, 'proposal.line', {
              title: localize(version.procedure.title, locale),
              code: formatTrackingCode(dossier.code),
              date: formatDate(dossier.submitted_at, locale),
              channel: say(locale, `channel.${dossier.channel}`),
            })}
            {'\u00a0: '}
            {likenessWords(likeness, locale)}.{' '}
            <a class="govuk-link" href={`${base}/rapprocher/${dossier.id}`}>
              {say(locale, 'proposal.compare')}
              <span class="govuk-visually-hidden"> ({formatTrackingCode(dossier.code)})</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="govuk-body-s">{say(locale, 'proposal.intro')}</p>
    </Notification>
  );
}

export function likenessWords(likeness: readonly Likeness[], locale: Locale): string {
  return likeness
    .map((one) => say(locale, `reason.${one.kind}`, one.kind === 'place' ? { metres: one.metres } : {}))
    .join(', ');
}

interface MergePanelProps {
  views: readonly (MergeView & { readonly version: ProcedureVersion })[];
  authoritySlug: string;
  csrf: string;
  locale: Locale;
}

/** That the dossier was joined to another one: before everything else on its page. */
export function JoinedNotice({ views, authoritySlug, csrf, locale }: MergePanelProps) {
  return (
    <>
      {views
        .filter((view) => !view.leads)
        .map(({ merge, other, mayOpen }) => {
          const code = formatTrackingCode(other.code);
          return (
            <Notification key={merge.id} tone="important" title={say(locale, 'panel.joinedTo', { code })}>
              <p class="govuk-body">
                {say(locale, 'panel.joinedToBody', {
                  name: merge.merged_by_name,
                  date: formatDate(merge.merged_at, locale),
                })}
              </p>
              {mayOpen && (
                <>
                  <p class="govuk-body">
                    <a class="govuk-link" href={dossierHref(authoritySlug, other.id)}>
                      {say(locale, 'panel.open', { code })}
                    </a>
                  </p>
                  <PartForm href={dossierHref(authoritySlug, merge.joined_id)} csrf={csrf} locale={locale} />
                </>
              )}
            </Notification>
          );
        })}
    </>
  );
}

/** The dossiers joined to this one, each with its own history. */
export function LedDossiers({ views, authoritySlug, csrf, locale }: MergePanelProps) {
  const led = views.filter((view) => view.leads);
  if (led.length === 0) return null;
  return (
    <section aria-labelledby="jointes">
      <h2 class="govuk-heading-m" id="jointes">
        {say(locale, 'panel.leads')}
      </h2>
      {led.map(({ merge, other, mayOpen, events, version }) => {
        const code = formatTrackingCode(other.code);
        const href = dossierHref(authoritySlug, other.id);
        return (
          <div key={merge.id}>
            <p class="govuk-body">
              {say(locale, 'panel.line', {
                code,
                channel: say(locale, `channel.${other.channel}`),
                name: merge.merged_by_name,
                date: formatDate(merge.merged_at, locale),
              })}{' '}
              {mayOpen && (
                <a class="govuk-link" href={href}>
                  {say(locale, 'panel.open', { code })}
                </a>
              )}
            </p>
            {mayOpen && (
              <>
                <Details summary={say(locale, 'panel.history', { code })}>
                  <EventList
                    events={events.filter((event) => event.kind !== 'viewed')}
                    version={version}
                    documentHref={(id) => `${href}/pieces/${id}`}
                    idPrefix={`jointe-${other.code}`}
                    locale={locale}
                  />
                </Details>
                <PartForm href={href} csrf={csrf} locale={locale} code={code} />
              </>
            )}
          </div>
        );
      })}
    </section>
  );
}

function PartForm({ href, csrf, locale, code }: { href: string; csrf: string; locale: Locale; code?: string }) {
  return (
    <Form action={`${href}/separer`} csrf={csrf}>
      <Button tone="secondary">
        {say(locale, 'panel.part')}
        {code !== undefined && <span class="govuk-visually-hidden"> ({code})</span>}
      </Button>
    </Form>
  );
}

/** A way to put another dossier beside this one, and to take it away. */
export function LinkForms({
  related,
  base,
  csrf,
  problem,
  locale,
}: {
  related: readonly Pick<DossierRow, 'id' | 'code'>[];
  base: string;
  csrf: string;
  problem?: { readonly typed: string; readonly message: string } | undefined;
  locale: Locale;
}) {
  return (
    <>
      {related.map((other) => (
        <Form key={other.id} action={`${base}/liens/${other.id}/retirer`} csrf={csrf}>
          <Button tone="link">
            {say(locale, 'link.remove')} {formatTrackingCode(other.code)}
          </Button>
        </Form>
      ))}
      <Details summary={say(locale, 'link.title')} open={problem !== undefined}>
        <Form action={`${base}/liens`} csrf={csrf}>
          <TextInput
            id="lien"
            label={say(locale, 'link.code')}
            hint={say(locale, 'link.hint')}
            maxLength={40}
            value={problem?.typed}
            error={problem?.message}
          />
          <Button tone="secondary">{say(locale, 'link.add')}</Button>
        </Form>
      </Details>
    </>
  );
}
