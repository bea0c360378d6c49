import type { Account, Me, Role, ScopeNode } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { StaffPage } from './page';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => sessionStorage.clear());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const me: Me = {
  id: '0198f000-0000-7000-8000-000000000001',
  login_name: 'admin',
  display_name: '系统管理员',
  actions: ['access.grant', 'access.see', 'access.shape', 'people.manage'],
  scopes: [{ id: 1, name: '全公司', path: '1/' }],
  must_change_password: false,
};
const grant = {
  id: '0198f000-0000-7000-8000-0000000000a1',
  role_code: 'sales',
  role_name: '销售代表',
  scope_id: 3,
  scope_name: '北京市',
  starts_at: '2026-05-08T00:00:00Z',
  ends_at: null,
  reason: '负责北京市终端',
};
const person: Account = {
  id: '0198f000-0000-7000-8000-000000000002',
  kind: 'PERSON',
  login_name: 'bj.sales',
  display_name: '韩雪',
  status: 'ACTIVE',
  created_at: '2026-05-08T00:00:00Z',
  grants: [grant],
};
const own: Account = { ...person, id: me.id, login_name: 'admin', display_name: '系统管理员' };
const roles: Role[] = [
  { code: 'sales', name: '销售代表', actions: ['terminals.see', 'terminals.meet', 'new.action'] },
];
const scopes: ScopeNode[] = [
  { id: 1, parent_id: null, name: '全公司', region_code: '', path: '1/' },
  { id: 3, parent_id: 1, name: '北京市', region_code: '110000', path: '1/3/' },
];

function show(path = '/staff', who: Me = me) {
  server.use(
    http.get('*/api/me', () => HttpResponse.json(who)),
    http.get('*/api/staff/accounts', () => HttpResponse.json({ items: [own, person] })),
    http.get('*/api/staff/roles', () => HttpResponse.json({ items: roles })),
    http.get('*/api/staff/scopes', () => HttpResponse.json({ items: scopes })),
  );
  render(
    <TestFrame at={path} words={everyWord}>
      <StaffPage />
    </TestFrame>,
  );
}
const row = async (name: string) =>
  (await screen.findByText(name, { selector: 'strong' })).closest('li') as HTMLElement;

test('a member shows the role, the scope, the end and the reason of each grant', async () => {
  show();
  const line = within(await row('韩雪')).getByRole('listitem');
  expect(line.textContent).toBe('销售代表 · 北京市长期有效依据：负责北京市终端收回');
});

test('nobody is offered to disable himself or to end his own grants', async () => {
  show();
  expect(within(await row('系统管理员')).queryAllByRole('button')).toEqual([]);
  expect(within(await row('韩雪')).getAllByRole('button').length).toBe(3);
});

test('an initial password is sent, shown once and gone when the window closes', async () => {
  show();
  const sent: Record<string, string>[] = [];
  server.use(
    http.post('*/api/staff/accounts', async ({ request }) => {
      sent.push((await request.json()) as Record<string, string>);
      return HttpResponse.json({ id: person.id }, { status: 201 });
    }),
  );
  fireEvent.click(await screen.findByRole('button', { name: '添加成员' }));
  const sheet = within((await screen.findByText('登录名')).closest('form') as HTMLElement);
  fireEvent.change(sheet.getByLabelText('姓名或名称'), { target: { value: '王芳' } });
  fireEvent.change(sheet.getByLabelText('登录名'), { target: { value: 'hb.wang' } });
  fireEvent.click(screen.getAllByRole('button', { name: '添加成员' }).at(-1) as HTMLElement);
  const close = await screen.findByRole('button', { name: '我已保存' });
  const password = sent[0]?.password ?? '';
  expect(sent).toEqual([{ display_name: '王芳', login_name: 'hb.wang', password }]);
  expect(screen.getByText(password).tagName).toBe('CODE');
  fireEvent.click(close);
  expect(screen.queryByText(password)).toBe(null);
});

test('a grant is taken back only with a reason', async () => {
  show();
  const sent: unknown[] = [];
  server.use(
    http.post(`*/api/staff/grants/${grant.id}/end`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({});
    }),
  );
  fireEvent.click(await screen.findByRole('button', { name: '收回授权：销售代表，北京市' }));
  const save = await screen.findByRole('button', { name: /^收\s?回$/ });
  fireEvent.click(save);
  expect(await screen.findByText('请填写收回的理由')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('收回的理由'), { target: { value: '调岗' } });
  fireEvent.click(save);
  await expect.poll(() => sent).toEqual([{ reason: '调岗' }]);
});

test('roles are explained in words and an unknown action by its code', async () => {
  show('/staff?tab=roles');
  expect(await screen.findByText('查看终端档案、登记拜访、new.action')).toBeTruthy();
});

test('whoever may only see grants finds scopes and roles but no accounts', async () => {
  show('/staff', { ...me, actions: ['access.see'] });
  expect((await screen.findByRole('tree')).textContent).toContain('全公司');
  expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['辖区', '角色']);
});

test('a refusal says that nothing may be seen here', async () => {
  show();
  server.use(
    http.get('*/api/staff/accounts', () =>
      HttpResponse.json(
        {
          code: 'not_allowed',
          message: '您没有这项权限（people.manage），请向管理员申请。',
          where: [],
        },
        { status: 403 },
      ),
    ),
  );
  expect(await screen.findByText('您没有这项权限（people.manage），请向管理员申请。')).toBeTruthy();
});
