import type { TimelineItem } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { TimelinePanel } from './timeline';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const here = '0198f000-0000-7000-8000-000000000001';
const below = '0198f000-0000-7000-8000-000000000002';
const added: TimelineItem = {
  id: '0198f000-0000-7000-8000-0000000000a1',
  at: '2026-11-05T01:30:00Z',
  actor_name: '周敏',
  kind: 'AUDIT',
  sentence: '新增科室「心内科」',
  command: 'terminals.add_terminal',
  subject: { kind: 'terminal', id: below, name: '心内科' },
  detail: {},
};
const visit: TimelineItem = {
  ...added,
  id: '0198f000-0000-7000-8000-0000000000a2',
  at: new Date().toISOString(),
  kind: 'INTERACTION',
  sentence: '在「甲医院」上门拜访（产品演示）：试用一周。',
  subject: { kind: 'terminal', id: here, name: '甲医院' },
  detail: { result: '反馈良好', next_step: '报价', competitor: '' },
};

function show(next: string | null = null) {
  server.use(
    http.get(`*/api/terminals/${here}/timeline`, ({ request }) =>
      new URL(request.url).searchParams.get('cursor')
        ? HttpResponse.json({ items: [added], next: null })
        : HttpResponse.json({ items: next ? [visit] : [visit, added], next }),
    ),
  );
  render(
    <TestFrame words={everyWord}>
      <TimelinePanel id={here} />
    </TestFrame>,
  );
}

test('an entry says who did it, and links only to another terminal than this one', async () => {
  show();
  const sentences = await screen.findAllByText(/周敏/, { selector: 'strong' });
  expect(sentences.map((name) => name.parentElement?.textContent)).toEqual([
    '周敏 · 在「甲医院」上门拜访（产品演示）：试用一周。',
    '周敏 · 新增科室「心内科」',
  ]);
  const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
  expect(links).toEqual([`/terminals/${below}`]);
});

test('a visit unfolds its result and next step; what is blank is left out', async () => {
  show();
  const fold = (await screen.findByText('结果与下一步')).closest('details') as HTMLElement;
  const terms = [...fold.querySelectorAll('dt, dd')].map((part) => part.textContent);
  expect(terms).toEqual(['结果', '反馈良好', '下一步', '报价']);
});

test('today is called by its name and older days by their date', async () => {
  show();
  const days = (await screen.findAllByRole('heading', { level: 3 })).map((day) => day.textContent);
  expect(days[0]).toMatch(/^今天 · \d{4}-\d\d-\d\d$/);
  expect(days[1]).toBe('2026-11-05');
});

test('older entries are loaded when asked for', async () => {
  show('later');
  fireEvent.click(await screen.findByRole('button', { name: '载入更多' }));
  expect(await screen.findByText('「心内科」')).toBeTruthy();
});
