import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { TestFrame } from '../testing/frame';
import { CommandPalette, type PaletteGroup } from './command-palette';

function Page({
  groups,
  onClose = () => undefined,
}: {
  groups: PaletteGroup[];
  onClose?: () => void;
}) {
  const [query, setQuery] = useState('');
  return (
    <CommandPalette
      open
      query={query}
      searching={false}
      groups={groups}
      onQuery={setQuery}
      onClose={onClose}
    />
  );
}

function made(run: (id: string) => void): PaletteGroup[] {
  const item = (id: string) => ({ id, icon: 'terminal' as const, title: id, run: () => run(id) });
  return [
    { title: '结果', items: [item('甲医院'), item('乙医院')] },
    { title: '命令', items: [item('导入')] },
  ];
}

const box = () => screen.getByRole('combobox', { name: '搜索与命令' });
const chosen = () => screen.getByRole('option', { selected: true }).textContent;

test('arrows go through all groups and around the end', () => {
  render(
    <TestFrame>
      <Page groups={made(() => undefined)} />
    </TestFrame>,
  );
  expect(chosen()).toBe('甲医院');
  fireEvent.keyDown(box(), { key: 'ArrowDown' });
  fireEvent.keyDown(box(), { key: 'ArrowDown' });
  expect(chosen()).toBe('导入');
  fireEvent.keyDown(box(), { key: 'ArrowDown' });
  expect(chosen()).toBe('甲医院');
  fireEvent.keyDown(box(), { key: 'ArrowUp' });
  expect(chosen()).toBe('导入');
  expect(box().getAttribute('aria-activedescendant')).toBe(
    screen.getByRole('option', { selected: true }).id,
  );
});

test('Enter closes the palette and runs what is chosen', () => {
  const run = vi.fn();
  const close = vi.fn();
  render(
    <TestFrame>
      <Page groups={made(run)} onClose={close} />
    </TestFrame>,
  );
  fireEvent.keyDown(box(), { key: 'ArrowDown' });
  fireEvent.keyDown(box(), { key: 'Enter' });
  expect(run.mock.calls).toEqual([['乙医院']]);
  expect(close).toHaveBeenCalledTimes(1);
});

test('Enter that ends a Chinese composition runs nothing', () => {
  const run = vi.fn();
  render(
    <TestFrame>
      <Page groups={made(run)} />
    </TestFrame>,
  );
  fireEvent.keyDown(box(), { key: 'Enter', isComposing: true });
  expect(run).not.toHaveBeenCalled();
});

test('another query starts at the top again', () => {
  render(
    <TestFrame>
      <Page groups={made(() => undefined)} />
    </TestFrame>,
  );
  fireEvent.keyDown(box(), { key: 'ArrowDown' });
  fireEvent.change(box(), { target: { value: '医' } });
  expect(chosen()).toBe('甲医院');
});

test('nothing found says what to try', () => {
  render(
    <TestFrame>
      <Page groups={[]} />
    </TestFrame>,
  );
  fireEvent.change(box(), { target: { value: '查无此院' } });
  expect(screen.getByText('没有找到“查无此院”')).toBeTruthy();
});
