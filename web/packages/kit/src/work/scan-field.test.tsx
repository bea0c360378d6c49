import { Problem } from '@duan/api';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { TestFrame } from '../testing/frame';
import { ScanField } from './scan-field';
import type { ScanAnswer } from './scans';

const show = (onScan: (text: string) => Promise<ScanAnswer>, more: { busy?: boolean } = {}) =>
  render(
    <TestFrame>
      <ScanField label="扫描 UDI" onScan={onScan} {...more} />
      <button type="button">别处</button>
    </TestFrame>,
  );
const field = () => screen.getByLabelText('扫描 UDI') as HTMLInputElement;
const scan = (text: string) =>
  act(async () => {
    fireEvent.change(field(), { target: { value: text } });
    fireEvent.keyDown(field(), { key: 'Enter' });
  });
const rows = () =>
  [...document.querySelectorAll('.scan-row')].map((row) => [
    row.className.endsWith('ok'),
    row.querySelector('.scan-title')?.textContent,
  ]);

test('the field has the focus, takes full-width signs and is empty for the next code', async () => {
  const asked: string[] = [];
  show(async (text) => {
    asked.push(text);
    return { title: '超声主机 SN-1' };
  });
  expect(document.activeElement).toBe(field());
  await scan('（０１）0690');
  expect(asked).toEqual(['(01)0690']);
  expect(field().value).toBe('');
  expect(rows()).toEqual([[true, '超声主机 SN-1']]);
  expect(document.querySelector('.scan output')?.textContent).toBe('通过：超声主机 SN-1');
});

test('a refusal is a red row with its sentence and code, on top of those before', async () => {
  show(async (text) => {
    if (text === 'bad') throw new Problem(409, 'already_shipped', '这台已经出库，请换一台。');
    return text === 'old' ? { title: '已过期', ok: false, code: 'expired' } : { title: text };
  });
  await scan('good');
  await scan('bad');
  await scan('old');
  expect(rows()).toEqual([
    [false, '已过期'],
    [false, '这台已经出库，请换一台。'],
    [true, 'good'],
  ]);
  expect(screen.getByText('代码 already_shipped')).toBeTruthy();
  expect(screen.getByText('通过 1')).toBeTruthy();
  expect(screen.getByText('拒绝 2')).toBeTruthy();
});

test('codes that come while one is being checked wait for their turn and none is lost', async () => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  show((text) => {
    asked.push(text);
    return new Promise((resolve) => answers.push(() => resolve({ title: text })));
  });
  await scan('1');
  await scan('2');
  expect(asked).toEqual(['1']);
  expect(screen.getByText('还有 2 个码在核对')).toBeTruthy();
  await act(async () => answers[0]?.());
  await act(async () => answers[1]?.());
  expect(rows().map(([, title]) => title)).toEqual(['2', '1']);
});

test('an Enter of the input method sends nothing and says what to do; a busy page waits', async () => {
  const asked: string[] = [];
  const { unmount } = show(async (text) => {
    asked.push(text);
    return { title: text };
  });
  fireEvent.compositionStart(field());
  fireEvent.change(field(), { target: { value: 'sn' } });
  fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
  expect(screen.getByText(/中文输入法开着/)).toBeTruthy();
  unmount();
  show(async (text) => ({ title: String(asked.push(text)) }), { busy: true });
  await scan('1');
  expect(asked).toEqual([]);
  expect(screen.getByText('正在处理，请稍候')).toBeTruthy();
});

test('a scan begun elsewhere on the page lands in the field, and Ctrl-] is the group separator', () => {
  show(async (text) => ({ title: text }));
  const other = screen.getByRole('button', { name: '别处' });
  other.focus();
  fireEvent.keyDown(other, { key: 'g' });
  expect(document.activeElement).toBe(other);
  fireEvent.keyDown(other, { key: '0' });
  expect(document.activeElement).toBe(field());
  fireEvent.change(field(), { target: { value: '10A1' } });
  fireEvent.keyDown(field(), { key: ']', ctrlKey: true });
  expect(field().value).toBe('10A1\u001d');
});
