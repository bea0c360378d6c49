import { dayOf } from '@duan/kit';

export type Validity = {
  state: 'ahead' | 'now' | 'over';
  /** Until it begins, until its last day, or since that; today is 0. */
  days: number;
  /** How much of it has passed, 0 to 1. */
  passed: number;
};

const count = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
export const today = () => dayOf(new Date().toISOString());

/** The day that many days from today, on the viewer's clock. */
export function dayAhead(days: number): string {
  const at = new Date();
  at.setDate(at.getDate() + days);
  return dayOf(at.toISOString());
}

/** Where a day stands in a period of whole days, both ends included. */
export function validity(startsOn: string, throughOn: string, on = today()): Validity {
  const [start, end, now] = [count(startsOn), count(throughOn), count(on)];
  if (now < start) return { state: 'ahead', days: start - now, passed: 0 };
  if (now > end) return { state: 'over', days: now - end, passed: 1 };
  return { state: 'now', days: end - now, passed: (now - start) / (end + 1 - start) };
}
