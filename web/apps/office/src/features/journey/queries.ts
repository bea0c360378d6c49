import { api, take } from '@duan/api';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

export function useJourneys() {
  return useInfiniteQuery({
    queryKey: ['journeys'],
    queryFn: ({ pageParam }) =>
      take(api.GET('/api/journey', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next ?? undefined,
  });
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
