import type { EndingCover, Me } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { everyWord } from '../../shared/testing';
import { RenewalsPage } from './renewals';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => sessionStorage.clear());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const me: Me = {
  id: '0198f000-0000-7000-8000-000000000001',
  login_name: 'sales',
  display_name: '销售',
  actions: ['care.see', 'care.renew'],
  scopes: [{ id: 1, name: '全公司', path: '1/' }],
  must_change_password: false,
};
const cover: EndingCover = {
  cover_id: '0198f000-0000-7000-8000-0000000000c1',
  kind: 'WARRANTY',
  sla_class: 'C',
  starts_on: '2025-01-01',
  through_on: '2026-12-31',
  days_left: 20,
  unit_id: '0198f000-0000-7000-8000-0000000000d1',
  unit_no: 'U0000007',
  serial_no: 'SN7',
  product_name: '彩色超声诊断系统',
  model_name: 'UX-1',
  terminal_id: '0198f000-0000-7000-8000-0000000000t1',
  terminal_name: '甲医院',
  department_name: '超声科',
  deal_id: null,
  renewal: null,
  may: ['propose'],
};
const offered: EndingCover = {
  ...cover,
  cover_id: '0198f000-0000-7000-8000-0000000000c2',
  days_left: -3,
  renewal: {
    id: '0198f000-0000-7000-8000-0000000000e1',
    renewal_no: 'R0000001',
    status: 'PROPOSED',
    starts_on: '2027-01-01',
    through_on: '2027-12-31',
    months: 12,
    amount: '68000.00',
    sla_class: 'B',
    proposed_by_name: '销售',
    proposed_at: '2026-11-25T01:00:00Z',
    signed_by_name: '',
    signed_at: null,
    version: 1,
  },
  may: ['revise', 'sign'],
};

function show(...items: EndingCover[]) {
  server.use(
    http.get('*/api/me', () => HttpResponse.json(me)),
    http.get('*/api/care/renewals', () => HttpResponse.json({ items, next: null })),
  );
  render(
    <TestFrame at="/care/renewals?within=30" words={everyWord}>
      <RenewalsPage />
    </TestFrame>,
  );
}

test('an ending cover is offered to be renewed, with the price as it was typed', async () => {
  const sent = vi.fn();
  server.use(
    http.post('*/api/care/renewals', async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json({ ...offered, ...offered.renewal }, { status: 201 });
    }),
  );
  show(cover);

  expect((await screen.findAllByText('还有 19 天')).length).toBe(1);
  fireEvent.click(screen.getByRole('button', { name: '提出续保' }));
  fireEvent.change(await screen.findByLabelText('金额'), { target: { value: '68,000' } });
  const save = screen.getAllByRole('button', { name: '提出续保' }).at(-1) as HTMLElement;
  fireEvent.click(save);
  expect((await screen.findByRole('alert')).textContent).toContain('最多两位小数');
  expect(sent).not.toHaveBeenCalled();

  fireEvent.change(screen.getByLabelText('金额'), { target: { value: '68000.5' } });
  fireEvent.click(save);
  await waitFor(() =>
    expect(sent.mock.calls).toEqual([
      [{ cover_id: cover.cover_id, months: 12, sla_class: 'C', amount: '68000.5' }],
    ]),
  );
});

test('what was offered is signed only after its terms were shown once more', async () => {
  const sent = vi.fn();
  server.use(
    http.post(`*/api/care/renewals/${offered.renewal?.id}/sign`, async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json({ ...offered, ...offered.renewal, status: 'SIGNED' });
    }),
  );
  show(offered);

  expect((await screen.findAllByText('已过期 4 天')).length).toBe(1);
  fireEvent.click(screen.getByRole('button', { name: '签下' }));
  expect(
    screen.getByText('彩色超声诊断系统 UX-1 SN7：2027-01-01 至 2027-12-31，B 级。签下后不能再改。'),
  ).toBeTruthy();
  expect(sent).not.toHaveBeenCalled();
  fireEvent.click(screen.getAllByRole('button', { name: '签下' }).at(-1) as HTMLElement);

  await waitFor(() => expect(sent.mock.calls).toEqual([[{ seen_version: 1 }]]));
});
