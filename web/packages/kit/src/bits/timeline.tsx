import type { ReactNode } from 'react';
import { useKitText } from '../i18n/i18n';
import { Icon, type IconName } from './icons';
import { dayOf, timeOf } from './when';

export type TimelineEntry = {
  id: string;
  at: string;
  icon: IconName;
  sentence: ReactNode;
  more?: ReactNode;
};

const dayLasts = 24 * 3600 * 1000;

/** Newest first, grouped by day; the last two days are called by their names. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const t = useKitText();
  const days = groupByDay(entries);
  const now = Date.now();
  const names = new Map([
    [dayOf(new Date(now - dayLasts).toISOString()), t('kit.yesterday')],
    [dayOf(new Date(now).toISOString()), t('kit.today')],
  ]);
  return (
    <div className="timeline">
      {[...days].map(([day, items]) => (
        <section key={day}>
          <h3 className="timeline-day">{names.has(day) ? `${names.get(day)} · ${day}` : day}</h3>
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
