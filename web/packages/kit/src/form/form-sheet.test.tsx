import { Problem } from '@duan/api';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { TestFrame } from '../testing/frame';
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

type Props = { save: (values: FormValues) => Promise<unknown>; newest?: FormValues };

function Page({ save, newest }: Props) {
  const [initial, setInitial] = useState<FormValues>({ name: '甲医院', address: '旧址' });
  return (
    <FormSheet
      title="编辑"
      schema={schema}
      initial={initial}
      submitLabel="保存"
      onSubmit={save}
      onClose={() => undefined}
      onReload={async () => newest && setInitial(newest)}
    />
  );
}

const field = (name: string) =>
  screen.getByRole('textbox', { name: new RegExp(`^${name}`) }) as HTMLInputElement;
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const submit = () => fireEvent.click(screen.getByRole('button', { name: '保存' }));

test('wrong values stay in the form with a sentence at the field and are not sent', async () => {
  const save = vi.fn(async () => undefined);
  render(
    <TestFrame>
      <Page save={save} />
    </TestFrame>,
  );
  type('名称', '');
  submit();
  expect(await screen.findByText('请填写名称')).toBeTruthy();
  expect(field('名称').getAttribute('aria-invalid')).toBe('true');
  expect(save).not.toHaveBeenCalled();
});

test('a refusal of the server appears at the field it names', async () => {
  const save = async () => {
    throw new Problem(422, 'name_taken', '同名终端已经存在。', [
      { field: 'name', message: '这个名称已被使用' },
    ]);
  };
  render(
    <TestFrame>
      <Page save={save} />
    </TestFrame>,
  );
  submit();
  expect(await screen.findByText('这个名称已被使用')).toBeTruthy();
  expect(screen.queryByText('同名终端已经存在。')).toBe(null);
});

test('a refusal without a field is told above the form with its code', async () => {
  const save = async () => {
    throw new Problem(409, 'already_closed', '这家医院已关停，不能再改。');
  };
  render(
    <TestFrame>
      <Page save={save} />
    </TestFrame>,
  );
  submit();
  expect(await screen.findByText('这家医院已关停，不能再改。')).toBeTruthy();
  expect(screen.getByText('代码 already_closed')).toBeTruthy();
});

test('after a stale refusal the newest is fetched and what was typed stays', async () => {
  const save = async () => {
    throw new Problem(409, 'stale', '刚刚被改过。', [
      { field: 'name', message: '名称已被改为「乙医院」' },
    ]);
  };
  render(
    <TestFrame>
      <Page save={save} newest={{ name: '乙医院', address: '旧址' }} />
    </TestFrame>,
  );
  type('地址', '新址');
  submit();
  expect(await screen.findByText('别人刚刚改过这条记录')).toBeTruthy();
  expect(screen.getByText('名称已被改为「乙医院」')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '取来最新内容' }));
  await waitFor(() => expect(field('名称').value).toBe('乙医院'));
  expect(field('地址').value).toBe('新址');
  expect(screen.getByText('对方改了：名称')).toBeTruthy();
});

test('closing a form with typed work asks first', async () => {
  render(
    <TestFrame>
      <Page save={async () => undefined} />
    </TestFrame>,
  );
  type('地址', '新址');
  fireEvent.click(screen.getByRole('button', { name: '取消' }));
  expect(await screen.findByText('放弃没保存的内容？')).toBeTruthy();
});
