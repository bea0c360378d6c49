import { expect, test } from 'vitest';
import { en } from './en/all';
import { zh } from './zh/all';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test('every word of the office exists in both languages with the same places', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const [key, text] of Object.entries(zh))
    expect([key, places(en[key as keyof typeof zh])]).toEqual([key, places(text)]);
});

test('English words carry no Chinese and Chinese words are not left in English', () => {
  const chinese = /[\u4e00-\u9fff]/;
  expect(Object.entries(en).filter(([, text]) => chinese.test(text))).toEqual([]);
  // Places and signs are the same in every language.
  const left = Object.entries(zh).filter(
    ([, text]) => !chinese.test(text) && /[A-Za-z]/.test(text.replace(/\{\w+\}/g, '')),
  );
  expect(left).toEqual([]);
});
