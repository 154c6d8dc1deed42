import { useWords } from '#ui/words.tsx';

export interface OpeningDay {
  /** Name of the day. */
  day: string;
  /** Ranges in words, e.g. "9 h – 12 h"; none when closed. */
  ranges: readonly string[];
  today?: boolean;
}

export interface OpeningHoursProps {
  days: readonly OpeningDay[];
  /** What is true now, in words, e.g. "Ouvert jusqu’à 17 h". */
  now?: { label: string; open: boolean };
  caption?: string;
}

/** The week of a place, today in bold. */
export function OpeningHours({ days, now, caption }: OpeningHoursProps) {
  const words = useWords();
  return (
    <div class="pv-hours">
      {now && <p class={`pv-hours__now pv-hours__now--${now.open ? 'open' : 'closed'}`}>{now.label}</p>}
      <table class="pv-hours__table">
        <caption class="govuk-visually-hidden">{caption ?? words.hours}</caption>
        <tbody>
          {days.map((entry) => (
            <tr key={entry.day} class={entry.today ? 'pv-hours__today' : undefined}>
              <th scope="row">{entry.day}</th>
              <td>
                {entry.ranges.length === 0
                  ? words.closed
                  : entry.ranges.map((range, index) => (
                      <span key={range}>
                        {index > 0 && ', '}
                        <span class="pv-hours__range">{range}</span>
                      </span>
                    ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
