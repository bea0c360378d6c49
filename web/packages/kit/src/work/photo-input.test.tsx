import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { TestFrame } from '../testing/frame';
import { PhotoInput } from './photo-input';
import type { KeptPhoto } from './photos';

const image = (name: string) => new File(['x'], name, { type: 'image/jpeg' });
const pick = (...files: File[]) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText('选图片'), { target: { files } });
  });

test('a photo shows how far it is, fails with a sentence, is sent again and then told to the page', async () => {
  let fail = true;
  const told: string[][] = [];
  let report: (share: number) => void = () => undefined;
  let settle: () => void = () => undefined;
  const send = (file: File, onProgress: (share: number) => void) =>
    new Promise<KeptPhoto>((resolve, reject) => {
      report = onProgress;
      settle = () =>
        fail
          ? reject(new Error('网络不通'))
          : resolve({ id: `kept-${file.name}`, name: file.name });
    });
  render(
    <TestFrame>
      <PhotoInput
        label="现场照片"
        least={1}
        send={send}
        onChange={(kept) => told.push(kept.map(({ id }) => id))}
      />
    </TestFrame>,
  );
  expect(screen.getByText('至少要有 1 张')).toBeTruthy();
  await pick(image('a.jpg'));
  await act(async () => report(0.4));
  expect(screen.getByText('正在上传 40%')).toBeTruthy();
  await act(async () => settle());
  expect(screen.getByText('网络不通')).toBeTruthy();
  expect(told).toEqual([]);
  fail = false;
  await act(async () => screen.getByRole('button', { name: '重传' }).click());
  await act(async () => settle());
  expect(screen.getByText('已上传')).toBeTruthy();
  await act(async () => screen.getByRole('button', { name: '移除第 1 张' }).click());
  expect(told).toEqual([['kept-a.jpg'], []]);
});

test('only images are taken, and no more than there is room for', async () => {
  const sent: string[] = [];
  const send = async ({ name }: File) => {
    sent.push(name);
    return { id: name, name };
  };
  render(
    <TestFrame>
      <PhotoInput label="现场照片" most={2} send={send} onChange={() => undefined} />
    </TestFrame>,
  );
  await pick(image('a.jpg'), new File(['x'], 'b.pdf', { type: 'application/pdf' }));
  expect(screen.getByText('“b.pdf”不是图片，没有添加')).toBeTruthy();
  await pick(image('c.jpg'), image('d.jpg'));
  expect(sent).toEqual(['a.jpg', 'c.jpg']);
  expect((screen.getByLabelText('选图片') as HTMLInputElement).disabled).toBe(true);
});
