import { AsyncLocalStorage } from 'node:async_hooks';

/** Something that takes time and is part of a trace; see `tracing.ts`. */
export interface Span {
  /** 32 hexadecimal characters that all spans of one trace share. */
  readonly traceId: string;
  /** W3C `traceparent` of this span, for what goes on elsewhere; undefined when this trace is not kept. */
  readonly traceparent: string | undefined;
  /** @param error a code or a status that holds no personal data; the span then counts as failed */
  end(attributes?: SpanAttributes, error?: string): void;
}

export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a process is doing when it sends a statement or calls somebody: a request that it answers, or a job. */
export type Activity = RequestActivity | JobActivity;

interface Traced {
  /** When traces are asked for. */
  readonly span?: Span | undefined;
  /** Ended: what still runs after it, a timer for example, is no part of it. */
  over?: boolean;
}

export interface RequestActivity extends Traced {
  readonly kind: 'request';
  readonly requestId: string;
  /** Stable name of the route. */
  readonly route: string;
}

export interface JobActivity extends Traced {
  readonly kind: 'job';
  readonly job: string;
  readonly jobId: string;
}

const storage = new AsyncLocalStorage<Activity | undefined>();

/** What is under way here, through every `await`; undefined at the start of a process and in a command. */
export function currentActivity(): Activity | undefined {
  const activity = storage.getStore();
  return activity?.over === true ? undefined : activity;
}

/** Whether it is for a request or a job that this runs, be it over. */
export function currentKind(): Activity['kind'] | undefined {
  return storage.getStore()?.kind;
}

/** Runs `work` as part of an activity; of none when undefined. */
export function during<T>(activity: Activity | undefined, work: () => T): T {
  return storage.run(activity, work);
}
