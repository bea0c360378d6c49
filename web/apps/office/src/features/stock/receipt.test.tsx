import type { Intake, Me } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { StockPage } from './list';
import { ReceiptPage } from './receipt';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const me: Me = {
  id: '0198f000-0000-7000-8000-000000000001',
  login_name: 'keeper',
  display_name: '库管员',
  actions: ['stock.see', 'stock.receive', 'assets.see'],
  scopes: [{ id: 1, name: '全公司', path: '1/' }],
  must_change_password: false,
};
const house = {
  id: '0198f000-0000-7000-8000-0000000000h1',
  scope_id: 1,
  scope_name: '全公司',
  code: 'WH-01',
  name: '一号仓库',
  address: '',
  may: ['receive'],
};
const other = { ...house, id: '0198f000-0000-7000-8000-0000000000h2', name: '二号仓库', may: [] };
const intake: Intake = {
  id: '0198f000-0000-7000-8000-0000000000i1',
  intake_no: 'W0000001',
  warehouse_id: house.id,
  warehouse_name: '一号仓库',
  supplier_name: '江城医疗',
  delivery_note_no: '',
  status: 'OPEN',
  count: 0,
  opened_by_name: '库管员',
  opened_at: '2026-11-25T02:00:00Z',
  closed_by_name: '',
  closed_at: null,
  units: [],
  may: ['receive', 'close'],
};
const received: Intake = {
  ...intake,
  count: 1,
  units: [
    {
      unit_id: '0198f000-0000-7000-8000-0000000000u1',
      unit_no: 'U0000001',
      model_id: '0198f000-0000-7000-8000-0000000000m1',
      product_name: '彩色超声诊断系统',
      model_name: 'UX-1',
      serial_no: 'SN-1',
      lot_no: '',
      produced_on: '2026-04-01',
      expires_on: null,
      certificate_no: '国械注准20213060001',
      received_by_name: '库管员',
      received_at: '2026-11-25T03:00:00Z',
    },
  ],
};

function show(at: string) {
  server.use(
    http.get('*/api/me', () => HttpResponse.json(me)),
    http.get('*/api/stock/intakes/:id', () => HttpResponse.json(intake)),
    http.get('*/api/stock/warehouses', () => HttpResponse.json({ items: [house, other] })),
  );
  render(
    <TestFrame at={at} words={everyWord}>
      <Routes>
        <Route path="/stock" element={<StockPage />} />
        <Route path="/stock/receipts/:id" element={<ReceiptPage />} />
      </Routes>
    </TestFrame>,
  );
}
async function scan(text: string) {
  const field = await screen.findByLabelText('扫描设备标签');
  await act(async () => {
    fireEvent.change(field, { target: { value: text } });
    fireEvent.keyDown(field, { key: 'Enter' });
  });
}

test('each scan takes a device in and shows what its label said', async () => {
  show(`/stock/receipts/${intake.id}`);
  server.use(http.post('*/api/stock/intakes/:id/receive', () => HttpResponse.json(received)));
  expect(await screen.findByText('还没有收到设备，扫第一台开始。')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '完成收货' })).toBe(null);

  await scan('(01)06901234567892(11)260401(21)SN-1');

  expect(await screen.findByRole('heading', { name: '已收 1 台' })).toBeTruthy();
  expect(document.querySelector('.scan-row-ok')?.textContent).toContain('U0000001 · 序列号 SN-1');
  expect(screen.getByText('生产 2026-04-01 · 效期 — · 批号 —')).toBeTruthy();
  expect(screen.getByRole('button', { name: '完成收货' })).toBeTruthy();
});

test('a device that may not come in is red with its code and is not counted', async () => {
  show(`/stock/receipts/${intake.id}`);
  server.use(
    http.post('*/api/stock/intakes/:id/receive', () =>
      HttpResponse.json(
        { code: 'not_covered', message: '不在任何注册证版本的有效期内。', where: [] },
        { status: 409 },
      ),
    ),
  );

  await scan('(01)06901234567892(11)200401(21)SN-1');

  expect(
    (await screen.findByText('不在任何注册证版本的有效期内。')).closest('.scan-row-bad'),
  ).toBeTruthy();
  expect(screen.getByText('代码 not_covered')).toBeTruthy();
  expect(screen.getByRole('heading', { name: '已收 0 台' })).toBeTruthy();
});

test('stock is told by model with the count and the expired ones in each warehouse', async () => {
  server.use(
    http.get('*/api/stock/levels', () =>
      HttpResponse.json({
        items: [
          {
            model_id: 'm1',
            product_name: '彩色超声诊断系统',
            model_name: 'UX-1',
            unit_name: '台',
            count: 3,
            expired: 1,
            warehouses: [
              { warehouse_id: house.id, count: 2, expired: 1 },
              { warehouse_id: other.id, count: 1, expired: 0 },
            ],
          },
        ],
      }),
    ),
  );
  show('/stock');

  const row = (await screen.findByRole('heading', { name: '彩色超声诊断系统' })).closest('li');
  expect(row?.textContent).toContain('3 台在库');
  expect(row?.textContent).toContain('在「二号仓库」的数量1');
  expect(within(row as HTMLElement).getByText('1 过期')).toBeTruthy();
  const link = screen.getByRole('link', { name: '查看设备' });
  expect(link.getAttribute('href')).toBe('/devices?status=IN_STOCK&model=m1');
});

test('goods at the door: the only warehouse is chosen already, and scanning begins', async () => {
  server.use(http.get('*/api/stock/levels', () => HttpResponse.json({ items: [] })));
  show('/stock');
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/stock/intakes', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ id: intake.id }, { status: 201 });
    }),
  );
  fireEvent.click(await screen.findByRole('button', { name: '新建收货单' }));
  fireEvent.change(await screen.findByLabelText(/供应商/), { target: { value: '江城医疗' } });

  fireEvent.click(screen.getByRole('button', { name: '开始收货' }));

  expect(await screen.findByLabelText('扫描设备标签')).toBeTruthy();
  expect(sent).toEqual([{ warehouse_id: house.id, supplier_name: '江城医疗' }]);
});
