import type { Task } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { TaskPage } from './page';
import { photo, task } from './sample';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const at = `*/api/field/tasks/${task.id}`;

/** The server's side of one task: it answers as it is now and keeps what it was sent. */
function serve(now: Task) {
  const state = { task: now, sent: [] as unknown[] };
  const write = (path: string, after: (body: Record<string, unknown>) => Partial<Task>) =>
    http.post(`${at}/${path}`, async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      state.sent.push({ path, ...body });
      state.task = { ...state.task, ...after(body), version: state.task.version + 1 };
      return HttpResponse.json(state.task);
    });
  server.use(
    http.get('*/api/me', () => HttpResponse.json({ actions: ['assets.see'], scopes: [] })),
    http.get(at, () => HttpResponse.json(state.task)),
    http.get(`${at}/engineers`, () =>
      HttpResponse.json({ items: [{ id: task.engineer_id, name: '赵工' }] }),
    ),
    http.post('*/api/files', () =>
      HttpResponse.json({ id: photo.file_id, name: 'a.jpg', size: 1, sha256: '' }, { status: 201 }),
    ),
    write('start', () => ({ status: 'STARTED', may: ['work', 'train'] })),
    write('tick', ({ key, done, note }) => ({
      checklist: state.task.checklist.map((item) =>
        item.key === key ? { ...item, done: done === true, note: String(note) } : item,
      ),
    })),
    write('photos', () => ({ photos: [photo] })),
    write('finish', () => ({ status: 'INSTALLED', may: ['train'] })),
  );
  return state;
}

const show = async () => {
  render(
    <TestFrame at={`/onsite/${task.id}`} words={everyWord}>
      <Routes>
        <Route path="/onsite/:id" element={<TaskPage />} />
      </Routes>
    </TestFrame>,
  );
  await screen.findByRole('heading', { level: 1 });
};
const button = (name: string) => screen.getByRole('button', { name }) as HTMLButtonElement;

test('an installation can be handed over once all is ticked and photographed, and only then', async () => {
  const state = serve(task);
  await show();
  expect(screen.getByText('还差：场地条件；至少一张照片')).toBeTruthy();
  expect(button('安装完成，交院方验收').disabled).toBe(true);

  fireEvent.click(screen.getByRole('checkbox', { name: /场地条件/ }));
  await screen.findByText('还差：至少一张照片');
  await act(async () => {
    fireEvent.change(screen.getByLabelText('选图片'), {
      target: { files: [new File(['x'], 'a.jpg', { type: 'image/jpeg' })] },
    });
  });
  await waitFor(() => expect(button('安装完成，交院方验收').disabled).toBe(false));
  fireEvent.change(screen.getByRole('textbox', { name: '安装说明' }), {
    target: { value: '运行正常' },
  });
  fireEvent.click(button('安装完成，交院方验收'));

  await screen.findByText('等待院方人员登录后验收签字。');
  expect(state.sent).toEqual([
    { path: 'tick', key: 'site', done: true, note: '' },
    { path: 'photos', file_id: photo.file_id, caption: '' },
    { path: 'finish', seen_version: 7, note: '运行正常' },
  ]);
  expect(screen.queryByLabelText('选图片')).toBe(null);
});

test('a note is sent when the typing pauses, once', async () => {
  const state = serve(task);
  await show();
  const note = screen.getByRole('textbox', { name: '开箱核对 · 备注' });
  fireEvent.change(note, { target: { value: '附件' } });
  fireEvent.change(note, { target: { value: '附件齐全' } });
  expect(screen.getByText('正在保存…')).toBeTruthy();

  await screen.findByText('已保存', {}, { timeout: 3000 });
  expect(state.sent).toEqual([{ path: 'tick', key: 'unpacked', done: true, note: '附件齐全' }]);
});

test('a tick that was refused goes back, with the reason', async () => {
  serve(task);
  server.use(
    http.post(`${at}/tick`, () =>
      HttpResponse.json(
        { code: 'not_your_task', message: '安装任务派给了别的工程师。', where: [] },
        { status: 403 },
      ),
    ),
  );
  await show();
  const box = screen.getByRole('checkbox', { name: /场地条件/ }) as HTMLInputElement;
  fireEvent.click(box);

  await screen.findByText('安装任务派给了别的工程师。');
  expect(box.checked).toBe(false);
});

test('the dispatched engineer starts it; whoever may not is offered nothing', async () => {
  const state = serve({ ...task, status: 'DISPATCHED', may: ['start', 'train'] });
  await show();
  fireEvent.click(button('开始安装'));

  await screen.findByText('已保存');
  expect(state.sent).toEqual([{ path: 'start', seen_version: 5 }]);
});

test('somebody who only looks sees the work and no way to change it', async () => {
  serve({ ...task, photos: [photo], may: [] });
  await show();

  for (const name of ['开始安装', '派工', '改派', '安装完成，交院方验收', '安排培训'])
    expect(screen.queryByRole('button', { name })).toBe(null);
  const boxes = screen.getAllByRole('checkbox') as HTMLInputElement[];
  expect(boxes.map(({ disabled, checked }) => [disabled, checked])).toEqual([
    [true, true],
    [true, false],
  ]);
  expect((await screen.findByRole('link', { name: 'U0000001' })).getAttribute('href')).toBe(
    `/devices/${task.unit_id}`,
  );
  expect(screen.queryByRole('link', { name: '甲医院 · 超声科' })).toBe(null);
  expect(screen.getByAltText('现场照片第 1 张').getAttribute('src')).toBe(
    `/api/files/${photo.file_id}`,
  );
});

test('the dispatch sheet names the engineers of the region', async () => {
  serve({ ...task, status: 'WAITING', engineer_id: null, engineer_name: '', may: ['dispatch'] });
  await show();
  fireEvent.click(button('派工'));

  const sheet = await screen.findByRole('dialog');
  expect(within(sheet).getByText('把 I0000001 派给工程师')).toBeTruthy();
  fireEvent.mouseDown(within(sheet).getByRole('combobox', { name: '工程师' }));
  expect(await screen.findByRole('option', { name: '赵工' })).toBeTruthy();
});

test('an accepted task shows who signed, with the signature', async () => {
  serve({
    ...task,
    status: 'ACCEPTED',
    may: [],
    acceptance: {
      signer_name: '王主任',
      signer_title: '设备科',
      signature_file_id: photo.file_id,
      remark: '',
      accepted_by_name: '院方主任',
      accepted_at: '2026-11-26T05:00:00Z',
    },
  });
  await show();

  expect(screen.getByText('王主任 · 设备科')).toBeTruthy();
  expect(screen.getByAltText('王主任 的签名').getAttribute('src')).toBe(
    `/api/files/${photo.file_id}`,
  );
});
