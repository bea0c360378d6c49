import { api, take } from '@duan/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';

export function useGrants() {
  return useQuery({
    queryKey: ['me', 'grants'],
    queryFn: async () => (await take(api.GET('/api/me/grants'))).items,
  });
}

export function useSessions() {
  return useQuery({
    queryKey: ['me', 'sessions'],
    queryFn: async () => (await take(api.GET('/api/me/sessions'))).items,
  });
}

export function useAccountWrites() {
  const client = useQueryClient();
  const renew = () => client.invalidateQueries({ queryKey: ['me'] });
  return {
    end: async (id: string) => {
      await take(
        api.POST('/api/me/sessions/{session_id}/end', { params: { path: { session_id: id } } }),
      );
      await renew();
    },
    endOthers: async () => {
      const { ended } = await take(api.POST('/api/me/sessions/end-others'));
      await renew();
      return ended;
    },
    changePassword: async (old: string, fresh: string) => {
      await take(api.POST('/api/me/password', { body: { old, new: fresh } }));
      await renew();
    },
  };
}
