import { Problem } from '@duan/api';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { addressOf, TestFrame } from '../testing/frame';
import { DataGrid } from './data-grid';
import type { GridPage, GridQuery } from './types';

type Row = { id: string; name: string };
const all: Row[] = Array.from({ length: 5 }, (_, n) => ({ id: `${n}`, name: `第${n}医院` }));

function server(seen: GridQuery[] = []) {
  return async (query: GridQuery, cursor: string | null): Promise<GridPage<Row>> => {
    seen.push({ ...query, ...(cursor ? { cursor } : {}) });
    const found = all.filter((row) => !query.q || row.name.includes(query.q));
    const from = Number(cursor ?? 0);
    return {
      items: found.slice(from, from + 3),
      next: from + 3 < found.length ? String(from + 3) : null,
    };
  };
}

type Options = { at?: string; load?: ReturnType<typeof server> };

function show({ at = '/list', load = server() }: Options = {}) {
  return render(
    <TestFrame at={at}>
      <DataGrid<Row>
        name="rows"
        columns={[
          { key: 'name', title: '名称', width: 200, sortable: true, render: (row) => row.name },
          { key: 'code', title: '编号', width: 100, render: (row) => row.id },
        ]}
        filters={[{ key: 'kind', label: '类型', options: [{ value: 'HOSPITAL', label: '医院' }] }]}
        load={load}
        count={async () => ({ count: 10_000, capped: true })}
        rowKey={(row) => row.id}
        rowLink={(row) => `/rows/${row.id}`}
        card={(row) => row.name}
        empty={<p>什么都没有</p>}
        emptyFiltered={{ title: '没有符合条件的', hint: '放宽条件' }}
      />
    </TestFrame>,
  );
}

test('the address decides what is asked for', async () => {
  const seen: GridQuery[] = [];
  show({ at: '/list?kind=HOSPITAL&q=医院&sort=-name', load: server(seen) });
  await screen.findByText('第0医院');
  expect(seen).toEqual([{ kind: 'HOSPITAL', q: '医院', sort: '-name' }]);
  expect(await screen.findByText('共 10,000+')).toBeTruthy();
});

test('more rows are fetched behind the cursor and stay with the first ones', async () => {
  const seen: GridQuery[] = [];
  show({ load: server(seen) });
  fireEvent.click(await screen.findByRole('button', { name: '载入更多' }));
  await screen.findByText('第4医院');
  expect(seen).toEqual([{}, { cursor: '3' }]);
  expect(screen.getByText('第0医院')).toBeTruthy();
  expect(screen.getByText('已全部载入，共 5 条')).toBeTruthy();
});

test('typing in the find box ends up in the address after a moment', async () => {
  show();
  await screen.findByText('第0医院');
  fireEvent.change(screen.getByRole('textbox', { name: '在列表中查找' }), {
    target: { value: '第4' },
  });
  await waitFor(() => expect(addressOf()).toBe('/list?q=第4'));
  await waitFor(() => expect(screen.queryByText('第0医院')).toBe(null));
  expect(screen.getByText('第4医院')).toBeTruthy();
});

test('a header sorts through the address', async () => {
  show();
  await screen.findByText('第0医院');
  const header = () => screen.getByRole('columnheader', { name: /名称/ });
  fireEvent.click(header());
  await waitFor(() => expect(addressOf()).toBe('/list?sort=name'));
  fireEvent.click(header());
  await waitFor(() => expect(addressOf()).toBe('/list?sort=-name'));
  fireEvent.click(header());
  await waitFor(() => expect(addressOf()).toBe('/list'));
});

test('j and k walk the rows and the link is where the focus is', async () => {
  show();
  await screen.findByText('第0医院');
  fireEvent.keyDown(window, { key: 'j' });
  fireEvent.keyDown(window, { key: 'j' });
  expect(document.activeElement?.textContent).toBe('第1医院');
  fireEvent.keyDown(window, { key: 'k' });
  expect(document.activeElement?.getAttribute('href')).toBe('/rows/0');
  fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
  expect(document.activeElement?.textContent).toBe('第1医院');
});

test('an empty list and a filtered one that finds nothing say different things', async () => {
  const none = async () => ({ items: [], next: null });
  const first = show({ load: none });
  expect(await screen.findByText('什么都没有')).toBeTruthy();
  first.unmount();
  show({ at: '/list?q=查无', load: none });
  await screen.findByText('没有符合条件的');
  const filtered = screen.getByText('放宽条件').parentElement as HTMLElement;
  fireEvent.click(within(filtered).getByRole('button', { name: '清除筛选' }));
  await waitFor(() => expect(addressOf()).toBe('/list'));
});

test('a refusal shows the sentence, the code and a way to try again', async () => {
  const load = async () => {
    throw new Problem(429, 'too_many', '请求太频繁，请一分钟后再试。');
  };
  show({ load });
  expect(await screen.findByText('请求太频繁，请一分钟后再试。')).toBeTruthy();
  expect(screen.getByText('代码 too_many')).toBeTruthy();
  expect(screen.getByRole('button', { name: '重试' })).toBeTruthy();
});

test('a hidden column is gone and stays gone', async () => {
  show();
  await screen.findByText('第0医院');
  fireEvent.click(screen.getByRole('button', { name: '列设置' }));
  fireEvent.click(await screen.findByRole('checkbox', { name: '显示 编号' }));
  expect(screen.queryByRole('columnheader', { name: /编号/ })).toBe(null);
  expect(localStorage.getItem('duan.grid.rows')).toContain('"key":"code","shown":false');
});
