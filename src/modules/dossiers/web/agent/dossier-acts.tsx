import type { CompiledTransition } from '#modules/workflow/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { Select } from '#ui/components/select.tsx';
import { agentMessages } from '../../agent-messages.ts';
import { canBeUndone } from '../../usecases/apply-transition.ts';
import type { TeamMember } from '../../usecases/assign-dossier.ts';
import type { UndoableAct } from '../../usecases/undo-transition.ts';
import { assigneeOptions } from './inbox.page.tsx';

interface DossierActsProps {
  transitions: readonly CompiledTransition[];
  base: string;
  csrf: string;
  revision: number;
  /** Of the last event shown: tells what happened since when the dossier has changed. */
  seq: number;
  list: string | undefined;
  locale: Locale;
}

/**
 * What the workflow offers now. An act that asks nothing and tells nobody is done at once, since it can be undone; any
 * other has a page of its own where it is prepared and confirmed.
 */
export function DossierActs(props: DossierActsProps) {
  const { transitions, locale, base } = props;
  if (transitions.length === 0) return <p class="pv-muted">{agentMessages(locale, 'actsNone')}</p>;
  return (
    <ul class="pv-acts">
      {byTone(transitions).map((transition) => {
        const label = localize(transition.label, locale);
        return (
          <li key={transition.id}>
            {isImmediate(transition) ? (
              <Form action={`${base}/actes/${transition.id}`} csrf={props.csrf}>
                <SeenFields revision={props.revision} seq={props.seq} list={props.list} />
                <Button tone={transition.tone}>{label}</Button>
              </Form>
            ) : (
              <LinkButton href={actHref(base, transition.id, props.list)} tone={transition.tone}>
                {label}
              </LinkButton>
            )}
            {transition.hint !== undefined && <p class="govuk-hint">{localize(transition.hint, locale)}</p>}
          </li>
        );
      })}
    </ul>
  );
}

const toneRank: Readonly<Record<CompiledTransition['tone'], number>> = { primary: 0, secondary: 1, warning: 2 };

/** What is most often done first, what is feared last; otherwise in the workflow's order. */
function byTone(transitions: readonly CompiledTransition[]): CompiledTransition[] {
  return [...transitions].sort((a, b) => toneRank[a.tone] - toneRank[b.tone]);
}

/** Nothing to fill in, nothing sent, and it can be taken back. */
export function isImmediate(transition: CompiledTransition): boolean {
  return transition.compiledForm === undefined && canBeUndone(transition);
}

export function actHref(base: string, transitionId: string, list: string | undefined): string {
  const path = `${base}/actes/${transitionId}`;
  return list === undefined ? path : `${path}?${new URLSearchParams({ liste: list }).toString()}`;
}

/** What the agent had before their eyes, sent with each act. */
export function SeenFields({ revision, seq, list }: { revision: number; seq: number; list: string | undefined }) {
  return (
    <>
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="seq" value={seq} />
      {list !== undefined && <input type="hidden" name="liste" value={list} />}
    </>
  );
}

interface AssignmentProps {
  assigneeId: string | null;
  agentId: string;
  team: readonly TeamMember[];
  base: string;
  csrf: string;
  locale: Locale;
}

/** Who has the dossier, and to whom it can be given. */
export function Assignment({ assigneeId, agentId, team, base, csrf, locale }: AssignmentProps) {
  const say = (key: Parameters<typeof agentMessages>[1]) => agentMessages(locale, key);
  return (
    <section aria-labelledby="attribution">
      <h2 class="govuk-heading-s" id="attribution">
        {say('assignmentTitle')}
      </h2>
      <Form action={`${base}/attribuer`} csrf={csrf}>
        <Select
          id="agent"
          label={say('assignmentLabel')}
          placeholder={false}
          value={assigneeId ?? 'personne'}
          options={assigneeOptions({ colleagues: team }, agentId, locale)}
        />
        <Button tone="secondary">{say('assignmentButton')}</Button>
      </Form>
    </section>
  );
}

/** For some minutes after an act that told nobody anything. */
export function UndoBanner({
  act,
  label,
  base,
  csrf,
  locale,
}: {
  act: UndoableAct;
  label: string;
  base: string;
  csrf: string;
  locale: Locale;
}) {
  return (
    <Notification tone="success" title={agentMessages(locale, 'undoTitle', { act: label })}>
      <Form action={`${base}/annuler`} csrf={csrf}>
        <input type="hidden" name="seq" value={act.seq} />
        <Button tone="link">{agentMessages(locale, 'undoButton')}</Button> {agentMessages(locale, 'undoHint')}
      </Form>
    </Notification>
  );
}
