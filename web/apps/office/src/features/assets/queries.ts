import { api, type DeviceRow, take } from '@duan/api';
import type { GridPage, GridQuery } from '@duan/kit';
import { useQuery } from '@tanstack/react-query';

export const listName = 'devices';

export function loadDevices(query: GridQuery, cursor: string | null): Promise<GridPage<DeviceRow>> {
  const page = { ...query, limit: 50, ...(cursor ? { cursor } : {}) };
  return take(api.GET('/api/assets/units', { params: { query: page } }));
}

export function useDevice(id: string) {
  return useQuery({
    queryKey: ['device', id],
    queryFn: () =>
      take(api.GET('/api/assets/units/{unit_id}', { params: { path: { unit_id: id } } })),
  });
}

/** Models to filter by, for whoever may look into the catalogue. */
export function useModelOptions(enabled: boolean) {
  const found = useQuery({
    queryKey: ['catalog', 'models', ''],
    queryFn: async () =>
      (await take(api.GET('/api/catalog/models', { params: { query: { q: '' } } }))).items,
    enabled,
    staleTime: 60_000,
  });
  return (found.data ?? []).map((model) => ({
    value: model.id,
    label: `${model.product_name} ${model.model_name}`,
  }));
}
