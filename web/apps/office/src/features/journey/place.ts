import type { JourneyStage } from '@duan/api';

type Link = NonNullable<JourneyStage['link']>;

/** Where each kind of thing that a stage is about has its page; a deal's own papers share the deal's page. */
const pageOf: Record<string, (id: string) => string> = {
  shipment: (id) => `/delivery/${id}`,
  task: (id) => `/onsite/${id}`,
  training: (id) => `/onsite/training/${id}`,
  unit: (id) => `/devices/${id}`,
  ticket: (id) => `/care/${id}`,
  renewal: () => '/care/renewals',
  milestone: () => '/money',
};
const ofTheDeal = new Set(['deal', 'lead', 'opportunity', 'quote', 'contract', 'order']);

/** The address to open for a stage, or nothing where there is none. */
export function placeOf(link: Link | null, dealId: string): string | undefined {
  if (!link) return undefined;
  return ofTheDeal.has(link.kind) ? `/sales/${dealId}` : pageOf[link.kind]?.(link.id);
}
