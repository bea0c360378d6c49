import type { Device, Me } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { render, screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { everyWord } from '../../shared/testing';
import { DevicePage } from './page';

const server = setupServer();
beforeAll(() => {
  vi.useFakeTimers({ now: new Date('2027-05-25T04:00:00Z'), toFake: ['Date'] });
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => server.resetHandlers());
afterAll(() => {
  server.close();
  vi.useRealTimers();
});

const me: Me = {
  id: '0198f000-0000-7000-8000-000000000001',
  login_name: 'manager',
  display_name: '东经理',
  actions: ['assets.see', 'terminals.see', 'catalog.see', 'care.see'],
  scopes: [{ id: 1, name: '全公司', path: '1/' }],
  must_change_password: false,
};
const stay = (name: string, since: string, until: string | null) => ({
  id: name,
  place_kind: 'WAREHOUSE' as const,
  place_id: '0198f000-0000-7000-8000-0000000000b1',
  place_name: name,
  since_at: since,
  until_at: until,
  moved_by_name: '库管员',
});
const device: Device = {
  id: '0198f000-0000-7000-8000-0000000000d1',
  unit_no: 'U0000007',
  model_id: '0198f000-0000-7000-8000-0000000000m1',
  product_name: '彩色超声诊断系统',
  model_name: 'UX-1',
  di: '06901234567892',
  serial_no: 'SN1',
  lot_no: '',
  produced_on: '2026-04-01',
  expires_on: null,
  status: 'IN_SERVICE',
  place_kind: 'TERMINAL',
  place_name: '超声科',
  terminal_id: '0198f000-0000-7000-8000-0000000000t1',
  terminal_name: '甲医院',
  department_id: null,
  department_name: '',
  deal_id: '0198f000-0000-7000-8000-0000000000e1',
  created_at: '2026-11-20T00:00:00Z',
  udi_text: '(01)06901234567892(11)260401(21)SN1',
  certificate_no: '国械注准20213060001',
  version: 4,
  stays: [
    stay('超声科', '2026-11-25T02:00:00Z', null),
    stay('一号仓库', '2026-11-20T02:00:00Z', '2026-11-25T02:00:00Z'),
  ],
  covers: [
    {
      id: 'c1',
      kind: 'WARRANTY',
      sla_class: 'C',
      starts_on: '2026-11-25',
      through_on: '2027-11-24',
      in_force: true,
      started_by_name: '院方',
      started_at: '2026-11-25T03:00:00Z',
    },
  ],
  may: ['report'],
};

function show(shown: Partial<Device> = {}, who: Partial<Me> = {}) {
  server.use(
    http.get('*/api/me', () => HttpResponse.json({ ...me, ...who })),
    http.get('*/api/assets/units/:id', () => HttpResponse.json({ ...device, ...shown })),
  );
  render(
    <TestFrame at={`/devices/${device.id}`} words={everyWord}>
      <Routes>
        <Route path="/devices/:id" element={<DevicePage />} />
      </Routes>
    </TestFrame>,
  );
}
const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href');

test('a device shows its identification as printed, and a way to its deal and tickets', async () => {
  show();
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe(
    '彩色超声诊断系统 UX-1在用',
  );
  expect(document.querySelector('code')?.textContent).toBe(device.udi_text);
  expect(hrefOf('全程')).toBe(`/journeys/${device.deal_id}`);
  expect(await screen.findByRole('link', { name: '报修记录' })).toBeTruthy();
  expect(hrefOf('报修')).toBe(`/care?report=${device.id}`);
});

test('where it stood is told with how long, the present place first', async () => {
  show();
  const list = await screen.findByRole('list', { name: '存放经历' });
  const [now, before] = within(list).getAllByRole('listitem');
  expect(now?.getAttribute('aria-current')).toBe('true');
  expect(before?.textContent).toContain('一号仓库5 天');
});

test('a cover tells what is left of it', async () => {
  show();
  const list = await screen.findByRole('list', { name: '保障' });
  expect(list.textContent).toContain('质保 · 服务等级 C还剩 183 天2026-11-25 — 2027-11-24');
});

test('a device in service without cover, or past its expiry, warns', async () => {
  show({ covers: [] });
  expect(await screen.findByText(/现在没有任何保障/)).toBeTruthy();
});

test('a device past its expiry warns about that first', async () => {
  show({ covers: [], expires_on: '2027-05-24' });
  expect(await screen.findByText('这台设备已于 2027-05-24 失效，不能使用或销售。')).toBeTruthy();
  expect(screen.queryByText(/现在没有任何保障/)).toBe(null);
});

test('whoever may not see tickets, terminals or the catalogue gets no way there', async () => {
  show({ deal_id: null, may: [] }, { actions: ['assets.see'] });
  await screen.findByText('国械注准20213060001');
  expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['设备']);
});
