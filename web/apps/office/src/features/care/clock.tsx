import type { TicketRow } from '@duan/api';
import { useSpan } from '@duan/kit';
import { useEffect, useState } from 'react';
import { useText } from '../../shared/text';
import './care.css';

const soon = 2 * 3600;
const tick = 30_000;

/** The viewer's clock, read anew while the page is open. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export type ClockTone = 'late' | 'soon' | 'calm' | 'met' | 'missed';

/** What to say of a deadline now: how long is left, how late it is, or how it ended. */
export function useClockWords() {
  const t = useText();
  const span = useSpan();
  const now = useNow();
  return (dueAt: string, state: TicketRow['fix_state']): { text: string; tone: ClockTone } => {
    if (state === 'MET') return { text: t('care.clock.MET'), tone: 'met' };
    if (state === 'MISSED') return { text: t('care.clock.MISSED'), tone: 'missed' };
    const seconds = (Date.parse(dueAt) - now) / 1000;
    if (seconds < 0) return { text: t('care.late', { span: span(-seconds) }), tone: 'late' };
    return {
      text: t('care.left', { span: span(seconds) }),
      tone: seconds < soon ? 'soon' : 'calm',
    };
  };
}

/** The clock that runs out next: the response until somebody takes the ticket, then the repair. */
export function NextClock({ row }: { row: TicketRow }) {
  const t = useText();
  const words = useClockWords();
  const answered = row.taken_at !== null;
  const { text, tone } = answered
    ? words(row.due_at, row.fix_state)
    : words(row.respond_due_at, row.respond_state);
  const clock = t(`care.clock.${answered ? 'FIX' : 'RESPOND'}`);
  return <span className={`care-left care-left-${tone}`}>{`${clock} · ${text}`}</span>;
}
