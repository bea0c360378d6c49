import type { Me, Ticket } from '@duan/api';
import { addressOf, TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { everyWord } from '../../shared/testing';
import { CarePage } from './list';
import { TicketPage } from './page';

const server = setupServer();
beforeAll(() => {
  vi.useFakeTimers({ now: new Date('2026-11-25T04:00:00Z'), toFake: ['Date'] });
  server.listen({ onUnhandledRequest: 'error' });
});
beforeEach(() => sessionStorage.clear());
afterEach(() => server.resetHandlers());
afterAll(() => {
  server.close();
  vi.useRealTimers();
});

const me: Me = {
  id: '0198f000-0000-7000-8000-000000000001',
  login_name: 'engineer',
  display_name: '工程师',
  actions: ['care.see', 'care.report', 'care.work', 'terminals.see'],
  scopes: [{ id: 1, name: '全公司', path: '1/' }],
  must_change_password: false,
};
const unitId = '0198f000-0000-7000-8000-0000000000d1';
const ticket: Ticket = {
  id: '0198f000-0000-7000-8000-0000000000f1',
  ticket_no: 'K0000007',
  title: '探头无信号',
  description: '三号探头接上没有图像',
  status: 'NEW',
  sla_class: 'C',
  covered: true,
  unit_id: unitId,
  unit_no: 'U0000007',
  serial_no: 'SN7',
  product_name: '彩色超声诊断系统',
  model_name: 'UX-1',
  terminal_id: '0198f000-0000-7000-8000-0000000000t1',
  terminal_name: '甲医院',
  department_name: '超声科',
  deal_id: null,
  reported_by_name: '王主任',
  reported_at: '2026-11-25T01:00:00Z',
  respond_due_at: '2026-11-25T03:00:00Z',
  respond_state: 'LATE',
  due_at: '2026-11-30T01:00:00Z',
  fix_state: 'RUNNING',
  overdue: true,
  due_is_provisional: false,
  taken_by_name: '',
  taken_at: null,
  resolved_by_name: '',
  resolved_at: null,
  version: 1,
  resolution: '',
  due_explained: 'C 级：工作日服务\n到期：2026年11月30日',
  follow_up: null,
  may: ['take'],
};
const taken: Ticket = {
  ...ticket,
  status: 'TAKEN',
  taken_by_name: '工程师',
  taken_at: '2026-11-25T04:00:00Z',
  respond_state: 'MISSED',
  overdue: false,
  version: 2,
  may: ['resolve'],
};
const path = `*/api/care/tickets/${ticket.id}`;

function show(at: string) {
  server.use(
    http.get('*/api/me', () => HttpResponse.json(me)),
    http.get('*/api/care/tickets/count', () =>
      HttpResponse.json({ open: 1, overdue: 1, follow_up: 0 }),
    ),
    http.get('*/api/care/tickets', () => HttpResponse.json({ items: [ticket], next: null })),
  );
  render(
    <TestFrame at={at} words={everyWord}>
      <Routes>
        <Route path="/care" element={<CarePage />} />
        <Route path="/care/:id" element={<TicketPage />} />
      </Routes>
    </TestFrame>,
  );
}

test('a ticket shows both clocks, how they were counted, and what to do next', async () => {
  server.use(http.get(path, () => HttpResponse.json(ticket)));
  show(`/care/${ticket.id}`);

  const clocks = await screen.findByLabelText('期限');
  expect([...clocks.querySelectorAll('dd')].map((one) => one.textContent)).toEqual([
    '已超时 1 小时',
    '还剩 4 天 21 小时',
  ]);
  expect(screen.getByText(/C 级：工作日服务/).textContent).toBe(ticket.due_explained);
  const steps = within(screen.getByRole('list', { name: '报修单的进展' })).getAllByRole('listitem');
  expect(steps.map((step) => step.getAttribute('aria-current'))).toEqual([
    null,
    'step',
    null,
    null,
  ]);
  expect(screen.getByRole('button', { name: '受理' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '回访' })).toBeNull();
});

test('taking a ticket sends the version that was seen and shows the next step', async () => {
  let stored = ticket;
  const sent = vi.fn();
  server.use(
    http.get(path, () => HttpResponse.json(stored)),
    http.post(`${path}/take`, async ({ request }) => {
      sent(await request.json());
      stored = taken;
      return HttpResponse.json(taken);
    }),
  );
  show(`/care/${ticket.id}`);

  fireEvent.click(await screen.findByRole('button', { name: '受理' }));

  expect(await screen.findByRole('button', { name: '填写修复结果' })).toBeTruthy();
  expect(sent.mock.calls).toEqual([[{ seen_version: 1 }]]);
  expect(screen.getByText('超时完成')).toBeTruthy();
});

test('a result must be written before a repair is done', async () => {
  const sent = vi.fn();
  server.use(
    http.get(path, () => HttpResponse.json(taken)),
    http.post(`${path}/resolve`, async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json({ ...taken, status: 'RESOLVED', may: [] });
    }),
  );
  show(`/care/${ticket.id}?form=resolve`);

  fireEvent.click(await screen.findByRole('button', { name: '已修复' }));
  expect((await screen.findByRole('alert')).textContent).toContain('处理结果');
  expect(sent).not.toHaveBeenCalled();

  fireEvent.change(screen.getByLabelText(/处理结果/), { target: { value: '更换探头线' } });
  fireEvent.click(screen.getByRole('button', { name: '已修复' }));
  await waitFor(() =>
    expect(sent.mock.calls).toEqual([[{ seen_version: 2, resolution: '更换探头线' }]]),
  );
});

test('the list says how late each ticket is, and keeps its queue in the address', async () => {
  const asked: string[] = [];
  show('/care');
  server.use(
    http.get('*/api/care/tickets', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('queue') ?? '');
      return HttpResponse.json({ items: [ticket], next: null });
    }),
  );

  expect((await screen.findAllByText('响应 · 已超时 1 小时')).length).toBe(1);
  expect(screen.getByText('1 张报修单已超时')).toBeTruthy();
  fireEvent.click(screen.getByRole('tab', { name: '待回访' }));

  await waitFor(() => expect(asked).toEqual(['OPEN', 'FOLLOW_UP']));
  expect(addressOf()).toBe('/care?queue=FOLLOW_UP');
});

test('a report that began at a device names it, and leads to the new ticket', async () => {
  const sent = vi.fn();
  server.use(
    http.get('*/api/assets/units', () => HttpResponse.json({ items: [], next: null })),
    http.get(`*/api/assets/units/${unitId}`, () =>
      HttpResponse.json({ ...ticket, id: unitId, product_name: '彩色超声诊断系统' }),
    ),
    http.post('*/api/care/tickets', async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json(ticket, { status: 201 });
    }),
    http.get(path, () => HttpResponse.json(ticket)),
  );
  show(`/care?report=${unitId}`);

  expect((await screen.findAllByText('彩色超声诊断系统 UX-1 · SN7')).length).toBeGreaterThan(0);
  fireEvent.change(screen.getByLabelText('故障现象'), { target: { value: '探头无信号' } });
  fireEvent.click(screen.getByRole('button', { name: '提交报修' }));

  await waitFor(() =>
    expect(sent.mock.calls).toEqual([[{ unit_id: unitId, title: '探头无信号' }]]),
  );
});
