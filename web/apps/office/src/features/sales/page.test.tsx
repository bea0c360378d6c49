import type { Deal } from '@duan/api';
import { addressOf, TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { DealPage } from './page';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => sessionStorage.clear());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const at = '2026-11-20T02:00:00Z';
const model = '0198f000-0000-7000-8000-0000000000c1';
const quote: Deal['quotes'][number] = {
  id: '0198f000-0000-7000-8000-0000000000b1',
  quote_no: 'Q0000001',
  status: 'DRAFT',
  valid_through: '2026-12-31',
  expired: false,
  total: '960000.00',
  version: 1,
  created_by_name: '韩雪',
  created_at: at,
  sent_at: null,
  accepted_at: null,
  lines: [
    {
      id: '0198f000-0000-7000-8000-0000000000b2',
      position: 1,
      model_id: model,
      product_name: '彩色超声诊断系统',
      model_name: 'UX-1',
      unit_name: '台',
      quantity: 2,
      unit_price: '480000.00',
      amount: '960000.00',
    },
  ],
  may: ['send_quote', 'revise_quote'],
};
const deal: Deal = {
  id: '0198f000-0000-7000-8000-0000000000d1',
  lead_no: 'L0000001',
  title: '超声更新',
  stage: 'QUOTE',
  terminal_id: '0198f000-0000-7000-8000-0000000000e1',
  terminal_name: '甲医院',
  department_id: null,
  department_name: null,
  owner_id: '0198f000-0000-7000-8000-000000000002',
  owner_name: '韩雪',
  amount: '960000.00',
  created_at: at,
  updated_at: at,
  need: '两台彩超',
  status: 'QUALIFIED',
  dropped_reason: '',
  version: 2,
  opportunity: {
    id: '0198f000-0000-7000-8000-0000000000f1',
    opportunity_no: 'O0000001',
    budget: '1000000.00',
    expected_on: null,
    status: 'OPEN',
    lost_reason: '',
    version: 1,
    created_at: at,
  },
  quotes: [quote],
  contract: null,
  order: null,
  may: ['draft_quote', 'lose_opportunity'],
  next: { doing: 'send_quote', id: quote.id, allowed: true },
};
const contract: NonNullable<Deal['contract']> = {
  id: '0198f000-0000-7000-8000-0000000000a1',
  quote_id: quote.id,
  contract_no: 'C0000001',
  total: '100000.01',
  warranty_rule: 'ACCEPTANCE_SIGNED',
  warranty_months: 24,
  sla_class: 'C',
  status: 'SUBMITTED',
  version: 2,
  drafted_by_name: '韩雪',
  drafted_at: at,
  submitted_by_name: '韩雪',
  submitted_at: at,
  returned_reason: '',
  approved_by_name: null,
  approved_at: null,
  signed_by_name: null,
  signed_at: null,
  signed_on: null,
  schedule: [
    { kind: 'DEPOSIT', percent: '30.00', days: 7 },
    { kind: 'ACCEPTANCE', percent: '70.00', days: 0 },
  ],
  may: [],
};

function show(shown: Deal, search = '') {
  const sent: { path: string; body: unknown }[] = [];
  server.use(
    http.get('*/api/sales/deals/:id', () => HttpResponse.json(shown)),
    http.get('*/api/catalog/models', () => HttpResponse.json({ items: [] })),
    http.post('*/api/sales/*', async ({ request }) => {
      sent.push({ path: new URL(request.url).pathname, body: await request.json() });
      return HttpResponse.json(shown);
    }),
  );
  render(
    <TestFrame at={`/sales/${shown.id}${search}`} words={everyWord}>
      <Routes>
        <Route path="/sales/:id" element={<DealPage />} />
      </Routes>
    </TestFrame>,
  );
  return sent;
}

test('the step that brings the deal forward is the main button, and is asked before it is sent', async () => {
  const sent = show(deal);
  const step = within(await screen.findByRole('region', { name: '下一步' }));
  fireEvent.click(step.getByRole('button', { name: '发出报价' }));

  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('确认已经把报价 Q0000001（¥960,000.00）交给客户？')).toBeTruthy();
  fireEvent.click(dialog.getByRole('button', { name: '发出报价' }));

  await waitFor(() =>
    expect(sent).toEqual([
      { path: `/api/sales/quotes/${quote.id}/send`, body: { seen_version: 1 } },
    ]),
  );
  await waitFor(() => expect(addressOf()).toBe(`/sales/${deal.id}`));
});

test('a step for somebody else has no button, and says that it waits', async () => {
  show({
    ...deal,
    contract,
    next: { doing: 'approve_contract', id: contract.id, allowed: false },
    may: [],
    quotes: [{ ...quote, status: 'ACCEPTED', may: [] }],
  });
  const step = within(await screen.findByRole('region', { name: '下一步' }));
  expect(step.queryByRole('button')).toBe(null);
  expect(step.getByText('等待有权限的同事办理')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '批准合同' })).toBe(null);
});

test('a form that the address names is not opened for whoever may not do it', async () => {
  show({ ...deal, contract }, '?form=approve_contract');
  await screen.findByRole('heading', { level: 1 });
  expect(screen.queryByRole('dialog')).toBe(null);
});

test('the schedule says what each share comes to, and the last takes the odd cent', async () => {
  show({ ...deal, contract });
  const schedule = within(await screen.findByRole('region', { name: '付款计划' }));
  expect(schedule.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    '预付款30%签订后 7 天内¥30,000.00',
    '验收款70%验收后当天¥70,000.01',
  ]);
});

test('a quote is revised line by line, and its sum follows what is typed', async () => {
  const sent = show(deal, `?form=revise_quote&on=${quote.id}`);
  const price = (await screen.findByLabelText('第 1 行 单价（含税）')) as HTMLInputElement;
  fireEvent.change(price, { target: { value: '476543.25' } });
  fireEvent.blur(price);
  await waitFor(() => expect(screen.getByText(/合计/).textContent).toBe('合计 ¥953,086.50'));
  fireEvent.click(screen.getByRole('button', { name: /保存/ }));

  await waitFor(() =>
    expect(sent).toEqual([
      {
        path: `/api/sales/quotes/${quote.id}/revise`,
        body: {
          seen_version: 1,
          valid_through: '2026-12-31',
          lines: [{ model_id: model, quantity: 2, unit_price: '476543.25' }],
        },
      },
    ]),
  );
});

test('an unfinished line is named and nothing is sent', async () => {
  const sent = show(deal, `?form=revise_quote&on=${quote.id}`);
  fireEvent.click(await screen.findByRole('button', { name: '加一行' }));
  fireEvent.click(screen.getByRole('button', { name: /保存/ }));
  expect(await screen.findByText('第 2 行没有填完：请选型号，填数量和单价。')).toBeTruthy();
  expect(sent).toEqual([]);
});

test('a contract is only sent when its payments come to the whole', async () => {
  const accepted = { ...quote, status: 'ACCEPTED' as const, may: ['revise_quote' as const] };
  const sent = show(
    {
      ...deal,
      quotes: [accepted],
      may: ['draft_contract', 'lose_opportunity'],
      next: { doing: 'draft_contract', id: quote.id, allowed: true },
    },
    '?form=draft_contract',
  );
  const share = await screen.findByLabelText('验收款 比例');
  fireEvent.change(share, { target: { value: '30' } });
  fireEvent.blur(share);
  expect(await screen.findByText(/合计 95% · 还差 5%/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /保存/ }));
  expect(await screen.findByText('各期合计 95%，必须正好是 100%。')).toBeTruthy();
  expect(sent).toEqual([]);

  // The button takes no click while it still shows that it was busy.
  await waitFor(() =>
    expect(screen.getByRole('button', { name: /保存/ }).className).not.toContain('loading'),
  );
  fireEvent.change(share, { target: { value: '35' } });
  fireEvent.blur(share);
  expect(await screen.findByText('合计 100%')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /保存/ }));
  await waitFor(() => expect(sent.length).toBe(1), { timeout: 5000 });
  expect(sent[0]?.body).toEqual({
    quote_id: quote.id,
    warranty_rule: 'ACCEPTANCE_SIGNED',
    warranty_months: 24,
    sla_class: 'C',
    schedule: [
      { kind: 'DEPOSIT', percent: '30', days: 7 },
      { kind: 'ARRIVAL', percent: '30', days: 15 },
      { kind: 'ACCEPTANCE', percent: '35', days: 30 },
      { kind: 'RETENTION', percent: '5', days: 365 },
    ],
  });
});

test('a deal that was lost says why and offers nothing', async () => {
  show({
    ...deal,
    stage: 'CLOSED',
    opportunity: deal.opportunity && {
      ...deal.opportunity,
      status: 'LOST',
      lost_reason: '预算取消',
    },
    quotes: [{ ...quote, may: [] }],
    may: [],
    next: null,
  });
  expect(await screen.findByText('已丢单：预算取消')).toBeTruthy();
  expect(screen.queryByRole('region', { name: '下一步' })).toBe(null);
});
