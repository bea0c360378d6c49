import { api, type Me, type ScopeNode, take } from '@duan/api';
import { useQuery } from '@tanstack/react-query';
import { useMe } from './me';

export const scopesKey = ['scopes'];
const none: never[] = [];

/** The whole tree of scopes, parents before children; only for whoever may see grants. */
export function useScopes(enabled = true) {
  return useQuery({
    queryKey: scopesKey,
    queryFn: async () => (await take(api.GET('/api/staff/scopes'))).items,
    enabled,
    staleTime: 5 * 60_000,
  });
}

export type ScopeOption = { value: number; label: string; depth: number; trail: string };

/** Scopes as options in tree order, each with its depth and the names above it. */
export function optionsOf(scopes: readonly ScopeNode[]): ScopeOption[] {
  const byId = new Map(scopes.map((scope) => [scope.id, scope]));
  const above = ({ parent_id }: ScopeNode): ScopeNode[] => {
    const parent = parent_id === null ? undefined : byId.get(parent_id);
    return parent ? [...above(parent), parent] : [];
  };
  return scopes.map((scope) => {
    const parents = above(scope);
    return {
      value: scope.id,
      label: scope.name,
      depth: parents.length,
      trail: [...parents, scope].map(({ name }) => name).join(' / '),
    };
  });
}

/** The scopes at and below the granted ones. */
export function inReach(scopes: readonly ScopeNode[], tops: Me['scopes']): ScopeNode[] {
  return scopes.filter(({ path }) => tops.some((top) => path.startsWith(top.path)));
}

/** Where the signed-in person may put something: the tree below his grants, or just their names. */
export function useOwnScopes(): ScopeOption[] {
  const { data: me } = useMe();
  const tops = me?.scopes ?? none;
  const { data: all } = useScopes(me?.actions.includes('access.see') ?? false);
  if (all) return optionsOf(inReach(all, tops));
  return tops.map(({ id, name }) => ({ value: id, label: name, depth: 0, trail: name }));
}
