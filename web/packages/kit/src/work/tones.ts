import type { Tone } from '../bits/status-tag';

/** The colour a state has everywhere, by the word that codes end with or are. */
const usual: Record<Tone, readonly string[]> = {
  grey: ['DRAFT', 'CANCELLED', 'CLOSED', 'LOST', 'RETIRED', 'SCRAPPED', 'VOID', 'SKIPPED', 'ENDED'],
  blue: ['NEW', 'OPEN', 'PLANNED', 'SENT', 'SUBMITTED', 'ORDERED', 'SHIPPED', 'IN_TRANSIT'],
  brand: ['ASSIGNED', 'STARTED', 'PICKING', 'DISPATCHED', 'IN_PROGRESS', 'RECEIVING', 'QUOTED'],
  amber: [
    'WAITING',
    'PENDING',
    'DUE',
    'DUE_SOON',
    'EXPIRING',
    'PAUSED',
    'PARTLY',
    'LOCKED',
    'AT_RISK',
  ],
  green: [
    'DONE',
    'ACTIVE',
    'ACCEPTED',
    'ARRIVED',
    'CONFIRMED',
    'FINISHED',
    'IN_STOCK',
    'INSTALLED',
    'MET',
    'PAID',
    'RENEWED',
    'RESOLVED',
    'SIGNED',
    'VERIFIED',
    'WON',
  ],
  red: ['BREACHED', 'EXPIRED', 'FAILED', 'MISSED', 'OVERDUE', 'QUARANTINED', 'REFUSED', 'REJECTED'],
};
const toneBy = new Map(
  Object.entries(usual).flatMap(([tone, codes]) => codes.map((code) => [code, tone as Tone])),
);

/** The colour of a state; a feature names only those that mean something else there. */
export function toneOf(code: string, own: Readonly<Record<string, Tone>> = {}): Tone {
  return own[code] ?? toneBy.get(code) ?? 'grey';
}
