import type { ExpressionVariables } from '#modules/forms/index.ts';
import {
  checkWorkflow,
  type WorkflowDefinition,
  type WorkflowProblem,
  workflowSchema,
} from '#modules/workflow/index.ts';
import type { Counter, NoteBook } from '../notes.ts';
import { french } from './drafts.ts';
import type { DraftEffect, DraftMessage, DraftState, DraftTransition } from './workflow-drafts.ts';

export interface WorkflowDraft {
  readonly workflow: string;
  readonly title: { fr: string };
  initial: string;
  states: DraftState[];
  transitions: DraftTransition[];
  messages: DraftMessage[];
  /** What is done with the filing. */
  readonly onSubmission: DraftEffect[];
}

export interface WorkflowSettling {
  readonly notes: NoteBook;
  readonly conditions: Counter;
  readonly actions: Counter;
  /** The variables of the form, when it is in the import. */
  readonly answers?: ExpressionVariables | undefined;
}

const maxRounds = 400;

/** Makes a workflow that passes our own checks; what is added or taken away for that is noted. Undefined when nothing is left. */
export function settleWorkflow(draft: WorkflowDraft, settling: WorkflowSettling): WorkflowDefinition | undefined {
  if (draft.states.length < 2) return undefined;
  const mending = new Mending(draft, settling);
  for (let round = 0; round < maxRounds; round += 1) {
    mending.tidy();
    const parsed = workflowSchema.safeParse(wholeOf(draft));
    if (!parsed.success) {
      if (!mending.repair(pathOf(parsed.error.issues[0]?.path ?? []), parsed.error.issues[0]?.message ?? ''))
        return undefined;
      continue;
    }
    const options = settling.answers === undefined ? {} : { answers: settling.answers };
    const [problem] = checked(parsed.data, options);
    if (problem === undefined) return parsed.data;
    if (!mending.repair(problem.path, problem.message)) return undefined;
  }
  return undefined;
}

function wholeOf({ onSubmission, ...draft }: WorkflowDraft): object {
  return { ...draft, version: 1, ...(onSubmission.length === 0 ? {} : { onSubmission }) };
}

function checked(definition: WorkflowDefinition, options: { answers?: ExpressionVariables }): WorkflowProblem[] {
  try {
    return checkWorkflow(definition, options);
  } catch (error) {
    return [{ path: 'transitions[0]', message: error instanceof Error ? error.message : String(error) }];
  }
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`))
    .join('');
}

class Mending {
  readonly #draft: WorkflowDraft;
  readonly #settling: WorkflowSettling;

  constructor(draft: WorkflowDraft, settling: WorkflowSettling) {
    this.#draft = draft;
    this.#settling = settling;
  }

  /** Takes away messages that nobody sends and states that nothing reaches. */
  tidy(): void {
    const draft = this.#draft;
    const reached = new Set([draft.initial]);
    for (let before = -1; before !== reached.size; ) {
      before = reached.size;
      for (const one of draft.transitions) if (one.from.some((id) => reached.has(id))) reached.add(one.to);
    }
    draft.states = draft.states.filter((state) => reached.has(state.id));
    for (const one of draft.transitions) one.from = one.from.filter((id) => reached.has(id));
    draft.transitions = draft.transitions.filter((one) => one.from.length > 0);
    if (draft.states.length < 2) this.#close(draft.initial);
    const effects = [...draft.transitions.flatMap((one) => one.effects), ...draft.onSubmission];
    const sent = new Set(effects.map((effect) => effect.message));
    draft.messages = draft.messages.filter((message) => sent.has(message.id));
  }

  /** An agent can always close: Publik's statuses without issue are ends only for it. */
  #close(from: string): void {
    const draft = this.#draft;
    const end = this.#closedState();
    const known = draft.transitions.find((one) => one.id === 'cloturer-import');
    if (known !== undefined) {
      if (known.from.includes(from)) return;
      known.from.push(from);
    } else {
      draft.transitions.push({
        id: 'cloturer-import',
        from: [from],
        to: end,
        by: ['agent', 'team-leader'],
        label: french('Clôturer'),
        form: [],
        effects: [],
      });
    }
    const name = draft.states.find((state) => state.id === from)?.label.fr ?? from;
    this.#settling.notes.add('settle', `Statut «\u00a0${name}\u00a0»`, 'close-added');
  }

  #closedState(): string {
    const { states } = this.#draft;
    const known =
      states.find((state) => state.id === 'cloture-import') ??
      states.find((state) => state.phase === 'closed' && state.id !== 'donnees-effacees');
    if (known !== undefined) return known.id;
    states.push({
      id: 'cloture-import',
      phase: 'closed',
      label: french('Clôturée'),
      explanation: french('Le traitement de votre demande est terminé.'),
    });
    return 'cloture-import';
  }

  /** Mends one problem. False when nothing can be done. */
  repair(path: string, message: string): boolean {
    const draft = this.#draft;
    if (path === 'initial') {
      const initial = draft.states.find((state) => state.id === draft.initial);
      if (initial === undefined || initial.phase === 'received') return false;
      initial.phase = 'received';
      return true;
    }
    const filing = /^onSubmission\[(\d+)\](.*)$/.exec(path);
    if (filing !== null)
      return this.#effect({ effects: draft.onSubmission }, Number(filing[1]), filing[2] ?? '', message, 'Dépôt');
    const [, kind, index, rest = ''] = /^(states|transitions|messages)\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    if (kind === 'states') return this.#state(Number(index), message);
    if (kind === 'messages') return this.#message(Number(index), message);
    return kind === 'transitions' && this.#transition(Number(index), rest, message);
  }

  #state(index: number, message: string): boolean {
    const state = this.#draft.states[index];
    if (state === undefined) return false;
    if (message.startsWith('Dead end')) this.#close(state.id);
    else this.#draft.states.splice(index, 1);
    return true;
  }

  #message(index: number, problem: string): boolean {
    const message = this.#draft.messages[index];
    if (message === undefined) return false;
    const variable = /\{\{([^}]*)\}\}/.exec(problem)?.[1];
    this.#settling.notes.add(
      'adapted',
      `Message «\u00a0${message.subject.fr}\u00a0»`,
      'message-variable',
      variable ?? problem,
    );
    const clean = (text: string) =>
      variable === undefined
        ? text.replace(/\{\{|\}\}/g, '')
        : text.replaceAll(new RegExp(`\\{\\{\\s*${RegExp.escape(variable.trim())}\\s*\\}\\}`, 'g'), '');
    this.#draft.messages[index] = {
      id: message.id,
      subject: french(clean(message.subject.fr).trim() || 'Votre demande'),
      body: french(clean(message.body.fr).trim() || 'Message à compléter.'),
    };
    return true;
  }

  #transition(index: number, rest: string, message: string): boolean {
    const transition = this.#draft.transitions[index];
    if (transition === undefined) return false;
    const place = `Acte «\u00a0${transition.label.fr}\u00a0»`;
    const { notes, conditions } = this.#settling;
    const effect = /^effects\[(\d+)\]/.exec(rest)?.[1];
    if (effect !== undefined) return this.#effect(transition, Number(effect), rest, message, place);
    if (rest === 'when') {
      notes.add('kept', place, 'condition-refused', message, transition.when);
      conditions.withdraw();
      delete transition.when;
      return true;
    }
    if (rest.startsWith('form')) {
      const position = Number(/\[(\d+)\](?!.*\[\d+\])/.exec(rest)?.[1] ?? 0);
      const named = /^"(\w+)"/.exec(message)?.[1];
      const at = Math.max(
        0,
        transition.form.findIndex((field) => field.id === named),
      );
      const [removed] = transition.form.splice(
        named === undefined ? Math.min(position, transition.form.length - 1) : at,
        1,
      );
      notes.add('adapted', place, 'act-field-refused', `${removed?.label.fr ?? ''} (${message})`);
      return true;
    }
    // Two acts of the system for one moment, a circle, an event that nothing brings: an agent does it instead.
    if (transition.by.includes('system')) {
      notes.add('adapted', place, 'act-by-agent', message);
      transition.by = ['agent', 'team-leader'];
      for (const key of ['on', 'after', 'since'] as const) delete transition[key];
      return true;
    }
    this.#draft.transitions.splice(index, 1);
    notes.add('kept', place, 'act-refused', message);
    return true;
  }

  #effect(
    transition: { readonly effects: DraftEffect[] },
    index: number,
    rest: string,
    message: string,
    place: string,
  ): boolean {
    const effect = transition.effects[index];
    if (effect === undefined) return false;
    const { notes } = this.#settling;
    if (rest.endsWith('.when') && effect.when !== undefined) {
      notes.add('kept', place, 'condition-refused', message, effect.when);
      this.#settling.conditions.withdraw();
      delete effect.when;
      return true;
    }
    if (rest.endsWith('.to')) {
      effect.to = 'team';
      notes.add('adapted', place, 'recipient-unknown', message);
      return true;
    }
    const [, value] = /\.values\.([a-z0-9_]+)$/.exec(rest) ?? [];
    if (value !== undefined && effect.effect === 'set-fields') {
      const values = { ...(effect.values as Record<string, string>) };
      notes.add('kept', place, 'backoffice-value', value, values[value]);
      delete values[value];
      effect.values = values;
      if (Object.keys(values).length === 0) transition.effects.splice(index, 1);
      return true;
    }
    if (rest.endsWith('.amount')) {
      notes.add('settle', place, 'payment-amount', message, String(effect.amount));
      effect.amount = '0';
      return true;
    }
    if (rest.endsWith('.text') && effect.effect === 'note') {
      const variable = /\{\{([^}]*)\}\}/.exec(message)?.[1];
      const text = (effect.text as { fr: string }).fr;
      const clean = variable === undefined ? text.replace(/\{\{|\}\}/g, '') : text.split(`{{${variable}}}`).join('');
      if (clean !== text && clean.trim() !== '') {
        effect.text = french(clean);
        return true;
      }
    }
    // The engine does not tell the applicant and erase in one act.
    const culprit = message.startsWith('Erases what')
      ? transition.effects.findIndex((one) => message.includes(`"${one.effect}"`))
      : index;
    const [removed] = transition.effects.splice(culprit < 0 ? index : culprit, 1);
    notes.add('kept', place, 'effect-refused', `${removed?.effect ?? ''}: ${message}`, JSON.stringify(removed));
    return true;
  }
}
