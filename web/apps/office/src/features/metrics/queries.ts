import { api, take } from '@duan/api';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Period } from './period';

export type Asked = Period & { scope?: number };

export function useDashboard(asked: Asked) {
  return useQuery({
    queryKey: ['metrics', asked],
    queryFn: () => take(api.GET('/api/metrics', { params: { query: asked } })),
    placeholderData: keepPreviousData,
  });
}

export function useRows(kpi: string, state: string, asked: Asked) {
  return useInfiniteQuery({
    queryKey: ['metrics', 'rows', kpi, state, asked],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/metrics/{kpi_id}/rows', {
          params: {
            path: { kpi_id: kpi },
            query: {
              ...asked,
              ...(state ? { state } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}
