import { expect, test } from 'vitest';
import { inReach, optionsOf } from './scopes';

const scopes = [
  { id: 1, parent_id: null, name: '全公司', region_code: '', path: '1/' },
  { id: 2, parent_id: 1, name: '华北大区', region_code: '', path: '1/2/' },
  { id: 5, parent_id: 2, name: '河北省', region_code: '130000', path: '1/2/5/' },
  { id: 20, parent_id: 1, name: '华南大区', region_code: '', path: '1/20/' },
];

test('only the scopes at and below a grant are in reach', () => {
  const tops = [{ id: 2, name: '华北大区', path: '1/2/' }];
  expect(inReach(scopes, tops).map(({ id }) => id)).toEqual([2, 5]);
});

test('an option knows its depth and the names above it', () => {
  expect(optionsOf(scopes).at(2)).toEqual({
    value: 5,
    label: '河北省',
    depth: 2,
    trail: '全公司 / 华北大区 / 河北省',
  });
  expect(optionsOf(scopes.slice(1, 3)).at(1)?.trail).toBe('华北大区 / 河北省');
});
