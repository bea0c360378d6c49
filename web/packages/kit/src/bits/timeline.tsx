import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons';
import { dayOf, timeOf } from './when';

export type TimelineEntry = {
  id: string;
  at: string;
  icon: IconName;
  sentence: ReactNode;
  more?: ReactNode;
};

/** Newest first, grouped by day. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const days = groupByDay(entries);
  return (
    <div className="timeline">
      {[...days].map(([day, items]) => (
        <section key={day}>
          <h3 className="timeline-day">{day}</h3>
          <ol>
            {items.map((entry) => (
              <li key={entry.id} className="timeline-entry">
                <span className="timeline-icon">
                  <Icon name={entry.icon} size={15} />
                </span>
                <div className="timeline-text">
                  <p>{entry.sentence}</p>
                  {entry.more}
                </div>
                <time dateTime={entry.at}>{timeOf(entry.at)}</time>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function groupByDay(entries: TimelineEntry[]): Map<string, TimelineEntry[]> {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return days;
}
