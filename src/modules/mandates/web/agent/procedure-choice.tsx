import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import { type Locale, type LocalizedText, localize } from '#platform/i18n/text.ts';
import { Checkboxes } from '#ui/components/checkboxes.tsx';
import { Details } from '#ui/components/details.tsx';
import type { PersonalProcedure } from '../../queries/describe-procedures.ts';
import { deskWords as say } from './messages.ts';

interface ProcedureChoiceProps {
  /** Of the first box. */
  readonly id: string;
  readonly authority: Pick<Authority, 'id' | 'name'>;
  readonly offered: readonly AdoptedProcedure[];
  readonly personal: readonly PersonalProcedure[];
  readonly themes: readonly { readonly id: string; readonly title: LocalizedText }[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly locale: Locale;
}

/** What the mandate may cover of one authority, folded by theme, and what the law keeps to the person, with the reason. */
export function ProcedureChoice(props: ProcedureChoiceProps) {
  const { id, authority, offered, personal, themes, chosen, error, locale } = props;
  const used = themes
    .map((theme) => ({ ...theme, own: offered.filter(({ procedure }) => procedure.theme === theme.id) }))
    .filter(({ own }) => own.length > 0);
  const boxOf = (what: string) => `${authority.id}:${what}`;
  const isChosen = (theme: (typeof used)[number]) =>
    chosen.includes(boxOf(`theme:${theme.id}`)) ||
    theme.own.some(({ procedure }) => chosen.includes(boxOf(procedure.procedure)));
  return (
    <section aria-labelledby={`${id}-of`}>
      <h3 class="govuk-heading-s" id={`${id}-of`}>
        {authority.name}
      </h3>
      {used.length === 0 && <p class="govuk-body">{say(locale, 'nothingOffered')}</p>}
      {used.map((theme, index) => {
        const title = localize(theme.title, locale);
        return (
          <Details
            key={theme.id}
            summary={say(locale, 'themeCount', { theme: title, count: theme.own.length })}
            open={isChosen(theme) || (index === 0 && error !== undefined)}
          >
            <Checkboxes
              id={index === 0 ? id : `${id}-${theme.id}`}
              name="procedures"
              label={`${title} – ${authority.name}`}
              labelHidden
              small
              values={chosen}
              error={index === 0 ? error : undefined}
              options={[
                { value: boxOf(`theme:${theme.id}`), label: say(locale, 'theme', { theme: title }) },
                ...theme.own.map(({ procedure }) => ({
                  value: boxOf(procedure.procedure),
                  label: localize(procedure.title, locale),
                })),
              ]}
            />
          </Details>
        );
      })}
      {personal.length > 0 && (
        <Details summary={say(locale, 'personal', { count: personal.length })}>
          <p>{say(locale, 'personalHint')}</p>
          <dl>
            {personal.map((one) => (
              <div key={one.id}>
                <dt>
                  <strong>{one.title}</strong>
                </dt>
                <dd>{one.why}</dd>
              </div>
            ))}
          </dl>
        </Details>
      )}
    </section>
  );
}
