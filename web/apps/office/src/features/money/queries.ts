import { api, type MoneyMilestone, type NewReceipt, take } from '@duan/api';
import type { GridPage, GridQuery } from '@duan/kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';

export const listName = 'money';

export function loadMilestones(
  query: GridQuery,
  cursor: string | null,
): Promise<GridPage<MoneyMilestone>> {
  const page = { ...query, limit: 50, ...(cursor ? { cursor } : {}) };
  return take(api.GET('/api/money/milestones', { params: { query: page } }));
}

export function useTotals() {
  return useQuery({
    queryKey: [listName, 'totals'],
    queryFn: () => take(api.GET('/api/money/totals')),
  });
}

export function useMilestone(id: string) {
  return useQuery({
    queryKey: [listName, 'milestone', id],
    queryFn: () =>
      take(
        api.GET('/api/money/milestones/{milestone_id}', { params: { path: { milestone_id: id } } }),
      ),
  });
}

/** Write a receipt down; it ends when every list that shows money is fresh, the deal's line too. */
export function useRecord() {
  const client = useQueryClient();
  return async (id: string, body: NewReceipt) => {
    await take(
      api.POST('/api/money/milestones/{milestone_id}/receipts', {
        params: { path: { milestone_id: id } },
        body,
      }),
    );
    await Promise.all([
      client.invalidateQueries({ queryKey: [listName] }),
      client.invalidateQueries({ queryKey: ['metrics'] }),
      client.invalidateQueries({ queryKey: ['journey'] }),
    ]);
  };
}
