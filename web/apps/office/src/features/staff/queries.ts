import {
  api,
  type NewAccount,
  type NewGrant,
  type NewScope,
  type NewService,
  type NewToken,
  take,
} from '@duan/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { scopesKey } from '../../shared/scopes';

const accountsKey = ['staff', 'accounts'];

export function useAccounts(enabled = true) {
  return useQuery({
    queryKey: accountsKey,
    queryFn: async () => (await take(api.GET('/api/staff/accounts'))).items,
    enabled,
  });
}

export function useRoles() {
  return useQuery({
    queryKey: ['staff', 'roles'],
    queryFn: async () => (await take(api.GET('/api/staff/roles'))).items,
    staleTime: 5 * 60_000,
  });
}

/** The writes of this page, each ending when the lists are fresh. */
export function useStaffWrites() {
  const client = useQueryClient();
  const then = async <Answer>(answer: Promise<Answer>, key = accountsKey): Promise<Answer> => {
    const done = await answer;
    await client.invalidateQueries({ queryKey: key });
    return done;
  };
  const account = (id: string) => ({ path: { account_id: id } });
  return {
    addPerson: (body: NewAccount) => then(take(api.POST('/api/staff/accounts', { body }))),
    addService: (body: NewService) => then(take(api.POST('/api/staff/services', { body }))),
    disable: (id: string) =>
      then(take(api.POST('/api/staff/accounts/{account_id}/disable', { params: account(id) }))),
    issueToken: (id: string, body: NewToken) =>
      take(api.POST('/api/staff/accounts/{account_id}/tokens', { params: account(id), body })),
    giveGrant: (body: NewGrant) => then(take(api.POST('/api/staff/grants', { body }))),
    endGrant: (id: string, reason: string) =>
      then(
        take(
          api.POST('/api/staff/grants/{grant_id}/end', {
            params: { path: { grant_id: id } },
            body: { reason },
          }),
        ),
      ),
    addScope: (body: NewScope) => then(take(api.POST('/api/staff/scopes', { body })), scopesKey),
  };
}
