import { expect, test } from 'vitest';
import { newPassword } from './secret';

test('an initial password is four groups of signs that cannot be mistaken', () => {
  for (let round = 0; round < 50; round += 1)
    expect(newPassword()).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
});

test('two initial passwords differ', () => {
  expect(new Set(Array.from({ length: 50 }, newPassword)).size).toBe(50);
});
