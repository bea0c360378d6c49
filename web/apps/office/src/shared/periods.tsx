import { type CSSProperties, type ReactNode, useId } from 'react';
import './periods.css';

export type Period = {
  key: string;
  title: ReactNode;
  /** From when to when, as people read it. */
  when: string;
  state: 'ahead' | 'now' | 'over';
  /** How much has passed, 0 to 1; a bar shows it. */
  passed?: number;
  note?: string;
  more?: ReactNode;
};

/** Periods of one thing, one below the other on a line, the present one marked. */
export function Periods({ label, items }: { label: string; items: Period[] }) {
  const id = useId();
  return (
    <ol className="periods" aria-label={label}>
      {items.map(({ key, title, when, state, passed, note, more }) => (
        <li
          key={key}
          className={`period period-${state}`}
          aria-labelledby={`${id}${key}`}
          {...(state === 'now' ? { 'aria-current': 'true' as const } : {})}
        >
          <div className="period-head">
            <strong id={`${id}${key}`}>{title}</strong>
            {note && <span className="period-note">{note}</span>}
          </div>
          <p className="period-when">{when}</p>
          {passed !== undefined && state === 'now' && (
            <span
              className="period-bar"
              aria-hidden="true"
              style={{ '--passed': passed } as CSSProperties}
            />
          )}
          {more}
        </li>
      ))}
    </ol>
  );
}
