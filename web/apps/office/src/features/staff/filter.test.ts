import type { Account } from '@duan/api';
import { expect, test } from 'vitest';
import { matching } from './filter';
import { scopeTree } from './scope-tree';

const account = (login_name: string, rest: Partial<Account> = {}): Account => ({
  id: login_name,
  kind: 'PERSON',
  login_name,
  display_name: login_name,
  status: 'ACTIVE',
  created_at: '2026-05-08T00:00:00Z',
  grants: [],
  ...rest,
});
const all = [
  account('hb.wang', { display_name: '王芳' }),
  account('sync', { kind: 'SERVICE' }),
  account('gone', { status: 'DISABLED' }),
];
const names = (found: Account[]) => found.map(({ login_name }) => login_name);

test('disabled accounts appear only where they are asked for', () => {
  expect(names(matching(all, 'active', ''))).toEqual(['hb.wang', 'sync']);
  expect(names(matching(all, 'person', ''))).toEqual(['hb.wang']);
  expect(names(matching(all, 'service', ''))).toEqual(['sync']);
  expect(names(matching(all, 'disabled', ''))).toEqual(['gone']);
});

test('every searched word must be in a name, a role or a scope', () => {
  expect(names(matching(all, 'active', '王 HB'))).toEqual(['hb.wang']);
  expect(names(matching(all, 'active', '王 sync'))).toEqual([]);
});

test('a list of scopes becomes one tree', () => {
  const leaf = { id: '3', name: '北京市', region: '110000', children: [] };
  expect(
    scopeTree([
      { id: 1, parent_id: null, name: '全公司', region_code: '', path: '1/' },
      { id: 3, parent_id: 1, name: '北京市', region_code: '110000', path: '1/3/' },
    ]),
  ).toEqual({ id: '1', name: '全公司', region: '', children: [leaf] });
  expect(scopeTree([])).toBe(undefined);
});
