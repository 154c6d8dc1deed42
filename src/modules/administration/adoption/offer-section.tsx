import { delayInWords, formatCents } from '#modules/catalogue/index.ts';
import { localize } from '#platform/i18n/text.ts';
import { Radios } from '#ui/components/radios.tsx';
import { Select } from '#ui/components/select.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { eurosOf } from './differences.tsx';
import { say } from './messages.ts';
import { errorOf, type SectionProps, typedOr } from './shown-adoption.ts';

/** Whether it is open, when, who receives it, what it costs. */
export function OfferSection({ context: { locale }, shown }: SectionProps) {
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
        hint={say(locale, 'opening.from-hint')}
        value={typedOr(shown, 'from', opening?.from)}
        error={errorOf(shown, 'from')}
      />
      <TextInput
        id="to"
        type="date"
        width={10}
        label={say(locale, 'opening.to')}
        hint={say(locale, 'opening.to-hint')}
        value={typedOr(shown, 'to', opening?.to)}
        error={errorOf(shown, 'to')}
      />
      {silence.rule === 'none' && (
        <TextInput
          id="delay"
          inputmode="numeric"
          width={3}
          label={say(locale, 'delay.days')}
          hint={say(locale, 'one.library', { text: delayInWords(silence.delay, locale) })}
          value={typedOr(shown, 'delay', delay?.replace(/\D+$/, ''))}
          error={errorOf(shown, 'delay')}
        />
      )}
      <Select
        id="team"
        label={say(locale, 'section.team')}
        hint={say(locale, 'section.team-hint')}
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
