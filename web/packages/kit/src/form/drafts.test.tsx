import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { TestFrame } from '../testing/frame';
import { claimDrafts, readDraft, writeDraft } from './drafts';
import { FormSheet } from './form-sheet';
import type { FormSchema, FormValues } from './schema';

const schema: FormSchema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', title: '名称', 'x-order': 1 },
    address: { type: 'string', title: '地址', 'x-order': 2 },
  },
};
const record = { name: '甲医院', address: '旧址' };

function show(initial: FormValues, save = async () => undefined) {
  return render(
    <TestFrame>
      <FormSheet
        title="编辑"
        schema={schema}
        initial={initial}
        submitLabel="保存"
        draft="edit 1"
        onSubmit={save}
        onClose={() => undefined}
      />
    </TestFrame>,
  );
}
const field = (name: string) =>
  screen.getByRole('textbox', { name: new RegExp(`^${name}`) }) as HTMLInputElement;
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });

beforeEach(() => sessionStorage.clear());

test('typed work that was lost with the page is there when the form opens again', () => {
  const first = show(record);
  type('地址', '新址');
  first.unmount();
  show(record);
  expect(field('地址').value).toBe('新址');
  expect(field('名称').value).toBe('甲医院');
  expect(screen.getByText(/这是上次没保存的内容/)).toBeTruthy();
});

test('a restored field that others changed meanwhile is named', () => {
  const first = show(record);
  type('地址', '新址');
  first.unmount();
  show({ ...record, address: '迁址' });
  expect(field('地址').value).toBe('新址');
  expect(screen.getByText('对方改了：地址')).toBeTruthy();
});

test('restored work can be thrown away', () => {
  const first = show(record);
  type('地址', '新址');
  first.unmount();
  show(record);
  fireEvent.click(screen.getByRole('button', { name: '不要了，重新填写' }));
  expect(field('地址').value).toBe('旧址');
  expect(readDraft('edit 1')).toBe(undefined);
});

test('saved work leaves no draft behind', async () => {
  show(record);
  type('地址', '新址');
  expect(readDraft('edit 1')).toEqual([{ path: 'address', was: '旧址', now: '新址' }]);
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await expect.poll(() => readDraft('edit 1')).toBe(undefined);
});

test('drafts of one person are gone when another signs in on the same tab', () => {
  claimDrafts('li.lei');
  writeDraft('edit 1', []);
  claimDrafts('li.lei');
  expect(readDraft('edit 1')).toEqual([]);
  claimDrafts('han.mei');
  expect(readDraft('edit 1')).toBe(undefined);
});
