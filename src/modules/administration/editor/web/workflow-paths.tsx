import {
  describeSimulation,
  type SimulatedAct,
  type SimulationReport,
  type WorkflowDefinition,
} from '#modules/workflow/index.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Details } from '#ui/components/details.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { pathsMessages as say } from '../messages/paths-messages.ts';
import { choiceLabel } from '../messages/setting-messages.ts';
import type { ProcedureDraft } from '../queries/get-draft.ts';
import { actPath } from './act-form.tsx';
import { draftPath } from './editor-frame.tsx';
import { whoDoes } from './trial-walk.tsx';

const shownPaths = 60;

interface PathsProps {
  readonly definition: WorkflowDefinition;
  readonly draft: ProcedureDraft;
  readonly locale: Locale;
}

/** What the simulation finds: dead ends in words, then every way from the first state to an end. */
export function WorkflowPaths({ definition, draft, locale }: PathsProps) {
  const report = describeSimulation(definition, locale, shownPaths);
  const paths = report.paths.toSorted((a, b) => a.acts.length - b.acts.length);
  const labels = new Map(report.states.map(({ id, label }) => [id, label]));
  const nameOf = (id: string) => labels.get(id) ?? id;
  const byId = new Map(definition.transitions.map((one) => [one.id, one]));
  const acts = (list: readonly SimulatedAct[]) => (
    <ol class="govuk-list govuk-list--number">
      {list.map((act, index) => (
        <li key={index}>
          <a class="govuk-link" href={actPath(draft, act.transition)}>
            {act.label}
          </a>{' '}
          {say(locale, 'act', { who: whoDoes(byId.get(act.transition) ?? { by: [] }, locale), to: nameOf(act.to) })}
          <ActDetails act={act} locale={locale} />
        </li>
      ))}
    </ol>
  );
  return (
    <section aria-labelledby="paths">
      <h2 class="govuk-heading-m" id="paths">
        {say(locale, 'title')}
      </h2>
      <p class="govuk-body">{say(locale, 'intro')}</p>
      <Soundness report={report} draft={draft} locale={locale} nameOf={nameOf} />
      <Details summary={say(locale, 'all', { count: `${paths.length}${report.truncated ? '+' : ''}` })}>
        {paths.map(({ acts: path, end }, index) => (
          <Details
            key={index}
            summary={say(locale, path.length === 1 ? 'path.one' : 'path', {
              number: index + 1,
              end: nameOf(end),
              count: path.length,
            })}
          >
            {acts(path)}
          </Details>
        ))}
        {report.truncated && <p class="govuk-body">{say(locale, 'more', { count: shownPaths })}</p>}
      </Details>
      {report.asides.length > 0 && <Details summary={say(locale, 'asides')}>{acts(report.asides)}</Details>}
      {report.afterwards.length > 0 && <Details summary={say(locale, 'afterwards')}>{acts(report.afterwards)}</Details>}
    </section>
  );
}

function ActDetails({ act, locale }: { act: SimulatedAct; locale: Locale }) {
  const lines = [
    ...(act.when === undefined ? [] : [say(locale, 'conditional')]),
    ...(act.asks.length === 0 ? [] : [say(locale, 'asks', { fields: act.asks.join(', ') })]),
    ...(act.messages.length === 0
      ? []
      : [say(locale, 'told', { messages: act.messages.map(({ subject }) => `«\u00a0${subject}\u00a0»`).join(', ') })]),
    ...(act.effects.length === 0
      ? []
      : [say(locale, 'effects', { effects: act.effects.map((one) => choiceLabel(locale, 'effect', one)).join(', ') })]),
  ];
  return (
    <>
      {lines.map((line) => (
        <span key={line} class="pv-muted">
          <br />
          {line}
        </span>
      ))}
    </>
  );
}

/** The states that a request never leaves or never comes to, each with the way to mend it. */
function Soundness(props: {
  report: SimulationReport;
  draft: ProcedureDraft;
  locale: Locale;
  nameOf: (id: string) => string;
}) {
  const { report, draft, locale, nameOf } = props;
  const told = [
    ...report.deadEnds.map((id) => ({ id, words: say(locale, 'deadEnd') })),
    ...report.unreachable.map((id) => ({ id, words: say(locale, 'unreachable') })),
  ];
  if (told.length === 0) return <p class="govuk-body">{say(locale, 'sound')}</p>;
  return (
    <Notification tone="warning" title={say(locale, 'title')}>
      <ul class="govuk-list govuk-list--bullet">
        {told.map(({ id, words }) => (
          <li key={`${id} ${words}`}>
            <a class="govuk-link" href={`${draftPath(draft, 'workflow')}/etats/${encodeURIComponent(id)}`}>
              {nameOf(id)}
            </a>
            {'\u00a0: '}
            {words}
          </li>
        ))}
      </ul>
    </Notification>
  );
}
