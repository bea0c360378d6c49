import { api, type TerminalRow, take } from '@duan/api';
import type { GridCount, GridPage, GridQuery, GridView } from '@duan/kit';

export const listName = 'terminals';

export function loadTerminals(
  query: GridQuery,
  cursor: string | null,
): Promise<GridPage<TerminalRow>> {
  const page = { ...query, limit: 50, ...(cursor ? { cursor } : {}) };
  return take(api.GET('/api/terminals', { params: { query: page } }));
}

export function countTerminals(query: GridQuery): Promise<GridCount> {
  return take(api.GET('/api/terminals/count', { params: { query } }));
}

export const viewStore = {
  key: listName,
  load: async (): Promise<GridView[]> =>
    (await take(api.GET('/api/me/views', { params: { query: { list: listName } } }))).items,
  save: (name: string, state: Record<string, unknown>): Promise<GridView> =>
    take(api.POST('/api/me/views', { body: { list: listName, name, state } })),
  drop: (id: string) =>
    take(api.POST('/api/me/views/{view_id}/drop', { params: { path: { view_id: id } } })),
};
