import type { Journey, JourneyStage } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { render, screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { JourneysPage } from './list';
import { JourneyPage } from './page';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const deal = '0198f000-0000-7000-8000-000000000001';
const unit = '0198f000-0000-7000-8000-000000000002';
const task = '0198f000-0000-7000-8000-000000000003';

const stage = (
  more: Partial<JourneyStage> & Pick<JourneyStage, 'stage' | 'state'>,
): JourneyStage => ({
  label: '',
  title: '',
  by_name: '',
  at: null,
  seconds: null,
  due_at: null,
  is_late: false,
  missing: [],
  who: [],
  link: null,
  done: 0,
  total: 1,
  ...more,
});
const journey: Journey = {
  deal_id: deal,
  title: '超声诊断系统 2 台',
  terminal_id: null,
  terminal_name: '澄江市第六十人民医院',
  department_name: '超声科',
  begun_at: '2026-09-01T01:30:00Z',
  current: 'ACCEPT',
  stages: [
    stage({ stage: 'ORDER', state: 'DONE', by_name: '王芳', link: { kind: 'order', id: unit } }),
    stage({
      stage: 'ACCEPT',
      state: 'MISSING',
      title: '等待院方验收',
      missing: ['缺少院方签字'],
      who: ['院方人员'],
      link: { kind: 'task', id: task },
      due_at: '2026-10-01T01:30:00Z',
      is_late: true,
      done: 1,
      total: 2,
    }),
    stage({ stage: 'CARE', state: 'AHEAD', total: 0 }),
  ],
  units: [
    {
      id: unit,
      unit_no: 'U0000001',
      serial_no: 'SN-1',
      name: '超声诊断系统 X5',
      status: 'ARRIVED',
      status_label: '已到货',
      place_name: '超声科',
    },
  ],
};

const show = (path: string) =>
  render(
    <TestFrame at={path} words={everyWord}>
      <Routes>
        <Route path="/journeys" element={<JourneysPage />} />
        <Route path="/journeys/:id" element={<JourneyPage />} />
      </Routes>
    </TestFrame>,
  );
const answer = (path: string, body: Parameters<typeof HttpResponse.json>[0], status = 200) =>
  server.use(
    http.get('*/api/me', () => HttpResponse.json({ actions: [] })),
    http.get(`*${path}`, () => HttpResponse.json(body, { status })),
  );

test('the line says what is missing, who brings it, and leads to the page where that is done', async () => {
  answer(`/api/journey/${deal}`, journey);
  show(`/journeys/${deal}`);
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('超声诊断系统 2 台');
  expect(screen.getByText('现在要做：验收').closest('p')?.textContent).toBe(
    '现在要做：验收 · 等待院方验收',
  );
  expect(screen.getByText('由院方人员处理 · 已超期，应于 2026-10-01 前完成')).toBeTruthy();
  expect(screen.getByRole('link', { name: '去处理' }).getAttribute('href')).toBe(`/onsite/${task}`);
  const line = within(screen.getByRole('list', { name: '全程阶段' }));
  expect(line.getByRole('link', { name: '订单' }).getAttribute('href')).toBe(`/sales/${deal}`);
  expect(line.getByText('1 / 2 完成')).toBeTruthy();
  expect(line.getByText('未开始')).toBeTruthy();
  expect(screen.getByRole('link', { name: '超声诊断系统 X5' }).getAttribute('href')).toBe(
    `/devices/${unit}`,
  );
});

test('who may see money sees what each part of the price waits for', async () => {
  answer(`/api/journey/${deal}`, journey);
  const part = {
    id: task,
    deal_id: deal,
    kind: 'DEPOSIT',
    amount: '288000.00',
    received: '88000.00',
    status: 'DUE',
    due_on: '2026-10-18',
    days_late: 7,
  };
  server.use(
    http.get('*/api/me', () => HttpResponse.json({ actions: ['money.see'] })),
    http.get(`*/api/money/deals/${deal}`, () => HttpResponse.json({ items: [part] })),
  );
  show(`/journeys/${deal}`);
  expect(await screen.findByText('¥288,000.00')).toBeTruthy();
  expect(screen.getByText('逾期 7 天')).toBeTruthy();
  expect(screen.getByText('2026-10-18 到期 · 已收 ¥88,000.00')).toBeTruthy();
});

test('a deal out of reach looks like one that is not there', async () => {
  answer(`/api/journey/${deal}`, { code: 'not_found', message: '没有找到。' }, 404);
  show(`/journeys/${deal}`);
  expect(await screen.findByText('这里没有可以看的内容')).toBeTruthy();
});

test('the list says how far each deal got; without any it says how one begins', async () => {
  const row = {
    deal_id: deal,
    title: '超声诊断系统 2 台',
    terminal_id: null,
    terminal_name: '澄江市第六十人民医院',
    department_name: '',
    begun_at: '2026-09-01T01:30:00Z',
    reached: 'ARRIVE',
    reached_at: '2026-09-20T01:30:00Z',
  };
  answer('/api/journey', { items: [row], next: null });
  const { unmount } = show('/journeys');
  expect((await screen.findByRole('link', { name: row.title })).getAttribute('href')).toBe(
    `/journeys/${deal}`,
  );
  expect(screen.getByText('已到 到货')).toBeTruthy();
  unmount();
  answer('/api/journey', { items: [], next: null });
  show('/journeys');
  expect(await screen.findByText('还没有项目')).toBeTruthy();
});
