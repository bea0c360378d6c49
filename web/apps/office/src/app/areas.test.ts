import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { words } from '../shared/words/areas';
import { zh } from '../shared/words/zh/all';
import { app } from '../shared/words/zh/app';
import { areas } from './areas';
import { entriesFor } from './navigation';

const here = dirname(fileURLToPath(import.meta.url));
const names = readdirSync(join(here, 'areas')).map((file) => file.replace('.ts', ''));
const every = Object.keys(zh);

/** The files of a feature and everything of `shared` that they reach. */
function reached(file: string, seen: Map<string, string>): Map<string, string> {
  if (seen.has(file) || file.includes('/words/')) return seen;
  const text = readFileSync(file, 'utf8');
  seen.set(file, text);
  for (const [, path = ''] of text.matchAll(/(?:from |import\()'(\.[^']+)'/g))
    for (const end of ['.ts', '.tsx'])
      try {
        reached(join(dirname(file), path + end), seen);
      } catch {
        // The other ending.
      }
  return seen;
}

/** Keys that a source names outright, and all keys that a template with a hole may mean. */
function usedIn(text: string): string[] {
  const literal = [...text.matchAll(/['`]([a-z]+\.[\w.]+)['`]/g)].map(([, key = '']) => key);
  const open = [...text.matchAll(/`([a-z]+\.[\w.]*)\$\{/g)].map(([, start = '']) => start);
  return every.filter(
    (key) => literal.includes(key) || open.some((start) => key.startsWith(start)),
  );
}

/** The pages of an area's file with the words each of them loads, both as written there. */
function pagesOf(name: string) {
  const [own = '', ...pages] = readFileSync(join(here, `areas/${name}.ts`), 'utf8').split('path:');
  const named = (text: string) => [...text.matchAll(/words\.(\w+)/g)].map(([, part]) => part);
  return pages.map((page) => ({
    file: join(here, 'areas', `${/import\('([^']+)'\)/.exec(page)?.[1]}.tsx`),
    parts: [...named(own), ...named(page)] as (keyof typeof words)[],
  }));
}

test.each(names)('the pages of %s find all their words', async (name) => {
  for (const { file, parts } of pagesOf(name)) {
    const loaded = await Promise.all(parts.map((part) => words[part].zh()));
    const known = new Set([app, ...loaded].flatMap((part) => Object.keys(part)));
    const used = new Set([...reached(file, new Map()).values()].flatMap(usedIn));
    expect(used.size).toBeGreaterThan(0);
    expect([...used].filter((key) => !known.has(key))).toEqual([]);
  }
});

test('every area stands in the list, and no two share an address or a key', () => {
  expect(areas.length).toBe(names.length);
  const paths = areas.flatMap(({ pages }) => pages.map(({ path }) => path));
  expect(new Set(paths).size).toBe(paths.length);
  const entries = areas.flatMap(({ nav }) => nav);
  expect(entries.filter(({ to }) => !paths.includes(to))).toEqual([]);
  const keys = entries.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a person sees the entries of their actions, and without any only their account', () => {
  expect(entriesFor([]).map(({ to }) => to)).toEqual(['/account']);
  expect(entriesFor(['stock.see', 'terminals.see']).map(({ to }) => to)).toEqual([
    '/stock',
    '/terminals',
    '/interactions',
    '/account',
  ]);
  expect(entriesFor(['care.see']).map(({ to }) => to)).toEqual(['/journeys', '/care', '/account']);
});

test('every page of an area can be fetched', async () => {
  const pages = await Promise.all(
    areas.flatMap(({ pages }) =>
      pages.map(async ({ path, load }) => [path, typeof (await load())]),
    ),
  );
  expect(pages.filter(([, kind]) => kind !== 'function')).toEqual([]);
});
