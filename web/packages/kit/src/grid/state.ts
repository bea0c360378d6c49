import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { GridQuery, GridState } from './types';

/** Read a list's state out of an address; unknown parameters are left alone. */
export function parseState(params: URLSearchParams, filterKeys: readonly string[]): GridState {
  const filters: Record<string, string> = {};
  for (const key of filterKeys) {
    const value = params.get(key);
    if (value) filters[key] = value;
  }
  return {
    filters,
    find: params.get('q') ?? '',
    sort: params.get('sort') ?? '',
    view: params.get('view') ?? '',
  };
}

/** Write a state into a copy of the address, so that a link shows the same list to a colleague. */
export function writeState(
  params: URLSearchParams,
  state: GridState,
  filterKeys: readonly string[],
): URLSearchParams {
  const next = new URLSearchParams(params);
  const put = (key: string, value: string) => (value ? next.set(key, value) : next.delete(key));
  for (const key of filterKeys) put(key, state.filters[key] ?? '');
  put('q', state.find.trim());
  put('sort', state.sort);
  put('view', state.view);
  return next;
}

export function queryOf(state: GridState): GridQuery {
  const query: GridQuery = { ...state.filters };
  if (state.find.trim()) query.q = state.find.trim();
  if (state.sort) query.sort = state.sort;
  return query;
}

export const isFiltered = (state: GridState) =>
  state.find.trim() !== '' || Object.keys(state.filters).length > 0;

/** Clicking a header: ascending, descending, the server's own order. */
export function nextSort(sort: string, key: string): string {
  if (sort === key) return `-${key}`;
  return sort === `-${key}` ? '' : key;
}

/** The list's state in the address; `change` replaces the entry so that Back leaves the list. */
export function useGridState(filterKeys: readonly string[]) {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => parseState(params, filterKeys), [params, filterKeys]);
  const change = useCallback(
    (patch: Partial<GridState>) =>
      setParams(
        (before) => writeState(before, { ...parseState(before, filterKeys), ...patch }, filterKeys),
        { replace: true },
      ),
    [setParams, filterKeys],
  );
  return { state, change };
}
