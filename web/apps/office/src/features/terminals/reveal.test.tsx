import type { Contact } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { RevealDialog } from './reveal';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const contact: Contact = {
  id: '0198f000-0000-7000-8000-000000000009',
  name: '王建国',
  position: '科长',
  department: '设备科',
  phone_masked: '138****2766',
  has_phone: true,
  email_masked: '',
  note: '',
  version: 1,
  terminal_id: '0198f000-0000-7000-8000-000000000001',
  terminal_name: '甲医院',
};

const show = () =>
  render(
    <TestFrame words={everyWord}>
      <RevealDialog contact={contact} onClose={() => undefined} />
    </TestFrame>,
  );
const button = () => screen.getByRole('button', { name: '记录并查看' }) as HTMLButtonElement;

test('a number is shown only after a purpose was stated, and the purpose is sent', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(`*/api/terminals/contacts/${contact.id}/reveal`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ phone: '13871402766', email: '' });
    }),
  );
  show();
  expect(button().disabled).toBe(true);
  fireEvent.click(screen.getByRole('radio', { name: '招投标与合同沟通' }));
  fireEvent.click(button());
  expect((await screen.findByText('138 7140 2766')).getAttribute('href')).toBe('tel:13871402766');
  expect(sent).toEqual([{ purpose: '招投标与合同沟通' }]);
});

test('another purpose must be written out', () => {
  show();
  fireEvent.click(screen.getByRole('radio', { name: '其他用途' }));
  expect(button().disabled).toBe(true);
  fireEvent.change(screen.getByRole('textbox', { name: '其他用途' }), {
    target: { value: '核对发票' },
  });
  expect(button().disabled).toBe(false);
});

test('a refusal leaves the number masked and says what to do', async () => {
  server.use(
    http.post(`*/api/terminals/contacts/${contact.id}/reveal`, () =>
      HttpResponse.json(
        { code: 'not_granted', message: '你没有查看号码的授权，请联系管理员。', where: [] },
        { status: 403 },
      ),
    ),
  );
  show();
  fireEvent.click(screen.getByRole('radio', { name: '约见或拜访' }));
  fireEvent.click(button());
  expect(await screen.findByText('你没有查看号码的授权，请联系管理员。')).toBeTruthy();
  expect(screen.queryByRole('link')).toBe(null);
});
