import { useLang } from '@duan/kit';
import { TestFrame } from '@duan/kit/testing';
import { act, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { expect, test } from 'vitest';
import { catalog } from '../shared/text';
import { Pages } from './pages';

function English() {
  const { choose } = useLang();
  return (
    <button type="button" onClick={() => choose('en')}>
      English
    </button>
  );
}

// What suspends inside `act` goes on only when `act` is awaited.
const show = (at: string) =>
  act(async () => {
    render(
      <TestFrame at={at} words={catalog}>
        <English />
        <Suspense fallback={<p>…</p>}>
          <Pages home="/account" />
        </Suspense>
      </TestFrame>,
    );
  });

test('an area brings its words with its page, and again in the other language', async () => {
  await show('/imports/new');
  const title = await screen.findByRole('heading', { level: 1 }, { timeout: 10_000 });
  expect(title.textContent).toBe('导入名单');
  await act(async () => screen.getByRole('button', { name: 'English' }).click());
  expect((await screen.findByText('Import a list')).tagName).toBe('H1');
});

test('an unknown address says so and leads home', async () => {
  await show('/nowhere');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('没有这个页面');
  expect(screen.getByRole('link', { name: '回到首页' }).getAttribute('href')).toBe('/');
});
