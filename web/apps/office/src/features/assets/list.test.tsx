import type { DeviceRow, Me } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { render, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { DevicesPage } from './list';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const me: Me = {
  id: '0198f000-0000-7000-8000-000000000001',
  login_name: 'guest',
  display_name: '院方',
  actions: ['assets.see'],
  scopes: [{ id: 1, name: '全公司', path: '1/' }],
  must_change_password: false,
};
const row = (serial: string, told: Partial<DeviceRow>): DeviceRow => ({
  id: serial,
  unit_no: `U-${serial}`,
  model_id: 'm1',
  product_name: '监护仪',
  model_name: 'M9',
  di: '06901234567892',
  serial_no: serial,
  status: 'IN_STOCK',
  place_name: '一号仓库',
  terminal_id: null,
  terminal_name: '',
  department_id: null,
  department_name: '',
  deal_id: null,
  created_at: '2026-11-25T00:00:00Z',
  covered_through: null,
  ...told,
});

function show(at: string, items: DeviceRow[]): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  server.use(
    http.get('*/api/me', () => HttpResponse.json(me)),
    http.get('*/api/assets/units', ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json({ items, next: null });
    }),
  );
  render(
    <TestFrame at={at} words={everyWord}>
      <DevicesPage />
    </TestFrame>,
  );
  return asked;
}

test('a device is named with where it belongs and until when it is covered', async () => {
  show('/devices', [
    row('SN1', {}),
    row('SN2', {
      status: 'IN_SERVICE',
      place_name: '超声科',
      terminal_name: '甲医院',
      department_name: '超声科',
      covered_through: '2028-11-24',
    }),
  ]);
  expect(await screen.findByText('一号仓库')).toBeTruthy();
  expect(screen.getByText('甲医院 · 超声科')).toBeTruthy();
  expect(screen.getByText('至 2028-11-24')).toBeTruthy();
});

test('a link from a terminal brings its filter along, and an empty answer says so', async () => {
  const asked = show('/devices?terminal=t1&status=IN_SERVICE', []);
  expect(await screen.findByText('没有符合条件的设备')).toBeTruthy();
  expect(Object.fromEntries(asked[0] ?? [])).toEqual({
    terminal: 't1',
    status: 'IN_SERVICE',
    limit: '50',
  });
});

test('whoever has no devices is told where they come from', async () => {
  show('/devices', []);
  expect(await screen.findByText('还没有设备')).toBeTruthy();
});
