import type { Me, MoneyMilestone, MoneyMilestoneDetail, MoneyTotals } from '@duan/api';
import { addressOf, TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { MoneyPage } from './list';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => sessionStorage.clear());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const me: Me = {
  id: '0198f000-0000-7000-8000-000000000001',
  login_name: 'cw',
  display_name: '方会计',
  actions: ['money.see', 'money.record', 'sales.see'],
  scopes: [{ id: 1, name: '全公司', path: '1/' }],
  must_change_password: false,
};
const late: MoneyMilestone = {
  id: '0198f000-0000-7000-8000-0000000000b1',
  deal_id: '0198f000-0000-7000-8000-0000000000d1',
  contract_id: '0198f000-0000-7000-8000-0000000000c1',
  contract_no: 'C0000007',
  terminal_id: '0198f000-0000-7000-8000-0000000000e1',
  terminal_name: '超声科',
  institution_name: '甲医院',
  kind: 'ARRIVAL',
  percent: '30.00',
  days: 30,
  amount: '384000.15',
  received: '84000.00',
  open: '300000.15',
  status: 'DUE',
  planned_at: '2026-05-01T00:00:00Z',
  reached_at: '2026-06-01T00:00:00Z',
  due_on: '2026-07-01',
  days_late: 12,
  closed_at: null,
  version: 3,
  may: ['record'],
};
const planned: MoneyMilestone = {
  ...late,
  id: '0198f000-0000-7000-8000-0000000000b2',
  kind: 'RETENTION',
  status: 'PLANNED',
  due_on: null,
  days_late: 0,
  days: 365,
  may: [],
};
const detail: MoneyMilestoneDetail = {
  ...late,
  receipts: [
    {
      id: '0198f000-0000-7000-8000-0000000000f1',
      receipt_no: 'P0000001',
      amount: '84000.00',
      received_on: '2026-07-05',
      bank_reference: '招行 20260705',
      recorded_by_name: '方会计',
      recorded_at: '2026-07-06T01:00:00Z',
    },
  ],
};
const totals: MoneyTotals = {
  planned: '0.00',
  open: '300000.15',
  overdue: '300000.15',
  received: '84000.00',
  planned_count: 0,
  open_count: 1,
  overdue_count: 1,
  paid_count: 0,
};

const asked: string[] = [];
function show(path = '/money', rows = [late, planned], one = detail) {
  asked.length = 0;
  server.use(
    http.get('*/api/me', () => HttpResponse.json(me)),
    http.get('*/api/money/totals', () => HttpResponse.json(totals)),
    http.get('*/api/money/milestones', ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ items: rows, next: null });
    }),
    http.get(`*/api/money/milestones/${late.id}`, () => HttpResponse.json(one)),
  );
  render(
    <TestFrame at={path} words={everyWord}>
      <MoneyPage />
    </TestFrame>,
  );
}

test('a row says where, what, how late and how much is open', async () => {
  show();
  const row = (await screen.findByText('逾期 12 天')).closest('tr') as HTMLElement;
  const text = row.textContent ?? '';
  for (const said of [
    'C0000007',
    '到货款',
    '甲医院 · 超声科',
    '逾期 12 天',
    '2026-07-01',
    '¥300,000.15',
  ])
    expect(text).toContain(said);
});

test('what waits for something else has no day but says for what', async () => {
  show('/money?show=PLANNED', [planned]);
  const row = (await screen.findByText('等待全部验收')).closest('tr') as HTMLElement;
  expect(row.textContent).toContain('条件满足后 365 天');
  expect(asked[0]).toContain('show=PLANNED');
});

test('the sums lead to their lists and what is late is counted', async () => {
  show();
  const sums = within(await screen.findByRole('navigation', { name: '按状态筛选' }));
  expect(await sums.findAllByText('1 笔')).toHaveLength(2);
  expect(sums.getByRole('link', { current: true }).textContent).toContain('应收');
  fireEvent.click(sums.getByRole('link', { name: /已逾期/ }));
  expect(addressOf()).toBe('/money?show=OVERDUE');
});

test('a receipt is offered what is open, and sent with the version that was seen', async () => {
  show(`/money?open=${late.id}`);
  const sent: unknown[] = [];
  server.use(
    http.post(`*/api/money/milestones/${late.id}/receipts`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ id: late.id }, { status: 201 });
    }),
  );
  const amount = await screen.findByLabelText<HTMLInputElement>('到账金额');
  expect(amount.value).toBe('300000.15');
  expect(screen.getByText(/P0000001 · 招行 20260705 · 方会计 登记/)).toBeTruthy();
  fireEvent.change(amount, { target: { value: '100000' } });
  fireEvent.change(screen.getByLabelText(/银行流水号/), { target: { value: '工行 1' } });
  fireEvent.click(screen.getByRole('button', { name: '登记回款' }));
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ seen_version: 3, amount: '100000', bank_reference: '工行 1' });
});

test('a refusal stands at the amount', async () => {
  show(`/money?open=${late.id}`);
  server.use(
    http.post(`*/api/money/milestones/${late.id}/receipts`, () =>
      HttpResponse.json(
        {
          code: 'receipt_is_too_much',
          message: '这个回款节点还差 300000.15 元，不能登记 400000.00 元。',
          where: [{ field: 'amount', message: '最多 300000.15 元' }],
        },
        { status: 422 },
      ),
    ),
  );
  fireEvent.change(await screen.findByLabelText('到账金额'), { target: { value: '400000' } });
  fireEvent.click(screen.getByRole('button', { name: '登记回款' }));
  expect(await screen.findByText('最多 300000.15 元')).toBeTruthy();
});

test('whoever may not write it down only reads it', async () => {
  show(`/money?open=${late.id}`, [late], { ...detail, may: [] });
  expect((await screen.findByText('查看项目')).getAttribute('href')).toBe(`/sales/${late.deal_id}`);
  expect(screen.queryByLabelText('到账金额')).toBe(null);
  expect(screen.queryByRole('button', { name: '登记回款' })).toBe(null);
});
