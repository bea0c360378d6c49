import { api, type Import, type ImportCheck, type ImportProblem, take, upload } from '@duan/api';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';

const at = (id: string) => ({ path: { import_id: id } });

export const isRunning = (state: Import['state']) => state === 'CHECKING' || state === 'LOADING';

export function useImports() {
  return useQuery({
    queryKey: ['imports'],
    queryFn: async () => (await take(api.GET('/api/imports'))).items,
    refetchInterval: ({ state }) =>
      state.data?.some((item) => isRunning(item.state)) ? 2000 : false,
  });
}

/** One import; while the worker is busy it is asked for every 0.7 s. */
export function useImport(id: string) {
  return useQuery({
    queryKey: ['imports', id],
    queryFn: () => take(api.GET('/api/imports/{import_id}', { params: at(id) })),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.state) ? 700 : false),
  });
}

const paging = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next?: string | null }) => last.next ?? undefined,
};

export function useProblems(id: string, severity: '' | ImportProblem['severity']) {
  return useInfiniteQuery({
    queryKey: ['imports', id, 'problems', severity],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/imports/{import_id}/problems', {
          params: {
            ...at(id),
            query: {
              ...(severity ? { severity } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    ...paging,
  });
}

const outsideReach = 'OUT_OF_REACH';

/** How many refused rows lie outside the importer's reach, counted in the first 200 errors. */
export function useOutside({ id, counts }: Import) {
  const { data } = useQuery({
    queryKey: ['imports', id, 'problems', 'outside'],
    queryFn: () =>
      take(
        api.GET('/api/imports/{import_id}/problems', {
          params: { ...at(id), query: { severity: 'ERROR', limit: 200 } },
        }),
      ),
    enabled: counts.refused > 0,
  });
  if (!data) return undefined;
  const outside = data.items.filter(({ code }) => code === outsideReach);
  return { rows: new Set(outside.map(({ row }) => row)).size, more: Boolean(data.next) };
}

export function useDuplicates(id: string) {
  return useInfiniteQuery({
    queryKey: ['imports', id, 'duplicates'],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/imports/{import_id}/duplicates', {
          params: { ...at(id), query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    ...paging,
  });
}

export function useImportWrites() {
  const client = useQueryClient();
  const then = async (answer: Promise<Import>): Promise<Import> => {
    const found = await answer;
    client.removeQueries({ queryKey: ['imports', found.id, 'problems'] });
    client.removeQueries({ queryKey: ['imports', found.id, 'duplicates'] });
    client.setQueryData(['imports', found.id], found);
    await client.invalidateQueries({ queryKey: ['imports'], exact: true });
    return found;
  };
  return {
    send: (file: File, onProgress: (share: number) => void) =>
      then(upload<Import>('/api/imports', file, onProgress)),
    check: (id: string, body: ImportCheck) =>
      then(take(api.POST('/api/imports/{import_id}/check', { params: at(id), body }))),
    load: (id: string, skipRefused: boolean) =>
      then(
        take(
          api.POST('/api/imports/{import_id}/load', {
            params: at(id),
            body: { skip_refused: skipRefused },
          }),
        ),
      ),
    undo: async (id: string) => {
      await then(take(api.POST('/api/imports/{import_id}/undo', { params: at(id) })));
      await client.invalidateQueries({ queryKey: ['terminals'] });
    },
    /** Lists that show terminals are stale once an import has loaded. */
    loaded: () => client.invalidateQueries({ queryKey: ['terminals'] }),
  };
}
