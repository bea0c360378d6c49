import { expect, test } from 'vitest';
import { workWords } from './words';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test('every word of the work pieces exists in both languages with the same places', () => {
  const { zh, en } = workWords;
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const [key, text] of Object.entries(zh))
    expect([key, places(en[key as keyof typeof zh])]).toEqual([key, places(text)]);
});
