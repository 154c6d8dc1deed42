import type { WorkflowDefinition, WorkflowState } from '#modules/workflow/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { boxWidth, type DiagramBox, layOutWorkflow, numberOf } from './layout.ts';
import { diagramMessages as say } from './messages.ts';

export interface WorkflowDiagramProps {
  readonly definition: WorkflowDefinition;
  readonly locale: Locale;
  /** Unique in the page. */
  readonly id?: string;
}

/**
 * A workflow as a drawing: states from top to bottom, acts as numbered arrows. The numbers are those of the list of acts
 * that stands under it: the drawing says nothing that the list does not.
 */
export function WorkflowDiagram({ definition, locale, id = 'workflow-diagram' }: WorkflowDiagramProps) {
  const { width, height, boxes, arrows } = layOutWorkflow(definition);
  const stateOf = new Map(definition.states.map((state) => [state.id, state]));
  return (
    <div class="pv-diagram">
      <svg
        class="pv-diagram__drawing"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{localize(definition.title, locale)}</title>
        <desc id={`${id}-desc`}>
          {say(locale, 'description', { states: definition.states.length, acts: definition.transitions.length })}
        </desc>
        <defs>
          <marker
            id={`${id}-head`}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path class="pv-diagram__head" d="M 0 0 L 10 5 L 0 10 z" />
          </marker>
        </defs>
        {arrows.map((arrow) => (
          <path
            key={`${arrow.from} ${arrow.to}`}
            class="pv-diagram__arrow"
            d={arrow.path}
            marker-end={`url(#${id}-head)`}
          />
        ))}
        {boxes.map((box) => (
          <StateBox
            key={box.state}
            state={stateOf.get(box.state)}
            isInitial={box.state === definition.initial}
            box={box}
            locale={locale}
          />
        ))}
        {arrows.map((arrow) => (
          <ArrowNumbers
            key={`${arrow.from} ${arrow.to}`}
            numbers={arrow.transitions.map((one) => numberOf(definition.transitions, one))}
            x={arrow.labelX}
            y={arrow.labelY}
          />
        ))}
      </svg>
    </div>
  );
}

function StateBox(props: { state: WorkflowState | undefined; isInitial: boolean; box: DiagramBox; locale: Locale }) {
  const { state, isInitial, locale } = props;
  const { x, y, height } = props.box;
  if (state === undefined) return null;
  const lines = wrap(localize(state.agentLabel ?? state.label, locale));
  const first = y + height / 2 - (lines.length - 1) * 9 + 5;
  return (
    <g class={`pv-diagram__state pv-diagram__state--${state.phase}`}>
      <rect
        class={isInitial ? 'pv-diagram__box pv-diagram__box--initial' : 'pv-diagram__box'}
        x={x}
        y={y}
        width={boxWidth}
        height={height}
        rx="8"
      />
      {lines.map((line, index) => (
        <text key={line} class="pv-diagram__name" x={x + boxWidth / 2} y={first + index * 18} text-anchor="middle">
          {line}
        </text>
      ))}
    </g>
  );
}

function ArrowNumbers({ numbers, x, y }: { numbers: readonly number[]; x: number; y: number }) {
  const words = numbers.join(' · ');
  const width = Math.max(24, words.length * 8 + 12);
  return (
    <g>
      <rect class="pv-diagram__number-back" x={x - width / 2} y={y - 12} width={width} height={24} rx="12" />
      <text class="pv-diagram__number" x={x} y={y + 5} text-anchor="middle">
        {words}
      </text>
    </g>
  );
}

const charactersALine = 24;

/** Two lines at most; what is longer ends with an ellipsis, and is whole in the list. */
function wrap(words: string): string[] {
  const lines: string[] = [''];
  for (const word of words.split(' ')) {
    const current = lines.at(-1) ?? '';
    if (current === '') lines[lines.length - 1] = word;
    else if (current.length + word.length < charactersALine) lines[lines.length - 1] = `${current} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= 2) return lines;
  return [lines[0] ?? '', `${lines[1]}…`];
}
