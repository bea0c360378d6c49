import { expect, test } from 'vitest';
import { windowOf } from './grant-window';

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const grant = (starts: string, ends: string | null) => ({
  starts_at: `${starts}T00:00:00Z`,
  ends_at: ends && `${ends}T00:00:00Z`,
});

test('a grant holds from its first moment and not at its last one', () => {
  expect(windowOf(grant('2026-01-01', '2026-03-01'), at('2025-12-31'))).toBe('later');
  expect(windowOf(grant('2026-01-01', '2026-03-01'), at('2026-01-01'))).toBe('until');
  expect(windowOf(grant('2026-01-01', '2026-03-01'), at('2026-02-20'))).toBe('soon');
  expect(windowOf(grant('2026-01-01', '2026-03-01'), at('2026-03-01'))).toBe('ended');
  expect(windowOf(grant('2026-01-01', null), at('2030-01-01'))).toBe('forever');
});
