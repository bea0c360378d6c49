import { expect, test } from 'vitest';
import { clampWidth, settle, shift } from './columns';
import { isFiltered, nextSort, parseState, queryOf, writeState } from './state';

const keys = ['kind', 'status'];

test('an address and a state say the same', () => {
  const address = new URLSearchParams('kind=HOSPITAL&q=附属&sort=-beds&view=v1&tab=x');
  const state = parseState(address, keys);
  expect(state).toEqual({ filters: { kind: 'HOSPITAL' }, find: '附属', sort: '-beds', view: 'v1' });
  expect(writeState(address, state, keys).toString()).toBe(address.toString());
});

test('a cleared filter leaves the address and foreign parameters stay', () => {
  const before = new URLSearchParams('kind=HOSPITAL&new=1');
  const after = writeState(before, { filters: {}, find: ' ', sort: '', view: '' }, keys);
  expect(after.toString()).toBe('new=1');
});

test('the server is asked only for what is set', () => {
  expect(queryOf({ filters: { kind: 'WARD' }, find: ' 内科 ', sort: '', view: 'v1' })).toEqual({
    kind: 'WARD',
    q: '内科',
  });
  expect(isFiltered({ filters: {}, find: ' ', sort: '-beds', view: '' })).toBe(false);
});

test('a header goes up, down and back to the order of the server', () => {
  expect(nextSort('', 'beds')).toBe('beds');
  expect(nextSort('beds', 'beds')).toBe('-beds');
  expect(nextSort('-beds', 'beds')).toBe('');
  expect(nextSort('name', 'beds')).toBe('beds');
});

const columns = ['name', 'kind', 'beds'].map((key) => ({
  key,
  title: key,
  width: 100,
  render: () => null,
}));

test('kept column settings survive new and vanished columns', () => {
  const kept = [
    { key: 'name', shown: true, width: 300 },
    { key: 'gone', shown: true, width: 80 },
    { key: 'beds', shown: false, width: 90 },
  ];
  expect(settle(columns, kept)).toEqual([
    { key: 'name', shown: true, width: 300 },
    { key: 'beds', shown: false, width: 90 },
    { key: 'kind', shown: true, width: 100 },
  ]);
});

test('columns move by one place but the first stays first', () => {
  const order = (settings: { key: string }[]) => settings.map(({ key }) => key);
  const settings = settle(columns, []);
  expect(order(shift(settings, 'beds', -1))).toEqual(['name', 'beds', 'kind']);
  expect(order(shift(settings, 'kind', -1))).toEqual(['name', 'kind', 'beds']);
  expect(order(shift(settings, 'name', 1))).toEqual(['name', 'kind', 'beds']);
  expect(clampWidth(3)).toBe(72);
});
