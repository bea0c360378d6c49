import { expect, test } from 'vitest';
import { validity } from './validity';

const at = (on: string) => validity('2026-11-25', '2026-12-04', on);

test('a period holds its first and its last day', () => {
  expect(at('2026-11-23')).toEqual({ state: 'ahead', days: 2, passed: 0 });
  expect(at('2026-11-25')).toEqual({ state: 'now', days: 9, passed: 0 });
  expect(at('2026-11-30')).toEqual({ state: 'now', days: 4, passed: 0.5 });
  expect(at('2026-12-04')).toEqual({ state: 'now', days: 0, passed: 0.9 });
  expect(at('2026-12-05')).toEqual({ state: 'over', days: 1, passed: 1 });
});

test('a leap day is a day', () => {
  expect(validity('2028-02-28', '2028-03-01', '2028-02-28').days).toBe(2);
});
