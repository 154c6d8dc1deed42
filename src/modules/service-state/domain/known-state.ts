import type { LocalizedText } from '#platform/i18n/text.ts';

export type NoticeKind = 'incident' | 'works';
/** How much of the service an incident or works take away. */
export type Severity = 'information' | 'disturbance' | 'interruption';

/** Maintenance mode while it is on. */
export interface Maintenance {
  readonly id: string;
  readonly beganAt: Date;
  /** As announced; the mode ends when somebody ends it. */
  readonly until: Date | undefined;
  readonly message: LocalizedText | undefined;
}

/** What whoever administers the territory tells residents of the service. */
export interface ServiceNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly severity: Severity;
  readonly text: LocalizedText;
  readonly beginsAt: Date;
  readonly endsAt: Date | undefined;
  readonly publishedAt: Date;
}

export interface KnownState {
  readonly maintenance: Maintenance | undefined;
  /** Those that run or are to come. */
  readonly notices: readonly ServiceNotice[];
}

/** From its first moment to before its end. */
export function isRunning({ beginsAt, endsAt }: Pick<ServiceNotice, 'beginsAt' | 'endsAt'>, now: Date): boolean {
  return beginsAt <= now && (endsAt === undefined || endsAt > now);
}

/** When what is closed opens again, as long as that was announced and is still to come. */
export function resumesAt(maintenance: Maintenance, now: Date): Date | undefined {
  return maintenance.until !== undefined && maintenance.until > now ? maintenance.until : undefined;
}

/** Seconds after which to try again: until the announced end, a minute at least; a quarter of an hour when nobody knows. */
export function retryAfterSeconds(maintenance: Maintenance, now: Date): number {
  const end = resumesAt(maintenance, now);
  return end === undefined ? 900 : Math.max(60, Math.ceil((end.getTime() - now.getTime()) / 1000));
}

/** Changes whenever what pages show above their content changes: with an act, and with the beginning and end of a notice. */
export function stampOf(state: KnownState, now: Date): string {
  const { maintenance } = state;
  const parts = state.notices.filter((notice) => isRunning(notice, now)).map(({ id }) => id);
  if (maintenance !== undefined) {
    const { id, until, message } = maintenance;
    parts.push(
      id,
      String(resumesAt(maintenance, now)?.getTime()),
      until === undefined ? '' : 'until',
      String(message?.fr),
      String(message?.en),
    );
  }
  return parts.join(' ');
}
