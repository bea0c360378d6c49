import { api, type JourneyRow, take } from '@duan/api';
import type { GridPage, GridQuery } from '@duan/kit';
import { useQuery } from '@tanstack/react-query';

export const listName = 'journeys';

export function loadJourneys(
  query: GridQuery,
  cursor: string | null,
): Promise<GridPage<JourneyRow>> {
  const page = { ...query, limit: 50, ...(cursor ? { cursor } : {}) };
  return take(api.GET('/api/journey', { params: { query: page } }));
}

/** The payments of a deal, for whoever may see money. */
export function useDealMoney(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['money', 'deal', id],
    queryFn: async () =>
      (await take(api.GET('/api/money/deals/{deal_id}', { params: { path: { deal_id: id } } })))
        .items,
    enabled,
  });
}

export function useJourney(id: string) {
  return useQuery({
    queryKey: ['journey', id],
    queryFn: () => take(api.GET('/api/journey/{deal_id}', { params: { path: { deal_id: id } } })),
  });
}
