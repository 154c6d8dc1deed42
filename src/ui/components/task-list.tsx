import type { ComponentChildren } from 'preact';
import { Tag, type Tone } from './tag.tsx';

export interface Task {
  id: string;
  title: ComponentChildren;
  /** Absent when the task cannot be started yet. */
  href?: string;
  hint?: ComponentChildren;
  status: { label: string; tone?: Tone };
}

/** What remains to be done, each with its state. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul class="govuk-task-list">
      {tasks.map((task) => {
        const described = [task.hint && `${task.id}-hint`, `${task.id}-status`].filter(Boolean).join(' ');
        return (
          <li class={`govuk-task-list__item${task.href ? ' govuk-task-list__item--with-link' : ''}`} key={task.id}>
            <div class="govuk-task-list__name-and-hint">
              {task.href ? (
                <a class="govuk-link govuk-task-list__link" href={task.href} aria-describedby={described}>
                  {task.title}
                </a>
              ) : (
                <div>{task.title}</div>
              )}
              {task.hint && (
                <div id={`${task.id}-hint`} class="govuk-task-list__hint">
                  {task.hint}
                </div>
              )}
            </div>
            <div class="govuk-task-list__status" id={`${task.id}-status`}>
              {task.status.tone ? <Tag tone={task.status.tone}>{task.status.label}</Tag> : task.status.label}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
