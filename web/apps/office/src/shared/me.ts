import { api, take } from '@duan/api';
import { useQuery } from '@tanstack/react-query';

export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: () => take(api.GET('/api/me')),
    staleTime: 5 * 60_000,
  });
}

/** Whether the signed-in person holds an action anywhere; the server decides about each row. */
export function useMay(action: string): boolean {
  return useMe().data?.actions.includes(action) ?? false;
}
