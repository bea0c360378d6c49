import { expect, test } from 'vitest';
import { daysOf, periodNamed } from './period';

const at = (year: number, month: number, day: number) => new Date(year, month - 1, day);

test('a period begins with its first day and ends before the first day of the next', () => {
  expect(daysOf('month', at(2026, 11, 30))).toEqual({
    starts_on: '2026-11-01',
    ends_on: '2026-12-01',
  });
  expect(daysOf('quarter', at(2026, 11, 30))).toEqual({
    starts_on: '2026-10-01',
    ends_on: '2027-01-01',
  });
  expect(daysOf('year', at(2026, 2, 1))).toEqual({
    starts_on: '2026-01-01',
    ends_on: '2027-01-01',
  });
});

test('the turn of the year is no edge', () => {
  expect(daysOf('last', at(2026, 1, 31))).toEqual({
    starts_on: '2025-12-01',
    ends_on: '2026-01-01',
  });
  expect(daysOf('month', at(2026, 12, 31)).ends_on).toBe('2027-01-01');
});

test('an unknown period in the address is this month', () => {
  expect([periodNamed(null), periodNamed('decade'), periodNamed('year')]).toEqual([
    'month',
    'month',
    'year',
  ]);
});
