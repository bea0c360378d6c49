import { api, type NewAttributeSet, take } from '@duan/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';

const key = ['attribute-sets'];

export function useAttributeSets() {
  return useQuery({
    queryKey: key,
    queryFn: async () => (await take(api.GET('/api/terminals/attribute-sets'))).items,
  });
}

export function usePublish() {
  const client = useQueryClient();
  return async (body: NewAttributeSet) => {
    const published = await take(api.POST('/api/terminals/attribute-sets', { body }));
    await Promise.all([
      client.invalidateQueries({ queryKey: key }),
      client.invalidateQueries({ queryKey: ['attribute-schema'] }),
      client.invalidateQueries({ queryKey: ['terminal'] }),
    ]);
    return published;
  };
}
