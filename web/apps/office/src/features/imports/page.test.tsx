import type { Import } from '@duan/api';
import { addressOf, TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { ImportPage } from './page';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const counts = {
  new: 40,
  changed: 2,
  same: 1,
  refused: 3,
  campuses: 5,
  duplicates: 0,
  institutions: 40,
};
const found: Import = {
  id: '0198f000-0000-7000-8000-000000000001',
  file_name: '医院名单.csv',
  size: 4096,
  file_hash: 'x',
  state: 'CHECKED',
  sheet: { name: '', kind: 'csv', encoding: 'utf-8', delimiter: ',', header_row: 1 },
  columns: [
    { letter: 'A', header: '医院', samples: ['甲医院'], guess: 'name' },
    { letter: 'B', header: '区划', samples: ['420106'], guess: null },
  ],
  fields: [
    { code: 'name', label: '名称', required: true, hint: '' },
    { code: 'region_code', label: '行政区划代码', required: true, hint: '' },
  ],
  mapping: {},
  scope_id: null,
  duplicates: 'skip',
  finished_at: null,
  rows_total: 46,
  progress: { done: 0, total: 0, stage: '' },
  counts,
  already_loaded_as: null,
  created_at: '2026-11-05T01:30:00Z',
  created_by_name: '李雷',
  message: '',
};
const problem = {
  row: 12,
  column: '区划',
  field: 'region_code',
  value: '42010',
  code: 'region_unknown',
  severity: 'ERROR',
  message: '没有这个行政区划代码',
  fix: '改成 6 位数字，例如 420106',
};

function serve(item: Import) {
  server.use(
    http.get('*/api/me', () => HttpResponse.json({ actions: [], scopes: [] })),
    http.get(`*/api/imports/${item.id}`, () => HttpResponse.json(item)),
    http.get(`*/api/imports/${item.id}/problems`, () =>
      HttpResponse.json({ items: [problem], next: null }),
    ),
    http.get(`*/api/imports/${item.id}/duplicates`, () =>
      HttpResponse.json({ items: [], next: null }),
    ),
  );
}

function show(path: string) {
  render(
    <TestFrame at={path} words={everyWord}>
      <Routes>
        <Route path="/imports/new" element={<ImportPage />} />
        <Route path="/imports/:id" element={<ImportPage />} />
      </Routes>
    </TestFrame>,
  );
}

test('a problem names its row, its column, its value and what to do', async () => {
  serve(found);
  show(`/imports/${found.id}`);
  const cells = (await screen.findByRole('cell', { name: '12' })).parentElement as HTMLElement;
  expect([...cells.children].map((cell) => cell.textContent)).toEqual([
    '12',
    '区划',
    '42010',
    '错误 没有这个行政区划代码',
    '改成 6 位数字，例如 420106',
  ]);
});

test('rows are loaded only after somebody chose to leave out the refused ones', async () => {
  serve(found);
  const sent: unknown[] = [];
  server.use(
    http.post(`*/api/imports/${found.id}/load`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...found, state: 'LOADED' }, { status: 202 });
    }),
  );
  show(`/imports/${found.id}`);
  const load = (await screen.findByRole('button', { name: '写入 42 行' })) as HTMLButtonElement;
  expect(load.disabled).toBe(true);
  fireEvent.click(screen.getByRole('checkbox', { name: '跳过被拒绝的 3 行，写入其余的行' }));
  fireEvent.click(load);
  expect(await screen.findByText('写入完成')).toBeTruthy();
  expect(sent).toEqual([{ skip_refused: true }]);
});

test('a dry run waits until every required field has its column', async () => {
  serve({ ...found, state: 'UPLOADED' });
  show(`/imports/${found.id}`);
  expect(await screen.findByText('还有必填字段没有对应列：行政区划代码')).toBeTruthy();
  expect((screen.getByRole('button', { name: '开始试算' }) as HTMLButtonElement).disabled).toBe(
    true,
  );
});

test('an import that cannot be undone says why and stays', async () => {
  serve({ ...found, state: 'LOADED', counts: { ...counts, refused: 0 } });
  const why = '不能撤销：「甲医院」已经登记了 2 条拜访。';
  server.use(
    http.post(`*/api/imports/${found.id}/undo`, () =>
      HttpResponse.json({ code: 'import_in_use', message: why, where: [] }, { status: 409 }),
    ),
  );
  show(`/imports/${found.id}`);
  const buttons = () => screen.getAllByRole('button', { name: '撤销这次导入', hidden: true });
  await waitFor(() => expect(buttons().length).toBe(1));
  fireEvent.click(buttons()[0] as HTMLElement);
  fireEvent.click(buttons().at(-1) as HTMLElement);
  expect(await screen.findByText(why)).toBeTruthy();
  expect(screen.getByText('写入完成')).toBeTruthy();
});

test('a file that is neither XLSX nor CSV is not sent', async () => {
  show('/imports/new');
  const file = new File(['x'], '名单.pdf');
  fireEvent.change(await screen.findByLabelText('选择文件'), { target: { files: [file] } });
  expect(await screen.findByText(/“名单.pdf”不是 .xlsx 或 .csv 文件/)).toBeTruthy();
  expect(addressOf()).toBe('/imports/new');
});
