import type { Me, Product } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { everyWord } from '../../shared/testing';
import { CatalogPage } from './list';
import { ProductPage } from './page';

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
  login_name: 'steward',
  display_name: '主数据',
  actions: ['assets.see', 'catalog.see', 'catalog.edit'],
  scopes: [{ id: 1, name: '全公司', path: '1/' }],
  must_change_password: false,
};
const version = (n: number, starts_on: string, through_on: string, in_force: boolean) => ({
  id: `v${n}`,
  version_no: n,
  starts_on,
  through_on,
  in_force,
  models: ['UX-1'],
  recorded_by_name: '主数据',
  recorded_at: '2026-01-01T02:00:00Z',
});
const product: Product = {
  id: '0198f000-0000-7000-8000-0000000000p1',
  product_no: 'P0000001',
  name: '彩色超声诊断系统',
  registrant_name: '江城医疗科技有限公司',
  registrant_uscc: '',
  management_class: '3',
  category_code: '06-07',
  version: 1,
  created_at: '2026-01-01T00:00:00Z',
  models: [
    {
      id: '0198f000-0000-7000-8000-0000000000a1',
      name: 'UX-1',
      unit_name: '台',
      identifiers: [
        {
          id: 'i1',
          di: '06901234567892',
          agency: 'GS1',
          has_lot: false,
          has_serial: true,
          has_produced: true,
          has_expiry: false,
        },
      ],
    },
  ],
  certificates: [
    {
      id: 'c1',
      certificate_no: '国械注准20213060001',
      versions: [
        version(2, '2026-06-01', '2031-05-31', true),
        version(1, '2021-06-01', '2026-05-31', false),
      ],
    },
  ],
  may: ['edit'],
};

function show(shown: Partial<Product> = {}) {
  server.use(
    http.get('*/api/me', () => HttpResponse.json(me)),
    http.get('*/api/catalog/products/:id', () => HttpResponse.json({ ...product, ...shown })),
  );
  render(
    <TestFrame at={`/catalog/${product.id}`} words={everyWord}>
      <Routes>
        <Route path="/catalog/:id" element={<ProductPage />} />
      </Routes>
    </TestFrame>,
  );
}

test('the versions of a certificate stand on one line of time, the present one marked', async () => {
  show();
  const list = await screen.findByRole('list', { name: '国械注准20213060001' });
  const [now, before] = within(list).getAllByRole('listitem');
  expect(now?.textContent).toContain('第 2 版还有 1648 天到期2026-06-01 — 2031-05-31UX-1');
  expect(now?.getAttribute('aria-current')).toBe('true');
  expect(before?.textContent).toContain('第 1 版已到期 178 天');
});

test('an identifier says what its code must carry', async () => {
  show();
  const line = (await screen.findByText('06901234567892')).closest('li') as HTMLElement;
  expect(line.textContent).toBe('06901234567892GS1带序列号带生产日期');
});

test('whoever may only look finds nothing to change', async () => {
  show({ may: [] });
  await screen.findByText('06901234567892');
  expect(screen.queryAllByRole('button')).toEqual([]);
});

test('an identifier is sent with its flags, and a refusal stands at its field', async () => {
  const sent: unknown[] = [];
  show();
  server.use(
    http.post('*/api/catalog/models/:id/identifiers', async ({ request }) => {
      sent.push(await request.json());
      const message =
        '产品标识“06901234567893”末位校验不符，应为 2：请重新扫码，手工录入的请逐位核对。';
      return HttpResponse.json(
        { code: 'unusable_identifier', message, where: [{ field: 'di', message }] },
        { status: 422 },
      );
    }),
  );
  fireEvent.click(await screen.findByRole('button', { name: '登记产品标识' }));
  fireEvent.change(await screen.findByLabelText('产品标识（UDI-DI）'), {
    target: { value: '06901234567893' },
  });
  fireEvent.click(screen.getByLabelText(/^带批号/));
  fireEvent.click(screen.getByRole('button', { name: /^登\s?记$/ }));
  expect(await screen.findByText(/末位校验不符，应为 2/)).toBeTruthy();
  expect(sent).toEqual([
    {
      di: '06901234567893',
      has_serial: true,
      has_lot: true,
      has_produced: true,
      has_expiry: false,
    },
  ]);
});

test('the list warns of certificates that lapse soon or have lapsed', async () => {
  const row = (id: string, name: string, through: string | null) => ({
    ...product,
    id,
    name,
    models_count: 1,
    certified_through: through,
  });
  server.use(
    http.get('*/api/me', () => HttpResponse.json(me)),
    http.get('*/api/catalog/products', () =>
      HttpResponse.json({
        items: [
          row('1', '甲', '2031-05-31'),
          row('2', '乙', '2027-01-01'),
          row('3', '丙', '2026-11-24'),
          row('4', '丁', null),
        ],
        next: null,
      }),
    ),
  );
  render(
    <TestFrame at="/catalog" words={everyWord}>
      <CatalogPage />
    </TestFrame>,
  );
  const tones = async (text: string) => (await screen.findByText(text)).className;
  expect(await tones('有效至 2031-05-31')).toContain('status-green');
  expect(await tones('有效至 2027-01-01')).toContain('status-amber');
  expect(await tones('2026-11-24 已到期')).toContain('status-red');
  expect(await tones('未登记')).toContain('status-red');
});
