import { useSearchParams } from 'react-router';
import { daysOf, periodNamed } from './period';
import type { Asked } from './queries';

/** What the address says: where, when, and whose rows. */
export function useAddress() {
  const [params] = useSearchParams();
  const period = periodNamed(params.get('period'));
  const scope = Number(params.get('scope')) || undefined;
  const asked: Asked = { ...daysOf(period, new Date()), ...(scope ? { scope } : {}) };
  /** The address with these changes; an empty text takes a word out. */
  const to = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const text = next.toString();
    return text ? `/dashboard?${text}` : '/dashboard';
  };
  return { period, asked, kpi: params.get('rows'), state: params.get('state') ?? '', to };
}
