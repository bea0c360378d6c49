import type { Me, Shipment } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { ShipmentPage } from './page';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const me: Me = {
  id: '0198f000-0000-7000-8000-000000000001',
  login_name: 'checker',
  display_name: '复核员',
  actions: ['delivery.see', 'delivery.check', 'assets.see'],
  scopes: [{ id: 1, name: '全公司', path: '1/' }],
  must_change_password: false,
};
const unit: Shipment['lines'][number]['units'][number] = {
  unit_id: '0198f000-0000-7000-8000-0000000000u1',
  unit_no: 'U0000007',
  serial_no: 'SN-1',
  lot_no: '',
  expires_on: null,
  certificate_no: '国械注准20213060001',
  checked_by_name: '复核员',
  checked_at: '2026-11-25T02:00:00Z',
};
const line = (units: (typeof unit)[]): Shipment['lines'][number] => ({
  id: '0198f000-0000-7000-8000-0000000000l1',
  position: 1,
  model_id: '0198f000-0000-7000-8000-0000000000m1',
  product_name: '彩色超声诊断系统',
  model_name: 'UX-1',
  unit_name: '台',
  quantity: 1,
  checked: units.length,
  units,
});
const waiting: Shipment = {
  id: '0198f000-0000-7000-8000-0000000000d1',
  shipment_no: 'D0000001',
  order_id: '0198f000-0000-7000-8000-0000000000o1',
  order_no: 'S0000001',
  deal_id: '0198f000-0000-7000-8000-0000000000e1',
  terminal_id: '0198f000-0000-7000-8000-0000000000t1',
  terminal_name: '甲医院',
  department_id: null,
  department_name: '超声科',
  warehouse_id: null,
  warehouse_name: '',
  status: 'WAITING',
  commit_on: '2026-12-25',
  late: false,
  quantity: 1,
  checked: 0,
  planned_at: '2026-11-25T01:00:00Z',
  shipped_at: null,
  arrived_at: null,
  version: 1,
  warranty_rule: 'ACCEPTANCE_SIGNED',
  warranty_months: 24,
  sla_class: 'C',
  checked_by_name: '',
  checked_at: null,
  carrier: '',
  waybill_no: '',
  shipped_by_name: '',
  receiver_name: '',
  arrived_by_name: '',
  lines: [line([])],
  scans: [],
  may: ['check', 'drop'],
};
const full: Shipment = {
  ...waiting,
  checked: 1,
  warehouse_name: '一号仓库',
  lines: [line([unit])],
  may: ['check', 'finish', 'drop'],
  version: 2,
};

function show(shipment: Shipment) {
  server.use(
    http.get('*/api/me', () => HttpResponse.json(me)),
    http.get('*/api/delivery/shipments/:id', () => HttpResponse.json(shipment)),
  );
  render(
    <TestFrame at={`/delivery/${shipment.id}`} words={everyWord}>
      <Routes>
        <Route path="/delivery/:id" element={<ShipmentPage />} />
      </Routes>
    </TestFrame>,
  );
}
const answer = (path: string, body: object, status = 200) => {
  const sent: unknown[] = [];
  server.use(
    http.post(`*/api/delivery/shipments/:id/${path}`, async ({ request }) => {
      sent.push(await request.json().catch(() => undefined));
      return HttpResponse.json(body, { status });
    }),
  );
  return sent;
};
async function scan(text: string) {
  const field = await screen.findByLabelText('扫描设备标签');
  await act(async () => {
    fireEvent.change(field, { target: { value: text } });
    fireEvent.keyDown(field, { key: 'Enter' });
  });
}
const checked = (more: object) => ({
  verdict: 'PASSED',
  code: '',
  message: '',
  unit_id: unit.unit_id,
  unit_no: 'U0000007',
  serial_no: 'SN-1',
  line_id: '0198f000-0000-7000-8000-0000000000l1',
  shipment: full,
  ...more,
});

test('a scan that passes fills the line at once and offers to finish', async () => {
  show(waiting);
  const sent = answer('check', checked({}));
  expect(await screen.findByText('还差 1 台')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '完成复核' })).toBe(null);

  await scan('(01)06901234567892(21)SN-1');

  expect(await screen.findByRole('button', { name: '完成复核' })).toBeTruthy();
  expect(sent).toEqual([{ scan: '(01)06901234567892(21)SN-1' }]);
  expect(screen.getByText('已齐')).toBeTruthy();
  expect(document.querySelector('.scan-row-ok .scan-title')?.textContent).toBe('U0000007 通过');
});

test('a refused scan is red with its reason and its code, and nothing else changes', async () => {
  show(waiting);
  answer(
    'check',
    checked({
      verdict: 'REFUSED',
      code: 'wrong_product',
      message: '「呼吸机 V-2」不在订单 S0000001 里，不能出库。',
      shipment: waiting,
    }),
  );

  await scan('(01)06901234567892(21)SN-1');

  const row = await screen.findByText('「呼吸机 V-2」不在订单 S0000001 里，不能出库。');
  expect(row.closest('.scan-row-bad')).toBeTruthy();
  expect(screen.getByText('代码 wrong_product')).toBeTruthy();
  expect(screen.getByText('还差 1 台')).toBeTruthy();
});

test('finishing says in whose name it is signed before it is done', async () => {
  show(full);
  const sent = answer('finish-check', { ...full, status: 'CHECKED', may: ['drop'], version: 3 });
  fireEvent.click(await screen.findByRole('button', { name: '完成复核' }));
  const dialog = await screen.findByRole('dialog', { name: '完成复核' });
  expect(dialog.textContent).toContain('D0000001 共 1 台，复核人记为您本人。');
  expect(sent).toEqual([]);

  fireEvent.click(within(dialog).getByRole('button', { name: '完成复核' }));

  expect(await screen.findByText('已复核，等待库管员发货。')).toBeTruthy();
  expect(sent).toHaveLength(1);
});

test('a unit can be taken off again, after a question that names it', async () => {
  show(full);
  const sent = answer('drop-unit', waiting);
  fireEvent.click(await screen.findByRole('button', { name: '撤下 U0000007' }));
  const dialog = await screen.findByRole('dialog', { name: '撤下这台设备？' });
  expect(dialog.textContent).toContain('序列号 SN-1');

  fireEvent.click(within(dialog).getByRole('button', { name: '撤下' }));

  expect(await screen.findByText('还差 1 台')).toBeTruthy();
  expect(sent).toEqual([{ unit_id: unit.unit_id }]);
});

test('shipping sends the version that was seen; a newer one is told and nothing is lost', async () => {
  show({ ...full, status: 'CHECKED', may: ['ship'], version: 3 });
  const sent = answer(
    'ship',
    { code: 'stale', message: '出库单 D0000001 已被别人更新。', where: [] },
    409,
  );
  fireEvent.click(await screen.findByRole('button', { name: '发货' }));
  fireEvent.change(await screen.findByLabelText(/承运人/), { target: { value: '顺达物流' } });
  fireEvent.change(screen.getByLabelText(/运单号/), { target: { value: 'YD-1' } });
  const buttons = screen.getAllByRole('button', { name: '发货' });
  fireEvent.click(buttons[buttons.length - 1] as HTMLElement);

  expect(await screen.findByText('别人刚刚改过这条记录')).toBeTruthy();
  expect(sent).toEqual([{ carrier: '顺达物流', waybill_no: 'YD-1', seen_version: 3 }]);
  expect((screen.getByLabelText(/运单号/) as HTMLInputElement).value).toBe('YD-1');
});

test('whoever only looks on is told for whom it waits and gets no field to scan', async () => {
  show({ ...waiting, may: [] });
  expect(await screen.findByText('等待复核员扫码复核。')).toBeTruthy();
  expect(screen.queryByLabelText('扫描设备标签')).toBe(null);
});
