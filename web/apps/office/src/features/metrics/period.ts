/** The periods one can pick; each is the days `[starts_on, ends_on)`. */
export const periods = ['month', 'last', 'quarter', 'year'] as const;
export type PeriodName = (typeof periods)[number];
export type Period = { starts_on: string; ends_on: string };

const pad = (value: number) => String(value).padStart(2, '0');
/** The first day of a month counted from January of a year; 12 is January of the next. */
const first = (year: number, month: number) => {
  const at = new Date(year, month, 1);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-01`;
};

export const periodNamed = (text: string | null): PeriodName =>
  periods.find((name) => name === text) ?? 'month';

export function daysOf(name: PeriodName, today: Date): Period {
  const year = today.getFullYear();
  const month = today.getMonth();
  const quarter = month - (month % 3);
  const spans: Record<PeriodName, [number, number]> = {
    month: [month, month + 1],
    last: [month - 1, month],
    quarter: [quarter, quarter + 3],
    year: [0, 12],
  };
  const [from, to] = spans[name];
  return { starts_on: first(year, from), ends_on: first(year, to) };
}
