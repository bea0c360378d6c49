import type { Dashboard, Figure, FigureRow } from '@duan/api';
import { addressOf, TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { DashboardPage } from './dashboard';
import { shareLabel } from './value';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const sla: Figure = {
  id: 'sla',
  code: 'K7',
  name: 'SLA 达成率',
  name_en: 'SLA attainment',
  formula: '按时的时限 ÷ 期限落在期间内的时限',
  formula_en: 'Clocks met ÷ clocks due',
  unit: 'PERCENT_OF_COUNT',
  of_period: true,
  source: '报修单',
  owner: '服务负责人',
  states: [
    { code: 'MET', label: '按时', label_en: 'Met' },
    { code: 'OVERDUE', label: '超期未完成', label_en: 'Overdue' },
  ],
  result: {
    numerator: '6',
    denominator: '7',
    value: '0.8571',
    parts: [
      { state: 'MET', denominator: '6' },
      { state: 'OVERDUE', denominator: '1' },
    ],
  },
};
const owed: Figure = {
  ...sla,
  id: 'receivables',
  code: 'K15',
  name: '应收逾期率',
  unit: 'PERCENT_OF_YUAN',
  of_period: false,
  states: [{ code: 'NOT_YET', label: '未到期', label_en: 'Not yet due' }],
  result: { numerator: '0.00', denominator: '0.00', value: null, parts: [] },
};
const board: Dashboard = {
  scope_id: 2,
  name: '华东',
  above: [{ scope_id: 1, name: '全公司' }],
  starts_on: '2026-11-01',
  ends_on: '2026-12-01',
  figures: [sla, owed],
  regions: [
    {
      scope_id: 3,
      name: '上海',
      has_children: false,
      own: false,
      figures: [
        { id: 'sla', numerator: '5', denominator: '5', value: '1.0000', parts: [] },
        { id: 'receivables', numerator: '0', denominator: '0', value: null, parts: [] },
      ],
    },
    {
      scope_id: 2,
      name: '华东',
      has_children: false,
      own: true,
      figures: [{ id: 'sla', numerator: '1', denominator: '2', value: '0.5000', parts: [] }],
    },
  ],
};
const row: FigureRow = {
  id: '0198f000-0000-7000-8000-0000000000a1',
  scope_name: '上海',
  terminal_id: '0198f000-0000-7000-8000-0000000000e1',
  terminal_name: 'ICU',
  institution_name: '甲医院',
  numerator: '0',
  denominator: '1',
  state: 'OVERDUE',
  day: '2026-11-20',
  title: 'K0000003 · 开不了机',
  detail: 'FIX A',
  link_kind: 'ticket',
  link_id: '0198f000-0000-7000-8000-0000000000b1',
};

const asked: string[] = [];
function show(path: string, found: Dashboard = board) {
  asked.length = 0;
  const note = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(pathname + search);
  };
  server.use(
    http.get('*/api/metrics', ({ request }) => {
      note(request);
      return HttpResponse.json(found);
    }),
    http.get('*/api/metrics/sla/rows', ({ request }) => {
      note(request);
      return HttpResponse.json({ items: [row], next: null });
    }),
  );
  render(
    <TestFrame at={path} words={everyWord}>
      <DashboardPage />
    </TestFrame>,
  );
}

test('a figure shows its share, what it is made of, and its formula on demand', async () => {
  show('/dashboard');
  const card = within(await screen.findByRole('region', { name: 'SLA 达成率' }));
  expect(card.getByText('85.7 %')).toBeTruthy();
  expect(card.getByText('6 / 7')).toBeTruthy();
  fireEvent.click(card.getByRole('button', { name: 'SLA 达成率的公式' }));
  expect(await screen.findByText(/按时的时限 ÷ 期限落在期间内的时限/)).toBeTruthy();
  expect(screen.getByText('负责人：服务负责人')).toBeTruthy();
});

test('of nothing there is no share', async () => {
  show('/dashboard');
  const card = within(await screen.findByRole('region', { name: '应收逾期率' }));
  expect(card.getByText('—')).toBeTruthy();
  expect(card.getByText('没有可计算的数据')).toBeTruthy();
  expect([shareLabel(null), shareLabel('0.0000'), shareLabel('1.0000')]).toEqual([
    '—',
    '0 %',
    '100 %',
  ]);
});

test('a number leads to its rows and a row to its page', async () => {
  show('/dashboard?scope=2');
  fireEvent.click(await screen.findByRole('link', { name: 'SLA 达成率的明细: 85.7 %' }));
  const line = (await screen.findByText('K0000003 · 开不了机')).closest('a') as HTMLElement;
  expect(line.getAttribute('href')).toBe(`/care/${row.link_id}`);
  expect(line.textContent).toContain('甲医院 · ICU · 上海');
  expect(line.textContent).toContain('修复时限 · A 类 · 2026-11-20');
  expect(addressOf()).toBe('/dashboard?scope=2&rows=sla');
  const choices = within(screen.getByRole('navigation', { name: 'SLA 达成率的明细' }));
  fireEvent.click(choices.getByRole('link', { name: '超期未完成' }));
  await expect.poll(() => asked.at(-1)).toContain('state=OVERDUE');
  expect(asked.at(-1)).toContain('scope=2');
});

test('a region leads further down, and its number to its own rows', async () => {
  show('/dashboard');
  const table = within(await screen.findByRole('table'));
  const region = table.getByRole('link', { name: '上海' });
  expect(region.getAttribute('href')).toBe('/dashboard?scope=3');
  const number = table.getByRole('link', { name: '上海 SLA 达成率的明细: 100 %' });
  expect(number.getAttribute('href')).toBe('/dashboard?scope=3&rows=sla');
  const own = table.getByText('直属').closest('tr') as HTMLElement;
  expect(within(own).queryAllByRole('link')).toEqual([]);
  expect(own.textContent).toContain('50 %');
  expect(screen.getByRole('link', { name: '全公司' }).getAttribute('href')).toBe(
    '/dashboard?scope=1',
  );
});

test('whoever may see no figure is told why', async () => {
  show('/dashboard', { ...board, figures: [], regions: [] });
  expect(await screen.findByText('没有您能看的指标')).toBeTruthy();
});
