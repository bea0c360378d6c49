import { expect, test } from 'vitest';
import {
  amountOf,
  centsOf,
  type DraftLine,
  partsOf,
  restOf,
  totalOf,
  unfinishedLine,
  wholeOf,
  yuanOf,
} from './amounts';

const line = (quantity: number | null, unit_price: string | null, model_id = 'm'): DraftLine => ({
  key: 1,
  model_id,
  label: '',
  quantity,
  unit_price,
});
const some = [0n, 1n, 9n, 10n, 99n, 100n, 101n, 12_345_678n, 99_999_999_999_999n];

test('an amount keeps every cent on its way through text', () => {
  expect(some.map((sum) => centsOf(yuanOf(sum)))).toEqual(some);
});

test('what is no amount counts for nothing', () => {
  expect(['', 'abc', '-1', '1.005', '1,000', null, undefined].map(centsOf)).toEqual(
    Array(7).fill(undefined),
  );
});

test('the total is exact where floating point is not', () => {
  expect(yuanOf(totalOf([line(3, '0.10'), line(9999, '99999999999.99')]))).toBe(
    '999899999999900.31',
  );
  const lines = some.map((cents) => line(7, yuanOf(cents)));
  expect(totalOf(lines)).toBe(7n * some.reduce((sum, cents) => sum + cents, 0n));
});

test('an unfinished line has no amount and is named by its number', () => {
  const lines = [line(1, '5'), line(null, '5'), line(1, null)];
  expect(lines.map(amountOf)).toEqual([500n, undefined, undefined]);
  expect(unfinishedLine(lines)).toBe(2);
  expect(unfinishedLine([line(1, '5', '')])).toBe(1);
  expect(unfinishedLine([line(1, '5')])).toBe(undefined);
});

test('shares of a schedule come to exactly the whole or say what is missing', () => {
  expect([wholeOf(['30', '69.5', '0.50']), restOf(['30', '69.5', '0.50'])]).toEqual(['100', 0]);
  expect([wholeOf(['33.33', '33.33', '33.33']), restOf(['33.33', '33.33', '33.33'])]).toEqual([
    '99.99',
    0.01,
  ]);
  expect([wholeOf([null]), restOf(['60', '60'])]).toEqual(['0', -20]);
});

test('the parts of a total come to the total, and no part is rounded up', () => {
  expect(partsOf('100.01', ['33.33', '33.33', '33.34'])).toEqual(['33.33', '33.33', '33.35']);
  for (const total of ['0.01', '1.00', '893001.00', '999999999999.99']) {
    const parts = partsOf(total, ['30', '30', '35', '5']).map((part) => centsOf(part) ?? 0n);
    expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(centsOf(total));
  }
});
