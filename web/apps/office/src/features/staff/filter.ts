import type { Account } from '@duan/api';

export const accountFilters = ['active', 'person', 'service', 'disabled'] as const;
export type AccountFilter = (typeof accountFilters)[number];

const keeps: Record<AccountFilter, (account: Account) => boolean> = {
  active: ({ status }) => status === 'ACTIVE',
  person: ({ status, kind }) => status === 'ACTIVE' && kind === 'PERSON',
  service: ({ status, kind }) => status === 'ACTIVE' && kind === 'SERVICE',
  disabled: ({ status }) => status === 'DISABLED',
};

/** The accounts of a filter whose names, roles or scopes hold the searched words. */
export function matching(accounts: readonly Account[], filter: AccountFilter, find: string) {
  const words = find.trim().toLowerCase().split(/\s+/);
  const text = ({ display_name, login_name, grants }: Account) =>
    [display_name, login_name, ...grants.flatMap((one) => [one.role_name, one.scope_name])]
      .join(' ')
      .toLowerCase();
  return accounts.filter(
    (account) => keeps[filter](account) && words.every((word) => text(account).includes(word)),
  );
}
