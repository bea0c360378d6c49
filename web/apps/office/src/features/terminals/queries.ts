import {
  api,
  type ContactRevision,
  type Kind,
  type NewContact,
  type NewInteraction,
  type NewTerminal,
  type Revision,
  type StatusChange,
  type TerminalRow,
  take,
} from '@duan/api';
import type { GridCount, GridPage, GridQuery, GridView } from '@duan/kit';
import {
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

export const listName = 'terminals';
/** A stored kind; forms keep it as text until it is sent. */
type KindCode = Kind['may_stand_under'][number];
const at = (id: string) => ({ path: { terminal_id: id } });

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

export function useTerminal(id: string) {
  return useQuery({
    queryKey: ['terminal', id],
    queryFn: () => take(api.GET('/api/terminals/{terminal_id}', { params: at(id) })),
  });
}

export function useTree(id: string) {
  return useQuery({
    queryKey: ['terminal', id, 'tree'],
    queryFn: async () =>
      (await take(api.GET('/api/terminals/{terminal_id}/tree', { params: at(id) }))).root,
    placeholderData: (before) => before,
  });
}

export function useContacts(id: string) {
  return useQuery({
    queryKey: ['terminal', id, 'contacts'],
    queryFn: async () =>
      (await take(api.GET('/api/terminals/{terminal_id}/contacts', { params: at(id) }))).items,
  });
}

const paging = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next?: string | null }) => last.next ?? undefined,
};

export function useTerminalInteractions(id: string) {
  return useInfiniteQuery({
    queryKey: ['terminal', id, 'interactions'],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/terminals/{terminal_id}/interactions', {
          params: { ...at(id), query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    ...paging,
  });
}

export function useTimeline(id: string) {
  return useInfiniteQuery({
    queryKey: ['terminal', id, 'timeline'],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/terminals/{terminal_id}/timeline', {
          params: { ...at(id), query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    ...paging,
  });
}

export function useDeals(id: string) {
  return useInfiniteQuery({
    queryKey: ['journeys', id],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/journey', {
          params: { query: { terminal: id, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    ...paging,
  });
}

export function useDevices(id: string) {
  return useInfiniteQuery({
    queryKey: ['devices', id],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/assets/units', {
          params: { query: { terminal: id, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    ...paging,
  });
}

/** Attributes declared for a kind of terminal in a region and its departments. */
export function useAttributeSchema(kind: string, regionCode: string, departments: string[]) {
  return useQuery({
    queryKey: ['attribute-schema', kind, regionCode, departments],
    queryFn: () =>
      take(
        api.GET('/api/terminals/attribute-schema', {
          params: {
            query: {
              kind: kind as KindCode,
              department_code: departments,
              ...(regionCode ? { region_code: regionCode } : {}),
            },
          },
        }),
      ),
    enabled: kind !== '',
    staleTime: 5 * 60_000,
    placeholderData: (before) => before,
  });
}

/** After a write, everything that may show the terminal is read again. */
async function renew(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['terminal'] }),
    client.invalidateQueries({ queryKey: [listName] }),
    client.invalidateQueries({ queryKey: ['interactions'] }),
    client.invalidateQueries({ queryKey: ['search'] }),
  ]);
}

/** The writes of the archive, each ending when the affected reads are fresh. */
export function useTerminalWrites() {
  const client = useQueryClient();
  const then = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const done = await answer;
    await renew(client);
    return done;
  };
  const contact = (id: string) => ({ path: { contact_id: id } });
  return {
    add: (body: NewTerminal) => then(take(api.POST('/api/terminals', { body }))),
    revise: (id: string, body: Revision) =>
      then(take(api.POST('/api/terminals/{terminal_id}/revise', { params: at(id), body }))),
    changeStatus: (id: string, body: StatusChange) =>
      then(take(api.POST('/api/terminals/{terminal_id}/change-status', { params: at(id), body }))),
    move: (id: string, body: { seen_version: number; parent_id: string }) =>
      then(take(api.POST('/api/terminals/{terminal_id}/move', { params: at(id), body }))),
    merge: (id: string, body: { seen_version: number; into_id: string; reason: string }) =>
      then(take(api.POST('/api/terminals/{terminal_id}/merge', { params: at(id), body }))),
    openScope: (id: string) =>
      then(take(api.POST('/api/terminals/{terminal_id}/open-scope', { params: at(id) }))),
    addContact: (id: string, body: NewContact) =>
      then(take(api.POST('/api/terminals/{terminal_id}/contacts', { params: at(id), body }))),
    reviseContact: (id: string, body: ContactRevision) =>
      then(
        take(
          api.POST('/api/terminals/contacts/{contact_id}/revise', { params: contact(id), body }),
        ),
      ),
    dropContact: (id: string, version: number) =>
      then(
        take(
          api.POST('/api/terminals/contacts/{contact_id}/drop', {
            params: contact(id),
            body: { seen_version: version },
          }),
        ),
      ),
    logInteraction: (id: string, body: NewInteraction) =>
      then(take(api.POST('/api/terminals/{terminal_id}/interactions', { params: at(id), body }))),
  };
}

/** Ask for a full number; the server writes the purpose into the audit log. */
export function reveal(contactId: string, purpose: string) {
  return take(
    api.POST('/api/terminals/contacts/{contact_id}/reveal', {
      params: { path: { contact_id: contactId } },
      body: { purpose },
    }),
  );
}
