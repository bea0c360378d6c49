import type { Terminal } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { everyWord } from '../../shared/testing';
import { canStandAlone, OpenScope } from './own-scope';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const hospital = {
  id: '0190a4b2-0000-7000-8000-000000000001',
  name: '澄江市第六十人民医院',
  kind: 'HOSPITAL',
  parent_id: null,
  scope_name: '武汉市',
  may: ['open'],
} as unknown as Terminal;

test.each([
  ['a hospital that shares its scope', {}, true],
  ['one whose scope is its own already', { scope_name: hospital.name }, false],
  ['a part of a hospital', { kind: 'DEPARTMENT', parent_id: hospital.id }, false],
  ['a person without the right', { may: [] }, false],
])('%s', (_, differs, offered) => {
  expect(canStandAlone({ ...hospital, ...differs } as Terminal)).toBe(offered);
});

test('what changes is said first; a refusal keeps the question open with its sentence', async () => {
  const refused = '「澄江市第六十人民医院」已经是单独的辖区，可以直接为院方人员授权。';
  const path = `*/api/terminals/${hospital.id}/open-scope`;
  server.use(
    http.post(path, () =>
      HttpResponse.json({ code: 'terminal_scope_is_its_own', message: refused }, { status: 409 }),
    ),
  );
  const closed = vi.fn();
  render(
    <TestFrame words={everyWord}>
      <OpenScope terminal={hospital} onClose={closed} />
    </TestFrame>,
  );
  expect(await screen.findByText('已有“武汉市”权限的同事不受影响，仍然看得到它。')).toBeTruthy();
  const yes = screen.getByRole('button', { name: '单独成为辖区' });
  fireEvent.click(yes);
  expect(await screen.findByText(refused)).toBeTruthy();
  expect(closed).not.toHaveBeenCalled();
  server.use(http.post(path, () => HttpResponse.json({ scope_id: 7 })));
  fireEvent.click(yes);
  await waitFor(() => expect(closed).toHaveBeenCalledOnce());
});
