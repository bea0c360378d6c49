import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ColumnSetting, GridState, GridView } from './types';

/** Where saved views live; the app connects it to the server. */
export type ViewStore = {
  key: string;
  load: () => Promise<GridView[]>;
  save: (name: string, state: Record<string, unknown>) => Promise<GridView>;
  drop: (id: string) => Promise<unknown>;
};

type Columns = { settings: ColumnSetting[]; setSettings: (next: ColumnSetting[]) => void };

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function filtersOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, item]) => isText(item)));
}

/** Saved views: picking one sets filters, sorting and columns; saving keeps what is on screen. */
export function useViews(
  store: ViewStore | undefined,
  state: GridState,
  columns: Columns,
  change: (patch: Partial<GridState>) => void,
) {
  const client = useQueryClient();
  const key = ['views', store?.key ?? ''];
  const { data: items = [] } = useQuery({
    queryKey: key,
    queryFn: () => store?.load() ?? [],
    enabled: store !== undefined,
  });

  return {
    items,
    pick: (view: GridView | null) => {
      const kept = view?.state ?? {};
      if (Array.isArray(kept.columns)) columns.setSettings(kept.columns as ColumnSetting[]);
      change({
        filters: filtersOf(kept.filters),
        find: isText(kept.find) ? kept.find : '',
        sort: isText(kept.sort) ? kept.sort : '',
        view: view?.id ?? '',
      });
    },
    save: async (name: string) => {
      if (!store) return;
      const { filters, find, sort } = state;
      const saved = await store.save(name, { filters, find, sort, columns: columns.settings });
      await client.invalidateQueries({ queryKey: key });
      change({ view: saved.id });
    },
    drop: async (view: GridView) => {
      await store?.drop(view.id);
      await client.invalidateQueries({ queryKey: key });
      change({ view: '' });
    },
  };
}
