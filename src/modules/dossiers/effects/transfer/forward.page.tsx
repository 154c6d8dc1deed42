import type { ProcedureVersion } from '#modules/catalogue/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { holidayRegionOf } from '#platform/clock/holidays.ts';
import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';
import type { NamedDossier } from '../../web/agent/show-dossier.tsx';
import { dueAfterTransfer } from './clock-after-transfer.ts';
import type { ForwardObstacle } from './forward-dossier.ts';
import { type ForwardChoices, type ForwardTarget, keyOf } from './forward-targets.ts';
import { transferWords as say } from './messages.ts';
import { referralNews, transferNews } from './transfer-news.ts';

export interface ForwardProblem {
  readonly fieldId: 'destinataire' | 'motif';
  readonly message: string;
}

interface ForwardChoiceProps {
  locale: Locale;
  base: string;
  caption: string;
  choices: ForwardChoices;
  /** The commune that the agent looks for. */
  sought: string;
  typed: { readonly whom: string; readonly authority: string; readonly relay: string; readonly reason: string };
  errors: readonly ForwardProblem[];
  stopped: 'over' | 'internal' | ForwardObstacle | undefined;
  changed: boolean;
  revision: number;
  csrf: string;
}

/** To whom, and why. */
export function ForwardChoice(props: ForwardChoiceProps) {
  const { locale, base, stopped, errors } = props;
  return (
    <>
      <BackLink href={base} label={say(locale, 'forward.back')} />
      <ErrorSummary errors={errors} />
      <PageHeading title={say(locale, 'forward.title')} caption={props.caption} intro={say(locale, 'forward.intro')} />
      {props.changed && stopped === undefined && (
        <Notification tone="warning" title={say(locale, 'forward.changed')}>
          <p class="govuk-body">{say(locale, 'forward.changedBody')}</p>
        </Notification>
      )}
      {stopped === undefined ? (
        <>
          <CommuneSearch {...props} />
          <WhomForm {...props} />
        </>
      ) : (
        <Notification tone="warning" title={say(locale, 'forward.stopped')}>
          <p class="govuk-body">{say(locale, `forward.${stopped}`)}</p>
        </Notification>
      )}
    </>
  );
}

function CommuneSearch({ locale, base, sought, choices }: ForwardChoiceProps) {
  return (
    <section aria-labelledby="commune-titre">
      <h2 class="govuk-heading-m" id="commune-titre">
        {say(locale, 'forward.communeTitle')}
      </h2>
      <form method="get" action={`${base}/transmettre`}>
        <TextInput
          id="commune"
          label={say(locale, 'forward.commune')}
          hint={say(locale, 'forward.communeHint')}
          value={sought}
        />
        <Button tone="secondary">{say(locale, 'forward.communeFind')}</Button>
      </form>
      {sought !== '' && choices.proposed.length === 0 && (
        <InsetText>{say(locale, 'forward.communeNone', { commune: sought })}</InsetText>
      )}
    </section>
  );
}

function WhomForm({ locale, base, choices, typed, errors, revision, csrf, sought }: ForwardChoiceProps) {
  const errorAt = (id: ForwardProblem['fieldId']) => errors.find((error) => error.fieldId === id)?.message;
  const chosen = chosenOf(choices, typed);
  return (
    <Form csrf={csrf} action={`${base}/transmettre`}>
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="commune" value={sought} />
      <Radios
        id="destinataire"
        label={say(locale, 'forward.whom')}
        value={chosen.whom}
        error={errorAt('destinataire')}
        options={[
          ...choices.proposed.map((target) => ({
            value: keyOf(target),
            label: nameOf(target, locale),
            hint: say(locale, 'forward.competent', {
              commune: target.commune,
              reason: localize(target.reason, locale),
            }),
          })),
          ...(choices.others.length === 0
            ? []
            : [
                {
                  value: 'autre',
                  label: say(locale, 'forward.other'),
                  hint: say(locale, 'forward.otherHint'),
                  conditional: (
                    <Select
                      id="collectivite"
                      label={say(locale, 'forward.otherLabel')}
                      value={chosen.authority}
                      options={choices.others.map(({ id, name }) => ({ value: id, label: name }))}
                    />
                  ),
                },
              ]),
          {
            value: 'dehors',
            label: say(locale, 'forward.outside'),
            hint: say(locale, 'forward.outsideHint'),
            conditional: (
              <Select
                id="relais"
                label={say(locale, 'forward.outsideLabel')}
                value={chosen.relay}
                options={choices.relays.map(({ id, title, body }) => ({
                  value: id,
                  label: `${localize(title, locale)} – ${localize(body, locale)}`,
                }))}
              />
            ),
          },
        ]}
      />
      <Textarea
        id="motif"
        label={say(locale, 'forward.reason')}
        hint={say(locale, 'forward.reasonHint')}
        rows={4}
        maxLength={1000}
        value={typed.reason}
        error={errorAt('motif')}
      />
      <Button>{say(locale, 'forward.check')}</Button>
    </Form>
  );
}

/** What is ticked: who is proposed first, or what was chosen before, wherever it stands in the form now. */
function chosenOf({ proposed }: ForwardChoices, typed: ForwardChoiceProps['typed']) {
  const { whom, authority, relay } = typed;
  const [first] = proposed;
  if (whom === '') return { whom: first === undefined ? '' : keyOf(first), authority, relay };
  const [, kind, id = ''] = /^(collectivite|relais):(.*)$/.exec(whom) ?? [];
  if (kind === undefined || proposed.some((target) => keyOf(target) === whom)) return { whom, authority, relay };
  return kind === 'relais' ? { whom: 'dehors', authority, relay: id } : { whom: 'autre', authority: id, relay };
}

interface ForwardPreviewProps {
  locale: Locale;
  named: NamedDossier;
  dossier: DossierRow;
  title: LocalizedText;
  target: ForwardTarget;
  /** The rule of the authority that receives it. */
  silence: ProcedureVersion['procedure']['silence'] | undefined;
  firstSubmittedAt: Date;
  now: Date;
  reason: string;
  csrf: string;
}

/** What will happen and what the resident will read, before anything is written. */
export function ForwardPreview(props: ForwardPreviewProps) {
  const { locale, named, dossier, target, reason } = props;
  const code = formatTrackingCode(dossier.code);
  const news = newsOf(props);
  return (
    <>
      <BackLink href={named.base} label={say(locale, 'forward.back')} />
      <PageHeading title={say(locale, 'forward.previewTitle')} caption={code} />
      <h2 class="govuk-heading-m">{say(locale, 'forward.effects')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {effectsOf(props).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h2 class="govuk-heading-m">{say(locale, 'forward.previewMail')}</h2>
      {dossier.applicant_email === null && (
        <Notification tone="warning">
          <p class="govuk-body">{say(locale, 'forward.noAddress')}</p>
        </Notification>
      )}
      <InsetText>
        <p class="govuk-body">
          <strong>{say(locale, 'forward.subject', { subject: news.subject })}</strong>
        </p>
        {news.paragraphs.map((paragraph) => (
          <p key={paragraph} class="govuk-body" lang={dossier.locale}>
            {paragraph}
          </p>
        ))}
        <SummaryList rows={(news.facts ?? []).map(([term, value]) => ({ term, value }))} />
      </InsetText>
      <Form csrf={props.csrf} action={`${named.base}/transmettre`}>
        <input type="hidden" name="revision" value={dossier.revision} />
        <input type="hidden" name="destinataire" value={keyOf(target)} />
        <input type="hidden" name="motif" value={reason} />
        <ButtonGroup>
          <Button name="etape" value="transmettre">
            {say(locale, target.kind === 'authority' ? 'forward.confirm' : 'forward.confirmOutside')}
          </Button>
          <Button tone="secondary" name="etape" value="modifier">
            {say(locale, 'forward.change')}
          </Button>
        </ButtonGroup>
      </Form>
    </>
  );
}

function newsOf({ dossier, named, title, target, reason, locale }: ForwardPreviewProps) {
  const common = { locale: dossier.locale, code: dossier.code, from: named.authority, title, reason };
  return target.kind === 'relay'
    ? referralNews({ ...common, relay: target.relay })
    : transferNews({ ...common, to: target.authority, newCode: say(locale, 'forward.newCode') });
}

function effectsOf({ target, silence, firstSubmittedAt, now, locale }: ForwardPreviewProps): string[] {
  const authority = nameOf(target, locale);
  const closed = say(locale, 'forward.effect.closed');
  if (target.kind === 'relay') return [say(locale, 'forward.effect.referred', { authority }), closed];
  const made = say(locale, 'forward.effect.made', { authority });
  if (silence === undefined) return [made, closed];
  const due = dueAfterTransfer(silence, firstSubmittedAt, now, holidayRegionOf(target.authority.communeCode));
  const clock = say(locale, `forward.effect.${silence.rule}`, {
    authority,
    first: formatDate(firstSubmittedAt, locale),
    due: formatDate(due, locale),
  });
  return [made, clock, closed];
}

function nameOf(target: ForwardTarget, locale: Locale): string {
  return target.kind === 'authority' ? target.authority.name : localize(target.relay.body, locale);
}
